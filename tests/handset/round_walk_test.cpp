// SPDX-License-Identifier: Apache-2.0
#include "handset/round_walk.h"

#include "geo/distance.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::handset;
using namespace std::chrono_literals;

namespace {

constexpr protocol::Instant kSetOff{1'000'000s};
const auto kDepotGate = geo::positionOf(46.6, 2.3);

/// Two kilometres to the east and back, a stop every 100 m.
protocol::Round straightRound(std::uint32_t serviceSeconds = 30)
{
    protocol::Round round{.id = {"T-01"}, .name = "Centre", .holder = {"P-001"}, .stops = {}, .path = {}};
    const auto end = geo::destination(kDepotGate, 90, 2000);
    round.path = {kDepotGate, end, kDepotGate};
    for (int i = 1; i <= 20; ++i)
        round.stops.push_back({.address = "x",
            .position = geo::destination(kDepotGate, 90, i * 100.0),
            .serviceSeconds = serviceSeconds});
    return round;
}

} // namespace

class RoundWalkTest : public QObject
{
    Q_OBJECT
private slots:
    void WalksAtWalkingSpeedAndHalts();
    void TheFixesLookLikeAPhones();
    void TheSameSeedWalksTheSameWay();
    void StandsInABreak();
    void GoesToATaskAndComesBack();
    void PaceScalesTheWalkNotTheClock();
    void ARoundWithoutAPathStands();
};

void RoundWalkTest::WalksAtWalkingSpeedAndHalts()
{
    RoundWalk walk(straightRound(), kDepotGate, kSetOff, 0, 1, 1);
    for (auto at = 0s; at <= 10min; at += 1s)
        static_cast<void>(walk.fixAt(kSetOff + at));
    // 100 m in about 80 s, then a halt of about 30 s: some 540 m in ten minutes.
    QVERIFY2(walk.metres() > 350 && walk.metres() < 700, qPrintable(QString::number(walk.metres())));
    RoundWalk hurrying(straightRound(0), kDepotGate, kSetOff, 0, 1, 1);
    static_cast<void>(hurrying.fixAt(kSetOff + 10min));
    QVERIFY(hurrying.metres() > 0.9 * 600 && hurrying.metres() < 1.7 * 600);
}

void RoundWalkTest::TheFixesLookLikeAPhones()
{
    RoundWalk walk(straightRound(), kDepotGate, kSetOff, 0, 1, 2);
    double worst = 0;
    for (auto at = 0s; at <= 20min; at += 10s) {
        const auto fix = walk.fixAt(kSetOff + at);
        QCOMPARE(fix->at, kSetOff + at);
        QVERIFY(fix->accuracyDm >= 30 && fix->accuracyDm <= 120);
        const auto truth = geo::destination(kDepotGate, 90, std::min(walk.metres(), 4000 - walk.metres()));
        worst = std::max(worst, geo::distanceMetres(fix->position, truth));
        if (*fix->speedCmS > 0)
            QVERIFY(*fix->headingCdeg < 36'000);
    }
    QVERIFY(worst > 3 && worst < 20);
}

void RoundWalkTest::TheSameSeedWalksTheSameWay()
{
    RoundWalk one(straightRound(), kDepotGate, kSetOff, 0.3, 1, 5);
    RoundWalk same(straightRound(), kDepotGate, kSetOff, 0.3, 1, 5);
    RoundWalk other(straightRound(), kDepotGate, kSetOff, 0.3, 1, 6);
    for (auto at = 10s; at <= 5min; at += 10s) {
        const auto fix = one.fixAt(kSetOff + at);
        QVERIFY(fix == same.fixAt(kSetOff + at));
        QVERIFY(fix != other.fixAt(kSetOff + at));
    }
}

void RoundWalkTest::StandsInABreak()
{
    RoundWalk walk(straightRound(), kDepotGate, kSetOff, 0.2, 1, 1);
    walk.pause(kSetOff + 10s);
    const auto before = walk.metres();
    QCOMPARE(*walk.fixAt(kSetOff + 20min)->speedCmS, 0U);
    QCOMPARE(walk.metres(), before);
    walk.resume(kSetOff + 20min);
    static_cast<void>(walk.fixAt(kSetOff + 25min));
    QVERIFY(walk.metres() > before);
}

void RoundWalkTest::GoesToATaskAndComesBack()
{
    RoundWalk walk(straightRound(), kDepotGate, kSetOff, 0.1, 1, 1);
    const auto house = geo::destination(kDepotGate, 180, 300);
    static_cast<void>(walk.fixAt(kSetOff + 30s));
    const auto left = walk.metres();
    walk.detourTo(house, kSetOff + 30s);
    auto at = kSetOff + 30s;
    while (!walk.arrived() && at < kSetOff + 1h)
        static_cast<void>(walk.fixAt(at += 2s));
    QVERIFY(walk.arrived());
    QVERIFY(at > kSetOff + 5min); // no postman flies
    QVERIFY(geo::distanceMetres(walk.fixAt(at + 3min)->position, house) < 20);
    QCOMPARE(walk.metres(), left);
    walk.backToRound(at + 3min);
    QVERIFY(!walk.arrived());
    static_cast<void>(walk.fixAt(at + 10min));
    static_cast<void>(walk.fixAt(at + 30min));
    static_cast<void>(walk.fixAt(at + 32min));
    QVERIFY(walk.metres() > left);
}

void RoundWalkTest::PaceScalesTheWalkNotTheClock()
{
    RoundWalk slow(straightRound(0), kDepotGate, kSetOff, 0, 1, 1);
    RoundWalk fast(straightRound(0), kDepotGate, kSetOff, 0, 4, 1);
    static_cast<void>(slow.fixAt(kSetOff + 4min));
    const auto fix = fast.fixAt(kSetOff + 1min);
    QCOMPARE(fix->at, kSetOff + 1min);
    QVERIFY(std::abs(slow.metres() - fast.metres()) < 1);
}

void RoundWalkTest::ARoundWithoutAPathStands()
{
    RoundWalk walk({}, kDepotGate, kSetOff, 0.5, 1, 1);
    const auto fix = walk.fixAt(kSetOff + 1h);
    QVERIFY(geo::distanceMetres(fix->position, kDepotGate) < 20);
}

FACTEO_TEST(RoundWalkTest);
#include "round_walk_test.moc"
