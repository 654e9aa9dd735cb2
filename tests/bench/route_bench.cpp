// SPDX-License-Identifier: Apache-2.0
// route_bench [SIDE] [EXTRACT.osm.pbf]: ways in a town of SIDE × SIDE crossings, and in an extract; against
// A* and Dijkstra's algorithm of Boost.Graph on the same edges.
#include "geo/distance.h"
#include "machine_facts.h"
#include "maps/osm_draft.h"
#include "maps/osm_import.h"
#include "maps/street_route.h"
#include "maps/world.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <array>
#include <atomic>
#include <boost/graph/astar_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace facteo::bench {
namespace {

constexpr int kPairs = 500;
constexpr std::array kModes{maps::TravelMode::Foot, maps::TravelMode::Bicycle, maps::TravelMode::Car};
constexpr std::array<const char *, 3> kModeNames{"foot", "bicycle", "car"};

/// Streets of a hundred metres, bent a little; every tenth one is a main road, some are one way, some are
/// missing.
bool writeGrid(int side, const std::filesystem::path &file)
{
    std::mt19937 random(4);
    std::uniform_real_distribution<double> bend(-0.0002, 0.0002);
    std::vector<protocol::Position> crossings;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            crossings.push_back(
                geo::positionOf(46.6 + y * 0.0009 + bend(random), 2.3 + x * 0.0013 + bend(random)));
    maps::OsmDraft draft;
    const auto at = [&](int x, int y) { return crossings[static_cast<std::size_t>(y * side + x)]; };
    const auto street = [&](protocol::Position a, protocol::Position b, bool main) {
        if (!main && random() % 12 == 0)
            return;
        const protocol::Position middle{.latE7 = (a.latE7 + b.latE7) / 2 + static_cast<int>(random() % 400),
            .lonE7 = (a.lonE7 + b.lonE7) / 2};
        maps::OsmTags tags{{"highway", main ? "secondary" : "residential"}};
        if (!main && random() % 4 == 0)
            tags.emplace_back("oneway", "yes");
        draft.way(std::vector{a, middle, b}, std::move(tags));
    };
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            if (x + 1 < side)
                street(at(x, y), at(x + 1, y), y % 10 == 0);
            if (y + 1 < side)
                street(at(x, y), at(x, y + 1), x % 10 == 0);
        }
    return draft.write(file).has_value();
}

/// The same edges as Boost.Graph's own compact graph, for cars.
class BoostStreets
{
public:
    explicit BoostStreets(const maps::StreetNetwork &network) : m_network(network)
    {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
        std::vector<double> weights;
        for (std::uint32_t number = 0; number < network.edgeCount(); ++number) {
            const auto edge = network.edge(number);
            const maps::EdgeBits bits{edge.bits};
            const double seconds = edge.centimetres * 0.036 / maps::speedKmh(bits, maps::TravelMode::Car);
            const auto add = [&](std::uint8_t modes, std::uint32_t from, std::uint32_t to) {
                if ((modes & maps::modeBit(maps::TravelMode::Car)) == 0)
                    return;
                edges.emplace_back(from, to);
                weights.push_back(seconds);
            };
            add(bits.forward(), edge.from, edge.to);
            add(bits.backward(), edge.to, edge.from);
        }
        m_graph = Graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), weights.begin(),
            network.vertexCount());
    }

    /// Seconds from corner to corner; with the straight line as heuristic, or without any.
    double quickest(std::uint32_t from, std::uint32_t to, bool straight)
    {
        struct Arrived
        {
        };
        struct StopAt : boost::default_astar_visitor
        {
            std::uint32_t goal;
            explicit StopAt(std::uint32_t vertex) : goal(vertex) {}
            void examine_vertex(std::uint32_t vertex, const Graph &) const
            {
                if (vertex == goal)
                    throw Arrived{};
            }
        };
        const double perUnit =
            straight ? 0.999 * m_network.metresPerUnit() / (m_network.topKmh(maps::TravelMode::Car) / 3.6)
                     : 0;
        const auto goal = m_network.vertex(to);
        std::vector<double> seconds(boost::num_vertices(m_graph));
        const auto heuristic = [&](std::uint32_t vertex) {
            const auto point = m_network.vertex(vertex);
            return perUnit * std::hypot(double(point.x) - goal.x, double(point.y) - goal.y);
        };
        try {
            boost::astar_search(m_graph, from, heuristic,
                boost::weight_map(boost::get(boost::edge_bundle, m_graph))
                    .distance_map(seconds.data())
                    .visitor(StopAt(to)));
        } catch (const Arrived &) {
            return seconds[to];
        }
        return std::numeric_limits<double>::infinity();
    }

private:
    using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, double,
        boost::no_property, std::uint32_t, std::uint32_t>;

    const maps::StreetNetwork &m_network;
    Graph m_graph;
};

QJsonObject times(const std::vector<double> &milliseconds)
{
    return {{"samples", static_cast<int>(milliseconds.size())}, {"p50Ms", percentile(milliseconds, 0.5)},
        {"p99Ms", percentile(milliseconds, 0.99)}, {"worstMs", percentile(milliseconds, 1)}};
}

/// Of the processor: on a busy machine the fairer number.
double timed(const auto &what)
{
    const double begin = cpuSeconds();
    what();
    return (cpuSeconds() - begin) * 1'000;
}

std::uint64_t sectionBytes(const maps::MapPackage &package)
{
    std::uint64_t bytes = 0;
    for (const auto kind : package.sections())
        if (kind >= maps::SectionKind::StreetVertices && kind <= maps::SectionKind::StreetBlocks)
            bytes += package.section(kind).size();
    return bytes;
}

