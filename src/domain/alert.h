// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/move.h"
#include "protocol/records.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace facteo::domain {

using protocol::AlertAct;
using protocol::AlertOutcome;
using protocol::AlertState;

using AlertMove = Move<AlertState, AlertAct>;

/// The whole life of an alert. What is not listed is refused.
/// An alert never resolves itself and never expires: only its postman cancels it, before it is raised, and
/// only an operator closes it, with a report.
inline constexpr auto kAlertMoves = [] {
    using enum AlertState;
    using enum AlertAct;
    return std::to_array<AlertMove>({
        {PreAlarm, Repeat, Raised}, // the button, while the countdown runs
        {PreAlarm, Cancel, Cancelled},
        {PreAlarm, Duress, Raised},
        {PreAlarm, CountdownEnd, Raised},

        {Raised, Repeat, Raised},
        {Raised, Duress, Raised},
        {Raised, SaySafe, Raised}, // a code on the handset ends nothing: his voice does
        {Raised, Escalate, Raised},
        {Raised, Note, Raised},
        {Raised, Acknowledge, Acknowledged},

        {Acknowledged, Repeat, Raised}, // pressed again before anybody owns it: it must sound again
        {Acknowledged, Duress, Raised},
        {Acknowledged, SaySafe, Acknowledged},
        {Acknowledged, Lapse, Raised}, // heard, and nobody took it in hand in time
        {Acknowledged, Note, Acknowledged},
        {Acknowledged, Claim, Claimed},

        {Claimed, Repeat, Claimed},
        {Claimed, Duress, Confirmed},
        {Claimed, SaySafe, Claimed},
        {Claimed, LeaseEnd, Raised}, // its owner is gone: it sounds again
        {Claimed, Note, Claimed},
        {Claimed, Step, Claimed},
        {Claimed, Claim, Claimed}, // taken over by another operator, who says why
        {Claimed, HandOver, Claimed},
        {Claimed, CallBackSafe, FalseAlarm},
        {Claimed, CallBackNeedsHelp, Confirmed},
        {Claimed, CallBackDuress, Confirmed},
        {Claimed, CallBackNoAnswer, Verifying},
        {Claimed, Confirm, Confirmed},
        {Claimed, Dispatch, Responding}, // help need not wait for the call
        {Claimed, Arrive, OnSite},       // whoever was sent before the owner was lost

        {Verifying, Repeat, Verifying},
        {Verifying, Duress, Confirmed},
        {Verifying, SaySafe, Verifying},
        {Verifying, LeaseEnd, Raised},
        {Verifying, Note, Verifying},
        {Verifying, Step, Verifying},
        {Verifying, Claim, Verifying},
        {Verifying, HandOver, Verifying},
        {Verifying, CallBackSafe, FalseAlarm},
        {Verifying, CallBackNeedsHelp, Confirmed},
        {Verifying, CallBackDuress, Confirmed},
        {Verifying, CallBackNoAnswer, Confirmed}, // two calls without an answer: doubt benefits the postman
        {Verifying, Confirm, Confirmed},
        {Verifying, Dispatch, Responding},

        {Confirmed, Repeat, Confirmed},
        {Confirmed, Duress, Confirmed},
        {Confirmed, SaySafe, Confirmed},
        {Confirmed, LeaseEnd, Raised},
        {Confirmed, Note, Confirmed},
        {Confirmed, Step, Confirmed},
        {Confirmed, Claim, Confirmed},
        {Confirmed, HandOver, Confirmed},
        {Confirmed, CallBackSafe, FalseAlarm}, // he could be reached after all
        {Confirmed, CallBackDuress, Confirmed},
        {Confirmed, Dispatch, Responding},
        {Confirmed, Resolve, Resolved},

        {Responding, Repeat, Responding},
        {Responding, Duress, Responding},
        {Responding, SaySafe, Responding},
        {Responding, LeaseEnd, Raised},
        {Responding, Note, Responding},
        {Responding, Step, Responding},
        {Responding, Claim, Responding},
        {Responding, HandOver, Responding},
        {Responding, CallBackSafe, FalseAlarm},
        {Responding, CallBackNeedsHelp, Responding},
        {Responding, CallBackDuress, Responding},
        {Responding, Dispatch, Responding}, // somebody else, or one more
        {Responding, HelpLate, Responding},
        {Responding, Arrive, OnSite},
        {Responding, Resolve, Resolved},

        {OnSite, Repeat, OnSite},
        {OnSite, Duress, OnSite},
        {OnSite, SaySafe, OnSite},
        {OnSite, LeaseEnd, Raised},
        {OnSite, Note, OnSite},
        {OnSite, Step, OnSite},
        {OnSite, Claim, OnSite},
        {OnSite, HandOver, OnSite},
        {OnSite, Dispatch, OnSite}, // one more
        {OnSite, Resolve, Resolved},

        {FalseAlarm, Repeat, Raised}, // he presses again after "all is well": nothing is over
        {FalseAlarm, Duress, Raised},
        {FalseAlarm, SaySafe, FalseAlarm},
        {FalseAlarm, Note, FalseAlarm},
        {FalseAlarm, Step, FalseAlarm},
        {FalseAlarm, Claim, FalseAlarm},
        {FalseAlarm, HandOver, FalseAlarm},
        {FalseAlarm, Close, Closed},

        {Resolved, Repeat, Raised},
        {Resolved, Duress, Raised},
        {Resolved, SaySafe, Resolved},
        {Resolved, Note, Resolved},
        {Resolved, Step, Resolved},
        {Resolved, Claim, Resolved},
        {Resolved, HandOver, Resolved},
        {Resolved, Close, Closed},

        {Cancelled, Close, Closed},
        {Cancelled, Reopen, Claimed},
        {Closed, Reopen, Claimed},
    });
}();

