// SPDX-License-Identifier: Apache-2.0
#include "console/wording.h"
#include "support/registry.h"

#include <QSet>

using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

/// Every number of an enum from `first` to `last` has words of its own.
template<typename Enum, typename Words> void verifyDistinct(Enum first, Enum last, Words words)
{
    QSet<QString> seen;
    const int begin = static_cast<int>(first);
    const int end = static_cast<int>(last);
    for (int i = begin; i <= end; ++i)
        seen << words(static_cast<Enum>(i));
    QVERIFY(!seen.contains(QString()));
    QCOMPARE(seen.size(), end - begin + 1);
}

} // namespace

class WordingTest : public QObject
{
    Q_OBJECT

private slots:
    void EverythingHasWordsOfItsOwn()
    {
        verifyDistinct(Refusal::Malformed, Refusal::NoSuchGeofence, &Wording::refusal);
        verifyDistinct(AskFailure::NotConnected, AskFailure::NoAnswer, &Wording::failure);
        verifyDistinct(Shortfall::Incomplete, Shortfall::NothingStored, &Wording::shortfall);
        verifyDistinct(AlertTrigger::Button, AlertTrigger::Duress, &Wording::trigger);
        verifyDistinct(
            AlertState::Raised, AlertState::Closed, [](AlertState s) { return Wording::state(s); });
        verifyDistinct(AlertAct::Raise, AlertAct::Step, [](AlertAct a) { return Wording::act(a); });
        verifyDistinct(AlertOutcome::Safe, AlertOutcome::Other, &Wording::outcome);
        verifyDistinct(PlanStep::CallBack, PlanStep::Care, &Wording::step);
        verifyDistinct(NoticeChannel::Console, NoticeChannel::Mail, &Wording::channel);
        verifyDistinct(NoticeStage::Queued, NoticeStage::Failed, &Wording::stage);
        verifyDistinct(SystemAlarmKind::ChannelFailed, SystemAlarmKind::NobodyThere,
            [](SystemAlarmKind k) { return Wording::kind(k); });
        verifyDistinct(SystemAlarmState::Active, SystemAlarmState::Cleared,
            [](SystemAlarmState s) { return Wording::state(s); });
        verifyDistinct(
            TaskState::Planned, TaskState::Cancelled, [](TaskState s) { return Wording::state(s); });
        verifyDistinct(TaskAct::Create, TaskAct::Cancel, [](TaskAct a) { return Wording::act(a); });
        verifyDistinct(Wellbeing::Ok, Wellbeing::NotMet, &Wording::wellbeing);
        verifyDistinct(Duty::Off, Duty::OnBreak, &Wording::duty);
        verifyDistinct(Absence::SharingOff, Absence::SignalLost, &Wording::absence);
        verifyDistinct(Freshness::Fresh, Freshness::Lost, &Wording::freshness);
        verifyDistinct(CommandKind::Ring, CommandKind::LocateNow, &Wording::command);
        verifyDistinct(
            CommandState::Queued, CommandState::Expired, [](CommandState s) { return Wording::state(s); });
        verifyDistinct(LinkState::Starting, LinkState::Live, &Wording::link);
        verifyDistinct(GeofenceKind::Depot, GeofenceKind::SensitivePlace,
            [](GeofenceKind k) { return Wording::kind(k); });
        verifyDistinct(kTaskKinds.front(), kTaskKinds.back(), [](TaskKind k) { return Wording::kind(k); });
        verifyDistinct(GeofenceKind::Depot, GeofenceKind::SensitivePlace, &Wording::kinds);
        verifyDistinct(Crossing::Enter, Crossing::Unwatched, &Wording::crossing);
        verifyDistinct(facteo::domain::GeofenceFault::NoName, facteo::domain::GeofenceFault::EmptyDates,
            [](facteo::domain::GeofenceFault f) { return Wording::fault(f); });
        verifyDistinct(
            HoursFault::NoDay, HoursFault::Backwards, [](HoursFault f) { return Wording::fault(f); });
    }

    void APhoneNumberIsGroupedAsPeopleSayIt()
    {
        QCOMPARE(
            Wording::phone("+33612010407").replace(QChar::Nbsp, u' '), QStringLiteral("+33 6 12 01 04 07"));
        QCOMPARE(Wording::phone("+32470123456"), QStringLiteral("+32470123456"));
        QCOMPARE(Wording::phone(""), QString());
    }

    void SpansAreShortAndNeverNegative_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("clock ahead") << qint64{-4'000} << "0 s";
        QTest::newRow("just now") << qint64{999} << "0 s";
        QTest::newRow("seconds") << qint64{59'999} << "59 s";
        QTest::newRow("minute") << qint64{60'000} << "1 min";
        QTest::newRow("hour") << qint64{3'900'000} << "1 h 05";
    }

    void SpansAreShortAndNeverNegative()
    {
        QFETCH(qint64, milliseconds);
        QFETCH(QString, words);
        QCOMPARE(Wording::span(std::chrono::milliseconds{milliseconds}), words);
    }
};

FACTEO_TEST(WordingTest);
#include "wording_test.moc"
