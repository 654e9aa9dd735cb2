// SPDX-License-Identifier: Apache-2.0
#include "maps/town_plan.h"

#include "maps/block_cutter.h"
#include "maps/town_skeleton.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;

CutStyle cutStyleOf(District district)
{
    switch (district) {
    case District::OldTown:
        return {.blockArea = 5'200, .skewDegrees = 14, .bow = 0.07};
    case District::Station:
        return {.blockArea = 11'000, .skewDegrees = 2, .bow = 0};
    case District::Faubourg:
        return {.blockArea = 21'000, .skewDegrees = 7, .bow = 0.04};
    case District::Gardens:
        return {.blockArea = 56'000, .skewDegrees = 10, .bow = 0.13};
    case District::Estate:
        return {.blockArea = 70'000, .skewDegrees = 3, .bow = 0.03};
    case District::Works:
        return {.blockArea = 75'000, .skewDegrees = 3, .bow = 0.02};
    case District::Village:
        return {.blockArea = 19'000, .skewDegrees = 14, .bow = 0.06};
    case District::Country:
        return {.blockArea = 620'000, .skewDegrees = 16, .bow = 0.07};
    case District::Water:
    case District::Railway:
    case District::Square:
    case District::Park:
    case District::Cemetery:
    case District::School:
    case District::Hospital:
    case District::Stadium:
    case District::Parking:
        return {.blockArea = std::numeric_limits<double>::max()};
    }
    std::unreachable();
}

NameStyle nameStyleOf(District district)
{
    switch (district) {
    case District::OldTown:
        return NameStyle::OldTown;
    case District::Gardens:
        return NameStyle::Gardens;
    case District::Works:
        return NameStyle::Works;
    case District::Village:
        return NameStyle::Village;
    case District::Country:
        return NameStyle::Country;
    case District::Station:
    case District::Faubourg:
    case District::Estate:
    case District::Water:
    case District::Railway:
    case District::Square:
    case District::Park:
    case District::Cemetery:
    case District::School:
    case District::Hospital:
    case District::Stadium:
    case District::Parking:
        return NameStyle::Town;
    }
    std::unreachable();
}

/// Which district a region between the drawn lines becomes.
District districtOf(const TownSkeleton &skeleton, Vec point)
{
    if (contains(skeleton.riverSide, point))
        return District::Water;
    if (contains(skeleton.railSide, point))
        return District::Railway;
    if (contains(skeleton.boulevards, point))
        return point.y > -400 ? District::OldTown : District::Faubourg;
    if (!contains(skeleton.townEdge, point))
        return District::Country;
    if (contains(skeleton.outerRing, point)) {
        const bool bySouthOfRails = point.y > 440 && point.y < 880 && std::abs(point.x) < 700;
        return bySouthOfRails ? District::Station : District::Faubourg;
    }
    if (point.x > 1'150 && point.y > -650 && point.y < 1'450)
        return District::Works;
    const bool northOfBoulevard = point.y > 1'150 && point.x > -250 && point.x < 1'250;
    return northOfBoulevard ? District::Estate : District::Gardens;
}

std::string quarterOf(District district, Vec at)
{
    switch (district) {
    case District::OldTown:
        return "Vieille Ville";
    case District::Station:
        return "Gare";
    case District::Estate:
        return "Les Grands-Champs";
    case District::Works:
        return "Zone d'activités du Grand-Pré";
    case District::Faubourg:
        if (at.y < -400)
            return at.x < 0 ? "Saint-Pierre" : "Les Tanneries";
        if (at.x < -500)
            return at.y > 500 ? "Faubourg d'Issoudun" : "Saint-Lazare";
        return at.y > 700 ? "Derrière-la-Gare" : "Faubourg de Bourges";
    case District::Gardens:
        if (at.y > 900)
            return at.x < 0 ? "La Garenne" : "Bel-Air";
        if (at.y > -500)
            return at.x < 0 ? "Les Rives" : "Les Prés-Hauts";
        return at.x < -200 ? "Les Coteaux" : "Beausoleil";
    case District::Village:
    case District::Country:
    case District::Water:
    case District::Railway:
    case District::Square:
    case District::Park:
    case District::Cemetery:
    case District::School:
    case District::Hospital:
    case District::Stadium:
    case District::Parking:
        return {};
    }
    std::unreachable();
}

/// The village whose centre is close enough to a point.
const TownVillage *villageAt(const std::vector<TownVillage> &villages, Vec point)
{
    for (const auto &village : villages)
        if (length(point - village.centre) < 150 + village.people * 0.2)
            return &village;
    return nullptr;
}

std::vector<TownRegion> namedRegions(const TownPlan &plan, const TownSkeleton &skeleton)
{
    std::vector<TownRegion> regions;
    for (auto &ring : plan.web.regions()) {
        const Vec inside = insideOf(ring);
        TownRegion region{.ring = std::move(ring), .district = districtOf(skeleton, inside), .name = {}};
        region.name = quarterOf(region.district, inside);
        const auto spot = std::ranges::find_if(skeleton.spots,
            [&](const auto &s) { return s.district == District::Square && contains(region.ring, s.point); });
        if (spot != skeleton.spots.end()) {
            region.district = spot->district;
            region.name = spot->name;
        } else if (const auto *village = villageAt(plan.villages, inside);
            village != nullptr && region.district == District::Country && areaOf(region.ring) < 400'000) {
            region.district = District::Village;
            region.name = village->name;
        }
        regions.push_back(std::move(region));
    }
    return regions;
}

FeatureKind kindOfCut(District district, const Line &cut, double metres, Dice &dice)
{
    if (district == District::Country)
        return dice.chance(0.3) ? FeatureKind::Residential : FeatureKind::Track;
    if (district == District::OldTown) {
        const Vec middle = standOn(cut, metres / 2).point;
        if (length(middle) < 210)
            return FeatureKind::Pedestrian;
        return dice.chance(0.3) ? FeatureKind::LivingStreet : FeatureKind::Residential;
    }
    return metres > 560 && district != District::Works ? FeatureKind::Tertiary : FeatureKind::Residential;
}

void addCut(TownPlan &plan, District district, Line cut, StreetNames &names, Dice &dice)
{
    const double metres = lengthOf(cut);
    const auto kind = kindOfCut(district, cut, metres, dice);
    const auto style =
        district == District::Estate && dice.chance(0.4) ? NameStyle::Gardens : nameStyleOf(district);
    std::string name = kind == FeatureKind::Track ? "" : names.draw(style, metres, false);
    plan.web.add({.line = std::move(cut),
        .kind = kind,
        .name = std::move(name),
        .hasHouses = kind != FeatureKind::Track});
}

/// Curved dead ends into the middle of a garden block, from its longest side.
void addDeadEnds(TownPlan &plan, const Ring &block, StreetNames &names, Dice &dice)
{
    const auto axis = axisOf(block);
    if (axis.shortSide < 120 || areaOf(block) < 22'000)
        return;
    const int count = axis.longSide > 300 ? 2 : 1;
    for (int i = 0; i < count; ++i) {
        const double share = count == 1 ? dice.between(-0.12, 0.12) : (i == 0 ? -0.24 : 0.24);
        const Vec across = leftOf(axis.direction) * (dice.chance(0.5) ? 1 : -1);
        const Vec middle = axis.centre + axis.direction * (axis.longSide * share);
        // From the middle outwards until the border is crossed: there the dead end begins.
        double out = 0;
        while (contains(block, middle + across * out) && out < 400)
            out += 0.5;
        if (out < 40 || !contains(block, middle))
            continue;
        const Vec mouth = middle + across * out;
        const double deep = dice.between(0.15, 0.45) * axis.shortSide;
        const Vec bend =
            axis.direction * (dice.between(0.12, 0.35) * axis.shortSide * (dice.chance(0.5) ? 1 : -1));
        Line line = smooth(
            {mouth, mix(mouth, middle, 0.6), middle + bend * 0.3, middle - across * deep * 0.5 + bend}, 12);
        if (!std::ranges::all_of(line.begin() + 1, line.end(), [&](Vec p) { return contains(block, p); }))
            continue;
        const double metres = lengthOf(line);
        const bool impasse = dice.chance(0.6);
        plan.web.add({.line = std::move(line),
            .kind = FeatureKind::Residential,
            .name = names.draw(NameStyle::Gardens, metres, impasse)});
    }
}

void cutRegions(TownPlan &plan, StreetNames &names, Dice &dice)
{
    for (const auto &region : plan.regions) {
        auto cut = cutIntoBlocks(region.ring, cutStyleOf(region.district), dice);
        for (auto &line : cut.cuts)
            addCut(plan, region.district, std::move(line), names, dice);
        if (region.district == District::Gardens)
            for (const auto &block : cut.blocks)
                addDeadEnds(plan, block, names, dice);
    }
}

/// Streets that nothing connects to the church square are no streets: a postman could not get there.
void dropUnreachable(StreetWeb &web)
{
    std::map<Vec, std::set<std::size_t>> streetsAt;
    for (std::size_t s = 0; s < web.streets().size(); ++s)
        if (web.streets()[s].kind)
            for (const Vec corner : web.streets()[s].line)
                streetsAt[corner].insert(s);
    std::vector<bool> reached(web.streets().size(), false);
    std::vector<std::size_t> open{0}; // the first street drawn is a boulevard
    reached[0] = true;
    while (!open.empty()) {
        const auto street = open.back();
        open.pop_back();
        for (const Vec corner : web.streets()[street].line)
            for (const auto other : streetsAt[corner])
                if (!reached[other]) {
                    reached[other] = true;
                    open.push_back(other);
                }
    }
    std::vector<TownStreet> kept;
    for (std::size_t s = 0; s < web.streets().size(); ++s)
        if (reached[s] || !web.streets()[s].kind)
            kept.push_back(std::move(web.streets()[s]));
    web.streets() = std::move(kept);
}

struct Reservation
{
    District district;
    const char *name;
    Vec near;
    double leastArea;
    double mostArea;
    District within;
};

const std::vector<Reservation> &reservations()
{
    using enum District;
    static const std::vector<Reservation> kReservations{
        {Park, "Jardin des Plantes", {-820, -150}, 12'000, 42'000, Faubourg},
        {Park, "Parc de la Garenne", {-900, 1'560}, 30'000, 110'000, Gardens},
        {Park, "Square Jean-Moulin", {420, 640}, 4'000, 16'000, Station},
        {Park, "Parc des Tanneries", {760, -760}, 10'000, 42'000, Faubourg},
        {Park, "Jardin de l'Évêché", {180, -120}, 2'500, 9'000, OldTown},
        {Cemetery, "Cimetière Saint-Lazare", {-1'650, 420}, 20'000, 110'000, Gardens},
        {Cemetery, "Cimetière du Sud", {350, -1'640}, 15'000, 90'000, Gardens},
        {School, "École Jules-Ferry", {-330, 330}, 2'500, 9'000, OldTown},
        {School, "Lycée George-Sand", {880, 560}, 10'000, 42'000, Faubourg},
        {School, "Collège Alain-Fournier", {-900, 480}, 10'000, 42'000, Faubourg},
        {School, "École Louise-Michel", {430, 1'640}, 20'000, 120'000, Estate},
        {School, "École de la Vallée", {-700, -960}, 10'000, 42'000, Faubourg},
        {School, "École Pauline-Kergomard", {560, -1'060}, 10'000, 42'000, Faubourg},
        {Hospital, "Centre hospitalier", {-480, 1'080}, 12'000, 60'000, Faubourg},
        {Stadium, "Stade municipal", {1'500, -1'150}, 30'000, 110'000, Gardens},
        {Stadium, "Complexe sportif des Coteaux", {-1'300, -1'380}, 25'000, 110'000, Gardens},
        {Parking, "Parking du Rempart", {430, 60}, 2'000, 7'000, OldTown},
    };
    return kReservations;
}

void reserveBlocks(TownPlan &plan)
{
    for (const auto &wanted : reservations()) {
        TownRegion *best = nullptr;
        double nearest = std::numeric_limits<double>::max();
        for (auto &block : plan.blocks) {
            const double area = areaOf(block.ring);
            if (block.district != wanted.within || area < wanted.leastArea || area > wanted.mostArea)
                continue;
            const double away = length(insideOf(block.ring) - wanted.near);
            if (away < nearest) {
                nearest = away;
                best = &block;
            }
        }
        if (best == nullptr)
            continue;
        best->district = wanted.district;
        best->name = wanted.name;
        // A dead end that led into it was never built.
        std::erase_if(plan.web.streets(), [&](const TownStreet &street) {
            return street.kind && contains(best->ring, street.line.back()) &&
                   contains(best->ring, street.line[street.line.size() / 2]);
        });
    }
}

} // namespace

const TownRegion *regionAt(const std::vector<TownRegion> &regions, Vec point)
{
    const auto found =
        std::ranges::find_if(regions, [&](const TownRegion &region) { return contains(region.ring, point); });
    return found == regions.end() ? nullptr : &*found;
}

TownPlan planTown(std::uint64_t seed)
{
    Dice dice(seed);
    StreetNames names(seed + 1);
    TownPlan plan;
    const auto skeleton = drawSkeleton(plan, names);
    plan.web.joinCrossings();
    plan.regions = namedRegions(plan, skeleton);
    cutRegions(plan, names, dice);
    plan.web.joinCrossings();
    dropUnreachable(plan.web);

    for (auto &ring : plan.web.regions()) {
        const auto *region = regionAt(plan.regions, insideOf(ring));
        plan.blocks.push_back({.ring = std::move(ring),
            .district = region != nullptr ? region->district : District::Country,
            .name = region != nullptr ? region->name : std::string()});
    }
    reserveBlocks(plan);
    return plan;
}

} // namespace facteo::maps
