// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "geo/track.h"
#include "support/registry.h"

#include <cmath>

using namespace facteo::geo;
using namespace std::chrono_literals;
using facteo::protocol::Fix;
using facteo::protocol::Instant;

namespace {

const Fix kFirst{
    .at = Instant{1'000'000ms}, .position = positionOf(46.6, 2.3), .speedCmS = {}, .headingCdeg = {}};

Fix later(std::chrono::milliseconds after, double metres)
{
    Fix fix = kFirst;
    fix.at += after;
    fix.position = destination(kFirst.position, 45, metres);
    return fix;
}

} // namespace

class TrackTest : public QObject
{
    Q_OBJECT

private slots:
    void MeasuresWalkingAndDriving()
    {
        QVERIFY(std::abs(*speedBetween(kFirst, later(10s, 14)) - 1.4) < 0.01);
        QVERIFY(std::abs(*speedBetween(kFirst, later(500ms, 10)) - 20) < 0.1);
    }

    void RefusesClocksThatJump()
    {
        QCOMPARE(speedBetween(kFirst, later(0ms, 5)).error(), TrackError::TimeWentBack);
        QCOMPARE(speedBetween(kFirst, later(-1s, 5)).error(), TrackError::TimeWentBack);
        QCOMPARE(speedBetween(kFirst, later(499ms, 5)).error(), TrackError::TooSoon);
    }
};

FACTEO_TEST(TrackTest);
#include "track_test.moc"
