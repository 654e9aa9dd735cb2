// SPDX-License-Identifier: Apache-2.0
#include "maps/world.h"

#include "geo/mercator.h"

#include <algorithm>

namespace facteo::maps {
namespace {

constexpr double kWorld = 4'294'967'296.0; // 2^32 units are once around

std::uint32_t fixed(double share)
{
    return static_cast<std::uint32_t>(std::clamp(share * kWorld, 0.0, kWorld - 1));
}

geo::UnitPoint unitPoint(WorldPoint point)
{
    return {.x = (point.x + 0.5) / kWorld, .y = (point.y + 0.5) / kWorld};
}

} // namespace

WorldPoint worldPoint(double latDegrees, double lonDegrees)
{
    const auto unit = geo::toUnit(latDegrees, lonDegrees);
    return {.x = fixed(unit.x), .y = fixed(unit.y)};
}

WorldPoint worldPoint(protocol::Position position)
{
    return worldPoint(position.latDegrees(), position.lonDegrees());
}

protocol::Position positionOf(WorldPoint point)
{
    return geo::fromUnit(unitPoint(point));
}

WorldRect boundsOf(std::span<const WorldPoint> points)
{
    if (points.empty())
        return {};
    WorldRect box{.left = points[0].x, .top = points[0].y, .right = points[0].x, .bottom = points[0].y};
    for (const auto point : points) {
        box.left = std::min(box.left, point.x);
        box.top = std::min(box.top, point.y);
        box.right = std::max(box.right, point.x);
        box.bottom = std::max(box.bottom, point.y);
    }
    return box;
}

WorldRect united(const WorldRect &a, const WorldRect &b)
{
    return {.left = std::min(a.left, b.left),
        .top = std::min(a.top, b.top),
        .right = std::max(a.right, b.right),
        .bottom = std::max(a.bottom, b.bottom)};
}

double metresPerWorldUnit(std::uint32_t y)
{
    const auto position = geo::fromUnit({.x = 0.5, .y = y / kWorld});
    return geo::metresPerUnit(position.latDegrees()) / kWorld;
}

} // namespace facteo::maps
