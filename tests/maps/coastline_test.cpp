// SPDX-License-Identifier: Apache-2.0
#include "maps/coastline.h"
#include "maps/package_writer.h"
#include "maps/ring_cutter.h"
#include "support/registry.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>

using namespace facteo::maps;

namespace {

using Points = std::vector<WorldPoint>;
using Rings = std::vector<Points>;

/// A square map of a hundred thousand world units, somewhere in the middle of the world.
constexpr std::uint32_t kLow = 2'000'000'000;
constexpr std::uint32_t kSide = 100'000;
constexpr WorldRect kBox{.left = kLow, .top = kLow, .right = kLow + kSide, .bottom = kLow + kSide};

/// A place on the map, 0 … 1 eastwards and southwards.
WorldPoint onMap(double x, double y)
{
    return {.x = static_cast<std::uint32_t>(std::llround(kLow + x * kSide)),
        .y = static_cast<std::uint32_t>(std::llround(kLow + y * kSide))};
}

bool holds(const Rings &rings, WorldPoint point)
{
    bool inside = false;
    for (const auto &ring : rings)
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto a = ring[i];
            const auto b = ring[(i + 1) % ring.size()];
            if ((a.y > point.y) == (b.y > point.y))
                continue;
            const double share = (double(point.y) - a.y) / (double(b.y) - a.y);
            if (point.x < a.x + share * (double(b.x) - a.x))
                inside = !inside;
        }
    return inside;
}

/// A coast from north to south (land in the east, on its left) with a bay in its middle.
double coastAt(double y)
{
    return 0.5 + 0.05 * std::sin(9 * y) + 0.25 * std::exp(-60 * (y - 0.5) * (y - 0.5));
}

Points westCoast(double from, double to)
{
    Points way;
    constexpr int kSteps = 200;
    for (int i = 0; i <= kSteps; ++i) {
        const double y = from + (to - from) * i / kSteps;
        way.push_back(onMap(coastAt(y), y));
    }
    return way;
}

Points circle(double x, double y, double radius, bool landInside)
{
    Points ring;
    constexpr int kSteps = 60;
    for (int i = 0; i < kSteps; ++i) {
        // Land on the left: counter-clockwise on a map whose y grows southwards.
        const double angle = (landInside ? -2 : 2) * std::numbers::pi * i / kSteps;
        ring.push_back(onMap(x + radius * std::cos(angle), y + radius * std::sin(angle)));
    }
    ring.push_back(ring.front());
    return ring;
}

Points turned(Points points, int quarters)
{
    for (int i = 0; i < quarters; ++i)
        for (auto &point : points)
            point = {.x = kLow + kSide - (point.y - kLow), .y = point.x};
    return points;
}

Sea seaOf(const std::vector<Points> &ways, const Points &land = {}, const WorldRect &box = kBox)
{
    Coastline coastline;
    for (const auto &way : ways)
        coastline.add(way);
    return seaWithin(box, coastline.join(), land);
}

/// Random places that are further than `margin` from the edges, and what is said of them.
using Truth = std::function<std::optional<bool>(double x, double y)>;
QString firstError(const Rings &rings, const Truth &truth, int quarters = 0)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> share(0.01, 0.99);
    for (int i = 0; i < 4'000; ++i) {
        const double x = share(random);
        const double y = share(random);
        const auto isSea = truth(x, y);
        if (isSea && holds(rings, turned({onMap(x, y)}, quarters)[0]) != *isSea)
            return QStringLiteral("%1, %2 should be %3").arg(x).arg(y).arg(*isSea ? "sea" : "land");
    }
    return {};
}

std::optional<bool> westOfCoast(double x, double y)
{
    return std::abs(x - coastAt(y)) < 0.002 ? std::nullopt : std::optional(x < coastAt(y));
}

} // namespace

class CoastlineTest : public QObject
{
    Q_OBJECT

private slots:
    void ACoastCutByTheBorderIsClosedAlongIt_data()
    {
        QTest::addColumn<int>("quarters");
        QTest::addColumn<double>("from");
        for (int quarters = 0; quarters < 4; ++quarters) {
            QTest::addRow("%d quarters, ending at the border", quarters) << quarters << 0.0;
            QTest::addRow("%d quarters, last nodes beyond the border missing", quarters) << quarters << 0.004;
        }
    }

    void ACoastCutByTheBorderIsClosedAlongIt()
    {
        QFETCH(int, quarters);
        QFETCH(double, from);
        const auto sea = seaOf({turned(westCoast(from, 1 - from), quarters)});
        QCOMPARE(sea.gaps + sea.contrary + sea.unreadable, 0U);
        QCOMPARE(firstError(sea.rings, westOfCoast, quarters), QString());
    }

