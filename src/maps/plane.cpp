// SPDX-License-Identifier: Apache-2.0
#include "maps/plane.h"

#include "maps/plane_boost.h"

#include <algorithm>
#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/buffer.hpp>
#include <boost/geometry/algorithms/convex_hull.hpp>
#include <boost/geometry/algorithms/union.hpp>
#include <boost/geometry/algorithms/within.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cassert>
#include <limits>
#include <utility>

namespace facteo::maps::plane {

namespace bg = boost::geometry;

Line smooth(const std::vector<Vec> &through, double step)
{
    Line line;
    for (std::size_t i = 0; i + 1 < through.size(); ++i) {
        const Vec a = through[i > 0 ? i - 1 : 0];
        const Vec b = through[i];
        const Vec c = through[i + 1];
        const Vec d = through[std::min(i + 2, through.size() - 1)];
        const int pieces = std::max(1, static_cast<int>(length(c - b) / step));
        for (int k = 0; k < pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            const double t2 = t * t;
            const double t3 = t2 * t;
            line.push_back(
                (b * 2 + (c - a) * t + (a * 2 - b * 5 + c * 4 - d) * t2 + (b * 3 - a - c * 3 + d) * t3) *
                0.5);
        }
    }
    line.push_back(through.back());
    return line;
}

Line beside(const Line &line, double metres)
{
    Line moved;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const Vec before = line[i > 0 ? i - 1 : 0];
        const Vec after = line[std::min(i + 1, line.size() - 1)];
        moved.push_back(line[i] + leftOf(unit(after - before)) * metres);
    }
    return moved;
}

Stand standOn(const Line &line, double metres)
{
    assert(line.size() >= 2);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double segment = length(line[i + 1] - line[i]);
        if (metres <= segment || i + 2 == line.size())
            return {
                .point = mix(line[i], line[i + 1], segment > 0 ? std::clamp(metres / segment, 0.0, 1.0) : 0),
                .direction = unit(line[i + 1] - line[i])};
        metres -= segment;
    }
    return {};
}

Line pieceOf(const Line &line, double from, double to)
{
    Line piece;
    piece.push_back(standOn(line, from).point);
    double walked = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        walked += length(line[i] - line[i - 1]);
        if (walked > from && walked < to)
            piece.push_back(line[i]);
    }
    piece.push_back(standOn(line, to).point);
    return piece;
}

double lengthOf(const Line &line)
{
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        sum += length(line[i] - line[i - 1]);
    return sum;
}

double distanceTo(Vec from, Vec to, Vec point)
{
    const Vec along = to - from;
    const double squared = dot(along, along);
    const double share = squared > 0 ? std::clamp(dot(point - from, along) / squared, 0.0, 1.0) : 0;
    return length(point - mix(from, to, share));
}

double distanceTo(const Line &line, Vec point)
{
    double nearest = std::numeric_limits<double>::max();
    for (std::size_t i = 1; i < line.size(); ++i)
        nearest = std::min(nearest, distanceTo(line[i - 1], line[i], point));
    return nearest;
}

double perimeterOf(const Ring &ring)
{
    return ring.empty() ? 0 : lengthOf(ring) + length(ring.front() - ring.back());
}

double areaOf(const Ring &ring)
{
    return bg::area(ring);
}

bool contains(const Ring &ring, Vec point)
{
    return bg::within(point, ring);
}

Vec insideOf(const Ring &ring)
{
    // The middle of the widest stretch of a level line through the ring, best of five levels.
    const auto [low, high] = std::ranges::minmax(ring, {}, &Vec::y);
    Vec best = ring.front();
    double widest = 0;
    for (const double level : {0.5, 0.37, 0.63, 0.21, 0.79}) {
        const double y = std::lerp(low.y, high.y, level);
        std::vector<double> hits;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Vec a = ring[i];
            const Vec b = ring[(i + 1) % ring.size()];
            if ((a.y <= y) != (b.y <= y))
                hits.push_back(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        }
        std::ranges::sort(hits);
        for (std::size_t i = 0; i + 1 < hits.size(); i += 2)
            if (hits[i + 1] - hits[i] > widest) {
                widest = hits[i + 1] - hits[i];
                best = {(hits[i] + hits[i + 1]) / 2, y};
            }
    }
    return best;
}

Ring closedFrom(Line line)
{
    if (line.size() > 1 && line.front() == line.back())
        line.pop_back();
    if (areaOf(line) < 0)
        std::ranges::reverse(line);
    return line;
}

std::vector<Ring> inset(const Ring &ring, double metres)
{
    namespace buffer = bg::strategy::buffer;
    bg::model::multi_polygon<bg::model::polygon<Vec, false, false>> left;
    bg::buffer(ring, left, buffer::distance_symmetric<double>(-metres), buffer::side_straight(),
        buffer::join_miter(2), buffer::end_flat(), buffer::point_square());
    std::vector<Ring> rings;
    for (const auto &part : left)
        rings.emplace_back(part.outer().begin(), part.outer().end());
    return rings;
}

std::optional<Ring> joined(const Ring &one, const Ring &other)
{
    std::vector<bg::model::polygon<Vec, false, false>> both;
    bg::union_(one, other, both);
    if (both.size() != 1 || !both[0].inners().empty())
        return std::nullopt;
    return Ring(both[0].outer().begin(), both[0].outer().end());
}

Axis axisOf(const Ring &ring)
{
    Ring hull;
    bg::convex_hull(ring, hull);
    Axis best;
    double smallest = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const Vec edge = hull[(i + 1) % hull.size()] - hull[i];
        if (length(edge) < 1)
            continue;
        const Vec u = unit(edge);
        const Vec v = leftOf(u);
        Vec low{1e18, 1e18};
        Vec high{-1e18, -1e18};
        for (const Vec corner : hull) {
            const Vec local{dot(corner, u), dot(corner, v)};
            low = {std::min(low.x, local.x), std::min(low.y, local.y)};
            high = {std::max(high.x, local.x), std::max(high.y, local.y)};
        }
        const Vec size = high - low;
        if (size.x * size.y >= smallest)
            continue;
        smallest = size.x * size.y;
        const Vec middle = mix(low, high, 0.5);
        best = {.direction = size.x >= size.y ? u : v,
            .longSide = std::max(size.x, size.y),
            .shortSide = std::min(size.x, size.y),
            .centre = u * middle.x + v * middle.y};
    }
    return best;
}

} // namespace facteo::maps::plane
