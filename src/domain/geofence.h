// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/areas.h"
#include "protocol/records.h"

#include <chrono>
#include <cstdint>
#include <expected>

namespace facteo::domain {

enum class GeofenceFault : std::uint8_t {
    NoName,
    NoShape,    ///< encloses nothing
    NoRound,    ///< a round's area names no round, or another kind names one
    EmptyDates, ///< `until` is not after `from`
};

/// Why such a geofence may not be set, or nothing.
[[nodiscard]] std::expected<void, GeofenceFault> check(const protocol::Geofence &geofence);

/// Whether its border is watched at `at`. `utcOffset`: what the clocks of its time zone are ahead of UTC
/// then, so that the nights of 23 and 25 hours have their own.
[[nodiscard]] bool isWatched(
    const protocol::Geofence &geofence, protocol::Instant at, std::chrono::seconds utcOffset);

/// Whether this geofence concerns the handset's postman: a round's area only its holder's.
/// `round`: the round that he holds; empty for none.
[[nodiscard]] bool concerns(const protocol::Geofence &geofence, const protocol::RoundId &round);

/// Worse fixes than this say as little about a border as one of exactly so much: 100 m.
inline constexpr double kMostDoubtMetres = 100;

/// On which side of the border a fix is, and whether one such fix is enough to say so.
struct Side
{
    bool inside = false;
    /// False: its circle of confidence reaches over the border. Then the next fix has to say the same before
    /// anything is recorded: a receiver's error is not a walk to and fro.
    bool certain = true;
};
[[nodiscard]] Side sideOf(const geo::Area &area, const protocol::Fix &fix);

} // namespace facteo::domain
