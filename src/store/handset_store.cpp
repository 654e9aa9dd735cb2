// SPDX-License-Identifier: Apache-2.0
#include "store/handset_store.h"

#include "store/query.h"

namespace facteo::store {
namespace {

HandsetDuty dutyFrom(const Row &row)
{
    return {.handset = row.get<protocol::HandsetId>("handset"),
        .duty = row.get<protocol::Duty>("duty"),
        .sharing = row.get<bool>("sharing"),
        .changedAt = row.get<protocol::Instant>("changed_at_ms")};
}

HandsetReport handsetReportFrom(const Row &row)
{
    return {.handset = row.get<protocol::HandsetId>("handset"),
        .state = {.at = row.get<protocol::Instant>("at_ms"),
            .duty = row.get<protocol::Duty>("duty"),
            .sharing = row.get<bool>("sharing"),
            .batteryPercent = row.get<std::optional<std::uint8_t>>("battery_percent"),
            .charging = row.get<bool>("charging"),
            .unsent = row.get<std::uint32_t>("unsent"),
            .appVersion = row.get<std::string>("app_version")},
        .heardAt = row.get<protocol::Instant>("heard_at_ms")};
}

} // namespace

HandsetStore::HandsetStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> HandsetStore::save(const HandsetDuty &duty)
{
    return Query(m_db, R"(
            INSERT INTO handset_duty (depot, handset, duty, sharing, changed_at_ms)
            VALUES (:depot, :handset, :duty, :sharing, :changed)
            ON CONFLICT (depot, handset) DO UPDATE SET
                duty = excluded.duty, sharing = excluded.sharing, changed_at_ms = excluded.changed_at_ms)")
        .bind(":depot", m_depot)
        .bind(":handset", duty.handset)
        .bind(":duty", duty.duty)
        .bind(":sharing", duty.sharing)
        .bind(":changed", duty.changedAt)
        .run()
        .transform([](int) {});
}

Result<std::vector<HandsetDuty>> HandsetStore::allDuties() const
{
    return Query(m_db, "SELECT * FROM handset_duty WHERE depot = :depot ORDER BY handset")
        .bind(":depot", m_depot)
        .all(dutyFrom);
}

Result<void> HandsetStore::save(std::span<const HandsetReport> reports)
{
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    for (const auto &[handset, state, heardAt] : reports) {
        auto written = Query(m_db, R"(
            INSERT INTO handset_report (depot, handset, at_ms, duty, sharing, battery_percent, charging,
                unsent, app_version, heard_at_ms)
            VALUES (:depot, :handset, :at, :duty, :sharing, :battery, :charging,
                :unsent, :version, :heard)
            ON CONFLICT (depot, handset) DO UPDATE SET
                at_ms = excluded.at_ms, duty = excluded.duty, sharing = excluded.sharing,
                battery_percent = excluded.battery_percent, charging = excluded.charging,
                unsent = excluded.unsent, app_version = excluded.app_version,
                heard_at_ms = excluded.heard_at_ms)")
                           .bind(":depot", m_depot)
                           .bind(":handset", handset)
                           .bind(":at", state.at)
                           .bind(":duty", state.duty)
                           .bind(":sharing", state.sharing)
                           .bind(":battery", state.batteryPercent)
                           .bind(":charging", state.charging)
                           .bind(":unsent", state.unsent)
                           .bind(":version", state.appVersion)
                           .bind(":heard", heardAt)
                           .run();
        if (!written)
            return std::unexpected(std::move(written).error());
    }
    return transaction->commit();
}

Result<std::vector<HandsetReport>> HandsetStore::allReports() const
{
    return Query(m_db, "SELECT * FROM handset_report WHERE depot = :depot ORDER BY handset")
        .bind(":depot", m_depot)
        .all(handsetReportFrom);
}

} // namespace facteo::store
