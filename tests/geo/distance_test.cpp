// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "support/registry.h"

#include <cmath>
#include <numbers>

using namespace facteo::geo;
using facteo::protocol::Position;

namespace {

constexpr double kPi = std::numbers::pi;
const Position kParis = positionOf(48.8566, 2.3522);
const Position kLondon = positionOf(51.5074, -0.1278);

bool near(double value, double expected, double tolerance)
{
    return std::abs(value - expected) <= tolerance;
}

} // namespace

class DistanceTest : public QObject
{
    Q_OBJECT

private slots:
    void KnowsTheQuarterOfAMeridian()
    {
        QVERIFY(
            near(distanceMetres(positionOf(0, 2), positionOf(90, 2)), kEarthRadiusMetres * kPi / 2, 0.01));
        QVERIFY(near(distanceMetres(positionOf(0, 0), positionOf(0, 180)), kEarthRadiusMetres * kPi, 0.01));
    }

    void KnowsParisToLondon()
    {
        // 343.56 km on this sphere; 343.92 km on WGS84 (Karney's geodesic): the sphere's error is small.
        const double metres = distanceMetres(kParis, kLondon);
        QVERIFY2(near(metres, 343'556, 50), qPrintable(QString::number(metres)));
        QCOMPARE(distanceMetres(kLondon, kParis), metres);
        QCOMPARE(distanceMetres(kParis, kParis), 0.0);
    }

    void StaysExactForAFewMetres()
    {
        const auto from = positionOf(46.6, 2.3);
        const auto to = positionOf(46.6 + 1e-5, 2.3);
        QVERIFY(near(distanceMetres(from, to), 1e-5 * kPi / 180 * kEarthRadiusMetres, 1e-3));
    }

    void CrossesTheAntimeridianTheShortWay()
    {
        QVERIFY(near(
            distanceMetres(positionOf(0, 179.5), positionOf(0, -179.5)), kEarthRadiusMetres * kPi / 180, 1));
    }

    void PointsAreFoundAgainByBearingAndDistance()
    {
        for (double bearing = 0; bearing < 360; bearing += 15) {
            const auto there = destination(kParis, bearing, 1'234.5);
            QVERIFY(near(distanceMetres(kParis, there), 1'234.5, 0.02));
            QVERIFY(turnDegrees(bearingDegrees(kParis, there), bearing) < 0.001);
        }
        QCOMPARE(bearingDegrees(kParis, kParis), 0.0);
        QVERIFY(near(bearingDegrees(positionOf(0, 0), positionOf(0, 1)), 90, 1e-9));
        QVERIFY(near(bearingDegrees(positionOf(1, 0), positionOf(0, 0)), 180, 1e-9));
    }

    void TurnsNeverExceedHalfACircle()
    {
        QCOMPARE(turnDegrees(350, 10), 20.0);
        QCOMPARE(turnDegrees(10, 350), 20.0);
        QCOMPARE(turnDegrees(0, 180), 180.0);
        QCOMPARE(turnDegrees(720, 0), 0.0);
    }

    void DegreesOutOfRangeAreBroughtBack()
    {
        QCOMPARE(positionOf(91, 181), (Position{.latE7 = 900'000'000, .lonE7 = -1'790'000'000}));
        QCOMPARE(positionOf(-95, 180), (Position{.latE7 = -900'000'000, .lonE7 = 1'800'000'000}));
    }
};

FACTEO_TEST(DistanceTest);
#include "distance_test.moc"
