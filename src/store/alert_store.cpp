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

std::optional<protocol::AlertHelp> helpFrom(const Row &row)
{
    auto who = row.get<std::optional<std::string>>("help_who");
    if (!who)
        return std::nullopt;
    return protocol::AlertHelp{.who = std::move(*who),
        .emergency = row.get<bool>("help_emergency"),
        .dueAt = row.get<protocol::Instant>("help_due_at_ms"),
        .late = row.get<bool>("help_late")};
}

std::optional<protocol::ClosingReport> reportFrom(const Row &row)
{
    auto cause = row.get<std::optional<std::string>>("report_cause");
    if (!cause)
        return std::nullopt;
    return protocol::ClosingReport{.cause = std::move(*cause),
        .actions = row.get<std::string>("report_actions"),
        .careOffered = row.get<bool>("report_care"),
        .depotHeadInformed = row.get<bool>("report_depot_head")};
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
        .reason = row.get<std::string>("reason"),
        .silent = row.get<bool>("silent"),
        .stoodDown = row.get<bool>("stood_down"),
        .countdownEndsAt = row.get<protocol::Instant>("countdown_ends_at_ms"),
        .stateSince = row.get<protocol::Instant>("state_since_ms"),
        .rung = row.get<std::uint32_t>("rung"),
        .rungAt = row.get<protocol::Instant>("rung_at_ms"),
        .offeredTo = row.get<protocol::OperatorId>("offered_to"),
        .offeredToName = row.get<std::string>("offered_to_name"),
        .help = helpFrom(row),
        .report = reportFrom(row),
        .milestones = {.acknowledgedAt = row.get<protocol::Instant>("acknowledged_at_ms"),
            .claimedAt = row.get<protocol::Instant>("claimed_at_ms"),
            .contactAt = row.get<protocol::Instant>("contact_at_ms"),
            .onSiteAt = row.get<protocol::Instant>("on_site_at_ms"),
            .resolvedAt = row.get<protocol::Instant>("resolved_at_ms"),
            .closedAt = row.get<protocol::Instant>("closed_at_ms")},
        .reopened = row.get<std::uint32_t>("reopened")};
}

constexpr const char *kSave = R"(
    INSERT INTO alert (depot, alert_id, number, handset, postman, alert_trigger, state, is_open,
        exercise, raised_at_ms, recorded_at_ms, occurrences, fix_at_ms, fix_lat_e7, fix_lon_e7,
        fix_accuracy_dm, fix_speed_cm_s, fix_heading_cdeg, owner, owner_name, changed_at_ms,
        call_back_tries, outcome, reason, silent, stood_down, countdown_ends_at_ms, state_since_ms,
        rung, rung_at_ms, offered_to, offered_to_name, help_who, help_emergency, help_due_at_ms, help_late,
        report_cause, report_actions, report_care, report_depot_head, acknowledged_at_ms, claimed_at_ms,
        contact_at_ms, on_site_at_ms, resolved_at_ms, closed_at_ms, reopened)
    VALUES (:depot, :id, :number, :handset, :postman, :trigger, :state, :open,
        :exercise, :raised, :recorded, :occurrences, :fix_at, :fix_lat, :fix_lon,
        :fix_accuracy, :fix_speed, :fix_heading, :owner, :owner_name, :changed,
        :tries, :outcome, :reason, :silent, :stood_down, :countdown, :since,
        :rung, :rung_at, :offered, :offered_name, :help_who, :help_emergency, :help_due, :help_late,
        :report_cause, :report_actions, :report_care, :report_head, :acknowledged, :claimed,
        :contact, :on_site, :resolved, :closed, :reopened)
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
        outcome = excluded.outcome, reason = excluded.reason, silent = excluded.silent,
        stood_down = excluded.stood_down, countdown_ends_at_ms = excluded.countdown_ends_at_ms,
        state_since_ms = excluded.state_since_ms, rung = excluded.rung, rung_at_ms = excluded.rung_at_ms,
        offered_to = excluded.offered_to, offered_to_name = excluded.offered_to_name,
        help_who = excluded.help_who, help_emergency = excluded.help_emergency,
        help_due_at_ms = excluded.help_due_at_ms, help_late = excluded.help_late,
        report_cause = excluded.report_cause, report_actions = excluded.report_actions,
        report_care = excluded.report_care, report_depot_head = excluded.report_depot_head,
        acknowledged_at_ms = excluded.acknowledged_at_ms, claimed_at_ms = excluded.claimed_at_ms,
        contact_at_ms = excluded.contact_at_ms, on_site_at_ms = excluded.on_site_at_ms,
        resolved_at_ms = excluded.resolved_at_ms, closed_at_ms = excluded.closed_at_ms,
        reopened = excluded.reopened)";

void bindFix(Query &query, const std::optional<Fix> &fix)
{
    query.bind(":fix_at", member(fix, &Fix::at))
        .bind(":fix_lat", fix.transform([](const Fix &f) { return f.position.latE7; }))
        .bind(":fix_lon", fix.transform([](const Fix &f) { return f.position.lonE7; }))
        .bind(":fix_accuracy", member(fix, &Fix::accuracyDm))
        .bind(":fix_speed", fix ? fix->speedCmS : std::nullopt)
        .bind(":fix_heading", fix ? fix->headingCdeg : std::nullopt);
}

