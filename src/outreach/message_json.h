// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/message.h"

#include <string>
#include <string_view>

namespace facteo::outreach {

/// What hooks are given, on one line: docs/escalation.md has its shape.
[[nodiscard]] std::string toJson(const Message &message);

/// Whether a gateway's answer is an object with "delivered": true. Anything else, also what is no JSON, is
/// not a delivery.
[[nodiscard]] bool saysDelivered(std::string_view answer);

} // namespace facteo::outreach
