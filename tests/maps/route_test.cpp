// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "maps/osm_draft.h"
#include "maps/osm_import.h"
#include "maps/package_writer.h"
#include "maps/street_route.h"
#include "maps/world.h"
#include "support/registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cmath>
#include <limits>
#include <osmium/builder/attr.hpp>
#include <osmium/memory/buffer.hpp>
#include <random>

using namespace facteo;
using namespace facteo::maps;

namespace {

using protocol::Position;

const std::atomic<bool> kOnward{false};
constexpr std::array kModes{TravelMode::Foot, TravelMode::Bicycle, TravelMode::Car};

/// A place of a grid of 100 m.
Position at(int x, int y)
{
    return geo::positionOf(46.6 + y * 0.0009, 2.3 + x * 0.0013);
}

std::vector<std::byte> imported(const OsmDraft &draft)
{
    const QTemporaryDir folder;
    const std::filesystem::path extract = folder.filePath("in.osm.pbf").toStdString();
    const std::filesystem::path file = folder.filePath("out.facteomap").toStdString();
    if (!draft.write(extract) || !importOsm({.extract = extract, .package = file}, {}, kOnward))
        qFatal("no import");
    QFile in(QString::fromStdString(file.string()));
    if (!in.open(QIODevice::ReadOnly))
        qFatal("no package");
    const auto all = in.readAll();
    const auto bytes = std::as_bytes(std::span(all.constData(), static_cast<std::size_t>(all.size())));
    return {bytes.begin(), bytes.end()};
}

/// A town, its network, and somebody who finds ways there.
struct Streets
{
    explicit Streets(const OsmDraft &draft, double metresToStreet = 500)
        : package(*MapPackage::fromBytes(imported(draft))), network(package), router(network, metresToStreet)
    {
    }
    std::optional<Leg> leg(Position from, Position to, TravelMode mode)
    {
        const auto found = router.route(from, to, mode);
        return found ? std::optional(found->leg) : std::nullopt;
    }

    MapPackage package;
    StreetNetwork network;
    StreetRouter router;
};

/// One kind of street, and what our own table says who may go there.
struct Kind
{
    OsmTags tags;
    std::array<double, 3> kmh; ///< by mode, 0: closed
    bool oneway = false;       ///< for cars
    bool onewayForBicycles = false;
};

const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> kAll{
        {.tags = {{"highway", "residential"}}, .kmh = {5, 15, 25}},
        {.tags = {{"highway", "primary"}, {"maxspeed", "50"}}, .kmh = {5, 15, 40}},
        {.tags = {{"highway", "residential"}, {"oneway", "yes"}},
            .kmh = {5, 15, 25},
            .oneway = true,
            .onewayForBicycles = true},
        {.tags = {{"highway", "tertiary"}, {"oneway", "yes"}, {"oneway:bicycle", "no"}},
            .kmh = {5, 15, 40},
            .oneway = true},
        {.tags = {{"highway", "footway"}}, .kmh = {5, 0, 0}},
        {.tags = {{"highway", "steps"}}, .kmh = {2.5, 0, 0}},
        {.tags = {{"highway", "cycleway"}}, .kmh = {0, 15, 0}},
        {.tags = {{"highway", "pedestrian"}}, .kmh = {5, 4, 0}},
        {.tags = {{"highway", "track"}}, .kmh = {5, 12, 0}},
        {.tags = {{"highway", "service"}, {"access", "private"}}, .kmh = {0, 0, 0}},
        {.tags = {{"highway", "motorway"}, {"oneway", "no"}}, .kmh = {0, 0, 90}},
    };
    return kAll;
}

/// A random town on the grid, and the same as a graph of Boost's that nothing of ours had a hand in.
class RandomTown
{
public:
    static constexpr int kSide = 7;

    explicit RandomTown(std::uint32_t seed) : m_random(seed)
    {
        for (auto &graph : m_graphs)
            graph = Graph(kSide * kSide);
        for (int way = 0; way < 45; ++way)
            addWay();
    }

