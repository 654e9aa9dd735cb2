// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

namespace facteo::store {

/// The depot's alerts as they stand: a projection of its AlertFacts.
class AlertStore
{
public:
    AlertStore(Database &db, protocol::DepotId depot);

    /// Inserts it, or replaces the alert of the same id.
    [[nodiscard]] Result<void> save(const protocol::Alert &alert);
    [[nodiscard]] Result<std::optional<protocol::Alert>> find(protocol::AlertId id) const;
    /// Open ones as domain::isOpen says, oldest first.
    [[nodiscard]] Result<std::vector<protocol::Alert>> openAlerts() const;
    /// Ended ones that changed at or after `from`, oldest first.
    [[nodiscard]] Result<std::vector<protocol::Alert>> endedSince(protocol::Instant from) const;
    [[nodiscard]] Result<std::vector<protocol::Alert>> allAlerts() const;
    /// The number that the next alert of the depot gets: 1, 2, 3…
    [[nodiscard]] Result<std::uint32_t> nextNumber() const;

private:
    [[nodiscard]] Result<void> saveSteps(const protocol::Alert &alert);
    [[nodiscard]] Result<std::vector<protocol::AlertStep>> stepsOf(protocol::AlertId id) const;
    [[nodiscard]] Result<std::vector<protocol::Alert>> withSteps(
        Result<std::vector<protocol::Alert>> alerts) const;

    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
