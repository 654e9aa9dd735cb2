// SPDX-License-Identifier: Apache-2.0
#include "console/geofence_draft.h"
#include "console/ids.h"
#include "console/sample_depot.h"
#include "console/wording.h"
#include "domain/geofence.h"
#include "geo/distance.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

struct DraftBench
{
    tests::SampleDepot depot{tests::kNow};
    Directory directory;
    std::vector<SetGeofence> asked;
    std::vector<std::function<void(const Answer &)>> waiting;
    GeofenceModel model;
    GeofenceDraft draft;
    QAbstractItemModelTester corners;
    QAbstractItemModelTester hours;

    DraftBench()
        : model(directory, {}),
          draft(
              model, directory,
              [this](const RequestBody &body, std::function<void(const Answer &)> then) {
                  asked.push_back(std::get<SetGeofence>(body));
                  waiting.push_back(std::move(then));
              },
              QTimeZone("Europe/Paris")),
          corners(draft.corners(), QAbstractItemModelTester::FailureReportingMode::QtTest),
          hours(draft.hours(), QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        directory.take(depot.snapshot().roster);
        model.tick(tests::kNow);
        draft.tick(tests::kNow);
    }

    void place(double northMetres, double eastMetres)
    {
        const auto north = geo::destination(directory.depot().position, 0, northMetres);
        draft.place(coordinateOf(geo::destination(north, 90, eastMetres)));
    }
    /// A square of 200 m, finished and named.
    void square()
    {
        draft.begin();
        for (const auto &[north, east] : {std::pair{0, 0}, {200, 0}, {200, 200}, {0, 200}})
            place(north, east);
        QVERIFY(draft.finish());
        draft.setName(QStringLiteral("Les Tanneries"));
    }
    [[nodiscard]] static Geofence known()
    {
        return {.id = GeofenceId{7},
            .kind = GeofenceKind::Depot,
            .name = "Centre",
            .shape = Circle{.centre = {466'000'000, 23'000'000}, .radiusMetres = 200},
            .timeZone = "Indian/Reunion",
            .hours = {{.days = 0b001'1111, .fromMinute = 480, .toMinute = 810}},
            // Not at a midnight: by another program.
            .from = Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 2} + 7h}};
    }
};

} // namespace

class GeofenceDraftTest : public QObject
{
    Q_OBJECT

private slots:
    void FourCornersAndANameAreEnough()
    {
        DraftBench bench;
        bench.square();
        QCOMPARE(bench.draft.faultText(), QString());
        QCOMPARE(bench.draft.warning(), QString());
        QVERIFY(bench.draft.canSave());
        bench.draft.save();
        QCOMPARE(bench.asked.size(), 1U);
        const auto &sent = bench.asked[0].geofence;
        QVERIFY(std::to_underlying(sent.id) > 0 && std::to_underlying(sent.id) < (std::uint64_t{1} << 63));
        QCOMPARE(sent.kind, GeofenceKind::SensitivePlace);
        QCOMPARE(sent.name, std::string("Les Tanneries"));
        QCOMPARE(sent.timeZone, std::string("Europe/Paris"));
        QCOMPARE(std::get<Polygon>(sent.shape).corners.size(), 4U);
        QVERIFY(!sent.removed && sent.hours.empty() && sent.from == Instant{} && sent.until == Instant{});
        QVERIFY(domain::check(sent));
        QCOMPARE(bench.model.count(), 0); // nothing is there before the hub says so
    }