    [[nodiscard]] const OsmDraft &draft() const { return m_draft; }
    [[nodiscard]] std::vector<double> secondsFrom(int node, TravelMode mode) const
    {
        const auto &graph = m_graphs[static_cast<std::size_t>(mode)];
        std::vector<double> seconds(boost::num_vertices(graph));
        boost::dijkstra_shortest_paths(
            graph, static_cast<std::size_t>(node), boost::distance_map(seconds.data()));
        return seconds;
    }
    /// Whether a street of this mode leads through the node.
    [[nodiscard]] bool isOnStreet(int node, TravelMode mode) const
    {
        return m_onStreet[static_cast<std::size_t>(mode)].contains(node);
    }
    int anyNode() { return static_cast<int>(m_random() % (kSide * kSide)); }
    static Position positionOf(int node) { return at(node % kSide, node / kSide); }

private:
    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
        boost::property<boost::edge_weight_t, double>>;

    void addWay()
    {
        const auto &kind = kinds()[m_random() % kinds().size()];
        int x = static_cast<int>(m_random() % kSide);
        int y = static_cast<int>(m_random() % kSide);
        std::vector<int> nodes{y * kSide + x};
        for (auto steps = 1 + m_random() % 5; steps > 0; --steps) {
            const int way = static_cast<int>(m_random() % 4);
            x = std::clamp(x + (way == 0) - (way == 1), 0, kSide - 1);
            y = std::clamp(y + (way == 2) - (way == 3), 0, kSide - 1);
            if (nodes.back() != y * kSide + x)
                nodes.push_back(y * kSide + x);
        }
        if (nodes.size() < 2)
            return;
        std::vector<Position> line;
        for (const auto node : nodes)
            line.push_back(positionOf(node));
        m_draft.way(line, kind.tags);
        for (const auto mode : kModes)
            addEdges(nodes, kind, static_cast<std::size_t>(mode));
    }

    void addEdges(const std::vector<int> &nodes, const Kind &kind, std::size_t mode)
    {
        if (kind.kmh[mode] == 0)
            return;
        const bool oneway = mode == 2 ? kind.oneway : mode == 1 && kind.onewayForBicycles;
        for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
            const double metres = geo::distanceMetres(positionOf(nodes[i]), positionOf(nodes[i + 1]));
            const double seconds = metres / kind.kmh[mode] * 3.6;
            const auto a = static_cast<std::size_t>(nodes[i]);
            const auto b = static_cast<std::size_t>(nodes[i + 1]);
            boost::add_edge(a, b, seconds, m_graphs[mode]);
            if (!oneway)
                boost::add_edge(b, a, seconds, m_graphs[mode]);
            m_onStreet[mode].insert(nodes[i]);
            m_onStreet[mode].insert(nodes[i + 1]);
        }
    }

    std::mt19937 m_random;
    OsmDraft m_draft;
    std::array<Graph, 3> m_graphs;
    std::array<std::set<int>, 3> m_onStreet;
};

bool isSame(double a, double b)
{
    return std::abs(a - b) < 0.05 + 1e-3 * b;
}

std::optional<WayUse> useOf(const OsmTags &tags)
{
    osmium::memory::Buffer buffer(1'024);
    osmium::builder::add_way(buffer, osmium::builder::attr::_tags(tags));
    return wayUse(buffer.get<osmium::Way>(0).tags());
}

double metresAlong(const std::vector<Position> &line)
{
    double metres = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        metres += geo::distanceMetres(line[i - 1], line[i]);
    return metres;
}

} // namespace

