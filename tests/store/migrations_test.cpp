// SPDX-License-Identifier: Apache-2.0
#include "store/migrations.h"

#include "store/alert_store.h"
#include "store/counter_store.h"
#include "store/fact_log.h"
#include "store/geofence_store.h"
#include "store/handset_store.h"
#include "store/old_trail.h"
#include "store/projections.h"
#include "store/quarantine_store.h"
#include "store/query.h"
#include "store/roster_store.h"
#include "store/scratch.h"
#include "store/task_store.h"
#include "store/trail_precision.h"
#include "store/trail_store.h"
#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <ranges>

using namespace facteo;
using namespace facteo::store;
using namespace Qt::StringLiterals;

namespace {

/// What a database of ours consists of, in the words of the engine: equal texts are equal schemas.
QStringList schemaOf(Database &db)
{
    const char *sql =
        db.dialect().engine() == Engine::Sqlite
            ? "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') AS line FROM sqlite_master ORDER BY 1"
            : R"(SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line
               FROM information_schema.columns WHERE table_schema = 'public'
             UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
             UNION ALL SELECT event_object_table || ' ' || trigger_name || ' ' || event_manipulation
               FROM information_schema.triggers
             ORDER BY 1)";
    QStringList lines;
    for (const auto &line :
        WORKED(Query(db, sql).all([](const Row &row) { return row.get<std::string>("line"); })))
        lines << QString::fromStdString(line).simplified().remove(u' ');
    return lines;
}

QString fixture(int version)
{
    QFile file(u"" FACTEO_SOURCE_DIR "/tests/store/fixtures/v%1.sql"_s.arg(version));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture for schema version %d: write tests/store/fixtures/v%d.sql", version, version);
    return QString::fromUtf8(file.readAll());
}

/// from_ms to fixes of the row of table trail_chunk that held these.
QString columnsOf(const std::vector<protocol::Fix> &fixes)
{
    const auto ofBox = [&](auto field) {
        const auto [low, high] = std::ranges::minmax(
            fixes | std::views::transform([&](const protocol::Fix &fix) { return fix.position.*field; }));
        return std::pair{low, high};
    };
    const auto [south, north] = ofBox(&protocol::Position::latE7);
    const auto [west, east] = ofBox(&protocol::Position::lonE7);
    return u"%1, %2, %3, %4, %5, %6, %7"_s.arg(fixes.front().at.time_since_epoch().count())
        .arg(fixes.back().at.time_since_epoch().count())
        .arg(south)
        .arg(west)
        .arg(north)
        .arg(east)
        .arg(fixes.size());
}

} // namespace

class MigrationsTest : public QObject
{
    Q_OBJECT

    /// An empty database of the engine, without our schema.
    static void fill(const tests::Scratch &scratch, const QString &text)
    {
        const auto spec = WORKED(parseUrl(scratch.url()));
        const Dialect dialect(spec.engine);
        {
            auto raw = QSqlDatabase::addDatabase(dialect.driver(), u"fixture"_s);
            raw.setDatabaseName(spec.database);
            raw.setHostName(spec.host);
            raw.setUserName(spec.user);
            QVERIFY(raw.open());
            QSqlQuery query(raw);
            for (const QString &statement : dialect.statements(text))
                QVERIFY2(query.exec(statement), qPrintable(query.lastError().text() + u'\n' + statement));
        }
        QSqlDatabase::removeDatabase(u"fixture"_s);
    }

private slots:
    void initTestCase_data() { tests::bothDatabases(); }

    void StepsAreNumberedWithoutAGapAndNamed()
    {
        int expected = 0;
        for (const Migration &step : migrations()) {
            QCOMPARE(step.number, ++expected);
            QVERIFY(!step.name.isEmpty());
            QCOMPARE(step.checksum.size(), 64);
        }
        QVERIFY(expected >= 2);
    }

