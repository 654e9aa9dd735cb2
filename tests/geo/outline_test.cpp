// SPDX-License-Identifier: Apache-2.0
#include "geo/outline.h"

#include "geo/distance.h"
#include "support/registry.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace facteo;
using namespace facteo::geo;
using protocol::Circle;
using protocol::Polygon;
using protocol::Position;

namespace {

/// A town's worth of positions; same seed, same values.
class Town
{
public:
    explicit Town(std::uint64_t seed) : m_engine(seed) {}

    double between(double least, double most)
    {
        return std::uniform_real_distribution<double>(least, most)(m_engine);
    }
    Position position() { return positionOf(between(46.58, 46.62), between(2.27, 2.33)); }
    std::vector<Position> positions(int count)
    {
        std::vector<Position> all;
        for (int i = 0; i < count; ++i)
            all.push_back(position());
        return all;
    }

private:
    std::mt19937_64 m_engine;
};

double areaOf(const std::array<UnitPoint, 3> &t)
{
    return std::abs((t[1].x - t[0].x) * (t[2].y - t[0].y) - (t[2].x - t[0].x) * (t[1].y - t[0].y)) / 2;
}

bool holds(const std::array<UnitPoint, 3> &t, UnitPoint p)
{
    const auto side = [&](const UnitPoint &a, const UnitPoint &b) {
        return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
    };
    const double first = side(t[0], t[1]);
    const double second = side(t[1], t[2]);
    const double third = side(t[2], t[0]);
    return (first > 0 && second > 0 && third > 0) || (first < 0 && second < 0 && third < 0);
}

} // namespace

