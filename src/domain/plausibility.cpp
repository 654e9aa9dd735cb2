// SPDX-License-Identifier: Apache-2.0
#include "domain/plausibility.h"

#include "geo/distance.h"

#include <algorithm>

namespace facteo::domain {

using protocol::Fault;

std::optional<Fault> faultOf(
    const protocol::Fix &fix, const std::optional<protocol::Fix> &before, protocol::Instant now)
{
    if (fix.at > now + kClockTolerance)
        return Fault::FromTheFuture;
    if (fix.position.latE7 == 0 && fix.position.lonE7 == 0)
        return Fault::ImpossiblePosition;
    if (!before)
        return std::nullopt;

    const auto apart = fix.at > before->at ? fix.at - before->at : before->at - fix.at;
    if (apart > kForgetJumpsAfter)
        return std::nullopt;
    const double certainMetres = 0.1 * (fix.accuracyDm + before->accuracyDm);
    const double seconds = std::chrono::duration<double>(apart).count();
    const double metres = geo::distanceMetres(before->position, fix.position);
    // Below a second both fixes may carry the same rounded time.
    if (metres - certainMetres > kFastestMetresPerSecond * std::max(seconds, 1.0))
        return Fault::ImpossiblePosition;
    return std::nullopt;
}

} // namespace facteo::domain
