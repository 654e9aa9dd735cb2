// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_fixture.h"
#include "support/registry.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace facteo;
using namespace facteo::tests;
using protocol::AlertAct;
using protocol::AlertId;
using protocol::AlertState;
using protocol::Refusal;

class AlertTest : public QObject
{
    Q_OBJECT
private slots:
    void FromTheButtonToTheEnd();
    void TwiceDeliveredOnceRecorded();
    void KilledBeforeTheReceiptItIsStillOne();
    void TheSamePostmanPressesAgain();
    void AnExerciseNeverSwallowsTheRealOne();
    void AWrongClockTurnsNobodyAway();
    void NobodyClosesWhatNobodyAcknowledged();
    void WhatIsRefusedIsInTheRecord();
    void TheHandsetHearsAgainWhenItComesBack();
    void WhatTheStoreRefusesNobodyHears();
    void AStoreThatComesBackHasLostNothing();
    void TheHandsetHearsOfTheEndHoweverLongItWasAway();
    void EveryHandsetThatWasPressedHearsWhoLooksAfterHim();
    void ARecordThatCannotBeReadGivesNoReceipt();
    void AcknowledgedAndClaimedByNobodyItSoundsAgain();
    void TheNameOfWhoActedIsInTheRecord();
    void ACountdownThatIsCancelledInTimeIsNoAlert();
    void ACountdownThatNobodyCancelledIsRaisedOnce();
    void AHandsetThatDiesInItsCountdownIsAnAlert();
    void ACancellationThatComesTooLateEndsNothing();
    void ACancellationThatOvertookItsCountdownIsTheEndOfIt();
    void NobodyCancelsAnothersAlert();
    void AfterBothCodesTheHandsetIsToldTheSame();
    void DuressWithoutAnAlertRaisesOne();
    void NobodyCallsBackAfterDuress();
    void AnOwnerWhoIsGoneLosesTheAlert();
    void AnOwnerWhoLeavesLosesTheAlertAtOnce();
    void ARestartedHubGivesOwnersAWholeLease();
    void ASupervisorRaisesAnAlertForSomebody();
    void AClosedAlertIsNotOpenedBesideAnother();
    void HelpThatIsLateIsSaidByTheClock();
    void WhatIsKnownOfAnAlertSurvivesARestart();
};

/// A sign of the handset about alert 77, as the trigger "no movement" has it.
static void sign(DepotFixture &depot, protocol::AlertSign what, std::uint64_t alert = 77)
{
    depot.first->say(protocol::AlertReport{.alert = AlertId{alert},
                         .trigger = protocol::AlertTrigger::NoMovement,
                         .raisedAt = depot.clock,
                         .sign = what,
                         .countdownEndsAt = depot.clock + 60s},
        depot.clock);
    depot.settle();
}

void AlertTest::FromTheButtonToTheEnd()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    const auto frame = depot.press(*depot.first);
    depot.settle();

    const auto told = depot.console->heard<protocol::FactNotice>();
    QVERIFY(!told.empty());
    const auto &fact = told.back().fact;
    const auto &alert = std::get<protocol::AlertFact>(fact.body).after;
    QCOMPARE(alert.number, 1u);
    QCOMPARE(alert.postman.text, "P-001");
    QVERIFY(alert.lastFix); // the latest known, the report had none
    QCOMPARE(fact.number, depot.facts().back().number);
    QVERIFY(std::ranges::contains(depot.first->receipts(), protocol::Receipt::Line{.frame = frame}));
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().state, AlertState::Raised);

    const auto act = [&](AlertAct what) {
        return depot.asked<protocol::Done>(protocol::ActOnAlert{.alert = AlertId{77},
            .act = what,
            .outcome = protocol::AlertOutcome::Injured,
            .reason = "pompiers sur place"});
    };
    QVERIFY(act(AlertAct::Acknowledge));
    QVERIFY(act(AlertAct::Claim));
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().ownerName, "Claire Morel");
    QVERIFY(act(AlertAct::CallBackNoAnswer));
    QVERIFY(act(AlertAct::CallBackNoAnswer));
    QCOMPARE(depot.hub->state().alert(AlertId{77})->state, AlertState::Confirmed);
    QVERIFY(act(AlertAct::Resolve));
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().state, AlertState::Resolved);
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 1u);
    QVERIFY(!act(AlertAct::Close)); // without a report
    QVERIFY(depot.does(AlertAct::Close));
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().state, AlertState::Closed);
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 0u);
    QCOMPARE(depot.factsOf<protocol::AlertFact>().size(), 7u);
}

