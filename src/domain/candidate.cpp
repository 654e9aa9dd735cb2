// SPDX-License-Identifier: Apache-2.0
#include "domain/candidate.h"

#include "geo/distance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace facteo::domain {
namespace {

Hindrance hindranceOf(const protocol::HandsetPicture &picture, bool inAlert)
{
    if (inAlert)
        return Hindrance::InAlert;
    if (picture.duty == protocol::Duty::Off)
        return Hindrance::OffDuty;
    if (picture.duty == protocol::Duty::OnBreak)
        return Hindrance::OnBreak;
    if (picture.absence == protocol::Absence::SignalLost)
        return Hindrance::SignalLost;
    return picture.fix ? Hindrance::None : Hindrance::PositionUnknown;
}

} // namespace

std::vector<Candidate> candidates(const protocol::Position &where,
    std::span<const protocol::HandsetPicture> pictures, std::span<const protocol::Handset> handsets,
    std::span<const protocol::Alert> openAlerts)
{
    std::unordered_map<protocol::HandsetId, protocol::PostmanId> holders;
    for (const auto &handset : handsets)
        holders.emplace(handset.id, handset.postman);
    std::unordered_set<protocol::HandsetId> inAlert;
    for (const auto &alert : openAlerts)
        inAlert.insert(alert.handset);

    std::vector<Candidate> found;
    for (const auto &picture : pictures) {
        const auto holder = holders.find(picture.handset);
        if (holder == holders.end() || holder->second.empty())
            continue;
        Candidate candidate{.handset = picture.handset,
            .postman = holder->second,
            .hindrance = hindranceOf(picture, inAlert.contains(picture.handset)),
            .metres = {},
            .walking = {}};
        if (picture.fix) {
            candidate.metres = geo::distanceMetres(picture.fix->position, where);
            const double seconds = *candidate.metres * kStreetDetour / kWalkingMetresPerSecond;
            candidate.walking = std::chrono::minutes{std::lround(std::ceil(seconds / 60.0))};
        }
        found.push_back(std::move(candidate));
    }
    std::ranges::sort(found, {}, [](const Candidate &c) {
        return std::tuple(c.hindrance, c.metres.value_or(std::numeric_limits<double>::max()), c.handset);
    });
    return found;
}

} // namespace facteo::domain
