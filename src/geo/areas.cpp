// SPDX-License-Identifier: Apache-2.0
#include "geo/areas.h"

#include "geo/distance.h"

#include <algorithm>
#include <boost/function_output_iterator.hpp>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/intersects.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/index/cartesian.hpp>
#include <boost/geometry/strategies/relate/cartesian.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <unordered_map>

namespace facteo::geo {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using Corner2 = bg::model::point<std::int32_t, 2, bg::cs::cartesian>; // longitude, latitude in 1e-7 degrees
using Box2 = bg::model::box<Corner2>;

/// An area's box, or one of the two parts into which the 180th meridian cuts it.
struct BoxEntry
{
    Box2 box;
    std::uint64_t key = 0;
    bool isWestern = true; ///< of two parts the one that ends at the meridian
};

struct BoxOf
{
    using result_type = const Box2 &;
    result_type operator()(const BoxEntry &entry) const { return entry.box; }
};

struct SameKey
{
    bool operator()(const BoxEntry &a, const BoxEntry &b) const
    {
        return a.key == b.key && a.isWestern == b.isWestern;
    }
};

Corner2 cornerOf(protocol::Position position)
{
    return {position.lonE7, position.latE7};
}

/// Around the circle, with a hand's breadth to spare for rounding. Across the 180th meridian the western
/// longitude is the greater one.
std::pair<protocol::Position, protocol::Position> boxAround(const protocol::Circle &circle)
{
    constexpr double toDegrees = 180.0 / std::numbers::pi;
    const double latitude = circle.centre.latDegrees();
    const double longitude = circle.centre.lonDegrees();
    const double high = circle.radiusMetres / kEarthRadiusMetres * toDegrees + 1e-6;
    const double widest = std::abs(latitude) + high;
    const double wide = widest < 90 ? high / std::cos(widest / toDegrees) : 180.0;
    // Over a pole it goes all around.
    if (wide >= 180)
        return {positionOf(latitude - high, -180.0), positionOf(latitude + high, 180.0)};
    return {positionOf(latitude - high, longitude - wide), positionOf(latitude + high, longitude + wide)};
}

} // namespace

Area::Area(const Shape &shape)
{
    if (const auto *circle = std::get_if<protocol::Circle>(&shape)) {
        m_circle = *circle;
        std::tie(m_southWest, m_northEast) = boxAround(*circle);
        return;
    }
    const auto &corners = std::get<protocol::Polygon>(shape).corners;
    const auto [south, north] = std::ranges::minmax(corners, {}, &protocol::Position::latE7);
    const auto [west, east] = std::ranges::minmax(corners, {}, &protocol::Position::lonE7);
    m_southWest = {.latE7 = south.latE7, .lonE7 = west.lonE7};
    m_northEast = {.latE7 = north.latE7, .lonE7 = east.lonE7};
    m_corners.reserve(corners.size());
    for (const auto &position : corners)
        m_corners.push_back(toUnit(position));
}

bool Area::contains(protocol::Position position) const
{
    return contains(position, m_corners.empty() ? UnitPoint{} : toUnit(position));
}

