// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/package_writer.h"
#include "maps/scratch_file.h"
#include "maps/spill_sorter.h"
#include "maps/street_format.h"
#include "maps/street_use.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <osmium/fwd.hpp>
#include <osmium/handler.hpp>
#include <osmium/osm/location.hpp>
#include <utility>
#include <vector>

namespace facteo::maps {

struct StreetCounts
{
    std::size_t vertices = 0;
    std::size_t edges = 0;
    std::uint64_t bytes = 0;
};

/// Makes the street network of an extract: ways become edges between the nodes that several of them share.
///
/// Ways and the uses of their nodes wait in scratch files. Memory: about `room.memory`, and then 45 bytes a
/// corner and 30 bytes an edge. Faults of the scratch disk stick.
class StreetBuilder : public osmium::handler::Handler
{
public:
    explicit StreetBuilder(const WriterRoom &room);

    /// All nodes before all ways, which need their locations.
    void node(const osmium::Node &node);
    void way(const osmium::Way &way);

    /// Adds the five sections; none when there is no street. The same extract gives the same bytes. Once.
    StreetCounts write(PackageWriter &writer);

    [[nodiscard]] std::optional<WriteError> fault() const;

private:
    struct WayNode
    {
        std::int64_t id = 0;
        WorldPoint point;
    };
    struct Corner
    {
        WorldPoint point;
        std::uint8_t blocked = 0;
    };

    void addWay(const WayUse &use, std::vector<WayNode> nodes);
    void findCorners();
    void orderCorners();
    void makeEdges();
    void addEdge(const WayUse &use, double wayMetres, std::uint32_t from, std::uint32_t to,
        const std::vector<WorldPoint> &line);
    void readEdges();
    void markIslands();
    void writeSections(PackageWriter &writer);

    std::vector<std::pair<std::int64_t, std::uint8_t>> m_barriers; ///< node and blocked modes
    std::uint64_t m_ways = 0;
    ScratchFile m_wayFile;
    SpillSorter m_uses;  ///< of nodes, by node, then way and place in it
    SpillSorter m_marks; ///< corners, by way and place in it
    SpillSorter m_edgeSorter;
    std::vector<Corner> m_corners; ///< in order of their nodes, then of Morton's curve
    std::vector<std::uint32_t> m_rank;
    std::vector<format::EdgeEntry> m_edges;
    std::vector<WorldRect> m_blocks;
    ScratchFile m_shapes;
};

} // namespace facteo::maps
