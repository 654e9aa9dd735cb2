// SPDX-License-Identifier: Apache-2.0
#include "maps/town_land.h"

#include "maps/block_cutter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;

void addLine(OsmDraft &draft, const Line &line, OsmTags tags)
{
    draft.way(positionsOf(line), std::move(tags));
}

void addArea(OsmDraft &draft, const Ring &ring, OsmTags tags)
{
    draft.area(positionsOf(ring), std::move(tags));
}

void addBrook(OsmDraft &draft, const std::vector<Vec> &through, const char *name)
{
    // Brooks wind more than anybody would draw.
    Line line = smooth(through, 28);
    for (std::size_t i = 1; i + 1 < line.size(); ++i)
        line[i] = line[i] +
                  leftOf(unit(line[i + 1] - line[i - 1])) * (14 * std::sin(static_cast<double>(i) * 0.7) +
                                                                9 * std::sin(static_cast<double>(i) * 1.9));
    addLine(draft, line, {{"waterway", "stream"}, {"name", name}});
}

Ring pond(Vec centre, double longHalf, double shortHalf)
{
    Line around;
    for (int i = 0; i <= 16; ++i) {
        const double angle = (i % 16) * std::numbers::pi / 8;
        const double wobble = 1 + 0.14 * std::sin(angle * 3) + 0.08 * std::cos(angle * 5);
        around.push_back(centre + Vec{std::cos(angle) * longHalf, std::sin(angle) * shortHalf} * wobble);
    }
    return closedFrom(around);
}

bool crossesMainRoad(const TownPlan &plan, Vec point)
{
    return std::ranges::any_of(plan.web.streets(), [&](const TownStreet &street) {
        return street.kind && *street.kind <= FeatureKind::Secondary && distanceTo(street.line, point) < 24;
    });
}

/// Two tracks, on bridges over the main roads.
void addTracks(const TownPlan &plan, OsmDraft &draft)
{
    for (const double aside : {-2.2, 2.2}) {
        const Line track = beside(plan.railway, aside);
        const double total = lengthOf(track);
        double from = 0;
        bool onBridge = false;
        for (double at = 0; at < total; at += 12) {
            const bool bridge = crossesMainRoad(plan, standOn(track, at).point);
            if (bridge == onBridge && at + 12 < total)
                continue;
            const double to = at + 12 >= total ? total : at;
            OsmTags tags{{"railway", "rail"}, {"electrified", "contact_line"}};
            if (onBridge) {
                tags.emplace_back("bridge", "yes");
                tags.emplace_back("layer", "1");
            }
            if (to - from > 1)
                addLine(draft, pieceOf(track, from, to), std::move(tags));
            from = to;
            onBridge = bridge;
        }
    }
}

/// Smooth random hills between -1 and 1: woods stand where they are high.
double hills(Vec at)
{
    const double x = at.x / 1'000;
    const double y = at.y / 1'000;
    return (std::sin(x * 1.7 + 1.3) * std::cos(y * 1.9 - 0.4) + 0.6 * std::sin(x * 3.1 - y * 2.3 + 0.8) +
               0.35 * std::cos(x * 5.3 + y * 4.1)) /
           1.95;
}

/// The edge of a wood is nowhere quite straight. It only grows: neighbouring woods leave no gap.
Ring roughened(const Ring &ring, double by, Dice &dice)
{
    Line around;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vec a = ring[i];
        const Vec b = ring[(i + 1) % ring.size()];
        const int pieces = std::max(1, static_cast<int>(length(b - a) / 45));
        around.push_back(a);
        for (int k = 1; k < pieces; ++k)
            around.push_back(
                mix(a, b, static_cast<double>(k) / pieces) + leftOf(unit(b - a)) * dice.between(-by, 0));
    }
    around.push_back(around.front());
    return closedFrom(smooth({around.begin(), around.end()}, 14));
}

void addField(const DemoTown &town, const Ring &field, Dice &dice, OsmDraft &draft)
{
    const Vec middle = insideOf(field);
    const double height = hills(middle);
    const double toRiver = distanceTo(town.plan.river, middle);
    if (height > 0.36 && toRiver > 250) {
        addArea(draft, roughened(field, 9, dice), {{"landuse", "forest"}});
    } else if (toRiver < 330 || height > 0.22 || dice.chance(0.14)) {
        addArea(draft, field, {{"landuse", "meadow"}});
    } else if (height < -0.42 && dice.chance(0.75)) {
        addArea(draft, field, {{"landuse", dice.chance(0.7) ? "vineyard" : "orchard"}});
    } else {
        addArea(draft, field, {{"landuse", "farmland"}});
    }
}

void addStadium(const TownRegion &block, OsmDraft &draft)
{
    addArea(draft, block.ring, {{"leisure", "park"}, {"name", block.name}});
    const auto axis = axisOf(block.ring);
    const Vec across = leftOf(axis.direction);
    for (const double x : {-62.0, 62.0}) {
        const Vec centre = axis.centre + axis.direction * x;
        const Vec u = axis.direction * 50;
        const Vec v = across * 32;
        const Ring pitch{centre - u - v, centre + u - v, centre + u + v, centre - u + v};
        if (std::ranges::all_of(pitch, [&](Vec corner) { return contains(block.ring, corner); }))
            addArea(draft, closedFrom(Line(pitch.begin(), pitch.end())),
                {{"leisure", "pitch"}, {"sport", "soccer"}});
    }
}

