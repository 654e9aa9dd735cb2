// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_hits.h"

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/cartesian.hpp>
#include <cmath>
#include <cstdlib>

namespace facteo::console {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using Point = bg::model::point<float, 2, bg::cs::cartesian>;
using Entry = std::pair<Point, std::uint32_t>;

constexpr double kReachUnits = 22;
constexpr double kAlertBonusUnits = 6;

} // namespace

struct FleetHits::Tree
{
    bgi::rtree<Entry, bgi::quadratic<16>> entries;
    std::vector<Entry> loading;

    /// First everybody seen, then the crowds.
    void load(const FleetPicture &picture)
    {
        loading.clear();
        std::uint32_t number = 0;
        for (const auto &seen : picture.seen)
            loading.emplace_back(Point(seen.x, seen.y), number++);
        for (const auto &crowd : picture.crowds)
            loading.emplace_back(Point(crowd.x, crowd.y), number++);
        entries = decltype(entries)(loading);
    }
};

FleetHits::FleetHits() : m_tree(std::make_unique<Tree>()) {}
FleetHits::~FleetHits() = default;

FleetHits::Hit FleetHits::at(const FleetPicture &picture, QPointF point)
{
    if (!m_isCurrent)
        m_tree->load(picture);
    m_isCurrent = true;
    const auto corner = [&](double away) {
        return Point(static_cast<float>(point.x() + away), static_cast<float>(point.y() + away));
    };
    const bg::model::box<Point> around(corner(-kReachUnits), corner(kReachUnits));
    double best = kReachUnits;
    std::optional<std::uint32_t> found;
    for (auto entry = m_tree->entries.qbegin(bgi::intersects(around)); entry != m_tree->entries.qend();
        ++entry) {
        const auto number = entry->second;
        double distance = std::hypot(static_cast<double>(entry->first.get<0>()) - point.x(),
            static_cast<double>(entry->first.get<1>()) - point.y());
        if (distance > kReachUnits)
            continue;
        if (number < picture.seen.size() && picture.seen[number].alert)
            distance -= kAlertBonusUnits;
        // Of two at the same place the one that is drawn above; nobody's dot is drawn below a crowd.
        if (distance > best || (distance == best && found && number < *found))
            continue;
        best = distance;
        found = number;
    }
    if (!found)
        return {};
    if (*found < picture.seen.size())
        return &picture.seen[*found];
    return &picture.crowds[*found - picture.seen.size()];
}

} // namespace facteo::console