class RouteTest : public QObject
{
    Q_OBJECT

private slots:
    void TagsSayWhoMayGoWhere_data()
    {
        QTest::addColumn<OsmTags>("tags");
        QTest::addColumn<QString>("forward");
        QTest::addColumn<QString>("backward");
        QTest::addColumn<int>("kmh");
        const auto row = [](const char *name, const OsmTags &tags, const char *forward, const char *backward,
                             int kmh) {
            QTest::newRow(name) << tags << QString(forward) << QString(backward) << kmh;
        };
        const auto on = [](const char *highway, OsmTags more) {
            more.emplace_back("highway", highway);
            return more;
        };
        row("street", on("residential", {}), "fbc", "fbc", 25);
        row("no way", {{"building", "yes"}}, "", "", 0);
        row("one way", on("residential", {{"oneway", "yes"}}), "fbc", "f", 25);
        row("one way back", on("residential", {{"oneway", "-1"}}), "f", "fbc", 25);
        row("roundabout", on("tertiary", {{"junction", "roundabout"}}), "fbc", "f", 40);
        row("bicycles both ways", on("residential", {{"oneway", "yes"}, {"oneway:bicycle", "no"}}), "fbc",
            "fb", 25);
        row("opposite lane", on("residential", {{"oneway", "yes"}, {"cycleway", "opposite_lane"}}), "fbc",
            "fb", 25);
        row("opposite lane left", on("residential", {{"oneway", "yes"}, {"cycleway:left", "opposite"}}),
            "fbc", "fb", 25);
        row("opposite by its oneway", on("residential", {{"oneway", "yes"}, {"cycleway:left:oneway", "-1"}}),
            "fbc", "fb", 25);
        row("one way on foot", on("footway", {{"oneway:foot", "yes"}}), "f", "", 10);
        row("motorway", on("motorway", {}), "c", "", 90);
        row("motorroad", on("trunk", {{"motorroad", "yes"}}), "c", "c", 85);
        row("limit", on("secondary", {{"maxspeed", "70"}}), "fbc", "fbc", 56);
        row("limit in words", on("secondary", {{"maxspeed", "FR:rural"}}), "fbc", "fbc", 64);
        row("miles", on("secondary", {{"maxspeed", "30 mph"}}), "fbc", "fbc", 38);
        row("no number", on("secondary", {{"maxspeed", "none"}}), "fbc", "fbc", 55);
        row("service limit", on("service", {{"maxspeed", "50"}}), "fbc", "fbc", 15);
        row("private", on("service", {{"access", "private"}}), "", "", 0);
        row("private but on foot", on("service", {{"access", "private"}, {"foot", "yes"}}), "f", "f", 15);
        row("customers", on("service", {{"access", "customers"}}), "fbc", "fbc", 15);
        row("no cars", on("residential", {{"motor_vehicle", "no"}}), "fb", "fb", 25);
        row("no vehicles", on("residential", {{"vehicle", "no"}}), "f", "f", 25);
        row("no vehicles but bicycles", on("residential", {{"vehicle", "no"}, {"bicycle", "yes"}}), "fb",
            "fb", 25);
        row("side path", on("primary", {{"bicycle", "use_sidepath"}}), "fc", "fc", 65);
        row("footway", on("footway", {}), "f", "f", 10);
        row("footway with bicycles", on("footway", {{"bicycle", "yes"}}), "fb", "fb", 10);
        row("steps with a ramp", on("steps", {{"bicycle", "yes"}}), "f", "f", 5);
        row("track", on("track", {}), "fb", "fb", 15);
        row("paved track", on("track", {{"tracktype", "grade1"}}), "fbc", "fbc", 15);
        row("building site", on("construction", {{"construction", "primary"}}), "", "", 0);
        row("ferry", {{"route", "ferry"}}, "f", "f", 10);
        row("car ferry", {{"route", "ferry"}, {"motor_vehicle", "yes"}, {"bicycle", "yes"}}, "fbc", "fbc",
            10);
    }

    void TagsSayWhoMayGoWhere()
    {
        QFETCH(const OsmTags, tags);
        QFETCH(const QString, forward);
        QFETCH(const QString, backward);
        QFETCH(const int, kmh);
        const auto letters = [](std::uint8_t modes) {
            QString text;
            for (const auto mode : kModes)
                if ((modes & modeBit(mode)) != 0)
                    text += QChar::fromLatin1("fbc"[static_cast<std::size_t>(mode)]);
            return text;
        };
        const auto use = useOf(tags);
        QCOMPARE(use.has_value(), !forward.isEmpty() || !backward.isEmpty());
        if (!use)
            return;
        QCOMPARE(letters(use->forward), forward);
        QCOMPARE(letters(use->backward), backward);
        QCOMPARE(static_cast<int>(use->kmh), kmh);
    }