void AlertTest::TwiceDeliveredOnceRecorded()
{
    DepotFixture depot;
    const auto frame = depot.first->sealed(
        protocol::AlertReport{.alert = AlertId{77}, .raisedAt = depot.clock}, depot.clock);
    for (int i = 0; i < 3; ++i)
        depot.first->sendBytes(protocol::Channel::Alert, frame.bytes);
    depot.settle();
    QCOMPARE(depot.factsOf<protocol::AlertFact>().size(), 1u);
    QVERIFY(std::ranges::contains(depot.first->receipts(), protocol::Receipt::Line{.frame = frame.id}));
    QCOMPARE(depot.hub->state().alert(AlertId{77})->occurrences, 1u);
    // And whenever it comes again, it is acknowledged again.
    depot.first->forget();
    depot.first->sendBytes(protocol::Channel::Alert, frame.bytes);
    depot.settle();
    QCOMPARE(std::ranges::count(depot.first->receipts(), protocol::Receipt::Line{.frame = frame.id}), 1);
}

void AlertTest::KilledBeforeTheReceiptItIsStillOne()
{
    DepotFixture depot;
    const auto frame = depot.first->sealed(
        protocol::AlertReport{.alert = AlertId{77}, .raisedAt = depot.clock}, depot.clock);
    depot.first->sendBytes(protocol::Channel::Alert, frame.bytes);
    depot.settle();
    depot.killHub();
    depot.first->forget();
    depot.first->sendBytes(protocol::Channel::Alert, frame.bytes);
    depot.settle();
    QCOMPARE(depot.factsOf<protocol::AlertFact>().size(), 1u);
    QVERIFY(std::ranges::contains(depot.first->receipts(), protocol::Receipt::Line{.frame = frame.id}));
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 1u);
}

void AlertTest::TheSamePostmanPressesAgain()
{
    DepotFixture depot;
    depot.press(*depot.first, 77);
    depot.press(*depot.second, 50);
    depot.settle();
    depot.press(*depot.first, 78);
    depot.settle();
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 2u);
    QCOMPARE(depot.hub->state().alert(AlertId{77})->occurrences, 2u);
    QVERIFY(depot.hub->state().alert(AlertId{78}) == nullptr);
    QCOMPARE(depot.hub->state().alert(AlertId{50})->number, 2u);
}

void AlertTest::AnExerciseNeverSwallowsTheRealOne()
{
    DepotFixture depot;
    depot.press(*depot.first, 77, true);
    depot.settle();
    depot.press(*depot.first, 78, false);
    depot.settle();
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 2u);
    QVERIFY(depot.hub->state().alert(AlertId{77})->exercise);
    QVERIFY(!depot.hub->state().alert(AlertId{78})->exercise);
}

void AlertTest::AWrongClockTurnsNobodyAway()
{
    DepotFixture depot;
    const auto wrong = depot.clock + 24h * 400;
    protocol::Fix fix{.at = wrong - 20s, .position = {466'000'000, 23'000'000}};
    depot.first->say(protocol::AlertReport{.alert = AlertId{77}, .raisedAt = wrong, .lastFix = fix}, wrong);
    depot.settle();
    const auto *alert = depot.hub->state().alert(AlertId{77});
    QVERIFY(alert);
    QCOMPARE(alert->raisedAt, depot.clock);
    QVERIFY(alert->lastFix); // where he is does not depend on his clock
    QCOMPARE(alert->lastFix->at, depot.clock - 20s);
    QVERIFY(depot.trail("H-001").empty()); // but no time is made up for the trail
}

void AlertTest::NobodyClosesWhatNobodyAcknowledged()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    const auto refused = depot.asked<protocol::Refused>(protocol::ActOnAlert{.alert = AlertId{77},
        .act = AlertAct::Resolve,
        .outcome = protocol::AlertOutcome::Safe,
        .reason = "x"});
    QVERIFY(refused);
    QCOMPARE(refused->why, Refusal::NotFromThisState);
    QCOMPARE(depot.hub->state().alert(AlertId{77})->state, AlertState::Raised);
}