class OutlineTest : public QObject
{
    Q_OBJECT

private slots:
    void AHullKeepsItsDistanceFromEveryPosition_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 3, 10, 60, 400})
            QTest::addRow("%d positions", count) << count;
    }

    void AHullKeepsItsDistanceFromEveryPosition()
    {
        QFETCH(int, count);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const auto positions = Town(seed).positions(count);
            const auto hull = hullAround(positions, 60);
            QVERIFY(hull);
            QVERIFY(hull->corners.size() >= 8 && hull->corners.size() <= 100);
            QVERIFY(!crossesItself(*hull));
            const Area area(*hull);
            for (const auto &position : positions) {
                QVERIFY(area.contains(position));
                QVERIFY(area.metresToBorder(position) >= 59.99);
            }
            for (const auto &corner : hull->corners) {
                const auto nearest = std::ranges::min(positions, {},
                    [&](const Position &position) { return distanceMetres(corner, position); });
                QVERIFY(distanceMetres(corner, nearest) < 1.09 * 60);
            }
        }
    }

    void WithoutPositionsThereIsNoHull() { QVERIFY(!hullAround({}, 60)); }

    void PositionsOnOneSpotHaveAHullToo()
    {
        const std::vector<Position> same(60, positionOf(46.6, 2.3));
        const auto hull = hullAround(same, 60);
        QVERIFY(hull);
        QCOMPARE(hull->corners.size(), 8U);
    }

    void ACrossingOutlineIsFound_data()
    {
        QTest::addColumn<QList<QPointF>>("corners"); // east, north in 1e-4 degrees
        QTest::addColumn<bool>("crosses");
        QTest::newRow("a square") << QList<QPointF>{{0, 0}, {0, 9}, {9, 9}, {9, 0}} << false;
        QTest::newRow("two corners at one spot")
            << QList<QPointF>{{0, 0}, {0, 9}, {0, 9}, {9, 9}, {9, 0}, {0, 0}} << false;
        QTest::newRow("a bow tie") << QList<QPointF>{{0, 0}, {9, 9}, {9, 0}, {0, 9}} << true;
        QTest::newRow("a bow tie of unequal halves")
            << QList<QPointF>{{0, 0}, {9, 9}, {9, 3}, {0, 5}} << true;
        QTest::newRow("there and back")
            << QList<QPointF>{{0, 0}, {0, 9}, {5, 9}, {20, 9}, {5, 9}, {5, 0}} << true;
        QTest::newRow("a hole that touches")
            << QList<QPointF>{{0, 0}, {0, 9}, {9, 9}, {9, 0}, {0, 0}, {4, 2}, {4, 4}, {2, 4}} << true;
        QTest::newRow("an arrow") << QList<QPointF>{{0, 0}, {5, 3}, {10, 0}, {5, 10}} << false;
        QTest::newRow("nothing") << QList<QPointF>{} << false;
        QTest::newRow("one corner") << QList<QPointF>{{1, 1}, {1, 1}, {1, 1}} << false;
    }

    void ACrossingOutlineIsFound()
    {
        QFETCH(QList<QPointF>, corners);
        QFETCH(bool, crosses);
        Polygon polygon;
        for (const auto &corner : corners)
            polygon.corners.push_back(positionOf(46.6 + corner.y() * 1e-4, 2.3 + corner.x() * 1e-4));
        QCOMPARE(crossesItself(polygon), crosses);
    }

    void TrianglesHoldExactlyTheInside()
    {
        Town town(7);
        for (int round = 0; round < 60; ++round) {
            // Stars first, then anything, crossing itself at will.
            Polygon polygon;
            const int corners = static_cast<int>(town.between(3, 40));
            const auto middle = positionOf(46.6, 2.3);
            for (int i = 0; i < corners; ++i)
                polygon.corners.push_back(
                    round < 30 ? destination(middle, 360.0 * i / corners, town.between(50, 3'000))
                               : town.position());
            const Area area(polygon);
            const auto triangles = trianglesOf(borderOf(polygon));
            for (int probe = 0; probe < 200; ++probe) {
                const auto position = town.position();
                if (area.metresToBorder(position) < 0.05)
                    continue;
                const auto point = toUnit(position);
                const auto hits =
                    std::ranges::count_if(triangles, [&](const auto &t) { return holds(t, point); });
                QVERIFY(hits <= 1); // or it would be painted darker there
                // On the seam between two of them it is in neither.
                if (hits == 0 && area.contains(position)) {
                    const auto beside = toUnit(position.latDegrees() + 1e-7, position.lonDegrees() + 1e-7);
                    QVERIFY(std::ranges::any_of(triangles, [&](const auto &t) { return holds(t, beside); }));
                }
                if (hits == 1)
                    QVERIFY(area.contains(position));
            }
        }
    }

    void ACircleIsFilledToItsBorder()
    {
        const Circle circle{.centre = positionOf(46.6, 2.3), .radiusMetres = 500};
        const auto ring = borderOf(circle);
        QCOMPARE(ring.size(), kCircleCorners);
        for (const auto &point : ring)
            QVERIFY(std::abs(distanceMetres(circle.centre, fromUnit(point)) - 500) < 0.05);
        const double metres = metresPerUnit(46.6);
        double sum = 0;
        for (const auto &triangle : trianglesOf(ring))
            sum += areaOf(triangle) * metres * metres;
        QVERIFY(std::abs(sum / (std::numbers::pi * 500 * 500) - 1) < 0.002);
    }

    void WhatEnclosesNothingHasNoTriangles()
    {
        QVERIFY(trianglesOf({}).empty());
        const auto on = [](double x, double y) { return UnitPoint{x, y}; };
        QVERIFY(trianglesOf(std::vector{on(0.1, 0.1), on(0.2, 0.2)}).empty());
        QVERIFY(trianglesOf(std::vector{on(0.1, 0.1), on(0.2, 0.1), on(0.3, 0.1)}).empty());
    }

    void ANameStandsInside()
    {
        Town town(11);
        for (int round = 0; round < 100; ++round) {
            Polygon polygon;
            const int corners = static_cast<int>(town.between(3, 40));
            for (int i = 0; i < corners; ++i)
                polygon.corners.push_back(
                    destination(positionOf(46.6, 2.3), 360.0 * i / corners, town.between(50, 3'000)));
            const auto point = labelPointOf(borderOf(polygon));
            QVERIFY(Area(polygon).contains(fromUnit(point)));
        }
    }
};

FACTEO_TEST(OutlineTest);

#include "outline_test.moc"
