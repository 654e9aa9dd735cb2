// SPDX-License-Identifier: Apache-2.0
#include "hub/duty_desk.h"

namespace facteo::hub {

namespace {

/// Overtaken by a newer one, as what an outbox sends after the first heartbeat of a new connection. Within a
/// session the numbers tell, also where the handset's clock was set; otherwise its clock is all there is.
bool isLate(const HandsetSlot &slot, const protocol::Envelope &frame, const protocol::HandsetState &state)
{
    if (frame.session == slot.stateSession)
        return static_cast<std::int32_t>(frame.sequence - slot.stateSequence) < 0;
    return state.at < slot.state.at;
}

} // namespace

void DutyDesk::take(HandsetSlot &slot, const protocol::Envelope &frame, const protocol::HandsetState &state,
    const Cause &cause, Turn &turn)
{
    if (isLate(slot, frame, state))
        return takeLate(slot, state, cause, turn);
    slot.stateSession = frame.session;
    slot.stateSequence = frame.sequence;
    if (slot.state != state) {
        slot.state = state;
        slot.changed = true;
    }
    slot.unsaved = true;
    if (state.duty == slot.duties.duty() && state.sharing == slot.duties.sharing())
        return;
    // By the handset's clock, as its fixes; the fact carries the hub's, which may differ.
    slot.duties.note(state.at, state.duty, state.sharing);
    m_recorder.note(
        protocol::DutyFact{.handset = slot.handset.id, .duty = state.duty, .sharing = state.sharing}, cause,
        turn.now);
}

void DutyDesk::takeLate(
    HandsetSlot &slot, const protocol::HandsetState &state, const Cause &cause, Turn &turn)
{
    if (slot.duties.heldAt(state.at, state.duty, state.sharing))
        return;
    // In the record as it came, and behind it what holds, which stays so.
    auto duties = slot.duties;
    duties.noteLate(state.at, state.duty, state.sharing, slot.state.at);
    m_recorder.note(
        protocol::DutyFact{.handset = slot.handset.id, .duty = state.duty, .sharing = state.sharing}, cause,
        turn.now);
    m_recorder.note(
        protocol::DutyFact{.handset = slot.handset.id, .duty = duties.duty(), .sharing = duties.sharing()},
        cause, turn.now);
    slot.duties = duties;
}

std::expected<std::uint64_t, protocol::Refusal> DutyDesk::carryOut(
    const protocol::SetDuty &wish, const Cause &cause, Turn &turn)
{
    auto *const slot = m_state.slot(wish.handset.text);
    if (slot == nullptr)
        return std::unexpected(protocol::Refusal::NoSuchHandset);
    if (slot->handset.ownTracks.empty())
        return std::unexpected(protocol::Refusal::NotAllowed);
    // Such a phone has no switch of ours: its holder shares by letting the application run.
    const bool sharing = wish.duty != protocol::Duty::Off;
    return m_recorder.record(
        protocol::DutyFact{.handset = wish.handset, .duty = wish.duty, .sharing = sharing}, cause, turn.now);
}

} // namespace facteo::hub