void AlertTest::WhatIsRefusedIsInTheRecord()
{
    DepotFixture depot;
    const auto id = depot.ask(protocol::ActOnAlert{.alert = AlertId{404}, .act = AlertAct::Acknowledge});
    depot.settle();
    const auto refused = depot.factsOf<protocol::RefusedFact>();
    QCOMPARE(refused.size(), 1u);
    QCOMPARE(refused.front().why, Refusal::NoSuchAlert);
    QCOMPARE(depot.facts().back().cause, id);
    QCOMPARE(depot.facts().back().by, kOperator);
}

void AlertTest::TheHandsetHearsAgainWhenItComesBack()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    depot.first->say(protocol::Goodbye{}, depot.clock);
    depot.settle();
    depot.first->forget();
    QVERIFY(depot.asked<protocol::Done>(
        protocol::ActOnAlert{.alert = AlertId{77}, .act = AlertAct::Acknowledge}));
    QVERIFY(depot.first->heard<protocol::AlertNews>().empty());
    depot.onDuty(*depot.first);
    depot.settle();
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().state, AlertState::Acknowledged);
    QCOMPARE(depot.first->heard<protocol::Assignment>().back().postmanName, "Anne Petit");
    QCOMPARE(depot.first->heard<protocol::Assignment>().back().round.text, "T-01");
}

void AlertTest::WhatTheStoreRefusesNobodyHears()
{
    DepotFixture depot;
    depot.settle();
    const auto before = depot.facts().size();
    // Somebody else appends to the log: ours does not continue it any more.
    auto stolen = store::FactLog(*depot.database, kDepot).after(before - 1, 1).value().front();
    stolen.number = before + 1;
    stolen.previous = stolen.hash;
    stolen.hash.fill(1);
    stolen.cause = {.bytes = {99}};
    QVERIFY(store::FactLog(*depot.database, kDepot).append(std::span(&stolen, 1)));
    depot.console->forget();
    const auto frame = depot.press(*depot.first);
    const auto question = depot.ask(protocol::SetDuty{.handset = {"H-090"}, .duty = protocol::Duty::On});
    depot.settle();
    QVERIFY(depot.console->heard<protocol::FactNotice>().empty());
    QVERIFY(!std::ranges::contains(depot.first->receipts(), protocol::Receipt::Line{.frame = frame}));
    const auto answer = depot.console->answer(question);
    QCOMPARE(answer.size(), 1u);
    QCOMPARE(std::get<protocol::Refused>(answer.front().body).why, Refusal::NotSaved);
    QVERIFY(!depot.hub->status(depot.clock).storeWorks);
}

void AlertTest::AStoreThatComesBackHasLostNothing()
{
    DepotFixture depot;
    auto other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
    other.setDatabaseName(depot.folder.path() + QStringLiteral("/facteo.sqlite"));
    QVERIFY(other.open());
    QVERIFY(QSqlQuery(other).exec(QStringLiteral("BEGIN IMMEDIATE")));

    const auto frame = depot.first->sealed(
        protocol::AlertReport{.alert = AlertId{77}, .raisedAt = depot.clock}, depot.clock);
    depot.first->sendBytes(protocol::Channel::Alert, frame.bytes);
    depot.settle();
    QVERIFY(!depot.hub->status(depot.clock).storeWorks);
    QVERIFY(depot.first->receipts().empty());

    QVERIFY(QSqlQuery(other).exec(QStringLiteral("ROLLBACK")));
    depot.pass(1s);
    QVERIFY(depot.hub->status(depot.clock).storeWorks);
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 0u);
    depot.first->sendBytes(protocol::Channel::Alert, frame.bytes); // it had no receipt
    depot.settle();
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 1u);
    QCOMPARE(depot.factsOf<protocol::AlertFact>().size(), 1u);
    QVERIFY(std::ranges::contains(depot.first->receipts(), protocol::Receipt::Line{.frame = frame.id}));
    other.close();
    other = {};
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
}

void AlertTest::TheHandsetHearsOfTheEndHoweverLongItWasAway()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    depot.first->say(protocol::Goodbye{}, depot.clock);
    depot.settle();
    depot.endAlert();
    const auto comesBack = [&] {
        depot.first->forget();
        depot.onDuty(*depot.first);
        depot.settle();
        const auto news = depot.first->heard<protocol::AlertNews>();
        return news.empty() ? std::nullopt : std::optional(news.back().state);
    };
    QCOMPARE(comesBack(), AlertState::Closed);
    depot.clock += 1h;
    depot.killHub();
    QCOMPARE(comesBack(), AlertState::Closed);
    depot.clock += 24h;
    depot.killHub();
    QVERIFY(!comesBack());
}

