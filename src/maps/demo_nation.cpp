// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_nation.h"

#include "geo/distance.h"
#include "maps/demo_france.h"
#include "maps/demo_people.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <format>
#include <numbers>
#include <numeric>
#include <random>
#include <string_view>

namespace facteo::maps {
namespace {

using protocol::Position;

/// Of all depots; the others stand in the country. Villages have more depots a head than towns.
constexpr double kShareInTowns = 0.55;
constexpr std::size_t kMostPostmen = 99;
constexpr std::size_t kNames = 1'720; ///< no two of them are the same
constexpr std::size_t kPathCorners = 22;
constexpr std::size_t kStops = 8;
/// A built-up area of a hundred thousand people reaches about so far from its middle.
constexpr double kTownReachMetres = 2'300;
constexpr double kRoundReachInTown = 3'200;
constexpr double kRoundReachInCountry = 10'500;

constexpr auto kVillageBegins = std::to_array<std::string_view>({"Bar", "Bel", "Bour", "Bre", "Champ",
    "Clair", "Cor", "Dom", "Font", "Gri", "Haute", "Lan", "Mar", "Mont", "Mor", "Neuve", "Per", "Plou",
    "Pont", "Ri", "Roche", "Rou", "Sar", "Tour", "Val", "Verne", "Vieux", "Vil"});
constexpr auto kVillageEnds =
    std::to_array<std::string_view>({"ac", "aine", "ault", "bois", "bourg", "court", "dieu", "enne", "ers",
        "fort", "gny", "ières", "lieu", "mont", "nay", "ol", "ouse", "rand", "sac", "ville"});
constexpr auto kVillageBesides = std::to_array<std::string_view>({"", "", "", "", "-le-Château", "-les-Bains",
    "-sur-Loire", "-sur-Orle", "-la-Forêt", "-le-Vieux", "-en-Plaine", "-sous-Bois"});
constexpr auto kStreets =
    std::to_array<std::string_view>({"rue de l'Église", "rue du Moulin", "rue Victor Hugo", "rue de la Gare",
        "rue Pasteur", "chemin des Vignes", "rue de la République", "allée des Tilleuls", "rue Jean Jaurès",
        "route de Paris", "rue des Écoles", "place de la Mairie", "impasse du Lavoir"});

/// Luck that is the same with every standard library.
class Luck
{
public:
    explicit Luck(std::uint64_t seed) : m_bits(seed) {}

    /// From 0 up to, and without, 1.
    double part() { return static_cast<double>(m_bits() >> 11) * 0x1p-53; }
    double between(double least, double most) { return least + (most - least) * part(); }
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_bits() % bound); }
    template<typename Names> std::string_view anyOf(const Names &names) { return names[below(names.size())]; }
    /// Of a normal distribution, by Box and Muller.
    double deviation()
    {
        const double radius = std::sqrt(-2 * std::log(1 - part()));
        return radius * std::cos(2 * std::numbers::pi * part());
    }

private:
    std::mt19937_64 m_bits;
};

/// The seeds of depots must not be neighbours.
std::uint64_t seedOf(std::uint64_t seed, std::size_t depot)
{
    return (seed + 1) * 0x9e37'79b9'7f4a'7c15U ^ (depot + 1) * 0xbf58'476d'1ce4'e5b9U;
}

/// Depot 1, 2, 3… of the towns, each as often as people live there: walks through them in even strides.
const FrenchTown &townFor(double share)
{
    const auto towns = frenchTowns();
    static const auto all = std::transform_reduce(
        towns.begin(), towns.end(), 0U, std::plus(), [](const FrenchTown &town) { return town.thousands; });
    auto left = static_cast<std::uint32_t>(share * all);
    for (const auto &town : towns) {
        if (left < town.thousands)
            return town;
        left -= town.thousands;
    }
    return towns.back();
}

Position moved(Position from, double northMetres, double eastMetres)
{
    const double bearing = std::atan2(eastMetres, northMetres) * 180 / std::numbers::pi;
    return geo::destination(from, bearing, std::hypot(northMetres, eastMetres));
}

/// On land: on the other side of home, or back towards it.
Position onLand(Position wanted, Position home)
{
    if (isInFrance(wanted))
        return wanted;
    wanted = {.latE7 = 2 * home.latE7 - wanted.latE7, .lonE7 = 2 * home.lonE7 - wanted.lonE7};
    for (int i = 0; i < 4 && !isInFrance(wanted); ++i)
        wanted = {.latE7 = std::midpoint(wanted.latE7, home.latE7),
            .lonE7 = std::midpoint(wanted.lonE7, home.lonE7)};
    return isInFrance(wanted) ? wanted : home;
}

