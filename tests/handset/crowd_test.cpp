// SPDX-License-Identifier: Apache-2.0
#include "handset/crowd.h"

#include "domain/plausibility.h"
#include "geo/distance.h"
#include "handset/exercise_key.h"
#include "handset/stand_in_hub.h"
#include "support/registry.h"

#include <QTest>
#include <algorithm>
#include <format>
#include <map>

using namespace facteo;
using namespace facteo::handset;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

const protocol::DepotId kCrowdDepot{"D-0001"};
constexpr protocol::Position kHome{466'000'000, 23'000'000};

/// Postmen with a square of a round, of `sideMetres`.
protocol::Roster rosterOf(int postmen, double sideMetres = 1'000)
{
    protocol::Roster roster{.depot = {.id = kCrowdDepot, .name = "Essai", .position = kHome}};
    for (int i = 1; i <= postmen; ++i) {
        const protocol::PostmanId postman{std::format("P-{}", i)};
        protocol::Round round{.id = {std::format("R-{}", i)}, .name = "R", .holder = postman};
        round.path = {kHome};
        for (const double bearing : {0., 90., 180., 270.})
            round.path.push_back(geo::destination(round.path.back(), bearing, sideMetres));
        round.path.back() = kHome; // on a sphere a square does not close
        round.stops = {{.address = "1 rue A", .position = round.path[2], .serviceSeconds = 60}};
        roster.rounds.push_back(round);
        roster.handsets.push_back({.id = {std::format("H-{}", i)}, .postman = postman});
    }
    return roster;
}

struct Exercise
{
    explicit Exercise(int postmen, std::uint64_t seed = 1)
        : crowd({.gateway = {"crowd"}, .positionEvery = 15s, .seed = seed}, link)
    {
        link.onMessage([this](transport::Message &&message) { incoming.emplace_back(std::move(message)); });
        crowd.join(rosterOf(postmen));
        link.start();
        broker.settle();
    }

    void pass(std::chrono::milliseconds duration)
    {
        for (auto passed = 0ms; passed < duration; passed += 500ms) {
            hub.now += 500ms;
            crowd.step(hub.now);
            broker.settle();
            for (auto &message : std::exchange(incoming, {}))
                crowd.take(message);
        }
    }

    transport::LoopbackBroker broker{1};
    StandInHub hub{broker, kCrowdDepot, kMorning};
    transport::LoopbackTransport link{broker};
    std::vector<transport::Incoming> incoming;
    Crowd crowd;
};

} // namespace

class CrowdTest : public QObject
{
    Q_OBJECT
private slots:
    void EverybodyComesOnceInAPeriod();
    void WalksWhereAPostmanCould();
    void AllReasonsForNoPositionAreSeen();
    void RepeatsUntilTheReceiptAndNoLonger();
    void AnAlertIsSignedByTheHandsetsKey();
    void TheSameSeedWalksTheSameDay();
    void WaitsWhereTheConnectionIsGone();
};

void CrowdTest::EverybodyComesOnceInAPeriod()
{
    Exercise exercise(300);
    QCOMPARE(exercise.crowd.size(), 300u);
    exercise.pass(500ms); // the first step only begins to count
    std::size_t most = 0;
    for (int i = 0; i < 30; ++i) {
        const auto before = exercise.hub.frames.size();
        exercise.pass(500ms);
        most = std::max(most, exercise.hub.frames.size() - before);
    }
    QVERIFY2(most <= 20, qPrintable(QString::number(most))); // ten of three hundred, a state and a position
    std::map<std::string, int> states;
    for (const auto &envelope : exercise.hub.frames) {
        QVERIFY(envelope.exercise);
        QCOMPARE(envelope.sender.text, "crowd");
    }
    const auto reports = exercise.hub.heard<protocol::StateReport>().size();
    QVERIFY2(
        reports > 270 && reports <= 300, qPrintable(QString::number(reports))); // some are in a dead spot
    const auto positions = exercise.hub.heard<protocol::PositionReport>().size();
    QVERIFY2(positions > 150 && positions < 240, qPrintable(QString::number(positions)));
    QCOMPARE(exercise.crowd.counters().positions, positions);
}

