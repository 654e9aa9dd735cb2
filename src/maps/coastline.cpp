// SPDX-License-Identifier: Apache-2.0
#include "maps/coastline.h"

#include <algorithm>
#include <map>
#include <utility>

namespace facteo::maps {
namespace {

constexpr unsigned kLandShift = 19; ///< cells of 4.9 km at the equator, 3.4 km in the middle of France
constexpr std::size_t kLandPerCell = 4;
constexpr std::size_t kMostLandCells = 1'000'000;

} // namespace

void Coastline::add(std::vector<WorldPoint> way)
{
    const auto repeated = std::ranges::unique(way);
    way.erase(repeated.begin(), repeated.end());
    if (way.size() > 1)
        m_ways.push_back(std::move(way));
}

void Coastline::addLand(WorldPoint point)
{
    const auto cell = (std::uint64_t{point.y >> kLandShift} << 32) | (point.x >> kLandShift);
    const auto found = m_land.find(cell);
    if (found != m_land.end()) {
        if (found->second.size() < kLandPerCell)
            found->second.push_back(point);
    } else if (m_land.size() < kMostLandCells) {
        m_land.emplace(cell, std::vector{point});
    }
}

std::vector<WorldPoint> Coastline::land() const
{
    std::vector<WorldPoint> all;
    for (const auto &[cell, points] : m_land)
        all.insert(all.end(), points.begin(), points.end());
    std::ranges::sort(all);
    return all;
}

std::vector<Coast> Coastline::join()
{
    std::multimap<WorldPoint, std::size_t> begins;
    std::map<WorldPoint, std::size_t> ends;
    for (std::size_t way = 0; way < m_ways.size(); ++way) {
        begins.emplace(m_ways[way].front(), way);
        ++ends[m_ways[way].back()];
    }
    std::vector<Coast> coasts;
    std::vector<bool> used(m_ways.size());
    const auto follow = [&](std::size_t way) {
        Coast coast;
        while (true) {
            used[way] = true;
            auto points = std::exchange(m_ways[way], {});
            coast.points.insert(
                coast.points.end(), points.begin() + (coast.points.empty() ? 0 : 1), points.end());
            if (coast.points.front() == coast.points.back())
                break;
            const auto [from, to] = begins.equal_range(coast.points.back());
            const auto next = std::find_if(from, to, [&](const auto &begin) { return !used[begin.second]; });
            if (next == to)
                break;
            way = next->second;
        }
        if (coast.points.front() == coast.points.back()) {
            coast.closed = true;
            coast.points.pop_back();
        }
        if (coast.points.size() > (coast.closed ? 2 : 1))
            coasts.push_back(std::move(coast));
    };
    // Coasts with loose ends first, from their beginnings; what is left then is closed.
    for (std::size_t way = 0; way < used.size(); ++way)
        if (!used[way] && !ends.contains(m_ways[way].front()))
            follow(way);
    for (std::size_t way = 0; way < used.size(); ++way)
        if (!used[way])
            follow(way);
    m_ways.clear();
    return coasts;
}

} // namespace facteo::maps
