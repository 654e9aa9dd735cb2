// SPDX-License-Identifier: Apache-2.0
#include "geo/track_approach.h"

#include "geo/box.h"
#include "geo/distance.h"
#include "geo/polyline.h"

#include <algorithm>
#include <cmath>

namespace facteo::geo {
namespace {

using protocol::Fix;
using protocol::Instant;

/// What came near, so far.
struct Tally
{
    std::uint32_t count = 0;
    Approach found{};

    void add(double metres, Instant at)
    {
        if (count++ == 0) {
            found = {.first = at, .last = at, .nearestMetres = metres, .nearestAt = at};
            return;
        }
        found.first = std::min(found.first, at);
        found.last = std::max(found.last, at);
        if (metres < found.nearestMetres) {
            found.nearestMetres = metres;
            found.nearestAt = at;
        }
    }
};

Instant instantBetween(const Fix &from, const Fix &to, double share)
{
    const auto elapsed = static_cast<double>((to.at - from.at).count());
    return from.at + std::chrono::milliseconds{std::llround(elapsed * share)};
}

} // namespace

std::optional<Approach> approachOf(
    std::span<const Fix> trail, protocol::Position place, double radiusMetres, Instant from, Instant to)
{
    // A metre more: within the box by its corners, a straight line may bulge out of it by centimetres.
    const Box near = boxAround(place, radiusMetres + 1);
    const auto isInTime = [&](Instant at) { return at >= from && at <= to; };
    Tally fixes;
    Tally passages;
    const Fix *before = nullptr;
    double metresBefore = 0;
    for (const Fix &fix : trail) {
        const double metres = distanceMetres(place, fix.position);
        const bool isInside = metres <= radiusMetres;
        if (isInside && isInTime(fix.at))
            fixes.add(metres, fix.at);
        if (before != nullptr && !isInside && metresBefore > radiusMetres && fix.at > before->at &&
            fix.at - before->at <= kLongestPassage && boxOf(before->position, fix.position).touches(near) &&
            distanceMetres(before->position, fix.position) <= kLongestPassageMetres) {
            const double share = shareOfFoot(before->position, fix.position, place);
            const double closest = distanceMetres(place, between(before->position, fix.position, share));
            const auto at = instantBetween(*before, fix, share);
            if (closest <= radiusMetres && isInTime(at))
                passages.add(closest, at);
        }
        before = &fix;
        metresBefore = metres;
    }
    if (fixes.count == 0 && passages.count == 0)
        return std::nullopt;
    auto found = fixes.count > 0 ? fixes.found : passages.found;
    found.fixes = fixes.count;
    found.passages = passages.count;
    return found;
}

} // namespace facteo::geo
