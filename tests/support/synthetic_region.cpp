// SPDX-License-Identifier: Apache-2.0
#include "support/synthetic_region.h"

#include "geo/distance.h"
#include "maps/demo_town.h"
#include "support/region_draft.h"

#include <QTemporaryDir>
#include <cmath>
#include <numbers>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/memory/buffer.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <string_view>

namespace facteo::tests {
namespace {

using namespace osmium::builder::attr;

constexpr double kSouth = 44.6; ///< latitude of y = 0
constexpr double kWest = 0.4;   ///< longitude of x = 0
constexpr double kMetresPerDegree = geo::kEarthRadiusMetres * std::numbers::pi / 180;

double cosine(double lat)
{
    return std::cos(lat * std::numbers::pi / 180);
}

OsmTags tagsOf(const osmium::TagList &list)
{
    OsmTags tags;
    for (const auto &tag : list)
        tags.emplace_back(tag.key(), tag.value());
    return tags;
}

/// The town of the demonstration, in metres around its church square.
RegionObjects readTown(const std::filesystem::path &extract)
{
    constexpr double kLat = 46.60;
    constexpr double kLon = 2.30;
    RegionObjects town;
    osmium::io::Reader reader(extract.string());
    while (const auto buffer = reader.read()) {
        for (const auto &node : buffer.select<osmium::Node>())
            town.nodes.push_back({.at = {(node.location().lon() - kLon) * kMetresPerDegree * cosine(kLat),
                                      (node.location().lat() - kLat) * kMetresPerDegree},
                .tags = tagsOf(node.tags())});
        for (const auto &way : buffer.select<osmium::Way>()) {
            RegionObjects::Way made{.nodes = {}, .tags = tagsOf(way.tags())};
            for (const auto &node : way.nodes())
                made.nodes.push_back(static_cast<std::uint32_t>(node.ref() - 1));
            town.ways.push_back(std::move(made));
        }
        for (const auto &relation : buffer.select<osmium::Relation>()) {
            RegionObjects::Relation made{.ways = {}, .tags = tagsOf(relation.tags())};
            // The region has communes of its own.
            if (relation.tags().has_tag("boundary", "administrative"))
                continue;
            for (const auto &member : relation.members())
                made.ways.emplace_back(static_cast<std::uint32_t>(member.ref() - 1),
                    std::string_view(member.role()) == "inner" ? "inner" : "outer");
            town.relations.push_back(std::move(made));
        }
    }
    reader.close();
    return town;
}

/// The town's tags with the name and the size of another one.
OsmTags renamed(OsmTags tags, const RegionTown &town)
{
    const bool isTown =
        std::ranges::find(tags, std::pair<std::string, std::string>("place", "town")) != tags.end();
    for (auto &[key, value] : tags) {
        if (value == maps::kDemoTownName)
            value = town.name;
        if (isTown && key == "population")
            value = std::to_string(town.people);
        if (isTown && key == "place" && town.people >= 100'000)
            value = "city";
    }
    return tags;
}

/// Writes objects with ids in the order of their writing.
class Stream
{
public:
    Stream(const std::filesystem::path &file, double height)
        : m_middle(kSouth + height / 2 / kMetresPerDegree),
          m_writer(osmium::io::File(file.string(), "pbf,add_metadata=none"), osmium::io::overwrite::allow)
    {
    }

    void nodes(const RegionObjects &objects, Vec moved, const RegionTown *town)
    {
        for (const auto &node : objects.nodes) {
            const Vec at = node.at + moved;
            osmium::builder::add_node(m_buffer, _id(++m_node),
                _location(osmium::Location(
                    kWest + at.x / (kMetresPerDegree * cosine(m_middle)), kSouth + at.y / kMetresPerDegree)),
                _tags(town != nullptr ? renamed(node.tags, *town) : node.tags));
            flush();
        }
    }
    /// The first of these objects' nodes, or ways, has the id after `before`.
    void ways(const RegionObjects &objects, std::int64_t before, const RegionTown *town)
    {
        for (const auto &way : objects.ways) {
            std::vector<std::int64_t> ids;
            for (const auto node : way.nodes)
                ids.push_back(before + node + 1);
            osmium::builder::add_way(m_buffer, _id(++m_way), _nodes(ids),
                _tags(town != nullptr ? renamed(way.tags, *town) : way.tags));
            flush();
        }
    }
    void relations(const RegionObjects &objects, std::int64_t before)
    {
        for (const auto &relation : objects.relations) {
            std::vector<member_type> members;
            for (const auto &[way, role] : relation.ways)
                members.emplace_back(osmium::item_type::way, before + way + 1, role);
            osmium::builder::add_relation(
                m_buffer, _id(++m_relation), _members(members), _tags(relation.tags));
            flush();
        }
    }
    void close()
    {
        m_writer(std::move(m_buffer));
        m_writer.close();
    }

private:
    static constexpr std::size_t kBuffer = 1U << 20;

    void flush()
    {
        if (m_buffer.committed() < kBuffer / 2)
            return;
        m_writer(std::move(m_buffer));
        m_buffer = osmium::memory::Buffer(kBuffer, osmium::memory::Buffer::auto_grow::yes);
    }

    double m_middle;
    osmium::io::Writer m_writer;
    osmium::memory::Buffer m_buffer{kBuffer, osmium::memory::Buffer::auto_grow::yes};
    std::int64_t m_node = 0;
    std::int64_t m_way = 0;
    std::int64_t m_relation = 0;
};

} // namespace

struct SyntheticRegion::Plan
{
    RegionDraft between;
    RegionObjects town;
};

SyntheticRegion::SyntheticRegion(int columns, int rows, std::uint64_t seed)
    : m_plan(std::make_unique<Plan>(RegionDraft(columns, rows, seed), RegionObjects()))
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath(QStringLiteral("town.osm.pbf")).toStdString();
    if (maps::writeTown(maps::makeDemoTown(maps::kDemoTownSeed), file))
        m_plan->town = readTown(file);
}

SyntheticRegion::~SyntheticRegion() = default;

bool SyntheticRegion::write(const std::filesystem::path &file) const
try {
    const auto &[between, town] = *m_plan;
    const auto count = [](const auto &list) { return static_cast<std::int64_t>(list.size()); };
    Stream stream(file, between.height());
    stream.nodes(between.objects(), {}, nullptr);
    for (const auto &place : between.towns())
        stream.nodes(town, place.centre, &place);
    stream.ways(between.objects(), 0, nullptr);
    std::int64_t before = count(between.objects().nodes);
    for (const auto &place : between.towns()) {
        stream.ways(town, before, &place);
        before += count(town.nodes);
    }
    stream.relations(between.objects(), 0);
    before = count(between.objects().ways);
    for (std::size_t i = 0; i < between.towns().size(); ++i) {
        stream.relations(town, before);
        before += count(town.ways);
    }
    stream.close();
    return true;
} catch (const std::exception &) { // libosmium
    return false;
}

} // namespace facteo::tests
