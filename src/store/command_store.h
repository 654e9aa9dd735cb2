// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

namespace facteo::store {

/// The depot's commands to handsets as they stand: a projection of its CommandFacts.
class CommandStore
{
public:
    CommandStore(Database &db, protocol::DepotId depot);

    /// Inserts it, or replaces the command of the same id.
    [[nodiscard]] Result<void> save(const protocol::Command &command);
    [[nodiscard]] Result<std::optional<protocol::Command>> find(protocol::CommandId id) const;
    /// Pending ones as domain::isPending says, oldest first.
    [[nodiscard]] Result<std::vector<protocol::Command>> openCommands() const;
    /// Ended ones that changed at or after `from`, oldest first.
    [[nodiscard]] Result<std::vector<protocol::Command>> endedSince(protocol::Instant from) const;
    [[nodiscard]] Result<std::vector<protocol::Command>> allCommands() const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
