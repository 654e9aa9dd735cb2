// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "maps/table.h"

#include <array>
#include <cstdint>

/// The bytes of the five sections of the street network, which routes are found on.
namespace facteo::maps::format {

/// Section StreetVertices: corners of streets in the order of mortonOf their points, and one more that ends
/// the arcs.
struct VertexEntry
{
    WorldPoint point;
    std::uint32_t arcs =
        0; ///< first of its arcs; the upper three bits: modes that cannot pass here (a bollard)
};
static_assert(sizeof(VertexEntry) == 12);

inline constexpr unsigned kArcBits = 29;
inline constexpr std::uint32_t kArcMask = (1U << kArcBits) - 1;

/// Section StreetEdges: this, then EdgeEntry × edges, ascending by `from`.
struct NetworkCounts
{
    std::uint32_t vertices = 0;
    std::uint32_t edges = 0;
    std::uint32_t blocks = 0;       ///< of kEdgesPerBlock edges
    std::uint32_t groups = 0;       ///< of kBlocksPerStreetGroup blocks
    double metresPerUnit = 0;       ///< the least in this map: where it is nearest to a pole
    std::array<double, 3> topKmh{}; ///< by TravelMode: no edge is faster
};
static_assert(sizeof(NetworkCounts) == 48);

/// A piece of a street between two corners.
struct EdgeEntry
{
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t centimetres = 0; ///< along its line, rounded up
    std::uint32_t shape = 0;       ///< in the section StreetShapes
    std::uint32_t bits = 0;        ///< EdgeBits
};
static_assert(sizeof(EdgeEntry) == 20);

/// Section StreetArcs: for each vertex the edges that begin or end there. An edge that begins and ends there
/// is in it twice.

/// Section StreetShapes: for each edge the number of points between its ends, then steps from one to the
/// next, the first from the vertex `from`.

/// Section StreetBlocks: a WorldRect around each block of edges, then one around each group of blocks.
inline constexpr std::uint32_t kEdgesPerBlock = 16;
inline constexpr std::uint32_t kBlocksPerStreetGroup = 64;

} // namespace facteo::maps::format
