// SPDX-License-Identifier: Apache-2.0
#include "maps/city_finder.h"

#include "maps/world.h"

#include <utility>

namespace facteo::maps {
namespace {

constexpr unsigned kGridShift = 18; ///< 1.7 km in the middle of France
constexpr double kFarthestPlace = 15'000;

std::uint64_t cellAt(std::uint64_t x, std::uint64_t y)
{
    return (y << 32) | x;
}

bool holds(const std::vector<std::vector<WorldPoint>> &rings, WorldPoint point)
{
    bool inside = false;
    for (const auto &ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto a = ring[i];
            const auto b = ring[(i + 1) % ring.size()];
            if ((a.y > point.y) == (b.y > point.y))
                continue;
            const double share = (static_cast<double>(point.y) - a.y) / (static_cast<double>(b.y) - a.y);
            if (point.x < a.x + share * (static_cast<double>(b.x) - a.x))
                inside = !inside;
        }
    return inside;
}

} // namespace

CityFinder::CityFinder(const Gazetteer &gazetteer) : m_gazetteer(gazetteer)
{
    const auto &communes = gazetteer.communes();
    for (std::uint32_t c = 0; c < communes.size(); ++c)
        for (const auto &ring : communes[c].rings) {
            const auto box = boundsOf(ring);
            for (std::uint64_t x = box.left >> kGridShift; x <= box.right >> kGridShift; ++x)
                for (std::uint64_t y = box.top >> kGridShift; y <= box.bottom >> kGridShift; ++y)
                    if (auto &cell = m_communesByCell[cellAt(x, y)]; cell.empty() || cell.back() != c)
                        cell.push_back(c);
        }
    std::vector<std::pair<std::uint32_t, protocol::Position>> places;
    for (const auto &settlement : gazetteer.settlements())
        places.emplace_back(static_cast<std::uint32_t>(places.size()), positionOf(settlement.point));
    m_places = geo::NearestIndex(places);
}

CityFinder::City CityFinder::at(WorldPoint point) const
{
    const Commune *best = nullptr;
    if (const auto cell = m_communesByCell.find(cellAt(point.x >> kGridShift, point.y >> kGridShift));
        cell != m_communesByCell.end())
        for (const auto c : cell->second) {
            const auto &commune = m_gazetteer.communes()[c];
            if ((best == nullptr || commune.adminLevel > best->adminLevel) && holds(commune.rings, point))
                best = &commune;
        }
    if (best != nullptr)
        return {.name = best->name, .postcode = best->postcode};
    const auto nearest = m_places.nearest(positionOf(point), 1);
    if (nearest.empty() || nearest[0].metres > kFarthestPlace)
        return {};
    return {.name = m_gazetteer.settlements()[nearest[0].key].name, .postcode = {}};
}

} // namespace facteo::maps
