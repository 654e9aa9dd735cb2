// SPDX-License-Identifier: Apache-2.0
#include "maps/street_builder.h"

#include "geo/distance.h"
#include "maps/address_format.h"
#include "maps/bytes.h"
#include "maps/scratch_reader.h"
#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>
#include <span>

namespace facteo::maps {
namespace {

using namespace format;

/// OSM ways have at most 2,000 nodes.
constexpr unsigned kPlaceBits = 16;
constexpr std::size_t kMostNodes = (std::size_t{1} << kPlaceBits) - 1;
/// Fewer streets than this that lead nowhere else are an island, when there is a mainland.
constexpr std::size_t kIslandEdges = 64;

/// One use of a node by a way, in m_uses.
struct NodeUse
{
    WorldPoint point;
    std::uint8_t isEnd = 0;
    std::uint8_t blocked = 0;
};

/// An edge in m_edgeSorter, before its shape.
struct EdgeHead
{
    EdgeEntry edge;
    WorldRect bounds;
};

template<typename T> std::span<const std::byte> rawBytes(const T &value)
{
    return std::as_bytes(std::span(&value, 1));
}

double metresOf(const std::vector<WorldPoint> &line)
{
    double metres = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        metres += geo::distanceMetres(positionOf(line[i - 1]), positionOf(line[i]));
    return metres;
}

/// The streets that hang together.
class Together
{
public:
    explicit Together(std::size_t size) : m_parents(size), m_edges(size) { std::ranges::iota(m_parents, 0U); }
    std::uint32_t rootOf(std::uint32_t corner)
    {
        while (m_parents[corner] != corner)
            corner = m_parents[corner] = m_parents[m_parents[corner]];
        return corner;
    }
    void join(std::uint32_t a, std::uint32_t b)
    {
        a = rootOf(a);
        b = rootOf(b);
        m_edges[a] += 1;
        if (a == b)
            return;
        m_parents[b] = a;
        m_edges[a] += m_edges[b];
    }
    [[nodiscard]] std::size_t edgesOf(std::uint32_t corner) { return m_edges[rootOf(corner)]; }
    [[nodiscard]] std::size_t most() const
    {
        return m_edges.empty() ? 0 : *std::ranges::max_element(m_edges);
    }

private:
    std::vector<std::uint32_t> m_parents;
    std::vector<std::uint32_t> m_edges;
};

} // namespace

StreetBuilder::StreetBuilder(const WriterRoom &room)
    : m_wayFile(room.scratch), m_uses(room.scratch, room.memory / 2), m_marks(room.scratch, room.memory / 4),
      m_edgeSorter(room.scratch, room.memory / 4), m_shapes(room.scratch)
{
}

void StreetBuilder::node(const osmium::Node &node)
{
    if (node.tags().empty())
        return;
    if (const auto blocked = blockedModes(node.tags()); blocked != 0)
        m_barriers.emplace_back(node.id(), blocked);
}

void StreetBuilder::way(const osmium::Way &way)
{
    const auto use = wayUse(way.tags());
    if (!use)
        return;
    if (m_ways == 0)
        std::ranges::sort(m_barriers);
    // Extracts are cut: a way whose nodes are missing in the middle is two.
    std::vector<WayNode> nodes;
    for (const auto &node : way.nodes()) {
        if (node.location().valid()) {
            const auto location = node.location();
            nodes.push_back({.id = node.ref(),
                .point = worldPoint(location.lat_without_check(), location.lon_without_check())});
        } else {
            addWay(*use, std::exchange(nodes, {}));
        }
    }
    addWay(*use, std::move(nodes));
}

void StreetBuilder::addWay(const WayUse &use, std::vector<WayNode> nodes)
{
    const auto again = std::ranges::unique(nodes, {}, &WayNode::id);
    nodes.erase(again.begin(), again.end());
    if (nodes.size() < 2 || nodes.size() > kMostNodes)
        return;
    ByteWriter record;
    record.fixed(use);
    record.fixed(static_cast<std::uint32_t>(nodes.size()));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto &node = nodes[i];
        record.fixed(node.point);
        const auto barrier =
            std::ranges::lower_bound(m_barriers, node.id, {}, &decltype(m_barriers)::value_type::first);
        const bool isBarrier = barrier != m_barriers.end() && barrier->first == node.id;
        const NodeUse used{.point = node.point,
            .isEnd = i == 0 || i + 1 == nodes.size(),
            .blocked = isBarrier ? barrier->second : std::uint8_t{0}};
        m_uses.add(
            {.high = static_cast<std::uint64_t>(node.id), .low = (m_ways << kPlaceBits) | i}, rawBytes(used));
    }
    m_wayFile.append(record.bytes());
    ++m_ways;
}