    void WhatIsMissingIsSaidInWords()
    {
        DraftBench bench;
        auto &draft = bench.draft;
        QStringList faults;
        const auto say = [&] {
            QVERIFY(!draft.canSave());
            QVERIFY(!draft.faultText().isEmpty());
            faults << draft.faultText();
        };
        draft.begin();
        say();
        bench.place(0, 0);
        say();
        bench.place(200, 0);
        QVERIFY(!draft.finish());
        bench.place(200, 200);
        say();
        QVERIFY(draft.finish());
        say(); // no name
        draft.setName(QStringLiteral("Ici"));
        QVERIFY(draft.canSave());
        draft.setKind(GeofenceModel::RoundArea);
        say(); // no round
        draft.setRound(QStringLiteral("T-07"));
        QVERIFY(draft.canSave());
        draft.setLastDay(QStringLiteral("demain"));
        say();
        draft.setLastDay(QStringLiteral("1/12/2026"));
        QVERIFY(draft.canSave());
        draft.setFirstDay(QStringLiteral("2/12/2026"));
        say(); // the end before the beginning
        draft.setFirstDay(QStringLiteral("2026-12-01"));
        QVERIFY(draft.canSave()); // a single day
        draft.hours()->add();
        QVERIFY(draft.canSave());
        draft.hours()->setTo(0, QStringLiteral("7h30"));
        say();
        draft.hours()->setTo(0, QStringLiteral("half past"));
        say();
        draft.hours()->setTo(0, QStringLiteral("24:00"));
        for (int day = 0; day < 5; ++day)
            draft.hours()->toggleDay(0, day);
        say(); // no day is left
        draft.hours()->toggleDay(0, 6);
        QVERIFY(draft.canSave());
        faults.removeDuplicates();
        QCOMPARE(faults.size(), 10);
        draft.save();
        const auto &sent = bench.asked[0].geofence;
        QCOMPARE(sent.round.text, std::string("T-07"));
        QCOMPARE(
            sent.hours, (std::vector{WeeklyHours{.days = 0b100'0000, .fromMinute = 480, .toMinute = 1440}}));
        using std::chrono::sys_days;
        QCOMPARE(sent.from, Instant{sys_days{std::chrono::year{2026} / 11 / 30} + 23h}); // midnight in Paris
        QCOMPARE(sent.until, Instant{sys_days{std::chrono::year{2026} / 12 / 1} + 23h});
    }

    void ACircleKeepsToItsLimits()
    {
        DraftBench bench;
        auto &draft = bench.draft;
        draft.begin();
        draft.setCircle(true);
        bench.place(0, 0);
        draft.setName(QStringLiteral("Chien"));
        QVERIFY(draft.canSave());
        draft.moveRim(coordinateOf(geo::destination(bench.directory.depot().position, 17, 480.2)));
        QCOMPARE(draft.radius(), 480);
        draft.setRadius(9);
        QVERIFY(!draft.canSave());
        draft.setRadius(100'001);
        QVERIFY(!draft.canSave());
        draft.moveRim(coordinateOf(geo::destination(bench.directory.depot().position, 0, 300'000)));
        QCOMPARE(draft.radius(), 100'000);
        QVERIFY(draft.canSave());
        draft.save();
        QCOMPARE(std::get<Circle>(bench.asked[0].geofence.shape),
            (Circle{.centre = bench.directory.depot().position, .radiusMetres = 100'000}));
    }

    void EveryStepCanBeTakenBack()
    {
        DraftBench bench;
        auto &draft = bench.draft;
        bench.square();
        const auto square = draft.corners()->corners();
        draft.grab();
        draft.moveCorner(2, coordinateOf(bench.directory.depot().position));
        draft.moveCorner(2, {46.7, 2.4}); // one drag
        QCOMPARE(draft.splitAfter(3), 4);
        QCOMPARE(draft.corners()->count(), 5);
        draft.removeCorner(0);
        draft.setCircle(true);
        QCOMPARE(draft.corners()->count(), 0);
        QVERIFY(!draft.isClosed());
        draft.undo(); // the circle
        draft.undo(); // the removal
        QCOMPARE(draft.corners()->count(), 5);
        draft.undo(); // the new corner
        draft.undo(); // the drag
        QCOMPARE(draft.corners()->corners(), square);
        QVERIFY(draft.isClosed());
        draft.undo(); // finishing
        QVERIFY(!draft.isClosed());
        draft.takeBack();
        QCOMPARE(draft.corners()->count(), 3);
        draft.undo();
        for (int i = 0; i < 4; ++i)
            draft.undo();
        QCOMPARE(draft.corners()->count(), 0);
        QVERIFY(!draft.canUndo());
        draft.undo();
        QVERIFY(draft.isActive());
    }

    void SteppingBackTakesTheOutlineFirstAndEndsThen()
    {
        DraftBench bench;
        bench.square();
        bench.draft.stepBack();
        QVERIFY(bench.draft.isActive());
        QCOMPARE(bench.draft.corners()->count(), 0);
        bench.draft.undo();
        QCOMPARE(bench.draft.corners()->count(), 4);
        QVERIFY(bench.draft.isClosed());
        bench.draft.stepBack();
        bench.draft.stepBack();
        QVERIFY(!bench.draft.isActive());
        bench.model.apply(DraftBench::known());
        bench.draft.edit(QStringLiteral("7"));
        bench.draft.setRadius(500);
        bench.draft.stepBack();
        QCOMPARE(bench.draft.radius(), 200);
        bench.draft.stepBack();
        QVERIFY(!bench.draft.isActive());
    }

    void ThreeCornersStay()
    {
        DraftBench bench;
        bench.square();
        bench.draft.removeCorner(3);
        bench.draft.removeCorner(0);
        QCOMPARE(bench.draft.corners()->count(), 3);
        bench.draft.removeCorner(7);
        bench.draft.moveCorner(-1, {46, 2});
        QCOMPARE(bench.draft.corners()->count(), 3);
    }

    void NoMoreCornersThanTheHubTakes()
    {
        DraftBench bench;
        bench.draft.begin();
        for (std::size_t i = 0; i < Polygon::kMostCorners + 5; ++i)
            bench.draft.place(
                {46.6 + static_cast<double>(i) * 1e-6, 2.3 + static_cast<double>(i % 7) * 1e-5});
        QCOMPARE(bench.draft.corners()->corners().size(), Polygon::kMostCorners);
        QVERIFY(bench.draft.finish());
        QCOMPARE(bench.draft.splitAfter(0), -1);
    }

    void AnOutlineThatCrossesItselfIsWarnedOfAndMayBeSaved()
    {
        DraftBench bench;
        bench.draft.begin();
        for (const auto &[north, east] : {std::pair{0, 0}, {200, 200}, {200, 0}, {0, 210}})
            bench.place(north, east);
        QVERIFY(bench.draft.finish());
        bench.draft.setName(QStringLiteral("Nœud"));
        QVERIFY(!bench.draft.warning().isEmpty());
        QVERIFY(bench.draft.canSave());
    }

    void ARoundsAreaHoldsAllItsStops()
    {
        DraftBench bench;
        auto round = *bench.directory.round({"T-07"});
        for (std::size_t i = 0; i < round.stops.size(); ++i)
            round.stops[i].position = geo::destination(
                bench.directory.depot().position, static_cast<double>(i) * 37, static_cast<double>(i) * 20);
        bench.directory.take(RosterFact{.round = round});
        auto &draft = bench.draft;
        bench.square();
        draft.setKind(GeofenceModel::RoundArea);
        draft.setRound(QStringLiteral("T-07"));
        QVERIFY2(draft.warning().contains(QStringLiteral("stops")), qPrintable(draft.warning()));
        draft.aroundStops();
        QCOMPARE(draft.warning(), QString());
        QCOMPARE(draft.name(), QStringLiteral("Les Tanneries")); // what somebody wrote stays
        draft.save();
        const geo::Area area(bench.asked[0].geofence.shape);
        for (const auto &stop : round.stops) {
            QVERIFY(area.contains(stop.position));
            QVERIFY(area.metresToBorder(stop.position) > 59);
        }
    }

    void AroundTheDepotIsACircleWithItsName()
    {
        DraftBench bench;
        bench.draft.begin();
        bench.draft.setKind(GeofenceModel::Depot);
        bench.draft.aroundDepot();
        QCOMPARE(bench.draft.name(), QStringLiteral("Brancelle-sur-Orle"));
        QVERIFY(bench.draft.canSave());
    }

    void AroundAnAddressIsASmallCircle()
    {
        DraftBench bench;
        QVERIFY(!bench.draft.bounds().isValid());
        bench.draft.begin();
        bench.draft.aroundAddress(QStringLiteral("12 rue du Moulin"), 46.6012, 2.3034);
        QCOMPARE(bench.draft.name(), QStringLiteral("12 rue du Moulin"));
        QCOMPARE(bench.draft.radius(), 50);
        QVERIFY(bench.draft.bounds().contains(QGeoCoordinate(46.6012, 2.3034)));
        QVERIFY(bench.draft.canSave());
        bench.draft.undo();
        QVERIFY(!bench.draft.isClosed());
    }

    void SavedIsWhatTheHubRecorded()
    {
        DraftBench bench;
        QSignalSpy saved(&bench.draft, &GeofenceDraft::saved);
        bench.square();
        bench.draft.save();
        bench.draft.save();
        QCOMPARE(bench.asked.size(), 1U);
        bench.draft.moveCorner(0, {46, 2}); // not while the hub is being asked
        QCOMPARE(bench.draft.corners()->corners(), std::get<Polygon>(bench.asked[0].geofence.shape).corners);
        bench.waiting[0]({ResponseBody{Refused{.why = Refusal::NotSaved, .detail = {}}}});
        QVERIFY(bench.draft.isActive());
        QCOMPARE(bench.draft.refusal(), Wording::refusal(Refusal::NotSaved));
        bench.draft.save();
        QCOMPARE(bench.asked[1].geofence.id, bench.asked[0].geofence.id);
        bench.waiting[1]({ResponseBody{Done{.fact = 3}}});
        QVERIFY(!bench.draft.isActive());
        QCOMPARE(saved.count(), 1);
        QCOMPARE(saved[0][0].toString(), idText(bench.asked[0].geofence.id));
    }

    void AnAnswerThatWasLostIsMadeUpForByTheFact()
    {
        DraftBench bench;
        QSignalSpy saved(&bench.draft, &GeofenceDraft::saved);
        bench.square();
        bench.draft.save();
        bench.waiting[0]({std::unexpected(AskFailure::NoAnswer)});
        QVERIFY(bench.draft.isActive());
        bench.model.apply(bench.asked[0].geofence);
        QVERIFY(!bench.draft.isActive());
        QCOMPARE(saved.count(), 1);
    }

    void AKnownOneKeepsWhatNobodyTouched()
    {
        DraftBench bench;
        bench.model.apply(DraftBench::known());
        bench.draft.edit(QStringLiteral("7"));
        QVERIFY(!bench.draft.isNew());
        QCOMPARE(bench.draft.foreignClocks(), QStringLiteral("Indian/Reunion"));
        QCOMPARE(bench.draft.firstDay(), QStringLiteral("02/11/2026"));
        bench.draft.setName(QStringLiteral("Centre ville"));
        bench.draft.save();
        auto expected = DraftBench::known();
        expected.name = "Centre ville";
        QCOMPARE(bench.asked[0].geofence, expected);
        QCOMPARE(bench.model.row(GeofenceId{7})->geofence, DraftBench::known());
    }

    void WhoeverIsOvertakenIsTold()
    {
        DraftBench bench;
        bench.model.apply(DraftBench::known());
        bench.draft.edit(QStringLiteral("7"));
        auto other = DraftBench::known();
        other.name = "Autre";
        bench.model.apply(other);
        const auto changed = bench.draft.overtakenText();
        QVERIFY(!changed.isEmpty());
        other.removed = true;
        bench.model.apply(other);
        QVERIFY(!bench.draft.overtakenText().isEmpty() && bench.draft.overtakenText() != changed);
        QVERIFY(bench.draft.canSave());
    }

    void TheMapSeesWhatIsBeingDrawn()
    {
        DraftBench bench;
        auto *feed = bench.model.feed();
        bench.draft.begin();
        QVERIFY(feed->sketch && feed->sketch->line.empty());
        bench.place(0, 0);
        bench.place(200, 0);
        QCOMPARE(feed->sketch->line.size(), 2U);
        bench.place(200, 200);
        bench.draft.finish();
        QVERIFY(feed->sketch->geometry && feed->sketch->geometry->ring.size() == 3);
        QCOMPARE(feed->sketch->instead, QString());
        bench.draft.cancel();
        QVERIFY(!feed->sketch);
        bench.model.apply(DraftBench::known());
        bench.draft.edit(QStringLiteral("7"));
        QCOMPARE(feed->sketch->instead, QStringLiteral("7"));
    }
};

FACTEO_TEST(GeofenceDraftTest);
#include "geofence_draft_test.moc"
