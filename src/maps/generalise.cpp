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

constexpr std::size_t kMostAtOnce = 4'096;

Points simplified(const Points &points, bool ring, double tolerance)
{
    if (tolerance <= 0 || points.size() < 3)
        return points;
    const std::size_t count = points.size() + (ring ? 1 : 0);
    Points result;
    // The algorithm's time may grow with the square of a line's length: the coast of a country goes in parts.
    for (std::size_t from = 0; from + 1 < count; from += kMostAtOnce) {
        Line line;
        for (auto i = from; i < std::min(from + kMostAtOnce + 1, count); ++i)
            line.emplace_back(points[i % points.size()].x, points[i % points.size()].y);
        Line kept;
        bg::simplify(line, kept, tolerance);
        for (std::size_t i = from == 0 ? 0 : 1; i < kept.size(); ++i)
            result.push_back(
                {.x = static_cast<std::uint32_t>(kept[i].x()), .y = static_cast<std::uint32_t>(kept[i].y())});
    }
    if (ring)
        result.pop_back();
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
