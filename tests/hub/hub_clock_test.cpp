// SPDX-License-Identifier: Apache-2.0
#include "hub/hub_clock.h"
#include "support/registry.h"

#include <QTest>

using namespace facteo;
using namespace std::chrono_literals;
using hub::HubClock;
using protocol::Instant;

namespace {

constexpr Instant kMorning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 9h};

/// A machine with its two clocks.
struct Machine
{
    Instant wall = kMorning;
    std::chrono::steady_clock::time_point steady{};

    void pass(std::chrono::milliseconds time)
    {
        wall += time;
        steady += time;
    }
    Instant ask(HubClock &clock) const { return clock.at(wall, steady); }
};

} // namespace

class HubClockTest : public QObject
{
    Q_OBJECT

private slots:
    void IsTheWallClockWhileThatRuns()
    {
        Machine machine;
        HubClock clock(std::nullopt);
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(machine.ask(clock), machine.wall);
            machine.pass(333ms);
        }
    }

    void FollowsTheWallClockForward()
    {
        Machine machine;
        HubClock clock(std::nullopt);
        QCOMPARE(machine.ask(clock), kMorning);
        machine.wall += 2h;
        QCOMPARE(machine.ask(clock), kMorning + 2h);
        QVERIFY(!clock.wentBack());
    }

    void AStepForwardIsAJumpAndAClockThatIsKeptRightIsNone()
    {
        Machine machine;
        HubClock clock(std::nullopt);
        std::ignore = machine.ask(clock);
        for (int i = 0; i < 100; ++i) {
            machine.pass(1s);
            machine.wall += 500ms; // slewed, and hard
            std::ignore = machine.ask(clock);
        }
        QCOMPARE(clock.takeJump(), 0ms);
        machine.pass(1s);
        machine.wall += 2h;
        std::ignore = machine.ask(clock);
        QCOMPARE(clock.takeJump(), std::chrono::milliseconds(2h));
        QCOMPARE(clock.takeJump(), 0ms);
        machine.wall -= 1min;
        std::ignore = machine.ask(clock);
        QCOMPARE(clock.takeJump(), 0ms);
    }

    void ASmallStepBackIsCaughtUpWithAtHalfSpeed()
    {
        Machine machine;
        HubClock clock(std::nullopt);
        auto before = machine.ask(clock);
        machine.wall -= 10s;
        for (int i = 0; i < 2'000; ++i) { // of 10 ms each: 20 s
            machine.pass(10ms);
            const auto now = machine.ask(clock);
            QVERIFY(now >= before);
            before = now;
        }
        QCOMPARE(machine.ask(clock), machine.wall);
        QVERIFY(!clock.wentBack());
    }

    void ARestartedHubGoesOnFromItsLastFact()
    {
        Machine machine;
        HubClock clock(kMorning + 30s); // recorded before the clock was set back
        QCOMPARE(machine.ask(clock), kMorning + 30s);
        machine.pass(10s);
        QCOMPARE(machine.ask(clock), kMorning + 35s);
        machine.pass(60s);
        QCOMPARE(machine.ask(clock), machine.wall);
    }

    void AClockThatWasWrongByHoursIsLeftAndSaid()
    {
        Machine machine;
        HubClock clock(std::nullopt);
        machine.wall += 5h;
        QCOMPARE(machine.ask(clock), kMorning + 5h);
        machine.wall -= 5h;
        machine.pass(1s);
        QCOMPARE(machine.ask(clock), machine.wall);
        QVERIFY(clock.wentBack());
        QVERIFY(!clock.wentBack()); // once
        HubClock restarted(kMorning + 5h);
        QCOMPARE(machine.ask(restarted), machine.wall);
    }
};

FACTEO_TEST(HubClockTest);
#include "hub_clock_test.moc"
