// SPDX-License-Identifier: Apache-2.0
#include "store/trail_store.h"

#include "store/query.h"
#include "store/scratch.h"
#include "support/registry.h"

#include <algorithm>

using namespace facteo;
using namespace facteo::store;
using protocol::Fix;
using protocol::Instant;

namespace {

const geo::Box kEverywhere{{-900'000'000, -1'800'000'000}, {900'000'000, 1'800'000'000}};

Instant instantAt(int second)
{
    return Instant(std::chrono::seconds(1'790'000'000 + second)); // 13 min 20 s after a full hour
}

Fix fix(int second)
{
    return {.at = instantAt(second),
        .position = {466'000'000 + second * 10, 23'000'000},
        .accuracyDm = 47,
        .speedCmS = 140,
        .headingCdeg = {}};
}

std::string name(int handset)
{
    return "H-00" + std::to_string(handset);
}

/// `count` handsets, one fix each every 10 s.
std::vector<HandsetFix> minute(int handsets, int from, int to)
{
    std::vector<HandsetFix> all;
    for (int second = from; second < to; second += 10)
        for (int handset = 0; handset < handsets; ++handset)
            all.push_back({.handset = {name(handset)}, .fix = fix(second)});
    return all;
}

std::size_t logFiles(const std::filesystem::path &folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

qlonglong chunks(Database &db)
{
    return *WORKED(
        Query(db, "SELECT COUNT(*) FROM trail_hour").first([](const Row &row) { return row.number(0); }));
}

} // namespace

class TrailStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { tests::bothDatabases(); }

    void ATrailIsTheSameBeforeWhileAndAfterItIsFolded()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        WORKED(trails->append(minute(5, 0, 600)));
        trails->closeLog();
        WORKED(trails->append(minute(5, 600, 1200)));

        const auto look = [&] {
            for (int handset = 0; handset < 5; ++handset) {
                const auto found = WORKED(trails->trail({name(handset)}, instantAt(0), instantAt(5000)));
                QCOMPARE(found.size(), 120u);
                QVERIFY(std::ranges::is_sorted(found, {}, &Fix::at));
                QVERIFY(WORKED(trails->latest({name(handset)})) == fix(1190));
                QVERIFY(WORKED(trails->trail({name(handset)}, instantAt(590), instantAt(600))) ==
                        (std::vector{fix(590), fix(600)}));
            }
            QCOMPARE(WORKED(trails->within(kEverywhere, instantAt(590), instantAt(600))).size(), 10u);
        };
        look();
        QVERIFY(WORKED(trails->fold(2)));
        look();
        QVERIFY(WORKED(trails->fold(2)));
        QVERIFY(!WORKED(trails->fold(2)));
        look();
        QCOMPARE(logFiles(scratch.folder() / "trails"), 1u);
        trails->closeLog();
        while (WORKED(trails->fold(3))) {
        }
        look();
        QCOMPARE(logFiles(scratch.folder() / "trails"), 0u);
        QVERIFY(!WORKED(trails->fold(3)));
    }

    void ARestartFindsWhatWasNotFolded()
    {
        SCRATCH(scratch);
        const auto folder = scratch.folder() / "trails";
        const auto db = scratch.open();
        {
            const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
            WORKED(trails->append(minute(5, 0, 600)));
            trails->closeLog();
            WORKED(trails->fold(2)); // two of five handsets, then the end
            WORKED(trails->append(minute(5, 600, 700)));
        }
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
        QCOMPARE(trails->recovery().fixes, 350u);
        QCOMPARE(trails->recovery().cutBytes, 0u);
        for (int handset = 0; handset < 5; ++handset)
            QCOMPARE(WORKED(trails->trail({name(handset)}, instantAt(0), instantAt(5000))).size(), 70u);
        WORKED(trails->append(minute(5, 700, 710)));
        trails->closeLog();
        while (WORKED(trails->fold(2))) {
        }
        QCOMPARE(logFiles(folder), 0u);
        for (int handset = 0; handset < 5; ++handset)
            QCOMPARE(WORKED(trails->trail({name(handset)}, instantAt(0), instantAt(5000))).size(), 71u);
        QCOMPARE(WORKED(trails->within(kEverywhere, instantAt(0), instantAt(5000))).size(), 355u);
    }

    void FoldingTheSameLogTwiceChangesNothing()
    {
        SCRATCH(scratch);
        const auto folder = scratch.folder() / "trails";
        const auto db = scratch.open();
        WORKED(WORKED(TrailStore::open(*db, tests::kDepot, folder))->append(minute(3, 0, 600)));
        std::filesystem::copy(folder, scratch.folder() / "before", std::filesystem::copy_options::recursive);
        const auto foldAll = [&] {
            const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
            trails->closeLog();
            while (WORKED(trails->fold(100))) {
            }
            QCOMPARE(WORKED(trails->within(kEverywhere, instantAt(0), instantAt(5000))).size(), 180u);
        };
        foldAll();
        const auto once = chunks(*db);
        // Killed after the commit and before the log was removed: it is there again.
        std::filesystem::copy(scratch.folder() / "before", folder,
            std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
        foldAll();
        QCOMPARE(chunks(*db), once);
        QCOMPARE(logFiles(folder), 0u);
    }

    void ABackupOfTheOpenHourDoesNotOverwriteTheWholeOne()
    {
        SCRATCH(scratch);
        const auto folder = scratch.folder() / "trails";
        const auto db = scratch.open();
        {
            const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
            WORKED(trails->append(minute(3, 300, 600)));
            std::filesystem::copy(folder, scratch.folder() / "backup"); // the trails first, then the database
            WORKED(trails->append(minute(3, 0, 300)));
            trails->closeLog();
            while (WORKED(trails->fold(100))) {
            }
        }
        std::filesystem::copy(scratch.folder() / "backup", folder, std::filesystem::copy_options::recursive);
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
        QCOMPARE(WORKED(trails->within(kEverywhere, instantAt(0), instantAt(5000))).size(), 180u);
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        QCOMPARE(WORKED(trails->within(kEverywhere, instantAt(0), instantAt(5000))).size(), 180u);
    }

    void LateFixesAndRepetitionsFindTheirPlace()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        WORKED(trails->append(minute(1, 0, 600)));
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        auto late = minute(1, 300, 900); // half of it is known already
        std::ranges::reverse(late);
        late.push_back({.handset = {name(0)}, .fix = fix(-7200)});
        WORKED(trails->append(late));
        const auto look = [&] {
            const auto all = WORKED(trails->trail({name(0)}, instantAt(-10'000), instantAt(10'000)));
            QCOMPARE(all.size(), 91u);
            QVERIFY(all.front() == fix(-7200));
            QVERIFY(WORKED(trails->latest({name(0)})) == fix(890));
        };
        look();
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        look();
    }

    void NoChunkCrossesAFullHour()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        WORKED(trails->append(minute(1, 0, 3600 * 3)));
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        QCOMPARE(chunks(*db), 4); // three hours that begin in the middle of one
        QCOMPARE(WORKED(trails->trail({name(0)}, instantAt(0), instantAt(3600 * 3))).size(), 1080u);
        QCOMPARE(WORKED(trails->trail({name(0)}, instantAt(3590), instantAt(3600))).size(), 2u);
    }

