// SPDX-License-Identifier: Apache-2.0
#include "geo/near.h"

#include "geo/distance.h"

#include <algorithm>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/distance/cartesian.hpp>
#include <boost/geometry/strategies/index/cartesian.hpp>
#include <boost/geometry/strategies/relate/cartesian.hpp>
#include <cmath>
#include <iterator>
#include <numbers>

namespace facteo::geo {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

/// Points of the unit sphere: chord length orders exactly as great-circle distance does, at every latitude,
/// and costs no trigonometry inside the tree.
using Point = bg::model::point<double, 3, bg::cs::cartesian>;

struct Entry
{
    Point point;
    std::uint32_t key = 0;
    protocol::Position position;
};

struct PointOf
{
    using result_type = const Point &;
    result_type operator()(const Entry &entry) const { return entry.point; }
};

struct SameEntry
{
    bool operator()(const Entry &a, const Entry &b) const
    {
        return a.key == b.key && a.position == b.position;
    }
};

using RTree = bgi::rtree<Entry, bgi::quadratic<16>, PointOf, SameEntry>;

Entry entryOf(std::uint32_t key, protocol::Position position)
{
    const double lat = position.latDegrees() * std::numbers::pi / 180.0;
    const double lon = position.lonDegrees() * std::numbers::pi / 180.0;
    return {.point = Point(std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)),
        .key = key,
        .position = position};
}

std::vector<Entry> entriesOf(std::span<const std::pair<std::uint32_t, protocol::Position>> entries)
{
    std::vector<Entry> converted;
    converted.reserve(entries.size());
    for (const auto &[key, position] : entries)
        converted.push_back(entryOf(key, position));
    return converted;
}

std::vector<Neighbour> sorted(const std::vector<Entry> &found, protocol::Position from)
{
    std::vector<Neighbour> neighbours;
    neighbours.reserve(found.size());
    for (const auto &entry : found)
        neighbours.push_back(
            {.key = entry.key, .position = entry.position, .metres = distanceMetres(from, entry.position)});
    std::ranges::sort(neighbours, [](const Neighbour &a, const Neighbour &b) {
        return std::pair(a.metres, a.key) < std::pair(b.metres, b.key);
    });
    return neighbours;
}

} // namespace

struct NearestIndex::Tree
{
    RTree entries;
};

NearestIndex::NearestIndex() : m_tree(std::make_unique<Tree>()) {}

NearestIndex::NearestIndex(std::span<const std::pair<std::uint32_t, protocol::Position>> entries)
    : m_tree(std::make_unique<Tree>(RTree(entriesOf(entries))))
{
}

NearestIndex::NearestIndex(NearestIndex &&) noexcept = default;
NearestIndex &NearestIndex::operator=(NearestIndex &&) noexcept = default;
NearestIndex::~NearestIndex() = default;

std::size_t NearestIndex::size() const
{
    return m_tree->entries.size();
}

void NearestIndex::insert(std::uint32_t key, protocol::Position position)
{
    m_tree->entries.insert(entryOf(key, position));
}

bool NearestIndex::remove(std::uint32_t key, protocol::Position position)
{
    return m_tree->entries.remove(entryOf(key, position)) > 0;
}

std::vector<Neighbour> NearestIndex::nearest(protocol::Position from, std::size_t count) const
{
    if (count == 0)
        return {};
    std::vector<Entry> found;
    m_tree->entries.query(
        bgi::nearest(entryOf(0, from).point, static_cast<unsigned>(count)), std::back_inserter(found));
    return sorted(found, from);
}

std::vector<Neighbour> NearestIndex::within(protocol::Position from, double metres) const
{
    if (metres < 0)
        return {};
    const auto centre = entryOf(0, from).point;
    // A little wider than the chord: the exact test is the distance below.
    const double reach = 2 * std::sin(std::min(metres / kEarthRadiusMetres, std::numbers::pi) / 2) + 1e-9;
    const auto box = bg::model::box<Point>(
        Point(centre.get<0>() - reach, centre.get<1>() - reach, centre.get<2>() - reach),
        Point(centre.get<0>() + reach, centre.get<1>() + reach, centre.get<2>() + reach));
    std::vector<Entry> found;
    m_tree->entries.query(bgi::intersects(box), std::back_inserter(found));
    auto neighbours = sorted(found, from);
    const auto beyond = std::ranges::upper_bound(neighbours, metres, {}, &Neighbour::metres);
    neighbours.erase(beyond, neighbours.end());
    return neighbours;
}

} // namespace facteo::geo
