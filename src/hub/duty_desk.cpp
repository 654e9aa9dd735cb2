// SPDX-License-Identifier: Apache-2.0
#include "hub/duty_desk.h"

namespace facteo::hub {

void DutyDesk::take(HandsetSlot &slot, const protocol::HandsetState &state, const Cause &cause, Turn &turn)
{
    if (state.at < slot.state.at)
        return;
    if (slot.state != state) {
        slot.state = state;
        slot.changed = true;
    }
    slot.unsaved = true;
    if (state.duty == slot.duties.duty() && state.sharing == slot.duties.sharing())
        return;
    // By the handset's clock, as its fixes; the fact carries the hub's, which may differ.
    slot.duties.note(state.at, state.duty, state.sharing);
    m_recorder.record(
        protocol::DutyFact{.handset = slot.handset.id, .duty = state.duty, .sharing = state.sharing}, cause,
        turn.now);
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
