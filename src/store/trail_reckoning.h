// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <span>

namespace facteo::store {

/// Dead reckoning: how far north, in 1e-7 degrees, each fix should lie from the one before it by the mean of
/// both speeds and courses. 0 for the first, over gaps of more than a minute, and where nothing is known.
/// Whole numbers only: every machine reckons the same. `to` is as long as `fixes`; positions are not looked
/// at.
void reckonNorth(std::span<const protocol::Fix> fixes, std::span<std::int64_t> to);

/// The same eastward, on the parallel `latE7`.
void reckonEast(std::span<const protocol::Fix> fixes, std::int32_t latE7, std::span<std::int64_t> to);

} // namespace facteo::store
