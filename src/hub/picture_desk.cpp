// SPDX-License-Identifier: Apache-2.0
#include "hub/picture_desk.h"

#include "geo/distance.h"

namespace facteo::hub {

using protocol::Absence;
using protocol::Instant;

namespace {

constexpr std::uint32_t kWholeEveryTicks = 10;
/// Some 60 bytes each: a frame stays below 64 KiB.
constexpr std::size_t kHandsetsPerFrame = 500;
/// Nearer than this a stop is passed: a front garden and the error of the receiver.
constexpr double kStopMetres = 30.0;
constexpr std::uint32_t kStopsAhead = 12;

} // namespace

void PictureDesk::tick(Instant now)
{
    const bool isWhole = m_ticks++ % kWholeEveryTicks == 0;
    std::vector<protocol::HandsetPicture> pictures;
    for (auto &slot : m_state.handsets()) {
        const auto absence = slot.absence(now);
        const bool shows = isWhole || slot.changed || absence != slot.shown;
        if (slot.changed)
            passStops(slot);
        slot.changed = false;
        slot.shown = absence;
        if (shows)
            pictures.push_back(pictureOf(slot, now));
    }
    show(std::move(pictures), isWhole, now);
}

Census PictureDesk::census(Instant now) const
{
    Census census;
    for (const auto &slot : m_state.handsets()) {
        if (slot.handset.revoked)
            continue;
        ++census.known;
        if (slot.heardAt)
            census.heardAt = std::max(census.heardAt.value_or(*slot.heardAt), *slot.heardAt);
        switch (slot.absence(now)) {
        case Absence::None:
            if (slot.fix && domain::freshness(now - slot.fix->at) == domain::Freshness::Fresh)
                ++census.live;
            else
                ++census.ageing;
            break;
        case Absence::SharingOff:
            ++census.sharingOff;
            break;
        case Absence::OffDutyOrBreak:
            ++census.offDutyOrBreak;
            break;
        case Absence::SignalLost:
            ++census.signalLost;
            break;
        }
    }
    return census;
}

void PictureDesk::show(std::vector<protocol::HandsetPicture> pictures, bool whole, Instant now)
{
    // A depot that does not fit into one frame has no whole picture: parts that change nothing else.
    const bool fits = pictures.size() <= kHandsetsPerFrame;
    // At least one frame, if an empty one: a console tells a quiet depot from a frozen picture by it.
    for (std::size_t from = 0; from < pictures.size() || from == 0; from += kHandsetsPerFrame) {
        const auto count = std::min(kHandsetsPerFrame, pictures.size() - from);
        const auto begin = pictures.begin() + static_cast<std::ptrdiff_t>(from);
        m_voice.showPicture({.at = now,
                                .whole = whole && fits,
                                .handsets = {std::make_move_iterator(begin),
                                    std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(count))}},
            now);
    }
}

protocol::HandsetPicture PictureDesk::pictureOf(const HandsetSlot &slot, Instant now) const
{
    protocol::HandsetPicture picture{.handset = slot.handset.id,
        .absence = slot.absence(now),
        .duty = slot.duties.duty(),
        .sharing = slot.duties.sharing(),
        .batteryPercent = slot.state.batteryPercent,
        .charging = slot.state.charging,
        .lastHeardAt = slot.heardAt,
        .connected = slot.connected,
        .unsent = slot.state.unsent};
    // Of the work and not of a place: also of those who share nothing, and of nobody who does not work.
    if (picture.duty == protocol::Duty::On)
        picture.lastScanAt = slot.state.lastScanAt;
    if (picture.absence == Absence::None || picture.absence == Absence::SignalLost) {
        picture.fix = slot.fix;
        picture.stopIndex = slot.stopIndex;
    }
    return picture;
}

std::vector<protocol::HandsetPicture> PictureDesk::whole(Instant now) const
{
    std::vector<protocol::HandsetPicture> pictures;
    pictures.reserve(m_state.handsets().size());
    for (const auto &slot : m_state.handsets())
        pictures.push_back(pictureOf(slot, now));
    return pictures;
}

void PictureDesk::passStops(HandsetSlot &slot)
{
    const auto *round = slot.handset.postman.empty() ? nullptr : m_state.roundOf(slot.handset.postman);
    slot.stopIndex.reset();
    if (slot.duties.duty() == protocol::Duty::Off)
        slot.stopsPassed = 0;
    if (round == nullptr || !slot.fix || slot.duties.duty() == protocol::Duty::Off)
        return;
    const auto stops = static_cast<std::uint32_t>(round->stops.size());
    // He may skip a few doors, never unwalk them: the nearest stop ahead that he is at, and all before it,
    // are done. Looking further ahead would take the street on which he will come back for the present one.
    const auto first = std::min(slot.stopsPassed, stops);
    const auto end = std::min(first + kStopsAhead, stops);
    double nearest = kStopMetres;
    for (auto i = first; i < end; ++i) {
        const double metres = geo::distanceMetres(slot.fix->position, round->stops[i].position);
        if (metres < nearest) {
            nearest = metres;
            slot.stopsPassed = i + 1;
        }
    }
    if (slot.stopsPassed < stops)
        slot.stopIndex = slot.stopsPassed;
}

} // namespace facteo::hub
