// SPDX-License-Identifier: Apache-2.0
#include "handset/gpx_replay.h"

#include "geo/distance.h"
#include "support/registry.h"

#include <cmath>

using namespace facteo;
using namespace facteo::handset;
using namespace std::chrono_literals;

namespace {

constexpr protocol::Instant kStart{1'000'000s};
const auto kA = geo::positionOf(46.6, 2.3);
const auto kB = geo::destination(kA, 90, 600);

Track track(std::vector<std::pair<protocol::Position, std::optional<int>>> points)
{
    Track made;
    for (const auto &[position, seconds] : points) {
        TrackPoint point{.position = position, .at = std::nullopt};
        if (seconds)
            point.at = protocol::Instant{std::chrono::seconds{*seconds}};
        made.points.push_back(point);
    }
    return made;
}

} // namespace

class GpxReplayTest : public QObject
{
    Q_OBJECT
private slots:
    void PlaysWithTheRecordedTimesScaled();
    void FixesCarryTheTimeOfPlaying();
    void AnUntimedTrackIsWalked();
    void RepeatedAndBackwardTimesArePassedOver();
    void StandsStillBeforeAndAfter();
};

void GpxReplayTest::PlaysWithTheRecordedTimesScaled()
{
    GpxReplay replay(track({{kA, 0}, {kB, 600}}), kStart, 10);
    QCOMPARE(replay.length(), 60'000ms);
    const auto half = replay.fixAt(kStart + 30s);
    QVERIFY(std::abs(geo::distanceMetres(kA, half->position) - 300) < 1);
    QCOMPARE(*half->speedCmS, 1000U); // 1 m/s, ten times as fast
    QVERIFY(std::abs(static_cast<int>(*half->headingCdeg) - 9000) < 10);
    QVERIFY(!replay.finished(kStart + 59s));
    QVERIFY(replay.finished(kStart + 60s));
}

void GpxReplayTest::FixesCarryTheTimeOfPlaying()
{
    GpxReplay replay(track({{kA, 0}, {kB, 600}}), kStart, 10);
    QCOMPARE(replay.fixAt(kStart + 5s)->at, kStart + 5s);
}

void GpxReplayTest::AnUntimedTrackIsWalked()
{
    for (const auto &untimed :
        {track({{kA, {}}, {kB, {}}}), track({{kA, 7}, {kB, 7}}), track({{kA, 0}, {kB, {}}})}) {
        GpxReplay replay(untimed, kStart, 1);
        QCOMPARE(std::chrono::round<std::chrono::seconds>(replay.length()), 480s);
    }
    GpxReplay one(track({{kA, {}}}), kStart, 1);
    QCOMPARE(one.length(), 0ms);
    QCOMPARE(one.fixAt(kStart)->position, kA);
}

void GpxReplayTest::RepeatedAndBackwardTimesArePassedOver()
{
    const auto c = geo::destination(kA, 0, 50);
    GpxReplay replay(track({{kA, 0}, {c, 10}, {kB, 10}, {c, 5}, {kB, 20}}), kStart, 1);
    QCOMPARE(replay.passedOver(), std::size_t{2});
    QCOMPARE(replay.points(), std::size_t{3});
    QCOMPARE(replay.fixAt(kStart + 10s)->position, kB); // the last of those with the same time
}

void GpxReplayTest::StandsStillBeforeAndAfter()
{
    GpxReplay replay(track({{kA, 0}, {kB, 600}}), kStart, 1);
    QCOMPARE(replay.fixAt(kStart - 5s)->position, kA);
    QCOMPARE(replay.fixAt(kStart + 2h)->position, kB);
    QCOMPARE(*replay.fixAt(kStart + 2h)->speedCmS, 0U);
}

FACTEO_TEST(GpxReplayTest);
#include "gpx_replay_test.moc"
