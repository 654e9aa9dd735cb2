// SPDX-License-Identifier: Apache-2.0
#include "hub/geofence_desk.h"

#include "domain/geofence.h"

#include <algorithm>

namespace facteo::hub {

using protocol::Crossing;
using protocol::Geofence;
using protocol::GeofenceId;
using protocol::Refusal;

namespace {

/// Whether somebody who was inside before may be outside now without having moved.
bool isAnotherBorder(const Geofence &before, const Geofence &after)
{
    return before.shape != after.shape || before.kind != after.kind || before.round != after.round;
}

} // namespace

std::expected<std::uint64_t, Refusal> GeofenceDesk::carryOut(
    const protocol::SetGeofence &wish, const Cause &cause, Turn &turn)
{
    const auto &wished = wish.geofence;
    const auto known = m_state.geofences().find(wished.id);
    const bool isKnown = known != m_state.geofences().end();
    if (wished.removed && !isKnown)
        return std::unexpected(Refusal::NoSuchGeofence);
    if (!wished.removed) {
        if (!domain::check(wished) || !ZoneClocks::isZone(wished.timeZone))
            return std::unexpected(Refusal::Malformed);
        if (!wished.round.empty() && !m_state.hasRound(wished.round))
            return std::unexpected(Refusal::Malformed);
        if (!isKnown && m_state.geofences().size() >= kMostGeofences)
            return std::unexpected(Refusal::NotAllowed);
    }
    if (isKnown && (wished.removed || isAnotherBorder(known->second, wished)))
        endStaysIn(wished.id, cause, turn);
    return m_recorder.record(protocol::GeofenceFact{.after = wished}, cause, turn.now);
}

void GeofenceDesk::endStaysIn(GeofenceId geofence, const Cause &cause, Turn &turn)
{
    std::vector<protocol::HandsetId> inside;
    for (const auto &[handset, stays] : m_state.stays())
        if (stays.contains(geofence))
            inside.push_back(handset);
    for (const auto &handset : inside)
        record(Crossing::Unwatched, geofence, handset, turn.now, cause, turn);
}

void GeofenceDesk::take(const Cause &cause, Turn &turn)
{
    if (m_state.geofences().empty())
        return;
    for (const auto &[handset, fix] : turn.fixes)
        if (auto *slot = m_state.slot(handset.text))
            hold(*slot, fix, cause, turn);
}

void GeofenceDesk::hold(HandsetSlot &slot, const protocol::Fix &fix, const Cause &cause, Turn &turn)
{
    if (fix.at < slot.heldAgainstBordersAt)
        return;
    slot.heldAgainstBordersAt = fix.at;
    const auto &handset = slot.handset.id;

    m_found.clear();
    m_state.areas().at(fix.position, m_found);
    const auto around = m_found.size();
    if (const auto stays = m_state.stays().find(handset); stays != m_state.stays().end())
        for (const auto &[geofence, since] : stays->second)
            if (!std::binary_search(m_found.begin(), m_found.begin() + static_cast<std::ptrdiff_t>(around),
                    std::to_underlying(geofence)))
                m_found.push_back(std::to_underlying(geofence));
    const auto before = m_doubts.extract(handset);
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        const GeofenceId id{m_found[i]};
        const bool inside = i < around;
        const bool wasInside = m_state.isInside(handset, id);
        if (!isWatched(m_state.geofences().at(id), slot, fix.at)) {
            if (wasInside)
                record(Crossing::Unwatched, id, handset, fix.at, cause, turn);
            continue;
        }
        if (inside == wasInside)
            continue;
        const bool saidBefore = !before.empty() && std::ranges::contains(before.mapped(), id);
        if (!saidBefore && !domain::sideOf(*m_state.areas().find(m_found[i]), fix).certain) {
            m_doubts[handset].push_back(id);
            continue;
        }
        record(inside ? Crossing::Enter : Crossing::Leave, id, handset, fix.at, cause, turn);
    }
}

bool GeofenceDesk::isWatched(const Geofence &geofence, const HandsetSlot &slot, protocol::Instant at)
{
    const auto *round = slot.handset.postman.empty() ? nullptr : m_state.roundOf(slot.handset.postman);
    if (!domain::concerns(geofence, round != nullptr ? round->id : protocol::RoundId{}))
        return false;
    const auto offset =
        geofence.hours.empty() ? std::chrono::seconds{0} : m_zones.utcOffset(geofence.timeZone, at);
    return domain::isWatched(geofence, at, offset);
}

void GeofenceDesk::tick(const Cause &cause, Turn &turn)
{
    std::vector<std::pair<protocol::HandsetId, GeofenceId>> over;
    for (const auto &[handset, stays] : m_state.stays()) {
        const auto *slot = m_state.slot(handset.text);
        const bool seen = slot != nullptr && !slot->handset.revoked &&
                          domain::gate(slot->duties.duty(), slot->duties.sharing(), slot->alertOpen()) ==
                              domain::Gate::Open;
        for (const auto &[geofence, since] : stays)
            if (!seen || !isWatched(m_state.geofences().at(geofence), *slot, turn.now))
                over.emplace_back(handset, geofence);
    }
    for (const auto &[handset, geofence] : over)
        record(Crossing::Unwatched, geofence, handset, turn.now, cause, turn);
}

void GeofenceDesk::record(Crossing crossing, GeofenceId geofence, const protocol::HandsetId &handset,
    protocol::Instant at, const Cause &cause, Turn &turn)
{
    m_recorder.note(
        protocol::CrossingFact{.geofence = geofence, .handset = handset, .crossing = crossing, .at = at},
        cause, turn.now);
}

} // namespace facteo::hub
