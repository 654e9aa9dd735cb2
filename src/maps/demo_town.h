// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/package_writer.h"
#include "maps/town_houses.h"
#include "maps/town_plan.h"
#include "protocol/words.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace facteo::maps {

inline constexpr const char *kDemoTownName = "Brancelle-sur-Orle";
inline constexpr const char *kDemoTownPostcode = "18990"; ///< no such code is in use
inline constexpr const char *kDemoTownAttribution = "Brancelle-sur-Orle, an invented town · Facteo Console";
/// The seed of the town that the product ships.
inline constexpr std::uint64_t kDemoTownSeed = 1845;

/// A French town of about 33,000 people that does not exist, with everything that a postman meets in it.
struct DemoTown
{
    TownPlan plan;
    TownHouses houses;
    std::size_t depotBuilding = 0; ///< index of the delivery depot among the buildings
    plane::Vec depotDoor;
};

/// About two seconds of one core. The same seed gives the same town.
[[nodiscard]] DemoTown makeDemoTown(std::uint64_t seed);

/// Where a point of the drawing board lies: the church square is at 46.60 N 2.30 E.
[[nodiscard]] protocol::Position townPosition(plane::Vec point);

/// The commune whose people live at a point: the town's or a village's name.
[[nodiscard]] std::string communeAt(const TownPlan &plan, plane::Vec point);

/// Writes the town as an OSM extract: nodes, ways, multipolygons, addr:* tags. Same town, same bytes.
[[nodiscard]] std::expected<void, WriteError> writeTown(
    const DemoTown &town, const std::filesystem::path &file);

} // namespace facteo::maps