void AlertTest::EveryHandsetThatWasPressedHearsWhoLooksAfterHim()
{
    DepotFixture depot;
    Party spare(depot.broker, "H-003", protocol::handsetSubscriptions(kDepot, {"H-003"}), 33);
    QVERIFY(depot.asked<protocol::Done>(protocol::Enrol{
        .handset = {.id = {"H-003"}, .postman = {"P-001"}, .publicKey = spare.key().publicKey()},
        .postman = std::nullopt}));
    depot.press(*depot.first, 77);
    depot.settle();
    depot.press(spare, 78); // the same postman
    depot.settle();
    for (const auto act : {AlertAct::Acknowledge, AlertAct::Claim})
        QVERIFY(depot.asked<protocol::Done>(protocol::ActOnAlert{.alert = AlertId{77}, .act = act}));
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().ownerName, "Claire Morel");
    QCOMPARE(spare.heard<protocol::AlertNews>().back().ownerName, "Claire Morel");
    spare.say(protocol::Goodbye{}, depot.clock);
    depot.settle();
    spare.forget();
    depot.onDuty(spare);
    depot.settle();
    QCOMPARE(spare.heard<protocol::AlertNews>().back().ownerName, "Claire Morel");
    QVERIFY(depot.second->heard<protocol::AlertNews>().empty());
}

void AlertTest::ARecordThatCannotBeReadGivesNoReceipt()
{
    DepotFixture depot;
    auto other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
    other.setDatabaseName(depot.folder.path() + QStringLiteral("/facteo.sqlite"));
    QVERIFY(other.open());
    QVERIFY(QSqlQuery(other).exec(QStringLiteral("ALTER TABLE fact RENAME TO away")));

    const auto frame = depot.first->sealed(
        protocol::AlertReport{.alert = AlertId{77}, .raisedAt = depot.clock}, depot.clock);
    for (int i = 0; i < 3; ++i) { // the handset does not give up
        depot.first->sendBytes(protocol::Channel::Alert, frame.bytes);
        depot.settle();
        QVERIFY(!depot.hub->status(depot.clock).storeWorks);
        depot.pass(1s);
    }
    QVERIFY(depot.first->receipts().empty());
    const auto question = depot.ask(protocol::ActOnAlert{.alert = AlertId{77}, .act = AlertAct::Acknowledge});
    depot.settle();
    QCOMPARE(std::get<protocol::Refused>(depot.console->answer(question).at(0).body).why, Refusal::NotSaved);

    QVERIFY(QSqlQuery(other).exec(QStringLiteral("ALTER TABLE away RENAME TO fact")));
    depot.pass(1s);
    depot.first->sendBytes(protocol::Channel::Alert, frame.bytes);
    depot.settle();
    QCOMPARE(depot.factsOf<protocol::AlertFact>().size(), 1u);
    QVERIFY(std::ranges::contains(depot.first->receipts(), protocol::Receipt::Line{.frame = frame.id}));
    QVERIFY(depot.hub->status(depot.clock).storeWorks);
    other.close();
    other = {};
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
}

void AlertTest::AcknowledgedAndClaimedByNobodyItSoundsAgain()
{
    DepotFixture depot;
    depot.press(*depot.first, 77);
    depot.press(*depot.second, 50);
    depot.settle();
    for (const auto id : {77, 50})
        QVERIFY(depot.asked<protocol::Done>(protocol::ActOnAlert{
            .alert = AlertId{static_cast<std::uint64_t>(id)}, .act = AlertAct::Acknowledge}));
    depot.pass(30s);
    QVERIFY(depot.asked<protocol::Done>(protocol::ActOnAlert{.alert = AlertId{50}, .act = AlertAct::Claim}));
    depot.killHub(); // the deadline is in the record, not in the hub
    depot.pass(29s);
    QCOMPARE(depot.hub->state().alert(AlertId{77})->state, AlertState::Acknowledged);
    depot.pass(2s); // a change is later than the one before, if by a millisecond
    QCOMPARE(depot.hub->state().alert(AlertId{77})->state, AlertState::Raised);
    QCOMPARE(depot.hub->state().alert(AlertId{50})->state, AlertState::Claimed);
    const auto facts = depot.facts();
    const auto &fact = facts.at(facts.size() - 2); // behind it the next rung
    QCOMPARE(std::get<protocol::AlertFact>(fact.body).act, AlertAct::Lapse);
    QVERIFY(fact.by.empty());
    for (int i = 0; i < 8; ++i) { // the owner of the other is at his console
        depot.pass(15s);
        QVERIFY(depot.asked<protocol::Done>(protocol::Attend{}));
    }
    QCOMPARE(depot.stateOf(50), AlertState::Claimed);
    QVERIFY(depot.asked<protocol::Done>(
        protocol::ActOnAlert{.alert = AlertId{77}, .act = AlertAct::Acknowledge}));
}

