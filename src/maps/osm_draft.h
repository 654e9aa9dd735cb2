// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/package_writer.h"
#include "protocol/words.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace facteo::maps {

using OsmTags = std::vector<std::pair<std::string, std::string>>;

/// An OSM extract being written: ids are given in order of appearance, equal positions share a node.
class OsmDraft
{
public:
    /// A node of its own, with tags.
    void node(protocol::Position at, OsmTags tags);
    /// Tags the node that the ways through this position share.
    void tag(protocol::Position at, OsmTags tags);
    /// Returns the way's id.
    std::int64_t way(std::span<const protocol::Position> line, OsmTags tags);
    /// A closed way; `ring` does not repeat its first point.
    std::int64_t area(std::span<const protocol::Position> ring, OsmTags tags);
    /// A relation of ways; roles are "outer" and "inner".
    void relation(std::vector<std::pair<std::int64_t, std::string>> ways, OsmTags tags);

    /// Writes the .osm.pbf beside `file` and puts it in its place.
    [[nodiscard]] std::expected<void, WriteError> write(const std::filesystem::path &file) const;

private:
    struct Node
    {
        protocol::Position at;
        OsmTags tags;
    };
    struct Way
    {
        std::vector<std::int64_t> nodes;
        OsmTags tags;
    };
    struct Relation
    {
        std::vector<std::pair<std::int64_t, std::string>> ways;
        OsmTags tags;
    };

    std::int64_t shared(protocol::Position at);

    std::vector<Node> m_nodes;
    std::vector<Way> m_ways;
    std::vector<Relation> m_relations;
    std::map<protocol::Position, std::int64_t> m_shared;
};

} // namespace facteo::maps