/// Paths across a park, from corner to corner through its middle.
void addParkPaths(const TownRegion &block, OsmDraft &draft)
{
    const Vec middle = insideOf(block.ring);
    const std::size_t step = std::max<std::size_t>(1, block.ring.size() / 5);
    for (std::size_t i = 0; i < block.ring.size(); i += step) {
        const Vec corner = block.ring[i];
        const Vec bend = mix(corner, middle, 0.5) + leftOf(middle - corner) * 0.12;
        if (contains(block.ring, bend))
            addLine(draft, smooth({corner, bend, middle}, 12), {{"highway", "footway"}});
    }
    addArea(draft, pond(middle + Vec{0, -22}, 16, 9), {{"natural", "water"}});
}

void addQuarter(const TownRegion &region, OsmDraft &draft)
{
    switch (region.district) {
    case District::OldTown:
    case District::Station:
    case District::Faubourg:
    case District::Gardens:
    case District::Estate:
    case District::Village:
        addArea(draft, region.ring, {{"landuse", "residential"}});
        break;
    case District::Works:
        addArea(draft, region.ring, {{"landuse", "industrial"}, {"name", region.name}});
        break;
    case District::Railway:
        addArea(draft, region.ring, {{"landuse", "railway"}});
        break;
    case District::Square:
        addArea(draft, region.ring, {{"highway", "pedestrian"}, {"area", "yes"}, {"name", region.name}});
        break;
    case District::Country:
    case District::Water:
    case District::Park:
    case District::Cemetery:
    case District::School:
    case District::Hospital:
    case District::Stadium:
    case District::Parking:
        break;
    }
}

/// Behind the houses are gardens.
void addBackyards(const TownRegion &block, Dice &dice, OsmDraft &draft)
{
    if (!dice.chance(block.district == District::Station ? 0.35 : 0.65))
        return;
    const char *use = dice.chance(0.08) ? "allotments" : "grass";
    for (const auto &garden : inset(block.ring, block.district == District::Gardens ? 34 : 27))
        if (areaOf(garden) > 700)
            addArea(draft, garden, {{"landuse", use}});
}

void addBlock(const DemoTown &town, const TownRegion &block, Dice &dice, OsmDraft &draft)
{
    switch (block.district) {
    case District::Country:
        for (const auto &field :
            cutIntoBlocks(block.ring, {.blockArea = 85'000, .skewDegrees = 9, .bow = 0}, dice).blocks)
            addField(town, field, dice, draft);
        break;
    case District::Park:
        addArea(draft, block.ring, {{"leisure", "park"}, {"name", block.name}});
        addParkPaths(block, draft);
        break;
    case District::Cemetery:
        addArea(draft, block.ring, {{"landuse", "cemetery"}, {"name", block.name}});
        break;
    case District::School:
        addArea(draft, block.ring, {{"amenity", "school"}, {"name", block.name}});
        break;
    case District::Hospital:
        addArea(draft, block.ring, {{"amenity", "hospital"}, {"name", block.name}});
        break;
    case District::Stadium:
        addStadium(block, draft);
        break;
    case District::Parking:
        addArea(draft, block.ring, {{"amenity", "parking"}, {"name", block.name}});
        break;
    case District::Estate:
        addArea(draft, block.ring, {{"landuse", "grass"}});
        break;
    case District::Station:
    case District::Faubourg:
    case District::Gardens:
    case District::Village:
        addBackyards(block, dice, draft);
        break;
    case District::OldTown:
    case District::Works:
    case District::Water:
    case District::Railway:
    case District::Square:
        break;
    }
}

} // namespace

std::vector<protocol::Position> positionsOf(const std::vector<Vec> &points)
{
    std::vector<protocol::Position> positions;
    positions.reserve(points.size());
    std::ranges::transform(points, std::back_inserter(positions), townPosition);
    return positions;
}

void addWaterAndRails(const DemoTown &town, OsmDraft &draft)
{
    const auto &plan = town.plan;
    const auto banks = draft.area(positionsOf(plan.riverBanks), {});
    const auto island =
        draft.area(positionsOf(plan.island), {{"place", "island"}, {"name", "Île des Lavandières"}});
    draft.relation({{banks, "outer"}, {island, "inner"}},
        {{"type", "multipolygon"}, {"natural", "water"}, {"water", "river"}, {"name", "Orle"}});
    addArea(draft,
        closedFrom(smooth(
            {{185, -407}, {240, -394}, {330, -384}, {372, -379}, {330, -395}, {250, -412}, {185, -407}}, 14)),
        {{"leisure", "park"}});
    addLine(draft, plan.river, {{"waterway", "river"}, {"name", "L'Orle"}});
    addLine(draft, Line{{150, -416}, {120, -436}, {96, -470}}, {{"waterway", "weir"}});
    addBrook(draft, {{-2'950, 3'950}, {-2'700, 2'900}, {-2'750, 1'900}, {-2'550, 700}, {-2'420, -690}},
        "Ruisseau du Gué");
    addBrook(
        draft, {{3'900, -3'950}, {3'350, -2'700}, {3'020, -1'750}, {2'950, -860}}, "Ruisseau de la Louvière");
    addBrook(draft, {{-4'500, -2'300}, {-3'800, -1'500}, {-3'350, -560}}, "Le Crot");
    addArea(draft, pond({-3'000, 2'330}, 130, 70), {{"natural", "water"}, {"name", "Étang de la Chaume"}});
    addArea(draft, pond({2'950, -2'300}, 85, 55), {{"natural", "water"}, {"name", "Étang du Breuil"}});
    addTracks(plan, draft);
}

void addGround(const DemoTown &town, std::uint64_t seed, OsmDraft &draft)
{
    Dice dice(seed);
    for (const auto &region : town.plan.regions)
        addQuarter(region, draft);
    for (const auto &block : town.plan.blocks)
        addBlock(town, block, dice, draft);
}

} // namespace facteo::maps
