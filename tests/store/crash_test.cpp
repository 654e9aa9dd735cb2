// SPDX-License-Identifier: Apache-2.0
#include "store/log_chain.h"
#include "store/scratch.h"
#include "store/trail_store.h"
#include "support/registry.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <limits>
#include <set>

using namespace facteo;
using namespace facteo::store;
using namespace Qt::StringLiterals;

class CrashTest : public QObject
{
    Q_OBJECT

    struct Confirmed
    {
        std::uint64_t fact = 0;
        std::uint64_t fix = 0;
    };

    /// Lets the writer confirm some steps, kills it, and gives the last of what it confirmed.
    static Confirmed killAfter(int lines, const tests::Scratch &scratch, int seed)
    {
        QProcess writer;
        writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        writer.start(QCoreApplication::applicationDirPath() + u"/store_crash_writer"_s,
            {QString::fromStdString(scratch.url()),
                QString::fromStdString((scratch.folder() / "trails").string()), QString::number(seed)});
        Confirmed confirmed;
        const auto takeIn = [&](const QByteArray &line) {
            if (!line.endsWith('\n'))
                return;
            const auto number = line.trimmed().split(' ').value(1).toULongLong();
            (line.startsWith("fact") ? confirmed.fact : confirmed.fix) = number;
        };
        for (int seen = 0; seen < lines;) {
            if (!writer.canReadLine() && !writer.waitForReadyRead(30'000))
                break;
            while (writer.canReadLine()) {
                takeIn(writer.readLine());
                ++seen;
            }
        }
        writer.kill();
        writer.waitForFinished();
        while (writer.bytesAvailable() > 0) // confirmed between our last look and its end
            takeIn(writer.readLine());
        return confirmed;
    }

private slots:
    void initTestCase_data() { tests::bothDatabases(); }

    void WhatWasConfirmedBeforeKillIsThereAfterIt()
    {
        SCRATCH(scratch);
        QRandomGenerator random(20261122);
        for (int round = 0; round < 20; ++round) {
            const int lines = 2 + static_cast<int>(random.bounded(120u));
            const auto confirmed = killAfter(lines, scratch, round);
            QVERIFY2(confirmed.fact > 0, "the writer never confirmed anything");

            Result<std::unique_ptr<Database>> db;
            // A server may need a moment to see that the killed hub is gone and to let go of its lock.
            QVERIFY(tests::inTime([&] { return (db = Database::open(scratch.url())).has_value(); }));
            const FactLog log(**db, {"D-BRANCELLE"});
            const auto facts = WORKED(log.after(0, std::numeric_limits<std::int32_t>::max()));
            QVERIFY(facts.size() >= confirmed.fact);
            QCOMPARE(tests::firstBroken(facts), std::nullopt);

            const auto logs = WORKED(TrailLogs::open(scratch.folder() / "trails", {"F-HOUSE"}));
            const geo::Box everywhere{{-900'000'000, -1'800'000'000}, {900'000'000, 1'800'000'000}};
            std::set<std::int32_t> numbers;
            for (const auto *depot : {"D-BRANCELLE", "D-AUTRE"}) {
                const TrailStore trails(**db, {depot}, *logs);
                const auto fixes = WORKED(trails.within(
                    everywhere, protocol::Instant{}, protocol::Instant(std::chrono::seconds(2'000'000'000))));
                for (const auto &entry : fixes)
                    QVERIFY2(numbers.insert((entry.fix.position.latE7 - 466'000'000) / 10).second,
                        "a fix appears twice");
            }
            QVERIFY(numbers.size() >= confirmed.fix);
            QCOMPARE(*numbers.rbegin(), static_cast<std::int32_t>(numbers.size())); // 1, 2, 3… without a gap
        }
    }
};

FACTEO_TEST(CrashTest);

#include "crash_test.moc"
