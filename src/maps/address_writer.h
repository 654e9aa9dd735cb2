// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/address_builder.h"
#include "maps/address_format.h"
#include "maps/scratch_file.h"
#include "maps/text_pool.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace facteo::maps {

/// Lays out the sections of the address index from entries that come in their order: settlements first, then
/// the rest along Morton's curve.
class AddressWriter
{
public:
    explicit AddressWriter(const WriterRoom &room);

    void add(const StreetDraft &street);
    void add(const PlaceDraft &place);

    AddressCounts finish(const SectionSink &sink);
    [[nodiscard]] std::optional<WriteError> fault() const;

private:
    void addEntry(format::PlaceEntry entry, const std::vector<std::string> &name,
        const std::vector<std::string> &others);
    void addHouses(const StreetDraft &street);
    void writePlaces(const SectionSink &sink) const;
    void writeTokens(const SectionSink &sink);
    void writeNumbers(const SectionSink &sink);
    void writeNearby(const SectionSink &sink);
    void writeTexts(const SectionSink &sink);

    TextPool m_texts;
    ScratchFile m_addresses;
    std::uint32_t m_addressCount = 0;
    std::uint32_t m_settlements = 0;
    AddressCounts m_counts;
    std::vector<format::PlaceEntry> m_places;
    std::vector<std::uint32_t> m_words; ///< numbers of words in the order in which they were first met
    std::unordered_map<std::string, std::uint32_t> m_wordNumbers;
    std::vector<std::uint64_t> m_near; ///< cell, then number of the address or sample
    std::vector<format::SampleEntry> m_samples;
};

} // namespace facteo::maps
