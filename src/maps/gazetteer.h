// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <cstdint>
#include <string>
#include <vector>

namespace facteo::maps {

/// A piece of a street that has a name.
struct StreetPiece
{
    std::string name = {};
    std::vector<WorldPoint> line = {};
};

/// A house number as somebody mapped it. City and postcode are often empty: they follow from where it lies.
struct AddressPoint
{
    std::string number = {};
    std::string street = {}; ///< or, in the country, the place: "Le Moulin"
    std::string city = {};
    std::string postcode = {};
    WorldPoint point = {};
};

/// A named point that people look for: a village, a pharmacy.
struct NamedPoint
{
    FeatureKind kind = FeatureKind::Village;
    std::uint8_t rank = 0;
    std::string name = {};
    WorldPoint point = {};
};

/// A commune with its outline: it gives the city of what lies in it.
struct Commune
{
    std::string name = {};
    std::string postcode = {};
    int adminLevel = 8;
    std::vector<std::vector<WorldPoint>> rings = {}; ///< odd-even
};

/// Everything in an extract that has a name or a number: what the address index is made from.
struct Gazetteer
{
    std::vector<StreetPiece> streets = {};
    std::vector<AddressPoint> addresses = {};
    std::vector<NamedPoint> points = {};
    std::vector<Commune> communes = {};
};

} // namespace facteo::maps