    void WaysAreJoinedInWhateverOrderTheyCome()
    {
        std::vector<Points> ways;
        const auto whole = westCoast(0, 1);
        for (std::size_t i = 0; i + 20 < whole.size(); i += 20)
            ways.emplace_back(
                whole.begin() + static_cast<long>(i), whole.begin() + static_cast<long>(i) + 21);
        std::ranges::shuffle(ways, std::mt19937(5));
        const auto sea = seaOf(ways);
        QCOMPARE(sea.gaps, 0U);
        QCOMPARE(firstError(sea.rings, westOfCoast), QString());
    }

    void IslandsAreNotSea()
    {
        const auto truth = [](double x, double y) -> std::optional<bool> {
            const double away = std::hypot(x - 0.2, y - 0.3);
            if (std::abs(away - 0.1) < 0.002)
                return std::nullopt;
            return away < 0.1 ? false : westOfCoast(x, y);
        };
        const auto sea =
            seaOf({westCoast(0, 1), circle(0.2, 0.3, 0.1, true), circle(0.1, 0.8, 0.0004, true)});
        QCOMPARE(sea.gaps + sea.unreadable, 0U);
        QCOMPARE(firstError(sea.rings, truth), QString());
        QVERIFY(!holds(sea.rings, onMap(0.1, 0.8))); // the one that is smaller than a square, too

        // Drawn the wrong way round it is still no sea, and is counted.
        const auto wrong = seaOf({westCoast(0, 1), circle(0.2, 0.3, 0.1, false)});
        QCOMPARE(wrong.unreadable, 1U);
        QCOMPARE(firstError(wrong.rings, truth), QString());
    }

    void AnIslandAloneHasTheSeaAllAround()
    {
        const auto sea = seaOf({circle(0.5, 0.5, 0.2, true)});
        QVERIFY(!holds(sea.rings, onMap(0.5, 0.5)));
        QVERIFY(holds(sea.rings, onMap(0.01, 0.01)));
        QVERIFY(holds(sea.rings, onMap(0.99, 0.6)));
    }

    void AnInlandSeaEndsAtItsShore()
    {
        const auto sea = seaOf({circle(0.5, 0.5, 0.2, false)});
        QVERIFY(holds(sea.rings, onMap(0.5, 0.5)));
        QVERIFY(!holds(sea.rings, onMap(0.1, 0.1)));
        QVERIFY(!holds(sea.rings, onMap(0.8, 0.5)));
    }

    void AnExtractCutInsideOfItsBoxGoesOnAwayFromTheLand()
    {
        // As Geofabrik cuts: along a country's border, somewhere inside of the box around it.
        const Points land{onMap(0.8, 0.5), onMap(0.9, 0.4), onMap(0.85, 0.6)};
        const auto sea = seaOf({westCoast(0.25, 0.8)}, land);
        QCOMPARE(sea.gaps, 0U);
        QVERIFY(holds(sea.rings, onMap(0.1, 0.1)));
        QVERIFY(holds(sea.rings, onMap(0.1, 0.5)));
        QVERIFY(holds(sea.rings, onMap(0.1, 0.9)));
        for (const auto point : land)
            QVERIFY(!holds(sea.rings, point));
        QVERIFY(!holds(sea.rings, onMap(0.95, 0.05)));
        QVERIFY(!holds(sea.rings, onMap(0.95, 0.95)));
    }

    void AGapLetsNoSeaOntoTheLand()
    {
        const auto sea = seaOf({westCoast(0, 0.30), westCoast(0.31, 1)});
        QCOMPARE(sea.gaps, 2U);
        const auto truth = [](double x, double y) -> std::optional<bool> {
            return std::hypot(x - coastAt(0.305), y - 0.305) < 0.02 ? std::nullopt : westOfCoast(x, y);
        };
        QCOMPARE(firstError(sea.rings, truth), QString());
    }

    void AWayDrawnBackwardsIsAGap()
    {
        auto backwards = westCoast(0.30, 0.31);
        std::ranges::reverse(backwards);
        const auto sea = seaOf({westCoast(0, 0.30), backwards, westCoast(0.31, 1)});
        QVERIFY(sea.gaps >= 2);
        const auto truth = [](double x, double y) -> std::optional<bool> {
            return std::hypot(x - coastAt(0.305), y - 0.305) < 0.03 ? std::nullopt : westOfCoast(x, y);
        };
        QCOMPARE(firstError(sea.rings, truth), QString());
    }

