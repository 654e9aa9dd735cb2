// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstdint>
#include <expected>

namespace facteo::geo {

enum class TrackError : std::uint8_t { TimeWentBack, TooSoon };

/// Ground speed between two fixes of one handset, in metres per second, along the great circle.
///
/// Errors: TimeWentBack when `later` is not after `earlier` (handset clocks jump);
/// TooSoon under 500 ms, where 4 m of GPS jitter already looks like 29 km/h.
[[nodiscard]] std::expected<double, TrackError> speedBetween(
    const protocol::Fix &earlier, const protocol::Fix &later);

} // namespace facteo::geo