    void WaysAreAsQuickAsThoseOfBoost()
    {
        int compared = 0;
        int none = 0;
        for (std::uint32_t seed = 1; seed <= 25; ++seed) {
            RandomTown town(seed);
            Streets streets(town.draft(), 10); // on small islands, too
            for (int i = 0; i < 30; ++i) {
                const auto mode = kModes[static_cast<std::size_t>(i % 3)];
                const int from = town.anyNode();
                const int to = town.anyNode();
                if (!town.isOnStreet(from, mode) || !town.isOnStreet(to, mode))
                    continue;
                const auto wanted = town.secondsFrom(from, mode)[static_cast<std::size_t>(to)];
                const auto found = streets.leg(town.positionOf(from), town.positionOf(to), mode);
                QCOMPARE(found.has_value(), wanted < 1e9);
                ++compared;
                if (found)
                    QVERIFY2(isSame(found->seconds, wanted),
                        qPrintable(QString("%1 %2").arg(found->seconds).arg(wanted)));
                else
                    ++none;
            }
        }
        QVERIFY2(compared > 300 && none > 20 && none < compared / 2,
            qPrintable(QString("%1 %2").arg(compared).arg(none)));
    }

    void WaysKeepTheLawsOfDistance()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> anywhere(0, 6);
        for (std::uint32_t seed = 101; seed <= 110; ++seed) {
            Streets streets(RandomTown(seed).draft());
            const auto place = [&] {
                return geo::positionOf(46.6 + anywhere(random) * 0.0009, 2.3 + anywhere(random) * 0.0013);
            };
            for (int i = 0; i < 20; ++i) {
                const auto a = place();
                const auto b = place();
                const auto c = place();
                for (const auto mode : kModes)
                    if (const auto way = streets.router.route(a, b, mode)) {
                        const auto &line = way->line;
                        QVERIFY(!line.empty());
                        QVERIFY(way->leg.metres + 0.02 * double(line.size()) + 0.5 >=
                                geo::distanceMetres(line.front(), line.back()));
                        QVERIFY2(std::abs(metresAlong(line) - way->leg.metres) < 1 + 0.002 * way->leg.metres,
                            qPrintable(QString("%1 %2").arg(metresAlong(line)).arg(way->leg.metres)));
                    }
                const auto ab = streets.leg(a, b, TravelMode::Foot);
                const auto ba = streets.leg(b, a, TravelMode::Foot);
                const auto bc = streets.leg(b, c, TravelMode::Foot);
                const auto ac = streets.leg(a, c, TravelMode::Foot);
                QCOMPARE(ab.has_value(), ba.has_value());
                if (ab)
                    QVERIFY(isSame(ab->seconds, ba->seconds));
                if (ab && bc) {
                    QVERIFY(ac.has_value());
                    QVERIFY(ac->seconds <= ab->seconds + bc->seconds + 0.1);
                }
            }
        }
    }

    void LegsToManyAreThoseOfSingleWays()
    {
        for (std::uint32_t seed = 201; seed <= 206; ++seed) {
            RandomTown town(seed);
            Streets streets(town.draft());
            std::vector<Position> places;
            for (int i = 0; i < 12; ++i)
                places.push_back(town.positionOf(town.anyNode()));
            places.push_back(geo::positionOf(46.6003, 2.3005));
            places.push_back(geo::positionOf(40, 2));
            for (const auto mode : kModes) {
                const auto all = streets.router.matrix(places, places, mode);
                const auto near = streets.router.matrix(places, places, mode, 60);
                QVERIFY(all.has_value() && near.has_value());
                for (std::size_t i = 0; i < places.size(); ++i)
                    for (std::size_t k = 0; k < places.size(); ++k) {
                        const auto single = streets.leg(places[i], places[k], mode);
                        const auto &leg = (*all)[i * places.size() + k];
                        QCOMPARE(leg.has_value(), single.has_value());
                        const auto &bounded = (*near)[i * places.size() + k];
                        QCOMPARE(bounded.has_value(), single && single->seconds <= 60);
                        if (!single)
                            continue;
                        QVERIFY(isSame(leg->seconds, single->seconds));
                        if (bounded)
                            QVERIFY(isSame(bounded->seconds, single->seconds));
                    }
            }
        }
    }

    void CarsGoAroundTheBlock()
    {
        OsmDraft draft;
        draft.way(std::vector{at(0, 0), at(2, 0)}, {{"highway", "residential"}, {"oneway", "yes"}});
        draft.way(std::vector{at(2, 0), at(2, 1), at(0, 1), at(0, 0)}, {{"highway", "residential"}});
        Streets streets(draft);
        const auto from = geo::positionOf(46.6, 2.3 + 1.5 * 0.0013);
        const auto to = geo::positionOf(46.6, 2.3 + 0.5 * 0.0013);
        const auto foot = streets.leg(from, to, TravelMode::Foot);
        const auto car = streets.leg(from, to, TravelMode::Car);
        const auto along = streets.leg(to, from, TravelMode::Car);
        QVERIFY(foot && car && along);
        QVERIFY(std::abs(foot->metres - 99.3) < 1);
        QVERIFY(std::abs(along->metres - 99.3) < 1);
        QVERIFY(std::abs(car->metres - 497.6) < 3);
        QVERIFY(!streets.leg(at(1, 0), at(6, 6), TravelMode::Car));
    }

    void BollardsStopCarsAndNobodyElse()
    {
        OsmDraft draft;
        draft.way(std::vector{at(0, 0), at(1, 0), at(2, 0)}, {{"highway", "residential"}});
        draft.tag(at(1, 0), {{"barrier", "bollard"}});
        Streets streets(draft);
        QVERIFY(!streets.leg(at(0, 0), at(2, 0), TravelMode::Car));
        QVERIFY(streets.leg(at(0, 0), at(2, 0), TravelMode::Bicycle));
        QVERIFY(
            streets.leg(at(0, 0), geo::positionOf(46.6, 2.3011), TravelMode::Car)); // as far as the bollard
    }

    void FerriesTakeAsLongAsTheySay()
    {
        OsmDraft draft;
        draft.way(std::vector{at(0, 0), at(1, 0)}, {{"highway", "residential"}});
        draft.way(std::vector{at(1, 0), at(20, 0)},
            {{"route", "ferry"}, {"motor_vehicle", "yes"}, {"duration", "00:20"}});
        draft.way(std::vector{at(20, 0), at(21, 0)}, {{"highway", "residential"}});
        Streets streets(draft);
        const auto foot = streets.leg(at(1, 0), at(20, 0), TravelMode::Foot);
        QVERIFY(foot);
        QVERIFY2(std::abs(foot->seconds - 1'200) < 15, qPrintable(QString::number(foot->seconds)));
        QVERIFY(streets.leg(at(0, 0), at(21, 0), TravelMode::Car));
        QVERIFY(!streets.leg(at(0, 0), at(21, 0), TravelMode::Bicycle));
        // In the middle of the water there is no street.
        QCOMPARE(streets.router.route(at(10, 0), at(0, 0), TravelMode::Foot).error(), RouteError::FromTooFar);
    }

    void IslandsAreLeftAside()
    {
        OsmDraft draft;
        for (int y = 0; y < 10; ++y)
            for (int x = 0; x < 9; ++x) {
                draft.way(std::vector{at(x, y), at(x + 1, y)}, {{"highway", "residential"}});
                draft.way(std::vector{at(y, x), at(y, x + 1)}, {{"highway", "residential"}});
            }
        const auto yard = geo::positionOf(46.60045, 2.30065);
        draft.way(std::vector{yard, geo::positionOf(46.60050, 2.30070)}, {{"highway", "service"}});
        Streets streets(draft);
        QVERIFY(streets.leg(yard, at(9, 9), TravelMode::Foot));
        QVERIFY(streets.router.route(yard, at(9, 9), TravelMode::Foot)->metresToStreet > 30);
    }

    void RefusalsAreNamed()
    {
        OsmDraft draft;
        draft.way(std::vector{at(0, 0), at(1, 0)}, {{"highway", "residential"}});
        draft.way(std::vector{at(3, 0), at(4, 0)}, {{"highway", "residential"}});
        draft.way(std::vector{at(0, 0), at(0, 1)}, {{"highway", "footway"}});
        Streets streets(draft);
        const auto far = geo::positionOf(47, 2.3);
        QCOMPARE(streets.router.route(far, at(0, 0), TravelMode::Foot).error(), RouteError::FromTooFar);
        QCOMPARE(streets.router.route(at(0, 0), far, TravelMode::Foot).error(), RouteError::ToTooFar);
        QCOMPARE(streets.router.route(at(0, 0), at(4, 0), TravelMode::Foot).error(), RouteError::NoWay);
        StreetRouter near(streets.network, 50);
        QCOMPARE(near.route(at(0, 1), at(0, 0), TravelMode::Car).error(), RouteError::FromTooFar);
        QVERIFY(near.route(at(0, 1), at(0, 0), TravelMode::Foot).has_value());

        const auto empty = MapPackage::fromBytes(PackageWriter().finish());
        const StreetNetwork nothing(*empty);
        StreetRouter lost(nothing);
        QVERIFY(nothing.empty());
        QCOMPARE(lost.route(at(0, 0), at(0, 1), TravelMode::Foot).error(), RouteError::NoStreets);
        QCOMPARE(lost.legs(at(0, 0), {}, TravelMode::Foot).error(), RouteError::NoStreets);
    }

    /// Sums are right, content is not: whatever is found, nothing outside of the sections is read.
    void DamagedNetworksDoNoHarm()
    {
        const auto whole = MapPackage::fromBytes(imported(RandomTown(7).draft()));
        std::mt19937 random(1);
        for (int i = 0; i < 300; ++i) {
            PackageWriter writer;
            for (const auto kind : {SectionKind::StreetVertices, SectionKind::StreetEdges,
                     SectionKind::StreetArcs, SectionKind::StreetShapes, SectionKind::StreetBlocks}) {
                const auto section = whole->section(kind);
                std::vector<std::byte> bytes(section.begin(), section.end());
                for (auto hits = random() % 4; hits > 0 && !bytes.empty(); --hits)
                    bytes[random() % bytes.size()] = static_cast<std::byte>(random());
                writer.addSection(
                    kind, std::span(bytes).first(bytes.size() - random() % 2 * (random() % bytes.size())));
            }
            const auto package = MapPackage::fromBytes(writer.finish());
            const StreetNetwork network(*package);
            if (network.vertexCount() > 1'000'000)
                continue; // the memory of the labels would be what it says
            StreetRouter router(network);
            for (const auto mode : kModes)
                (void)router.route(at(0, 0), at(6, 6), mode);
        }
    }

    void ARealExtractHasWays()
    {
        const auto data = qEnvironmentVariable("FACTEO_TEST_DATA", FACTEO_SOURCE_DIR "/../shared/data");
        const auto extract = data + "/maps/andorra.osm.pbf";
        if (!QFile::exists(extract))
            QSKIP("no real extract here: set FACTEO_TEST_DATA to a folder with maps/andorra.osm.pbf");
        const QTemporaryDir folder;
        const auto file = folder.filePath("andorra.facteomap").toStdString();
        QVERIFY(importOsm({.extract = extract.toStdString(), .package = file}, {}, kOnward).has_value());
        const auto package = MapPackage::open(file);
        const StreetNetwork network(*package);
        StreetRouter router(network);
        // Andorra la Vella to Canillo: 12 km by the valley's road.
        const auto car =
            router.route(geo::positionOf(42.5075, 1.5218), geo::positionOf(42.5667, 1.5997), TravelMode::Car);
        QVERIFY(car.has_value());
        QVERIFY2(car->leg.metres > 10'000 && car->leg.metres < 16'000,
            qPrintable(QString::number(car->leg.metres)));
        QVERIFY(car->leg.seconds > 600 && car->leg.seconds < 2'400);
    }
};

FACTEO_TEST(RouteTest);
#include "route_test.moc"
