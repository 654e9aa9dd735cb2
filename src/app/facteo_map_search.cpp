// SPDX-License-Identifier: Apache-2.0
#include "facteo_map.h"

#include "geo/distance.h"
#include "maps/address_index.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstddef>
#include <format>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace facteo::app {
namespace {

struct SearchOrder
{
    std::string package;
    std::vector<std::string> query;
    std::vector<double> near; ///< latitude, longitude
    std::size_t limit = 10;
};

struct ReverseOrder
{
    std::string package;
    double latitude = 0;
    double longitude = 0;
    double metres = 250;
};

std::string lineOf(const maps::Hit &hit)
{
    auto line =
        std::format("{:.6f} {:.6f}  {}", hit.position.latDegrees(), hit.position.lonDegrees(), hit.label);
    if (hit.metres > 0)
        line += std::format("  ({:.0f} m)", hit.metres);
    return line;
}

void search(const SearchOrder &order)
{
    const auto package = openOrSay(order.package);
    const maps::AddressIndex index(package);
    std::string query;
    for (const auto &word : order.query)
        query += (query.empty() ? "" : " ") + word;
    std::optional<protocol::Position> near;
    if (order.near.size() == 2 && std::abs(order.near[0]) > 90)
        throw CLI::ValidationError("--near", "the latitude comes first, -90 to 90");
    if (order.near.size() == 2)
        near = geo::positionOf(order.near[0], order.near[1]);
    const auto hits = index.search(query, order.limit, near);
    for (const auto &hit : hits)
        std::cout << lineOf(hit) << "\n";
    if (hits.empty()) {
        std::cerr << "nothing found\n";
        throw CLI::RuntimeError(1);
    }
}

void reverse(const ReverseOrder &order)
{
    const auto package = openOrSay(order.package);
    const auto hit =
        maps::AddressIndex(package).reverse(geo::positionOf(order.latitude, order.longitude), order.metres);
    if (!hit) {
        std::cerr << "no address within " << order.metres << " m\n";
        throw CLI::RuntimeError(1);
    }
    std::cout << lineOf(*hit) << "\n";
}

} // namespace

void addMapSearch(CLI::App &map)
{
    auto *find = map.add_subcommand("search", "Find addresses, streets and places in a map package");
    const auto wanted = std::make_shared<SearchOrder>();
    find->add_option("package", wanted->package, "The package")->required();
    find->add_option("query", wanted->query, "What to look for: 12 rue racine")->required();
    find->add_option("--near", wanted->near, "Latitude and longitude: prefer what is close")
        ->expected(2)
        ->check(numberWithin(-180, 180));
    find->add_option("--limit", wanted->limit, "How many hits at most")->capture_default_str();
    find->callback([wanted] { search(*wanted); });

    auto *back = map.add_subcommand("reverse", "Find the address at a position");
    const auto place = std::make_shared<ReverseOrder>();
    back->add_option("package", place->package, "The package")->required();
    back->add_option("latitude", place->latitude, "Degrees")->required()->check(numberWithin(-90, 90));
    back->add_option("longitude", place->longitude, "Degrees")->required()->check(numberWithin(-180, 180));
    back->add_option("--metres", place->metres, "How far away it may be")
        ->check(numberWithin(1, maps::AddressIndex::kFarthestMetres))
        ->capture_default_str();
    back->callback([place] { reverse(*place); });
}

} // namespace facteo::app
