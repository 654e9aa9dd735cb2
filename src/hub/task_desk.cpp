// SPDX-License-Identifier: Apache-2.0
#include "hub/task_desk.h"

#include "domain/task.h"

#include <format>
#include <map>

namespace facteo::hub {

using protocol::Refusal;
using protocol::TaskAct;
using protocol::TaskState;

namespace {

/// Deliver and See say "it is here": once he has answered they are only late.
bool isLate(const protocol::Task &task, const protocol::TaskReport &report, const HandsetSlot &from)
{
    return task.handset == from.handset.id && (report.act == TaskAct::Deliver || report.act == TaskAct::See);
}

protocol::Task withdrawn(protocol::Task task, const protocol::HandsetId &from)
{
    task.handset = from;
    task.state = TaskState::Cancelled;
    return task;
}

/// He has it or may come to have it.
bool isWithHandset(TaskState state)
{
    switch (state) {
    case TaskState::Sent:
    case TaskState::Delivered:
    case TaskState::Seen:
    case TaskState::Accepted:
    case TaskState::EnRoute:
    case TaskState::Arrived:
        return true;
    case TaskState::Planned:
    case TaskState::Declined:
    case TaskState::Done:
    case TaskState::Cancelled:
        return false;
    }
    return false;
}

} // namespace

void TaskDesk::take(
    const HandsetSlot &slot, const protocol::TaskReport &report, const Cause &cause, Turn &turn)
{
    const auto *task = m_state.task(report.task);
    if (task == nullptr) {
        const protocol::Task unknown{.id = report.task, .changedAt = turn.now};
        turn.withdrawals.push_back({.handset = slot.handset.id, .task = withdrawn(unknown, slot.handset.id)});
        return refuse(report, Refusal::NoSuchTask, cause, turn);
    }
    const domain::TaskStep step{
        .act = report.act, .from = slot.handset.id, .reason = report.reason, .report = report.report};
    if (const auto why = domain::refusalOf(*task, step)) {
        if (task->handset != slot.handset.id || task->state == TaskState::Cancelled)
            turn.withdrawals.push_back(
                {.handset = slot.handset.id, .task = withdrawn(*task, slot.handset.id)});
        if (*why == Refusal::NotFromThisState && isLate(*task, report, slot))
            return;
        return refuse(report, *why, cause, turn);
    }
    m_recorder.note(protocol::TaskFact{.act = report.act,
                        .after = domain::carriedOut(*task, step, turn.after(task->changedAt))},
        cause, turn.now);
}

store::Result<std::vector<Turn::Withdrawal>> TaskDesk::takenBack(protocol::Instant since) const
{
    std::vector<Turn::Withdrawal> all;
    for (const auto &[id, task] : m_state.tasks()) {
        const auto history = m_recorder.historyOf(id);
        if (!history)
            return std::unexpected(history.error());
        std::map<protocol::HandsetId, protocol::Task> away;
        protocol::HandsetId holder;
        for (const auto &fact : *history) {
            const auto &after = fact.after;
            const bool declined = fact.act == TaskAct::Decline;
            const auto next = isWithHandset(after.state) || after.state == TaskState::Done
                                  ? after.handset
                                  : protocol::HandsetId{};
            if (!holder.empty() && holder != next && !declined)
                away.insert_or_assign(holder, withdrawn(after, holder));
            away.erase(next);
            holder = next;
        }
        for (auto &[handset, gone] : away)
            if (gone.changedAt >= since)
                all.push_back({.handset = handset, .task = std::move(gone)});
    }
    return all;
}

void TaskDesk::refuse(const protocol::TaskReport &report, Refusal why, const Cause &cause, Turn &turn)
{
    m_recorder.note(
        protocol::RefusedFact{.attempted = std::format("TaskReport act {}", std::to_underlying(report.act)),
            .subject = std::format("{:016x}", std::to_underlying(report.task)),
            .why = why},
        cause, turn.now);
}

std::expected<std::uint64_t, Refusal> TaskDesk::carryOut(
    const protocol::CreateTask &wish, const Cause &cause, Turn &turn)
{
    if (wish.task.id == protocol::TaskId{} || wish.task.note.size() > 4 * domain::kNoteLength)
        return std::unexpected(Refusal::Malformed);
    if (turn.isTaken(m_state.task(wish.task.id), m_recorder.isKnown(wish.task.id)))
        return std::unexpected(Refusal::AlreadyOpen);
    if (const auto why = domain::refusalOfNew(wish.task, turn.now))
        return std::unexpected(*why);
    auto task = wish.task;
    task.handset = {};
    task.number = m_state.nextTaskNumber();
    task.state = TaskState::Planned;
    task.postman = {};
    task.createdAt = turn.now;
    task.changedAt = turn.now;
    task.declineReason.clear();
    task.report.reset();
    return m_recorder.record(
        protocol::TaskFact{.act = TaskAct::Create, .after = std::move(task)}, cause, turn.now);
}

std::expected<protocol::Task, Refusal> TaskDesk::sent(protocol::Task task, const protocol::HandsetId &to)
{
    const auto *slot = m_state.slot(to.text);
    if (slot == nullptr)
        return std::unexpected(Refusal::NoSuchHandset);
    if (slot->handset.revoked || !slot->isEnrolled())
        return std::unexpected(Refusal::NotAllowed);
    if (slot->handset.postman.empty())
        return std::unexpected(Refusal::NoSuchPostman);
    // Nobody is called to work in his free time. A break is waited for: his handset holds it back.
    if (slot->duties.duty() == protocol::Duty::Off)
        return std::unexpected(Refusal::NotOnDuty);
    task.handset = slot->handset.id;
    task.postman = slot->handset.postman;
    task.declineReason.clear();
    return task;
}

std::expected<std::uint64_t, Refusal> TaskDesk::carryOut(
    const protocol::ActOnTask &wish, const Cause &cause, Turn &turn)
{
    if (wish.act != TaskAct::Send && wish.act != TaskAct::Cancel)
        return std::unexpected(Refusal::NotAllowed);
    const auto *task = m_state.task(wish.task);
    if (task == nullptr)
        return std::unexpected(Refusal::NoSuchTask);
    const auto state = domain::next(task->state, wish.act);
    if (!state)
        return std::unexpected(state.error());

    const auto holder = isWithHandset(task->state) ? task->handset : protocol::HandsetId{};
    auto after = *task;
    if (wish.act == TaskAct::Send) {
        auto addressed = sent(after, wish.handset);
        if (!addressed)
            return std::unexpected(addressed.error());
        after = std::move(*addressed);
    }
    after.state = *state;
    after.changedAt = turn.after(after.changedAt);
    if (!holder.empty() && (wish.act == TaskAct::Cancel || holder != after.handset))
        turn.withdrawals.push_back({.handset = holder, .task = withdrawn(after, holder)});
    return m_recorder.record(protocol::TaskFact{.act = wish.act, .after = std::move(after)}, cause, turn.now);
}

} // namespace facteo::hub