void AlertTest::TheNameOfWhoActedIsInTheRecord()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(
        protocol::ActOnAlert{.alert = AlertId{77}, .act = AlertAct::Acknowledge}));
    QCOMPARE(depot.facts().back().by, kOperator);
    QCOMPARE(depot.facts().back().byName, "Claire Morel");
}

void AlertTest::ACountdownThatIsCancelledInTimeIsNoAlert()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Warning);
    QCOMPARE(depot.stateOf(77), AlertState::PreAlarm);
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().positionEverySeconds, 5u);
    depot.pass(30s);
    sign(depot, protocol::AlertSign::Cancelled);
    QCOMPARE(depot.stateOf(77), AlertState::Cancelled);
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 0u);
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().positionEverySeconds, 0u);
    depot.pass(120s);
    QCOMPARE(depot.stateOf(77), AlertState::Cancelled);
    // It stays in the statistics, and the next one is another.
    sign(depot, protocol::AlertSign::Warning);
    QCOMPARE(depot.stateOf(77), AlertState::Cancelled);
    sign(depot, protocol::AlertSign::Warning, 78);
    QCOMPARE(depot.stateOf(78), AlertState::PreAlarm);
}

void AlertTest::ACountdownThatNobodyCancelledIsRaisedOnce()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Warning);
    depot.pass(60s);
    sign(depot, protocol::AlertSign::Raised);
    QCOMPARE(depot.stateOf(77), AlertState::Raised);
    QCOMPARE(depot.hub->state().alert(AlertId{77})->occurrences, 1u);
    depot.press(*depot.first);
    depot.settle();
    QCOMPARE(depot.hub->state().alert(AlertId{77})->occurrences, 2u);
}

void AlertTest::AHandsetThatDiesInItsCountdownIsAnAlert()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Warning);
    depot.first->say(protocol::Goodbye{}, depot.clock);
    depot.settle();
    depot.killHub(); // and so does the hub
    depot.pass(69s);
    QCOMPARE(depot.stateOf(77), AlertState::PreAlarm);
    depot.pass(2s);
    QCOMPARE(depot.stateOf(77), AlertState::Raised);
}

void AlertTest::ACancellationThatComesTooLateEndsNothing()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Warning);
    depot.pass(71s);
    sign(depot, protocol::AlertSign::Cancelled);
    QCOMPARE(depot.stateOf(77), AlertState::Raised);
    QCOMPARE(std::get<protocol::AlertFact>(depot.facts().back().body).act, AlertAct::SaySafe);
}

void AlertTest::ACancellationThatOvertookItsCountdownIsTheEndOfIt()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Cancelled);
    QCOMPARE(depot.stateOf(77), AlertState::Cancelled);
    sign(depot, protocol::AlertSign::Warning);
    QCOMPARE(depot.stateOf(77), AlertState::Cancelled);
    QCOMPARE(depot.factsOf<protocol::RefusedFact>().back().why, Refusal::NotFromThisState);
    // The button is something else.
    depot.press(*depot.first);
    depot.settle();
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 1u);
}

void AlertTest::NobodyCancelsAnothersAlert()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Warning);
    depot.second->say(protocol::AlertReport{.alert = AlertId{77},
                          .trigger = protocol::AlertTrigger::NoMovement,
                          .raisedAt = depot.clock,
                          .sign = protocol::AlertSign::Cancelled},
        depot.clock);
    depot.settle();
    QCOMPARE(depot.stateOf(77), AlertState::PreAlarm);
    depot.first->say(protocol::AlertReport{.alert = AlertId{77},
                         .trigger = protocol::AlertTrigger::NoMovement,
                         .raisedAt = depot.clock,
                         .sign = protocol::AlertSign::Cancelled},
        depot.clock, true); // an exercise ends nothing real
    depot.settle();
    QCOMPARE(depot.stateOf(77), AlertState::PreAlarm);
}

