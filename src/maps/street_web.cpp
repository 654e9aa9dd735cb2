// SPDX-License-Identifier: Apache-2.0
#include "maps/street_web.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;

constexpr double kTouch = 0.8; ///< metres
constexpr double kSame = 0.5;
constexpr double kCellMetres = 60;

using Cell = std::pair<long, long>;

struct Segment
{
    std::size_t street = 0;
    std::size_t index = 0;
    Vec a;
    Vec b;
};

struct Cut
{
    double share = 0;
    Vec point;
};

/// cuts[street][segment]: where new corners are to be put.
using Cuts = std::vector<std::vector<std::vector<Cut>>>;

void cutWhereEndTouches(const Segment &of, Vec end, Cuts &cuts)
{
    const Vec along = of.b - of.a;
    const double squared = dot(along, along);
    if (squared == 0)
        return;
    const double share = dot(end - of.a, along) / squared;
    if (share <= 0 || share >= 1 || length(end - mix(of.a, of.b, share)) > kTouch)
        return;
    cuts[of.street][of.index].push_back({.share = share, .point = end});
}

void cutWhereCrossing(const Segment &one, const Segment &other, Cuts &cuts)
{
    for (const Vec end : {other.a, other.b})
        cutWhereEndTouches(one, end, cuts);
    for (const Vec end : {one.a, one.b})
        cutWhereEndTouches(other, end, cuts);
    const Vec u = one.b - one.a;
    const Vec v = other.b - other.a;
    const double across = cross(u, v);
    if (std::abs(across) < 1e-9)
        return;
    const double share = cross(other.a - one.a, v) / across;
    const double otherShare = cross(other.a - one.a, u) / across;
    if (share <= 0 || share >= 1 || otherShare <= 0 || otherShare >= 1)
        return;
    const Vec point = mix(one.a, one.b, share);
    cuts[one.street][one.index].push_back({.share = share, .point = point});
    cuts[other.street][other.index].push_back({.share = otherShare, .point = point});
}

/// Brings points that are nearly the same onto the first of them.
class Snapper
{
public:
    Vec operator()(Vec point)
    {
        const Cell cell{std::lround(point.x), std::lround(point.y)};
        for (long dx = -1; dx <= 1; ++dx)
            for (long dy = -1; dy <= 1; ++dy)
                if (const auto found = m_points.find({cell.first + dx, cell.second + dy});
                    found != m_points.end())
                    for (const Vec known : found->second)
                        if (length(known - point) < kSame)
                            return known;
        m_points[cell].push_back(point);
        return point;
    }

private:
    std::map<Cell, std::vector<Vec>> m_points;
};

std::map<Cell, std::vector<Segment>> segmentsByCell(const std::vector<TownStreet> &streets)
{
    std::map<Cell, std::vector<Segment>> cells;
    for (std::size_t s = 0; s < streets.size(); ++s)
        for (std::size_t i = 0; i + 1 < streets[s].line.size(); ++i) {
            const Segment segment{
                .street = s, .index = i, .a = streets[s].line[i], .b = streets[s].line[i + 1]};
            const auto [left, right] = std::minmax(segment.a.x, segment.b.x);
            const auto [low, high] = std::minmax(segment.a.y, segment.b.y);
            for (long x = std::lround((left - 1) / kCellMetres); x <= std::lround((right + 1) / kCellMetres);
                ++x)
                for (long y = std::lround((low - 1) / kCellMetres);
                    y <= std::lround((high + 1) / kCellMetres); ++y)
                    cells[{x, y}].push_back(segment);
        }
    return cells;
}

using Neighbours = std::map<Vec, std::vector<Vec>>;

Neighbours neighboursOf(const std::vector<TownStreet> &streets)
{
    std::set<std::pair<Vec, Vec>> edges;
    for (const auto &street : streets)
        for (std::size_t i = 0; i + 1 < street.line.size(); ++i)
            edges.insert(std::minmax(street.line[i], street.line[i + 1]));
    Neighbours neighbours;
    for (const auto &[a, b] : edges) {
        neighbours[a].push_back(b);
        neighbours[b].push_back(a);
    }
    return neighbours;
}

void removeDeadEnds(Neighbours &neighbours)
{
    std::vector<Vec> ends;
    for (const auto &[point, others] : neighbours)
        if (others.size() == 1)
            ends.push_back(point);
    while (!ends.empty()) {
        const Vec end = ends.back();
        ends.pop_back();
        const auto found = neighbours.find(end);
        if (found == neighbours.end() || found->second.size() != 1)
            continue;
        const Vec other = found->second[0];
        neighbours.erase(found);
        auto &others = neighbours[other];
        std::erase(others, end);
        if (others.size() == 1)
            ends.push_back(other);
    }
}

double angleOf(Vec direction)
{
    return std::atan2(direction.y, direction.x);
}

} // namespace

void StreetWeb::joinCrossings()
{
    Cuts cuts(m_streets.size());
    for (std::size_t s = 0; s < m_streets.size(); ++s)
        cuts[s].resize(m_streets[s].line.size());
    std::set<std::pair<std::pair<std::size_t, std::size_t>, std::pair<std::size_t, std::size_t>>> done;
    for (const auto &[cell, segments] : segmentsByCell(m_streets))
        for (std::size_t i = 0; i < segments.size(); ++i)
            for (std::size_t j = i + 1; j < segments.size(); ++j) {
                const std::pair one{segments[i].street, segments[i].index};
                const std::pair other{segments[j].street, segments[j].index};
                const bool sameStreet = one.first == other.first;
                if ((sameStreet &&
                        std::max(one.second, other.second) - std::min(one.second, other.second) < 2) ||
                    !done.insert(std::minmax(one, other)).second)
                    continue;
                cutWhereCrossing(segments[i], segments[j], cuts);
            }

    Snapper snapped;
    for (std::size_t s = 0; s < m_streets.size(); ++s) {
        auto &line = m_streets[s].line;
        Line joined;
        const auto put = [&](Vec point) {
            point = snapped(point);
            if (joined.empty() || joined.back() != point)
                joined.push_back(point);
        };
        for (std::size_t i = 0; i < line.size(); ++i) {
            put(line[i]);
            std::ranges::sort(cuts[s][i], {}, &Cut::share);
            for (const auto &cut : cuts[s][i])
                put(cut.point);
        }
        line = std::move(joined);
    }
    std::erase_if(m_streets, [](const TownStreet &street) { return street.line.size() < 2; });
}

std::vector<Ring> StreetWeb::regions() const
{
    auto neighbours = neighboursOf(m_streets);
    removeDeadEnds(neighbours);
    for (auto &[point, others] : neighbours)
        std::ranges::sort(others, {}, [from = point](Vec to) { return angleOf(to - from); });

    std::vector<Ring> regions;
    std::set<std::pair<Vec, Vec>> walked;
    for (const auto &[start, others] : neighbours)
        for (const Vec first : others) {
            if (walked.contains({start, first}))
                continue;
            Ring ring;
            Vec from = start;
            Vec to = first;
            while (walked.insert({from, to}).second) {
                ring.push_back(from);
                // At each corner the next edge clockwise from where we came keeps the region on the left.
                const auto &around = neighbours.at(to);
                const auto back = std::ranges::find(around, from);
                const Vec next = back == around.begin() ? around.back() : *std::prev(back);
                from = to;
                to = next;
            }
            if (areaOf(ring) > 1)
                regions.push_back(std::move(ring));
        }
    return regions;
}

} // namespace facteo::maps
