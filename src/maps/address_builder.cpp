// SPDX-License-Identifier: Apache-2.0
#include "maps/address_builder.h"

#include "maps/address_format.h"
#include "maps/address_writer.h"
#include "maps/street_group.h"

#include <utility>
#include <xxhash.h>

namespace facteo::maps {
namespace {

/// In m_placed, before each draft.
enum class DraftKind : std::uint8_t { Street, Place };

SortKey keyOfName(std::string_view name)
{
    const auto folded = foldedKey(name);
    const auto hash = XXH3_128bits(folded.data(), folded.size());
    return {.high = hash.high64, .low = hash.low64};
}

/// After all settlements.
SortKey keyOfPoint(WorldPoint point)
{
    return {.high = 1, .low = format::mortonOf(point)};
}

SortKey keyOfPlace(const PlaceDraft &place)
{
    if (isSettlement(place.kind))
        return {.high = 0, .low = std::uint64_t{255} - place.rank};
    return keyOfPoint(place.point);
}

} // namespace

AddressBuilder::AddressBuilder(const WriterRoom &room)
    : m_room(room), m_said(room.scratch, room.memory / 2), m_placed(room.scratch, room.memory / 2)
{
}

void AddressBuilder::add(const StreetDraft &street)
{
    ByteWriter record;
    encode(street, record);
    m_said.add(keyOfName(street.name), record.bytes());
}

void AddressBuilder::add(const PlaceDraft &place)
{
    ByteWriter record;
    record.fixed(DraftKind::Place);
    encode(place, record);
    m_placed.add(keyOfPlace(place), record.bytes());
}

void AddressBuilder::bringTogether()
{
    StreetGroup group;
    const auto finish = [&] {
        for (const auto &street : group.take()) {
            ByteWriter record;
            record.fixed(DraftKind::Street);
            encode(street, record);
            m_placed.add(keyOfPoint(street.middle.value_or(WorldPoint{})), record.bytes());
        }
    };
    std::optional<SortKey> name;
    while (const auto record = m_said.next()) {
        if (name && *name != record->key)
            finish();
        name = record->key;
        ByteReader reader(record->bytes);
        group.add(decodeStreet(reader));
    }
    finish();
}

AddressCounts AddressBuilder::write(const SectionSink &sink)
{
    bringTogether();
    AddressWriter writer(m_room);
    while (const auto record = m_placed.next()) {
        ByteReader reader(record->bytes);
        if (reader.fixed<DraftKind>() == DraftKind::Street)
            writer.add(decodeStreet(reader));
        else
            writer.add(decodePlace(reader));
    }
    const auto counts = writer.finish(sink);
    m_textFault = writer.fault();
    return counts;
}

std::optional<WriteError> AddressBuilder::fault() const
{
    if (m_said.fault())
        return m_said.fault();
    return m_placed.fault() ? m_placed.fault() : m_textFault;
}

} // namespace facteo::maps
