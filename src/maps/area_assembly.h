// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/member_notes.h"
#include "maps/spill_sorter.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <osmium/fwd.hpp>
#include <osmium/memory/buffer.hpp>

namespace facteo::maps {

/// Assembles areas: closed ways at once, multipolygons when all of their ways have been read. Relations and
/// ways wait on the disk (SpillSorter, whose faults stick), so that memory holds one multipolygon at a time.
class AreaAssembly
{
public:
    using Visitor = std::function<void(const osmium::Area &)>;

    AreaAssembly(std::filesystem::path scratch, std::size_t memory);

    /// First reading: keeps the relation when it is an area that the map shows, and notes its ways.
    void relation(const osmium::Relation &relation, MemberNotes &notes);
    /// Second reading, with locations: keeps the way for the multipolygons in its note, and visits the area
    /// that it is by itself.
    void way(const osmium::Way &way, const MemberNote &note, const Visitor &visit);
    /// Visits the multipolygons, in the order of their relations. `visit` is asked after each whether to go
    /// on.
    void assemble(const Visitor &visit, const std::function<bool(double)> &goOn);

    /// Multipolygons that could not be assembled: ways beyond the extract's border, rings that do not close.
    [[nodiscard]] std::size_t broken() const { return m_broken; }
    [[nodiscard]] std::optional<WriteError> fault() const { return m_parts.fault(); }

private:
    void close(const osmium::memory::Buffer &parts, const Visitor &visit);

    std::uint64_t m_relations = 0;
    SpillSorter m_parts; ///< by relation: the relation itself, then its ways by rank
    std::size_t m_broken = 0;
};

} // namespace facteo::maps
