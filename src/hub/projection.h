// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/depot_state.h"
#include "protocol/records.h"
#include "store/alert_store.h"
#include "store/command_store.h"
#include "store/escalation_store.h"
#include "store/fact_log.h"
#include "store/geofence_store.h"
#include "store/handset_store.h"
#include "store/projections.h"
#include "store/roster_store.h"
#include "store/task_store.h"

#include <cstdint>

namespace facteo::hub {

/// The state tables as they follow from the facts. One function writes them, live and in a rebuild, so that
/// both come out the same.
class Projection
{
public:
    Projection(store::Database &db, const protocol::DepotId &depot);

    /// Writes what `fact` changes. Within the caller's Transaction.
    [[nodiscard]] store::Result<void> project(const protocol::Fact &fact);

    /// Up to which fact the tables are; saved within the caller's Transaction.
    [[nodiscard]] store::Result<void> saveCursor(std::uint64_t fact);
    [[nodiscard]] store::Result<std::uint64_t> cursor() const;

    /// Puts the tables into `state`. Of what has ended, only what ended at or after `endedSince`.
    [[nodiscard]] store::Result<void> load(DepotState &state, protocol::Instant endedSince) const;

private:
    [[nodiscard]] store::Result<void> write(const protocol::AlertFact &fact, const protocol::Fact &whole);
    [[nodiscard]] store::Result<void> write(const protocol::TaskFact &fact, const protocol::Fact &whole);
    [[nodiscard]] store::Result<void> write(const protocol::CommandFact &fact, const protocol::Fact &whole);
    [[nodiscard]] store::Result<void> write(const protocol::DutyFact &fact, const protocol::Fact &whole);
    [[nodiscard]] store::Result<void> write(const protocol::RosterFact &fact, const protocol::Fact &whole);
    [[nodiscard]] store::Result<void> write(const protocol::RefusedFact &, const protocol::Fact &);
    [[nodiscard]] store::Result<void> write(const protocol::AccessFact &, const protocol::Fact &);
    [[nodiscard]] store::Result<void> write(const protocol::HubFact &, const protocol::Fact &);
    [[nodiscard]] store::Result<void> write(const protocol::GeofenceFact &fact, const protocol::Fact &);
    [[nodiscard]] store::Result<void> write(const protocol::CrossingFact &fact, const protocol::Fact &);
    [[nodiscard]] store::Result<void> write(const protocol::NoticeFact &fact, const protocol::Fact &);
    [[nodiscard]] store::Result<void> write(const protocol::EscalationFact &, const protocol::Fact &);
    [[nodiscard]] store::Result<void> write(const protocol::SystemAlarmFact &fact, const protocol::Fact &);
    [[nodiscard]] store::Result<void> write(const protocol::UnreadableFact &, const protocol::Fact &);

    store::AlertStore m_alerts;
    store::TaskStore m_tasks;
    store::CommandStore m_commands;
    store::HandsetStore m_handsets;
    store::GeofenceStore m_geofences;
    store::EscalationStore m_escalation;
    store::RosterStore m_roster;
    store::CursorStore m_cursors;
};

/// Empties the projections and makes them again from the log, all or nothing. Gives the number of facts.
/// A fact that is in the chain and not understood is passed over, and said in the log. Corrupt when one is
/// not what was recorded.
[[nodiscard]] store::Result<std::uint64_t> rebuildProjections(
    store::Database &db, const protocol::DepotId &depot);

/// Takes into the projections what the log has beyond their cursor: nothing after a clean commit, everything
/// after clearProjections(). Within the caller's Transaction.
[[nodiscard]] store::Result<std::uint64_t> catchUp(
    store::FactLog &log, Projection &projection, const protocol::DepotId &depot);

} // namespace facteo::hub
