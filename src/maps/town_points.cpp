// SPDX-License-Identifier: Apache-2.0
#include "maps/town_land.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;

struct Shop
{
    const char *key;
    const char *value;
    const char *name;
    Vec near;
};

/// Each moves into the nearest house that has a number and no other shop.
constexpr Shop kShops[] = {
    {"amenity", "post_office", "La Poste – Brancelle Centre", {150, 95}},
    {"amenity", "post_office", "La Poste – Les Coteaux", {-900, -1'150}},
    {"amenity", "pharmacy", "Pharmacie de la Place", {-70, 70}},
    {"amenity", "pharmacy", "Pharmacie des Halles", {-210, 150}},
    {"amenity", "pharmacy", "Pharmacie de la Gare", {130, 640}},
    {"amenity", "pharmacy", "Pharmacie du Pont", {-60, -640}},
    {"amenity", "pharmacy", "Pharmacie Jean-Jaurès", {900, 240}},
    {"amenity", "pharmacy", "Pharmacie des Grands-Champs", {300, 1'330}},
    {"amenity", "pharmacy", "Pharmacie de La Châtre", {-1'000, -1'000}},
    {"amenity", "pharmacy", "Pharmacie Saint-Lazare", {-1'000, 200}},
    {"amenity", "pharmacy", "Pharmacie de Montfaucon", {3'600, 560}},
    {"amenity", "pharmacy", "Pharmacie de Saint-Aubin", {-3'500, 60}},
    {"amenity", "police", "Commissariat", {440, 330}},
    {"amenity", "fire_station", "Centre de secours", {-1'200, 900}},
    {"amenity", "doctors", "Maison de santé du Faubourg", {-450, -700}},
    {"amenity", "doctors", "Maison médicale Bel-Air", {700, 1'350}},
    {"amenity", "kindergarten", "Maternelle des Tilleuls", {1'200, -1'450}},
    {"amenity", "kindergarten", "Maternelle du Rempart", {330, -60}},
    {"shop", "bakery", "Au Bon Épi", {20, 130}},
    {"shop", "bakery", "Boulangerie de la Grande-Rue", {-330, 90}},
    {"shop", "bakery", "Le Fournil du Pont", {-30, -260}},
    {"shop", "bakery", "La Mie de Paris", {-140, 900}},
    {"shop", "bakery", "Boulangerie de l'Europe", {1'330, -150}},
    {"shop", "bakery", "Le Pétrin", {-600, -860}},
    {"shop", "bakery", "Aux Délices de l'Orle", {560, -640}},
    {"shop", "bakery", "Boulangerie du Nord", {-450, 1'300}},
    {"shop", "bakery", "Boulangerie de Villeneuve", {2'600, 2'700}},
};

constexpr double kBetweenBoxes = 380; ///< metres between two yellow boxes

class TownPoints
{
public:
    TownPoints(const DemoTown &town, OsmDraft &draft) : m_town(town), m_draft(draft) {}

    void add()
    {
        addPlaces();
        for (const auto &shop : kShops)
            if (const auto *address = nearestFree(shop.near))
                m_draft.node(townPosition(address->door), {{shop.key, shop.value}, {"name", shop.name}});
        m_draft.node(townPosition({150, 842}), {{"railway", "station"}, {"name", "Gare de Brancelle"}});
        addLetterBoxes();
        addTrees();
    }

private:
    const TownAddress *nearestFree(Vec near)
    {
        const TownAddress *best = nullptr;
        double nearest = std::numeric_limits<double>::max();
        for (const auto &address : m_town.houses.addresses)
            if (const double away = length(address.door - near);
                away < nearest && !m_taken.contains(&address)) {
                nearest = away;
                best = &address;
            }
        m_taken.insert(best);
        return best;
    }

    void addPlaces()
    {
        m_draft.node(
            townPosition({-8, 96}), {{"place", "town"}, {"name", kDemoTownName}, {"population", "33128"}});
        for (const auto &village : m_town.plan.villages)
            m_draft.node(townPosition(village.centre),
                {{"place", village.people > 300 ? "village" : "hamlet"}, {"name", village.name},
                    {"population", std::to_string(village.people)}});
        // A quarter's name stands in its largest region.
        std::map<std::string, const TownRegion *> quarters;
        for (const auto &region : m_town.plan.regions) {
            if (region.name.empty() || region.district == District::Village ||
                region.district == District::Square)
                continue;
            auto &largest = quarters[region.name];
            if (largest == nullptr || areaOf(largest->ring) < areaOf(region.ring))
                largest = &region;
        }
        for (const auto &[name, region] : quarters)
            if (region->district != District::Works)
                m_draft.node(townPosition(insideOf(region->ring)), {{"place", "suburb"}, {"name", name}});
    }

    void addLetterBoxes()
    {
        std::vector<Vec> placed;
        for (const auto &address : m_town.houses.addresses) {
            const Vec kerb = mix(address.onStreet, address.door, 0.5);
            if (std::ranges::any_of(placed, [&](Vec box) { return length(box - kerb) < kBetweenBoxes; }))
                continue;
            placed.push_back(kerb);
            m_draft.node(townPosition(kerb), {{"amenity", "post_box"}, {"operator", "La Poste"}});
        }
    }

    /// Planes along the boulevards and the avenues, where no other street joins.
    void addTrees()
    {
        const auto &streets = m_town.plan.web.streets();
        for (std::size_t s = 0; s < streets.size(); ++s) {
            const auto &street = streets[s];
            if (!street.name.starts_with("Boulevard") && !street.name.starts_with("Avenue"))
                continue;
            const double total = lengthOf(street.line);
            for (double at = 9; at < std::min(total, 1'300.0); at += 13) {
                const auto here = standOn(street.line, at);
                for (const double side : {-6.4, 6.4})
                    if (const Vec tree = here.point + leftOf(here.direction) * side; hasRoom(tree, s))
                        m_draft.node(townPosition(tree), {{"natural", "tree"}});
            }
        }
    }

    [[nodiscard]] bool hasRoom(Vec tree, std::size_t own) const
    {
        if (contains(m_town.plan.riverBanks, tree))
            return false;
        const auto &streets = m_town.plan.web.streets();
        for (std::size_t s = 0; s < streets.size(); ++s) {
            if (s == own || !streets[s].kind)
                continue;
            const auto &line = streets[s].line;
            for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                const Vec low{std::min(line[i].x, line[i + 1].x) - 6, std::min(line[i].y, line[i + 1].y) - 6};
                const Vec high{
                    std::max(line[i].x, line[i + 1].x) + 6, std::max(line[i].y, line[i + 1].y) + 6};
                if (tree.x < low.x || tree.x > high.x || tree.y < low.y || tree.y > high.y)
                    continue;
                if (distanceTo(line[i], line[i + 1], tree) < 6)
                    return false;
            }
        }
        return true;
    }

    const DemoTown &m_town;
    OsmDraft &m_draft;
    std::set<const TownAddress *> m_taken;
};

} // namespace

void addPoints(const DemoTown &town, OsmDraft &draft)
{
    TownPoints(town, draft).add();
}

} // namespace facteo::maps
