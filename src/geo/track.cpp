// SPDX-License-Identifier: Apache-2.0
#include "geo/track.h"

#include "geo/distance.h"

namespace facteo::geo {

std::expected<double, TrackError> speedBetween(const protocol::Fix &earlier, const protocol::Fix &later)
{
    const auto elapsed = later.at - earlier.at;
    if (elapsed.count() <= 0)
        return std::unexpected(TrackError::TimeWentBack);
    if (elapsed < std::chrono::milliseconds{500})
        return std::unexpected(TrackError::TooSoon);
    const double seconds = std::chrono::duration<double>(elapsed).count();
    return distanceMetres(earlier.position, later.position) / seconds;
}

} // namespace facteo::geo
