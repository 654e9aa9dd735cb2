// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/street_names.h"
#include "maps/town_plan.h"

namespace facteo::maps {

/// The part of the town that was drawn by hand: river, railway, boulevards, squares, roads to the next towns.
struct TownSkeleton
{
    plane::Ring boulevards; ///< around the core; crosses the river twice
    plane::Ring outerRing;  ///< second ring road
    plane::Ring townEdge;
    plane::Ring riverSide; ///< between the quays
    plane::Ring railSide;  ///< between the fences
    /// A square or a village that its inner point makes known.
    struct Spot
    {
        plane::Vec point;
        District district;
        std::string name;
    };
    std::vector<Spot> spots;
};

/// Draws it into `plan` (river, railway, villages, streets not yet joined) and takes the names it uses.
[[nodiscard]] TownSkeleton drawSkeleton(TownPlan &plan, StreetNames &names);

} // namespace facteo::maps