void bindCourse(Query &query, const Alert &alert)
{
    using protocol::AlertHelp;
    using protocol::ClosingReport;
    query.bind(":silent", alert.silent)
        .bind(":stood_down", alert.stoodDown)
        .bind(":countdown", alert.countdownEndsAt)
        .bind(":since", alert.stateSince)
        .bind(":rung", alert.rung)
        .bind(":rung_at", alert.rungAt)
        .bind(":offered", alert.offeredTo)
        .bind(":offered_name", alert.offeredToName)
        .bind(":help_who", member(alert.help, &AlertHelp::who))
        .bind(":help_emergency", member(alert.help, &AlertHelp::emergency))
        .bind(":help_due", member(alert.help, &AlertHelp::dueAt))
        .bind(":help_late", member(alert.help, &AlertHelp::late))
        .bind(":report_cause", member(alert.report, &ClosingReport::cause))
        .bind(":report_actions", member(alert.report, &ClosingReport::actions))
        .bind(":report_care", member(alert.report, &ClosingReport::careOffered))
        .bind(":report_head", member(alert.report, &ClosingReport::depotHeadInformed))
        .bind(":acknowledged", alert.milestones.acknowledgedAt)
        .bind(":claimed", alert.milestones.claimedAt)
        .bind(":contact", alert.milestones.contactAt)
        .bind(":on_site", alert.milestones.onSiteAt)
        .bind(":resolved", alert.milestones.resolvedAt)
        .bind(":closed", alert.milestones.closedAt)
        .bind(":reopened", alert.reopened);
}

} // namespace

AlertStore::AlertStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> AlertStore::save(const Alert &alert)
{
    Query query(m_db, kSave);
    query.bind(":depot", m_depot)
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
        .bind(":owner", alert.owner)
        .bind(":owner_name", alert.ownerName)
        .bind(":changed", alert.changedAt)
        .bind(":tries", alert.callBackTries)
        .bind(":outcome", alert.outcome)
        .bind(":reason", alert.reason);
    bindFix(query, alert.lastFix);
    bindCourse(query, alert);
    if (auto saved = query.run(); !saved)
        return std::unexpected(std::move(saved).error());
    return saveSteps(alert);
}

/// A step that was done stays done.
Result<void> AlertStore::saveSteps(const Alert &alert)
{
    for (const auto &step : alert.steps) {
        auto saved = Query(m_db, R"(
            INSERT INTO alert_step (depot, alert_id, step, at_ms, by_name)
            VALUES (:depot, :id, :step, :at, :name)
            ON CONFLICT (depot, alert_id, step) DO UPDATE SET
                at_ms = excluded.at_ms, by_name = excluded.by_name)")
                         .bind(":depot", m_depot)
                         .bind(":id", alert.id)
                         .bind(":step", step.step)
                         .bind(":at", step.at)
                         .bind(":name", step.byName)
                         .run();
        if (!saved)
            return std::unexpected(std::move(saved).error());
    }
    return {};
}

Result<std::vector<protocol::AlertStep>> AlertStore::stepsOf(protocol::AlertId id) const
{
    return Query(m_db, R"(
            SELECT step, at_ms, by_name
              FROM alert_step
             WHERE depot = :depot AND alert_id = :id
             ORDER BY at_ms, step)")
        .bind(":depot", m_depot)
        .bind(":id", id)
        .all([](const Row &row) {
            return protocol::AlertStep{.step = row.get<protocol::PlanStep>("step"),
                .at = row.get<protocol::Instant>("at_ms"),
                .byName = row.get<std::string>("by_name")};
        });
}

Result<std::vector<Alert>> AlertStore::withSteps(Result<std::vector<Alert>> alerts) const
{
    if (!alerts)
        return alerts;
    for (auto &alert : *alerts) {
        auto steps = stepsOf(alert.id);
        if (!steps)
            return std::unexpected(std::move(steps).error());
        alert.steps = std::move(*steps);
    }
    return alerts;
}

Result<std::optional<Alert>> AlertStore::find(protocol::AlertId id) const
{
    auto found = withSteps(Query(m_db, "SELECT * FROM alert WHERE depot = :depot AND alert_id = :id")
            .bind(":depot", m_depot)
            .bind(":id", id)
            .all(alertFrom));
    return std::move(found).transform([](std::vector<Alert> alerts) {
        return alerts.empty() ? std::nullopt : std::optional(std::move(alerts.front()));
    });
}

Result<std::vector<Alert>> AlertStore::openAlerts() const
{
    return withSteps(Query(m_db, "SELECT * FROM alert WHERE depot = :depot AND is_open = 1 ORDER BY number")
            .bind(":depot", m_depot)
            .all(alertFrom));
}

Result<std::vector<Alert>> AlertStore::endedSince(protocol::Instant from) const
{
    return withSteps(Query(m_db, R"(
            SELECT * FROM alert
             WHERE depot = :depot AND is_open = 0 AND changed_at_ms >= :from
             ORDER BY number)")
            .bind(":depot", m_depot)
            .bind(":from", from)
            .all(alertFrom));
}

Result<std::vector<Alert>> AlertStore::allAlerts() const
{
    return withSteps(Query(m_db, "SELECT * FROM alert WHERE depot = :depot ORDER BY number")
            .bind(":depot", m_depot)
            .all(alertFrom));
}

Result<std::uint32_t> AlertStore::nextNumber() const
{
    return Query(m_db, "SELECT COALESCE(MAX(number), 0) + 1 AS next FROM alert WHERE depot = :depot")
        .bind(":depot", m_depot)
        .first([](const Row &row) { return row.get<std::uint32_t>("next"); })
        .transform([](std::optional<std::uint32_t> next) { return next.value_or(1); });
}

} // namespace facteo::store
