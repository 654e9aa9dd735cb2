// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_feed.h"

#include "geo/outline.h"

#include <algorithm>

namespace facteo::console {

AreaGeometry::AreaGeometry(geo::Shape outline)
    : shape(std::move(outline)), area(shape), ring(geo::borderOf(shape)), triangles(geo::trianglesOf(ring)),
      label(geo::labelPointOf(ring))
{
    const auto [west, east] = std::ranges::minmax(ring, {}, &geo::UnitPoint::x);
    const auto [north, south] = std::ranges::minmax(ring, {}, &geo::UnitPoint::y);
    least = {.x = west.x, .y = north.y};
    most = {.x = east.x, .y = south.y};
}

} // namespace facteo::console
