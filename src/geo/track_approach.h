// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/track.h"

#include <cstdint>
#include <optional>
#include <span>

/// How near a trail came to a place.
///
/// A fix within the radius counts as it stands, whatever its accuracy. Of the way between two fixes nobody
/// knows more than its ends; where they are at most kLongestPassage and kLongestPassageMetres apart, both
/// outside, and the straight line between them comes within the radius, that counts as a passage, which is
/// said apart.
namespace facteo::geo {

inline constexpr std::chrono::seconds kLongestPassage = kLongestGap;
inline constexpr double kLongestPassageMetres = 1'000;

struct Approach
{
    std::uint32_t fixes = 0;    ///< inside
    std::uint32_t passages = 0; ///< between two fixes outside
    // Of the fixes inside; where there is none, of the passages.
    protocol::Instant first{};
    protocol::Instant last{};
    double nearestMetres = 0;
    protocol::Instant nearestAt{}; ///< the earliest, where several are as near

    bool operator==(const Approach &) const = default;
};

/// From `from` to `to`, both included; of a passage counts the instant of its nearest point, walked evenly.
/// None when nothing came within `radiusMetres`. `trail`: in order of time, with kLongestPassage before and
/// after.
[[nodiscard]] std::optional<Approach> approachOf(std::span<const protocol::Fix> trail,
    protocol::Position place, double radiusMetres, protocol::Instant from, protocol::Instant to);

} // namespace facteo::geo
