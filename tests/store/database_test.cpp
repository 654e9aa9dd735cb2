// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include "store/alert_store.h"
#include "store/query.h"
#include "store/scratch.h"
#include "support/registry.h"

#include <QFile>

using namespace facteo;
using namespace facteo::store;
using namespace Qt::StringLiterals;

namespace {

protocol::Alert numberedAlert(std::uint32_t number, const std::string &reason = {})
{
    protocol::Alert made;
    made.id = protocol::AlertId{number};
    made.number = number;
    made.reason = reason;
    return made;
}

} // namespace

class DatabaseTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { tests::bothDatabases(); }

    void OpensMakesAndOpensAgain()
    {
        SCRATCH(scratch);
        QVERIFY(scratch.open() != nullptr);
        QVERIFY(scratch.open() != nullptr);
    }

    void ASecondHubIsRefusedAndAReaderIsNot()
    {
        SCRATCH(scratch);
        const auto hub = scratch.open();
        const auto second = Database::open(scratch.url());
        QVERIFY(!second);
        QCOMPARE(second.error().problem, Problem::LockedByAnother);
        QVERIFY(second.error().detail.contains("another hub"));

        const auto reader = scratch.open(Access::Reader);
        QVERIFY(WORKED(AlertStore(*reader, {"D-1"}).allAlerts()).empty());
        const auto written = AlertStore(*reader, {"D-1"}).save(numberedAlert(1));
        QVERIFY(!written);
        QCOMPARE(written.error().problem, Problem::NotWritable);
    }

    void ItIsFreeAgainWhenTheHubIsGone()
    {
        SCRATCH(scratch);
        scratch.open().reset();
        QVERIFY(tests::inTime([&] { return Database::open(scratch.url()).has_value(); }));
    }

    void ReconnectingKeepsTheObjectAndTheStores()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        AlertStore alerts(*db, {"D-1"});
        WORKED(alerts.save(numberedAlert(1)));
        QVERIFY(tests::inTime([&] {
            return db->reconnect().has_value();
        })); // a server may let go of the old session's lock a little later
        QCOMPARE(WORKED(alerts.allAlerts()).size(), 1u);
        QCOMPARE(WORKED(alerts.nextNumber()), 2u);
    }

    void InnerTransactionsJoinTheOuterOne()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        AlertStore alerts(*db, {"D-1"});
        {
            auto outer = WORKED(Transaction::begin(*db).transform(
                [](Transaction t) { return std::make_shared<Transaction>(std::move(t)); }));
            auto inner = WORKED(Transaction::begin(*db).transform(
                [](Transaction t) { return std::make_shared<Transaction>(std::move(t)); }));
            WORKED(alerts.save(numberedAlert(1)));
            WORKED(inner->commit());
        } // the outer one is not committed
        QVERIFY(!db->inTransaction());
        QVERIFY(WORKED(alerts.allAlerts()).empty());
    }

    void AnInnerTransactionThatGaveUpTakesTheOuterWithIt()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        AlertStore alerts(*db, {"D-1"});
        auto outer = Transaction::begin(*db);
        QVERIFY(outer.has_value());
        WORKED(alerts.save(numberedAlert(1)));
        QVERIFY(Transaction::begin(*db).has_value()); // begins and ends without commit
        QVERIFY(!outer->commit());
        outer = std::unexpected(Error{});
        QVERIFY(WORKED(alerts.allAlerts()).empty());
    }

    void AColumnThatCannotBeWhatItIsReadAsIsCorrupt()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        WORKED(AlertStore(*db, {"D-1"}).save(numberedAlert(1)));
        WORKED(Query(*db, "UPDATE alert SET occurrences = -1").run());
        const auto read = AlertStore(*db, {"D-1"}).allAlerts();
        QVERIFY(!read);
        QCOMPARE(read.error().problem, Problem::Corrupt);
        QVERIFY(read.error().detail.contains("occurrences"));
    }
};

FACTEO_TEST(DatabaseTest);

/// What only a file can be: unwritable, something else, damaged, full.
class DatabaseFileTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string url(const QString &name) const { return "sqlite:" + m_folder.filePath(name).toStdString(); }

