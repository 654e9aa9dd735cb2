// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "geo/polyline.h"
#include "support/registry.h"

#include <cmath>

using namespace facteo::geo;
using facteo::protocol::Position;

namespace {

const Position kStart = positionOf(46.6, 2.3);
const Position kCorner = destination(kStart, 90, 100);
const Position kEnd = destination(kCorner, 0, 50);

} // namespace

class PolylineTest : public QObject
{
    Q_OBJECT

private slots:
    void WalksByMetres()
    {
        const Polyline line({kStart, kCorner, kEnd});
        QVERIFY(std::abs(line.lengthMetres() - 150) < 0.05);
        QCOMPARE(lengthMetres(line.corners()), line.lengthMetres());

        const auto before = line.at(40);
        QVERIFY(distanceMetres(before->position, destination(kStart, 90, 40)) < 0.05);
        QVERIFY(turnDegrees(before->headingDegrees, 90) < 0.1);
        QCOMPARE(before->segment, 0U);

        const auto after = line.at(120);
        QVERIFY(distanceMetres(after->position, destination(kCorner, 0, 20)) < 0.05);
        QVERIFY(turnDegrees(after->headingDegrees, 0) < 0.1);
        QCOMPARE(after->segment, 1U);
    }

    void StopsAtItsEnds()
    {
        const Polyline line({kStart, kCorner, kEnd});
        QCOMPARE(line.at(-5)->position, kStart);
        QCOMPARE(line.at(1e6)->position, kEnd);
        QVERIFY(turnDegrees(line.at(1e6)->headingDegrees, 0) < 0.1);
    }

    void RepeatedCornersHaveNoLength()
    {
        const Polyline line({kStart, kStart, kCorner, kCorner, kCorner});
        QVERIFY(std::abs(line.lengthMetres() - 100) < 0.05);
        QVERIFY(turnDegrees(line.at(0)->headingDegrees, 90) < 0.1);
        QVERIFY(turnDegrees(line.at(1e6)->headingDegrees, 90) < 0.1);
        QCOMPARE(line.at(1e6)->position, kCorner);
    }

    void EmptyLinesHaveNoAnswer()
    {
        QVERIFY(!Polyline({}).at(0));
        QVERIFY(!Polyline({}).nearest(kStart));
        QCOMPARE(Polyline({}).lengthMetres(), 0.0);
        QCOMPARE(Polyline({kStart}).at(3)->position, kStart);
        QCOMPARE(Polyline({kStart}).nearest(kEnd)->position, kStart);
        QCOMPARE(Polyline({kStart, kStart}).at(3)->position, kStart);
    }

    void FindsItsNearestPoint()
    {
        const Polyline line({kStart, kCorner, kEnd});
        const auto beside = line.nearest(destination(destination(kStart, 90, 30), 180, 12));
        QVERIFY(std::abs(beside->metres - 30) < 0.1);
        const auto beyond = line.nearest(destination(kEnd, 0, 40));
        QVERIFY(std::abs(beyond->metres - 150) < 0.1);
    }
};

FACTEO_TEST(PolylineTest);
#include "polyline_test.moc"
