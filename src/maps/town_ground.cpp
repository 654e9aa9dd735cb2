// SPDX-License-Identifier: Apache-2.0
#include "maps/town_ground.h"

#include "maps/plane_boost.h"

#include <algorithm>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/algorithms/intersects.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/segment.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <iterator>
#include <utility>
#include <vector>

namespace facteo::maps {
namespace {

using namespace plane;
namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using Box = bg::model::box<Vec>;
using Segment = bg::model::segment<Vec>;
using Entry = std::pair<Box, std::size_t>;
using Tree = bgi::rtree<Entry, bgi::quadratic<16>>;

/// Neighbours in a row share a wall: only what overlaps by more than this is in the way.
constexpr double kPartyWall = 0.45;

Box boxOf(const Ring &ring)
{
    Box box;
    bg::envelope(ring, box);
    return box;
}

Box grown(const Box &box, double by)
{
    return {box.min_corner() - Vec{by, by}, box.max_corner() + Vec{by, by}};
}

Ring shrunk(const Ring &ring, double by)
{
    Vec centre;
    for (const Vec corner : ring)
        centre = centre + corner * (1 / static_cast<double>(ring.size()));
    Ring smaller;
    for (const Vec corner : ring) {
        const Vec away = corner - centre;
        smaller.push_back(centre + away * std::max(0.0, 1 - 1.5 * by / std::max(length(away), 0.1)));
    }
    return smaller;
}

bool takesHouses(District district)
{
    switch (district) {
    case District::Water:
    case District::Railway:
    case District::Park:
    case District::Cemetery:
    case District::Stadium:
    case District::Parking:
        return false;
    case District::OldTown:
    case District::Station:
    case District::Faubourg:
    case District::Gardens:
    case District::Estate:
    case District::Works:
    case District::Village:
    case District::Country:
    case District::Square:
    case District::School:
    case District::Hospital:
        return true;
    }
    std::unreachable();
}

struct StreetPart
{
    Segment segment;
    std::size_t street = 0;
    double metresBefore = 0;
};

} // namespace

double clearanceOf(FeatureKind kind)
{
    if (kind <= FeatureKind::Secondary)
        return 8.5;
    if (kind == FeatureKind::Tertiary)
        return 4.4;
    return kind == FeatureKind::Pedestrian || kind == FeatureKind::LivingStreet ? 2.6 : 3.2;
}

struct TownGround::Trees
{
    Tree blocks;
    Tree streetBoxes;
    std::vector<StreetPart> parts;
    Tree houseBoxes;
    std::vector<Ring> houses;
};

TownGround::TownGround(const TownPlan &plan) : m_plan(plan), m_trees(std::make_unique<Trees>())
{
    std::vector<Entry> blocks;
    blocks.reserve(plan.blocks.size());
    for (std::size_t b = 0; b < plan.blocks.size(); ++b)
        blocks.emplace_back(boxOf(plan.blocks[b].ring), b);
    m_trees->blocks = Tree(blocks);

    std::vector<Entry> boxes;
    for (std::size_t s = 0; s < plan.web.streets().size(); ++s) {
        const auto &street = plan.web.streets()[s];
        double metres = 0;
        for (std::size_t i = 0; street.kind && i + 1 < street.line.size(); ++i) {
            const Segment segment(street.line[i], street.line[i + 1]);
            Box box;
            bg::envelope(segment, box);
            boxes.emplace_back(box, m_trees->parts.size());
            m_trees->parts.push_back({.segment = segment, .street = s, .metresBefore = metres});
            metres += length(street.line[i + 1] - street.line[i]);
        }
    }
    m_trees->streetBoxes = Tree(boxes);
}

TownGround::~TownGround() = default;

const TownRegion *TownGround::blockAt(Vec point) const
{
    const TownRegion *found = nullptr;
    for (auto it = m_trees->blocks.qbegin(bgi::contains(point)); it != m_trees->blocks.qend(); ++it)
        if (contains(m_plan.blocks[it->second].ring, point))
            found = &m_plan.blocks[it->second];
    return found;
}

bool TownGround::isFree(const Ring &house, std::size_t ownStreet) const
{
    for (const Vec corner : house) {
        const auto *block = blockAt(corner);
        if (block == nullptr || !takesHouses(block->district))
            return false;
    }
    const Box box = boxOf(house);
    for (auto it = m_trees->streetBoxes.qbegin(bgi::intersects(grown(box, 9)));
        it != m_trees->streetBoxes.qend(); ++it) {
        const auto &part = m_trees->parts[it->second];
        double clearance = clearanceOf(*m_plan.web.streets()[part.street].kind);
        if (part.street == ownStreet)
            clearance = std::min(clearance, 2.5);
        if (bg::distance(part.segment, house) < clearance)
            return false;
    }
    const Ring core = shrunk(house, kPartyWall);
    for (auto it = m_trees->houseBoxes.qbegin(bgi::intersects(box)); it != m_trees->houseBoxes.qend(); ++it)
        if (bg::intersects(core, m_trees->houses[it->second]))
            return false;
    return true;
}

void TownGround::take(const Ring &house)
{
    m_trees->houseBoxes.insert({boxOf(house), m_trees->houses.size()});
    m_trees->houses.push_back(house);
}

std::optional<TownGround::OnStreet> TownGround::streetNear(Vec point, double reach) const
{
    std::optional<OnStreet> best;
    double nearest = reach;
    const Box around(point - Vec{reach, reach}, point + Vec{reach, reach});
    for (auto it = m_trees->streetBoxes.qbegin(bgi::intersects(around)); it != m_trees->streetBoxes.qend();
        ++it) {
        const auto &part = m_trees->parts[it->second];
        const auto &street = m_plan.web.streets()[part.street];
        if (!street.hasHouses || street.name.empty())
            continue;
        const double away = distanceTo(part.segment.first, part.segment.second, point);
        if (away >= nearest)
            continue;
        nearest = away;
        const Vec along = part.segment.second - part.segment.first;
        const double share = std::clamp(dot(point - part.segment.first, along) / dot(along, along), 0.0, 1.0);
        best = OnStreet{.street = part.street,
            .point = part.segment.first + along * share,
            .metres = part.metresBefore + share * length(along),
            .left = cross(along, point - part.segment.first) > 0};
    }
    return best;
}

} // namespace facteo::maps
