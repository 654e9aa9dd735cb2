// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/package.h"
#include "maps/street_format.h"
#include "maps/street_use.h"
#include "protocol/words.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace facteo::maps {

/// A place on a street.
struct StreetPlace
{
    std::uint32_t edge = 0;
    double share = 0; ///< of the edge's length, from its beginning: 0 … 1
    WorldPoint point;
    double metresAway = 0; ///< from the position that was asked with
};

/// The streets of a map package as a graph: corners, and edges between them with length, way and modes. Works
/// on the mapped file; any number of threads; the package must outlive it.
class StreetNetwork
{
public:
    explicit StreetNetwork(const MapPackage &package);

    [[nodiscard]] bool empty() const { return m_edges.size() == 0; }
    [[nodiscard]] std::uint32_t vertexCount() const { return m_counts.vertices; }
    [[nodiscard]] std::uint32_t edgeCount() const { return static_cast<std::uint32_t>(m_edges.size()); }

    [[nodiscard]] WorldPoint vertex(std::uint32_t vertex) const { return m_vertices[vertex].point; }
    [[nodiscard]] format::EdgeEntry edge(std::uint32_t edge) const { return m_edges[edge]; }
    /// Nobody of this mode comes through here, whatever street he came by.
    [[nodiscard]] bool isBlocked(std::uint32_t vertex, TravelMode mode) const;
    /// The edges that begin or end at a corner.
    struct Arcs
    {
        std::uint32_t first = 0;
        std::uint32_t end = 0;
    };
    [[nodiscard]] Arcs arcsOf(std::uint32_t vertex) const;
    [[nodiscard]] std::uint32_t edgeOfArc(std::uint32_t arc) const { return m_arcs[arc]; }

    /// The line of an edge from its beginning to its end.
    [[nodiscard]] std::vector<WorldPoint> lineOf(std::uint32_t edge) const;

    /// The nearest place that a mode may use, within `metres`; one that is on an island of few streets only
    /// when there is no other.
    [[nodiscard]] std::optional<StreetPlace> nearest(
        protocol::Position position, TravelMode mode, double metres) const;

    /// No way is shorter than so many metres for each unit of the straight line on the map.
    [[nodiscard]] double metresPerUnit() const { return m_counts.metresPerUnit; }
    [[nodiscard]] double topKmh(TravelMode mode) const
    {
        return m_counts.topKmh[static_cast<std::size_t>(mode)];
    }

private:
    struct Look;

    void lookAtBlock(std::uint32_t block, Look &look) const;
    void lookAtEdge(std::uint32_t edge, Look &look) const;

    format::NetworkCounts m_counts;
    format::Table<format::VertexEntry> m_vertices;
    format::Table<format::EdgeEntry> m_edges;
    format::Table<std::uint32_t> m_arcs;
    format::Table<WorldRect> m_blocks;
    format::Table<WorldRect> m_groups;
    std::span<const std::byte> m_shapes;
};

} // namespace facteo::maps
