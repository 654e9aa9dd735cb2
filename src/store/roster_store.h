// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

namespace facteo::store {

/// The depot, its postmen, handsets and rounds as they stand: a projection of its RosterFacts.
class RosterStore
{
public:
    RosterStore(Database &db, protocol::DepotId depot);

    /// Each inserts, or replaces what has the same id. A Depot of another id than the store's is a broken
    /// contract.
    [[nodiscard]] Result<void> save(const protocol::Depot &depot);
    [[nodiscard]] Result<void> save(const protocol::Postman &postman);
    [[nodiscard]] Result<void> save(const protocol::Handset &handset);
    [[nodiscard]] Result<void> save(const protocol::Round &round);
    /// All of it, in one transaction.
    [[nodiscard]] Result<void> save(const protocol::Roster &roster);

    [[nodiscard]] Result<protocol::Roster> allRoster() const;
    [[nodiscard]] Result<std::optional<protocol::Handset>> findHandset(const protocol::HandsetId &id) const;

private:
    [[nodiscard]] Result<std::vector<protocol::Round>> allRounds() const;

    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
