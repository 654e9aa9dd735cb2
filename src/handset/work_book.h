// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/task.h"
#include "protocol/messages.h"

#include <expected>
#include <map>
#include <optional>
#include <vector>

namespace facteo::handset {

/// The tasks and commands that a handset was given, and how far each is.
class WorkBook
{
public:
    /// What an order changes for the postman.
    enum class News : std::uint8_t { Nothing, Came, Withdrawn };

    /// A repeated or overtaken order is Nothing.
    [[nodiscard]] News newsIn(const protocol::TaskOrder &order) const;
    /// Does nothing when there is no news in it.
    void take(const protocol::TaskOrder &order);

    /// Why the postman may not do this with his task, or nothing; then note() it.
    [[nodiscard]] std::optional<protocol::Refusal> refusalOf(const protocol::TaskReport &report) const;
    /// Precondition: refusalOf() has none.
    void note(const protocol::TaskReport &report);

    [[nodiscard]] const protocol::Task *task(protocol::TaskId id) const;
    /// Those that are not over, oldest first.
    [[nodiscard]] std::vector<protocol::Task> openTasks() const;

    /// True for the first time that this command is seen; every other time it must not act.
    bool take(const protocol::CommandOrder &order);
    void note(const protocol::CommandReport &report);
    /// Taken, but without a final report: this handset died while carrying it out.
    [[nodiscard]] std::vector<protocol::Command> interrupted() const;
    [[nodiscard]] const protocol::Command *command(protocol::CommandId id) const;

    /// Whether a frame about it is still worth keeping.
    [[nodiscard]] bool stillMatters(protocol::TaskId id) const;
    [[nodiscard]] bool stillMatters(protocol::CommandId id, protocol::Instant now) const;

private:
    std::map<protocol::TaskId, protocol::Task> m_tasks;
    std::map<protocol::CommandId, protocol::Command> m_commands;
};

} // namespace facteo::handset
