// SPDX-License-Identifier: Apache-2.0
#include "facteo_map.h"

#include "maps/street_route.h"
#include "when_and_where.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <format>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace facteo::app {
namespace {

struct RouteOrder
{
    std::string package;
    std::string from;
    std::string to;
    std::string mode = "foot";
    double metresToStreet = 500;
    bool geoJson = false;
};

const char *wordsOf(maps::RouteError error)
{
    switch (error) {
    case maps::RouteError::NoStreets:
        return "the package has no streets to go on; import it again";
    case maps::RouteError::FromTooFar:
        return "no street for this mode is near the beginning";
    case maps::RouteError::ToTooFar:
        return "no street for this mode is near the end";
    case maps::RouteError::NoWay:
        return "no way leads there";
    }
    std::unreachable();
}

maps::TravelMode modeOf(const std::string &name)
{
    if (name == "car")
        return maps::TravelMode::Car;
    return name == "bicycle" ? maps::TravelMode::Bicycle : maps::TravelMode::Foot;
}

protocol::Position positionIn(const std::string &text, const char *option)
{
    const auto position = positionOf(text);
    if (!position)
        throw CLI::ValidationError(option, position.error());
    return *position;
}

/// RFC 7946: a LineString needs two positions.
std::string geoJsonOf(const maps::Route &route, const std::string &mode)
{
    std::string coordinates;
    const auto add = [&](protocol::Position at) {
        coordinates += std::format(
            "{}[{:.7f},{:.7f}]", coordinates.empty() ? "" : ",", at.lonDegrees(), at.latDegrees());
    };
    for (const auto at : route.line)
        add(at);
    if (route.line.size() == 1)
        add(route.line.front());
    return std::format(R"({{"type":"Feature","properties":{{"mode":"{}","metres":{:.1f},"seconds":{:.1f}}},)"
                       R"("geometry":{{"type":"LineString","coordinates":[{}]}}}})",
        mode, route.leg.metres, route.leg.seconds, coordinates);
}

void route(const RouteOrder &order)
{
    const auto from = positionIn(order.from, "--from");
    const auto to = positionIn(order.to, "--to");
    const auto package = openOrSay(order.package);
    const maps::StreetNetwork network(package);
    const auto found = maps::StreetRouter(network, order.metresToStreet).route(from, to, modeOf(order.mode));
    if (!found) {
        std::cerr << wordsOf(found.error()) << "\n";
        throw CLI::RuntimeError(1);
    }
    if (order.geoJson) {
        std::cout << geoJsonOf(*found, order.mode) << "\n";
        return;
    }
    const auto seconds = static_cast<long>(std::lround(found->leg.seconds));
    std::cout << std::format("{:.0f} m, {}:{:02}:{:02} ({})\n", found->leg.metres, seconds / 3'600,
        seconds / 60 % 60, seconds % 60, order.mode);
    if (found->metresToStreet > 1 || found->metresFromStreet > 1)
        std::cout << std::format("besides {:.0f} m to the first street and {:.0f} m from the last\n",
            found->metresToStreet, found->metresFromStreet);
}

} // namespace

void addMapRoute(CLI::App &map)
{
    auto *command = map.add_subcommand("route", "Find the quickest way between two positions");
    const auto order = std::make_shared<RouteOrder>();
    command->add_option("package", order->package, "The package")->required();
    command->add_option("--from", order->from, "latitude,longitude")->required();
    command->add_option("--to", order->to, "latitude,longitude")->required();
    command->add_option("--mode", order->mode)
        ->check(CLI::IsMember({"foot", "bicycle", "car"}))
        ->capture_default_str();
    command->add_option("--metres", order->metresToStreet, "How far a street may be from either position")
        ->check(numberWithin(0, 100'000))
        ->capture_default_str();
    command->add_flag("--geojson", order->geoJson, "Print the way as GeoJSON");
    command->callback([order] { route(*order); });
}

} // namespace facteo::app
