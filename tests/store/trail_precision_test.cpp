// SPDX-License-Identifier: Apache-2.0
#include "store/trail_precision.h"

#include "geo/distance.h"
#include "support/registry.h"

#include <QRandomGenerator>
#include <QTest>
#include <cmath>

using namespace facteo;
using namespace facteo::store;
using protocol::Fix;
using protocol::Instant;

namespace {

Fix anyFix(QRandomGenerator &random)
{
    const auto coordinate = [&](std::int32_t most) {
        return static_cast<std::int32_t>(random.bounded(static_cast<double>(most) * 2) - most);
    };
    Fix fix{
        .at = Instant(std::chrono::milliseconds(static_cast<std::int64_t>(random.bounded(4e12)) - 1'000'000)),
        .position = {coordinate(900'000'000), coordinate(1'800'000'000)},
        .accuracyDm = static_cast<std::uint32_t>(std::pow(10, random.bounded(6.0)))};
    if (random.bounded(5) > 0)
        fix.speedCmS = random.bounded(Fix::kMostSpeedCmS + 1);
    if (random.bounded(5) > 0)
        fix.headingCdeg = random.bounded(Fix::kMostHeadingCdeg + 1);
    return fix;
}

} // namespace

class TrailPrecisionTest : public QObject
{
    Q_OBJECT

private slots:
    void NothingIsFartherOffThanItSays()
    {
        QRandomGenerator random(1);
        for (int round = 0; round < 100'000; ++round) {
            const Fix fix = anyFix(random);
            const Fix after = kept(fix);
            QVERIFY(std::chrono::abs(after.at - fix.at) <= std::chrono::milliseconds(50));
            QVERIFY(std::abs(after.position.latE7 - fix.position.latE7) <= 5);
            QVERIFY(std::abs(after.position.lonE7 - fix.position.lonE7) <= 5);
            QVERIFY(after.accuracyDm >= fix.accuracyDm); // never more certain than the receiver
            QVERIFY(after.accuracyDm <= fix.accuracyDm * 5 / 4);
            QCOMPARE(after.speedCmS.has_value(), fix.speedCmS.has_value());
            QCOMPARE(after.headingCdeg.has_value(), fix.headingCdeg.has_value());
            if (fix.speedCmS)
                QVERIFY(std::abs(static_cast<int>(*after.speedCmS) - static_cast<int>(*fix.speedCmS)) <= 5);
            if (fix.headingCdeg)
                QVERIFY(geo::turnDegrees(*after.headingCdeg / 100.0, *fix.headingCdeg / 100.0) <= 1.0);
        }
    }

    void WhatIsKeptOnceIsKeptForEver()
    {
        QRandomGenerator random(2);
        for (int round = 0; round < 100'000; ++round) {
            const Fix after = kept(anyFix(random));
            QVERIFY(kept(after) == after);
            QVERIFY(accuracyClass(after.accuracyDm).has_value());
            QCOMPARE(accuracyOf(*accuracyClass(after.accuracyDm)), after.accuracyDm);
        }
    }

    void TheEndsOfTheRangesStayInThem()
    {
        const Fix south = kept({.position = {-900'000'000, -1'800'000'000},
            .accuracyDm = Fix::kMostAccuracyDm,
            .speedCmS = Fix::kMostSpeedCmS,
            .headingCdeg = Fix::kMostHeadingCdeg});
        QVERIFY(south.position == (protocol::Position{-900'000'000, -1'800'000'000}));
        QCOMPARE(south.accuracyDm, Fix::kMostAccuracyDm);
        QCOMPARE(south.speedCmS, Fix::kMostSpeedCmS);
        QCOMPARE(south.headingCdeg, 0u); // 359.99° is north
        QVERIFY(kept({.position = {900'000'000, 1'800'000'000}}).position ==
                (protocol::Position{900'000'000, 1'800'000'000}));
    }

    void UnknownStaysUnknown()
    {
        const Fix fix =
            kept({.at = Instant(std::chrono::seconds(1'790'000'000)), .position = {466'000'000, 23'000'000}});
        QCOMPARE(fix.accuracyDm, 0u);
        QVERIFY(!fix.speedCmS && !fix.headingCdeg);
    }
};

FACTEO_TEST(TrailPrecisionTest);

#include "trail_precision_test.moc"
