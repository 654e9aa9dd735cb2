// SPDX-License-Identifier: Apache-2.0
#include "store/quarantine_store.h"

#include "store/counter_store.h"
#include "store/scratch.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::store;

namespace {

std::vector<protocol::QuarantinedFrame> frames(int first, int count, std::size_t size)
{
    std::vector<protocol::QuarantinedFrame> all;
    for (int i = first; i < first + count; ++i)
        all.push_back({.at = protocol::Instant(std::chrono::seconds(i)),
            .topic = "facteo/1/D-BRANCELLE/h/H-001/up",
            .fault = protocol::Fault::BadSignature,
            .detail = std::to_string(i),
            .bytes = std::vector(size, static_cast<std::byte>(i)),
            .totalBytes = size});
    return all;
}

} // namespace

class QuarantineStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { tests::bothDatabases(); }

    void TheNewestComesFirstAndAsItWas()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        QuarantineStore quarantine(*db, tests::kDepot);
        const auto all = frames(1, 3, 10);
        WORKED(quarantine.add(all));
        QVERIFY(WORKED(quarantine.newest(2)) == (std::vector{all[2], all[1]}));
        QVERIFY(WORKED(QuarantineStore(*db, {"D-OTHER"}).newest(2)).empty());
    }

    void OnlyTheBeginningOfALongFrameIsKept()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        QuarantineStore quarantine(*db, tests::kDepot);
        WORKED(quarantine.add(frames(1, 1, 100'000)));
        const auto kept = WORKED(quarantine.newest(1)).at(0);
        QCOMPARE(kept.bytes.size(), 4'096u);
        QCOMPARE(kept.totalBytes, 100'000u);
    }

    void TheOldestLeaveWhenThereAreTooManyFrames()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        for (int round = 0; round < 4; ++round) // each with a new object: the bound holds over restarts
            WORKED(QuarantineStore(*db, tests::kDepot, {.frames = 10, .bytes = 1 << 20})
                    .add(frames(round * 7, 7, 1)));
        const QuarantineStore quarantine(*db, tests::kDepot);
        const auto kept = WORKED(quarantine.newest(100));
        QCOMPARE(kept.size(), 10u);
        QCOMPARE(kept.front().detail, "27");
        QCOMPARE(kept.back().detail, "18");
        QCOMPARE(WORKED(quarantine.everAdded()), 28u);
    }

    void TheOldestLeaveWhenThereAreTooManyBytes()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        QuarantineStore quarantine(*db, tests::kDepot, {.frames = 1'000, .bytes = 10'000});
        for (int round = 0; round < 10; ++round)
            WORKED(quarantine.add(frames(round * 3, 3, 1'000)));
        QCOMPARE(WORKED(quarantine.newest(100)).size(), 10u);
        WORKED(quarantine.add(frames(100, 1, 4'096)));
        QCOMPARE(WORKED(quarantine.newest(100)).size(), 6u); // 4 096 + 5 × 1 000
        QCOMPARE(WORKED(quarantine.everAdded()), 31u);
    }

    void CountersAddUpOverRestarts()
    {
        SCRATCH(scratch);
        Counts delta;
        delta.of(protocol::Fault::Replayed) = 3;
        delta.of(Gate::SharingOff) = 5;
        delta.positionsStored = 8'500;
        for (int round = 0; round < 2; ++round)
            WORKED(CounterStore(*scratch.open(), tests::kDepot).add(delta));
        const auto totals = WORKED(CounterStore(*scratch.open(), tests::kDepot).totals());
        QCOMPARE(totals.of(protocol::Fault::Replayed), 6u);
        QCOMPARE(totals.of(protocol::Fault::Revoked), 0u);
        QCOMPARE(totals.of(Gate::SharingOff), 10u);
        QCOMPARE(totals.positionsStored, 17'000u);
    }
};

FACTEO_TEST(QuarantineStoreTest);

#include "quarantine_store_test.moc"
