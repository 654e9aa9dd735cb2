// SPDX-License-Identifier: Apache-2.0
#include "maps/address_builder.h"
#include "maps/address_index.h"

#include <utility>

namespace facteo::maps {

using namespace format;

namespace {

constexpr std::uint8_t kOsmBit = std::to_underlying(AddressSource::Osm);
constexpr std::uint8_t kBanBit = std::to_underlying(AddressSource::Ban);

} // namespace

void AddressIndex::pourInto(AddressBuilder &builder, const IsRenewed &isRenewed) const
{
    std::size_t sample = 0;
    for (std::uint32_t number = 0; number < m_places.size(); ++number) {
        const auto entry = m_places[number];
        if (entry.kind != kStreet) {
            builder.add(PlaceDraft{.kind = static_cast<FeatureKind>(entry.kind),
                .rank = entry.rank,
                .name = std::string(text(entry.name)),
                .city = std::string(text(entry.city)),
                .postcode = std::string(text(entry.postcode)),
                .point = entry.point});
            continue;
        }
        StreetDraft street{.name = std::string(text(entry.name)),
            .city = std::string(text(entry.city)),
            .postcode = std::string(text(entry.postcode))};
        auto official = street;
        for (; sample < m_samples.size() && m_samples[sample].entry == number; ++sample)
            street.line.push_back(m_samples[sample].point);
        for (std::uint32_t i = 0; i < entry.addresses; ++i) {
            const auto address = m_addresses[entry.firstAddress + i];
            const auto source = static_cast<AddressSource>(address.source);
            (source == AddressSource::Ban ? official : street)
                .houses.push_back(
                    {.label = std::string(text(address.label)), .point = address.point, .source = source});
        }
        if ((entry.sources & kOsmBit) != 0) {
            street.sources = kOsmBit;
            street.middle = entry.point;
            builder.add(street);
        }
        official.commune = text(entry.commune);
        if ((entry.sources & kBanBit) == 0 || isRenewed(official.commune))
            continue;
        official.sources = kBanBit;
        official.locality = text(entry.locality);
        for (std::uint32_t i = entry.nameWords; i < entry.words; ++i)
            official.words.append(m_tokens.text(m_words[entry.firstWord + i])).append(" ");
        builder.add(official);
    }
}

} // namespace facteo::maps
