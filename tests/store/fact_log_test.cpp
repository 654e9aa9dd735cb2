// SPDX-License-Identifier: Apache-2.0
#include "store/fact_log.h"

#include "store/log_chain.h"
#include "store/query.h"
#include "store/scratch.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::store;
using facteo::tests::nextFacts;

namespace {

const protocol::DepotId kDepot{"D-BRANCELLE"};

}

class FactLogTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { tests::bothDatabases(); }

    void WhatIsAppendedComesBackAsItWas()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog log(*db, kDepot);
        QCOMPARE(WORKED(log.last()), FactMark{});

        auto facts = nextFacts({}, 25, 1);
        facts[3].by = {};
        facts[4].cause = {};
        facts[5].subject = "Brancelle-sur-Orle, 12 rue de l'Étang";
        WORKED(log.append(facts));
        QVERIFY(WORKED(log.after(0, 1000)) == facts);
        QCOMPARE(WORKED(log.last()), (FactMark{.number = 25, .hash = facts.back().hash}));

        const auto page = WORKED(log.after(10, 5));
        QVERIFY(page == std::vector(facts.begin() + 10, facts.begin() + 15));
        QVERIFY(WORKED(log.after(25, 5)).empty());
    }

    void DepotsHaveLogsOfTheirOwn()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog here(*db, kDepot);
        FactLog there(*db, {"D-OTHER"});
        WORKED(here.append(nextFacts({}, 3, 1)));
        WORKED(there.append(nextFacts({}, 1, 1))); // the same frame may be a fact of two depots
        QCOMPARE(WORKED(here.last()).number, 3u);
        QCOMPARE(WORKED(there.last()).number, 1u);
    }

    void NumbersAndHashesContinueTheLogOrNothingIsWritten()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog log(*db, kDepot);
        WORKED(log.append(nextFacts({}, 3, 1)));
        const auto end = WORKED(log.last());

        auto gap = nextFacts(end, 3, 2);
        gap.erase(gap.begin() + 1);
        QCOMPARE(log.append(gap).error().problem, Problem::OutOfSequence);
        auto again = nextFacts({.number = 2, .hash = end.hash}, 1, 3);
        QCOMPARE(log.append(again).error().problem, Problem::OutOfSequence);
        auto unchained = nextFacts(end, 1, 4);
        unchained[0].previous[7] ^= 1;
        QCOMPARE(log.append(unchained).error().problem, Problem::OutOfSequence);
        QCOMPARE(WORKED(log.last()), end);
        WORKED(log.append(nextFacts(end, 1, 5)));
    }

    void AFrameIsRecordedOnceHoweverManyFactsItCauses()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog log(*db, kDepot);
        auto facts = nextFacts({}, 3, 1);
        const auto frame = facts[0].cause;
        facts[1].cause = frame;
        facts[2].cause = frame;
        WORKED(log.append(facts));
        QVERIFY(WORKED(log.causedBy(frame)) == facts);
        QVERIFY(WORKED(log.causedBy(protocol::FrameId{{1}})).empty());

        auto second = nextFacts(WORKED(log.last()), 1, 2);
        second[0].cause = frame;
        QCOMPARE(log.append(second).error().problem, Problem::Duplicate);
        QCOMPARE(WORKED(log.last()).number, 3u);
    }

    void FactsThatNoFrameCausedAreNeverDuplicates()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog log(*db, kDepot);
        for (std::uint64_t i = 0; i < 3; ++i) {
            auto fact = nextFacts(WORKED(log.last()), 1, i);
            fact[0].cause = {};
            WORKED(log.append(fact));
        }
        QCOMPARE(WORKED(log.last()).number, 3u);
        QVERIFY(WORKED(log.causedBy({})).empty());
    }

    void TheHistoryOfOneAlertIsFoundAmongAll()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog log(*db, kDepot);
        auto facts = nextFacts({}, 6, 1);
        facts[1].subject = "7";
        facts[4].subject = "7";
        facts[5].subject = "7";
        facts[5].kind = 2;
        WORKED(log.append(facts));
        QVERIFY(WORKED(log.about(1, "7")) == (std::vector{facts[1], facts[4]}));
    }

    void TheDatabaseItselfRefusesToChangeOrDeleteAFact()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog log(*db, kDepot);
        const auto facts = nextFacts({}, 2, 1);
        WORKED(log.append(facts));
        for (const char *statement : {"UPDATE fact SET operator = 'nobody' WHERE number = 1",
                 "DELETE FROM fact WHERE number = 2", "DELETE FROM fact"}) {
            const auto changed = Query(*db, statement).run();
            QVERIFY(!changed);
            QVERIFY2(changed.error().detail.contains("append-only"), changed.error().detail.c_str());
        }
        QVERIFY(WORKED(log.after(0, 10)) == facts);
    }

    void NothingOfARolledBackTransactionStays()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog log(*db, kDepot);
        {
            auto transaction = Transaction::begin(*db);
            QVERIFY(transaction.has_value());
            WORKED(log.append(nextFacts({}, 2, 1)));
            QCOMPARE(WORKED(log.last()).number, 2u);
        }
        QCOMPARE(WORKED(log.last()).number, 0u);
    }

    void ATransactionInWhichSomethingFailedDoesNotCommit()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        FactLog log(*db, kDepot);
        auto transaction = Transaction::begin(*db);
        QVERIFY(transaction.has_value());
        const auto facts = nextFacts({}, 2, 1);
        WORKED(log.append(facts));
        auto twice = nextFacts(WORKED(log.last()), 1, 2);
        twice[0].cause = facts[0].cause;
        QVERIFY(!log.append(twice));
        QVERIFY(!transaction->commit());
        transaction = std::unexpected(Error{}); // ends it
        QCOMPARE(WORKED(log.last()).number, 0u);
    }
};

FACTEO_TEST(FactLogTest);

#include "fact_log_test.moc"
