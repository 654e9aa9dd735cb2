// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/triggers.h"

namespace facteo::domain {

constexpr Priority priorityOf(AlertTrigger trigger)
{
    return triggerRow(trigger).priority;
}

/// Whether `one` has to be answered before `other`.
constexpr bool isGraver(AlertTrigger one, AlertTrigger other)
{
    return priorityOf(one) < priorityOf(other);
}

} // namespace facteo::domain