/// What a handset showed, in order: states and names.
static std::vector<std::pair<AlertState, std::string>> shown(const Party &handset)
{
    std::vector<std::pair<AlertState, std::string>> all;
    for (const auto &news : handset.heard<protocol::AlertNews>())
        if (all.empty() || all.back() != std::pair(news.state, news.ownerName))
            all.emplace_back(news.state, news.ownerName);
    return all;
}

void AlertTest::AfterBothCodesTheHandsetIsToldTheSame()
{
    std::vector<std::vector<std::pair<AlertState, std::string>>> both;
    for (const auto code : {protocol::AlertSign::Safe, protocol::AlertSign::Duress}) {
        DepotFixture depot;
        depot.press(*depot.first);
        depot.settle();
        QVERIFY(depot.does(AlertAct::Acknowledge));
        sign(depot, code);
        std::ignore = depot.does(AlertAct::Acknowledge);
        for (const auto act :
            {AlertAct::Claim, AlertAct::Confirm, AlertAct::Dispatch, AlertAct::Arrive, AlertAct::Resolve})
            QVERIFY(depot.does(act));
        const bool silent = depot.hub->state().alert(AlertId{77})->silent;
        QCOMPARE(silent, code == protocol::AlertSign::Duress);
        QCOMPARE(depot.first->heard<protocol::AlertNews>().back().positionEverySeconds, 5u);
        QVERIFY(depot.does(AlertAct::Close));
        both.push_back(shown(*depot.first));
    }
    QVERIFY(both[0] == both[1]);
    QCOMPARE(both[0].back().first, AlertState::Cancelled);
}

void AlertTest::DuressWithoutAnAlertRaisesOne()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Duress);
    QCOMPARE(depot.stateOf(77), AlertState::Raised);
    QVERIFY(depot.hub->state().alert(AlertId{77})->silent);
    QCOMPARE(depot.first->heard<protocol::AlertNews>().back().state, AlertState::Cancelled);
}

void AlertTest::NobodyCallsBackAfterDuress()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Duress);
    QVERIFY(depot.does(AlertAct::Acknowledge));
    QVERIFY(depot.does(AlertAct::Claim));
    const auto refused = depot.asked<protocol::Refused>(
        protocol::ActOnAlert{.alert = AlertId{77}, .act = AlertAct::CallBackSafe});
    QCOMPARE(refused.value().why, Refusal::Silent);
    const auto ring = depot.asked<protocol::Refused>(protocol::SendCommand{
        .command = protocol::CommandId{9}, .kind = protocol::CommandKind::Ring, .handset = {"H-001"}});
    QCOMPARE(ring.value().why, Refusal::Silent);
    QVERIFY(depot.asked<protocol::Done>(protocol::SendCommand{
        .command = protocol::CommandId{10}, .kind = protocol::CommandKind::LocateNow, .handset = {"H-001"}}));
}

void AlertTest::AnOwnerWhoIsGoneLosesTheAlert()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    QVERIFY(depot.does(AlertAct::Acknowledge));
    QVERIFY(depot.does(AlertAct::Claim));
    for (int i = 0; i < 5; ++i) {
        depot.pass(45s);
        QVERIFY(depot.asked<protocol::Done>(protocol::Attend{}));
    }
    QCOMPARE(depot.stateOf(77), AlertState::Claimed);
    depot.pass(60s);
    QCOMPARE(depot.stateOf(77), AlertState::Claimed);
    depot.pass(1s);
    QCOMPARE(depot.stateOf(77), AlertState::Raised);
    QVERIFY(depot.hub->state().alert(AlertId{77})->owner.empty());
    const auto acts = depot.factsOf<protocol::AlertFact>();
    QVERIFY(std::ranges::contains(acts, AlertAct::LeaseEnd, &protocol::AlertFact::act));
}

void AlertTest::AnOwnerWhoLeavesLosesTheAlertAtOnce()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    QVERIFY(depot.does(AlertAct::Acknowledge));
    QVERIFY(depot.does(AlertAct::Claim));
    QVERIFY(depot.asked<protocol::Done>(protocol::Attend{.present = false}));
    depot.pass(1s);
    QCOMPARE(depot.stateOf(77), AlertState::Raised);
}

