// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_roster.h"

#include "maps/demo_people.h"
#include "maps/street_graph.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;

constexpr std::size_t kMostBoxesAtStop = 6;
constexpr double kMostMetresAtStop = 48;
constexpr std::uint32_t kSecondsPerStop = 14; ///< design: stop, take the bundle, walk on
constexpr std::uint32_t kSecondsPerBox = 9;   ///< design: one letter box

/// Letter boxes that are served from one standstill.
struct Stop
{
    std::size_t street = 0;
    double metres = 0;
    Vec point;
    std::size_t boxes = 0;
    std::string address;
    bool south = false; ///< of the river
};

struct Cluster
{
    std::vector<std::size_t> stops;
    Vec centre;
    std::string name = {};
};

std::string labelOf(const DemoTown &town, const TownAddress &address)
{
    return std::format("{} {}, {} {}", address.number, town.plan.web.streets()[address.street].name,
        kDemoTownPostcode, communeAt(town.plan, address.door));
}

std::vector<Stop> stopsOf(const DemoTown &town)
{
    std::map<std::size_t, std::vector<const TownAddress *>> byStreet;
    for (const auto &address : town.houses.addresses)
        byStreet[address.street].push_back(&address);
    std::vector<Stop> stops;
    for (auto &[street, addresses] : byStreet) {
        std::ranges::stable_sort(addresses, {}, &TownAddress::metres);
        double begun = 0;
        for (const auto *address : addresses) {
            const bool isNew = stops.empty() || stops.back().street != street ||
                               stops.back().boxes >= kMostBoxesAtStop ||
                               address->metres - begun > kMostMetresAtStop;
            if (isNew) {
                begun = address->metres;
                stops.push_back({.street = street,
                    .metres = address->metres,
                    .point = address->onStreet,
                    .boxes = 0,
                    .address = labelOf(town, *address)});
            }
            ++stops.back().boxes;
        }
    }
    return stops;
}

/// What a stop is worth when rounds are made equal: its boxes, and the way to it.
std::size_t weightOf(const Stop &stop)
{
    return stop.boxes + 6;
}

/// Shares stops out so that each cluster has about the same weight: cut across the longer side, again and
/// again.
void share(std::span<std::size_t> part, std::size_t clusters, const std::vector<Stop> &stops,
    std::vector<Cluster> &into)
{
    if (clusters == 1 || part.size() < 2) {
        into.push_back({.stops = {part.begin(), part.end()}, .centre = {}});
        return;
    }
    Vec low{1e9, 1e9};
    Vec high{-1e9, -1e9};
    std::size_t weight = 0;
    for (const auto stop : part) {
        low = {std::min(low.x, stops[stop].point.x), std::min(low.y, stops[stop].point.y)};
        high = {std::max(high.x, stops[stop].point.x), std::max(high.y, stops[stop].point.y)};
        weight += weightOf(stops[stop]);
    }
    const bool alongX = high.x - low.x > high.y - low.y;
    std::ranges::stable_sort(
        part, {}, [&](std::size_t stop) { return alongX ? stops[stop].point.x : stops[stop].point.y; });
    const std::size_t half = clusters / 2;
    std::size_t counted = 0;
    std::size_t cut = 0;
    while (cut + 1 < part.size() && counted * clusters < weight * half)
        counted += weightOf(stops[part[cut++]]);
    share(part.first(cut), half, stops, into);
    share(part.subspan(cut), clusters - half, stops, into);
}

std::vector<Cluster> clustersOf(const DemoTown &town, std::vector<Stop> &stops)
{
    std::array<std::vector<std::size_t>, 2> sides;
    std::array<std::size_t, 2> weights{};
    for (std::size_t i = 0; i < stops.size(); ++i) {
        // The river is what a round does not cross: north of its middle line, or south of it.
        const auto &river = town.plan.river;
        const auto nearest =
            std::ranges::min_element(river, {}, [&](Vec p) { return length(p - stops[i].point); });
        stops[i].south = stops[i].point.y < nearest->y;
        sides[stops[i].south].push_back(i);
        weights[stops[i].south] += weightOf(stops[i]);
    }
    const auto south = static_cast<std::size_t>(
        std::lround(static_cast<double>(kDemoRounds * weights[1]) /
                    static_cast<double>(std::max<std::size_t>(1, weights[0] + weights[1]))));
    std::vector<Cluster> clusters;
    share(sides[0], kDemoRounds - south, stops, clusters);
    share(sides[1], south, stops, clusters);
    for (auto &cluster : clusters) {
        for (const auto stop : cluster.stops)
            cluster.centre =
                cluster.centre + stops[stop].point * (1 / static_cast<double>(cluster.stops.size()));
    }
    std::ranges::stable_sort(clusters, {}, [](const Cluster &cluster) { return length(cluster.centre); });
    return clusters;
}