bool Area::contains(protocol::Position position, UnitPoint point) const
{
    if (m_corners.empty())
        return distanceMetres(m_circle.centre, position) <= m_circle.radiusMetres;
    bool inside = false;
    for (std::size_t i = 0, before = m_corners.size() - 1; i < m_corners.size(); before = i++) {
        const auto &a = m_corners[i];
        const auto &b = m_corners[before];
        if ((a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

double Area::metresToBorder(protocol::Position position) const
{
    if (m_corners.empty())
        return std::abs(distanceMetres(m_circle.centre, position) - m_circle.radiusMetres);
    const auto point = toUnit(position);
    const double metres = metresPerUnit(position.latDegrees());
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0, before = m_corners.size() - 1; i < m_corners.size(); before = i++) {
        const auto &a = m_corners[before];
        const double dx = m_corners[i].x - a.x;
        const double dy = m_corners[i].y - a.y;
        const double length = dx * dx + dy * dy;
        const double along =
            length > 0 ? std::clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
        nearest = std::min(nearest, std::hypot(point.x - a.x - along * dx, point.y - a.y - along * dy));
    }
    return nearest * metres;
}

bool enclosesSomething(const Shape &shape)
{
    const auto *polygon = std::get_if<protocol::Polygon>(&shape);
    if (polygon == nullptr)
        return std::get<protocol::Circle>(shape).radiusMetres > 0;
    if (polygon->corners.size() < 3)
        return false;
    const auto &first = polygon->corners.front();
    const auto away = [&](const protocol::Position &corner) {
        return std::pair(std::int64_t{corner.lonE7} - first.lonE7, std::int64_t{corner.latE7} - first.latE7);
    };
    const auto other = std::ranges::find_if(polygon->corners, [&](const auto &one) { return one != first; });
    if (other == polygon->corners.end())
        return false;
    const auto [x, y] = away(*other);
    return std::ranges::any_of(polygon->corners, [&](const auto &corner) {
        const auto [cx, cy] = away(corner);
        // Up to 3.6e9 each: the product needs more than 64 bits.
        return static_cast<long double>(x) * static_cast<long double>(cy) !=
               static_cast<long double>(y) * static_cast<long double>(cx);
    });
}

struct AreaIndex::Tree
{
    bgi::rtree<BoxEntry, bgi::quadratic<16>, BoxOf, SameKey> boxes;
    std::unordered_map<std::uint64_t, Area> areas;

    /// One, or two where it lies across the 180th meridian.
    [[nodiscard]] static std::vector<BoxEntry> entriesOf(std::uint64_t key, const Area &area)
    {
        constexpr std::int32_t kMeridianE7 = 1'800'000'000;
        const auto southWest = cornerOf(area.southWest());
        const auto northEast = cornerOf(area.northEast());
        if (southWest.get<0>() <= northEast.get<0>())
            return {{.box = Box2(southWest, northEast), .key = key}};
        return {{.box = Box2(southWest, Corner2(kMeridianE7, northEast.get<1>())), .key = key},
            {.box = Box2(Corner2(-kMeridianE7, southWest.get<1>()), northEast),
                .key = key,
                .isWestern = false}};
    }
};

AreaIndex::AreaIndex() : m_tree(std::make_unique<Tree>()) {}
AreaIndex::AreaIndex(AreaIndex &&) noexcept = default;
AreaIndex &AreaIndex::operator=(AreaIndex &&) noexcept = default;
AreaIndex::~AreaIndex() = default;

void AreaIndex::set(std::uint64_t key, Area area)
{
    remove(key);
    const auto boxes = Tree::entriesOf(key, area);
    m_tree->boxes.insert(boxes.begin(), boxes.end());
    m_tree->areas.emplace(key, std::move(area));
}

void AreaIndex::remove(std::uint64_t key)
{
    const auto found = m_tree->areas.find(key);
    if (found == m_tree->areas.end())
        return;
    const auto boxes = Tree::entriesOf(key, found->second);
    m_tree->boxes.remove(boxes.begin(), boxes.end());
    m_tree->areas.erase(found);
}

void AreaIndex::clear()
{
    m_tree->boxes.clear();
    m_tree->areas.clear();
}

std::size_t AreaIndex::size() const
{
    return m_tree->areas.size();
}

const Area *AreaIndex::find(std::uint64_t key) const
{
    const auto found = m_tree->areas.find(key);
    return found == m_tree->areas.end() ? nullptr : &found->second;
}

void AreaIndex::at(protocol::Position position, std::vector<std::uint64_t> &into) const
{
    const auto first = static_cast<std::ptrdiff_t>(into.size());
    std::optional<UnitPoint> onMap;
    m_tree->boxes.query(
        bgi::intersects(cornerOf(position)), boost::make_function_output_iterator([&](const BoxEntry &entry) {
            if (!onMap)
                onMap = toUnit(position);
            if (m_tree->areas.at(entry.key).contains(position, *onMap))
                into.push_back(entry.key);
        }));
    std::ranges::sort(into.begin() + first, into.end());
}

} // namespace facteo::geo