private slots:
    void AddressesThatAreNoneAreExplained_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << u""_s << u"unknown kind"_s;
        QTest::newRow("kind") << u"mysql://localhost/facteo"_s << u"\"mysql\""_s;
        QTest::newRow("no path") << u"sqlite:"_s << u"path"_s;
        QTest::newRow("memory") << u"sqlite::memory:"_s << u"path"_s;
        QTest::newRow("no database") << u"postgresql://localhost:5432/"_s << u"name of the database"_s;
        QTest::newRow("port") << u"postgresql://localhost:999999/facteo"_s << u"database address"_s;
        QTest::newRow("option") << u"postgresql://localhost/facteo?sslmood=require"_s << u"\"sslmood\""_s;
    }

    void AddressesThatAreNoneAreExplained()
    {
        QFETCH(QString, url);
        QFETCH(QString, word);
        const auto opened = Database::open(url.toStdString());
        QVERIFY(!opened);
        QCOMPARE(opened.error().problem, Problem::BadUrl);
        QVERIFY2(opened.error().detail.contains(word.toStdString()), opened.error().detail.c_str());
    }

    void AServersAddressIsTakenApart()
    {
        const auto spec =
            WORKED(parseUrl("postgresql://hub:p%40ss@db.example:5433/facteo?sslmode=verify-full"));
        QCOMPARE(spec.engine, Engine::PostgreSql);
        QCOMPARE(spec.host, u"db.example"_s);
        QCOMPARE(spec.port, 5433);
        QCOMPARE(spec.user, u"hub"_s);
        QCOMPARE(spec.password, u"p@ss"_s);
        QCOMPARE(spec.database, u"facteo"_s);
        QCOMPARE(spec.options, u"sslmode=verify-full"_s);
    }

    void AServerThatDoesNotAnswerIsNamedWithoutThePassword()
    {
        const auto opened = Database::open("postgresql://hub:topsecret@127.0.0.1:1/facteo");
        QVERIFY(!opened);
        QCOMPARE(opened.error().problem, Problem::Unreachable);
        QVERIFY(opened.error().detail.contains("127.0.0.1"));
        QVERIFY(!opened.error().detail.contains("topsecret"));
    }

    void AFolderThatCannotBeMadeIsNamed()
    {
        QFile file(m_folder.filePath(u"file"_s)); // a file where a folder is needed: true for root, too
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto opened = Database::open(url(u"file/store/facteo.sqlite"_s));
        QVERIFY(!opened);
        QCOMPARE(opened.error().problem, Problem::NotWritable);
        QVERIFY2(opened.error().detail.contains("file/store"), opened.error().detail.c_str());
    }

    void AFileThatIsNoDatabaseIsLeftAsItIs()
    {
        const QByteArray letter("Dear depot, this is a letter and no database. ");
        QFile file(m_folder.filePath(u"letter.sqlite"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(letter.repeated(100));
        file.close();
        const auto opened = Database::open(url(u"letter.sqlite"_s));
        QVERIFY(!opened);
        QCOMPARE(opened.error().problem, Problem::Corrupt);
        QVERIFY2(opened.error().detail.contains("letter.sqlite"), opened.error().detail.c_str());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), letter.repeated(100));
    }

    void ADamagedFileIsCorruptNotACrash()
    {
        {
            const auto db = WORKED(Database::open(url(u"damaged.sqlite"_s)));
            AlertStore alerts(*db, {"D-1"});
            for (std::uint32_t i = 1; i <= 500; ++i)
                WORKED(alerts.save(numberedAlert(i, std::string(200, 'x'))));
        }
        QFile file(m_folder.filePath(u"damaged.sqlite"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const auto size = file.size();
        for (qint64 page = 8; page * 4096 < size; ++page) {
            QVERIFY(file.seek(page * 4096));
            file.write(QByteArray(512, '\xee'));
        }
        file.close();
        const auto db = Database::open(url(u"damaged.sqlite"_s));
        const auto read = db ? AlertStore(**db, {"D-1"}).allAlerts()
                             : Result<std::vector<protocol::Alert>>(std::unexpected(db.error()));
        QVERIFY(!read);
        QCOMPARE(read.error().problem, Problem::Corrupt);
        QVERIFY(read.error().detail.contains("backup"));
    }

    void AReaderSaysThatThereIsNothingYet()
    {
        const auto opened = Database::open(url(u"nothing.sqlite"_s), Access::Reader);
        QVERIFY(!opened);
        QCOMPARE(opened.error().problem, Problem::Unreachable);
        QVERIFY(!QFile::exists(m_folder.filePath(u"nothing.sqlite"_s)));
    }

    void CommittedMeansOnDiskAndForeignKeysHold()
    {
        const auto db = WORKED(Database::open(url(u"settings.sqlite"_s)));
        const auto pragma = [&](const char *sql) {
            return *WORKED(Query(*db, sql).first([](const Row &row) { return row.number(0); }));
        };
        QCOMPARE(pragma("PRAGMA synchronous"), 2); // FULL
        QCOMPARE(pragma("PRAGMA foreign_keys"), 1);
        QCOMPARE(*WORKED(Query(*db, "PRAGMA journal_mode").first([](const Row &row) {
            return row.get<std::string>("journal_mode");
        })),
            "wal");
    }
};

FACTEO_TEST(DatabaseFileTest);

#include "database_test.moc"
