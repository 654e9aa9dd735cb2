// SPDX-License-Identifier: Apache-2.0
#include "domain/alert.h"

#include "domain/blank.h"

#include <cassert>

namespace facteo::domain {

using protocol::Alert;
using protocol::Instant;
using protocol::PlanStep;
using protocol::Refusal;

namespace {

bool isCallBack(AlertAct act)
{
    return act == AlertAct::CallBackSafe || act == AlertAct::CallBackNeedsHelp ||
           act == AlertAct::CallBackNoAnswer || act == AlertAct::CallBackDuress;
}

/// The first time counts.
void mark(Instant &milestone, Instant now)
{
    if (milestone == Instant{})
        milestone = now;
}

void stamp(Alert &alert, PlanStep step, std::string_view byName, Instant now)
{
    if (!std::ranges::contains(alert.steps, step, &protocol::AlertStep::step))
        alert.steps.push_back({.step = step, .at = now, .byName = std::string(byName)});
}

void enter(Alert &alert, AlertState state, Instant now)
{
    if (state == AlertState::Raised && alert.state != AlertState::Raised) {
        alert.owner = {};
        alert.ownerName.clear();
        alert.callBackTries = 0; // whoever takes it next calls anew
        alert.rungAt = now;
    }
    if (state != alert.state) {
        alert.stateSince = now;
        alert.offeredTo = {};
        alert.offeredToName.clear();
    }
    alert.state = state;
    alert.changedAt = now;
}

/// What the acts stand for that an operator does anyway need no click of their own.
void stampWhatWasDone(Alert &alert, const AlertWish &wish, std::string_view byName, Instant now)
{
    if (isCallBack(wish.act))
        stamp(alert, PlanStep::CallBack, byName, now);
    if (wish.act == AlertAct::CallBackSafe || wish.act == AlertAct::CallBackDuress)
        stamp(alert, PlanStep::CodeWord, byName, now);
    if (wish.act == AlertAct::Dispatch)
        stamp(alert, wish.help->emergency ? PlanStep::EmergencyNumber : PlanStep::NearestColleague, byName,
            now);
    if (wish.act == AlertAct::Step)
        stamp(alert, *wish.step, byName, now);
    if (wish.act == AlertAct::Close && wish.report->depotHeadInformed)
        stamp(alert, PlanStep::DepotHead, byName, now);
    if (wish.act == AlertAct::Close && wish.report->careOffered)
        stamp(alert, PlanStep::Care, byName, now);
}

void markMilestone(Alert &alert, AlertAct act, Instant now)
{
    auto &marks = alert.milestones;
    if (act == AlertAct::Acknowledge)
        mark(marks.acknowledgedAt, now);
    if (act == AlertAct::Claim)
        mark(marks.claimedAt, now);
    if (isCallBack(act) && act != AlertAct::CallBackNoAnswer)
        mark(marks.contactAt, now);
    if (act == AlertAct::Arrive)
        mark(marks.onSiteAt, now);
    if (act == AlertAct::Resolve || act == AlertAct::CallBackSafe)
        mark(marks.resolvedAt, now);
    if (act == AlertAct::Close)
        marks.closedAt = now;
}

std::optional<Refusal> refusalOfClaim(const Alert &alert, const AlertWish &wish)
{
    if (alert.owner.empty())
        return std::nullopt;
    if (alert.owner == wish.by)
        return Refusal::NotFromThisState;
    if (alert.offeredTo != wish.by && isBlank(wish.reason))
        return Refusal::ClaimedByAnother;
    return std::nullopt;
}

std::optional<Refusal> refusalOfReopen(const Alert &alert, const AlertWish &wish, Instant now)
{
    if (isBlank(wish.reason))
        return Refusal::ReasonRequired;
    if (now - alert.stateSince > kReopenWithin)
        return Refusal::TooLate;
    return std::nullopt;
}

std::optional<Refusal> refusalOfResolve(const AlertWish &wish)
{
    if (isBlank(wish.reason) || !wish.outcome)
        return Refusal::ReasonRequired;
    if (wish.outcome == AlertOutcome::FalseAlarm)
        return Refusal::NotAllowed;
    return std::nullopt;
}

/// What the wish must bring with it.
std::optional<Refusal> refusalOfContent(const Alert &alert, const AlertWish &wish, Instant now)
{
    const auto unless = [](bool right, Refusal why) { return right ? std::optional<Refusal>() : why; };
    if (wish.act == AlertAct::Claim)
        return refusalOfClaim(alert, wish);
    if (wish.act == AlertAct::Resolve)
        return refusalOfResolve(wish);
    if (wish.act == AlertAct::Reopen)
        return refusalOfReopen(alert, wish, now);
    if (wish.act == AlertAct::HandOver)
        return unless(!wish.to.empty() && wish.to != wish.by, Refusal::OperatorRequired);
    if (wish.act == AlertAct::Confirm)
        return unless(alert.silent || !isBlank(wish.reason), Refusal::ReasonRequired);
    if (wish.act == AlertAct::Note)
        return unless(!isBlank(wish.reason), Refusal::ReasonRequired);
    if (wish.act == AlertAct::Dispatch)
        return unless(wish.help && !isBlank(wish.help->who), Refusal::ReasonRequired);
    if (wish.act == AlertAct::Arrive)
        return unless(alert.help.has_value(), Refusal::NotFromThisState);
    if (wish.act == AlertAct::Step)
        return unless(wish.step.has_value(), Refusal::Malformed);
    if (wish.act == AlertAct::Close)
        return unless(wish.report && !isBlank(wish.report->cause) && !isBlank(wish.report->actions),
            Refusal::ReportIncomplete);
    return std::nullopt;
}

} // namespace

bool isOperators(AlertAct act)
{
    switch (act) {
    case AlertAct::Acknowledge:
    case AlertAct::Claim:
    case AlertAct::CallBackSafe:
    case AlertAct::CallBackNeedsHelp:
    case AlertAct::CallBackNoAnswer:
    case AlertAct::CallBackDuress:
    case AlertAct::Confirm:
    case AlertAct::Dispatch:
    case AlertAct::Arrive:
    case AlertAct::HandOver:
    case AlertAct::Resolve:
    case AlertAct::Close:
    case AlertAct::Reopen:
    case AlertAct::Note:
    case AlertAct::Step:
        return true;
    case AlertAct::Raise:
    case AlertAct::Repeat:
    case AlertAct::Warn:
    case AlertAct::Cancel:
    case AlertAct::Duress:
    case AlertAct::SaySafe:
    case AlertAct::Lapse:
    case AlertAct::CountdownEnd:
    case AlertAct::LeaseEnd:
    case AlertAct::HelpLate:
    case AlertAct::Escalate:
        return false;
    }
    return false;
}

bool needsOwner(AlertAct act)
{
    return isOperators(act) && act != AlertAct::Acknowledge && act != AlertAct::Claim &&
           act != AlertAct::Reopen && act != AlertAct::Note;
}

std::optional<AlertDue> dueOf(const Alert &alert)
{
    if (alert.state == AlertState::PreAlarm)
        return AlertDue{.at = alert.countdownEndsAt + kCountdownSlack, .act = AlertAct::CountdownEnd};
    if (alert.state == AlertState::Acknowledged)
        return AlertDue{.at = alert.stateSince + kClaimWithin, .act = AlertAct::Lapse};
    const bool isAwaited = alert.state == AlertState::Responding && alert.help && !alert.help->late;
    if (isAwaited && alert.help->dueAt != Instant{})
        return AlertDue{.at = alert.help->dueAt + kHelpSlack, .act = AlertAct::HelpLate};
    return std::nullopt;
}

Alert passed(const Alert &alert, AlertAct act, Instant now)
{
    const auto to = next(alert.state, act);
    assert(to && !isOperators(act));
    auto after = alert;
    enter(after, *to, now);
    if (act == AlertAct::CountdownEnd)
        after.rungAt = now;
    if (act == AlertAct::HelpLate)
        after.help->late = true;
    if (act == AlertAct::Escalate) {
        ++after.rung;
        after.rungAt = now;
    }
    return after;
}

std::optional<Refusal> refusalOf(const Alert &alert, const AlertWish &wish, Instant now)
{
    if (!isOperators(wish.act) || wish.by.empty())
        return Refusal::NotAllowed;
    if (alert.silent && isCallBack(wish.act))
        return Refusal::Silent;
    if (const auto to = next(alert.state, wish.act); !to)
        return to.error();
    // Nobody owns what was cancelled in time.
    const bool isNobodys = wish.act == AlertAct::Close && alert.owner.empty();
    if (needsOwner(wish.act) && alert.owner != wish.by && !isNobodys)
        return Refusal::ClaimedByAnother;
    return refusalOfContent(alert, wish, now);
}

Alert carriedOut(const Alert &alert, const AlertWish &wish, std::string_view operatorName, Instant now)
{
    assert(!refusalOf(alert, wish, now));
    auto after = alert;
    enter(after, *next(alert.state, wish.act), now);
    markMilestone(after, wish.act, now);
    stampWhatWasDone(after, wish, operatorName, now);
    if (wish.act == AlertAct::Claim || wish.act == AlertAct::Reopen) {
        after.owner = wish.by;
        after.ownerName = operatorName;
        after.offeredTo = {};
        after.offeredToName.clear();
    }
    if (wish.act == AlertAct::HandOver) {
        after.offeredTo = wish.to;
        after.offeredToName = wish.toName;
    }
    if (wish.act == AlertAct::CallBackNoAnswer)
        ++after.callBackTries;
    if (wish.act == AlertAct::CallBackDuress)
        after.silent = true;
    if (wish.act == AlertAct::CallBackSafe)
        after.outcome = AlertOutcome::FalseAlarm;
    if (wish.act == AlertAct::Dispatch)
        after.help = wish.help;
    if (wish.act == AlertAct::Resolve) {
        after.outcome = wish.outcome;
        after.reason = wish.reason;
    }
    if (wish.act == AlertAct::Close) {
        after.report = wish.report;
        if (wish.outcome && alert.state == AlertState::FalseAlarm)
            after.outcome = wish.outcome;
    }
    if (wish.act == AlertAct::Reopen) {
        after.report.reset();
        after.outcome.reset();
        after.callBackTries = 0;
        ++after.reopened;
    }
    return after;
}

Alert saidByPostman(const Alert &alert, AlertAct act, const std::optional<protocol::Fix> &fix, Instant now)
{
    const auto to = next(alert.state, act);
    assert(to && (act == AlertAct::Repeat || act == AlertAct::Cancel || act == AlertAct::SaySafe ||
                     act == AlertAct::Duress));
    auto after = alert;
    if (alert.state == AlertState::PreAlarm)
        after.rungAt = now;
    enter(after, *to, now);
    // Whoever presses openly is told openly that it was heard; a code is told as the normal one is.
    after.stoodDown = act != AlertAct::Repeat;
    if (act == AlertAct::Repeat)
        ++after.occurrences;
    if (act == AlertAct::Duress)
        after.silent = true;
    if (to == AlertState::Raised)
        after.outcome.reset();
    if (fix)
        after.lastFix = fix;
    return after;
}

Told toldToHandset(const Alert &alert)
{
    if (alert.stoodDown)
        return {.state = AlertState::Cancelled, .ownerName = {}};
    if (alert.silent)
        return {.state = isOpen(alert.state) ? AlertState::Raised : AlertState::Closed, .ownerName = {}};
    return {.state = alert.state, .ownerName = alert.ownerName};
}

} // namespace facteo::domain
