// SPDX-License-Identifier: Apache-2.0
#include "maps/street_draft.h"

#include "geo/distance.h"
#include "maps/folding.h"
#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace facteo::maps {
namespace {

constexpr double kSampleMetres = 40;

std::string nextText(ByteReader &in)
{
    return std::string(in.text());
}

} // namespace

void encode(const StreetDraft &street, ByteWriter &out)
{
    for (const auto *text :
        {&street.name, &street.city, &street.postcode, &street.commune, &street.locality, &street.words})
        out.text(*text);
    out.fixed(street.sources);
    out.fixed(static_cast<std::uint8_t>(street.middle.has_value()));
    if (street.middle)
        out.fixed(*street.middle);
    out.varint(street.line.size());
    out.append(std::as_bytes(std::span(street.line)));
    out.varint(street.houses.size());
    for (const auto &house : street.houses) {
        out.text(house.label);
        out.fixed(house.point);
        out.fixed(house.source);
        out.fixed(house.quality);
    }
}

StreetDraft decodeStreet(ByteReader &in)
{
    StreetDraft street;
    for (auto *text :
        {&street.name, &street.city, &street.postcode, &street.commune, &street.locality, &street.words})
        *text = nextText(in);
    street.sources = in.fixed<std::uint8_t>();
    if (in.fixed<std::uint8_t>() != 0)
        street.middle = in.fixed<WorldPoint>();
    for (auto left = in.varint(); left > 0 && in.ok(); --left)
        street.line.push_back(in.fixed<WorldPoint>());
    for (auto left = in.varint(); left > 0 && in.ok(); --left) {
        HouseDraft house{.label = nextText(in)};
        house.point = in.fixed<WorldPoint>();
        house.source = in.fixed<AddressSource>();
        house.quality = in.fixed<std::uint8_t>();
        street.houses.push_back(std::move(house));
    }
    return street;
}

void encode(const PlaceDraft &place, ByteWriter &out)
{
    out.fixed(place.kind);
    out.fixed(place.rank);
    for (const auto *text : {&place.name, &place.city, &place.postcode})
        out.text(*text);
    out.fixed(place.point);
}

PlaceDraft decodePlace(ByteReader &in)
{
    PlaceDraft place;
    place.kind = in.fixed<FeatureKind>();
    place.rank = in.fixed<std::uint8_t>();
    for (auto *text : {&place.name, &place.city, &place.postcode})
        *text = nextText(in);
    place.point = in.fixed<WorldPoint>();
    return place;
}

std::string foldedKey(std::string_view name)
{
    std::string key;
    for (const auto &word : indexWords(name))
        key += word + ' ';
    return key;
}

void addSamples(const std::vector<WorldPoint> &line, std::vector<WorldPoint> &into)
{
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto a = line[i];
        const auto b = line[i + 1];
        const double metres = geo::distanceMetres(positionOf(a), positionOf(b));
        const int steps = std::max(1, static_cast<int>(metres / kSampleMetres));
        for (int k = 0; k < steps; ++k) {
            const double share = static_cast<double>(k) / steps;
            into.push_back({.x = static_cast<std::uint32_t>(std::lerp(a.x, b.x, share)),
                .y = static_cast<std::uint32_t>(std::lerp(a.y, b.y, share))});
        }
    }
    if (!line.empty())
        into.push_back(line.back());
}

} // namespace facteo::maps
