// SPDX-License-Identifier: Apache-2.0
#include "domain/alert.h"

#include "domain/blank.h"

#include <cassert>

namespace facteo::domain {

using protocol::Refusal;

bool needsOwner(AlertAct act)
{
    switch (act) {
    case AlertAct::CallBackSafe:
    case AlertAct::CallBackNeedsHelp:
    case AlertAct::CallBackNoAnswer:
    case AlertAct::Resolve:
        return true;
    case AlertAct::Raise:
    case AlertAct::Repeat:
    case AlertAct::Acknowledge:
    case AlertAct::Claim:
    case AlertAct::Lapse:
        return false;
    }
    return false;
}

std::optional<protocol::Instant> lapsesAt(const protocol::Alert &alert)
{
    // Nothing but the acknowledgement itself changes an alert and leaves it acknowledged.
    if (alert.state != AlertState::Acknowledged)
        return std::nullopt;
    return alert.changedAt + kClaimWithin;
}

protocol::Alert lapsed(const protocol::Alert &alert, protocol::Instant now)
{
    assert(lapsesAt(alert) && *lapsesAt(alert) <= now);
    auto after = alert;
    after.state = *next(alert.state, AlertAct::Lapse);
    after.changedAt = now;
    return after;
}

std::optional<Refusal> refusalOf(const protocol::Alert &alert, const AlertWish &wish)
{
    // Raise and Repeat are the handset's, Lapse is the clock's: an operator has no such button.
    if (wish.act == AlertAct::Raise || wish.act == AlertAct::Repeat || wish.act == AlertAct::Lapse ||
        wish.by.empty())
        return Refusal::NotAllowed;
    if (const auto to = next(alert.state, wish.act); !to)
        return to.error();
    if (needsOwner(wish.act) && alert.owner != wish.by)
        return Refusal::ClaimedByAnother;

    const bool takeOver = wish.act == AlertAct::Claim && !alert.owner.empty();
    if (takeOver && alert.owner == wish.by)
        return Refusal::NotFromThisState;
    if (takeOver && isBlank(wish.reason))
        return Refusal::ClaimedByAnother;
    if (wish.act == AlertAct::Resolve && (isBlank(wish.reason) || !wish.outcome))
        return Refusal::ReasonRequired;
    return std::nullopt;
}

protocol::Alert carriedOut(
    const protocol::Alert &alert, const AlertWish &wish, std::string_view operatorName, protocol::Instant now)
{
    assert(!refusalOf(alert, wish));
    auto after = alert;
    after.state = *next(alert.state, wish.act);
    after.changedAt = now;
    if (wish.act == AlertAct::Claim) {
        after.owner = wish.by;
        after.ownerName = operatorName;
    }
    if (wish.act == AlertAct::CallBackNoAnswer)
        ++after.callBackTries;
    if (wish.act == AlertAct::Resolve) {
        after.outcome = wish.outcome;
        after.reason = wish.reason;
    }
    return after;
}

protocol::Alert repeated(
    const protocol::Alert &alert, const std::optional<protocol::Fix> &fix, protocol::Instant now)
{
    const auto to = next(alert.state, AlertAct::Repeat);
    assert(to);
    auto after = alert;
    after.state = *to;
    after.changedAt = now;
    ++after.occurrences;
    if (fix)
        after.lastFix = fix;
    return after;
}

} // namespace facteo::domain
