// SPDX-License-Identifier: Apache-2.0
#include "hub/alert_desk.h"

#include "domain/alert.h"
#include "domain/blank.h"
#include "protocol/random.h"

#include <algorithm>
#include <format>

namespace facteo::hub {

using protocol::Alert;
using protocol::AlertAct;
using protocol::AlertSign;
using protocol::AlertState;
using protocol::Instant;
using protocol::Refusal;

namespace {

/// A handset whose clock or program is wrong cannot hold an alert back for longer.
constexpr std::chrono::minutes kLongestCountdown{2};

} // namespace

void AlertDesk::take(const HandsetSlot &slot, const protocol::AlertReport &report,
    const std::optional<protocol::Fix> &fix, bool exercise, const Cause &cause, Turn &turn)
{
    const Incoming in{
        .slot = slot, .report = report, .fix = fix, .exercise = exercise, .cause = cause, .turn = turn};
    switch (report.sign) {
    case AlertSign::Raised:
        return takeRaised(in);
    case AlertSign::Warning:
        return takeWarning(in);
    case AlertSign::Cancelled:
        return takeCancelled(in);
    case AlertSign::Duress:
        return takeDuress(in);
    case AlertSign::Safe:
        return takeSafe(in);
    }
}

const Alert *AlertDesk::openAlertOf(const Incoming &in) const
{
    return m_state.openAlert(in.slot, in.exercise);
}

void AlertDesk::takeRaised(const Incoming &in)
{
    const auto *open = openAlertOf(in);
    if (open == nullptr) {
        auto alert = newAlert(in);
        // An ended alert stays ended, and its history is never written over: a new press is a new alert.
        if (in.turn.isTaken(m_state.alert(in.report.alert), m_recorder.isKnown(in.report.alert)))
            alert.id = protocol::randomAlertId();
        return begin(in, std::move(alert), AlertAct::Raise);
    }
    // The end of its own countdown is no second press.
    if (open->state == AlertState::PreAlarm && open->id == in.report.alert &&
        open->trigger == in.report.trigger) {
        auto after = domain::passed(*open, AlertAct::CountdownEnd, in.turn.after(open->changedAt));
        if (in.fix)
            after.lastFix = in.fix;
        return m_recorder.note(
            protocol::AlertFact{.act = AlertAct::CountdownEnd, .after = std::move(after), .note = {}},
            in.cause, in.turn.now);
    }
    say(*open, AlertAct::Repeat, in);
}

void AlertDesk::takeWarning(const Incoming &in)
{
    const bool isOvertaken = openAlertOf(in) != nullptr || in.turn.isTaken(m_state.alert(in.report.alert),
                                                               m_recorder.isKnown(in.report.alert));
    if (isOvertaken)
        return refuse(in);
    auto alert = newAlert(in);
    alert.state = AlertState::PreAlarm;
    // The handset's clock may be anything: what counts is how long the countdown is, and how old.
    const auto left = std::clamp(in.report.countdownEndsAt - in.report.raisedAt, std::chrono::milliseconds{0},
        std::chrono::milliseconds{kLongestCountdown});
    alert.countdownEndsAt = alert.raisedAt + left;
    begin(in, std::move(alert), AlertAct::Warn);
}

void AlertDesk::takeCancelled(const Incoming &in)
{
    if (const auto *known = m_state.alert(in.report.alert)) {
        if (!DepotState::concerns(*known, in.slot) || known->exercise != in.exercise)
            return refuse(in); // somebody else's
        if (domain::next(known->state, AlertAct::Cancel))
            return say(*known, AlertAct::Cancel, in);
        // In time by his clock, and too late for the hub: then a voice has to end it.
        return domain::next(known->state, AlertAct::SaySafe) ? say(*known, AlertAct::SaySafe, in)
                                                             : refuse(in);
    }
    // It overtook its own beginning. Whether there was one is in the record, and a second one ends nothing.
    takeWarning(in);
    if (const auto *begun = m_state.alert(in.report.alert); begun && begun->state == AlertState::PreAlarm)
        say(*begun, AlertAct::Cancel, in);
}

void AlertDesk::takeDuress(const Incoming &in)
{
    if (const auto *open = openAlertOf(in))
        return say(*open, AlertAct::Duress, in);
    auto alert = newAlert(in);
    alert.silent = true;
    alert.stoodDown = true;
    if (in.turn.isTaken(m_state.alert(in.report.alert), m_recorder.isKnown(in.report.alert)))
        alert.id = protocol::randomAlertId();
    begin(in, std::move(alert), AlertAct::Raise);
}

void AlertDesk::takeSafe(const Incoming &in)
{
    const auto *open = openAlertOf(in);
    if (open == nullptr || !domain::next(open->state, AlertAct::SaySafe))
        return refuse(in);
    say(*open, AlertAct::SaySafe, in);
}

Alert AlertDesk::newAlert(const Incoming &in) const
{
    const auto now = in.turn.now;
    return {.id = in.report.alert,
        .number = m_state.nextAlertNumber(),
        .handset = in.slot.handset.id,
        .postman = in.slot.handset.postman,
        .trigger = in.report.trigger,
        .exercise = in.exercise,
        // A clock that runs ahead does not put the alert into the future.
        .raisedAt = std::min(in.report.raisedAt, now),
        .recordedAt = now,
        .lastFix = in.fix ? in.fix : in.slot.fix,
        .changedAt = now,
        .reason = {},
        .stateSince = now,
        .rungAt = now};
}

void AlertDesk::begin(const Incoming &in, Alert alert, AlertAct act)
{
    m_recorder.note(
        protocol::AlertFact{.act = act, .after = std::move(alert), .note = {}}, in.cause, in.turn.now);
}

void AlertDesk::say(const Alert &alert, AlertAct act, const Incoming &in)
{
    m_recorder.note(protocol::AlertFact{.act = act,
                        .after = domain::saidByPostman(alert, act, in.fix, in.turn.after(alert.changedAt)),
                        .note = {}},
        in.cause, in.turn.now);
}

void AlertDesk::refuse(const Incoming &in)
{
    m_recorder.note(
        protocol::RefusedFact{.attempted = std::format("AlertReport {}", std::to_underlying(in.report.sign)),
            .subject = std::format("{:016x}", std::to_underlying(in.report.alert)),
            .why = Refusal::NotFromThisState},
        in.cause, in.turn.now);
}

AlertDesk::Outcome AlertDesk::carryOut(
    const protocol::ActOnAlert &wish, std::string_view operatorName, const Cause &cause, Turn &turn)
{
    const auto *alert = m_state.alert(wish.alert);
    if (alert == nullptr)
        return std::unexpected(Refusal::NoSuchAlert);
    const domain::AlertWish asked{.act = wish.act,
        .by = cause.by,
        .outcome = wish.outcome,
        .reason = wish.reason,
        .to = wish.to,
        .toName = wish.toName,
        .help = wish.help,
        .step = wish.step,
        .report = wish.report};
    const auto now = turn.after(alert->changedAt);
    if (const auto why = domain::refusalOf(*alert, asked, now))
        return std::unexpected(*why);
    // Never a second alert per postman, not even an old one.
    const auto *slot = m_state.slot(alert->handset.text);
    if (wish.act == AlertAct::Reopen && slot && m_state.openAlert(*slot, alert->exercise) != nullptr)
        return std::unexpected(Refusal::AlreadyOpen);
    attend(cause.by, true, turn.now);
    return m_recorder.record(protocol::AlertFact{.act = wish.act,
                                 .after = domain::carriedOut(*alert, asked, operatorName, now),
                                 .note = wish.act == AlertAct::Resolve ? std::string() : wish.reason},
        cause, turn.now);
}

AlertDesk::Outcome AlertDesk::carryOut(const protocol::RaiseAlert &wish, const Cause &cause, Turn &turn)
{
    if (wish.trigger != protocol::AlertTrigger::SupervisorRaised &&
        wish.trigger != protocol::AlertTrigger::ThirdParty)
        return std::unexpected(Refusal::NotAllowed);
    if (domain::isBlank(wish.reason))
        return std::unexpected(Refusal::ReasonRequired);
    const auto *slot = m_state.slot(wish.handset.text);
    if (slot == nullptr)
        return std::unexpected(Refusal::NoSuchHandset);
    const protocol::AlertReport report{.alert = wish.alert, .trigger = wish.trigger, .raisedAt = turn.now};
    const std::optional<protocol::Fix> fix;
    const Incoming in{
        .slot = *slot, .report = report, .fix = fix, .exercise = false, .cause = cause, .turn = turn};
    if (const auto *open = openAlertOf(in))
        return m_recorder.record(
            protocol::AlertFact{.act = AlertAct::Repeat,
                .after = domain::saidByPostman(*open, AlertAct::Repeat, fix, turn.after(open->changedAt)),
                .note = wish.reason},
            cause, turn.now);
    if (turn.isTaken(m_state.alert(wish.alert), m_recorder.isKnown(wish.alert)))
        return std::unexpected(Refusal::AlreadyOpen);
    return m_recorder.record(
        protocol::AlertFact{.act = AlertAct::Raise, .after = newAlert(in), .note = wish.reason}, cause,
        turn.now);
}

void AlertDesk::attend(const protocol::OperatorId &who, bool present, Instant now)
{
    m_attendance.note(who, present, now);
}

bool AlertDesk::isLeaseOver(const Alert &alert, Instant now) const
{
    return domain::isLeased(alert.state) && !m_attendance.isHere(alert.owner, domain::kLease, now);
}

void AlertDesk::pass(const Alert &alert, AlertAct act, const Cause &hub, Turn &turn)
{
    m_recorder.note(
        protocol::AlertFact{
            .act = act, .after = domain::passed(alert, act, turn.after(alert.changedAt)), .note = {}},
        hub, turn.now);
}

void AlertDesk::tick(const Cause &hub, Turn &turn)
{
    std::vector<std::pair<Alert, AlertAct>> due;
    for (const auto &[id, alert] : m_state.alerts()) {
        if (const auto next = domain::dueOf(alert); next && next->at <= turn.now)
            due.emplace_back(alert, next->act);
        else if (isLeaseOver(alert, turn.now))
            due.emplace_back(alert, AlertAct::LeaseEnd);
    }
    for (const auto &[alert, act] : due)
        pass(alert, act, hub, turn);
}

} // namespace facteo::hub