    void ACoastWithHousesInItsSeaIsLeftOut()
    {
        Points houses;
        for (int i = 0; i < 12; ++i)
            houses.push_back(onMap(0.8 + 0.01 * i, 0.05 + 0.07 * i));
        auto backwards = westCoast(0, 1);
        std::ranges::reverse(backwards);
        const auto sea = seaOf({backwards}, houses);
        QCOMPARE(sea.contrary, 1U);
        for (const auto house : houses)
            QVERIFY(!holds(sea.rings, house));
        // The right way round the same houses harm nothing.
        QCOMPARE(seaOf({westCoast(0, 1)}, houses).contrary, 0U);
    }

    void CoastsThatCrossSpoilOnlyWhereTheyCross()
    {
        // An island that reaches into the mainland: nobody can tell what is sea where they cross.
        const auto sea = seaOf({westCoast(0, 1), circle(coastAt(0.2), 0.2, 0.1, true)});
        QVERIFY(sea.unreadable > 0);
        const auto truth = [](double x, double y) -> std::optional<bool> {
            return std::hypot(x - coastAt(0.2), y - 0.2) < 0.11 ? std::nullopt : westOfCoast(x, y);
        };
        QCOMPARE(firstError(sea.rings, truth), QString());
    }

    void AnIslandOnLandIsNoReasonForASea()
    {
        const auto sea = seaOf({westCoast(0, 1), circle(0.85, 0.3, 0.05, true)});
        QCOMPARE(sea.unreadable, 1U);
        QCOMPARE(firstError(sea.rings, westOfCoast), QString());
    }

    void RandomCoastsAreFilledAsASimpleRuleSays()
    {
        // Islands of any size, overlapping no other: sea is what lies in none of them.
        std::mt19937 random(17);
        std::uniform_real_distribution<double> share(0.02, 0.98);
        std::vector<std::array<double, 3>> islands;
        std::vector<Points> ways;
        while (islands.size() < 150) {
            const double x = share(random);
            const double y = share(random);
            const double radius = 0.001 + 0.05 * share(random) * share(random);
            const auto apart = [&](const auto &other) {
                return std::hypot(other[0] - x, other[1] - y) > other[2] + radius + 0.002;
            };
            if (x < radius + 0.01 || y < radius + 0.01 || x + radius > 0.99 || y + radius > 0.99 ||
                !std::ranges::all_of(islands, apart))
                continue;
            islands.push_back({x, y, radius});
            ways.push_back(circle(x, y, radius, true));
        }
        const auto sea = seaOf(ways);
        QCOMPARE(sea.gaps + sea.unreadable + sea.contrary, 0U);
        const auto truth = [&](double x, double y) -> std::optional<bool> {
            for (const auto &[ix, iy, radius] : islands) {
                const double away = std::hypot(x - ix, y - iy);
                if (std::abs(away - radius) < 0.001)
                    return std::nullopt;
                if (away < radius)
                    return false;
            }
            return true;
        };
        QCOMPARE(firstError(sea.rings, truth), QString());

        std::size_t pieces = 0;
        Rings all;
        cutRings(sea.rings, 100, 6, [&](const Rings &piece) {
            ++pieces;
            std::size_t points = 0;
            for (const auto &ring : piece) {
                points += ring.size();
                all.push_back(ring);
            }
            QVERIFY(points <= 100);
        });
        QVERIFY(pieces > 50);
        QCOMPARE(firstError(all, truth), QString());
    }

    void EveryLevelHasTheSea()
    {
        PackageWriter writer;
        addSea(seaOf({westCoast(0, 1)}), writer);
        const auto package = MapPackage::fromBytes(writer.finish());
        for (const int zoom : {0, 6, 9, 12, 14, 18}) {
            Rings rings;
            const auto found = package->features(kBox, zoom);
            for (const auto &feature : found) {
                QCOMPARE(feature.kind, FeatureKind::Sea);
                for (const auto part : feature.parts)
                    rings.emplace_back(part.begin(), part.end());
            }
            // The map is a fraction of a pixel at the coarse zooms: then it may be left out.
            if (zoom >= 14)
                QCOMPARE(firstError(rings,
                             [](double x, double y) -> std::optional<bool> {
                                 return std::abs(x - coastAt(y)) < 0.01 ? std::nullopt : westOfCoast(x, y);
                             }),
                    QString());
        }
    }
};

FACTEO_TEST(CoastlineTest);
#include "coastline_test.moc"
