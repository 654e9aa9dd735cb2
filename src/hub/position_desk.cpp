// SPDX-License-Identifier: Apache-2.0
#include "hub/position_desk.h"

#include "domain/plausibility.h"

namespace facteo::hub {

using protocol::Fault;

namespace {

/// So many fixes that agree with each other and not with what was believed: the belief was the jump.
constexpr std::uint8_t kWitnesses = 3;

domain::Gate gateOf(const HandsetSlot &slot, protocol::Instant measured)
{
    if (slot.alertSince && measured >= *slot.alertSince)
        return domain::Gate::Open;
    return slot.duties.gateAt(measured);
}

} // namespace

std::expected<PositionDesk::Fate, Fault> PositionDesk::take(
    HandsetSlot &slot, const protocol::Fix &fix, Turn &turn)
{
    // The gate first: whether a position off duty is plausible is nobody's business either.
    switch (gateOf(slot, fix.at)) {
    case domain::Gate::Open:
        break;
    case domain::Gate::OffDuty:
        m_tally.gate(store::Gate::OffDuty);
        return Fate::Gated;
    case domain::Gate::OnBreak:
        m_tally.gate(store::Gate::OnBreak);
        return Fate::Gated;
    case domain::Gate::SharingOff:
        m_tally.gate(store::Gate::SharingOff);
        return Fate::Gated;
    }
    if (slot.fix == fix)
        return Fate::Repeated;
    if (const auto fault = faultOf(slot, fix, turn.now))
        return std::unexpected(*fault);

    turn.fixes.push_back({.handset = slot.handset.id, .fix = fix});
    const bool mayBeShown =
        domain::gate(slot.duties.duty(), slot.duties.sharing(), slot.alertOpen()) == domain::Gate::Open;
    if (mayBeShown && (!slot.fix || fix.at >= slot.fix->at)) {
        slot.fix = fix;
        slot.changed = true;
    }
    return Fate::Kept;
}

std::optional<Fault> PositionDesk::faultOf(HandsetSlot &slot, const protocol::Fix &fix, protocol::Instant now)
{
    const auto fault = domain::faultOf(fix, slot.fix, now);
    if (fault != Fault::ImpossiblePosition || !slot.fix) {
        slot.suspect.reset();
        return fault;
    }
    if (domain::faultOf(fix, std::nullopt, now))
        return fault; // impossible by itself: 0/0
    const bool agrees = slot.suspect && !domain::faultOf(fix, slot.suspect, now);
    slot.suspicions = agrees ? static_cast<std::uint8_t>(slot.suspicions + 1) : std::uint8_t{1};
    slot.suspect = fix;
    if (slot.suspicions < kWitnesses)
        return fault;
    slot.suspect.reset();
    return std::nullopt;
}

} // namespace facteo::hub
