// SPDX-License-Identifier: Apache-2.0
#include "maps/town_houses.h"

#include "maps/town_ground.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;

/// How a district builds along its streets; metres.
struct BuildStyle
{
    double leastFront, mostFront; ///< width of a house
    double leastGap, mostGap;     ///< to its neighbour
    double rowShare;              ///< how often there is no gap at all
    double leastDepth, mostDepth;
    double leastSetback, mostSetback; ///< from the middle of the street to the façade
    double filled;                    ///< share of lots that are built on
    double wingShare;                 ///< how often a wing stands behind
    const char *kind;
};

const BuildStyle *buildStyleOf(District district)
{
    static constexpr BuildStyle kOldTown{6, 11.5, 0, 2, 0.96, 9, 13.5, 3.4, 4.2, 0.98, 0.45, "house"};
    static constexpr BuildStyle kStation{9, 17, 0, 4, 0.92, 10, 14, 6.5, 7, 0.95, 0.35, "apartments"};
    static constexpr BuildStyle kFaubourg{8, 14, 2, 9, 0.55, 8.5, 12, 6.2, 9.5, 0.88, 0.22, "house"};
    static constexpr BuildStyle kGardens{10, 15, 8, 14, 0.03, 8, 11.5, 10.5, 14, 0.9, 0.3, "house"};
    static constexpr BuildStyle kWorks{34, 85, 14, 34, 0, 26, 58, 20, 30, 0.75, 0.1, "industrial"};
    static constexpr BuildStyle kVillage{9, 18, 3, 14, 0.25, 8, 12, 6, 10, 0.74, 0.4, "house"};
    static constexpr BuildStyle kCountry{11, 24, 160, 900, 0, 9, 16, 18, 60, 0.34, 0.6, "farm"};
    static constexpr BuildStyle kSquare{8, 13, 0, 1, 1, 10, 13, 5, 5.5, 1, 0.3, "house"};
    switch (district) {
    case District::OldTown:
        return &kOldTown;
    case District::Station:
        return &kStation;
    case District::Faubourg:
        return &kFaubourg;
    case District::Gardens:
        return &kGardens;
    case District::Works:
        return &kWorks;
    case District::Village:
        return &kVillage;
    case District::Country:
        return &kCountry;
    case District::Square:
        return &kSquare;
    case District::Estate:
    case District::Water:
    case District::Railway:
    case District::Park:
    case District::Cemetery:
    case District::School:
    case District::Hospital:
    case District::Stadium:
    case District::Parking:
        return nullptr;
    }
    std::unreachable();
}

struct Door
{
    Vec door;
    Vec onStreet;
    double metres = 0;
    bool left = false;
};

class Builder
{
public:
    Builder(const TownPlan &plan, std::uint64_t seed) : m_plan(plan), m_dice(seed), m_ground(plan) {}

    TownHouses build()
    {
        for (const auto &block : m_plan.blocks)
            buildReserved(block);
        for (const auto &street : streetsByWeight()) {
            m_doors = std::move(m_stairs[street]);
            walkSide(street, true);
            walkSide(street, false);
            numberDoors(street);
        }
        return std::move(m_houses);
    }

private:
    /// Large roads first: their houses take the corners.
    [[nodiscard]] std::vector<std::size_t> streetsByWeight() const
    {
        std::vector<std::size_t> order;
        for (std::size_t s = 0; s < m_plan.web.streets().size(); ++s)
            if (m_plan.web.streets()[s].kind && m_plan.web.streets()[s].hasHouses)
                order.push_back(s);
        std::ranges::stable_sort(order, {}, [this](std::size_t s) { return *m_plan.web.streets()[s].kind; });
        return order;
    }

    void walkSide(std::size_t street, bool left)
    {
        const auto &line = m_plan.web.streets()[street].line;
        const auto total = lengthOf(line);
        double at = 2;
        const double side = left ? 1 : -1;
        while (at < total - 4) {
            const auto here = standOn(line, at);
            const Vec probe = here.point + leftOf(here.direction) * (side * 14);
            const auto *block = m_ground.blockAt(probe);
            const auto *style = buildStyleOf(block != nullptr ? block->district : District::Country);
            if (style == nullptr) {
                at += 8;
                continue;
            }
            const double front = m_dice.between(style->leastFront, style->mostFront);
            const double gap =
                m_dice.chance(style->rowShare) ? 0 : m_dice.between(style->leastGap, style->mostGap);
            if (!m_dice.chance(style->filled)) {
                at += front + gap;
                continue;
            }
            if (at + front > total - 1)
                return;
            // Where a corner is taken, the next house begins a little later.
            at += buildHouse(street, *style, at, front, side) ? front + gap : 2.5;
        }
    }

