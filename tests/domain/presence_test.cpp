// SPDX-License-Identifier: Apache-2.0
#include "domain/plausibility.h"
#include "domain/presence.h"
#include "support/registry.h"

using namespace facteo::domain;
using namespace facteo::protocol;
using namespace std::chrono_literals;

class PresenceTest : public QObject
{
    Q_OBJECT

private slots:
    void TheGateOpensOnlyOnDutyAndSharing()
    {
        QCOMPARE(gate(Duty::On, true, false), Gate::Open);
        QCOMPARE(gate(Duty::On, false, false), Gate::SharingOff);
        QCOMPARE(gate(Duty::OnBreak, true, false), Gate::OnBreak);
        QCOMPARE(gate(Duty::Off, true, false), Gate::OffDuty);
    }

    void HisOwnAlertOpensEveryGate()
    {
        for (const auto duty : {Duty::Off, Duty::On, Duty::OnBreak})
            for (const bool sharing : {false, true})
                QCOMPARE(gate(duty, sharing, true), Gate::Open);
    }

    void TheThreeReasonsAreNeverMixed()
    {
        const Instant now{1h};
        QCOMPARE(absence(Duty::On, true, false, now - 5s, true, now), Absence::None);
        QCOMPARE(absence(Duty::On, true, false, now - 91s, true, now), Absence::SignalLost);
        QCOMPARE(absence(Duty::On, true, false, now - 5s, false, now), Absence::SignalLost);
        QCOMPARE(absence(Duty::On, true, false, std::nullopt, false, now), Absence::SignalLost);
        // What he decided is said even when nothing is heard of him: silence is then no loss of signal.
        QCOMPARE(absence(Duty::On, false, false, now - 2h, false, now), Absence::SharingOff);
        QCOMPARE(absence(Duty::Off, true, false, std::nullopt, false, now), Absence::OffDutyOrBreak);
    }

    void FreshnessHasFourAges()
    {
        QCOMPARE(freshness(-1s), Freshness::Fresh);
        QCOMPARE(freshness(30s), Freshness::Fresh);
        QCOMPARE(freshness(30001ms), Freshness::Ageing);
        QCOMPARE(freshness(91s), Freshness::Stale);
        QCOMPARE(freshness(11min), Freshness::Lost);
    }

    void ImpossiblePositionsAreNamed()
    {
        const Instant now{1h};
        const Fix here{.at = now, .position = {466000000, 23000000}, .accuracyDm = 50};
        QVERIFY(!faultOf(here, std::nullopt, now));

        Fix nowhere = here;
        nowhere.position = {};
        QCOMPARE(faultOf(nowhere, std::nullopt, now), Fault::ImpossiblePosition);

        Fix ahead = here;
        ahead.at = now + 121s;
        QCOMPARE(faultOf(ahead, std::nullopt, now), Fault::FromTheFuture);

        Fix jumped = here; // 1.1 km in 10 s
        jumped.at = now + 10s;
        jumped.position.latE7 += 100000;
        QCOMPARE(faultOf(jumped, here, now + 10s), Fault::ImpossiblePosition);
        jumped.accuracyDm = 20000; // the receiver said itself that it does not know
        QVERIFY(!faultOf(jumped, here, now + 10s));
        jumped.accuracyDm = 50;
        jumped.at = now + 11min;
        QVERIFY(!faultOf(jumped, here, now + 11min));
    }
};

FACTEO_TEST(PresenceTest);
#include "presence_test.moc"
