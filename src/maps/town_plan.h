// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/plane.h"
#include "maps/street_names.h"
#include "maps/street_web.h"

#include <cstdint>
#include <string>
#include <vector>

namespace facteo::maps {

/// What is built in a region, and so how it is cut, named and filled with houses.
enum class District : std::uint8_t {
    OldTown,  ///< medieval core inside the boulevards
    Station,  ///< 19th-century quarter between core and railway
    Faubourg, ///< along the old roads out of town
    Gardens,  ///< lotissements with curved dead ends
    Estate,   ///< slabs of the 1970s
    Works,    ///< industrial zone
    Village,  ///< around the town
    Country,  ///< fields, woods and tracks
    Water,    ///< between the river banks
    Railway,  ///< between the fences
    Square,   ///< market, church and station squares
    Park,
    Cemetery,
    School,
    Hospital,
    Stadium,
    Parking,
};

struct TownRegion
{
    plane::Ring ring;
    District district = District::Country;
    std::string name; ///< of the quarter or village, park or school
};

struct TownVillage
{
    std::string name;
    plane::Vec centre;
    int people = 0;
};

/// The drawn part of the town (river, railway, boulevards, roads out) and the cut part (all other streets).
struct TownPlan
{
    plane::Line river;      ///< middle line, upstream first
    plane::Ring riverBanks; ///< outline of the water
    plane::Ring island;
    plane::Line railway;
    StreetWeb web;                   ///< joined
    std::vector<TownRegion> regions; ///< big ones: districts
    std::vector<TownRegion> blocks;  ///< the smallest ones: between streets
    std::vector<TownVillage> villages;
};

inline constexpr double kTownHalfWidth = 4'600;  ///< metres from the origin to the map's edge, east and west
inline constexpr double kTownHalfHeight = 4'200; ///< north and south

[[nodiscard]] TownPlan planTown(std::uint64_t seed);

/// The region that holds a point, Country outside all.
[[nodiscard]] const TownRegion *regionAt(const std::vector<TownRegion> &regions, plane::Vec point);

} // namespace facteo::maps
