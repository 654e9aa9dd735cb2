// SPDX-License-Identifier: Apache-2.0
#include "maps/node_locations.h"

#include "maps/bytes.h"
#include "maps/osm_order.h"

#include <algorithm>
#include <cassert>

namespace facteo::maps {
namespace {

/// Small blocks cost beginnings, large ones time: whoever asks for one node decodes the whole block.
constexpr std::size_t kFewestNodesPerBlock = 128;
/// Of an extract, for each node: between 6 and 12 in those of Geofabrik.
constexpr std::uint64_t kExtractBytesPerNode = 5;

} // namespace

NodeLocations::NodeLocations(
    const std::filesystem::path &scratch, std::size_t memory, std::uint64_t extractBytes)
    : m_nodesPerBlock(kFewestNodesPerBlock), m_file(scratch)
{
    const auto nodes = extractBytes / kExtractBytesPerNode;
    // A vector that grows needs its old place and its new one.
    while (nodes / m_nodesPerBlock * sizeof(Block) * 3 > memory / 4)
        m_nodesPerBlock *= 2;
    const auto slotBytes = sizeof(Slot) + m_nodesPerBlock * sizeof(Node);
    m_slots.resize(std::max<std::size_t>(16, memory / 4 * 3 / slotBytes));
    m_open.reserve(m_nodesPerBlock);
}

void NodeLocations::add(osmium::object_id_type id, osmium::Location location)
{
    assert(!m_reading && (m_open.empty() || m_open.back().rank < rankOf(id)));
    m_open.push_back({.rank = rankOf(id), .location = location});
    if (m_open.size() == m_nodesPerBlock)
        endBlock();
}

void NodeLocations::endBlock()
{
    m_blocks.push_back({.first = m_open.front().rank, .offset = m_file.size()});
    ByteWriter out;
    Node last;
    last.rank = m_open.front().rank;
    last.location = {0, 0};
    for (const auto &node : m_open) {
        out.varint(node.rank - last.rank);
        out.zigzag(std::int64_t{node.location.x()} - last.location.x());
        out.zigzag(std::int64_t{node.location.y()} - last.location.y());
        last = node;
    }
    m_file.append(out.bytes());
    m_open.clear();
}

/// The block that holds this rank when any does.
std::size_t NodeLocations::blockOf(std::uint64_t rank) const
{
    const auto holds = [&](std::size_t block) {
        return m_blocks[block].first <= rank &&
               (block + 1 == m_blocks.size() || rank < m_blocks[block + 1].first);
    };
    // The nodes of a way were mostly drawn one after the other.
    if (holds(m_lastBlock))
        return m_lastBlock;
    const auto after = std::ranges::upper_bound(m_blocks, rank, {}, &Block::first);
    return after == m_blocks.begin() ? 0 : static_cast<std::size_t>(after - m_blocks.begin()) - 1;
}

const std::vector<NodeLocations::Node> &NodeLocations::nodesOf(std::size_t block)
{
    auto &slot = m_slots[block % m_slots.size()];
    if (slot.block == block)
        return slot.nodes;
    slot.block = block;
    slot.nodes.clear();
    const auto end = block + 1 < m_blocks.size() ? m_blocks[block + 1].offset : m_file.size();
    m_encoded.resize(static_cast<std::size_t>(end - m_blocks[block].offset));
    if (!m_file.read(m_blocks[block].offset, m_encoded))
        return slot.nodes;
    slot.nodes.reserve(m_nodesPerBlock);
    ByteReader in(m_encoded);
    Node node;
    node.rank = m_blocks[block].first;
    node.location = {0, 0};
    while (!in.atEnd()) {
        node.rank += in.varint();
        const auto x = node.location.x() + in.zigzag();
        const auto y = node.location.y() + in.zigzag();
        node.location = {static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)};
        slot.nodes.push_back(node);
    }
    return slot.nodes;
}

osmium::Location NodeLocations::at(osmium::object_id_type id)
{
    if (!m_reading) {
        m_reading = true;
        if (!m_open.empty())
            endBlock();
    }
    if (m_blocks.empty())
        return osmium::Location();
    const auto rank = rankOf(id);
    m_lastBlock = blockOf(rank);
    const auto &nodes = nodesOf(m_lastBlock);
    const auto found = std::ranges::lower_bound(nodes, rank, {}, &Node::rank);
    return found != nodes.end() && found->rank == rank ? found->location : osmium::Location();
}

} // namespace facteo::maps
