// SPDX-License-Identifier: Apache-2.0
#include "store/task_store.h"

#include "domain/task.h"
#include "store/query.h"

namespace facteo::store {
namespace {

using protocol::Task;
using protocol::VisitReport;

std::optional<VisitReport> visitReportFrom(const Row &row)
{
    const auto wellbeing = row.get<std::optional<protocol::Wellbeing>>("report_wellbeing");
    if (!wellbeing)
        return std::nullopt;
    return VisitReport{.wellbeing = *wellbeing,
        .pain = row.get<bool>("report_pain"),
        .needsMedicines = row.get<bool>("report_medicines"),
        .needsShopping = row.get<bool>("report_shopping"),
        .otherNeed = row.get<std::string>("report_other_need"),
        .observations = row.get<std::string>("report_observations"),
        .beganAt = row.get<protocol::Instant>("report_began_at_ms"),
        .endedAt = row.get<protocol::Instant>("report_ended_at_ms")};
}

Task taskFrom(const Row &row)
{
    return {.id = row.get<protocol::TaskId>("task_id"),
        .number = row.get<std::uint32_t>("number"),
        .kind = row.get<protocol::TaskKind>("kind"),
        .state = row.get<protocol::TaskState>("state"),
        .exercise = row.get<bool>("exercise"),
        .beneficiary = row.get<std::string>("beneficiary"),
        .address = row.get<std::string>("address"),
        .position = {.latE7 = row.get<std::int32_t>("lat_e7"), .lonE7 = row.get<std::int32_t>("lon_e7")},
        .note = row.get<std::string>("note"),
        .windowFrom = row.get<protocol::Instant>("window_from_ms"),
        .windowTo = row.get<protocol::Instant>("window_to_ms"),
        .handset = row.get<protocol::HandsetId>("handset"),
        .postman = row.get<protocol::PostmanId>("postman"),
        .createdAt = row.get<protocol::Instant>("created_at_ms"),
        .changedAt = row.get<protocol::Instant>("changed_at_ms"),
        .declineReason = row.get<std::string>("decline_reason"),
        .report = visitReportFrom(row)};
}

} // namespace

TaskStore::TaskStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> TaskStore::save(const Task &task)
{
    const auto &report = task.report;
    return Query(m_db, R"(
            INSERT INTO task (depot, task_id, number, kind, state, is_open, exercise, beneficiary, address,
                lat_e7, lon_e7, note, window_from_ms, window_to_ms, handset, postman, created_at_ms,
                changed_at_ms, decline_reason, report_wellbeing, report_pain, report_medicines,
                report_shopping, report_other_need, report_observations, report_began_at_ms,
                report_ended_at_ms)
            VALUES (:depot, :id, :number, :kind, :state, :open, :exercise, :beneficiary, :address,
                :lat, :lon, :note, :window_from, :window_to, :handset, :postman, :created,
                :changed, :decline_reason, :wellbeing, :pain, :medicines,
                :shopping, :other_need, :observations, :began, :ended)
            ON CONFLICT (depot, task_id) DO UPDATE SET
                number = excluded.number, kind = excluded.kind, state = excluded.state,
                is_open = excluded.is_open, exercise = excluded.exercise,
                beneficiary = excluded.beneficiary, address = excluded.address, lat_e7 = excluded.lat_e7,
                lon_e7 = excluded.lon_e7, note = excluded.note, window_from_ms = excluded.window_from_ms,
                window_to_ms = excluded.window_to_ms, handset = excluded.handset,
                postman = excluded.postman, created_at_ms = excluded.created_at_ms,
                changed_at_ms = excluded.changed_at_ms, decline_reason = excluded.decline_reason,
                report_wellbeing = excluded.report_wellbeing, report_pain = excluded.report_pain,
                report_medicines = excluded.report_medicines, report_shopping = excluded.report_shopping,
                report_other_need = excluded.report_other_need,
                report_observations = excluded.report_observations,
                report_began_at_ms = excluded.report_began_at_ms,
                report_ended_at_ms = excluded.report_ended_at_ms)")
        .bind(":depot", m_depot)
        .bind(":id", task.id)
        .bind(":number", task.number)
        .bind(":kind", task.kind)
        .bind(":state", task.state)
        .bind(":open", domain::isOpen(task.state))
        .bind(":exercise", task.exercise)
        .bind(":beneficiary", task.beneficiary)
        .bind(":address", task.address)
        .bind(":lat", task.position.latE7)
        .bind(":lon", task.position.lonE7)
        .bind(":note", task.note)
        .bind(":window_from", task.windowFrom)
        .bind(":window_to", task.windowTo)
        .bind(":handset", task.handset)
        .bind(":postman", task.postman)
        .bind(":created", task.createdAt)
        .bind(":changed", task.changedAt)
        .bind(":decline_reason", task.declineReason)
        .bind(":wellbeing", member(report, &VisitReport::wellbeing))
        .bind(":pain", member(report, &VisitReport::pain))
        .bind(":medicines", member(report, &VisitReport::needsMedicines))
        .bind(":shopping", member(report, &VisitReport::needsShopping))
        .bind(":other_need", member(report, &VisitReport::otherNeed))
        .bind(":observations", member(report, &VisitReport::observations))
        .bind(":began", member(report, &VisitReport::beganAt))
        .bind(":ended", member(report, &VisitReport::endedAt))
        .run()
        .transform([](int) {});
}

Result<std::optional<Task>> TaskStore::find(protocol::TaskId id) const
{
    return Query(m_db, "SELECT * FROM task WHERE depot = :depot AND task_id = :id")
        .bind(":depot", m_depot)
        .bind(":id", id)
        .first(taskFrom);
}

Result<std::vector<Task>> TaskStore::openTasks() const
{
    return Query(m_db, "SELECT * FROM task WHERE depot = :depot AND is_open = 1 ORDER BY number")
        .bind(":depot", m_depot)
        .all(taskFrom);
}

Result<std::vector<Task>> TaskStore::endedSince(protocol::Instant from) const
{
    return Query(m_db, R"(
            SELECT * FROM task
             WHERE depot = :depot AND is_open = 0 AND changed_at_ms >= :from
             ORDER BY number)")
        .bind(":depot", m_depot)
        .bind(":from", from)
        .all(taskFrom);
}

Result<std::vector<Task>> TaskStore::allTasks() const
{
    return Query(m_db, "SELECT * FROM task WHERE depot = :depot ORDER BY number")
        .bind(":depot", m_depot)
        .all(taskFrom);
}

Result<std::uint32_t> TaskStore::nextNumber() const
{
    return Query(m_db, "SELECT COALESCE(MAX(number), 0) + 1 AS next FROM task WHERE depot = :depot")
        .bind(":depot", m_depot)
        .first([](const Row &row) { return row.get<std::uint32_t>("next"); })
        .transform([](std::optional<std::uint32_t> next) { return next.value_or(1); });
}

} // namespace facteo::store
