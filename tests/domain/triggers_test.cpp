// SPDX-License-Identifier: Apache-2.0
#include "domain/triggers.h"

#include "domain/alert_priority.h"
#include "support/registry.h"

#include <set>

using namespace facteo::domain;

namespace {

/// Written out, so that a new trigger does not compile before somebody has looked at the table.
bool isTrigger(AlertTrigger trigger)
{
    switch (trigger) {
    case AlertTrigger::Button:
    case AlertTrigger::ManDown:
    case AlertTrigger::NoMovement:
    case AlertTrigger::CheckInMissed:
    case AlertTrigger::VisitOverrun:
    case AlertTrigger::HandsetOffline:
    case AlertTrigger::TearOff:
    case AlertTrigger::SupervisorRaised:
    case AlertTrigger::ThirdParty:
    case AlertTrigger::Duress:
        return true;
    }
    return false;
}

} // namespace

class TriggersTest : public QObject
{
    Q_OBJECT
private slots:
    void EveryTriggerHasExactlyOneRow();
    void NamesAreDistinctAndFindTheirRow();
    void OnlyWhatTheHandsetFindsOutByItselfAsksFirst();
    void WhoAsksForHelpHimselfComesFirst();
};

void TriggersTest::EveryTriggerHasExactlyOneRow()
{
    for (int value = 0; value < 256; ++value) {
        const auto trigger = static_cast<AlertTrigger>(value);
        QCOMPARE(std::ranges::count(kTriggers, trigger, &Trigger::trigger), isTrigger(trigger) ? 1 : 0);
    }
}

void TriggersTest::NamesAreDistinctAndFindTheirRow()
{
    std::set<std::string_view> names;
    for (const auto &row : kTriggers) {
        QVERIFY(names.insert(row.name).second);
        QCOMPARE(triggerNamed(row.name), &row);
    }
    QVERIFY(!triggerNamed("earthquake"));
}

void TriggersTest::OnlyWhatTheHandsetFindsOutByItselfAsksFirst()
{
    for (const auto &row : kTriggers) {
        const bool said = row.trigger == AlertTrigger::Button || row.trigger == AlertTrigger::Duress;
        QCOMPARE(row.hasCountdown, row.raisedBy == RaisedBy::Handset && !said);
    }
}

void TriggersTest::WhoAsksForHelpHimselfComesFirst()
{
    QCOMPARE(priorityOf(AlertTrigger::Button), Priority::P1);
    QCOMPARE(priorityOf(AlertTrigger::Duress), Priority::P1);
    QVERIFY(isGraver(AlertTrigger::Button, AlertTrigger::ManDown));
    QVERIFY(isGraver(AlertTrigger::NoMovement, AlertTrigger::CheckInMissed));
    QVERIFY(!isGraver(AlertTrigger::VisitOverrun, AlertTrigger::HandsetOffline));
}

FACTEO_TEST(TriggersTest);
#include "triggers_test.moc"