    bool buildHouse(std::size_t street, const BuildStyle &style, double at, double front, double side)
    {
        const auto &town = m_plan.web.streets()[street];
        const auto from = standOn(town.line, at);
        const auto to = standOn(town.line, at + front);
        const auto middle = standOn(town.line, at + front / 2);
        double setback = m_dice.between(style.leastSetback, style.mostSetback);
        if (style.mostGap < 100) {
            setback += *town.kind <= FeatureKind::Secondary  ? 4
                       : *town.kind <= FeatureKind::Tertiary ? 1.5
                                                             : 0;
        }
        const double depth = m_dice.between(style.leastDepth, style.mostDepth);
        // Façades follow the street: the sides of neighbours in a row coincide.
        const Vec outFrom = leftOf(from.direction) * side;
        const Vec outTo = leftOf(to.direction) * side;
        Ring house{from.point + outFrom * setback, to.point + outTo * setback,
            to.point + outTo * (setback + depth), from.point + outFrom * (setback + depth)};
        house = closedFrom(std::move(house));
        if (areaOf(house) < front * depth * 0.6 || !m_ground.isFree(house, street))
            return false;
        const Vec out = leftOf(middle.direction) * side;
        Ring whole = house;
        if (m_dice.chance(style.wingShare))
            whole = withWing(house, middle, out, setback + depth, front, style, street);
        m_ground.take(whole);
        m_houses.buildings.push_back({.ring = whole, .kind = style.kind});
        m_doors.push_back({.door = middle.point + out * (setback + 1.2),
            .onStreet = middle.point,
            .metres = at + front / 2,
            .left = side > 0});
        return true;
    }

    /// The house with a narrower wing behind one of its halves, when there is room.
    Ring withWing(const Ring &house, const Stand &middle, Vec out, double back, double front,
        const BuildStyle &style, std::size_t street)
    {
        const double width = front * m_dice.between(0.35, 0.55);
        const double deep = style.leastDepth * m_dice.between(0.4, 0.9);
        const double shift = (front - width) / 2 * (m_dice.chance(0.5) ? 0.98 : -0.98);
        const Vec base = middle.point + middle.direction * shift;
        const Vec half = middle.direction * (width / 2);
        Ring wing{base - half + out * (back - 0.6), base + half + out * (back - 0.6),
            base + half + out * (back + deep), base - half + out * (back + deep)};
        wing = closedFrom(std::move(wing));
        Ring outside{base - half + out * (back + 0.8), base + half + out * (back + 0.8),
            base + half + out * (back + deep), base - half + out * (back + deep)};
        outside = closedFrom(std::move(outside));
        if (!m_ground.isFree(outside, street))
            return house;
        return joined(house, wing).value_or(house);
    }

    void numberDoors(std::size_t street)
    {
        const auto &line = m_plan.web.streets()[street].line;
        // Numbers rise away from the church, as the post counted them.
        const bool backwards = length(line.front()) > length(line.back());
        std::ranges::stable_sort(
            m_doors, {}, [&](const Door &door) { return backwards ? -door.metres : door.metres; });
        std::array<int, 2> next{1, 2};
        std::array<int, 2> repeats{0, 0};
        for (const auto &door : m_doors) {
            const std::size_t side = door.left != backwards ? 0 : 1;
            std::string number = std::to_string(next[side]);
            // A house that was built between two others.
            if (next[side] > 2 && repeats[side] == 0 && m_dice.chance(0.035)) {
                number = std::to_string(next[side] - 2) + " bis";
                repeats[side] = 1;
            } else {
                next[side] += m_dice.chance(0.04) ? 4 : 2;
                repeats[side] = 0;
            }
            m_houses.addresses.push_back({.number = std::move(number),
                .street = street,
                .door = door.door,
                .onStreet = door.onStreet,
                .metres = door.metres});
        }
    }

