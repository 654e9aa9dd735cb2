// SPDX-License-Identifier: Apache-2.0
#include "store/alert_store.h"

#include "domain/alert.h"
#include "store/query.h"

namespace facteo::store {
namespace {

using protocol::Alert;
using protocol::Fix;

std::optional<Fix> fixFrom(const Row &row)
{
    const auto at = row.get<std::optional<protocol::Instant>>("fix_at_ms");
    if (!at)
        return std::nullopt;
    return Fix{.at = *at,
        .position = {.latE7 = row.get<std::int32_t>("fix_lat_e7"),
            .lonE7 = row.get<std::int32_t>("fix_lon_e7")},
        .accuracyDm = row.get<std::uint32_t>("fix_accuracy_dm"),
        .speedCmS = row.get<std::optional<std::uint32_t>>("fix_speed_cm_s"),
        .headingCdeg = row.get<std::optional<std::uint32_t>>("fix_heading_cdeg")};
}

Alert alertFrom(const Row &row)
{
    return {.id = row.get<protocol::AlertId>("alert_id"),
        .number = row.get<std::uint32_t>("number"),
        .handset = row.get<protocol::HandsetId>("handset"),
        .postman = row.get<protocol::PostmanId>("postman"),
        .trigger = row.get<protocol::AlertTrigger>("alert_trigger"),
        .state = row.get<protocol::AlertState>("state"),
        .exercise = row.get<bool>("exercise"),
        .raisedAt = row.get<protocol::Instant>("raised_at_ms"),
        .recordedAt = row.get<protocol::Instant>("recorded_at_ms"),
        .occurrences = row.get<std::uint32_t>("occurrences"),
        .lastFix = fixFrom(row),
        .owner = row.get<protocol::OperatorId>("owner"),
        .ownerName = row.get<std::string>("owner_name"),
        .changedAt = row.get<protocol::Instant>("changed_at_ms"),
        .callBackTries = row.get<std::uint32_t>("call_back_tries"),
        .outcome = row.get<std::optional<protocol::AlertOutcome>>("outcome"),
        .reason = row.get<std::string>("reason")};
}

} // namespace

AlertStore::AlertStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> AlertStore::save(const Alert &alert)
{
    const auto &fix = alert.lastFix;
    return Query(m_db, R"(
            INSERT INTO alert (depot, alert_id, number, handset, postman, alert_trigger, state, is_open,
                exercise, raised_at_ms, recorded_at_ms, occurrences, fix_at_ms, fix_lat_e7, fix_lon_e7,
                fix_accuracy_dm, fix_speed_cm_s, fix_heading_cdeg, owner, owner_name, changed_at_ms,
                call_back_tries, outcome, reason)
            VALUES (:depot, :id, :number, :handset, :postman, :trigger, :state, :open,
                :exercise, :raised, :recorded, :occurrences, :fix_at, :fix_lat, :fix_lon,
                :fix_accuracy, :fix_speed, :fix_heading, :owner, :owner_name, :changed,
                :tries, :outcome, :reason)
            ON CONFLICT (depot, alert_id) DO UPDATE SET
                number = excluded.number, handset = excluded.handset, postman = excluded.postman,
                alert_trigger = excluded.alert_trigger, state = excluded.state, is_open = excluded.is_open,
                exercise = excluded.exercise, raised_at_ms = excluded.raised_at_ms,
                recorded_at_ms = excluded.recorded_at_ms, occurrences = excluded.occurrences,
                fix_at_ms = excluded.fix_at_ms, fix_lat_e7 = excluded.fix_lat_e7,
                fix_lon_e7 = excluded.fix_lon_e7, fix_accuracy_dm = excluded.fix_accuracy_dm,
                fix_speed_cm_s = excluded.fix_speed_cm_s, fix_heading_cdeg = excluded.fix_heading_cdeg,
                owner = excluded.owner, owner_name = excluded.owner_name,
                changed_at_ms = excluded.changed_at_ms, call_back_tries = excluded.call_back_tries,
                outcome = excluded.outcome, reason = excluded.reason)")
        .bind(":depot", m_depot)
        .bind(":id", alert.id)
        .bind(":number", alert.number)
        .bind(":handset", alert.handset)
        .bind(":postman", alert.postman)
        .bind(":trigger", alert.trigger)
        .bind(":state", alert.state)
        .bind(":open", domain::isOpen(alert.state))
        .bind(":exercise", alert.exercise)
        .bind(":raised", alert.raisedAt)
        .bind(":recorded", alert.recordedAt)
        .bind(":occurrences", alert.occurrences)
        .bind(":fix_at", member(fix, &Fix::at))
        .bind(":fix_lat", fix.transform([](const Fix &f) { return f.position.latE7; }))
        .bind(":fix_lon", fix.transform([](const Fix &f) { return f.position.lonE7; }))
        .bind(":fix_accuracy", member(fix, &Fix::accuracyDm))
        .bind(":fix_speed", fix ? fix->speedCmS : std::nullopt)
        .bind(":fix_heading", fix ? fix->headingCdeg : std::nullopt)
        .bind(":owner", alert.owner)
        .bind(":owner_name", alert.ownerName)
        .bind(":changed", alert.changedAt)
        .bind(":tries", alert.callBackTries)
        .bind(":outcome", alert.outcome)
        .bind(":reason", alert.reason)
        .run()
        .transform([](int) {});
}

Result<std::optional<Alert>> AlertStore::find(protocol::AlertId id) const
{
    return Query(m_db, "SELECT * FROM alert WHERE depot = :depot AND alert_id = :id")
        .bind(":depot", m_depot)
        .bind(":id", id)
        .first(alertFrom);
}

Result<std::vector<Alert>> AlertStore::openAlerts() const
{
    return Query(m_db, "SELECT * FROM alert WHERE depot = :depot AND is_open = 1 ORDER BY number")
        .bind(":depot", m_depot)
        .all(alertFrom);
}

Result<std::vector<Alert>> AlertStore::endedSince(protocol::Instant from) const
{
    return Query(m_db, R"(
            SELECT * FROM alert
             WHERE depot = :depot AND is_open = 0 AND changed_at_ms >= :from
             ORDER BY number)")
        .bind(":depot", m_depot)
        .bind(":from", from)
        .all(alertFrom);
}

Result<std::vector<Alert>> AlertStore::allAlerts() const
{
    return Query(m_db, "SELECT * FROM alert WHERE depot = :depot ORDER BY number")
        .bind(":depot", m_depot)
        .all(alertFrom);
}

Result<std::uint32_t> AlertStore::nextNumber() const
{
    return Query(m_db, "SELECT COALESCE(MAX(number), 0) + 1 AS next FROM alert WHERE depot = :depot")
        .bind(":depot", m_depot)
        .first([](const Row &row) { return row.get<std::uint32_t>("next"); })
        .transform([](std::optional<std::uint32_t> next) { return next.value_or(1); });
}

} // namespace facteo::store
