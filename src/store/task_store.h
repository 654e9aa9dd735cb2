// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

namespace facteo::store {

/// The depot's tasks as they stand: a projection of its TaskFacts.
class TaskStore
{
public:
    TaskStore(Database &db, protocol::DepotId depot);

    /// Inserts it, or replaces the task of the same id.
    [[nodiscard]] Result<void> save(const protocol::Task &task);
    [[nodiscard]] Result<std::optional<protocol::Task>> find(protocol::TaskId id) const;
    /// Open ones as domain::isOpen says, oldest first.
    [[nodiscard]] Result<std::vector<protocol::Task>> openTasks() const;
    /// Ended ones that changed at or after `from`, oldest first.
    [[nodiscard]] Result<std::vector<protocol::Task>> endedSince(protocol::Instant from) const;
    [[nodiscard]] Result<std::vector<protocol::Task>> allTasks() const;
    /// The number that the next task of the depot gets: 1, 2, 3…
    [[nodiscard]] Result<std::uint32_t> nextNumber() const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
