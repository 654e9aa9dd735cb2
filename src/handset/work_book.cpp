// SPDX-License-Identifier: Apache-2.0
#include "handset/work_book.h"

#include "domain/command.h"

#include <algorithm>
#include <cassert>

namespace facteo::handset {

using protocol::CommandState;
using protocol::TaskState;

WorkBook::News WorkBook::newsIn(const protocol::TaskOrder &order) const
{
    const auto *known = task(order.task.id);
    if (known && order.task.changedAt <= known->changedAt)
        return News::Nothing; // repeated, or overtaken by a newer one
    if (order.task.state == TaskState::Cancelled)
        return known && domain::isOpen(known->state) ? News::Withdrawn : News::Nothing;
    return order.task.state == TaskState::Sent ? News::Came : News::Nothing;
}

void WorkBook::take(const protocol::TaskOrder &order)
{
    if (newsIn(order) != News::Nothing)
        m_tasks.insert_or_assign(order.task.id, order.task);
}

std::optional<protocol::Refusal> WorkBook::refusalOf(const protocol::TaskReport &report) const
{
    const auto *known = task(report.task);
    if (!known)
        return protocol::Refusal::NoSuchTask;
    return domain::refusalOf(*known,
        {.act = report.act, .from = known->handset, .reason = report.reason, .report = report.report});
}

void WorkBook::note(const protocol::TaskReport &report)
{
    const auto found = m_tasks.find(report.task);
    if (found == m_tasks.end() || refusalOf(report))
        return; // of a journal whose order was forgotten
    const auto orderedAt = found->second.changedAt;
    found->second = domain::carriedOut(found->second,
        {.act = report.act, .from = found->second.handset, .reason = report.reason, .report = report.report},
        report.at);
    // Orders are compared by the hub's clock, never with ours.
    found->second.changedAt = orderedAt;
}

const protocol::Task *WorkBook::task(protocol::TaskId id) const
{
    const auto found = m_tasks.find(id);
    return found == m_tasks.end() ? nullptr : &found->second;
}

std::vector<protocol::Task> WorkBook::openTasks() const
{
    std::vector<protocol::Task> open;
    for (const auto &[id, known] : m_tasks)
        if (domain::isOpen(known.state) && known.state != TaskState::Declined)
            open.push_back(known);
    std::ranges::sort(open, {}, &protocol::Task::number);
    return open;
}

bool WorkBook::take(const protocol::CommandOrder &order)
{
    auto taken = order.command;
    taken.state = CommandState::Delivered;
    return m_commands.emplace(taken.id, taken).second;
}

void WorkBook::note(const protocol::CommandReport &report)
{
    if (const auto found = m_commands.find(report.command); found != m_commands.end())
        found->second.state = report.state;
}

std::vector<protocol::Command> WorkBook::interrupted() const
{
    std::vector<protocol::Command> pending;
    for (const auto &[id, known] : m_commands)
        if (domain::isPending(known.state))
            pending.push_back(known);
    return pending;
}

const protocol::Command *WorkBook::command(protocol::CommandId id) const
{
    const auto found = m_commands.find(id);
    return found == m_commands.end() ? nullptr : &found->second;
}

bool WorkBook::stillMatters(protocol::TaskId id) const
{
    const auto *known = task(id);
    return known && domain::isOpen(known->state);
}

bool WorkBook::stillMatters(protocol::CommandId id, protocol::Instant now) const
{
    // Until it has expired its order may come again and must be recognised.
    const auto *known = command(id);
    return known && !domain::isExpired(*known, now);
}

} // namespace facteo::handset
