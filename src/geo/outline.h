// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/areas.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

/// Outlines as people draw them and maps show them. Everything is planar in Web Mercator, as Area is.
namespace facteo::geo {

/// The smallest convex outline that keeps at least `metres` away from every position, and at most 1.09 times
/// so much from the nearest. Nothing without positions. Wrong by a percent per 50 km from north to south.
[[nodiscard]] std::optional<protocol::Polygon> hullAround(
    std::span<const protocol::Position> positions, double metres);

/// Whether an outline cuts or touches itself, or goes back the way it came: its inside (odd-even) is hardly
/// what somebody meant then. Corners that repeat right after one another do not count. O(n log n) for what
/// people draw.
[[nodiscard]] bool crossesItself(const protocol::Polygon &polygon);

/// The border as a ring of points of the map, without the first one again at the end: a polygon's corners as
/// they are; a circle as kCircleCorners points, at most 0.06 % of the radius inside it.
inline constexpr std::size_t kCircleCorners = 96;
[[nodiscard]] std::vector<UnitPoint> borderOf(const Shape &shape);

/// The inside of a ring by odd-even, in triangles that do not overlap. O(n log n) for what people draw, at
/// worst O(n²). Empty where the ring encloses nothing.
[[nodiscard]] std::vector<std::array<UnitPoint, 3>> trianglesOf(std::span<const UnitPoint> ring);

/// A point inside, for the name: in the middle of the widest stretch at half height.
[[nodiscard]] UnitPoint labelPointOf(std::span<const UnitPoint> ring);

} // namespace facteo::geo
