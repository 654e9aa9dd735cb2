// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/demo_town.h"
#include "maps/osm_draft.h"

namespace facteo::maps {

/// Rings and lines of the drawing board as positions.
[[nodiscard]] std::vector<protocol::Position> positionsOf(const std::vector<plane::Vec> &points);

/// River, island, brooks, ponds, railway.
void addWaterAndRails(const DemoTown &town, OsmDraft &draft);
/// Quarters, fields, woods, parks, squares and everything else that covers the ground.
void addGround(const DemoTown &town, std::uint64_t seed, OsmDraft &draft);
/// Place names, shops, schools, letter boxes, trees.
void addPoints(const DemoTown &town, OsmDraft &draft);

} // namespace facteo::maps