constexpr std::expected<AlertState, protocol::Refusal> next(AlertState from, AlertAct act)
{
    return follow(kAlertMoves, from, act);
}

/// Open alerts open the gate for their postman's positions and stay on every console, however old they are.
constexpr bool isOpen(AlertState state)
{
    return state != AlertState::Closed && state != AlertState::Cancelled;
}

/// True while nobody answers: this is what sounds and escalates.
constexpr bool isUnanswered(AlertState state)
{
    return state == AlertState::Raised;
}

/// Somebody may be in danger and one operator looks after it: it is his while he is at his console.
constexpr bool isLeased(AlertState state)
{
    return state == AlertState::Claimed || state == AlertState::Verifying || state == AlertState::Confirmed ||
           state == AlertState::Responding || state == AlertState::OnSite;
}

/// The danger is over and the closing report is due.
constexpr bool awaitsReport(AlertState state)
{
    return state == AlertState::FalseAlarm || state == AlertState::Resolved;
}

/// So long may an alert stay acknowledged before somebody claims it (DOMAIN 5.1).
inline constexpr std::chrono::seconds kClaimWithin{60};
/// After the end of the countdown: for the cancellation to arrive.
inline constexpr std::chrono::seconds kCountdownSlack{10};
/// Whoever went there and is later than he said by this much (DOMAIN 5.1).
inline constexpr std::chrono::minutes kHelpSlack{5};
/// An owner whose console is silent for so long has lost the alert. Consoles speak every 15 s.
inline constexpr std::chrono::seconds kLease{60};
/// A closed alert may be opened again for so long (DOMAIN 5.1).
inline constexpr std::chrono::hours kReopenWithin{24};
/// How often a handset sends its position while its postman's alert is open (DOMAIN 5.1: 5 to 10 s).
inline constexpr std::chrono::seconds kLivePositions{5};

/// What the hub has to carry out unless something happens before.
struct AlertDue
{
    protocol::Instant at;
    AlertAct act = AlertAct::Lapse;

    bool operator==(const AlertDue &) const = default;
};

/// Of the deadlines that follow from the alert alone; nothing where none runs.
std::optional<AlertDue> dueOf(const protocol::Alert &alert);

/// The alert after an act of the clock: Lapse, CountdownEnd, HelpLate, LeaseEnd or Escalate. Precondition:
/// the table lists it.
protocol::Alert passed(const protocol::Alert &alert, AlertAct act, protocol::Instant now);

/// True for what a person at a console may wish.
bool isOperators(AlertAct act);
/// True when the act belongs to the operator who claimed the alert, and to nobody else.
bool needsOwner(AlertAct act);

/// An operator's wish, as the hub and the console both judge it.
struct AlertWish
{
    AlertAct act = AlertAct::Acknowledge;
    protocol::OperatorId by;
    std::optional<AlertOutcome> outcome{}; ///< of Resolve, and of Close after a false alarm
    std::string_view reason{};
    protocol::OperatorId to{}; ///< of HandOver
    std::string_view toName{};
    std::optional<protocol::AlertHelp> help{};       ///< of Dispatch
    std::optional<protocol::PlanStep> step{};        ///< of Step
    std::optional<protocol::ClosingReport> report{}; ///< of Close
};

/// Why `wish` would be refused, or nothing when it may be carried out.
/// - Whoever was put under duress is never called back: Silent.
/// - A false alarm is nothing but his voice and his normal code word: Resolve with that outcome is
/// NotAllowed.
/// - Taking over another's claim needs a reason, unless he hands it over.
/// - Confirm needs a reason unless it is silent; Note, Reopen and Resolve need one, Resolve an outcome, too.
/// - Close needs a report with cause and actions; Reopen comes within kReopenWithin.
std::optional<protocol::Refusal> refusalOf(
    const protocol::Alert &alert, const AlertWish &wish, protocol::Instant now);

/// The alert after `wish`, at `now` by the hub's clock. Precondition: refusalOf() is empty.
protocol::Alert carriedOut(const protocol::Alert &alert, const AlertWish &wish, std::string_view operatorName,
    protocol::Instant now);

/// The alert after what its postman did: Repeat, Cancel, SaySafe or Duress. Precondition: the table lists it.
protocol::Alert saidByPostman(const protocol::Alert &alert, AlertAct act,
    const std::optional<protocol::Fix> &fix, protocol::Instant now);

/// What the handset may show of an alert.
struct Told
{
    AlertState state = AlertState::Raised;
    std::string_view ownerName; ///< of the alert that was given; empty: nobody's name

    bool operator==(const Told &) const = default;
};

/// After a duress code exactly what it would be after the normal code, until the end: whoever stands beside
/// the postman reads it, too.
Told toldToHandset(const protocol::Alert &alert);

} // namespace facteo::domain