void CrowdTest::WalksWhereAPostmanCould()
{
    for (const double side : {500., 5'000., 20'000.}) {
        const auto roster = rosterOf(1, side);
        const CrowdWalk walk(roster.rounds.front(), kHome, 1, 7);
        std::optional<protocol::Fix> before;
        double way = 0;
        int halts = 0;
        for (auto at = kMorning; at < kMorning + 8h; at += 15s) {
            const auto fix = walk.fixAt(at);
            QVERIFY(geo::distanceMetres(fix.position, kHome) < side * 1.5);
            if (before) {
                const double metres = geo::distanceMetres(before->position, fix.position);
                QVERIFY2(metres < walk.speed() * 15 + 15, qPrintable(QString::number(metres)));
                QVERIFY(!domain::faultOf(fix, before, at));
                way += metres;
            }
            halts += fix.speedCmS == 0;
            before = fix;
        }
        QVERIFY(way > walk.speed() * 8 * 3'600 / 2);
        QVERIFY(halts > 0);
    }
}

void CrowdTest::AllReasonsForNoPositionAreSeen()
{
    Exercise exercise(400);
    exercise.pass(60s);
    std::map<protocol::Duty, int> duties;
    int sharing = 0;
    const auto states = exercise.hub.heard<protocol::StateReport>();
    for (const auto &report : states) {
        ++duties[report.state.duty];
        sharing += report.state.sharing;
    }
    QVERIFY(duties[protocol::Duty::Off] > 5 && duties[protocol::Duty::OnBreak] > 5);
    QVERIFY(duties[protocol::Duty::On] > 300);
    QVERIFY(sharing > 200 && sharing < static_cast<int>(states.size()));
    for (const auto &report : exercise.hub.heard<protocol::PositionReport>())
        QVERIFY(report.batteryPercent && *report.batteryPercent >= 30);
}

void CrowdTest::RepeatsUntilTheReceiptAndNoLonger()
{
    Exercise exercise(20);
    exercise.hub.answers = false;
    exercise.pass(40s);
    QVERIFY(exercise.crowd.unanswered() > 15);
    QVERIFY(std::ranges::any_of(exercise.hub.arrivals, [](const auto &frame) { return frame.second > 1; }));
    exercise.hub.answers = true;
    exercise.pass(30s);
    QCOMPARE(exercise.crowd.unanswered(), 0u);
    QVERIFY(exercise.crowd.counters().receipts > 15);
}

void CrowdTest::AnAlertIsSignedByTheHandsetsKey()
{
    Exercise exercise(20);
    QVERIFY(!exercise.crowd.press({"H-99"}, exercise.hub.now));
    QVERIFY(exercise.crowd.press({"H-7"}, exercise.hub.now));
    exercise.broker.settle();
    QCOMPARE(exercise.hub.alerts.size(), 1u);
    for (const auto &message : exercise.broker.published()) {
        if (!message.topic.ends_with("/alert"))
            continue;
        QCOMPARE(message.topic, "facteo/1/D-0001/h/H-7/alert");
        const auto opened = protocol::open(message.payload);
        QVERIFY(opened && opened->isSignedBy(exerciseKey({"H-7"}).publicKey()));
        QVERIFY(!opened->isSignedBy(exerciseKey({"H-8"}).publicKey()));
    }
}

void CrowdTest::TheSameSeedWalksTheSameDay()
{
    const auto positions = [](std::uint64_t seed) {
        Exercise exercise(20, seed);
        exercise.pass(30s);
        return exercise.hub.heard<protocol::PositionReport>();
    };
    QVERIFY(positions(3) == positions(3));
    QVERIFY(positions(3) != positions(4));
}

void CrowdTest::WaitsWhereTheConnectionIsGone()
{
    Exercise exercise(30);
    exercise.pass(30s);
    exercise.link.sever();
    const auto sent = exercise.crowd.counters().positions;
    exercise.pass(10min);
    QCOMPARE(exercise.crowd.counters().positions, sent);
    exercise.link.start();
    exercise.broker.settle();
    exercise.pass(1s);
    QVERIFY(exercise.crowd.counters().positions - sent <= 30); // nobody makes up for what he missed
}

FACTEO_TEST(CrowdTest);
#include "crowd_test.moc"