/// A node is a corner when two ways use it, when one uses it twice or ends there, or when not everybody
/// passes it.
void StreetBuilder::findCorners()
{
    std::vector<std::uint64_t> places;
    std::optional<std::uint64_t> current;
    Corner corner;
    bool isCorner = false;
    const auto finish = [&] {
        if (!isCorner && places.size() < 2)
            return;
        const auto number = static_cast<std::uint32_t>(m_corners.size());
        m_corners.push_back(corner);
        for (const auto place : places)
            m_marks.add({.high = place, .low = 0}, rawBytes(number));
    };
    while (const auto record = m_uses.next()) {
        const auto used = ByteReader(record->bytes).fixed<NodeUse>();
        if (current != record->key.high) {
            finish();
            places.clear();
            isCorner = false;
            corner = {.point = used.point, .blocked = used.blocked};
            current = record->key.high;
        }
        places.push_back(record->key.low);
        isCorner = isCorner || used.isEnd != 0 || used.blocked != 0;
    }
    finish();
}

void StreetBuilder::orderCorners()
{
    std::vector<std::uint64_t> order;
    order.reserve(m_corners.size());
    for (std::size_t i = 0; i < m_corners.size(); ++i)
        order.push_back((std::uint64_t{mortonOf(m_corners[i].point)} << 32) | i);
    std::ranges::sort(order);
    m_rank.resize(m_corners.size());
    std::vector<Corner> sorted;
    sorted.reserve(m_corners.size());
    for (const auto key : order) {
        const auto corner = static_cast<std::uint32_t>(key);
        m_rank[corner] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(m_corners[corner]);
    }
    m_corners = std::move(sorted);
}

void StreetBuilder::makeEdges()
{
    auto mark = m_marks.next();
    ScratchReader reader(m_wayFile);
    for (std::uint64_t way = 0; way < m_ways; ++way) {
        ByteReader head(reader.take(sizeof(WayUse) + sizeof(std::uint32_t)));
        const auto use = head.fixed<WayUse>();
        const auto count = head.fixed<std::uint32_t>();
        ByteReader points(reader.take(count * sizeof(WorldPoint)));
        std::vector<WorldPoint> line;
        for (std::uint32_t i = 0; i < count && points.ok(); ++i)
            line.push_back(points.fixed<WorldPoint>());
        if (!head.ok() || !points.ok())
            return; // the fault is the file's
        const double wayMetres = use.ferrySeconds > 0 ? metresOf(line) : 0;
        std::optional<std::uint32_t> from;
        std::vector<WorldPoint> piece;
        for (std::uint64_t i = 0; i < count; ++i) {
            piece.push_back(line[i]);
            if (!mark || mark->key.high != ((way << kPlaceBits) | i))
                continue;
            const auto corner = m_rank[ByteReader(mark->bytes).fixed<std::uint32_t>()];
            mark = m_marks.next();
            if (from)
                addEdge(use, wayMetres, *from, corner, piece);
            from = corner;
            piece.assign(1, line[i]);
        }
    }
}

void StreetBuilder::addEdge(const WayUse &use, double wayMetres, std::uint32_t from, std::uint32_t to,
    const std::vector<WorldPoint> &line)
{
    auto with = use;
    if (use.ferrySeconds > 0)
        with.kmh = std::clamp(wayMetres / use.ferrySeconds * 3.6, 1.0, 250.0);
    const double centimetres = std::ceil(metresOf(line) * 100);
    ByteWriter record;
    record.fixed(EdgeHead{.edge = {.from = from,
                              .to = to,
                              .centimetres = static_cast<std::uint32_t>(
                                  std::min<double>(centimetres, std::numeric_limits<std::uint32_t>::max())),
                              .bits = edgeBits(with).bits},
        .bounds = boundsOf(line)});
    record.varint(line.size() - 2);
    auto last = line.front();
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        record.zigzag(std::int64_t{line[i].x} - last.x);
        record.zigzag(std::int64_t{line[i].y} - last.y);
        last = line[i];
    }
    m_edgeSorter.add({.high = from, .low = to}, record.bytes());
}

void StreetBuilder::readEdges()
{
    while (const auto record = m_edgeSorter.next()) {
        const auto head = ByteReader(record->bytes).fixed<EdgeHead>();
        if (m_edges.size() % kEdgesPerBlock == 0)
            m_blocks.push_back(head.bounds);
        m_blocks.back() = united(m_blocks.back(), head.bounds);
        m_edges.push_back(head.edge);
        m_edges.back().shape = static_cast<std::uint32_t>(m_shapes.size());
        m_shapes.append(record->bytes.subspan(sizeof(EdgeHead)));
    }
}

