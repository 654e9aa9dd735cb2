// SPDX-License-Identifier: Apache-2.0
#include "store/escalation_store.h"

#include "store/query.h"

namespace facteo::store {
namespace {

using protocol::Notice;
using protocol::SystemAlarm;

Notice noticeFrom(const Row &row)
{
    return {.alert = row.get<protocol::AlertId>("alert_id"),
        .rung = row.get<std::uint32_t>("rung"),
        .channel = row.get<protocol::NoticeChannel>("channel"),
        .recipient = row.get<std::string>("recipient"),
        .recipientName = row.get<std::string>("recipient_name"),
        .stage = row.get<protocol::NoticeStage>("stage"),
        .at = row.get<protocol::Instant>("at_ms"),
        .detail = row.get<std::string>("detail")};
}

SystemAlarm alarmFrom(const Row &row)
{
    return {.id = row.get<protocol::SystemAlarmId>("alarm_id"),
        .kind = row.get<protocol::SystemAlarmKind>("kind"),
        .state = row.get<protocol::SystemAlarmState>("state"),
        .subject = row.get<std::string>("subject"),
        .detail = row.get<std::string>("detail"),
        .occurrences = row.get<std::uint32_t>("occurrences"),
        .since = row.get<protocol::Instant>("since_ms"),
        .changedAt = row.get<protocol::Instant>("changed_at_ms"),
        .byName = row.get<std::string>("by_name"),
        .shelvedUntil = row.get<protocol::Instant>("shelved_until_ms")};
}

} // namespace

EscalationStore::EscalationStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot))
{
}

Result<void> EscalationStore::save(const Notice &notice)
{
    return Query(m_db, R"(
            INSERT INTO notice (depot, alert_id, rung, channel, recipient, recipient_name, stage, at_ms, detail)
            VALUES (:depot, :alert, :rung, :channel, :recipient, :name, :stage, :at, :detail)
            ON CONFLICT (depot, alert_id, rung, channel, recipient) DO UPDATE SET
                recipient_name = excluded.recipient_name, stage = excluded.stage, at_ms = excluded.at_ms,
                detail = excluded.detail)")
        .bind(":depot", m_depot)
        .bind(":alert", notice.alert)
        .bind(":rung", notice.rung)
        .bind(":channel", notice.channel)
        .bind(":recipient", notice.recipient)
        .bind(":name", notice.recipientName)
        .bind(":stage", notice.stage)
        .bind(":at", notice.at)
        .bind(":detail", notice.detail)
        .run()
        .transform([](int) {});
}

Result<void> EscalationStore::save(const SystemAlarm &alarm)
{
    return Query(m_db, R"(
            INSERT INTO system_alarm (depot, alarm_id, kind, state, subject, detail, occurrences, since_ms,
                changed_at_ms, by_name, shelved_until_ms)
            VALUES (:depot, :id, :kind, :state, :subject, :detail, :occurrences, :since, :changed, :by, :until)
            ON CONFLICT (depot, alarm_id) DO UPDATE SET
                kind = excluded.kind, state = excluded.state, subject = excluded.subject,
                detail = excluded.detail, occurrences = excluded.occurrences, since_ms = excluded.since_ms,
                changed_at_ms = excluded.changed_at_ms, by_name = excluded.by_name,
                shelved_until_ms = excluded.shelved_until_ms)")
        .bind(":depot", m_depot)
        .bind(":id", alarm.id)
        .bind(":kind", alarm.kind)
        .bind(":state", alarm.state)
        .bind(":subject", alarm.subject)
        .bind(":detail", alarm.detail)
        .bind(":occurrences", alarm.occurrences)
        .bind(":since", alarm.since)
        .bind(":changed", alarm.changedAt)
        .bind(":by", alarm.byName)
        .bind(":until", alarm.shelvedUntil)
        .run()
        .transform([](int) {});
}

Result<std::vector<Notice>> EscalationStore::noticesSince(protocol::Instant endedSince) const
{
    return Query(m_db, R"(
            SELECT notice.*
              FROM notice JOIN alert ON alert.depot = notice.depot AND alert.alert_id = notice.alert_id
             WHERE notice.depot = :depot AND (alert.is_open = 1 OR alert.changed_at_ms >= :from)
             ORDER BY notice.at_ms, notice.rung, notice.recipient)")
        .bind(":depot", m_depot)
        .bind(":from", endedSince)
        .all(noticeFrom);
}

Result<std::vector<SystemAlarm>> EscalationStore::openAlarms() const
{
    return Query(m_db, R"(
            SELECT * FROM system_alarm
             WHERE depot = :depot AND state <> :cleared
             ORDER BY since_ms, alarm_id)")
        .bind(":depot", m_depot)
        .bind(":cleared", protocol::SystemAlarmState::Cleared)
        .all(alarmFrom);
}

} // namespace facteo::store