void AlertTest::ARestartedHubGivesOwnersAWholeLease()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    QVERIFY(depot.does(AlertAct::Acknowledge));
    QVERIFY(depot.does(AlertAct::Claim));
    depot.clock += 5min;
    depot.killHub();
    depot.pass(60s);
    QCOMPARE(depot.stateOf(77), AlertState::Claimed);
    depot.pass(1s);
    QCOMPARE(depot.stateOf(77), AlertState::Raised);
}

void AlertTest::ASupervisorRaisesAnAlertForSomebody()
{
    DepotFixture depot;
    protocol::RaiseAlert wish{.alert = AlertId{90},
        .trigger = protocol::AlertTrigger::ThirdParty,
        .handset = {"H-001"},
        .reason = " "};
    QCOMPARE(depot.asked<protocol::Refused>(wish).value().why, Refusal::ReasonRequired);
    wish.reason = "Une voisine l’a vue tomber.";
    wish.trigger = protocol::AlertTrigger::Button;
    QCOMPARE(depot.asked<protocol::Refused>(wish).value().why, Refusal::NotAllowed);
    wish.trigger = protocol::AlertTrigger::ThirdParty;
    QVERIFY(depot.asked<protocol::Done>(wish));
    QCOMPARE(depot.stateOf(90), AlertState::Raised);
    QCOMPARE(depot.facts().back().by, kOperator);
    QCOMPARE(std::get<protocol::AlertFact>(depot.facts().back().body).note, wish.reason);
    // Never a second one of the same postman.
    wish.alert = AlertId{91};
    QVERIFY(depot.asked<protocol::Done>(wish));
    QCOMPARE(depot.hub->state().alert(AlertId{90})->occurrences, 2u);
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 1u);
    wish.handset = {"H-404"};
    QCOMPARE(depot.asked<protocol::Refused>(wish).value().why, Refusal::NoSuchHandset);
}

void AlertTest::AClosedAlertIsNotOpenedBesideAnother()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    depot.endAlert();
    depot.press(*depot.first, 78);
    depot.settle();
    const protocol::ActOnAlert wish{
        .alert = AlertId{77}, .act = AlertAct::Reopen, .reason = "elle s’est effondrée"};
    QCOMPARE(depot.asked<protocol::Refused>(wish).value().why, Refusal::AlreadyOpen);
    depot.endAlert(78);
    QVERIFY(depot.asked<protocol::Done>(wish));
    QCOMPARE(depot.stateOf(77), AlertState::Claimed);
}

void AlertTest::HelpThatIsLateIsSaidByTheClock()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    for (const auto act : {AlertAct::Acknowledge, AlertAct::Claim})
        QVERIFY(depot.does(act));
    QVERIFY(depot.asked<protocol::Done>(protocol::ActOnAlert{.alert = AlertId{77},
        .act = AlertAct::Dispatch,
        .help = protocol::AlertHelp{.who = "17 Police", .emergency = true, .dueAt = depot.clock + 30s}}));
    const auto attended = [&](int quarters) {
        for (int i = 0; i < quarters; ++i) {
            depot.pass(15s);
            QVERIFY(depot.asked<protocol::Done>(protocol::Attend{}));
        }
    };
    attended(21);
    QVERIFY(!depot.hub->state().alert(AlertId{77})->help->late);
    attended(2);
    QVERIFY(depot.hub->state().alert(AlertId{77})->help->late);
    QCOMPARE(depot.stateOf(77), AlertState::Responding);
}

void AlertTest::WhatIsKnownOfAnAlertSurvivesARestart()
{
    DepotFixture depot;
    sign(depot, protocol::AlertSign::Warning);
    sign(depot, protocol::AlertSign::Duress);
    for (const auto act : {AlertAct::Acknowledge, AlertAct::Claim, AlertAct::Dispatch, AlertAct::Step,
             AlertAct::Arrive, AlertAct::Resolve, AlertAct::Close, AlertAct::Reopen})
        QVERIFY(depot.does(act));
    const auto before = *depot.hub->state().alert(AlertId{77});
    QVERIFY(before.silent && before.help && before.steps.size() == 2 && before.reopened == 1);
    depot.killHub();
    QVERIFY(*depot.hub->state().alert(AlertId{77}) == before);
}

FACTEO_TEST(AlertTest);
#include "alert_test.moc"
