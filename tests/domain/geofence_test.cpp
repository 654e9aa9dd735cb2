// SPDX-License-Identifier: Apache-2.0
#include "domain/geofence.h"

#include "geo/distance.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::domain;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

Instant at(int year, unsigned month, unsigned day, std::chrono::minutes time)
{
    return Instant{
        std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} +
        time};
}

Geofence mill()
{
    return {.id = GeofenceId{1},
        .kind = GeofenceKind::SensitivePlace,
        .name = "Moulin",
        .shape = Circle{.centre = geo::positionOf(46.6, 2.3), .radiusMetres = 60},
        .timeZone = "Europe/Paris"};
}

} // namespace

class GeofenceRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void OnlyAWholeGeofenceIsSet()
    {
        QVERIFY(check(mill()).has_value());
        auto fence = mill();
        fence.name.clear();
        QCOMPARE(check(fence).error(), GeofenceFault::NoName);
        fence = mill();
        fence.shape = Polygon{.corners = {{0, 0}, {10, 10}, {20, 20}}};
        QCOMPARE(check(fence).error(), GeofenceFault::NoShape);
        fence = mill();
        fence.kind = GeofenceKind::RoundArea;
        QCOMPARE(check(fence).error(), GeofenceFault::NoRound);
        fence.round = {"T-01"};
        QVERIFY(check(fence).has_value());
        fence.kind = GeofenceKind::Depot;
        QCOMPARE(check(fence).error(), GeofenceFault::NoRound);
        fence = mill();
        fence.from = fence.until = at(2026, 11, 23, 8h);
        QCOMPARE(check(fence).error(), GeofenceFault::EmptyDates);
    }

    void DatesAndHoursSayWhenItIsWatched()
    {
        auto fence = mill();
        QVERIFY(isWatched(fence, at(2026, 11, 23, 3h), 1h));
        fence.removed = true;
        QVERIFY(!isWatched(fence, at(2026, 11, 23, 3h), 1h));
        fence.removed = false;
        fence.from = at(2026, 11, 1, 0h);
        fence.until = at(2026, 12, 1, 0h);
        QVERIFY(!isWatched(fence, fence.from - 1ms, 1h));
        QVERIFY(isWatched(fence, fence.from, 1h));
        QVERIFY(!isWatched(fence, fence.until, 1h));

        // Monday to Friday, 8:00 to 13:30 in Paris; 2026-11-23 is a Monday, winter: UTC+1.
        fence.hours = {{.days = 0b0011111, .fromMinute = 8 * 60, .toMinute = 13 * 60 + 30}};
        QVERIFY(!isWatched(fence, at(2026, 11, 23, 7h - 1min), 1h));
        QVERIFY(isWatched(fence, at(2026, 11, 23, 7h), 1h));
        QVERIFY(isWatched(fence, at(2026, 11, 27, 12h + 29min), 1h));
        QVERIFY(!isWatched(fence, at(2026, 11, 27, 12h + 30min), 1h));
        QVERIFY(!isWatched(fence, at(2026, 11, 28, 9h), 1h)); // Saturday
    }

    void TheDayIsTheLocalOne()
    {
        // 2026-11-22 is a Sunday. 23:30 UTC is Monday 0:30 in Paris.
        auto fence = mill();
        fence.hours = {{.days = 0b0000001, .fromMinute = 0, .toMinute = 60}};
        QVERIFY(isWatched(fence, at(2026, 11, 22, 23h + 30min), 1h));
        QVERIFY(!isWatched(fence, at(2026, 11, 23, 0h + 30min), 1h));
        QVERIFY(isWatched(fence, at(2026, 11, 23, 4h + 30min), -4h)); // Martinique
    }

    void TheNightOfTheLongHourHasItTwice()
    {
        // 2026-10-25, 1:00 UTC: 3:00 becomes 2:00 in Paris. 2:30 comes at 0:30 (UTC+2) and at 1:30 (UTC+1).
        auto fence = mill();
        fence.hours = {{.days = 0b1000000, .fromMinute = 2 * 60, .toMinute = 3 * 60}};
        QVERIFY(isWatched(fence, at(2026, 10, 25, 30min), 2h));
        QVERIFY(isWatched(fence, at(2026, 10, 25, 1h + 30min), 1h));
        QVERIFY(!isWatched(fence, at(2026, 10, 25, 2h), 1h));
    }

    void ARoundsAreaConcernsItsHolderOnly()
    {
        auto fence = mill();
        QVERIFY(concerns(fence, {}));
        QVERIFY(concerns(fence, {"T-01"}));
        fence.kind = GeofenceKind::RoundArea;
        fence.round = {"T-01"};
        QVERIFY(!concerns(fence, {}));
        QVERIFY(!concerns(fence, {"T-02"}));
        QVERIFY(concerns(fence, {"T-01"}));
    }

    void AnUncertainFixDoesNotDecideAlone()
    {
        const geo::Area area(mill().shape);
        const auto fix = [](double metres, std::uint32_t accuracyDm) {
            return Fix{.position = geo::destination(geo::positionOf(46.6, 2.3), 90, metres),
                .accuracyDm = accuracyDm};
        };
        QVERIFY(sideOf(area, fix(30, 80)).inside && sideOf(area, fix(30, 80)).certain);
        QVERIFY(sideOf(area, fix(55, 80)).inside && !sideOf(area, fix(55, 80)).certain);
        QVERIFY(!sideOf(area, fix(65, 80)).inside && !sideOf(area, fix(65, 80)).certain);
        QVERIFY(!sideOf(area, fix(69, 80)).inside && sideOf(area, fix(69, 80)).certain);
        // A cell tower's guess of some kilometres doubts no more than one of 100 m.
        QVERIFY(sideOf(area, fix(161, 50'000)).certain);
        QVERIFY(!sideOf(area, fix(159, 50'000)).certain);
    }
};

FACTEO_TEST(GeofenceRulesTest);

#include "geofence_test.moc"