/// A courtyard whose gate nobody mapped: whoever is near it is led from the street beside it.
void StreetBuilder::markIslands()
{
    for (std::size_t mode = 0; mode < kTravelModes; ++mode) {
        const auto bit = modeBit(static_cast<TravelMode>(mode));
        const auto isFor = [&](const EdgeEntry &edge) {
            const EdgeBits bits{edge.bits};
            return ((bits.forward() | bits.backward()) & bit) != 0;
        };
        Together together(m_corners.size());
        for (const auto &edge : m_edges)
            if (isFor(edge))
                together.join(edge.from, edge.to);
        if (together.most() <= kIslandEdges)
            continue;
        for (auto &edge : m_edges)
            if (isFor(edge) && together.edgesOf(edge.from) < kIslandEdges)
                edge.bits = withIsland({edge.bits}, bit).bits;
    }
}

StreetCounts StreetBuilder::write(PackageWriter &writer)
{
    findCorners();
    orderCorners();
    makeEdges();
    m_rank = {};
    readEdges();
    if (m_edges.empty())
        return {};
    markIslands();
    writeSections(writer);
    return {.vertices = m_corners.size(), .edges = m_edges.size(), .bytes = 0};
}

void StreetBuilder::writeSections(PackageWriter &writer)
{
    std::vector<VertexEntry> vertices;
    vertices.reserve(m_corners.size() + 1);
    for (const auto &corner : m_corners)
        vertices.push_back({.point = corner.point, .arcs = 0});
    vertices.push_back({});
    for (const auto &edge : m_edges)
        for (const auto corner : {edge.from, edge.to})
            ++vertices[corner + 1].arcs;
    for (std::size_t i = 1; i < vertices.size(); ++i)
        vertices[i].arcs += vertices[i - 1].arcs;
    std::vector<std::uint32_t> arcs(m_edges.size() * 2);
    std::vector<std::uint32_t> next(m_corners.size());
    for (std::uint32_t e = 0; e < m_edges.size(); ++e)
        for (const auto corner : {m_edges[e].from, m_edges[e].to})
            arcs[vertices[corner].arcs + next[corner]++] = e;
    for (std::size_t i = 0; i < m_corners.size(); ++i)
        vertices[i].arcs |= static_cast<std::uint32_t>(m_corners[i].blocked) << kArcBits;
    double metresPerUnit = std::numeric_limits<double>::max();
    std::vector<WorldRect> groups;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        for (const auto y : {m_blocks[i].top, m_blocks[i].bottom})
            metresPerUnit = std::min(metresPerUnit, metresPerWorldUnit(y));
        if (i % kBlocksPerStreetGroup == 0)
            groups.push_back(m_blocks[i]);
        groups.back() = united(groups.back(), m_blocks[i]);
    }
    NetworkCounts counts{.vertices = static_cast<std::uint32_t>(m_corners.size()),
        .edges = static_cast<std::uint32_t>(m_edges.size()),
        .blocks = static_cast<std::uint32_t>(m_blocks.size()),
        .groups = static_cast<std::uint32_t>(groups.size()),
        .metresPerUnit = metresPerUnit};
    for (const auto &edge : m_edges)
        for (std::size_t mode = 0; mode < kTravelModes; ++mode)
            counts.topKmh[mode] =
                std::max(counts.topKmh[mode], speedKmh({edge.bits}, static_cast<TravelMode>(mode)));
    writer.addSection(SectionKind::StreetVertices, std::as_bytes(std::span(vertices)));
    writer.addSection(SectionKind::StreetEdges, rawBytes(counts));
    writer.addSection(SectionKind::StreetEdges, std::as_bytes(std::span(m_edges)));
    writer.addSection(SectionKind::StreetArcs, std::as_bytes(std::span(arcs)));
    writer.addSection(SectionKind::StreetBlocks, std::as_bytes(std::span(m_blocks)));
    writer.addSection(SectionKind::StreetBlocks, std::as_bytes(std::span(groups)));
    std::vector<std::byte> piece(std::size_t{1} << 20);
    for (std::uint64_t at = 0; at < m_shapes.size(); at += piece.size()) {
        piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), m_shapes.size() - at)));
        if (!m_shapes.read(at, piece))
            return; // the fault is the file's
        writer.addSection(SectionKind::StreetShapes, piece);
    }
}

std::optional<WriteError> StreetBuilder::fault() const
{
    for (const auto fault :
        {m_wayFile.fault(), m_uses.fault(), m_marks.fault(), m_edgeSorter.fault(), m_shapes.fault()})
        if (fault)
            return fault;
    // Arcs are counted in 29 bits, shapes in 32.
    if (m_edges.size() * 2 > kArcMask || m_shapes.size() > std::numeric_limits<std::uint32_t>::max())
        return WriteError::TooLarge;
    return std::nullopt;
}

} // namespace facteo::maps
