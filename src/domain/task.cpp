// SPDX-License-Identifier: Apache-2.0
#include "domain/task.h"

#include "domain/blank.h"

#include <cassert>

namespace facteo::domain {

using protocol::Refusal;

std::optional<Refusal> refusalOfNew(const protocol::Task &wanted, protocol::Instant now)
{
    if (wanted.beneficiary.empty() || wanted.address.empty())
        return Refusal::Malformed;
    if (wanted.windowTo <= wanted.windowFrom)
        return Refusal::Malformed;
    if (wanted.windowTo <= now)
        return Refusal::TooLate;
    return std::nullopt;
}

std::optional<Refusal> refusalOf(const protocol::Task &task, const TaskStep &step)
{
    if (!isPostmansAct(step.act) || task.handset != step.from)
        return Refusal::NotAllowed;
    if (const auto to = next(task.state, step.act); !to)
        return to.error();
    if (step.act == TaskAct::Decline && isBlank(step.reason))
        return Refusal::ReasonRequired;
    if (step.act == TaskAct::Finish && !step.report)
        return Refusal::Malformed;
    return std::nullopt;
}

protocol::Task carriedOut(const protocol::Task &task, const TaskStep &step, protocol::Instant now)
{
    assert(!refusalOf(task, step));
    auto after = task;
    after.state = *next(task.state, step.act);
    after.changedAt = now;
    if (step.act == TaskAct::Decline) {
        after.declineReason = step.reason;
        after.handset = {};
        after.postman = {};
    }
    if (step.act == TaskAct::Finish)
        after.report = step.report;
    return after;
}

} // namespace facteo::domain
