// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/scratch_file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <osmium/osm/location.hpp>
#include <osmium/osm/types.hpp>
#include <vector>

namespace facteo::maps {

/// Where the nodes of an extract lie, while its ways are read. About 6 bytes a node in a scratch file, delta
/// coded in small blocks; in memory the first id of each block, and the blocks that were asked for last.
///
/// First add() everything in the order of the file, then ask. Faults stick.
class NodeLocations
{
public:
    /// `extractBytes` decides how large the blocks are: a quarter of `memory` has to hold their beginnings.
    NodeLocations(const std::filesystem::path &scratch, std::size_t memory, std::uint64_t extractBytes);

    /// Nodes ascending by rankOf.
    void add(osmium::object_id_type id, osmium::Location location);
    /// Undefined when the extract does not have it.
    [[nodiscard]] osmium::Location at(osmium::object_id_type id);

    [[nodiscard]] std::optional<WriteError> fault() const { return m_file.fault(); }

private:
    struct Node
    {
        std::uint64_t rank = 0;
        osmium::Location location;
    };
    struct Block
    {
        std::uint64_t first = 0; ///< rank
        std::uint64_t offset = 0;
    };
    struct Slot
    {
        std::size_t block = SIZE_MAX;
        std::vector<Node> nodes;
    };

    void endBlock();
    [[nodiscard]] std::size_t blockOf(std::uint64_t rank) const;
    [[nodiscard]] const std::vector<Node> &nodesOf(std::size_t block);

    std::size_t m_nodesPerBlock;
    ScratchFile m_file;
    std::vector<Block> m_blocks;
    std::vector<Node> m_open; ///< the block that is being filled
    std::vector<Slot> m_slots;
    std::vector<std::byte> m_encoded;
    std::size_t m_lastBlock = 0;
    bool m_reading = false;
};

} // namespace facteo::maps
