// SPDX-License-Identifier: Apache-2.0
#include "geo/track.h"

#include "geo/distance.h"
#include "geo/polyline.h"

#include <algorithm>
#include <cstdlib>

namespace facteo::geo {

using protocol::Fix;

std::expected<double, TrackError> speedBetween(const Fix &earlier, const Fix &later)
{
    const auto elapsed = later.at - earlier.at;
    if (elapsed.count() <= 0)
        return std::unexpected(TrackError::TimeWentBack);
    if (elapsed < std::chrono::milliseconds{500})
        return std::unexpected(TrackError::TooSoon);
    const double seconds = std::chrono::duration<double>(elapsed).count();
    return distanceMetres(earlier.position, later.position) / seconds;
}

std::vector<std::span<const Fix>> piecesOf(std::span<const Fix> track)
{
    constexpr std::int64_t kHalfCircleE7 = 1'800'000'000;
    std::vector<std::span<const Fix>> pieces;
    for (std::size_t i = 0; i < track.size(); ++i) {
        const bool continues =
            i > 0 && track[i].at - track[i - 1].at <= kLongestGap &&
            std::abs(std::int64_t{track[i].position.lonE7} - track[i - 1].position.lonE7) <= kHalfCircleE7;
        if (continues)
            pieces.back() = track.subspan(i - pieces.back().size(), pieces.back().size() + 1);
        else
            pieces.push_back(track.subspan(i, 1));
    }
    return pieces;
}

std::optional<protocol::Position> positionAt(std::span<const Fix> track, protocol::Instant at)
{
    const auto next = std::ranges::lower_bound(track, at, {}, &Fix::at);
    if (next == track.end())
        return std::nullopt;
    if (next->at == at)
        return next->position;
    if (next == track.begin())
        return std::nullopt;
    const Fix &before = *std::prev(next);
    if (next->at - before.at > kLongestGap)
        return std::nullopt;
    const double share =
        std::chrono::duration<double>(at - before.at) / std::chrono::duration<double>(next->at - before.at);
    return between(before.position, next->position, share);
}

} // namespace facteo::geo