/// Nearest neighbour from the depot, then 2-opt: no walk that crosses itself.
void orderStops(Cluster &cluster, const std::vector<Stop> &stops, Vec depot)
{
    auto &order = cluster.stops;
    const auto at = [&](std::size_t i) {
        return i == 0 || i > order.size() ? depot : stops[order[i - 1]].point;
    };
    Vec here = depot;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto nearest = std::ranges::min_element(order.begin() + static_cast<std::ptrdiff_t>(i),
            order.end(), {}, [&](std::size_t stop) { return length(stops[stop].point - here); });
        std::iter_swap(order.begin() + static_cast<std::ptrdiff_t>(i), nearest);
        here = stops[order[i]].point;
    }
    bool better = true;
    for (int pass = 0; better && pass < 40; ++pass) {
        better = false;
        for (std::size_t i = 1; i < order.size(); ++i)
            for (std::size_t j = i + 1; j <= order.size(); ++j) {
                const double now = length(at(i) - at(i - 1)) + length(at(j + 1) - at(j));
                const double then = length(at(j) - at(i - 1)) + length(at(j + 1) - at(i));
                if (then + 1e-6 >= now)
                    continue;
                std::reverse(order.begin() + static_cast<std::ptrdiff_t>(i) - 1,
                    order.begin() + static_cast<std::ptrdiff_t>(j));
                better = true;
            }
    }
}

/// "Saint-Lazare – Rue Racine": the quarter, and the street with most boxes that names no other round yet.
std::string nameOf(
    const DemoTown &town, const Cluster &cluster, const std::vector<Stop> &stops, std::set<std::string> &used)
{
    std::map<std::string, std::size_t> quarters;
    std::map<std::string, std::size_t> streets;
    for (const auto stop : cluster.stops) {
        const auto *region = regionAt(town.plan.regions, stops[stop].point);
        if (region != nullptr && !region->name.empty() && region->district != District::Square)
            quarters[region->name] += stops[stop].boxes;
        streets[town.plan.web.streets()[stops[stop].street].name] += stops[stop].boxes;
    }
    std::erase_if(
        streets, [&](const auto &street) { return used.contains(street.first) && streets.size() > 1; });
    const auto most = [](const auto &counts) {
        return std::ranges::max_element(counts, {}, [](const auto &entry) { return entry.second; })->first;
    };
    const auto street = most(streets);
    used.insert(street);
    return quarters.empty() ? street : std::format("{} – {}", most(quarters), street);
}

protocol::Round roundOf(const DemoTown &town, const Cluster &cluster, const std::vector<Stop> &stops,
    const StreetGraph &graph, std::size_t number)
{
    protocol::Round round{.id = {std::format("T-{:02}", number)},
        .name = cluster.name,
        .holder = {std::format("P-{:03}", number)},
        .stops = {},
        .path = {townPosition(town.depotDoor)}};
    auto here = graph.cornerNear(town.depotDoor);
    const auto depot = here;
    const auto walkTo = [&](std::size_t corner) {
        for (const Vec point : graph.way(here, corner))
            if (const auto position = townPosition(point); round.path.back() != position)
                round.path.push_back(position);
        here = corner;
    };
    for (const auto stop : cluster.stops) {
        walkTo(graph.cornerOfStop(stop));
        round.stops.push_back({.address = stops[stop].address,
            .position = townPosition(stops[stop].point),
            .serviceSeconds =
                kSecondsPerStop + kSecondsPerBox * static_cast<std::uint32_t>(stops[stop].boxes)});
    }
    walkTo(depot);
    round.path.push_back(townPosition(town.depotDoor));
    return round;
}

} // namespace

protocol::Roster makeDemoRoster(const DemoTown &town)
{
    auto stops = stopsOf(town);
    auto clusters = clustersOf(town, stops);
    std::vector<std::pair<std::size_t, double>> onStreets;
    onStreets.reserve(stops.size());
    for (const auto &stop : stops)
        onStreets.emplace_back(stop.street, stop.metres);
    const StreetGraph graph(town.plan.web, onStreets);

    protocol::Roster roster;
    roster.depot = {
        .id = {"D-BRANCELLE"}, .name = "Brancelle-sur-Orle PDC", .position = townPosition(town.depotDoor)};
    roster.postmen = demoPostmen(kDemoPostmen);
    for (std::size_t i = 0; i < kDemoPostmen; ++i) {
        protocol::Handset handset;
        handset.id = {std::format("H-{:03}", i + 1)};
        handset.postman = roster.postmen[i].id;
        roster.handsets.push_back(std::move(handset));
    }
    std::set<std::string> used;
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        orderStops(clusters[i], stops, town.depotDoor);
        clusters[i].name = nameOf(town, clusters[i], stops, used);
        roster.rounds.push_back(roundOf(town, clusters[i], stops, graph, i + 1));
    }
    return roster;
}

} // namespace facteo::maps
