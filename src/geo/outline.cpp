// SPDX-License-Identifier: Apache-2.0
#include "geo/outline.h"

#include "geo/distance.h"

#include <algorithm>
#include <boost/geometry/algorithms/convex_hull.hpp>
#include <boost/geometry/algorithms/is_simple.hpp>
#include <boost/geometry/geometries/linestring.hpp>
#include <boost/geometry/geometries/multi_point.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/ring.hpp>
#include <boost/geometry/strategies/convex_hull/cartesian.hpp>
#include <boost/geometry/strategies/relate/cartesian.hpp>
#include <cmath>
#include <numbers>

namespace facteo::geo {
namespace {

namespace bg = boost::geometry;

using Spot = bg::model::d2::point_xy<double>;

/// Less than a hundredth of a millimetre: a slab so thin holds no crossing worth a cut.
constexpr double kThinnestSlab = 1e-13;

/// One side of the ring, never level.
struct Side
{
    UnitPoint upper;
    UnitPoint lower;

    [[nodiscard]] double at(double y) const
    {
        // The ends exactly: neighbouring slabs have to meet in the same point.
        if (y <= upper.y)
            return upper.x;
        if (y >= lower.y)
            return lower.x;
        return upper.x + (lower.x - upper.x) * (y - upper.y) / (lower.y - upper.y);
    }
};

std::vector<Side> sidesOf(std::span<const UnitPoint> ring)
{
    std::vector<Side> sides;
    sides.reserve(ring.size());
    for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
        if (ring[i].y < ring[before].y)
            sides.push_back({.upper = ring[i], .lower = ring[before]});
        else if (ring[i].y > ring[before].y)
            sides.push_back({.upper = ring[before], .lower = ring[i]});
    }
    return sides;
}

/// Where two neighbours in a slab cross within it, if they do.
std::optional<double> crossingIn(const Side &left, const Side &right, double top, double bottom)
{
    const double above = right.at(top) - left.at(top);
    const double below = right.at(bottom) - left.at(bottom);
    if (above * below >= 0)
        return {};
    const double y = top + (bottom - top) * above / (above - below);
    if (y - top < kThinnestSlab || bottom - y < kThinnestSlab)
        return {};
    return y;
}

/// The inside between two heights, where no corner lies in between; `sides` all reach from one to the other.
void cutSlab(std::vector<Side> &sides, double top, double bottom, std::vector<std::array<UnitPoint, 3>> &into)
{
    const double middle = (top + bottom) / 2;
    std::ranges::sort(sides, {}, [&](const Side &side) { return side.at(middle); });
    for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
        if (const auto y = crossingIn(sides[i], sides[i + 1], top, bottom)) {
            cutSlab(sides, top, *y, into);
            cutSlab(sides, *y, bottom, into);
            return;
        }
    }
    for (std::size_t i = 0; i + 1 < sides.size(); i += 2) {
        const UnitPoint leftTop{sides[i].at(top), top};
        const UnitPoint rightTop{sides[i + 1].at(top), top};
        const UnitPoint leftBottom{sides[i].at(bottom), bottom};
        const UnitPoint rightBottom{sides[i + 1].at(bottom), bottom};
        if (leftTop.x != rightTop.x)
            into.push_back({leftTop, rightTop, leftBottom});
        if (leftBottom.x != rightBottom.x)
            into.push_back({rightTop, rightBottom, leftBottom});
    }
}

} // namespace

std::optional<protocol::Polygon> hullAround(std::span<const protocol::Position> positions, double metres)
{
    if (positions.empty())
        return {};
    // Around each position an octagon that holds the circle; what is rounded to 1e-7° lies outside, too.
    constexpr int kCorners = 8;
    const double reach = (metres + 0.02) / std::cos(std::numbers::pi / kCorners);
    bg::model::multi_point<Spot> spots;
    for (const auto &position : positions) {
        const auto point = toUnit(position);
        const double units = reach / metresPerUnit(position.latDegrees());
        for (int i = 0; i < kCorners; ++i) {
            const double angle = 2 * std::numbers::pi * (i + 0.5) / kCorners;
            spots.emplace_back(point.x + units * std::sin(angle), point.y - units * std::cos(angle));
        }
    }
    bg::model::ring<Spot, true, false> hull;
    bg::convex_hull(spots, hull);
    protocol::Polygon polygon;
    for (const auto &spot : hull)
        polygon.corners.push_back(fromUnit({spot.x(), spot.y()}));
    return polygon;
}

bool crossesItself(const protocol::Polygon &polygon)
{
    bg::model::linestring<Spot> line;
    const auto append = [&](const protocol::Position &corner) {
        const auto point = toUnit(corner);
        if (line.empty() || line.back().x() != point.x || line.back().y() != point.y)
            line.emplace_back(point.x, point.y);
    };
    for (const auto &corner : polygon.corners)
        append(corner);
    if (line.empty())
        return false;
    append(polygon.corners.front());
    return line.size() > 2 && !bg::is_simple(line);
}

std::vector<UnitPoint> borderOf(const Shape &shape)
{
    std::vector<UnitPoint> ring;
    if (const auto *polygon = std::get_if<protocol::Polygon>(&shape)) {
        ring.reserve(polygon->corners.size());
        for (const auto &corner : polygon->corners)
            ring.push_back(toUnit(corner));
        return ring;
    }
    const auto &circle = std::get<protocol::Circle>(shape);
    ring.reserve(kCircleCorners);
    for (std::size_t i = 0; i < kCircleCorners; ++i)
        ring.push_back(toUnit(destination(circle.centre,
            360.0 * static_cast<double>(i) / static_cast<double>(kCircleCorners), circle.radiusMetres)));
    return ring;
}

std::vector<std::array<UnitPoint, 3>> trianglesOf(std::span<const UnitPoint> ring)
{
    if (ring.size() < 3)
        return {};
    auto sides = sidesOf(ring);
    std::ranges::sort(sides, {}, [](const Side &side) { return side.upper.y; });
    std::vector<double> heights;
    heights.reserve(ring.size());
    for (const auto &point : ring)
        heights.push_back(point.y);
    std::ranges::sort(heights);
    const auto repeated = std::ranges::unique(heights);
    heights.erase(repeated.begin(), repeated.end());

    std::vector<std::array<UnitPoint, 3>> triangles;
    std::vector<Side> within;
    auto next = sides.begin();
    for (std::size_t i = 0; i + 1 < heights.size(); ++i) {
        std::erase_if(within, [&](const Side &side) { return side.lower.y <= heights[i]; });
        for (; next != sides.end() && next->upper.y <= heights[i]; ++next)
            within.push_back(*next);
        cutSlab(within, heights[i], heights[i + 1], triangles);
    }
    return triangles;
}

UnitPoint labelPointOf(std::span<const UnitPoint> ring)
{
    if (ring.empty())
        return {};
    const auto [top, bottom] = std::ranges::minmax(ring, {}, &UnitPoint::y);
    const double y = (top.y + bottom.y) / 2;
    std::vector<double> borders;
    for (const auto &side : sidesOf(ring))
        if (side.upper.y <= y && y < side.lower.y)
            borders.push_back(side.at(y));
    std::ranges::sort(borders);
    UnitPoint widest{.x = ring.front().x, .y = y};
    double width = -1;
    for (std::size_t i = 0; i + 1 < borders.size(); i += 2) {
        if (borders[i + 1] - borders[i] <= width)
            continue;
        width = borders[i + 1] - borders[i];
        widest.x = (borders[i] + borders[i + 1]) / 2;
    }
    return widest;
}

} // namespace facteo::geo
