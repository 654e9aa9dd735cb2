// SPDX-License-Identifier: Apache-2.0
#include "hub/system_alarm_desk.h"

#include "domain/blank.h"
#include "domain/system_alarm.h"
#include "protocol/random.h"

#include <algorithm>

namespace facteo::hub {

using protocol::Refusal;
using protocol::SystemAlarm;
using protocol::SystemAlarmAct;
using protocol::SystemAlarmState;

const SystemAlarm *SystemAlarmDesk::open(protocol::SystemAlarmKind kind, std::string_view subject) const
{
    for (const auto &[id, alarm] : m_state.systemAlarms())
        if (alarm.kind == kind && alarm.subject == subject)
            return &alarm;
    return nullptr;
}

void SystemAlarmDesk::note(const SystemAlarm &alarm, SystemAlarmAct act, const Cause &cause, Turn &turn)
{
    auto after = alarm;
    after.state = *domain::next(alarm.state, act);
    after.changedAt = turn.after(alarm.changedAt);
    if (act == SystemAlarmAct::Repeat)
        ++after.occurrences;
    m_recorder.note(
        protocol::SystemAlarmFact{.act = act, .after = std::move(after), .note = {}}, cause, turn.now);
}

void SystemAlarmDesk::raise(protocol::SystemAlarmKind kind, std::string_view subject, std::string detail,
    const Cause &cause, Turn &turn)
{
    if (const auto *known = open(kind, subject)) {
        auto again = *known;
        again.detail = std::move(detail);
        return note(again, SystemAlarmAct::Repeat, cause, turn);
    }
    m_recorder.note(protocol::SystemAlarmFact{.act = SystemAlarmAct::Raise,
                        .after = {.id = protocol::randomSystemAlarmId(),
                            .kind = kind,
                            .subject = std::string(subject),
                            .detail = std::move(detail),
                            .since = turn.now,
                            .changedAt = turn.now},
                        .note = {}},
        cause, turn.now);
}

void SystemAlarmDesk::clear(
    protocol::SystemAlarmKind kind, std::string_view subject, const Cause &cause, Turn &turn)
{
    if (const auto *known = open(kind, subject))
        note(*known, SystemAlarmAct::Clear, cause, turn);
}

std::expected<std::uint64_t, Refusal> SystemAlarmDesk::carryOut(
    const protocol::ActOnSystemAlarm &wish, const Cause &cause, Turn &turn)
{
    const auto found = m_state.systemAlarms().find(wish.alarm);
    if (found == m_state.systemAlarms().end())
        return std::unexpected(Refusal::NoSuchAlarm);
    const bool isShelving = wish.act == SystemAlarmAct::Shelve;
    if (!isShelving && wish.act != SystemAlarmAct::Acknowledge && wish.act != SystemAlarmAct::Unshelve)
        return std::unexpected(Refusal::NotAllowed);
    const auto to = domain::next(found->second.state, wish.act);
    if (!to)
        return std::unexpected(to.error());
    if (isShelving && (domain::isBlank(wish.reason) || wish.shelveSeconds == 0))
        return std::unexpected(Refusal::ReasonRequired);
    auto after = found->second;
    after.state = *to;
    after.changedAt = turn.after(after.changedAt);
    after.byName = cause.byName;
    after.shelvedUntil =
        isShelving ? turn.now + std::chrono::seconds{wish.shelveSeconds} : protocol::Instant{};
    return m_recorder.record(
        protocol::SystemAlarmFact{.act = wish.act, .after = std::move(after), .note = wish.reason}, cause,
        turn.now);
}

void SystemAlarmDesk::tick(const Cause &hub, Turn &turn)
{
    std::vector<SystemAlarm> over;
    for (const auto &[id, alarm] : m_state.systemAlarms())
        if (alarm.state == SystemAlarmState::Shelved && alarm.shelvedUntil <= turn.now)
            over.push_back(alarm);
    for (const auto &alarm : over)
        note(alarm, SystemAlarmAct::Unshelve, hub, turn);
}

} // namespace facteo::hub
