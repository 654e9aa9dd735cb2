// SPDX-License-Identifier: Apache-2.0
#include "geo/track_approach.h"

#include "geo/box.h"
#include "geo/distance.h"
#include "geo/polyline.h"
#include "support/registry.h"

#include <QRandomGenerator>
#include <QTest>
#include <cmath>

using namespace facteo::geo;
using namespace std::chrono_literals;
using facteo::protocol::Fix;
using facteo::protocol::Instant;
using facteo::protocol::Position;

namespace {

const Position kSpot = positionOf(46.6, 2.3);
constexpr Instant kFrom{1'000'000s};
constexpr Instant kUntil = kFrom + 1h;

Fix fixAt(std::chrono::milliseconds after, Position position)
{
    return {.at = kFrom + after, .position = position};
}

/// A fix that far from the place, in that direction.
Fix away(std::chrono::milliseconds after, double metres, double bearing)
{
    return fixAt(after, destination(kSpot, bearing, metres));
}

} // namespace

class TrackApproachTest : public QObject
{
    Q_OBJECT

private slots:
    void FixesInsideCountAsTheyStand()
    {
        const std::vector trail{
            away(0s, 301, 0), away(10s, 299, 0), away(20s, 120, 0), away(30s, 200, 0), away(40s, 400, 0)};
        const auto approach = approachOf(trail, kSpot, 300, kFrom, kUntil);
        QVERIFY(approach.has_value());
        QCOMPARE(approach->fixes, 3u);
        QCOMPARE(approach->passages, 0u);
        QCOMPARE(approach->first, kFrom + 10s);
        QCOMPARE(approach->last, kFrom + 30s);
        QCOMPARE(approach->nearestAt, kFrom + 20s);
        QVERIFY(std::abs(approach->nearestMetres - 120) < 0.1);
    }

    void OnlyTheTimeAskedAboutCounts()
    {
        const std::vector trail{away(0s, 10, 0), away(10s, 20, 0), away(20s, 30, 0)};
        QCOMPARE(approachOf(trail, kSpot, 50, kFrom + 10s, kFrom + 10s)->fixes, 1u);
        QCOMPARE(approachOf(trail, kSpot, 50, kFrom, kFrom + 20s)->fixes, 3u);
        QVERIFY(!approachOf(trail, kSpot, 50, kFrom + 1s, kFrom + 9s));
    }

    void APassageIsTheStraightWayBetweenTwoFixesOutside()
    {
        const std::vector trail{away(0s, 400, 270), away(40s, 400, 90)};
        const auto approach = approachOf(trail, kSpot, 50, kFrom, kUntil);
        QVERIFY(approach.has_value());
        QCOMPARE(approach->fixes, 0u);
        QCOMPARE(approach->passages, 1u);
        QVERIFY(approach->nearestMetres < 1);
        QVERIFY(std::chrono::abs(approach->nearestAt - (kFrom + 20s)) < 100ms);
        QCOMPARE(approach->first, approach->nearestAt);
        // A fix inside says more than a way that was only drawn.
        const std::vector inside{away(0s, 400, 270), away(40s, 400, 90), away(50s, 45, 90)};
        QCOMPARE(approachOf(inside, kSpot, 50, kFrom, kUntil)->nearestAt, kFrom + 50s);
        QCOMPARE(approachOf(inside, kSpot, 50, kFrom, kUntil)->passages, 1u);
    }

    void NobodyKnowsTheWayOverALongGap()
    {
        const auto passes = [](std::chrono::milliseconds gap, double metres) {
            const std::vector trail{away(0s, metres / 2, 270), away(gap, metres / 2, 90)};
            return approachOf(trail, kSpot, 50, kFrom, kUntil).has_value();
        };
        QVERIFY(passes(60s, 800));
        QVERIFY(!passes(60s + 1ms, 800));
        QVERIFY(passes(60s, 999));
        QVERIFY(!passes(60s, 1'001));
        QVERIFY(!passes(0s, 800)); // two places at one time are no way
    }

    void APassageIsWhenItIsNearest()
    {
        const std::vector trail{away(0s, 400, 270), away(40s, 400, 90)};
        QVERIFY(approachOf(trail, kSpot, 50, kFrom + 15s, kFrom + 25s));
        QVERIFY(!approachOf(trail, kSpot, 50, kFrom + 25s, kFrom + 60s));
        QVERIFY(!approachOf(trail, kSpot, 50, kFrom, kFrom + 15s));
    }

    void WalkingItInSmallStepsFindsTheSame()
    {
        QRandomGenerator random(3);
        int near = 0;
        for (int round = 0; round < 3'000; ++round) {
            const auto from = away(0s, random.bounded(700.0), random.bounded(360.0));
            const auto to = away(50s, random.bounded(700.0), random.bounded(360.0));
            const double length = distanceMetres(from.position, to.position);
            const bool isPassage = length <= kLongestPassageMetres &&
                                   distanceMetres(kSpot, from.position) > 100 &&
                                   distanceMetres(kSpot, to.position) > 100;
            double nearest = 1e9;
            for (int step = 0; step <= 2'000; ++step)
                nearest =
                    std::min(nearest, distanceMetres(kSpot, destination(from.position,
                                                                bearingDegrees(from.position, to.position),
                                                                length * step / 2'000)));
            const auto approach = approachOf(std::vector{from, to}, kSpot, 100, kFrom, kUntil);
            if (!isPassage || std::abs(nearest - 100) < 0.5)
                continue;
            QCOMPARE(approach.has_value(), nearest < 100);
            if (approach) {
                QVERIFY(std::abs(approach->nearestMetres - nearest) < 0.5);
                ++near;
            }
        }
        QVERIFY(near > 200);
    }

    void TheAntimeridianIsNoWall()
    {
        const auto place = positionOf(-16.8, 179.9999);
        const std::vector trail{
            fixAt(0s, destination(place, 260, 300)), fixAt(30s, destination(place, 80, 300))};
        const auto approach = approachOf(trail, place, 60, kFrom, kUntil);
        QVERIFY(approach.has_value());
        QCOMPARE(approach->passages, 1u);
        QVERIFY(approachOf(std::vector{fixAt(0s, positionOf(-16.8, -179.9999))}, place, 60, kFrom, kUntil));
        const auto before =
            positionOf(-16.8, 179.9985); // the circle does not reach the meridian, the way does
        const std::vector across{
            fixAt(0s, destination(before, 270, 100)), fixAt(30s, positionOf(-16.8, -179.9995))};
        QVERIFY(approachOf(across, positionOf(-16.8, 179.999), 20, kFrom, kUntil));
    }

    void ABoxHoldsItsCircle()
    {
        QRandomGenerator random(4);
        for (int round = 0; round < 20'000; ++round) {
            const auto centre = positionOf(random.bounded(180.0) - 90, random.bounded(360.0) - 180);
            const double metres = std::pow(10, random.bounded(6.0));
            const auto inside = destination(centre, random.bounded(360.0), metres * random.bounded(1.0));
            if (distanceMetres(centre, inside) <= metres)
                QVERIFY(boxAround(centre, metres).contains(inside));
        }
        const auto box = boxAround(kSpot, 300); // and little more
        QVERIFY(distanceMetres(box.southWest, box.northEast) < 600 * std::sqrt(2.0) + 1);
    }
};

FACTEO_TEST(TrackApproachTest);
#include "track_approach_test.moc"
