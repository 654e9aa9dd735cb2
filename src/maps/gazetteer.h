// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/address_builder.h"
#include "maps/features.h"
#include "maps/scratch_file.h"

#include <cstdint>
#include <optional>
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

/// Everything in an extract that has a name or a number, until the communes are known that say where it is.
///
/// Only communes and settlements are in memory (about 150 MB for the whole of France); the rest waits in a
/// scratch file, whose faults stick.
class Gazetteer
{
public:
    explicit Gazetteer(const WriterRoom &room = {});

    void add(const StreetPiece &piece);
    void add(const AddressPoint &address);
    void add(NamedPoint point);
    void add(Commune commune);

    [[nodiscard]] const std::vector<NamedPoint> &settlements() const { return m_settlements; }
    [[nodiscard]] const std::vector<Commune> &communes() const { return m_communes; }

    /// Gives everything to the builder, with its city.
    void pourInto(AddressBuilder &builder);

    [[nodiscard]] std::optional<WriteError> fault() const { return m_waiting.fault(); }

private:
    std::vector<NamedPoint> m_settlements;
    std::vector<Commune> m_communes;
    ScratchFile m_waiting;
};

} // namespace facteo::maps