    void buildReserved(const TownRegion &block)
    {
        if (block.district == District::Estate)
            buildSlabs(block);
        if (block.district == District::School || block.district == District::Hospital)
            buildWings(block);
        if (block.district == District::Square)
            buildOnSquare(block);
    }

    bool place(Ring ring, const char *kind, std::string name = {}, const char *amenity = nullptr)
    {
        ring = closedFrom(std::move(ring));
        if (!m_ground.isFree(ring, kNoStreet))
            return false;
        m_ground.take(ring);
        m_houses.buildings.push_back(
            {.ring = std::move(ring), .kind = kind, .name = std::move(name), .amenity = amenity});
        return true;
    }

    static Ring box(Vec centre, Vec along, double longHalf, double shortHalf)
    {
        const Vec u = along * longHalf;
        const Vec v = leftOf(along) * shortHalf;
        return {centre - u - v, centre + u - v, centre + u + v, centre - u + v};
    }

    /// Slabs of flats, parallel, with a letter box at each staircase.
    void buildSlabs(const TownRegion &block)
    {
        const auto axis = axisOf(block.ring);
        const Vec across = leftOf(axis.direction);
        for (double y = -axis.shortSide / 2 + 38; y < axis.shortSide / 2 - 26; y += 62)
            for (double x = -axis.longSide / 2 + 55; x < axis.longSide / 2 - 40; x += 96) {
                const Vec centre = axis.centre + axis.direction * (x + m_dice.between(-8, 8)) + across * y;
                const bool tower = m_dice.chance(0.16);
                const double half = tower ? 12 : m_dice.between(24, 37);
                const Vec along = m_dice.chance(0.8) ? axis.direction : across;
                if (!contains(block.ring, centre) ||
                    !place(box(centre, along, half, tower ? 11 : 6.5), "apartments"))
                    continue;
                const int stairs = tower ? 2 : static_cast<int>(half / 7.5);
                for (int i = 0; i < stairs; ++i) {
                    const Vec door =
                        centre + along * ((i + 0.5) / stairs * 2 * half - half) + leftOf(along) * 5.5;
                    if (const auto stand = m_ground.streetNear(door, 140))
                        m_stairs[stand->street].push_back({.door = door,
                            .onStreet = stand->point,
                            .metres = stand->metres,
                            .left = stand->left});
                }
            }
    }

    /// A school or a hospital: a comb of wings.
    void buildWings(const TownRegion &block)
    {
        const auto axis = axisOf(block.ring);
        const Vec across = leftOf(axis.direction);
        const double half = std::min(axis.longSide * 0.3, 62.0);
        const double depth = std::min(axis.shortSide * 0.28, 46.0);
        const Vec centre = insideOf(block.ring);
        place(
            box(centre, axis.direction, half, 7), block.district == District::School ? "school" : "hospital");
        for (const double share : {-0.82, 0.0, 0.82})
            place(box(centre + axis.direction * (half * share) + across * (8 + depth / 2), across, depth / 2,
                      6.5),
                block.district == District::School ? "school" : "hospital");
    }

    void buildOnSquare(const TownRegion &block)
    {
        if (block.name == "Place Saint-Étienne")
            place({{-22, -9}, {8, -7}, {9, -16}, {18, -15.5}, {17.5, -6.5}, {27, -5}, {31, 0}, {26.5, 5},
                      {17, 6}, {16.5, 15}, {7.5, 14.5}, {8, 5.5}, {-22, 4}, {-29, 3}, {-29, -8.5}},
                "church", "Église Saint-Étienne", "place_of_worship");
        if (block.name == "Place des Halles")
            place(box({-245, 206}, unit({76, -10}), 24, 11), "retail", "Les Halles", "marketplace");
        if (block.name == "Place de l'Hôtel-de-Ville")
            place(box({280, 294}, unit({79, -14}), 21, 8), "civic", "Hôtel de ville", "townhall");
        if (block.name == "Place de la Gare")
            place(box({152, 810}, unit({125, 2}), 30, 4.5), "train_station", "Gare de Brancelle");
    }

    const TownPlan &m_plan;
    Dice m_dice;
    TownGround m_ground;
    TownHouses m_houses;
    std::vector<Door> m_doors;
    std::map<std::size_t, std::vector<Door>> m_stairs;
};

} // namespace

TownHouses buildHouses(const TownPlan &plan, std::uint64_t seed)
{
    return Builder(plan, seed).build();
}

} // namespace facteo::maps
