// SPDX-License-Identifier: Apache-2.0
#include "maps/osm_draft.h"

#include <cerrno>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/memory/buffer.hpp>
#include <system_error>

namespace facteo::maps {
namespace {

using namespace osmium::builder::attr;

constexpr std::size_t kBufferBytes = 1U << 20;

osmium::Location locationOf(protocol::Position at)
{
    return {at.lonE7, at.latE7}; // libosmium counts in 1e-7 degrees, too
}

/// Hands over full buffers, so that the whole extract is never in memory twice.
class Flow
{
public:
    explicit Flow(osmium::io::Writer &writer) : m_writer(writer) { renew(); }

    osmium::memory::Buffer &buffer() { return m_buffer; }
    void added()
    {
        if (m_buffer.committed() > kBufferBytes / 2)
            flush();
    }
    void flush()
    {
        m_writer(std::move(m_buffer));
        renew();
    }

private:
    void renew() { m_buffer = osmium::memory::Buffer(kBufferBytes, osmium::memory::Buffer::auto_grow::yes); }

    osmium::io::Writer &m_writer;
    osmium::memory::Buffer m_buffer;
};

WriteError errorOf(int number)
{
    if (number == ENOSPC || number == EDQUOT)
        return WriteError::NoSpace;
    return number == ENOENT || number == ENOTDIR ? WriteError::NoFolder : WriteError::Refused;
}

} // namespace

std::int64_t OsmDraft::shared(protocol::Position at)
{
    const auto [found, isNew] = m_shared.try_emplace(at, static_cast<std::int64_t>(m_nodes.size()) + 1);
    if (isNew)
        m_nodes.push_back({.at = at, .tags = {}});
    return found->second;
}

void OsmDraft::node(protocol::Position at, OsmTags tags)
{
    m_nodes.push_back({.at = at, .tags = std::move(tags)});
}

void OsmDraft::tag(protocol::Position at, OsmTags tags)
{
    m_nodes[static_cast<std::size_t>(shared(at)) - 1].tags = std::move(tags);
}

std::int64_t OsmDraft::way(std::span<const protocol::Position> line, OsmTags tags)
{
    Way way{.nodes = {}, .tags = std::move(tags)};
    for (const auto at : line)
        if (const auto id = shared(at); way.nodes.empty() || way.nodes.back() != id)
            way.nodes.push_back(id);
    m_ways.push_back(std::move(way));
    return static_cast<std::int64_t>(m_ways.size());
}

std::int64_t OsmDraft::area(std::span<const protocol::Position> ring, OsmTags tags)
{
    std::vector<protocol::Position> closed(ring.begin(), ring.end());
    if (!closed.empty())
        closed.push_back(closed.front());
    return way(closed, std::move(tags));
}

void OsmDraft::relation(std::vector<std::pair<std::int64_t, std::string>> ways, OsmTags tags)
{
    m_relations.push_back({.ways = std::move(ways), .tags = std::move(tags)});
}

std::expected<void, WriteError> OsmDraft::write(const std::filesystem::path &file) const
{
    const std::filesystem::path begun = file.string() + ".new";
    std::error_code ignored;
    try {
        osmium::io::Header header;
        header.set("generator", "facteo");
        osmium::io::Writer writer(osmium::io::File(begun.string(), "pbf,add_metadata=none"), header,
            osmium::io::overwrite::allow, osmium::io::fsync::yes);
        Flow flow(writer);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            osmium::builder::add_node(flow.buffer(), _id(static_cast<std::int64_t>(i) + 1),
                _location(locationOf(m_nodes[i].at)), _tags(m_nodes[i].tags));
            flow.added();
        }
        for (std::size_t i = 0; i < m_ways.size(); ++i) {
            osmium::builder::add_way(flow.buffer(), _id(static_cast<std::int64_t>(i) + 1),
                _nodes(m_ways[i].nodes), _tags(m_ways[i].tags));
            flow.added();
        }
        for (std::size_t i = 0; i < m_relations.size(); ++i) {
            std::vector<member_type> members;
            for (const auto &[way, role] : m_relations[i].ways)
                members.emplace_back(osmium::item_type::way, way, role.c_str());
            osmium::builder::add_relation(flow.buffer(), _id(static_cast<std::int64_t>(i) + 1),
                _members(members), _tags(m_relations[i].tags));
            flow.added();
        }
        flow.flush();
        writer.close();
        std::filesystem::rename(begun, file);
    } catch (const std::system_error &error) { // libosmium and std::filesystem
        std::filesystem::remove(begun, ignored);
        return std::unexpected(errorOf(error.code().value()));
    } catch (const std::exception &) {
        std::filesystem::remove(begun, ignored);
        return std::unexpected(WriteError::Refused);
    }
    return {};
}

} // namespace facteo::maps
