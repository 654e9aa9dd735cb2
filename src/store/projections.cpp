// SPDX-License-Identifier: Apache-2.0
#include "store/projections.h"

#include "store/query.h"

#include <array>

namespace facteo::store {

Result<void> clearProjections(Database &db, const protocol::DepotId &depot)
{
    static constexpr std::array kStatements{
        "DELETE FROM alert WHERE depot = :depot", // its steps go with it
        "DELETE FROM notice WHERE depot = :depot",
        "DELETE FROM system_alarm WHERE depot = :depot",
        "DELETE FROM task WHERE depot = :depot",
        "DELETE FROM command WHERE depot = :depot",
        "DELETE FROM geofence WHERE depot = :depot", // its hours and stays go with it
        "DELETE FROM handset_duty WHERE depot = :depot",
        "DELETE FROM handset WHERE depot = :depot",
        "DELETE FROM postman WHERE depot = :depot",
        "DELETE FROM round WHERE depot = :depot", // its stops go with it
        "DELETE FROM depot WHERE depot = :depot",
    };
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    for (const char *statement : kStatements) {
        if (auto cleared = Query(db, statement).bind(":depot", depot).run(); !cleared)
            return std::unexpected(std::move(cleared).error());
    }
    if (auto set = CursorStore(db, depot).save(CursorStore::kProjections, 0); !set)
        return set;
    return transaction->commit();
}

CursorStore::CursorStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> CursorStore::save(std::string_view reader, std::uint64_t fact)
{
    return Query(m_db, R"(
            INSERT INTO fact_cursor (depot, reader, number)
            VALUES (:depot, :reader, :number)
            ON CONFLICT (depot, reader) DO UPDATE SET number = excluded.number)")
        .bind(":depot", m_depot)
        .bind(":reader", reader)
        .bind(":number", fact)
        .run()
        .transform([](int) {});
}

Result<std::uint64_t> CursorStore::cursor(std::string_view reader) const
{
    return Query(m_db, "SELECT number FROM fact_cursor WHERE depot = :depot AND reader = :reader")
        .bind(":depot", m_depot)
        .bind(":reader", reader)
        .first([](const Row &row) { return row.get<std::uint64_t>("number"); })
        .transform([](std::optional<std::uint64_t> found) { return found.value_or(0); });
}

} // namespace facteo::store
