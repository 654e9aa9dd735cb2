// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/fact_recorder.h"
#include "hub/turn.h"
#include "hub/zone_clocks.h"

#include <unordered_map>
#include <vector>

namespace facteo::hub {

/// Who enters and leaves geofences: every position that is kept is held against their borders, and what it
/// says is a fact. Nothing here sees a position that the duty and sharing gate has not let through.
class GeofenceDesk
{
public:
    static constexpr std::size_t kMostGeofences = 5'000;

    /// Both must outlive this.
    GeofenceDesk(DepotState &state, FactRecorder &recorder) : m_state(state), m_recorder(recorder) {}

    /// Gives the fact's number. Who is inside a border that moves is not known any more until his next fix.
    /// Malformed (domain::check, an unknown time zone or round), NoSuchGeofence for one to be removed,
    /// NotAllowed beyond kMostGeofences.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::SetGeofence &wish, const Cause &cause, Turn &turn);

    /// Holds what the turn keeps against all borders. A fix that is older than one before says nothing.
    void take(const Cause &cause, Turn &turn);

    /// Ends the stays that nobody watches any more: hours over, off duty, sharing off. Once a second.
    void tick(const Cause &cause, Turn &turn);

private:
    void hold(HandsetSlot &slot, const protocol::Fix &fix, const Cause &cause, Turn &turn);
    [[nodiscard]] bool isWatched(
        const protocol::Geofence &geofence, const HandsetSlot &slot, protocol::Instant at);
    void record(protocol::Crossing crossing, protocol::GeofenceId geofence,
        const protocol::HandsetId &handset, protocol::Instant at, const Cause &cause, Turn &turn);
    void endStaysIn(protocol::GeofenceId geofence, const Cause &cause, Turn &turn);

    DepotState &m_state;
    FactRecorder &m_recorder;
    ZoneClocks m_zones;
    /// Borders that a handset's latest fix was too uncertain about.
    std::unordered_map<protocol::HandsetId, std::vector<protocol::GeofenceId>> m_doubts;
    std::vector<std::uint64_t> m_found; ///< kept for its capacity
};

} // namespace facteo::hub