    void EveryEarlierVersionBecomesThisOneWithAllItHeld()
    {
        const int current = migrations().back().number;
        QStringList fresh;
        {
            SCRATCH(scratch);
            fresh = schemaOf(*scratch.open());
        }
        for (int version = 1; version <= current; ++version) {
            SCRATCH(scratch);
            fill(scratch, fixture(version));
            const auto db = scratch.open();
            QVERIFY(db != nullptr);
            QCOMPARE(schemaOf(*db), fresh);

            const protocol::DepotId depot{"D-BRANCELLE"};
            QCOMPARE(WORKED(FactLog(*db, depot).last()).number, 3u);
            QCOMPARE(WORKED(FactLog(*db, depot).about(1, "77")).size(), 2u);
            QCOMPARE(WORKED(AlertStore(*db, depot).openAlerts()).at(0).reason, "");
            QCOMPARE(WORKED(AlertStore(*db, depot).openAlerts()).at(0).lastFix->position.latE7, 466'012'345);
            QCOMPARE(WORKED(TaskStore(*db, depot).openTasks()).at(0).beneficiary, "Mme Lefèvre");
            QCOMPARE(WORKED(RosterStore(*db, depot).allRoster()).rounds.at(0).stops.size(), 2u);
            QCOMPARE(WORKED(RosterStore(*db, depot).findHandset({"H-001"}))->publicKey[0], 0xa1);
            QCOMPARE(WORKED(HandsetStore(*db, depot).allDuties()).at(0).duty, protocol::Duty::On);
            QCOMPARE(WORKED(CounterStore(*db, depot).totals()).positionsStored, 12'345u);
            QCOMPARE(WORKED(CursorStore(*db, depot).cursor(CursorStore::kProjections)), 3u);
            QCOMPARE(WORKED(QuarantineStore(*db, depot).everAdded()), version < 2 ? 0u : 1u);
            QCOMPARE(WORKED(GeofenceStore(*db, depot).allGeofences()).size(), version < 4 ? 0u : 1u);
            QCOMPARE(WORKED(GeofenceStore(*db, depot).allStays()).size(), version < 4 ? 0u : 1u);
            const auto trails = WORKED(TrailStore::open(*db, depot, scratch.folder() / "trails"));
            const auto latest = WORKED(trails->latest({"H-001"}));
            QCOMPARE(latest ? latest->position.latE7 : 0, version < 5 ? 0 : 466'012'340);
        }
    }

    void WhatEndedWithoutAReportIsStillOwedOne()
    {
        SCRATCH(scratch);
        fill(scratch, fixture(5) + u"UPDATE alert SET state = 7, is_open = 0;\n"_s);
        const auto db = scratch.open();
        QCOMPARE(WORKED(AlertStore(*db, {"D-BRANCELLE"}).openAlerts()).size(), 1u);
    }

    void TrailsOfEarlierProgramsAreReadAndFoundByPlace()
    {
        SCRATCH(scratch);
        const auto old = tests::oldTrail();
        // One handset's hour from two logs that overlap, and another depot's beside it.
        QString inserts;
        for (const auto &[depot, segment] :
            {std::pair{u"D-BRANCELLE"_s, 3}, std::pair{u"D-BRANCELLE"_s, 4}, std::pair{u"D-AUTRE"_s, 3}})
            inserts +=
                u"INSERT INTO trail_chunk (depot, handset, segment, part, from_ms, to_ms, south_e7, west_e7, "
                "north_e7, east_e7, fixes, bytes) VALUES ('%1', 'H-001', %2, 0, %3, {hex %4});\n"_s.arg(depot)
                    .arg(segment)
                    .arg(columnsOf(old.fixes), QString::fromLatin1(old.chunk.toHex()));
        fill(scratch, fixture(4) + inserts);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, {"D-BRANCELLE"}, scratch.folder() / "trails"));
        auto fixes = old.fixes;
        std::ranges::transform(fixes, fixes.begin(), kept);
        const auto look = [&] {
            QVERIFY(WORKED(trails->trail({"H-001"}, fixes.front().at, fixes.back().at)) == fixes);
            for (const auto &fix : fixes) {
                const auto near = WORKED(trails->near(fix.position, 0.01, fix.at, fix.at));
                QCOMPARE(near.size(), 1u);
                QCOMPARE(near[0].approach.fixes, 1u);
            }
        };
        look();
        WORKED(trails->append(std::vector{HandsetFix{.handset = {"H-001"}, .fix = fixes.front()}}));
        trails->closeLog();
        WORKED(trails->fold(10));
        look();
        QCOMPARE(
            WORKED(trails->forgetBefore(fixes.front().at + std::chrono::hours(1))), 1); // both became one
        QVERIFY(WORKED(trails->trail({"H-001"}, fixes.front().at, fixes.back().at)).empty());
        const auto other = WORKED(TrailStore::open(*db, {"D-AUTRE"}, scratch.folder() / "trails"));
        QVERIFY(WORKED(other->trail({"H-001"}, fixes.front().at, fixes.back().at)) == fixes);
    }

    void ALaterProgramsDatabaseIsRefused()
    {
        SCRATCH(scratch);
        WORKED(Query(
            *scratch.open(), "INSERT INTO schema_version (number, name, checksum) VALUES (99, 'later', 'x')")
                .run());
        const auto opened = Database::open(scratch.url());
        QVERIFY(!opened);
        QCOMPARE(opened.error().problem, Problem::NewerSchema);
        QVERIFY2(opened.error().detail.contains("99"), opened.error().detail.c_str());
    }

    void AnOldStepThatWasChangedIsRefused()
    {
        SCRATCH(scratch);
        WORKED(Query(*scratch.open(), "UPDATE schema_version SET checksum = 'other' WHERE number = 1").run());
        const auto opened = Database::open(scratch.url());
        QVERIFY(!opened);
        QCOMPARE(opened.error().problem, Problem::ChangedMigration);
        QVERIFY2(opened.error().detail.contains("facts_and_projections"), opened.error().detail.c_str());
    }

    void AReaderDoesNotMigrate()
    {
        SCRATCH(scratch);
        fill(scratch, fixture(1));
        const auto opened = Database::open(scratch.url(), Access::Reader);
        QVERIFY(!opened);
        QCOMPARE(opened.error().problem, Problem::OlderSchema);
    }

    void AStepThatFailsLeavesTheVersionBefore()
    {
        SCRATCH(scratch);
        // Something of the second step's name stands in its way.
        fill(scratch, fixture(1) + u"\nCREATE TABLE quarantine (in_the_way INTEGER);\n"_s);
        const auto opened = Database::open(scratch.url());
        QVERIFY(!opened);
        QVERIFY2(opened.error().detail.contains("schema step 2"), opened.error().detail.c_str());
        fill(scratch, u"DROP TABLE quarantine;\n"_s); // nothing else of that step may be left
        QVERIFY(scratch.open() != nullptr);
    }
};

FACTEO_TEST(MigrationsTest);

#include "migrations_test.moc"
