// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

#include <span>

namespace facteo::store {

/// Duty and sharing of a handset as its last DutyFact says.
struct HandsetDuty
{
    protocol::HandsetId handset;
    protocol::Duty duty = protocol::Duty::Off;
    bool sharing = false;
    protocol::Instant changedAt; ///< the hub's clock

    bool operator==(const HandsetDuty &) const = default;
};

/// What a handset last said of itself. Not a fact: lossy, saved now and then so that a restarted hub knows
/// battery and age of everybody.
struct HandsetReport
{
    protocol::HandsetId handset;
    protocol::HandsetState state;
    protocol::Instant heardAt; ///< the hub's clock, any frame

    bool operator==(const HandsetReport &) const = default;
};

class HandsetStore
{
public:
    HandsetStore(Database &db, protocol::DepotId depot);

    /// A projection: saved with the DutyFact.
    [[nodiscard]] Result<void> save(const HandsetDuty &duty);
    [[nodiscard]] Result<std::vector<HandsetDuty>> allDuties() const;

    /// One transaction for all of them.
    [[nodiscard]] Result<void> save(std::span<const HandsetReport> reports);
    [[nodiscard]] Result<std::vector<HandsetReport>> allReports() const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
