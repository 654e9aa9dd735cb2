// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/plane.h"
#include "maps/town_plan.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace facteo::maps {

struct TownBuilding
{
    plane::Ring ring;
    const char *kind = "yes"; ///< value of the building tag
    std::string name = {};
    const char *amenity = nullptr; ///< when the whole building is one
};

/// A letter box: the house number, the street, and where the door is.
struct TownAddress
{
    std::string number;
    std::size_t street = 0; ///< index into the web's streets
    plane::Vec door;
    plane::Vec onStreet; ///< the point of the street in front of the door
    double metres = 0;   ///< from the street's start to that point
};

struct TownHouses
{
    std::vector<TownBuilding> buildings;
    std::vector<TownAddress> addresses;
};

/// Builds along every street what its district builds: rows, villas, slabs, halls. Nothing overlaps, and
/// nothing stands on a street, in the river or on the railway. Odd numbers on the left, seen from the church.
[[nodiscard]] TownHouses buildHouses(const TownPlan &plan, std::uint64_t seed);

} // namespace facteo::maps
