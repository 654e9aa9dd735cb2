// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_fixture.h"

#include "domain/geofence.h"
#include "hub/zone_clocks.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::tests;
using namespace facteo::protocol;

namespace {

/// Some 500 m wide, around the depot's first stops.
Geofence square(std::uint64_t id = 7)
{
    return {.id = GeofenceId{id},
        .kind = GeofenceKind::SensitivePlace,
        .name = "Les Tanneries",
        .shape = Polygon{.corners = {{466'000'000, 23'000'000}, {466'050'000, 23'000'000},
                             {466'050'000, 23'070'000}, {466'000'000, 23'070'000}}},
        .timeZone = "Europe/Paris"};
}

std::vector<Crossing> crossingsOf(const std::vector<CrossingFact> &facts)
{
    std::vector<Crossing> all;
    for (const auto &fact : facts)
        all.push_back(fact.crossing);
    return all;
}

} // namespace

class GeofenceTest : public QObject
{
    Q_OBJECT

    /// Ten seconds later he is there.
    static void walk(DepotFixture &depot, double lat, double lon)
    {
        depot.pass(10s);
        depot.at(*depot.first, lat, lon);
        depot.settle();
    }

    static std::vector<Crossing> crossings(DepotFixture &depot)
    {
        return crossingsOf(depot.factsOf<CrossingFact>());
    }

private slots:
    void WhoGoesInAndOutIsRecordedOnceEach()
    {
        DepotFixture depot;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = square()}));
        depot.onDuty(*depot.first);
        depot.settle();
        walk(depot, 46.5990, 2.3030);
        QCOMPARE(crossings(depot), {});
        walk(depot, 46.6020, 2.3030);
        walk(depot, 46.6021, 2.3031);
        QCOMPARE(crossings(depot), std::vector{Crossing::Enter});
        const auto entered = depot.factsOf<CrossingFact>().front();
        QCOMPARE(entered.handset.text, std::string("H-001"));
        QCOMPARE(entered.geofence, GeofenceId{7});
        QVERIFY(entered.at <= depot.clock && entered.at > depot.clock - 30s);
        walk(depot, 46.6070, 2.3030);
        QCOMPARE(crossings(depot), (std::vector{Crossing::Enter, Crossing::Leave}));
    }

    void AConsoleIsToldWhatIsWatchedAndWhoIsInside()
    {
        DepotFixture depot;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = square()}));
        depot.onDuty(*depot.first);
        depot.settle();
        walk(depot, 46.6020, 2.3030);
        const auto before = depot.asked<Snapshot>(AskSnapshot{});
        QVERIFY(before);
        QCOMPARE(before->geofences, std::vector{square()});
        QCOMPARE(before->stays.size(), 1u);
        // And after the hub was killed the same: both are projections of facts.
        depot.killHub();
        const auto after = depot.asked<Snapshot>(AskSnapshot{});
        QVERIFY(after);
        QCOMPARE(after->geofences, before->geofences);
        QCOMPARE(after->stays, before->stays);
        walk(depot, 46.6070, 2.3030);
        QCOMPARE(crossings(depot), (std::vector{Crossing::Enter, Crossing::Leave}));
    }

    void APositionThatMayNotBeKeptCrossesNothing()
    {
        DepotFixture depot;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = square()}));
        walk(depot, 46.6020, 2.3030); // off duty
        depot.onDuty(*depot.first, Duty::On, false);
        depot.settle();
        walk(depot, 46.6020, 2.3030); // does not share
        QCOMPARE(crossings(depot), {});
    }

    void WhoIsNotSeenAnyMoreIsNotSaidToBeInside_data()
    {
        QTest::addColumn<int>("duty");
        QTest::addColumn<bool>("sharing");
        QTest::newRow("off duty") << int(std::to_underlying(Duty::Off)) << true;
        QTest::newRow("on a break") << int(std::to_underlying(Duty::OnBreak)) << true;
        QTest::newRow("sharing off") << int(std::to_underlying(Duty::On)) << false;
    }

    void WhoIsNotSeenAnyMoreIsNotSaidToBeInside()
    {
        QFETCH(int, duty);
        QFETCH(bool, sharing);
        DepotFixture depot;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = square()}));
        depot.onDuty(*depot.first);
        depot.settle();
        walk(depot, 46.6020, 2.3030);
        depot.pass(1s);
        depot.onDuty(*depot.first, static_cast<Duty>(duty), sharing);
        depot.settle();
        depot.pass(1s);
        QCOMPARE(crossings(depot), (std::vector{Crossing::Enter, Crossing::Unwatched}));
        QVERIFY(depot.hub->state().stays().empty());
    }

    void HoursEndAStay()
    {
        DepotFixture depot; // Monday 2026-11-23, 9:00 UTC: 10:00 in Paris
        auto geofence = square();
        geofence.hours = {{.days = 0b0000001, .fromMinute = 10 * 60, .toMinute = 10 * 60 + 1}};
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = geofence}));
        depot.onDuty(*depot.first);
        depot.settle();
        walk(depot, 46.6020, 2.3030);
        QCOMPARE(crossings(depot), std::vector{Crossing::Enter});
        depot.pass(60s);
        QCOMPARE(crossings(depot), (std::vector{Crossing::Enter, Crossing::Unwatched}));
        walk(depot, 46.6021, 2.3030);
        QCOMPARE(crossings(depot).size(), 2u);
    }

    void ReceiversErrorsAreNoWalkToAndFro()
    {
        DepotFixture depot;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = square()}));
        depot.onDuty(*depot.first);
        depot.settle();
        const auto uncertain = [&](double lat) {
            depot.pass(10s);
            depot.first->say(
                PositionReport{.fix = {.at = depot.clock,
                                   .position = {static_cast<std::int32_t>(lat * 1e7 + 0.5), 23'030'000},
                                   .accuracyDm = 300}},
                depot.clock);
            depot.settle();
        };
        for (int i = 0; i < 5; ++i) { // 11 m outside, 11 m inside, in turn: ± 30 m
            uncertain(46.5999);
            uncertain(46.6001);
        }
        QCOMPARE(crossings(depot), {});
        uncertain(46.60011); // the second in a row
        QCOMPARE(crossings(depot), std::vector{Crossing::Enter});
        uncertain(46.5999);
        uncertain(46.6001);
        QCOMPARE(crossings(depot).size(), 1u);
    }

    void ABorderThatMovesMakesNobodyCrossIt()
    {
        DepotFixture depot;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = square()}));
        depot.onDuty(*depot.first);
        depot.settle();
        walk(depot, 46.6020, 2.3030);
        auto renamed = square();
        renamed.name = "Autre nom";
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = renamed}));
        QCOMPARE(crossings(depot).size(), 1u);
        auto moved = renamed;
        moved.shape = Circle{.centre = {467'000'000, 23'000'000}, .radiusMetres = 100};
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = moved}));
        QCOMPARE(crossings(depot), (std::vector{Crossing::Enter, Crossing::Unwatched}));
        walk(depot, 46.6021, 2.3030);
        QCOMPARE(crossings(depot).size(), 2u);
    }

    void ARemovedOneIsGoneAndStaysInTheRecord()
    {
        DepotFixture depot;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = square()}));
        depot.onDuty(*depot.first);
        depot.settle();
        walk(depot, 46.6020, 2.3030);
        auto removed = square();
        removed.removed = true;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = removed}));
        QCOMPARE(crossings(depot), (std::vector{Crossing::Enter, Crossing::Unwatched}));
        QVERIFY(depot.asked<Snapshot>(AskSnapshot{})->geofences.empty());
        depot.killHub();
        QVERIFY(depot.asked<Snapshot>(AskSnapshot{})->geofences.empty());
        QCOMPARE(depot.factsOf<GeofenceFact>().size(), 2u);
    }

    void ARoundsAreaWatchesItsHolderOnly()
    {
        DepotFixture depot;
        auto area = square();
        area.kind = GeofenceKind::RoundArea;
        area.round = {"T-01"}; // P-001 holds it
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = area}));
        depot.onDuty(*depot.first);
        depot.onDuty(*depot.second);
        depot.settle();
        depot.at(*depot.second, 46.6020, 2.3030);
        walk(depot, 46.6020, 2.3030);
        const auto facts = depot.factsOf<CrossingFact>();
        QCOMPARE(facts.size(), 1u);
        QCOMPARE(facts.front().handset.text, std::string("H-001"));
    }

    void WhatMakesNoSenseIsRefused()
    {
        DepotFixture depot;
        const auto why = [&](const Geofence &geofence) {
            const auto refused = depot.asked<Refused>(SetGeofence{.geofence = geofence});
            return refused ? std::optional(refused->why) : std::nullopt;
        };
        auto geofence = square();
        geofence.removed = true;
        QCOMPARE(why(geofence), Refusal::NoSuchGeofence);
        geofence = square();
        geofence.timeZone = "Europe/Brancelle";
        QCOMPARE(why(geofence), Refusal::Malformed);
        geofence = square();
        geofence.kind = GeofenceKind::RoundArea;
        geofence.round = {"T-99"};
        QCOMPARE(why(geofence), Refusal::Malformed);
        geofence = square();
        geofence.shape = Polygon{
            .corners = {{466'000'000, 23'000'000}, {466'000'001, 23'000'001}, {466'000'002, 23'000'002}}};
        QCOMPARE(why(geofence), Refusal::Malformed);
        QCOMPARE(depot.factsOf<RefusedFact>().size(), 4u);
    }

    void ALateFixSaysNothingOfNow()
    {
        DepotFixture depot;
        QVERIFY(depot.asked<Done>(SetGeofence{.geofence = square()}));
        depot.onDuty(*depot.first);
        depot.settle();
        walk(depot, 46.6070, 2.3030);
        depot.first->say(
            PositionReport{
                .fix = {.at = depot.clock - 5s, .position = {466'040'000, 23'030'000}, .accuracyDm = 50}},
            depot.clock);
        depot.settle();
        QCOMPARE(crossings(depot), {});
    }

    void ClocksFollowTheirZone()
    {
        hub::ZoneClocks clocks;
        const Instant lastSummerHour{std::chrono::sys_days{std::chrono::year{2026} / 10 / 25} + 59min};
        QCOMPARE(clocks.utcOffset("Europe/Paris", lastSummerHour), 2h);
        QCOMPARE(clocks.utcOffset("Europe/Paris", lastSummerHour + 1min), 1h);
        QCOMPARE(clocks.utcOffset("Europe/Paris", lastSummerHour), 2h);
        QCOMPARE(clocks.utcOffset("Indian/Reunion", lastSummerHour), 4h);
        QCOMPARE(clocks.utcOffset("Nowhere/Else", lastSummerHour), 0s);
        QVERIFY(!hub::ZoneClocks::isZone("Nowhere/Else"));
    }

    void ANightIsWatchedFromEveningToMorningHoweverManyHoursItHas_data()
    {
        QTest::addColumn<unsigned>("month");
        QTest::addColumn<unsigned>("sunday");
        QTest::addColumn<int>("hours");       ///< from Saturday 22:00 to Sunday 6:00
        QTest::addColumn<int>("hourMinutes"); ///< of Sunday's hour from 2:00 to 3:00
        QTest::newRow("the clocks stand still") << 11U << 22U << 8 << 60;
        QTest::newRow("the day of 23 hours") << 3U << 29U << 7 << 0;
        QTest::newRow("the day of 25 hours") << 10U << 25U << 9 << 120;
    }

    void ANightIsWatchedFromEveningToMorningHoweverManyHoursItHas()
    {
        QFETCH(unsigned, month);
        QFETCH(unsigned, sunday);
        QFETCH(int, hours);
        QFETCH(int, hourMinutes);
        constexpr std::uint8_t kSaturday = 1U << 5;
        constexpr std::uint8_t kSunday = 1U << 6;
        auto night = square();
        night.timeZone = "Europe/Paris";
        night.hours = {{.days = kSaturday, .fromMinute = 22 * 60, .toMinute = 24 * 60},
            {.days = kSunday, .fromMinute = 0, .toMinute = 6 * 60}};
        auto hour = square();
        hour.timeZone = night.timeZone;
        hour.hours = {{.days = kSunday, .fromMinute = 2 * 60, .toMinute = 3 * 60}};

        hub::ZoneClocks clocks;
        const std::chrono::sys_days day{
            std::chrono::year{2026} / static_cast<int>(month) / static_cast<int>(sunday)};
        int watched = 0;
        int inHour = 0;
        int changes = 0;
        bool before = false;
        for (Instant at{day - 12h}; at < Instant{day + 18h}; at += 1min) {
            const auto ahead = clocks.utcOffset(night.timeZone, at);
            const bool now = domain::isWatched(night, at, ahead);
            watched += now;
            inHour += domain::isWatched(hour, at, ahead);
            changes += now != std::exchange(before, now);
        }
        QCOMPARE(watched, hours * 60);
        QCOMPARE(inHour, hourMinutes);
        QCOMPARE(changes, 2); // one evening, one morning, and no hole at midnight or at the change
    }
};

FACTEO_TEST(GeofenceTest);

#include "geofence_test.moc"
