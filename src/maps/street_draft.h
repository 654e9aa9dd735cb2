// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/bytes.h"
#include "maps/features.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace facteo::maps {

/// Who says so. Bits in package files.
enum class AddressSource : std::uint8_t {
    Osm = 1,
    Ban = 2, ///< Base Adresse Nationale
};

/// A house number on its way into the address index.
struct HouseDraft
{
    std::string label = {}; ///< as people read it: "12 bis"
    WorldPoint point = {};
    AddressSource source = AddressSource::Osm;
    std::uint8_t quality = 0; ///< of two equal numbers of one source the smaller one counts
};

/// What somebody says of one street of one city: numbers, points along it, or only that it is there.
struct StreetDraft
{
    std::string name = {}; ///< or, in the country, the place: "Le Moulin"
    std::string city = {}; ///< as in an address; may be empty
    std::string postcode = {};
    std::string commune = {};  ///< INSEE code; empty when nobody knows it
    std::string locality = {}; ///< within the commune, often a former commune: "Melay"
    std::string words = {};    ///< further words by which it is found, such as the city of La Poste
    std::uint8_t sources = 0;  ///< bits of AddressSource
    std::optional<WorldPoint> middle = std::nullopt;
    std::vector<WorldPoint> line = {}; ///< at most some 40 m between two of them
    std::vector<HouseDraft> houses = {};
};

/// A named point: a village, a pharmacy.
struct PlaceDraft
{
    FeatureKind kind = FeatureKind::Village;
    std::uint8_t rank = 0;
    std::string name = {};
    std::string city = {};
    std::string postcode = {};
    WorldPoint point = {};
};

void encode(const StreetDraft &street, ByteWriter &out);
void encode(const PlaceDraft &place, ByteWriter &out);
[[nodiscard]] StreetDraft decodeStreet(ByteReader &in);
[[nodiscard]] PlaceDraft decodePlace(ByteReader &in);

/// What gives a city to what lies around it.
[[nodiscard]] constexpr bool isSettlement(FeatureKind kind)
{
    return kind == FeatureKind::City || kind == FeatureKind::Town || kind == FeatureKind::Village;
}

/// The words of a name in one text with a blank behind each: equal for what people take for the same name.
[[nodiscard]] std::string foldedKey(std::string_view name);

/// Adds the points of a line, and more between them, so that a street without numbers is found by what is
/// near.
void addSamples(const std::vector<WorldPoint> &line, std::vector<WorldPoint> &into);

} // namespace facteo::maps
