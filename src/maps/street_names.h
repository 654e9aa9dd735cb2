// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/plane.h"

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace facteo::maps {

/// Where a street lies decides what it is called after.
enum class NameStyle : std::uint8_t {
    OldTown, ///< Rue des Tanneurs, Venelle du Puits
    Town,    ///< Rue Victor-Hugo, Rue du 4-Septembre
    Avenue,  ///< Avenue Jean-Jaurès
    Gardens, ///< Allée des Mésanges
    Works,   ///< Rue Denis-Papin
    Village, ///< Rue du Lavoir
    Country, ///< Chemin des Vignes
};

/// Hands out street names of an invented town; none twice.
class StreetNames
{
public:
    explicit StreetNames(std::uint64_t seed);

    /// `length` in metres: short streets become lanes and passages. `deadEnd`: Impasse.
    [[nodiscard]] std::string draw(NameStyle style, double length, bool deadEnd);
    /// Takes a name out of the draw because it is used already.
    void reserve(const std::string &name) { m_used.insert(name); }

private:
    [[nodiscard]] std::string typeFor(NameStyle style, double length, bool deadEnd, bool person);

    plane::Dice m_dice;
    std::set<std::string> m_used;
    /// Per style: what is left to draw from, shuffled; when all is used, the same again with another type.
    struct Pool
    {
        std::vector<std::string> names;
        std::size_t next = 0;
    };
    std::array<Pool, 7> m_pools;
};

} // namespace facteo::maps
