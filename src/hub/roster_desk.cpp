// SPDX-License-Identifier: Apache-2.0
#include "hub/roster_desk.h"

#include <algorithm>

namespace facteo::hub {

using protocol::Refusal;

namespace {

/// What is not said is not taken away.
void keepKnown(protocol::Handset &handset, const protocol::Handset &known)
{
    if (handset.publicKey == protocol::PublicKey{})
        handset.publicKey = known.publicKey;
    if (handset.ownTracks.empty())
        handset.ownTracks = known.ownTracks;
}

} // namespace

void RosterDesk::enrolAll(const protocol::Roster &roster, const Cause &cause, Turn &turn)
{
    const auto known = m_state.roster();
    const auto record = [&](protocol::RosterFact fact) { m_recorder.note(std::move(fact), cause, turn.now); };
    const auto isKnown = [](const auto &all, const auto &one) { return std::ranges::contains(all, one); };

    if (roster.depot != known.depot)
        record({.depot = roster.depot});
    for (const auto &postman : roster.postmen)
        if (!isKnown(known.postmen, postman))
            record({.postman = postman});
    for (auto handset : roster.handsets) {
        if (const auto *slot = m_state.slot(handset.id.text)) {
            keepKnown(handset, slot->handset);
            handset.revoked |= slot->handset.revoked;
        }
        if (!isKnown(known.handsets, handset))
            record({.handset = handset});
    }
    for (const auto &round : roster.rounds)
        if (!isKnown(known.rounds, round))
            record({.round = round});
}

std::expected<std::uint64_t, Refusal> RosterDesk::carryOut(
    const protocol::Enrol &wish, const Cause &cause, Turn &turn)
{
    auto handset = wish.handset;
    if (const auto *slot = m_state.slot(handset.id.text)) {
        keepKnown(handset, slot->handset);
        if (handset.postman.empty())
            handset.postman = slot->handset.postman;
    }
    if (!protocol::isName(handset.id.text))
        return std::unexpected(Refusal::Malformed);
    if (wish.postman && (!protocol::isName(wish.postman->id.text) || wish.postman->name.empty() ||
                            wish.postman->id != handset.postman))
        return std::unexpected(Refusal::Malformed);
    if (!handset.postman.empty() && !wish.postman && m_state.postman(handset.postman) == nullptr)
        return std::unexpected(Refusal::NoSuchPostman);
    if (const auto *other = m_state.slotOfPhone(handset.ownTracks);
        !handset.ownTracks.empty() && other != nullptr && other->handset.id != handset.id)
        return std::unexpected(Refusal::AlreadyOpen);
    return m_recorder.record(
        protocol::RosterFact{.postman = wish.postman, .handset = std::move(handset)}, cause, turn.now);
}

} // namespace facteo::hub