/// From corner to corner for cars, ours and Boost's; both must say the same.
QJsonObject against(const maps::StreetNetwork &network)
{
    BoostStreets boostStreets(network);
    maps::StreetRouter router(network, 10);
    std::mt19937 random(2);
    std::vector<double> ours;
    std::vector<double> aStar;
    std::vector<double> dijkstra;
    int same = 0;
    for (int i = 0; i < 60; ++i) {
        const auto from = static_cast<std::uint32_t>(random() % network.vertexCount());
        const auto to = static_cast<std::uint32_t>(random() % network.vertexCount());
        double quickest = 0;
        double plain = 0;
        double found = std::numeric_limits<double>::infinity();
        aStar.push_back(timed([&] { quickest = boostStreets.quickest(from, to, true); }));
        dijkstra.push_back(timed([&] { plain = boostStreets.quickest(from, to, false); }));
        ours.push_back(timed([&] {
            const auto route = router.route(maps::positionOf(network.vertex(from)),
                maps::positionOf(network.vertex(to)), maps::TravelMode::Car);
            if (route)
                found = route->leg.seconds;
        }));
        const bool equal = found == quickest || std::abs(found - quickest) < 0.1 + 1e-3 * quickest;
        same += equal && (plain == quickest || std::abs(plain - quickest) < 0.1) ? 1 : 0;
    }
    return {{"ours", times(ours)}, {"boostAStar", times(aStar)}, {"boostDijkstra", times(dijkstra)},
        {"same", same}, {"compared", 60}};
}

QJsonObject byMode(const maps::StreetNetwork &network, maps::WorldRect bounds)
{
    QJsonObject result;
    maps::StreetRouter router(network);
    for (std::size_t m = 0; m < kModes.size(); ++m) {
        std::mt19937 random(8);
        std::uniform_int_distribution<std::uint32_t> x(bounds.left, bounds.right);
        std::uniform_int_distribution<std::uint32_t> y(bounds.top, bounds.bottom);
        std::vector<double> milliseconds;
        std::vector<double> snaps;
        double kilometres = 0;
        for (int tries = 0; static_cast<int>(milliseconds.size()) < kPairs && tries < 20 * kPairs; ++tries) {
            const auto from = maps::positionOf({.x = x(random), .y = y(random)});
            const auto to = maps::positionOf({.x = x(random), .y = y(random)});
            std::expected<maps::Route, maps::RouteError> route = std::unexpected(maps::RouteError::NoWay);
            const auto took = timed([&] { route = router.route(from, to, kModes[m]); });
            if (!route)
                continue;
            milliseconds.push_back(took);
            kilometres += route->leg.metres / 1'000;
            snaps.push_back(timed([&] { (void)network.nearest(from, kModes[m], 500); }));
        }
        auto json = times(milliseconds);
        json["meanKilometres"] =
            kilometres / static_cast<double>(std::max<std::size_t>(1, milliseconds.size()));
        json["snap"] = times(snaps);
        result[QLatin1StringView(kModeNames[m])] = json;
    }
    return result;
}

/// A round of 60 stops and 200 postmen around: what dispatching asks.
QJsonObject matrices(const maps::StreetNetwork &network)
{
    maps::StreetRouter router(network);
    std::mt19937 random(6);
    std::vector<protocol::Position> places;
    for (int i = 0; i < 200; ++i)
        places.push_back(
            maps::positionOf(network.vertex(static_cast<std::uint32_t>(random() % network.vertexCount()))));
    std::vector<double> round;
    std::vector<double> many;
    for (int i = 0; i < 7; ++i) {
        const std::span all(places);
        round.push_back(timed(
            [&] { (void)router.matrix(all.first(60), all.first(60), maps::TravelMode::Bicycle, 1'800); }));
        many.push_back(
            timed([&] { (void)router.legs(places.front(), all, maps::TravelMode::Bicycle, 1'800); }));
    }
    return {{"matrix60x60", times(round)}, {"oneTo200", times(many)}, {"withinSeconds", 1'800}};
}

QJsonObject measure(
    const char *name, const std::filesystem::path &extract, const std::filesystem::path &package)
{
    const std::atomic<bool> goOn{false};
    const auto began = std::chrono::steady_clock::now();
    if (!maps::importOsm({.extract = extract, .package = package}, {}, goOn))
        return {{"name", name}, {"fault", "not imported"}};
    const double seconds = secondsSince(began);
    const auto opened = maps::MapPackage::open(package);
    const maps::StreetNetwork network(*opened);
    return {{"name", name}, {"importSeconds", seconds},
        {"corners", static_cast<double>(network.vertexCount())},
        {"edges", static_cast<double>(network.edgeCount())},
        {"sectionBytes", static_cast<double>(sectionBytes(*opened))},
        {"routes", byMode(network, opened->bounds())}, {"cornerToCorner", against(network)},
        {"many", matrices(network)}};
}

int run(int side, const std::vector<std::string> &extracts)
{
    const QTemporaryDir folder;
    const std::filesystem::path grid = folder.filePath("grid.osm.pbf").toStdString();
    const std::filesystem::path package = folder.filePath("bench.facteomap").toStdString();
    const auto machine = machineFacts();
    if (!writeGrid(side, grid))
        return EXIT_FAILURE;
    QJsonArray maps{measure("grid", grid, package)};
    for (const auto &extract : extracts)
        maps.append(measure(std::filesystem::path(extract).filename().c_str(), extract, package));
    const QJsonObject result{{"bench", "route"}, {"machine", machine}, {"maps", maps}};
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return EXIT_SUCCESS;
}

} // namespace
} // namespace facteo::bench

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const std::vector<std::string> extracts(argv + std::min(argc, 2), argv + argc);
    return facteo::bench::run(argc > 1 ? std::atoi(argv[1]) : 300, extracts);
}
