// SPDX-License-Identifier: Apache-2.0
#include "hub/command_desk.h"

#include "domain/command.h"
#include "domain/plausibility.h"
#include "domain/task.h"

#include <format>

namespace facteo::hub {

using protocol::CommandState;
using protocol::Refusal;

namespace {

/// Bytes of UTF-8 that `kNoteLength` characters may need.
constexpr std::size_t kTextBytes = 4 * domain::kNoteLength;

} // namespace

void CommandDesk::take(
    const HandsetSlot &slot, const protocol::CommandReport &report, const Cause &cause, Turn &turn)
{
    const auto *command = m_state.command(report.command);
    if (command == nullptr || command->handset != slot.handset.id) {
        m_recorder.note(protocol::RefusedFact{.attempted = "CommandReport",
                            .subject = std::format("{:016x}", std::to_underlying(report.command)),
                            .why = Refusal::NotAllowed},
            cause, turn.now);
        return;
    }
    if (!domain::mayMove(command->state, report.state))
        return;
    auto after = *command;
    after.state = report.state;
    after.changedAt = turn.now;
    after.failure = report.failure;
    m_recorder.note(protocol::CommandFact{.after = std::move(after)}, cause, turn.now);
}

std::expected<std::uint64_t, Refusal> CommandDesk::carryOut(
    const protocol::SendCommand &wish, const Cause &cause, Turn &turn)
{
    const auto *slot = m_state.slot(wish.handset.text);
    if (slot == nullptr)
        return std::unexpected(Refusal::NoSuchHandset);
    if (slot->handset.revoked || !slot->isEnrolled())
        return std::unexpected(Refusal::NotAllowed);
    if (turn.isTaken(m_state.command(wish.command), m_recorder.isKnown(wish.command)))
        return std::unexpected(Refusal::AlreadyOpen);
    const bool needsText = wish.kind == protocol::CommandKind::Message;
    if (wish.command == protocol::CommandId{} || wish.text.size() > kTextBytes ||
        needsText == wish.text.empty() || wish.validSeconds < domain::kShortestValiditySeconds ||
        wish.validSeconds > domain::kLongestValiditySeconds)
        return std::unexpected(Refusal::Malformed);
    // What sounds or lights up would tell whoever stands beside him that his code was understood.
    if (wish.kind != protocol::CommandKind::LocateNow && m_state.isSilent(*slot))
        return std::unexpected(Refusal::Silent);
    if (wish.kind == protocol::CommandKind::LocateNow &&
        domain::gate(slot->duties.duty(), slot->duties.sharing(), slot->alertOpen()) != domain::Gate::Open)
        return std::unexpected(Refusal::NotOnDuty);

    protocol::Command command{.id = wish.command,
        .kind = wish.kind,
        .handset = wish.handset,
        .state = CommandState::Queued,
        .text = wish.text,
        .by = cause.by,
        .createdAt = turn.now,
        .notAfter = turn.now + std::chrono::seconds{wish.validSeconds},
        .changedAt = turn.now};
    return m_recorder.record(protocol::CommandFact{.after = std::move(command)}, cause, turn.now);
}

void CommandDesk::expire(const Cause &hub, Turn &turn)
{
    std::vector<protocol::Command> late;
    for (const auto &[id, command] : m_state.commands()) {
        // A handset whose clock is behind may still carry it out, and say so, within the tolerance.
        if (domain::isPending(command.state) &&
            domain::isExpired(command, turn.now - domain::kClockTolerance))
            late.push_back(command);
    }
    for (auto &command : late) {
        command.state = CommandState::Expired;
        command.changedAt = turn.now;
        m_recorder.note(protocol::CommandFact{.after = std::move(command)}, hub, turn.now);
    }
}

} // namespace facteo::hub