    void ABoxFindsOnlyWhatIsInside()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        WORKED(trails->append(minute(2, 0, 600)));
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        WORKED(trails->append(minute(2, 600, 700)));
        const geo::Box box{{466'000'000 + 5'800, 22'999'999}, {466'000'000 + 6'100, 23'000'001}};
        const auto found = WORKED(trails->within(box, instantAt(0), instantAt(5000)));
        QCOMPARE(found.size(), 8u); // seconds 580, 590, 600, 610 of two
        QVERIFY(found.front() == (HandsetFix{.handset = {name(0)}, .fix = fix(580)}));
        const geo::Box elsewhere{{0, 0}, {10, 10}};
        QVERIFY(WORKED(trails->within(elsewhere, instantAt(0), instantAt(5000))).empty());
        QVERIFY(WORKED(trails->within(box, instantAt(2000), instantAt(5000))).empty());
    }

    void DepotsShareAFolderAndNothingElse()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto folder = scratch.folder() / "trails";
        const auto here = WORKED(TrailStore::open(*db, {"D-1"}, folder));
        const auto there = WORKED(TrailStore::open(*db, {"D-1-2"}, folder));
        WORKED(here->append(minute(1, 0, 100)));
        WORKED(there->append(minute(1, 0, 50)));
        QCOMPARE(WORKED(TrailStore::open(*db, {"D-1"}, folder))->recovery().fixes, 10u);
        QCOMPARE(WORKED(TrailStore::open(*db, {"D-1-2"}, folder))->recovery().fixes, 5u);
    }

    void ForgettingLeavesWhatIsYounger()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        WORKED(trails->append(minute(2, 0, 3600 * 2)));
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        QCOMPARE(WORKED(trails->forgetBefore(instantAt(3600))), 2); // the first, begun hour of both
        const auto left = WORKED(trails->trail({name(0)}, instantAt(0), instantAt(10'000)));
        QVERIFY(!left.empty());
        QVERIFY(left.front().at > instantAt(0));
        QVERIFY(left.back() == fix(7190));
    }

    void AnHourThatRunsIsFoldedWhenItIsWhole()
    {
        SCRATCH(scratch);
        const auto folder = scratch.folder() / "trails";
        const auto db = scratch.open();
        const auto full = std::chrono::ceil<std::chrono::hours>(instantAt(0)); // after 2 800 s
        {
            const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
            WORKED(trails->append(minute(3, 0, 2'900)));
            trails->closeLog(full);
            while (WORKED(trails->fold(2))) {
            }
            QCOMPARE(chunks(*db), 3);       // of the hour that is over
            QCOMPARE(logFiles(folder), 1u); // there is more in the log
            WORKED(trails->append(minute(3, 2'900, 3'000)));
        }
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
        const auto look = [&] {
            QCOMPARE(WORKED(trails->trail({name(2)}, instantAt(0), instantAt(9'000))).size(), 300u);
            QCOMPARE(WORKED(trails->within(kEverywhere, instantAt(0), instantAt(9'000))).size(), 900u);
        };
        look();
        WORKED(trails->append(minute(3, 2'990, 3'000))); // again
        trails->closeLog(full + std::chrono::hours(1));
        while (WORKED(trails->fold(2))) {
        }
        look();
        QCOMPARE(chunks(*db), 6);
        QCOMPARE(logFiles(folder), 0u);
    }

    void ALogThatEndedDuringAFoldWaitsForTheNext()
    {
        SCRATCH(scratch);
        const auto folder = scratch.folder() / "trails";
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
        WORKED(trails->append(minute(3, 0, 600)));
        trails->closeLog();
        QVERIFY(WORKED(trails->fold(1)));
        WORKED(trails->append(minute(3, 600, 900)));
        trails->closeLog(instantAt(0)); // nothing of the second may go, nothing of the first is left behind
        while (WORKED(trails->fold(1))) {
        }
        QCOMPARE(logFiles(folder), 2u);
        trails->closeLog();
        while (WORKED(trails->fold(1))) {
        }
        QCOMPARE(logFiles(folder), 0u);
        QCOMPARE(chunks(*db), 3);
        QCOMPARE(WORKED(trails->within(kEverywhere, instantAt(0), instantAt(5'000))).size(), 270u);
    }

    void TooMuchForOneChunkGoesIntoParts()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        std::vector<HandsetFix> busy;
        const auto hour = std::chrono::ceil<std::chrono::hours>(instantAt(0));
        for (int tenth = 0; tenth < 20'000; ++tenth) {
            auto one = fix(0);
            one.at = hour + std::chrono::milliseconds(tenth * 100);
            busy.push_back({.handset = {name(0)}, .fix = one});
        }
        WORKED(trails->append(std::span(busy).first(15'000)));
        trails->closeLog();
        while (WORKED(trails->fold(1))) {
        }
        QCOMPARE(chunks(*db), 2);
        WORKED(trails->append(busy));
        trails->closeLog();
        while (WORKED(trails->fold(1))) {
        }
        QCOMPARE(chunks(*db), 3);
        QCOMPARE(WORKED(trails->trail({name(0)}, hour, hour + std::chrono::hours(1))).size(), busy.size());
        QCOMPARE(WORKED(trails->latest({name(0)}))->at, busy.back().fix.at);
    }

    void ForgettingIsEachDepotsOwn()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto folder = scratch.folder() / "trails";
        for (const char *depot : {"D-1", "D-2"}) {
            const auto trails = WORKED(TrailStore::open(*db, {depot}, folder));
            WORKED(trails->append(minute(2, 0, 600)));
            trails->closeLog();
            while (WORKED(trails->fold(100))) {
            }
        }
        const auto here = WORKED(TrailStore::open(*db, {"D-1"}, folder));
        const auto there = WORKED(TrailStore::open(*db, {"D-2"}, folder));
        QCOMPARE(WORKED(here->forgetBefore(instantAt(7'200))), 2);
        QCOMPARE(WORKED(here->forgetBefore(instantAt(7'200))), 0);
        QVERIFY(WORKED(here->trail({name(0)}, instantAt(0), instantAt(5'000))).empty());
        QVERIFY(!WORKED(here->latest({name(0)})));
        QVERIFY(WORKED(here->within(kEverywhere, instantAt(0), instantAt(5'000))).empty());
        QVERIFY(WORKED(here->near(fix(0).position, 500, instantAt(0), instantAt(5'000))).empty());
        QCOMPARE(WORKED(there->trail({name(0)}, instantAt(0), instantAt(5'000))).size(), 60u);
        QCOMPARE(WORKED(there->near(fix(0).position, 500, instantAt(0), instantAt(5'000))).size(), 2u);
    }

    void WhatIsYoungerThanTheLimitOutlivesForgettingWherever()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        WORKED(trails->append(minute(1, 0, 3'600 * 4)));
        trails->closeLog(std::chrono::ceil<std::chrono::hours>(instantAt(3'600 * 2)));
        while (WORKED(trails->fold(100))) {
        }
        for (int hours = 0; hours < 6; ++hours) {
            const auto limit = instantAt(3'600 * hours);
            WORKED(trails->forgetBefore(limit));
            const auto left = WORKED(trails->trail({name(0)}, limit, instantAt(100'000)));
            QCOMPARE(left.size(), static_cast<std::size_t>(std::max(0, 4 - hours) * 360));
        }
    }

    void ADamagedHourDoesNotStopTheFolding()
    {
        SCRATCH(scratch);
        const auto folder = scratch.folder() / "trails";
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, folder));
        WORKED(trails->append(minute(1, 0, 600)));
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        const std::vector<std::byte> damaged(20, std::byte{7});
        WORKED(Query(*db, "UPDATE trail_hour SET bytes = :bytes")
                .bind(":bytes", std::span<const std::byte>(damaged))
                .run());
        WORKED(trails->append(minute(1, 600, 900)));
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        QCOMPARE(logFiles(folder), 0u);
        QVERIFY(!trails->trail({name(0)}, instantAt(0), instantAt(5'000))); // it is said, and not passed over
        WORKED(Query(*db, "DELETE FROM trail_hour WHERE part = 0").run());
        QCOMPARE(WORKED(trails->trail({name(0)}, instantAt(0), instantAt(5'000))).size(), 30u);
    }

    void ADamagedChunkIsAnErrorThatNamesIt()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto trails = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        WORKED(trails->append(minute(1, 0, 600)));
        trails->closeLog();
        while (WORKED(trails->fold(100))) {
        }
        const std::vector<std::byte> damaged(20, std::byte{7});
        WORKED(Query(*db, "UPDATE trail_hour SET bytes = :bytes")
                .bind(":bytes", std::span<const std::byte>(damaged))
                .run());
        const auto found = trails->trail({name(0)}, instantAt(0), instantAt(5000));
        QVERIFY(!found);
        QCOMPARE(found.error().problem, Problem::Corrupt);
        QVERIFY(found.error().detail.contains("H-000"));
    }
};

FACTEO_TEST(TrailStoreTest);

#include "trail_store_test.moc"
