// SPDX-License-Identifier: Apache-2.0
#include "console/calendar_wording.h"
#include "console/crossing_model.h"
#include "console/geofence_filter.h"
#include "console/ids.h"
#include "console/sample_depot.h"
#include "console/stay_model.h"
#include "console/wording.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

/// Monday 2026-11-23, 9:00 UTC: 10:00 in Paris.
constexpr Instant kMonday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 9h};

Geofence fence(std::uint64_t id, const char *name, GeofenceKind kind = GeofenceKind::SensitivePlace)
{
    return {.id = GeofenceId{id},
        .kind = kind,
        .name = name,
        .round = {kind == GeofenceKind::RoundArea ? "T-07" : ""},
        .shape = Circle{.centre = {466'000'000, 23'000'000}, .radiusMetres = 150},
        .timeZone = "Europe/Paris"};
}

struct GeofenceBench
{
    tests::SampleDepot depot{kMonday};
    Directory directory;
    FactBook book;
    std::vector<RequestBody> asked;
    std::vector<std::function<void(const Answer &)>> waiting;
    GeofenceModel model;
    StayModel stays;
    CrossingModel crossings;
    QAbstractItemModelTester testers[3];

    GeofenceBench()
        : model(directory,
              [this](const RequestBody &body, std::function<void(const Answer &)> then) {
                  asked.push_back(body);
                  waiting.push_back(std::move(then));
              }),
          stays(model, directory), crossings(book, model, directory),
          testers{QAbstractItemModelTester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest),
              QAbstractItemModelTester(&stays, QAbstractItemModelTester::FailureReportingMode::QtTest),
              QAbstractItemModelTester(&crossings, QAbstractItemModelTester::FailureReportingMode::QtTest)}
    {
        directory.take(depot.snapshot().roster);
        tick(kMonday);
    }

    void tick(Instant now)
    {
        model.tick(now);
        stays.tick(now);
        crossings.tick(now);
    }
    /// As the desk does.
    void take(FactBody body)
    {
        const auto fact = depot.fact(std::move(body));
        book.take(std::span(&fact, 1));
        if (const auto *set = std::get_if<GeofenceFact>(&fact.body))
            model.apply(set->after);
        if (const auto *crossing = std::get_if<CrossingFact>(&fact.body))
            model.apply(*crossing);
        stays.follow();
        crossings.follow();
    }
    void cross(std::uint64_t id, const char *handset, Crossing crossing, Instant at = kMonday)
    {
        take(CrossingFact{.geofence = GeofenceId{id}, .handset = {handset}, .crossing = crossing, .at = at});
    }
    [[nodiscard]] QVariant at(int row, GeofenceModel::Role role) const
    {
        return model.data(model.index(row), role);
    }
    [[nodiscard]] QString journal(int row, CrossingModel::Role role) const
    {
        return crossings.data(crossings.index(row), role).toString();
    }
};

} // namespace

class GeofenceModelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_GB"))); }

    void GeofencesStandByKindAndName()
    {
        GeofenceBench bench;
        bench.take(GeofenceFact{fence(1, "Zoo")});
        bench.take(GeofenceFact{fence(2, "Tournée 7", GeofenceKind::RoundArea)});
        bench.take(GeofenceFact{fence(3, "Écluse")});
        bench.take(GeofenceFact{fence(4, "Centre", GeofenceKind::Depot)});
        QStringList names;
        for (int row = 0; row < bench.model.count(); ++row)
            names << bench.at(row, GeofenceModel::NameRole).toString();
        QCOMPARE(names, (QStringList{"Centre", "Tournée 7", "Écluse", "Zoo"}));
        QCOMPARE(bench.at(1, GeofenceModel::RoundTextRole).toString(), QStringLiteral("T-07 · Tournée 07"));
        auto renamed = fence(1, "Abattoir");
        bench.take(GeofenceFact{renamed});
        QCOMPARE(bench.at(2, GeofenceModel::NameRole).toString(), QStringLiteral("Abattoir"));
        renamed.removed = true;
        bench.take(GeofenceFact{renamed});
        QCOMPARE(bench.model.count(), 3);
    }

    void WhoIsInsideIsKnownAndSinceWhen()
    {
        GeofenceBench bench;
        bench.take(GeofenceFact{fence(1, "Zoo")});
        bench.stays.setAbout(QStringLiteral("1"));
        bench.cross(1, "H-002", Crossing::Enter, kMonday - 5min);
        bench.cross(1, "H-001", Crossing::Enter, kMonday - 14min);
        QCOMPARE(bench.at(0, GeofenceModel::InsideRole).toInt(), 2);
        QCOMPARE(bench.model.inside(), 2);
        QCOMPARE(bench.stays.count(), 2);
        const auto first = bench.stays.index(0);
        QCOMPARE(first.data(StayModel::HandsetIdRole).toString(), QStringLiteral("H-001"));
        QCOMPARE(first.data(StayModel::SpanRole).toString(), QStringLiteral("14 min"));
        QCOMPARE(first.data(StayModel::NameRole).toString(), bench.directory.nameOf(HandsetId{"H-001"}));
        bench.tick(kMonday + 1min);
        QCOMPARE(first.data(StayModel::SpanRole).toString(), QStringLiteral("15 min"));
        bench.cross(1, "H-001", Crossing::Leave);
        bench.cross(1, "H-002", Crossing::Unwatched);
        QCOMPARE(bench.stays.count(), 0);
        QCOMPARE(bench.model.inside(), 0);
    }

    void WhoEntersTwiceIsInsideOnce()
    {
        GeofenceBench bench;
        bench.take(GeofenceFact{fence(1, "Zoo")});
        bench.cross(1, "H-001", Crossing::Enter, kMonday - 5min);
        bench.cross(1, "H-001", Crossing::Enter, kMonday);
        QCOMPARE(bench.model.rows().front().inside.size(), 1U);
        QCOMPARE(bench.model.rows().front().inside.front().since, kMonday);
    }

    void ASnapshotSaysWhatIsThereAndNothingElseIs()
    {
        GeofenceBench bench;
        bench.take(GeofenceFact{fence(1, "Zoo")});
        bench.take(GeofenceFact{fence(2, "Port")});
        bench.cross(1, "H-001", Crossing::Enter);
        QSignalSpy reset(&bench.model, &QAbstractItemModel::modelReset);
        bench.model.applyAll({fence(2, "Port"), fence(3, "Gare")},
            {{.geofence = GeofenceId{2}, .handset = {"H-005"}, .since = kMonday}});
        QCOMPARE(bench.model.count(), 2);
        QCOMPARE(bench.at(0, GeofenceModel::NameRole).toString(), QStringLiteral("Gare"));
        QCOMPARE(bench.at(1, GeofenceModel::InsideRole).toInt(), 1);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(bench.model.feed()->areas.size(), 2U);
    }

    void ACalendarIsWatchedByItsOwnClocks()
    {
        GeofenceBench bench;
        auto geofence = fence(1, "Zoo");
        geofence.hours = {{.days = 0b000'0001, .fromMinute = 10 * 60, .toMinute = 11 * 60}};
        bench.take(GeofenceFact{geofence});
        auto island = geofence; // 13:00 there
        island.id = GeofenceId{2};
        island.timeZone = "Indian/Reunion";
        bench.take(GeofenceFact{island});
        QVERIFY(bench.model.row(GeofenceId{1})->watched);
        QVERIFY(!bench.model.row(GeofenceId{2})->watched);
        QCOMPARE(bench.model.watched(), 1);
        QSignalSpy published(bench.model.feed(), &AreaFeed::published);
        bench.tick(kMonday + 59min);
        QCOMPARE(published.count(), 0);
        bench.tick(kMonday + 60min);
        QVERIFY(!bench.model.row(GeofenceId{1})->watched);
        QCOMPARE(published.count(), 1); // the map shows it dashed now
        QVERIFY(!bench.model.feed()->areas.front().watched);
    }

    void TheMapGetsSmallerAreasAboveLargerOnes()
    {
        GeofenceBench bench;
        auto small = fence(1, "Small");
        auto large = fence(2, "Large");
        large.shape = Circle{.centre = {466'000'000, 23'000'000}, .radiusMetres = 4'000};
        bench.take(GeofenceFact{small});
        bench.take(GeofenceFact{large});
        QCOMPARE(bench.model.feed()->areas.front().id, QStringLiteral("2"));
        // What did not change is not made ready again.
        const auto before = bench.model.feed()->areas.back().geometry;
        bench.take(GeofenceFact{fence(3, "Other")});
        QCOMPARE(bench.model.row(GeofenceId{1})->geofence, small);
        QVERIFY(std::ranges::contains(bench.model.feed()->areas, before, &MapArea::geometry));
    }

    void ARemovalWaitsForItsFact()
    {
        GeofenceBench bench;
        bench.take(GeofenceFact{fence(1, "Zoo")});
        bench.model.remove(QStringLiteral("1"));
        bench.model.remove(QStringLiteral("1"));
        QCOMPARE(bench.asked.size(), 1U);
        const auto wish = std::get<SetGeofence>(bench.asked[0]).geofence;
        QVERIFY(wish.removed);
        QCOMPARE(wish.id, GeofenceId{1});
        QVERIFY(bench.at(0, GeofenceModel::AskingRole).toBool());
        bench.waiting[0]({ResponseBody{Refused{.why = Refusal::NotSaved, .detail = {}}}});
        QCOMPARE(bench.model.count(), 1);
        QCOMPARE(bench.at(0, GeofenceModel::RefusalRole).toString(), Wording::refusal(Refusal::NotSaved));
        bench.model.remove(QStringLiteral("1"));
        bench.waiting[1]({ResponseBody{Done{.fact = 2}}});
        QCOMPARE(bench.model.count(), 1);
        bench.take(GeofenceFact{wish});
        QCOMPARE(bench.model.count(), 0);
    }

    void TheJournalHasTheNewestFirst()
    {
        GeofenceBench bench;
        bench.take(GeofenceFact{fence(1, "Zoo")});
        bench.take(GeofenceFact{fence(2, "Port")});
        bench.cross(1, "H-001", Crossing::Enter, kMonday - 26h);
        bench.cross(2, "H-002", Crossing::Enter, kMonday);
        bench.cross(1, "H-001", Crossing::Leave, kMonday);
        QCOMPARE(bench.crossings.count(), 3);
        QCOMPARE(bench.journal(0, CrossingModel::WhatRole), Wording::crossing(Crossing::Leave));
        QCOMPARE(bench.journal(1, CrossingModel::GeofenceNameRole), QStringLiteral("Port"));
        QVERIFY(bench.journal(2, CrossingModel::TimeRole).startsWith(QStringLiteral("22 Nov")));
        bench.crossings.setAbout(QStringLiteral("1"));
        QCOMPARE(bench.crossings.count(), 2);
        bench.crossings.setAbout({});
        auto removed = fence(2, "Port");
        removed.removed = true;
        bench.take(GeofenceFact{removed});
        QCOMPARE(bench.journal(1, CrossingModel::GeofenceNameRole), QStringLiteral("Port"));
    }

    void TheJournalIsBounded()
    {
        GeofenceBench bench;
        bench.take(GeofenceFact{fence(1, "Zoo")});
        for (std::size_t i = 0; i < CrossingModel::kAtMost + 20; ++i)
            bench.cross(1, "H-001", i % 2 == 0 ? Crossing::Enter : Crossing::Leave);
        QCOMPARE(bench.crossings.count(), static_cast<int>(CrossingModel::kAtMost));
        QCOMPARE(bench.journal(0, CrossingModel::NumberRole),
            QString::number(CrossingModel::kAtMost + 21)); // the first fact was the geofence's
    }

    void ASearchFindsNamesWithoutAccents()
    {
        GeofenceBench bench;
        bench.take(GeofenceFact{fence(1, "Écluse du Moulin")});
        bench.take(GeofenceFact{fence(2, "Zoo")});
        GeofenceFilter filter;
        filter.setSourceModel(&bench.model);
        filter.setText(QStringLiteral("moulin eclu"));
        QCOMPARE(filter.count(), 1);
        QCOMPARE(filter.geofenceAt(0), QStringLiteral("1"));
    }

    void ACalendarIsSaidInWords_data()
    {
        QTest::addColumn<QList<QList<int>>>("hours"); // days, from, to
        QTest::addColumn<qint64>("fromMs");
        QTest::addColumn<qint64>("untilMs");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("french");
        const auto ms = [](int year, unsigned month, unsigned day, int hour) {
            return static_cast<qint64>(
                Instant{std::chrono::sys_days{
                            std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} +
                        std::chrono::hours{hour}}
                    .time_since_epoch()
                    .count());
        };
        using Hours = QList<QList<int>>;
        QTest::newRow("always") << Hours{} << qint64{0} << qint64{0} << "Always" << "Always";
        QTest::newRow("a round") << Hours{{0b001'1111, 480, 810}} << qint64{0} << qint64{0}
                                 << "Mon–Fri 8:00–13:30" << "lun.–ven. 8:00–13:30";
        QTest::newRow("two parts") << Hours{{0b001'1111, 480, 810}, {0b010'0000, 480, 720}} << qint64{0}
                                   << qint64{0} << "Mon–Fri 8:00–13:30 · Sat 8:00–12:00"
                                   << "lun.–ven. 8:00–13:30 · sam. 8:00–12:00";
        QTest::newRow("a night") << Hours{{0b111'1111, 1320, 1440}} << qint64{0} << qint64{0}
                                 << "every day 22:00–24:00" << "every day 22:00–24:00";
        QTest::newRow("weekends") << Hours{{0b110'0000, 0, 1440}} << qint64{0} << qint64{0} << "Sat, Sun"
                                  << "sam., dim.";
        QTest::newRow("scattered") << Hours{{0b100'1011, 0, 1440}} << qint64{0} << qint64{0}
                                   << "Mon, Tue, Thu, Sun" << "lun., mar., jeu., dim.";
        // Midnight in Paris is 23:00 UTC the day before.
        QTest::newRow("until a day") << Hours{{0b001'1111, 480, 810}} << qint64{0} << ms(2026, 12, 1, 23)
                                     << "Mon–Fri 8:00–13:30, until 1 Dec"
                                     << "lun.–ven. 8:00–13:30, until 1 déc.";
        QTest::newRow("another year") << Hours{} << ms(2026, 11, 30, 23) << ms(2027, 1, 31, 23)
                                      << "From 1 Dec to 31 Jan 2027" << "From 1 déc. to 31 janv. 2027";
        QTest::newRow("one day") << Hours{} << ms(2026, 11, 30, 23) << ms(2026, 12, 1, 23) << "Only on 1 Dec"
                                 << "Only on 1 déc.";
        QTest::newRow("until noon") << Hours{} << qint64{0} << ms(2026, 12, 1, 11) << "Until 1 Dec 12:00"
                                    << "Until 1 déc. 12:00";
    }

    void ACalendarIsSaidInWords()
    {
        QFETCH(QList<QList<int>>, hours);
        QFETCH(qint64, fromMs);
        QFETCH(qint64, untilMs);
        QFETCH(QString, english);
        QFETCH(QString, french);
        auto geofence = fence(1, "Zoo");
        for (const auto &part : hours)
            geofence.hours.push_back({.days = static_cast<std::uint8_t>(part[0]),
                .fromMinute = static_cast<std::uint16_t>(part[1]),
                .toMinute = static_cast<std::uint16_t>(part[2])});
        geofence.from = Instant{std::chrono::milliseconds{fromMs}};
        geofence.until = Instant{std::chrono::milliseconds{untilMs}};
        QCOMPARE(CalendarWording::calendar(geofence, kMonday), english);
        QLocale::setDefault(QLocale(QStringLiteral("fr_FR")));
        QCOMPARE(CalendarWording::calendar(geofence, kMonday), french); // without a translator
        QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
    }
};

FACTEO_TEST(GeofenceModelTest);
#include "geofence_model_test.moc"
