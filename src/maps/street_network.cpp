// SPDX-License-Identifier: Apache-2.0
#include "maps/street_network.h"

#include "geo/distance.h"
#include "maps/bytes.h"
#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace facteo::maps {
namespace {

using namespace format;

/// More points than any edge has: what a damaged shape says beyond is not believed.
constexpr std::uint64_t kMostShapePoints = 65'536;

struct Flat
{
    double x = 0;
    double y = 0;
};

double square(Flat vector)
{
    return vector.x * vector.x + vector.y * vector.y;
}

} // namespace

/// A search for the nearest place. Near a position the map is flat and everywhere of one scale.
struct StreetNetwork::Look
{
    WorldPoint from;
    std::uint8_t mode = 0;
    double nearest = 0; ///< square of units; nothing farther away is of interest
    double nearestIsland = 0;
    std::optional<StreetPlace> place = std::nullopt;
    std::optional<StreetPlace> island = std::nullopt;

    [[nodiscard]] Flat towards(WorldPoint point) const
    {
        return {static_cast<double>(point.x) - from.x, static_cast<double>(point.y) - from.y};
    }
    [[nodiscard]] double squareTo(const WorldRect &box) const
    {
        const auto outside = [](double at, double low, double high) {
            return std::max({low - at, 0.0, at - high});
        };
        return square({outside(from.x, box.left, box.right), outside(from.y, box.top, box.bottom)});
    }
};

StreetNetwork::StreetNetwork(const MapPackage &package) : m_shapes(package.section(SectionKind::StreetShapes))
{
    const auto edges = package.section(SectionKind::StreetEdges);
    m_counts = ByteReader(edges).fixed<NetworkCounts>();
    m_vertices = {package.section(SectionKind::StreetVertices), 0, std::size_t{m_counts.vertices} + 1};
    m_edges = {edges, sizeof(NetworkCounts), m_counts.edges};
    m_arcs = {package.section(SectionKind::StreetArcs), 0, std::size_t{m_counts.edges} * 2};
    const auto blocks = package.section(SectionKind::StreetBlocks);
    m_blocks = {blocks, 0, m_counts.blocks};
    m_groups = {blocks, std::size_t{m_counts.blocks} * sizeof(WorldRect), m_counts.groups};
}

bool StreetNetwork::isBlocked(std::uint32_t vertex, TravelMode mode) const
{
    return ((m_vertices[vertex].arcs >> kArcBits) & modeBit(mode)) != 0;
}

StreetNetwork::Arcs StreetNetwork::arcsOf(std::uint32_t vertex) const
{
    return {.first = m_vertices[vertex].arcs & kArcMask, .end = m_vertices[vertex + 1].arcs & kArcMask};
}

std::vector<WorldPoint> StreetNetwork::lineOf(std::uint32_t number) const
{
    const auto edge = m_edges[number];
    std::vector<WorldPoint> line{vertex(edge.from)};
    ByteReader shape(edge.shape < m_shapes.size() ? m_shapes.subspan(edge.shape) : m_shapes.first(0));
    for (auto left = std::min(shape.varint(), kMostShapePoints); left > 0 && shape.ok(); --left) {
        const auto last = line.back();
        const auto x = last.x + shape.zigzag();
        const auto y = last.y + shape.zigzag();
        line.push_back({.x = static_cast<std::uint32_t>(x), .y = static_cast<std::uint32_t>(y)});
    }
    line.push_back(vertex(edge.to));
    return line;
}

void StreetNetwork::lookAtEdge(std::uint32_t number, Look &look) const
{
    const EdgeBits bits{m_edges[number].bits};
    // Nobody stands in the middle of a ferry's way.
    if (((bits.forward() | bits.backward()) & look.mode) == 0 || bits.wayClass() == WayClass::Ferry)
        return;
    const bool isIsland = (bits.onIsland() & look.mode) != 0;
    const auto line = lineOf(number);
    double best = isIsland ? look.nearestIsland : look.nearest;
    std::size_t piece = line.size();
    double shareOfPiece = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto a = look.towards(line[i]);
        const auto b = look.towards(line[i + 1]);
        const Flat along{b.x - a.x, b.y - a.y};
        const double length = square(along);
        const double share = length > 0 ? std::clamp(-(a.x * along.x + a.y * along.y) / length, 0.0, 1.0) : 0;
        if (const auto away = square({a.x + share * along.x, a.y + share * along.y}); away < best) {
            best = away;
            piece = i;
            shareOfPiece = share;
        }
    }
    if (piece == line.size())
        return;
    double before = 0;
    double all = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto a = look.towards(line[i]);
        const auto b = look.towards(line[i + 1]);
        const double length = std::sqrt(square({b.x - a.x, b.y - a.y}));
        before += i < piece ? length : i == piece ? length * shareOfPiece : 0;
        all += length;
    }
    const auto at = [&](std::uint32_t from, std::uint32_t to) {
        return static_cast<std::uint32_t>(std::lround(std::lerp(double(from), double(to), shareOfPiece)));
    };
    const StreetPlace place{.edge = number,
        .share = all > 0 ? std::min(1.0, before / all) : 0,
        .point = {.x = at(line[piece].x, line[piece + 1].x), .y = at(line[piece].y, line[piece + 1].y)}};
    (isIsland ? look.nearestIsland : look.nearest) = best;
    (isIsland ? look.island : look.place) = place;
}

void StreetNetwork::lookAtBlock(std::uint32_t block, Look &look) const
{
    const auto first = block * kEdgesPerBlock;
    for (auto edge = first; edge < first + kEdgesPerBlock && edge < m_edges.size(); ++edge)
        lookAtEdge(edge, look);
}

std::optional<StreetPlace> StreetNetwork::nearest(
    protocol::Position position, TravelMode mode, double metres) const
{
    Look look{.from = worldPoint(position), .mode = modeBit(mode)};
    const double reach = metres / metresPerWorldUnit(look.from.y);
    look.nearest = look.nearestIsland = reach * reach;
    // The nearest boxes first, so that most are never opened.
    std::vector<std::pair<double, std::uint32_t>> blocks;
    for (std::uint32_t group = 0; group < m_groups.size(); ++group) {
        if (look.squareTo(m_groups[group]) > look.nearest)
            continue;
        const auto first = group * kBlocksPerStreetGroup;
        for (auto block = first; block < first + kBlocksPerStreetGroup && block < m_blocks.size(); ++block)
            if (const auto away = look.squareTo(m_blocks[block]); away <= look.nearest)
                blocks.emplace_back(away, block);
    }
    std::ranges::sort(blocks);
    for (const auto &[away, block] : blocks) {
        if (away > look.nearest)
            break;
        lookAtBlock(block, look);
    }
    auto place = look.place ? look.place : look.island;
    if (place)
        place->metresAway = geo::distanceMetres(position, positionOf(place->point));
    return place;
}

} // namespace facteo::maps
