// SPDX-License-Identifier: Apache-2.0
#include "hub/escalation_desk.h"

#include "domain/alert.h"
#include "domain/escalation.h"

#include <algorithm>

namespace facteo::hub {

using protocol::Alert;
using protocol::AlertAct;
using protocol::Notice;
using protocol::NoticeChannel;
using protocol::NoticeStage;

void EscalationDesk::use(const protocol::EscalationPolicy &policy, const Cause &hub, Turn &turn)
{
    if (m_state.escalation() != policy)
        m_recorder.note(protocol::EscalationFact{policy}, hub, turn.now);
}

void EscalationDesk::load(protocol::Instant)
{
    m_skipped.clear();
    for (const auto &[key, notice] : m_state.notices())
        if (notice.stage == NoticeStage::Queued)
            send(notice);
}

/// An alert that has just begun to sound, or come to another rung, bears the time of that.
void EscalationDesk::take(const Cause &hub, Turn &turn)
{
    std::vector<protocol::AlertFact> arrived;
    for (const auto &fact : m_recorder.pending())
        if (const auto *alert = std::get_if<protocol::AlertFact>(&fact.body);
            alert && domain::isUnanswered(alert->after.state) &&
            alert->after.rungAt == alert->after.changedAt)
            arrived.push_back(*alert);
    for (const auto &[act, alert, note] : arrived) {
        // Whoever let it slip was told already: it goes on with the next (DOMAIN 5.1).
        const bool slipped = act == AlertAct::Lapse || act == AlertAct::LeaseEnd;
        if (slipped && hasNext(alert))
            climb(alert, hub, turn);
        if (const auto *now = m_state.alert(alert.id); now && domain::isUnanswered(now->state))
            queue(Alert(*now), hub, turn);
    }
}

bool EscalationDesk::hasNext(const Alert &alert) const
{
    return std::size_t{alert.rung} + 1 <
           domain::ladderOf(m_state.escalation(), domain::priorityOf(alert)).size();
}

void EscalationDesk::queue(const Alert &alert, const Cause &hub, Turn &turn)
{
    m_skipped.erase(alert.id);
    if (alert.exercise)
        return; // nobody is got out of bed for a drill
    const auto rung = domain::rungOf(alert, m_state.escalation());
    for (const auto &id : rung.contacts) {
        const auto &contacts = m_state.escalation().contacts;
        const auto contact = std::ranges::find(contacts, id, &protocol::Contact::id);
        if (contact == contacts.end())
            continue;
        for (const auto channel : contact->channels)
            m_recorder.note(protocol::NoticeFact{{.alert = alert.id,
                                .rung = alert.rung,
                                .channel = channel,
                                .recipient = contact->id.text,
                                .recipientName = contact->name,
                                .stage = NoticeStage::Queued,
                                .at = turn.now,
                                .detail = {}}},
                hub, turn.now);
    }
}

void EscalationDesk::climb(const Alert &alert, const Cause &hub, Turn &turn)
{
    m_recorder.note(protocol::AlertFact{.act = AlertAct::Escalate,
                        .after = domain::passed(alert, AlertAct::Escalate, turn.after(alert.changedAt)),
                        .note = {}},
        hub, turn.now);
}

void EscalationDesk::tick(const Cause &hub, Turn &turn)
{
    std::vector<Alert> due;
    for (const auto &[id, alert] : m_state.alerts()) {
        const auto skipped = m_skipped.find(id);
        const auto later = skipped == m_skipped.end() ? std::chrono::milliseconds{0} : skipped->second;
        const auto next = domain::nextRungAt(alert, m_state.escalation());
        if (next && (*next + later <= turn.now || waitsForNobody(alert, turn.now)))
            due.push_back(alert);
    }
    for (const auto &alert : due)
        climb(alert, hub, turn);
    noteWhoIsThere(hub, turn);
}

bool EscalationDesk::waitsForNobody(const Alert &alert, protocol::Instant now) const
{
    return !alert.exercise && hasNext(alert) &&
           domain::rungOf(alert, m_state.escalation()).contacts.empty() &&
           !m_attendance.isAnybodyHere(domain::kLease, now);
}

/// Of interest when somebody waits for an answer, and until somebody is there.
void EscalationDesk::noteWhoIsThere(const Cause &hub, Turn &turn)
{
    constexpr auto kind = protocol::SystemAlarmKind::NobodyThere;
    const bool isHere = m_attendance.isAnybodyHere(domain::kLease, turn.now);
    const bool isNeeded = std::ranges::any_of(m_state.alerts(),
        [](const auto &entry) { return !entry.second.exercise && domain::isUnanswered(entry.second.state); });
    if (isHere)
        m_alarms.clear(kind, {}, hub, turn);
    else if (isNeeded && !m_alarms.isOpen(kind, {}))
        m_alarms.raise(kind, {}, {}, hub, turn);
}

void EscalationDesk::take(const Notice &outcome, const Cause &hub, Turn &turn)
{
    m_recorder.note(protocol::NoticeFact{outcome}, hub, turn.now);
    const auto subject = outcome.recipientName.empty() ? outcome.recipient : outcome.recipientName;
    if (outcome.stage != NoticeStage::Failed)
        return m_alarms.clear(protocol::SystemAlarmKind::ChannelFailed, subject, hub, turn);
    m_alarms.raise(protocol::SystemAlarmKind::ChannelFailed, subject, outcome.detail, hub, turn);
    // Only from the rung that could not be told: the others have gone on meanwhile.
    const auto *alert = m_state.alert(outcome.alert);
    const bool isWaiting = alert && domain::isUnanswered(alert->state) && alert->rung == outcome.rung;
    if (isWaiting && hasNext(*alert))
        climb(Alert(*alert), hub, turn);
}

void EscalationDesk::take(const protocol::SenderId &console, std::string_view operatorName,
    const protocol::Attend &attend, const Cause &cause, Turn &turn)
{
    for (const auto alert : attend.delivered)
        sight(alert, NoticeStage::Delivered, console, operatorName, cause, turn);
    for (const auto alert : attend.seen)
        sight(alert, NoticeStage::Seen, console, operatorName, cause, turn);
}

void EscalationDesk::sight(protocol::AlertId alert, NoticeStage stage, const protocol::SenderId &console,
    std::string_view operatorName, const Cause &cause, Turn &turn)
{
    const auto *known = m_state.alert(alert);
    if (!known || !domain::isOpen(known->state))
        return;
    const Notice notice{.alert = alert,
        .rung = 0,
        .channel = NoticeChannel::Console,
        .recipient = console.text,
        .recipientName = std::string(operatorName),
        .stage = stage,
        .at = turn.now,
        .detail = {}};
    const auto *before = m_state.notice(notice);
    // Said four times a minute, and recorded once.
    if (before && before->stage >= stage)
        return;
    m_recorder.note(protocol::NoticeFact{notice}, cause, turn.now);
}

void EscalationDesk::follow(const protocol::Fact &fact)
{
    if (const auto *notice = std::get_if<protocol::NoticeFact>(&fact.body);
        notice && notice->after.stage == NoticeStage::Queued)
        send(notice->after);
}

void EscalationDesk::send(const Notice &notice)
{
    const auto *alert = m_state.alert(notice.alert);
    const auto &contacts = m_state.escalation().contacts;
    const auto contact = std::ranges::find_if(
        contacts, [&](const protocol::Contact &one) { return one.id.text == notice.recipient; });
    if (!m_reach || !alert || contact == contacts.end())
        return;
    const auto *postman = m_state.postman(alert->postman);
    m_reach({.depot = m_state.id(),
        .notice = notice,
        .contact = *contact,
        .alert = *alert,
        .postmanName = postman ? postman->name : std::string(),
        .depotName = m_state.depot().name});
}

void EscalationDesk::clockJumped(std::chrono::milliseconds ahead)
{
    for (const auto &[id, alert] : m_state.alerts())
        if (domain::isUnanswered(alert.state))
            m_skipped[id] += ahead;
}

} // namespace facteo::hub
