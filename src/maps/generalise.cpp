// SPDX-License-Identifier: Apache-2.0
#include "maps/generalise.h"

#include <algorithm>
#include <boost/geometry/algorithms/simplify.hpp>
#include <boost/geometry/geometries/linestring.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>

namespace facteo::maps {
namespace {

namespace bg = boost::geometry;
using Point = bg::model::d2::point_xy<double>;
using Line = bg::model::linestring<Point>;

Points simplified(const Points &points, bool ring, double tolerance)
{
    if (tolerance <= 0 || points.size() < 3)
        return points;
    Line line;
    line.reserve(points.size() + 1);
    for (const auto point : points)
        line.emplace_back(point.x, point.y);
    if (ring)
        line.push_back(line.front());
    Line kept;
    bg::simplify(line, kept, tolerance);
    if (ring)
        kept.pop_back();
    Points result;
    result.reserve(kept.size());
    for (const auto &point : kept)
        result.push_back(
            {.x = static_cast<std::uint32_t>(point.x()), .y = static_cast<std::uint32_t>(point.y())});
    return result;
}

void snap(Points &points, unsigned shift)
{
    for (auto &point : points) {
        point.x = point.x >> shift << shift;
        point.y = point.y >> shift << shift;
    }
    const auto repeated = std::ranges::unique(points);
    points.erase(repeated.begin(), repeated.end());
}

/// Twice the area in world units.
double doubleArea(const Points &ring)
{
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto &a = ring[i];
        const auto &b = ring[(i + 1) % ring.size()];
        // Relative to the first corner: the squares of whole world coordinates would eat the precision.
        sum += (double(a.x) - ring[0].x) * (double(b.y) - ring[0].y) -
               (double(b.x) - ring[0].x) * (double(a.y) - ring[0].y);
    }
    return std::abs(sum);
}

} // namespace

std::vector<Points> generalised(
    const std::vector<Points> &parts, bool areas, double tolerance, unsigned shift)
{
    std::vector<Points> kept;
    for (const auto &part : parts) {
        auto points = simplified(part, areas, tolerance);
        snap(points, shift);
        if (areas) {
            if (points.size() > 1 && points.front() == points.back())
                points.pop_back();
            // Four square pixels of a 512-pixel tile are (4 · tolerance)²; holes that small go, too.
            if (points.size() < 3 || doubleArea(points) < 2 * 4 * tolerance * tolerance)
                continue;
        } else if (points.size() < std::min<std::size_t>(2, part.size())) {
            continue;
        }
        kept.push_back(std::move(points));
    }
    return kept;
}

} // namespace facteo::maps
