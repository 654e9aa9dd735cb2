// SPDX-License-Identifier: Apache-2.0
#include "handset/battery.h"

#include "support/registry.h"

using namespace facteo;
using namespace facteo::handset;
using namespace std::chrono_literals;

class BatteryTest : public QObject
{
    Q_OBJECT
private slots:
    void ARoundWithReportsEndsAboutHalfFull();
    void ReportsCostMoreThanSilence();
    void ChargesToFullAndNotBeyond();
    void RunsEmptyAndNotBelow();
    void AClockThatGoesBackDrainsNothing();
};

void BatteryTest::ARoundWithReportsEndsAboutHalfFull()
{
    Battery battery(75, protocol::Instant{});
    for (auto at = 0s; at <= 7h; at += 10s) {
        battery.advance(protocol::Instant{at});
        battery.reported();
    }
    QVERIFY(battery.percent() >= 40 && battery.percent() <= 52);
}

void BatteryTest::ReportsCostMoreThanSilence()
{
    Battery silent(100, protocol::Instant{});
    Battery talking(100, protocol::Instant{});
    for (int i = 0; i < 5000; ++i)
        talking.reported();
    silent.advance(protocol::Instant{8h});
    talking.advance(protocol::Instant{8h});
    QVERIFY(talking.percent() + 5 < silent.percent());
}

void BatteryTest::ChargesToFullAndNotBeyond()
{
    Battery battery(20, protocol::Instant{});
    battery.setCharging(true, protocol::Instant{});
    battery.advance(protocol::Instant{1h});
    QVERIFY(battery.percent() > 50 && battery.percent() < 65);
    battery.advance(protocol::Instant{5h});
    QCOMPARE(battery.percent(), std::uint8_t{100});
}

void BatteryTest::RunsEmptyAndNotBelow()
{
    Battery battery(1, protocol::Instant{});
    battery.advance(protocol::Instant{24h});
    QCOMPARE(battery.percent(), std::uint8_t{0});
    QVERIFY(battery.empty());
    battery.setCharging(true, protocol::Instant{24h});
    QVERIFY(!battery.empty()); // on the cable a phone works at once
}

void BatteryTest::AClockThatGoesBackDrainsNothing()
{
    Battery battery(50, protocol::Instant{10h});
    battery.advance(protocol::Instant{1h});
    QCOMPARE(battery.percent(), std::uint8_t{50});
}

FACTEO_TEST(BatteryTest);
#include "battery_test.moc"