/// A slice of the ring around the depot, there and back in a zigzag.
std::vector<Position> pathOf(Position home, double reach, std::size_t number, std::size_t rounds, Luck &luck)
{
    const auto inner = std::max<std::size_t>(rounds / 3, 1);
    const bool isInner = number < inner;
    const double slices = static_cast<double>(isInner ? inner : std::max<std::size_t>(rounds - inner, 1));
    const double width = 360 / std::max(slices, 3.0);
    const double middle = 360 * static_cast<double>(isInner ? number : number - inner) / slices;
    const double from = reach * (isInner ? 0.06 : 0.42);
    const double to = reach * (isInner ? 0.42 : 1.0) * luck.between(0.8, 1.1);
    std::vector<Position> path{home};
    for (std::size_t i = 0; i < kPathCorners; ++i) {
        const double way = static_cast<double>(i) / (kPathCorners - 1);
        const double side = (i % 4 < 2 ? 0.36 : -0.36) + luck.between(-0.1, 0.1);
        path.push_back(onLand(
            geo::destination(home, std::fmod(middle + side * width + 360, 360), from + (to - from) * way),
            home));
    }
    path.push_back(home);
    return path;
}

protocol::Round roundOf(std::string id, std::string name, std::vector<Position> path, Luck &luck)
{
    protocol::Round round{
        .id = {std::move(id)}, .name = std::move(name), .holder = {}, .stops = {}, .path = {}};
    for (std::size_t i = 0; i < kStops; ++i)
        round.stops.push_back({.address = std::format("{} {}", 1 + luck.below(90), luck.anyOf(kStreets)),
            .position = path[2 + i * (kPathCorners - 1) / kStops],
            .serviceSeconds = static_cast<std::uint32_t>(30 + luck.below(120))});
    round.path = std::move(path);
    return round;
}

} // namespace

DemoNation::DemoNation(const NationSize &size)
    : m_seed(size.seed), m_places(size.depots), m_people(demoPostmen(kNames))
{
    assert(size.depots > 0 && size.depots < 10'000 && size.postmen >= size.depots &&
           size.postmen <= size.depots * kMostPostmen);
    for (std::size_t i = 0; i < m_places.size(); ++i)
        place(i);
    share(size.postmen);
}

void DemoNation::place(std::size_t depot)
{
    Luck luck(seedOf(m_seed, depot));
    auto &made = m_places[depot];
    // Golden strides: however few depots there are, they lie evenly.
    const double stride = std::fmod(0.5 + static_cast<double>(depot) * std::numbers::phi, 1.0);
    if (stride < kShareInTowns) {
        const auto &town = townFor(stride / kShareInTowns);
        const double reach = kTownReachMetres * std::sqrt(town.thousands / 100.0);
        made.position = onLand(
            moved(town.position(), reach * luck.deviation(), reach * luck.deviation()), town.position());
        made.name = std::format("{} {}", town.name, luck.anyOf(kVillageBegins));
        made.reachMetres = kRoundReachInTown * luck.between(0.7, 1.2);
        made.name += luck.anyOf(kVillageEnds);
        return;
    }
    do // the mainland and Corsica in a box
        made.position = geo::positionOf(luck.between(41.3, 51.1), luck.between(-4.8, 9.6));
    while (!isInFrance(made.position));
    made.name = luck.anyOf(kVillageBegins);
    made.name += luck.anyOf(kVillageEnds);
    made.name += luck.anyOf(kVillageBesides);
    made.reachMetres = kRoundReachInCountry * luck.between(0.7, 1.2);
}

/// Depots of towns are about twice as large as those of the country; none is empty.
void DemoNation::share(std::size_t postmen)
{
    std::vector<double> weights;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        Luck luck(~seedOf(m_seed, i));
        const bool isInTown = m_places[i].reachMetres < kRoundReachInCountry / 2;
        weights.push_back(luck.between(0.6, 1.4) * (isInTown ? 1.3 : 0.75));
    }
    const double all = std::reduce(weights.begin(), weights.end());
    const auto shared = static_cast<double>(postmen - m_places.size());
    std::size_t left = postmen;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        m_places[i].postmen = std::min(1 + static_cast<std::size_t>(shared * weights[i] / all), kMostPostmen);
        left -= m_places[i].postmen;
    }
    for (std::size_t i = 0; left > 0; i = (i + 1) % m_places.size())
        if (m_places[i].postmen < kMostPostmen) {
            ++m_places[i].postmen;
            --left;
        }
}

protocol::Roster DemoNation::roster(std::size_t depot) const
{
    const auto &place = m_places.at(depot);
    Luck luck(seedOf(m_seed, depot) ^ 0x5bf0'3635U);
    const auto tag = std::format("{:04}", depot + 1);
    protocol::Roster roster{
        .depot = {.id = {"D-" + tag}, .name = place.name, .position = place.position}, .postmen = {}};
    // Not everybody's first colleague has the same name: each depot begins elsewhere in the list.
    const auto first = luck.below(m_people.size());
    for (std::size_t i = 0; i < place.postmen; ++i) {
        const auto number = std::format("{}-{:02}", tag, i + 1);
        auto postman = m_people[(first + i) % m_people.size()];
        postman.id = {"P-" + number};
        roster.handsets.push_back({.id = {"H-" + number}, .postman = postman.id});
        auto round = roundOf("R-" + number, std::format("{} {}", place.name, i + 1),
            pathOf(place.position, place.reachMetres, i, place.postmen, luck), luck);
        round.holder = postman.id;
        roster.rounds.push_back(std::move(round));
        roster.postmen.push_back(std::move(postman));
    }
    return roster;
}

} // namespace facteo::maps
