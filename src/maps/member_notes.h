// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/spill_sorter.h"

#include <cstdint>
#include <optional>
#include <osmium/osm/item_type.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/types.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::maps {

/// What has to be known of an object's relations when the object itself is read.
struct MemberNote
{
    std::uint8_t border = 0;          ///< admin_level of the most important boundary along this way, 0: none
    std::string street;               ///< of a house, from its associatedStreet relation
    std::vector<std::uint64_t> areas; ///< numbers of the multipolygons that this way is a part of, ascending
};

/// Gathers notes while the relations of an extract are read, and gives them back in the order of the file.
/// In bounded memory (SpillSorter), whose faults stick.
class MemberNotes
{
public:
    MemberNotes(std::filesystem::path scratch, std::size_t memory);

    /// Notes the borders and the houses of a relation.
    void relation(const osmium::Relation &relation);
    /// Notes the ways of a relation that is an area.
    void area(const osmium::Relation &relation, std::uint64_t number);

    /// What was noted of an object. Objects are asked for in the order of the file; the answer lasts until
    /// the next question.
    [[nodiscard]] const MemberNote &of(osmium::item_type type, osmium::object_id_type id);

    [[nodiscard]] std::optional<WriteError> fault() const { return m_notes.fault(); }

private:
    void add(const osmium::RelationMember &member, std::string_view note);
    void take(std::string_view note);

    SpillSorter m_notes;
    std::optional<SortKey> m_nextKey;
    std::string m_nextNote;
    bool m_reading = false;
    SortKey m_askedFor;
    MemberNote m_note;
};

} // namespace facteo::maps
