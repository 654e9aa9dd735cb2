// SPDX-License-Identifier: Apache-2.0
#include "geo/areas.h"

#include "geo/distance.h"
#include "geo/mercator.h"
#include "support/registry.h"

#include <cmath>
#include <numbers>
#include <random>

using namespace facteo;
using namespace facteo::geo;
using protocol::Circle;
using protocol::Polygon;
using protocol::Position;

namespace {

Polygon square(double south, double west, double north, double east)
{
    return {.corners = {positionOf(south, west), positionOf(north, west), positionOf(north, east),
                positionOf(south, east)}};
}

/// Draws outlines and positions around Brancelle; same seed, same values.
class Draw
{
public:
    explicit Draw(std::uint64_t seed) : m_engine(seed) {}

    double between(double least, double most)
    {
        return std::uniform_real_distribution<double>(least, most)(m_engine);
    }
    Position position() { return positionOf(between(46.4, 46.8), between(2.0, 2.6)); }

    /// A star: any number of corners, hollows and spikes, never crossing itself.
    Shape outline()
    {
        const auto middle = position();
        if (between(0, 1) < 0.3)
            return Circle{.centre = middle, .radiusMetres = static_cast<std::uint32_t>(between(10, 5'000))};
        const int corners = static_cast<int>(between(3, 60));
        Polygon polygon;
        for (int i = 0; i < corners; ++i)
            polygon.corners.push_back(destination(middle, 360.0 * i / corners, between(50, 5'000)));
        return polygon;
    }

private:
    std::mt19937_64 m_engine;
};

/// The angle under which the outline goes around the point, on the map: ±2π inside, 0 outside.
bool isWoundAround(const Polygon &polygon, Position position)
{
    const auto point = toUnit(position);
    double sum = 0;
    for (std::size_t i = 0; i < polygon.corners.size(); ++i) {
        const auto a = toUnit(polygon.corners[i]);
        const auto b = toUnit(polygon.corners[(i + 1) % polygon.corners.size()]);
        sum += std::remainder(
            std::atan2(b.y - point.y, b.x - point.x) - std::atan2(a.y - point.y, a.x - point.x),
            2 * std::numbers::pi);
    }
    return std::abs(sum) > std::numbers::pi;
}

} // namespace

class AreasTest : public QObject
{
    Q_OBJECT

private slots:
    void AnOutlineHoldsWhatItGoesAround()
    {
        Draw draw(1);
        int inside = 0;
        for (int i = 0; i < 4'000; ++i) {
            const auto outline = draw.outline();
            const Area area(outline);
            const auto &corner = area.southWest();
            const auto &other = area.northEast();
            const auto position = positionOf(draw.between(corner.latDegrees(), other.latDegrees()),
                draw.between(corner.lonDegrees(), other.lonDegrees()));
            const auto *polygon = std::get_if<Polygon>(&outline);
            const bool expected = polygon ? isWoundAround(*polygon, position)
                                          : distanceMetres(std::get<Circle>(outline).centre, position) <=
                                                std::get<Circle>(outline).radiusMetres;
            QCOMPARE(area.contains(position), expected);
            inside += expected ? 1 : 0;
        }
        QVERIFY(inside > 1'000 && inside < 3'000);
    }

    void EveryPointIsInExactlyOneOfTwoNeighbours()
    {
        // Whoever stands on the common border is not in both and not in none.
        const Area left(square(46.60, 2.30, 46.61, 2.31));
        const Area right(square(46.60, 2.31, 46.61, 2.32));
        for (int i = 1; i < 1'000; ++i) {
            const auto onBorder = positionOf(46.60 + i * 1e-5, 2.31);
            QVERIFY(left.contains(onBorder) != right.contains(onBorder));
        }
    }

    void AHoleIsOutside()
    {
        // Around the outer square, over a bridge to the inner one and back.
        Polygon ring = square(46.60, 2.30, 46.62, 2.33);
        const auto hole = square(46.605, 2.31, 46.615, 2.32);
        ring.corners.push_back(ring.corners.front());
        ring.corners.insert(ring.corners.end(), hole.corners.begin(), hole.corners.end());
        ring.corners.push_back(hole.corners.front());
        const Area area(ring);
        QVERIFY(area.contains(positionOf(46.602, 2.315)));
        QVERIFY(!area.contains(positionOf(46.61, 2.315)));
    }

    void TheWayToTheBorderIsTheShortestOne()
    {
        const Area area(square(46.60, 2.30, 46.61, 2.31));
        const auto inside = positionOf(46.605, 2.3001);
        QVERIFY(
            std::abs(area.metresToBorder(inside) - distanceMetres(inside, positionOf(46.605, 2.30))) < 0.05);
        const auto beyondTheCorner = positionOf(46.611, 2.312);
        QVERIFY(std::abs(area.metresToBorder(beyondTheCorner) -
                         distanceMetres(beyondTheCorner, positionOf(46.61, 2.31))) < 0.5);
        const Area circle(Circle{.centre = positionOf(46.6, 2.3), .radiusMetres = 100});
        QVERIFY(std::abs(circle.metresToBorder(destination(positionOf(46.6, 2.3), 45, 130)) - 30) < 0.1);
        QVERIFY(std::abs(circle.metresToBorder(destination(positionOf(46.6, 2.3), 45, 20)) - 80) < 0.1);
    }

    void ALineEnclosesNothing()
    {
        QVERIFY(!enclosesSomething(Polygon{}));
        QVERIFY(!enclosesSomething(Polygon{.corners = {{1, 1}, {1, 1}, {1, 1}}}));
        QVERIFY(!enclosesSomething(Polygon{.corners = {{0, 0}, {900'000'000, 1'800'000'000},
                                               {450'000'000, 900'000'000}, {-450'000'000, -900'000'000}}}));
        QVERIFY(enclosesSomething(Polygon{.corners = {{0, 0}, {900'000'000, 1'800'000'000}, {1, 1}}}));
        QVERIFY(enclosesSomething(Circle{.centre = {}, .radiusMetres = 10}));
    }

    void TheIndexAnswersAsBruteForceDoes()
    {
        Draw draw(7);
        AreaIndex index;
        std::vector<Area> areas;
        for (std::uint64_t key = 0; key < 300; ++key) {
            areas.emplace_back(draw.outline());
            index.set(key, areas.back());
        }
        // Some are drawn anew, some are gone.
        for (std::uint64_t key = 0; key < 300; key += 7) {
            areas[key] = Area(draw.outline());
            index.set(key, areas[key]);
        }
        for (std::uint64_t key = 3; key < 300; key += 11)
            index.remove(key);
        std::size_t hits = 0;
        for (int i = 0; i < 5'000; ++i) {
            const auto position = draw.position();
            std::vector<std::uint64_t> expected;
            for (std::uint64_t key = 0; key < 300; ++key)
                if (key % 11 != 3 && areas[key].contains(position))
                    expected.push_back(key);
            std::vector<std::uint64_t> found;
            index.at(position, found);
            QCOMPARE(found, expected);
            hits += found.size();
        }
        QVERIFY(hits > 1'000);
        QCOMPARE(index.size(), 300u - 27u);
        QVERIFY(index.find(3) == nullptr && index.find(4) != nullptr);
    }

    void ACircleAcrossTheDateLineHasBothSides_data()
    {
        QTest::addColumn<double>("lat");
        QTest::addColumn<double>("lon");
        QTest::newRow("from the west") << -16.8 << 179.95;
        QTest::newRow("from the east") << -16.8 << -179.95;
        QTest::newRow("on it") << -16.8 << 180.0;
        QTest::newRow("on it from the east") << 52.0 << -180.0;
        QTest::newRow("around the pole") << 89.7 << 20.0;
    }
    void ACircleAcrossTheDateLineHasBothSides()
    {
        QFETCH(double, lat);
        QFETCH(double, lon);
        const Circle circle{.centre = positionOf(lat, lon), .radiusMetres = 50'000};
        AreaIndex index;
        index.set(1, Area(circle));
        index.set(2, Area(Circle{.centre = positionOf(lat, 2.3), .radiusMetres = 1'000}));
        for (int bearing = 0; bearing < 360; bearing += 5)
            for (const double away : {20'000.0, 49'990.0, 50'010.0}) {
                std::vector<std::uint64_t> found;
                index.at(destination(circle.centre, bearing, away), found);
                QCOMPARE(found, std::vector<std::uint64_t>(away < 50'000 ? 1 : 0, 1));
            }
        // Both sides go.
        index.remove(1);
        QCOMPARE(index.size(), 1u);
        for (int bearing = 0; bearing < 360; bearing += 5) {
            std::vector<std::uint64_t> found;
            index.at(destination(circle.centre, bearing, 20'000), found);
            QVERIFY(found.empty());
        }
    }

    void ACircleFarNorthHasARoomyBox()
    {
        const Circle circle{.centre = positionOf(69.9, 25.0), .radiusMetres = 100'000};
        AreaIndex index;
        index.set(1, Area(circle));
        for (int bearing = 0; bearing < 360; bearing += 5) {
            std::vector<std::uint64_t> found;
            index.at(destination(circle.centre, bearing, 99'990), found);
            QCOMPARE(found.size(), 1u);
        }
    }
};

FACTEO_TEST(AreasTest);

#include "areas_test.moc"
