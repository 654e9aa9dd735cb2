// SPDX-License-Identifier: Apache-2.0
#include "maps/osm_collector.h"

#include "maps/tag_rules.h"
#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <osmium/osm/area.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <string_view>
#include <utility>

namespace facteo::maps {
namespace {

std::string tag(const osmium::TagList &tags, const char *key)
{
    return tags.get_value_by_key(key, "");
}

WorldPoint worldPointOf(const osmium::Location &location)
{
    return worldPoint(location.lat_without_check(), location.lon_without_check());
}

std::vector<WorldPoint> pointsOf(const osmium::NodeRefList &nodes)
{
    std::vector<WorldPoint> points;
    points.reserve(nodes.size());
    for (const auto &node : nodes)
        // Extracts are cut: nodes beyond the border are missing.
        if (node.location().valid())
            points.push_back(worldPointOf(node.location()));
    return points;
}

std::vector<WorldPoint> ringOf(const osmium::NodeRefList &nodes)
{
    auto points = pointsOf(nodes);
    if (points.size() > 1 && points.front() == points.back())
        points.pop_back();
    return points;
}

/// The centroid of a ring, or its middle when it has no area.
WorldPoint centreOf(const std::vector<WorldPoint> &ring)
{
    const auto origin = ring.front();
    double sum = 0;
    double x = 0;
    double y = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto &next = ring[(i + 1) % ring.size()];
        const double ax = static_cast<double>(ring[i].x) - origin.x;
        const double ay = static_cast<double>(ring[i].y) - origin.y;
        const double bx = static_cast<double>(next.x) - origin.x;
        const double by = static_cast<double>(next.y) - origin.y;
        const double cross = ax * by - bx * ay;
        sum += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    const auto box = boundsOf(ring);
    if (std::abs(sum) < 1)
        return {.x = box.left + (box.right - box.left) / 2, .y = box.top + (box.bottom - box.top) / 2};
    const auto moved = [](std::uint32_t from, double by) {
        return static_cast<std::uint32_t>(std::clamp(from + by, 0.0, 4'294'967'295.0));
    };
    return {.x = moved(origin.x, x / (3 * sum)), .y = moved(origin.y, y / (3 * sum))};
}

bool isNamedPlace(FeatureKind kind)
{
    return kind >= FeatureKind::City && kind <= FeatureKind::Suburb;
}

bool isSearched(FeatureKind kind)
{
    return kind != FeatureKind::PostBox && kind != FeatureKind::Tree && kind != FeatureKind::Parking;
}

bool hasStreetName(FeatureKind kind)
{
    return (kind >= FeatureKind::Motorway && kind <= FeatureKind::Steps);
}

/// Not over water or under it, and nothing that people walk at low tide.
bool isOnGround(const FeatureDraft &draft)
{
    return draft.kind <= FeatureKind::Service && (draft.flags & (kBridge | kTunnel)) == 0;
}

} // namespace

void OsmCollector::addPoint(FeatureKind kind, const osmium::TagList &tags, WorldPoint point)
{
    const bool isPlace = isNamedPlace(kind);
    auto name = tag(tags, "name");
    if (isPlace && name.empty())
        return;
    const auto rank = isPlace ? populationRank(tags) : std::uint8_t{0};
    if (!name.empty() && isSearched(kind))
        m_gazetteer.add(NamedPoint{.kind = kind, .rank = rank, .name = name, .point = point});
    m_writer.add({.kind = kind, .rank = rank, .name = std::move(name), .parts = {{point}}});
}

void OsmCollector::addAddress(
    const osmium::TagList &tags, WorldPoint point, osmium::item_type type, osmium::object_id_type id)
{
    auto number = tag(tags, "addr:housenumber");
    if (number.empty())
        return;
    auto street = tag(tags, "addr:street");
    if (street.empty())
        street = m_notes.of(type, id).street;
    if (street.empty())
        street = tag(tags, "addr:place");
    if (street.empty()) {
        ++m_leftOut;
        return;
    }
    m_gazetteer.add(AddressPoint{.number = std::move(number),
        .street = std::move(street),
        .city = tag(tags, "addr:city"),
        .postcode = tag(tags, "addr:postcode"),
        .point = point});
}

void OsmCollector::node(const osmium::Node &node)
{
    const auto &tags = node.tags();
    if (tags.empty() || !node.location().valid())
        return;
    const auto point = worldPointOf(node.location());
    if (const auto kind = pointKind(tags))
        addPoint(*kind, tags, point);
    addAddress(tags, point, osmium::item_type::node, node.id());
    if (auto number = tag(tags, "addr:housenumber"); !number.empty())
        m_writer.add({.kind = FeatureKind::Address, .number = std::move(number), .parts = {{point}}});
}

void OsmCollector::way(const osmium::Way &way)
{
    const auto &tags = way.tags();
    if (const auto level = m_notes.of(osmium::item_type::way, way.id()).border; level != 0)
        m_writer.add({.kind = FeatureKind::Boundary, .rank = level, .parts = {pointsOf(way.nodes())}});
    const auto kind = lineKind(tags);
    if (!kind)
        return;
    FeatureDraft draft{.kind = *kind,
        .flags = lineFlags(tags),
        .layer = layerOf(tags),
        .name = tag(tags, "name"),
        .ref = tag(tags, "ref"),
        .parts = {pointsOf(way.nodes())}};
    const bool added = m_writer.add(draft);
    if (added && isOnGround(draft))
        m_coastline.addLand(draft.parts[0][draft.parts[0].size() / 2]);
    if (added && *kind == FeatureKind::Coastline)
        m_coastline.add(std::move(draft.parts[0]));
    else if (added && hasStreetName(*kind) && !draft.name.empty())
        m_gazetteer.add(StreetPiece{.name = std::move(draft.name), .line = std::move(draft.parts[0])});
}

void OsmCollector::area(const osmium::Area &area)
{
    const auto &tags = area.tags();
    std::vector<std::vector<WorldPoint>> rings;
    for (const auto &outer : area.outer_rings()) {
        if (auto ring = ringOf(outer); ring.size() >= 3)
            rings.push_back(std::move(ring));
        for (const auto &inner : area.inner_rings(outer))
            if (auto ring = ringOf(inner); ring.size() >= 3)
                rings.push_back(std::move(ring));
    }
    if (rings.empty())
        return;
    addCommune(tags, rings);
    const auto centre = centreOf(*std::ranges::max_element(rings, {}, [](const auto &ring) {
        const auto box = boundsOf(ring);
        return static_cast<std::uint64_t>(box.right - box.left) * (box.bottom - box.top);
    }));
    if (const auto kind = areaPointKind(tags))
        addPoint(*kind, tags, centre);
    addAddress(
        tags, centre, area.from_way() ? osmium::item_type::way : osmium::item_type::relation, area.orig_id());
    const auto kind = areaKind(tags);
    if (!kind)
        return;
    if (*kind == FeatureKind::Building)
        m_coastline.addLand(centre);
    m_writer.add({.kind = *kind,
        .flags = kArea,
        .layer = layerOf(tags),
        .name = tag(tags, "name"),
        .number = tag(tags, "addr:housenumber"),
        .parts = std::move(rings)});
}

void OsmCollector::addCommune(const osmium::TagList &tags, const std::vector<std::vector<WorldPoint>> &rings)
{
    const auto level = communeLevel(tags);
    if (level == 0)
        return;
    auto name = tag(tags, "name");
    if (name.empty())
        return;
    auto postcode = tag(tags, "addr:postcode");
    if (postcode.empty())
        postcode = tag(tags, "postal_code");
    m_gazetteer.add(Commune{
        .name = std::move(name), .postcode = std::move(postcode), .adminLevel = level, .rings = rings});
}

} // namespace facteo::maps
