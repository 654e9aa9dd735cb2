// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/move.h"
#include "protocol/records.h"

#include <optional>
#include <string_view>

namespace facteo::domain {

using protocol::TaskAct;
using protocol::TaskState;

using TaskMove = Move<TaskState, TaskAct>;

/// The life of a task, from the supervisor's desk to the postman's report. A handset may skip what it had
/// no time to say (a task accepted from the lock screen was never "seen"), never go back.
inline constexpr auto kTaskMoves = [] {
    using enum TaskState;
    using enum TaskAct;
    return std::to_array<TaskMove>({
        {Planned, Send, Sent},
        {Declined, Send, Sent},
        {Sent, Send, Sent}, // to another handset, before the first one took it
        {Delivered, Send, Sent},
        {Seen, Send, Sent},

        {Sent, Deliver, Delivered},
        {Sent, See, Seen},
        {Delivered, See, Seen},
        {Sent, Accept, Accepted},
        {Delivered, Accept, Accepted},
        {Seen, Accept, Accepted},
        {Sent, Decline, Declined},
        {Delivered, Decline, Declined},
        {Seen, Decline, Declined},
        {Accepted, Decline, Declined}, // he cannot after all, and says why
        {Accepted, SetOut, EnRoute},
        {Accepted, Arrive, Arrived},
        {EnRoute, Arrive, Arrived},
        {Accepted, Finish, Done},
        {EnRoute, Finish, Done},
        {Arrived, Finish, Done},

        {Planned, Cancel, Cancelled},
        {Sent, Cancel, Cancelled},
        {Delivered, Cancel, Cancelled},
        {Seen, Cancel, Cancelled},
        {Accepted, Cancel, Cancelled},
        {Declined, Cancel, Cancelled},
        {EnRoute, Cancel, Cancelled},
    });
}();

constexpr std::expected<TaskState, protocol::Refusal> next(TaskState from, TaskAct act)
{
    return follow(kTaskMoves, from, act);
}

/// Open tasks stay on the board.
constexpr bool isOpen(TaskState state)
{
    return state != TaskState::Done && state != TaskState::Cancelled;
}

/// True for the acts that only the handset which holds the task may do.
constexpr bool isPostmansAct(TaskAct act)
{
    return act != TaskAct::Create && act != TaskAct::Send && act != TaskAct::Cancel;
}

/// Longest free text in a task or report, in characters (DOMAIN 5.2).
inline constexpr std::size_t kNoteLength = 280;

/// Why `wanted` cannot be created: no beneficiary or address, or a window that ends before it begins or
/// before `now`.
std::optional<protocol::Refusal> refusalOfNew(const protocol::Task &wanted, protocol::Instant now);

/// What a postman reports about his task.
struct TaskStep
{
    TaskAct act = TaskAct::Deliver;
    protocol::HandsetId from;
    std::string_view reason;
    std::optional<protocol::VisitReport> report;
};

/// Why `step` is refused: another's task, a move the table does not list, a decline without a reason, a
/// finish without a report.
std::optional<protocol::Refusal> refusalOf(const protocol::Task &task, const TaskStep &step);

/// The task after `step`. Precondition: refusalOf() is empty.
protocol::Task carriedOut(const protocol::Task &task, const TaskStep &step, protocol::Instant now);

} // namespace facteo::domain
