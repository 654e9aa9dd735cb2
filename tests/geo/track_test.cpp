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

    void PiecesEndWhereNobodyKnowsTheWay()
    {
        std::vector<Fix> track;
        for (const auto after : {0s, 10s, 70s, 131s, 140s})
            track.push_back(later(after, 0));
        const auto pieces = piecesOf(track);
        QCOMPARE(pieces.size(), 2u);
        QCOMPARE(pieces[0].size(), 3u);
        QCOMPARE(pieces[1].size(), 2u);
        QVERIFY(pieces[1].front() == track[3]);
        QVERIFY(piecesOf({}).empty());

        track[4].position = positionOf(0, 179.9999);
        track[3].position = positionOf(0, -179.9999);
        QCOMPARE(piecesOf(track).size(), 3u);
    }

    void ReplayIsBetweenFixesAndNowhereElse()
    {
        const std::vector track{later(0s, 0), later(10s, 100), later(70s, 160), later(131s, 200)};
        QVERIFY(positionAt(track, track[1].at) == track[1].position);
        QVERIFY(distanceMetres(*positionAt(track, track[0].at + 5s), later(0s, 50).position) < 0.1);
        QVERIFY(distanceMetres(*positionAt(track, track[1].at + 30s), later(0s, 130).position) < 0.1);
        QVERIFY(!positionAt(track, track[2].at + 30s)); // 61 s without a fix
        QVERIFY(positionAt(track, track[3].at));
        QVERIFY(!positionAt(track, track[3].at + 1ms));
        QVERIFY(!positionAt(track, track[0].at - 1ms));
        QVERIFY(!positionAt({}, track[0].at));
    }
};

FACTEO_TEST(TrackTest);
#include "track_test.moc"
