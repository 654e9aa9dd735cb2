// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_town.h"

#include "geo/distance.h"
#include "maps/osm_draft.h"
#include "maps/town_land.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;

constexpr double kOriginLat = 46.60;
constexpr double kOriginLon = 2.30;
/// The delivery depot stands in the industrial zone, near the second ring road and the goods yard.
constexpr Vec kDepotNear{1'330, 760};

/// The kinds of street that the plan draws.
const char *highwayOf(FeatureKind kind, bool inCountry)
{
    using enum FeatureKind;
    static const std::map<FeatureKind, const char *> kValues{{Primary, "primary"}, {Secondary, "secondary"},
        {Tertiary, "tertiary"}, {LivingStreet, "living_street"}, {Pedestrian, "pedestrian"},
        {Track, "track"}};
    const auto found = kValues.find(kind);
    if (found != kValues.end())
        return found->second;
    return inCountry ? "unclassified" : "residential";
}

/// Pieces of a street between the river banks are bridges.
void addStreet(const TownPlan &plan, const TownStreet &street, OsmDraft &draft)
{
    const auto isOverWater = [&](std::size_t i) {
        return contains(plan.riverBanks, mix(street.line[i], street.line[i + 1], 0.5));
    };
    for (std::size_t i = 0; i + 1 < street.line.size();) {
        const bool bridge = isOverWater(i);
        Line piece{street.line[i]};
        while (i + 1 < street.line.size() && isOverWater(i) == bridge)
            piece.push_back(street.line[++i]);
        OsmTags tags{{"highway", highwayOf(*street.kind, street.name.starts_with("Chemin"))}};
        if (!street.name.empty())
            tags.emplace_back("name", street.name);
        if (!street.ref.empty())
            tags.emplace_back("ref", street.ref);
        if (bridge) {
            tags.emplace_back("bridge", "yes");
            tags.emplace_back("layer", "1");
        }
        draft.way(positionsOf(piece), std::move(tags));
    }
}

void addBuildings(const DemoTown &town, OsmDraft &draft)
{
    for (std::size_t b = 0; b < town.houses.buildings.size(); ++b) {
        const auto &building = town.houses.buildings[b];
        OsmTags tags{{"building", building.kind}};
        if (b == town.depotBuilding)
            tags = {{"building", "industrial"}, {"amenity", "post_depot"},
                {"name", "Plateforme de distribution du courrier"}, {"operator", "La Poste"}};
        else if (!building.name.empty())
            tags.emplace_back("name", building.name);
        if (building.amenity != nullptr)
            tags.emplace_back("amenity", building.amenity);
        draft.area(positionsOf(building.ring), std::move(tags));
    }
}

void addAddresses(const DemoTown &town, OsmDraft &draft)
{
    for (const auto &address : town.houses.addresses)
        draft.node(townPosition(address.door),
            {{"addr:housenumber", address.number},
                {"addr:street", town.plan.web.streets()[address.street].name},
                {"addr:postcode", kDemoTownPostcode}, {"addr:city", communeAt(town.plan, address.door)}});
}

void addCommune(OsmDraft &draft)
{
    const std::vector<Vec> corners{{-2'900, -1'600}, {-1'700, -2'700}, {200, -2'350}, {1'500, -2'150},
        {2'600, -1'500}, {3'000, 100}, {2'700, 1'900}, {1'300, 2'350}, {-300, 2'500}, {-1'800, 2'450},
        {-2'700, 1'500}, {-2'850, 200}};
    const auto outline = draft.area(positionsOf(corners), {});
    draft.relation(
        {{outline, "outer"}}, {{"type", "boundary"}, {"boundary", "administrative"}, {"admin_level", "8"},
                                  {"name", kDemoTownName}, {"postal_code", kDemoTownPostcode}});
}

void chooseDepot(DemoTown &town)
{
    double nearest = std::numeric_limits<double>::max();
    for (std::size_t b = 0; b < town.houses.buildings.size(); ++b) {
        const auto &building = town.houses.buildings[b];
        if (building.kind != std::string_view("industrial") || areaOf(building.ring) < 1'200)
            continue;
        const Vec middle = insideOf(building.ring);
        if (const double away = length(middle - kDepotNear); away < nearest) {
            nearest = away;
            town.depotBuilding = b;
            town.depotDoor = middle;
        }
    }
}

} // namespace

protocol::Position townPosition(Vec point)
{
    const double perDegree = geo::kEarthRadiusMetres * std::numbers::pi / 180;
    return geo::positionOf(kOriginLat + point.y / perDegree,
        kOriginLon + point.x / (perDegree * std::cos(kOriginLat * std::numbers::pi / 180)));
}

std::string communeAt(const TownPlan &plan, Vec point)
{
    for (const auto &village : plan.villages)
        if (village.people > 300 && length(point - village.centre) < 750)
            return village.name;
    return kDemoTownName;
}

DemoTown makeDemoTown(std::uint64_t seed)
{
    DemoTown town;
    town.plan = planTown(seed);
    town.houses = buildHouses(town.plan, seed + 2);
    chooseDepot(town);
    return town;
}

std::expected<void, WriteError> writeTown(const DemoTown &town, const std::filesystem::path &file)
{
    OsmDraft draft;
    addGround(town, kDemoTownSeed, draft);
    addWaterAndRails(town, draft);
    for (const auto &street : town.plan.web.streets())
        if (street.kind)
            addStreet(town.plan, street, draft);
    addBuildings(town, draft);
    addAddresses(town, draft);
    addPoints(town, draft);
    addCommune(draft);
    return draft.write(file);
}

} // namespace facteo::maps
