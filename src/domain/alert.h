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
/// An alert never resolves itself and never expires: only an operator ends it, with a reason.
inline constexpr auto kAlertMoves = [] {
    using enum AlertState;
    using enum AlertAct;
    return std::to_array<AlertMove>({
        {Raised, Repeat, Raised},
        {Raised, Acknowledge, Acknowledged},
        {Acknowledged, Repeat, Raised}, // pressed again before anybody owns it: it must sound again
        {Acknowledged, Claim, Claimed},
        {Acknowledged, Lapse, Raised}, // heard, and nobody took it in hand in time
        {Claimed, Repeat, Claimed},
        {Claimed, Claim, Claimed}, // taken over by another operator, who says why
        {Claimed, CallBackSafe, FalseAlarm},
        {Claimed, CallBackNeedsHelp, Confirmed},
        {Claimed, CallBackNoAnswer, Verifying},
        {Verifying, Repeat, Verifying},
        {Verifying, Claim, Verifying},
        {Verifying, CallBackSafe, FalseAlarm},
        {Verifying, CallBackNeedsHelp, Confirmed},
        {Verifying, CallBackNoAnswer, Confirmed}, // two calls without an answer: doubt benefits the postman
        {Confirmed, Repeat, Confirmed},
        {Confirmed, Claim, Confirmed},
        {Confirmed, Resolve, Resolved},
        {FalseAlarm, Repeat, Claimed}, // he presses again after "all is well": nothing is closed
        {FalseAlarm, Claim, FalseAlarm},
        {FalseAlarm, Resolve, Resolved},
    });
}();

constexpr std::expected<AlertState, protocol::Refusal> next(AlertState from, AlertAct act)
{
    return follow(kAlertMoves, from, act);
}

/// Open alerts open the gate for their postman's positions and stay on every console.
constexpr bool isOpen(AlertState state)
{
    return state != AlertState::Resolved;
}

/// True while nobody answers: this is what sounds.
constexpr bool isUnanswered(AlertState state)
{
    return state == AlertState::Raised;
}

/// So long may an alert stay acknowledged before somebody claims it (DOMAIN 5.1).
inline constexpr std::chrono::seconds kClaimWithin{60};

/// When the hub has to carry out Lapse unless something happens before; nothing where no deadline runs.
std::optional<protocol::Instant> lapsesAt(const protocol::Alert &alert);

/// The alert after Lapse: it sounds again. Precondition: lapsesAt() has passed.
protocol::Alert lapsed(const protocol::Alert &alert, protocol::Instant now);

/// True when the act belongs to the operator who claimed the alert, and to nobody else.
bool needsOwner(AlertAct act);

/// An operator's wish, as the hub and the console both judge it.
struct AlertWish
{
    AlertAct act = AlertAct::Acknowledge;
    protocol::OperatorId by;
    std::optional<AlertOutcome> outcome;
    std::string_view reason;
};

/// Why `wish` would be refused, or nothing when it may be carried out.
/// Resolve needs an outcome and a reason; taking over another's claim needs a reason.
std::optional<protocol::Refusal> refusalOf(const protocol::Alert &alert, const AlertWish &wish);

/// The alert after `wish`, at `now` by the hub's clock. Precondition: refusalOf() is empty.
protocol::Alert carriedOut(const protocol::Alert &alert, const AlertWish &wish, std::string_view operatorName,
    protocol::Instant now);

/// The open alert after its postman pressed again. Precondition: isOpen(alert.state).
protocol::Alert repeated(
    const protocol::Alert &alert, const std::optional<protocol::Fix> &fix, protocol::Instant now);

} // namespace facteo::domain
