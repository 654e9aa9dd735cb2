// SPDX-License-Identifier: Apache-2.0
#include "maps/area_assembly.h"

#include "maps/osm_order.h"
#include "maps/tag_rules.h"

#include <algorithm>
#include <cstring>
#include <osmium/area/assembler.hpp>
#include <osmium/memory/buffer.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace facteo::maps {
namespace {

/// Assemblers refer to it.
const osmium::area::AssemblerConfig kConfig;

/// An object as it stands in a buffer; it holds no pointers.
std::span<const std::byte> bytesOf(const osmium::memory::Item &item)
{
    return {reinterpret_cast<const std::byte *>(item.data()), item.padded_size()};
}

bool isArea(const osmium::Relation &relation)
{
    const std::string_view type = relation.tags().get_value_by_key("type", "");
    return (type == "multipolygon" || type == "boundary") && isWantedArea(relation.tags()) &&
           std::ranges::any_of(relation.members(),
               [](const osmium::RelationMember &member) { return member.type() == osmium::item_type::way; });
}

} // namespace

AreaAssembly::AreaAssembly(std::filesystem::path scratch, std::size_t memory)
    : m_parts(std::move(scratch), memory)
{
}

void AreaAssembly::relation(const osmium::Relation &relation, MemberNotes &notes)
{
    if (!isArea(relation))
        return;
    notes.area(relation, m_relations);
    m_parts.add({.high = m_relations, .low = 0}, bytesOf(relation));
    ++m_relations;
}

void AreaAssembly::way(const osmium::Way &way, const MemberNote &note, const Visitor &visit)
{
    for (const auto relation : note.areas)
        m_parts.add({.high = relation, .low = rankOf(way.id()) + 1}, bytesOf(way));
    constexpr std::size_t kFewestNodes = 4; // of a triangle
    const auto &nodes = way.nodes();
    if (nodes.size() < kFewestNodes || !nodes.front().location().valid() ||
        nodes.front().location() != nodes.back().location() || way.tags().has_tag("area", "no") ||
        !isWantedArea(way.tags()))
        return;
    osmium::memory::Buffer area(1024, osmium::memory::Buffer::auto_grow::yes);
    osmium::area::Assembler assembler(kConfig);
    if (assembler(way, area))
        visit(area.get<osmium::Area>(0));
}

void AreaAssembly::close(const osmium::memory::Buffer &parts, const Visitor &visit)
{
    const auto &relation = parts.get<osmium::Relation>(0);
    const auto ways = parts.select<osmium::Way>();
    const std::vector<const osmium::Way *> sorted = [&] {
        std::vector<const osmium::Way *> all;
        for (const auto &way : ways)
            all.push_back(&way);
        return all;
    }();
    std::vector<const osmium::Way *> members;
    for (const auto &member : relation.members()) {
        if (member.type() != osmium::item_type::way)
            continue;
        const auto found = std::ranges::lower_bound(
            sorted, rankOf(member.ref()), {}, [](const osmium::Way *way) { return rankOf(way->id()); });
        if (found == sorted.end() || (*found)->id() != member.ref()) {
            ++m_broken;
            return;
        }
        members.push_back(*found);
    }
    osmium::memory::Buffer area(64UL << 10, osmium::memory::Buffer::auto_grow::yes);
    osmium::area::Assembler assembler(kConfig);
    if (assembler(relation, members, area))
        visit(area.get<osmium::Area>(0));
    else
        ++m_broken;
}

void AreaAssembly::assemble(const Visitor &visit, const std::function<bool(double)> &goOn)
{
    osmium::memory::Buffer parts(1UL << 20, osmium::memory::Buffer::auto_grow::yes);
    std::uint64_t current = 0;
    while (const auto part = m_parts.next()) {
        if (part->key.high != current && parts.committed() > 0) {
            close(parts, visit);
            parts.clear();
            if (!goOn(static_cast<double>(current) / static_cast<double>(m_relations)))
                return;
        }
        current = part->key.high;
        std::memcpy(parts.reserve_space(part->bytes.size()), part->bytes.data(), part->bytes.size());
        parts.commit();
    }
    if (parts.committed() > 0)
        close(parts, visit);
}

} // namespace facteo::maps
