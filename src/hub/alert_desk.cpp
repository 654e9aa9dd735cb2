// SPDX-License-Identifier: Apache-2.0
#include "hub/alert_desk.h"

#include "domain/alert.h"
#include "protocol/random.h"

#include <algorithm>

namespace facteo::hub {

using protocol::Refusal;

void AlertDesk::take(const HandsetSlot &slot, const protocol::AlertReport &report,
    const std::optional<protocol::Fix> &fix, bool exercise, const Cause &cause, Turn &turn)
{
    if (const auto *open = m_state.openAlert(slot, exercise)) {
        m_recorder.note(protocol::AlertFact{.act = protocol::AlertAct::Repeat,
                            .after = domain::repeated(*open, fix, turn.after(open->changedAt)),
                            .note = {}},
            cause, turn.now);
        return;
    }
    protocol::Alert alert{.id = report.alert,
        .number = m_state.nextAlertNumber(),
        .handset = slot.handset.id,
        .postman = slot.handset.postman,
        .trigger = report.trigger,
        .exercise = exercise,
        // A clock that runs ahead does not put the alert into the future.
        .raisedAt = std::min(report.raisedAt, turn.now),
        .recordedAt = turn.now,
        .lastFix = fix ? fix : slot.fix,
        .changedAt = turn.now,
        .reason = {}};
    // An ended alert stays ended, and its history is never written over: a new press is a new alert.
    if (turn.isTaken(m_state.alert(report.alert), m_recorder.isKnown(report.alert)))
        alert.id = protocol::randomAlertId();
    m_recorder.note(
        protocol::AlertFact{.act = protocol::AlertAct::Raise, .after = std::move(alert), .note = {}}, cause,
        turn.now);
}

std::expected<std::uint64_t, Refusal> AlertDesk::carryOut(
    const protocol::ActOnAlert &wish, std::string_view operatorName, const Cause &cause, Turn &turn)
{
    const auto *alert = m_state.alert(wish.alert);
    if (alert == nullptr)
        return std::unexpected(Refusal::NoSuchAlert);
    const domain::AlertWish asked{
        .act = wish.act, .by = cause.by, .outcome = wish.outcome, .reason = wish.reason};
    if (const auto why = domain::refusalOf(*alert, asked))
        return std::unexpected(*why);
    return m_recorder.record(
        protocol::AlertFact{.act = wish.act,
            .after = domain::carriedOut(*alert, asked, operatorName, turn.after(alert->changedAt)),
            .note = wish.act == protocol::AlertAct::Resolve ? std::string() : wish.reason},
        cause, turn.now);
}

void AlertDesk::lapse(const Cause &hub, Turn &turn)
{
    std::vector<protocol::Alert> late;
    for (const auto &[id, alert] : m_state.alerts())
        if (const auto due = domain::lapsesAt(alert); due && *due <= turn.now)
            late.push_back(alert);
    for (const auto &alert : late)
        m_recorder.note(
            protocol::AlertFact{
                .act = protocol::AlertAct::Lapse, .after = domain::lapsed(alert, turn.now), .note = {}},
            hub, turn.now);
}

} // namespace facteo::hub
