// SPDX-License-Identifier: Apache-2.0
#include "maps/member_notes.h"

#include "maps/bytes.h"
#include "maps/osm_order.h"
#include "maps/tag_rules.h"

#include <algorithm>
#include <span>
#include <utility>

namespace facteo::maps {
namespace {

enum class Noted : std::uint8_t { Border, Street, Area };

SortKey keyOf(osmium::item_type type, osmium::object_id_type id)
{
    return {.high = static_cast<std::uint64_t>(type), .low = rankOf(id)};
}

std::string_view textOf(const ByteWriter &out)
{
    return {reinterpret_cast<const char *>(out.bytes().data()), out.size()};
}

} // namespace

MemberNotes::MemberNotes(std::filesystem::path scratch, std::size_t memory)
    : m_notes(std::move(scratch), memory)
{
}

void MemberNotes::add(const osmium::RelationMember &member, std::string_view note)
{
    m_notes.add(keyOf(member.type(), member.ref()), std::as_bytes(std::span(note)));
}

void MemberNotes::relation(const osmium::Relation &relation)
{
    const auto &tags = relation.tags();
    if (const auto level = adminLevel(tags); level != 0) {
        ByteWriter note;
        note.fixed(Noted::Border);
        note.fixed(level);
        for (const auto &member : relation.members())
            if (member.type() == osmium::item_type::way)
                add(member, textOf(note));
    }
    if (!tags.has_tag("type", "associatedStreet"))
        return;
    std::string_view street = tags.get_value_by_key("name", "");
    if (street.empty())
        street = tags.get_value_by_key("addr:street", "");
    if (street.empty())
        return;
    ByteWriter note;
    note.fixed(Noted::Street);
    note.text(street);
    for (const auto &member : relation.members())
        if (std::string_view(member.role()) == "house" || std::string_view(member.role()) == "address")
            add(member, textOf(note));
}

void MemberNotes::area(const osmium::Relation &relation, std::uint64_t number)
{
    ByteWriter note;
    note.fixed(Noted::Area);
    note.varint(number);
    for (const auto &member : relation.members())
        if (member.type() == osmium::item_type::way)
            add(member, textOf(note));
}

void MemberNotes::take(std::string_view note)
{
    ByteReader in(std::as_bytes(std::span(note)));
    switch (in.fixed<Noted>()) {
    case Noted::Border:
        if (const auto level = in.fixed<std::uint8_t>(); m_note.border == 0 || level < m_note.border)
            m_note.border = level;
        return;
    case Noted::Street:
        if (m_note.street.empty())
            m_note.street = in.text();
        return;
    case Noted::Area:
        // A relation may name a way twice.
        if (const auto number = in.varint(); m_note.areas.empty() || m_note.areas.back() != number)
            m_note.areas.push_back(number);
        return;
    }
}

const MemberNote &MemberNotes::of(osmium::item_type type, osmium::object_id_type id)
{
    const auto next = [this] {
        const auto record = m_notes.next();
        m_nextKey.reset();
        if (record) {
            m_nextKey = record->key;
            m_nextNote.assign(reinterpret_cast<const char *>(record->bytes.data()), record->bytes.size());
        }
    };
    const auto key = keyOf(type, id);
    if (!std::exchange(m_reading, true))
        next();
    else if (key == m_askedFor)
        return m_note;
    m_askedFor = key;
    m_note.border = 0;
    m_note.street.clear();
    m_note.areas.clear();
    while (m_nextKey && *m_nextKey < key)
        next();
    while (m_nextKey && *m_nextKey == key) {
        take(m_nextNote);
        next();
    }
    return m_note;
}

} // namespace facteo::maps
