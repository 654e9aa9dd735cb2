// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <vector>

/// One handset's fixes in order of time.
namespace facteo::geo {

enum class TrackError : std::uint8_t { TimeWentBack, TooSoon };

/// Ground speed between two fixes of one handset, in metres per second, along the great circle.
///
/// Errors: TimeWentBack when `later` is not after `earlier` (handset clocks jump);
/// TooSoon under 500 ms, where 4 m of GPS jitter already looks like 29 km/h.
[[nodiscard]] std::expected<double, TrackError> speedBetween(
    const protocol::Fix &earlier, const protocol::Fix &later);

/// After a longer silence nobody knows the way: six fixes at a handset's usual ten seconds are missing then.
inline constexpr std::chrono::seconds kLongestGap{60};

/// The pieces of a track between gaps longer than kLongestGap, in order; a piece may be a single fix. A step
/// over the 180th meridian begins a new piece, too: lines on maps do not cross it.
[[nodiscard]] std::vector<std::span<const protocol::Fix>> piecesOf(std::span<const protocol::Fix> track);

/// Where somebody was at an instant: at a fix, or on the straight line between two that are at most
/// kLongestGap apart, walked evenly. None in a gap, before the first fix and after the last. O(log fixes).
[[nodiscard]] std::optional<protocol::Position> positionAt(
    std::span<const protocol::Fix> track, protocol::Instant at);

} // namespace facteo::geo
