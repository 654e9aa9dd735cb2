// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/mercator.h"

#include <QString>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace facteo::console {

/// How old the last position is. Shown by shape and fade, never by colour alone.
enum class Freshness : std::uint8_t { Fresh, Ageing, Stale, Lost };

/// What the dot says besides its age.
enum class DotState : std::uint8_t {
    NoPosition, ///< known, but not on the map: off duty, on break, or never heard of
    RoundOnly,  ///< he shares no position: all that is known is the round he walks
    OnRound,
    OnTask,      ///< on his way to a task or busy with it
    AlertInHand, ///< an alert somebody looks after
    Alert,       ///< an alert nobody has answered
};

/// What is counted where there are too many dots to draw each of them; the worse, the later.
enum class Standing : std::uint8_t { OnRound, OnTask, Stale, Lost, AlertInHand, Alert };
inline constexpr std::size_t kStandings = 6;
using StandingCounts = std::array<std::uint32_t, kStandings>;

/// Where somebody with a position stands. A position that is old says that, and no longer what he was doing.
[[nodiscard]] constexpr Standing standingOf(DotState state, Freshness freshness)
{
    if (state == DotState::Alert)
        return Standing::Alert;
    if (state == DotState::AlertInHand)
        return Standing::AlertInHand;
    if (freshness == Freshness::Lost)
        return Standing::Lost;
    if (freshness == Freshness::Stale)
        return Standing::Stale;
    return state == DotState::OnTask ? Standing::OnTask : Standing::OnRound;
}

/// A dot's way to the place of his last fix.
struct Glide
{
    // Where it stood when that fix came, as seen from there, in parts of the world: at most kLongestGlide.
    float x = 0;
    float y = 0;
    std::uint32_t since = 0; ///< when that was, the lower half of the feed's milliseconds
    std::uint16_t ms = 0;    ///< how long the dot is on its way; 0: it stands
};

/// Everybody on the map, one row per handset, columns of equal length.
///
/// A row stays the handset's until the roster changes (FleetFeed::keep).
struct FleetPoints
{
    std::vector<QString> handset;
    std::vector<QString> label;           ///< name or round
    std::vector<geo::UnitPoint> position; ///< at the last fix; of RoundOnly a place on the round
    std::vector<Glide> glide;             ///< how he comes there
    std::vector<float> headingDegrees;    ///< true course 0 … 360; NaN when standing or unknown
    std::vector<float> accuracyMetres;    ///< radius of 68 % confidence; 0 when unknown
    std::vector<Freshness> freshness;
    std::vector<DotState> state;
    std::vector<std::uint8_t> exercise; ///< 1 when it belongs to an exercise or a training session

    [[nodiscard]] std::size_t size() const { return handset.size(); }
    [[nodiscard]] bool isOnMap(std::size_t row) const { return state[row] >= DotState::OnRound; }
    [[nodiscard]] Standing standing(std::size_t row) const { return standingOf(state[row], freshness[row]); }

    /// How far the dot is on its way at `now`: 0 … 1. `atMostMs` shortens the way for those who are looked at
    /// closely: of them the last known place counts more than a smooth picture.
    [[nodiscard]] double glided(std::size_t row, std::int64_t now, std::int64_t atMostMs) const
    {
        const std::int64_t length = std::min<std::int64_t>(glide[row].ms, atMostMs);
        const std::int64_t gone = static_cast<std::uint32_t>(now) - glide[row].since;
        return gone >= length ? 1.0 : static_cast<double>(gone) / static_cast<double>(length);
    }

    [[nodiscard]] geo::UnitPoint from(std::size_t row) const
    {
        return {position[row].x + static_cast<double>(glide[row].x),
            position[row].y + static_cast<double>(glide[row].y)};
    }

    [[nodiscard]] geo::UnitPoint placeAt(std::size_t row, std::int64_t now, std::int64_t atMostMs) const
    {
        const double rest = 1 - glided(row, now, atMostMs);
        if (rest <= 0)
            return position[row];
        return {position[row].x + static_cast<double>(glide[row].x) * rest,
            position[row].y + static_cast<double>(glide[row].y) * rest};
    }
};

} // namespace facteo::console
