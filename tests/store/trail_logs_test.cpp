// SPDX-License-Identifier: Apache-2.0
#include "store/scratch.h"
#include "store/trail_logs.h"
#include "store/trail_store.h"
#include "support/registry.h"

#include <QTest>
#include <algorithm>
#include <fstream>

using namespace facteo;
using namespace facteo::store;
using namespace std::chrono_literals;
using protocol::DepotId;
using protocol::Instant;

namespace {

const DepotId kHouse{"F-HOUSE"};
const DepotId kNorth{"D-NORTH"};
const DepotId kSouth{"D-SOUTH"};
const Instant kFull{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 9h};

/// One fix each minute from `from` on.
std::vector<HandsetFix> minutes(std::string handset, Instant from, int count)
{
    std::vector<HandsetFix> fixes;
    for (int i = 0; i < count; ++i)
        fixes.push_back({.handset = {handset},
            .fix = {
                .at = from + i * 1min, .position = {466'000'000 + i * 100, 23'000'000}, .accuracyDm = 50}});
    return fixes;
}

std::size_t filesIn(const std::filesystem::path &folder)
{
    return static_cast<std::size_t>(std::ranges::distance(std::filesystem::directory_iterator(folder)));
}

void foldAll(TrailStore &trails, Instant before = Instant::max())
{
    trails.closeLog(before);
    while (WORKED(trails.fold(1))) {
    }
}

} // namespace

class TrailLogsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { tests::bothDatabases(); }
    void ABatchOfManyDepotsIsOneFile();
    void AFileStaysUntilNobodyNeedsIt();
    void WhatNobodyAsksForStays();
    void WhatADepotWroteAloneIsNotTheHouses();
    void AFileThatIsNoLogKeepsNobodyWaiting();

private:
    static void write(TrailLogs &logs, TrailStore &north, TrailStore &south, Instant from)
    {
        const auto forNorth = minutes("H-1", from, 30);
        const auto forSouth = minutes("H-1", from, 20); // the same name, another depot
        const TrailLogs::Part parts[]{
            {.depot = kNorth, .fixes = forNorth}, {.depot = kSouth, .fixes = forSouth}};
        WORKED(logs.append(parts));
        north.remember(forNorth);
        south.remember(forSouth);
    }
};

void TrailLogsTest::ABatchOfManyDepotsIsOneFile()
{
    SCRATCH(scratch);
    const auto db = scratch.open();
    const auto folder = scratch.folder() / "trails";
    {
        const auto logs = WORKED(TrailLogs::open(folder, kHouse));
        TrailStore north(*db, kNorth, *logs);
        TrailStore south(*db, kSouth, *logs);
        write(*logs, north, south, kFull);
        QCOMPARE(filesIn(folder), 1u);
        QCOMPARE(WORKED(north.trail({"H-1"}, kFull, kFull + 1h)).size(), 30u);
    }
    const auto logs = WORKED(TrailLogs::open(folder, kHouse));
    const TrailStore north(*db, kNorth, *logs);
    const TrailStore south(*db, kSouth, *logs);
    QCOMPARE(north.recovery().fixes, 30u);
    QCOMPARE(WORKED(north.trail({"H-1"}, kFull, kFull + 1h)).size(), 30u);
    QCOMPARE(WORKED(south.trail({"H-1"}, kFull, kFull + 1h)).size(), 20u);
    QVERIFY(logs->leftBehind().empty());
}

void TrailLogsTest::AFileStaysUntilNobodyNeedsIt()
{
    SCRATCH(scratch);
    const auto db = scratch.open();
    const auto folder = scratch.folder() / "trails";
    const auto logs = WORKED(TrailLogs::open(folder, kHouse));
    TrailStore north(*db, kNorth, *logs);
    TrailStore south(*db, kSouth, *logs);
    write(*logs, north, south, kFull);
    foldAll(north);
    QCOMPARE(filesIn(folder), 1u); // it is written to, and the south needs it
    logs->rotate();
    write(*logs, north, south, kFull + 40min); // of the north, ten of the next hour
    logs->rotate();
    foldAll(south);
    QCOMPARE(filesIn(folder), 1u);
    foldAll(north, kFull + 1h);
    QCOMPARE(filesIn(folder), 1u);
    foldAll(north, kFull + 2h);
    QCOMPARE(filesIn(folder), 0u);
    QCOMPARE(WORKED(north.trail({"H-1"}, kFull, kFull + 2h)).size(), 60u);
    QCOMPARE(WORKED(south.trail({"H-1"}, kFull, kFull + 2h)).size(), 40u);

    // What comes while a depot folds is not covered by it.
    write(*logs, north, south, kFull + 2h);
    north.closeLog();
    write(*logs, north, south, kFull + 3h);
    logs->rotate();
    while (WORKED(north.fold(1))) {
    }
    foldAll(south);
    QCOMPARE(filesIn(folder), 1u);
    foldAll(north);
    QCOMPARE(filesIn(folder), 0u);
}

void TrailLogsTest::WhatNobodyAsksForStays()
{
    SCRATCH(scratch);
    const auto db = scratch.open();
    const auto folder = scratch.folder() / "trails";
    {
        const auto logs = WORKED(TrailLogs::open(folder, kHouse));
        TrailStore north(*db, kNorth, *logs);
        TrailStore south(*db, kSouth, *logs);
        write(*logs, north, south, kFull);
    }
    const auto logs = WORKED(TrailLogs::open(folder, kHouse));
    TrailStore north(*db, kNorth, *logs); // the south was taken out of the configuration
    QCOMPARE(logs->leftBehind(), std::vector{kSouth});
    foldAll(north);
    QCOMPARE(filesIn(folder), 1u);
    TrailStore south(*db, kSouth, *logs);
    foldAll(south);
    QCOMPARE(WORKED(south.trail({"H-1"}, kFull, kFull + 1h)).size(), 20u);
    QCOMPARE(filesIn(folder), 0u);
}

/// Files of a depot that had its hub alone are not the house's: they stay for whoever serves the depot alone.
void TrailLogsTest::AFileThatIsNoLogKeepsNobodyWaiting()
{
    SCRATCH(scratch);
    const auto db = scratch.open();
    const auto folder = scratch.folder() / "trails";
    std::filesystem::create_directories(folder);
    const auto strange = folder / (kHouse.text + "-00000003.trail");
    std::ofstream(strange) << "somebody's notes";
    const auto logs = WORKED(TrailLogs::open(folder, kHouse));
    QCOMPARE(logs->damage().size(), 1u);
    QVERIFY(logs->damage().front().contains(strange.string()));
    TrailStore north(*db, kNorth, *logs);
    TrailStore south(*db, kSouth, *logs);
    write(*logs, north, south, kFull);
    QCOMPARE(WORKED(north.trail({"H-1"}, kFull, kFull + 1h)).size(), 30u);
    QVERIFY(std::filesystem::exists(strange));
}

void TrailLogsTest::WhatADepotWroteAloneIsNotTheHouses()
{
    SCRATCH(scratch);
    const auto db = scratch.open();
    const auto folder = scratch.folder() / "trails";
    {
        const auto alone = WORKED(TrailStore::open(*db, kNorth, folder));
        WORKED(alone->append(minutes("H-1", kFull, 30)));
    }
    const auto logs = WORKED(TrailLogs::open(folder, kHouse));
    QVERIFY(logs->leftBehind().empty());
    QCOMPARE(WORKED(TrailStore::open(*db, kNorth, folder))->recovery().fixes, 30u);
}

FACTEO_TEST(TrailLogsTest);

#include "trail_logs_test.moc"
