// SPDX-License-Identifier: Apache-2.0
#include "console/attendance.h"
#include "support/registry.h"

#include <QSignalSpy>

using namespace facteo;
using namespace facteo::console;
using namespace std::chrono_literals;

namespace {

struct Bench
{
    protocol::Instant now{100h};
    std::vector<protocol::Attend> said;
    protocol::Attend sights;
    Attendance attendance{[this] { return now; },
        [this](const protocol::RequestBody &body, const std::function<void(const Answer &)> &) {
            said.push_back(std::get<protocol::Attend>(body));
        },
        [this] { return sights; }};

    void pass(std::chrono::seconds length)
    {
        for (; length > 0s; length -= 1s) {
            now += 1s;
            attendance.tick();
        }
    }
};

} // namespace

class AttendanceTest : public QObject
{
    Q_OBJECT

private slots:
    void SaysFourTimesAMinuteThatSomebodyIsThere()
    {
        Bench bench;
        bench.pass(60s);
        QCOMPARE(bench.said.size(), 4U);
        for (const auto &one : bench.said)
            QVERIFY(one.present);
    }

    void AsksWhoeverHasNotMovedForLongAndThenTakesHimForAway()
    {
        Bench bench;
        const QSignalSpy asked(&bench.attendance, &Attendance::asked);
        bench.pass(539s);
        QVERIFY(asked.isEmpty());
        bench.pass(1s);
        QCOMPARE(asked.size(), 1);
        QVERIFY(asked.back().front().toBool());
        bench.pass(60s);
        const auto before = bench.said.size();
        bench.pass(120s);
        QCOMPARE(bench.said.size(), before);
        // He is back, and it is known at once.
        bench.attendance.touched();
        QCOMPARE(bench.said.size(), before + 1);
        QVERIFY(!asked.back().front().toBool());
    }

    void AnAlertThatCameIsSaidAtOnce()
    {
        Bench bench;
        bench.pass(1s);
        const auto before = bench.said.size();
        bench.sights.delivered = {protocol::AlertId{7}};
        bench.pass(1s);
        QCOMPARE(bench.said.size(), before + 1);
        QCOMPARE(bench.said.back().delivered, bench.sights.delivered);
        bench.pass(1s);
        QCOMPARE(bench.said.size(), before + 1);
    }

    void WhoeverLeavesSaysSo()
    {
        Bench bench;
        bench.pass(20s);
        bench.attendance.leave();
        QVERIFY(!bench.said.back().present);
    }

    void AClockThatIsSetBackMakesNobodyAbsentForLong()
    {
        Bench bench;
        bench.pass(20s);
        bench.now -= 5h;
        const auto before = bench.said.size();
        bench.pass(30s);
        QVERIFY(bench.said.size() >= before + 2);
        bench.pass(510s);
        QVERIFY(bench.said.size() > before + 30);
    }
};

FACTEO_TEST(AttendanceTest);
#include "attendance_test.moc"
