// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"
#include "store/database.h"

#include <string_view>

/// The state tables are projections: what they hold follows from the fact log and can be made again from it.
namespace facteo::store {

/// Empties every projection of the depot (alerts, tasks, commands, roster, duty) and sets their cursor to 0.
/// Facts, trails, counters, quarantine and orders under way stay. Inside the caller's Transaction the rebuild
/// is all or nothing.
[[nodiscard]] Result<void> clearProjections(Database &db, const protocol::DepotId &depot);

/// Named places in the depot's fact log: up to which fact somebody has taken it in.
class CursorStore
{
public:
    CursorStore(Database &db, protocol::DepotId depot);

    /// The cursor of the projections themselves: saved in the same Transaction as they are.
    static constexpr std::string_view kProjections = "projections";

    [[nodiscard]] Result<void> save(std::string_view reader, std::uint64_t fact);
    /// 0 for a reader that was never saved.
    [[nodiscard]] Result<std::uint64_t> cursor(std::string_view reader) const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
