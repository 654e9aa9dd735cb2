// SPDX-License-Identifier: Apache-2.0
#include "domain/alert.h"
#include "every_alert.h"
#include "support/registry.h"

using namespace facteo::domain;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

Alert alertIn(AlertState state, OperatorId owner = {})
{
    Alert alert;
    alert.id = AlertId{7};
    alert.state = state;
    alert.owner = std::move(owner);
    return alert;
}

} // namespace

class AlertTest : public QObject
{
    Q_OBJECT

private slots:
    void GoesOnlyWhereTheTableSays()
    {
        std::size_t allowed = 0;
        for (const auto from : kAlertStates)
            for (const auto act : kAlertActs)
                allowed += next(from, act).has_value() ? 1 : 0;
        QCOMPARE(allowed, kAlertMoves.size()); // no move listed twice, none reachable unlisted
    }

    void NobodyResolvesWhatNobodyLookedInto()
    {
        for (const auto from :
            {AlertState::PreAlarm, AlertState::Raised, AlertState::Acknowledged, AlertState::Claimed})
            QCOMPARE(next(from, AlertAct::Resolve).error(), Refusal::NotFromThisState);
    }

    void EveryOpenAlertTakesARepeatAndACodeAndANote()
    {
        for (const auto from : kAlertStates) {
            QCOMPARE(next(from, AlertAct::Repeat).has_value(), isOpen(from));
            QCOMPARE(next(from, AlertAct::Duress).has_value(), isOpen(from));
            QCOMPARE(next(from, AlertAct::Note).has_value(), isOpen(from) && from != AlertState::PreAlarm);
        }
    }

    void OnlyItsPostmanCancelsAndOnlyBeforeItIsRaised()
    {
        for (const auto from : kAlertStates)
            QCOMPARE(next(from, AlertAct::Cancel).has_value(), from == AlertState::PreAlarm);
        QVERIFY(!isOperators(AlertAct::Cancel));
    }

    void OnlyTheOwnerCallsBackAndResolves()
    {
        const auto alert = alertIn(AlertState::Claimed, kClaire);
        QCOMPARE(
            refusalOf(alert, {.act = AlertAct::CallBackSafe, .by = kMarc}, kNow), Refusal::ClaimedByAnother);
        QVERIFY(!refusalOf(alert, {.act = AlertAct::CallBackSafe, .by = kClaire}, kNow));
    }

    void TakingOverNeedsAReason()
    {
        const auto alert = alertIn(AlertState::Claimed, kClaire);
        AlertWish wish{.act = AlertAct::Claim, .by = kMarc};
        QCOMPARE(refusalOf(alert, wish, kNow), Refusal::ClaimedByAnother);
        wish.reason = "Claire's shift has ended";
        QVERIFY(!refusalOf(alert, wish, kNow));
        QCOMPARE(carriedOut(alert, wish, "Marc Diot", kNow).ownerName, "Marc Diot");
    }

    void WhatIsHandedOverStaysWithItsOwnerUntilTheOtherClaimsIt()
    {
        const auto alert = alertIn(AlertState::Responding, kClaire);
        AlertWish wish{.act = AlertAct::HandOver, .by = kClaire};
        QCOMPARE(refusalOf(alert, wish, kNow), Refusal::OperatorRequired);
        wish.to = kClaire;
        QCOMPARE(refusalOf(alert, wish, kNow), Refusal::OperatorRequired);
        wish.to = kMarc;
        const auto offered = carriedOut(alert, wish, "Claire Morel", kNow);
        QCOMPARE(offered.owner, kClaire);
        QCOMPARE(offered.offeredTo, kMarc);
        const auto taken = carriedOut(offered, {.act = AlertAct::Claim, .by = kMarc}, "Marc Diot", kNow);
        QCOMPARE(taken.owner, kMarc);
        QVERIFY(taken.offeredTo.empty());
        QCOMPARE(taken.state, AlertState::Responding);
    }

    void ClaimingOnesOwnAlertAgainIsRefused()
    {
        const AlertWish wish{.act = AlertAct::Claim, .by = kClaire, .reason = "again"};
        QCOMPARE(refusalOf(alertIn(AlertState::Claimed, kClaire), wish, kNow), Refusal::NotFromThisState);
    }

    void ResolvingNeedsAnOutcomeAndAReason()
    {
        const auto alert = alertIn(AlertState::Confirmed, kClaire);
        AlertWish wish{.act = AlertAct::Resolve, .by = kClaire, .reason = "bitten by a dog"};
        QCOMPARE(refusalOf(alert, wish, kNow), Refusal::ReasonRequired);
        wish.outcome = AlertOutcome::Animal;
        QVERIFY(!refusalOf(alert, wish, kNow));
        for (const auto *nothing : {"", " ", "\u00a0"}) {
            wish.reason = nothing;
            QCOMPARE(refusalOf(alert, wish, kNow), Refusal::ReasonRequired);
        }
    }

    void AFalseAlarmNeedsHisVoiceAndHisCodeWord()
    {
        const AlertWish wish{.act = AlertAct::Resolve,
            .by = kClaire,
            .outcome = AlertOutcome::FalseAlarm,
            .reason = "surely nothing"};
        for (const auto state : {AlertState::Confirmed, AlertState::Responding, AlertState::OnSite})
            QCOMPARE(refusalOf(alertIn(state, kClaire), wish, kNow), Refusal::NotAllowed);
        const auto called = carriedOut(
            alertIn(AlertState::Claimed, kClaire), {.act = AlertAct::CallBackSafe, .by = kClaire}, "C", kNow);
        QCOMPARE(called.outcome, AlertOutcome::FalseAlarm);
        QCOMPARE(called.milestones.contactAt, kNow);
    }

    void ClosingNeedsAReportWithCauseAndActions()
    {
        const auto alert = alertIn(AlertState::Resolved, kClaire);
        AlertWish wish{.act = AlertAct::Close, .by = kClaire};
        QCOMPARE(refusalOf(alert, wish, kNow), Refusal::ReportIncomplete);
        wish.report = ClosingReport{.cause = "a dog", .actions = " "};
        QCOMPARE(refusalOf(alert, wish, kNow), Refusal::ReportIncomplete);
        wish.report->actions = "driven to the doctor";
        wish.report->careOffered = true;
        const auto closed = carriedOut(alert, wish, "Claire", kNow);
        QVERIFY(!isOpen(closed.state));
        QCOMPARE(closed.milestones.closedAt, kNow);
        QVERIFY(std::ranges::contains(closed.steps, PlanStep::Care, &AlertStep::step));
        QVERIFY(!std::ranges::contains(closed.steps, PlanStep::DepotHead, &AlertStep::step));
    }

    void AClosedAlertOpensAgainForADay()
    {
        auto alert = alertIn(AlertState::Closed, kClaire);
        alert.stateSince = kNow;
        alert.report = ClosingReport{.cause = "a", .actions = "b"};
        AlertWish wish{.act = AlertAct::Reopen, .by = kMarc};
        QCOMPARE(refusalOf(alert, wish, kNow), Refusal::ReasonRequired);
        wish.reason = "he collapsed an hour later";
        QCOMPARE(refusalOf(alert, wish, kNow + 24h + 1ms), Refusal::TooLate);
        const auto again = carriedOut(alert, wish, "Marc Diot", kNow + 24h);
        QCOMPARE(again.state, AlertState::Claimed);
        QCOMPARE(again.owner, kMarc);
        QVERIFY(!again.report);
        QCOMPARE(again.reopened, 1U);
    }

    void OperatorsCannotPressThePostmansButtonNorMoveTheClock()
    {
        for (const auto act : kAlertActs)
            if (!isOperators(act))
                for (const auto state : kAlertStates)
                    QCOMPARE(refusalOf(alertIn(state, kClaire), {.act = act, .by = kClaire}, kNow),
                        Refusal::NotAllowed);
    }

    void WhoeverWasPutUnderDuressIsNeverCalledBack()
    {
        for (const auto act : {AlertAct::CallBackSafe, AlertAct::CallBackNeedsHelp,
                 AlertAct::CallBackNoAnswer, AlertAct::CallBackDuress})
            for (const auto state : kAlertStates) {
                auto alert = alertIn(state, kClaire);
                alert.silent = true;
                QCOMPARE(refusalOf(alert, {.act = act, .by = kClaire}, kNow), Refusal::Silent);
            }
        auto alert = alertIn(AlertState::Claimed, kClaire);
        QCOMPARE(refusalOf(alert, {.act = AlertAct::Confirm, .by = kClaire}, kNow), Refusal::ReasonRequired);
        alert.silent = true;
        QVERIFY(!refusalOf(alert, {.act = AlertAct::Confirm, .by = kClaire}, kNow));
    }

    void TwoCallsWithoutAnswerCountAsDanger()
    {
        const AlertWish noAnswer{.act = AlertAct::CallBackNoAnswer, .by = kClaire};
        const auto once = carriedOut(alertIn(AlertState::Claimed, kClaire), noAnswer, "Claire", kNow);
        QCOMPARE(once.state, AlertState::Verifying);
        const auto twice = carriedOut(once, noAnswer, "Claire", kNow + 1s);
        QCOMPARE(twice.state, AlertState::Confirmed);
        QCOMPARE(twice.callBackTries, 2U);
        QCOMPARE(twice.milestones.contactAt, Instant{});
    }

    void PressingAgainBeforeAnybodyOwnsItSoundsAgain()
    {
        const auto alert = alertIn(AlertState::Acknowledged);
        const Fix here{.at = Instant{9s}, .position = {466000000, 23000000}, .accuracyDm = 80};
        const auto again = saidByPostman(alert, AlertAct::Repeat, here, Instant{10s});
        QVERIFY(isUnanswered(again.state));
        QCOMPARE(again.occurrences, 2U);
        QCOMPARE(again.lastFix, here);
    }

    void AcknowledgedAndClaimedByNobodyItSoundsAgain()
    {
        auto alert = alertIn(AlertState::Acknowledged);
        alert.stateSince = Instant{100s};
        alert.changedAt = Instant{130s}; // somebody wrote a note meanwhile
        QCOMPARE(dueOf(alert), (AlertDue{Instant{160s}, AlertAct::Lapse}));
        const auto again = passed(alert, AlertAct::Lapse, Instant{160s});
        QVERIFY(isUnanswered(again.state));
        QCOMPARE(again.changedAt, Instant{160s});
        QCOMPARE(again.rungAt, Instant{160s});
    }

    void ACountdownThatNobodyCancelledIsAnAlert()
    {
        auto alert = alertIn(AlertState::PreAlarm);
        alert.countdownEndsAt = Instant{100s};
        QCOMPARE(dueOf(alert), (AlertDue{Instant{110s}, AlertAct::CountdownEnd}));
        QVERIFY(isUnanswered(passed(alert, AlertAct::CountdownEnd, Instant{110s}).state));
    }

    void HelpThatDoesNotArriveIsSaidOnce()
    {
        const auto alert = carriedOut(alertIn(AlertState::Confirmed, kClaire),
            {.act = AlertAct::Dispatch,
                .by = kClaire,
                .help = AlertHelp{.who = "Marc Petit", .dueAt = Instant{600s}}},
            "Claire", Instant{0s});
        QCOMPARE(dueOf(alert), (AlertDue{Instant{900s}, AlertAct::HelpLate}));
        const auto late = passed(alert, AlertAct::HelpLate, Instant{900s});
        QVERIFY(late.help->late);
        QVERIFY(!dueOf(late));
    }

    void AnAlertWhoseOwnerIsGoneSoundsAgainAndBelongsToNobody()
    {
        for (const auto state : kAlertStates)
            QCOMPARE(next(state, AlertAct::LeaseEnd).has_value(), isLeased(state));
        const auto again = passed(alertIn(AlertState::OnSite, kClaire), AlertAct::LeaseEnd, kNow);
        QVERIFY(isUnanswered(again.state));
        QVERIFY(again.owner.empty());
    }

    void AFalseAlarmPressedAgainIsAnAlarm()
    {
        auto alert = alertIn(AlertState::FalseAlarm, kClaire);
        alert.outcome = AlertOutcome::FalseAlarm;
        const auto again = saidByPostman(alert, AlertAct::Repeat, {}, kNow);
        QCOMPARE(again.state, AlertState::Raised);
        QVERIFY(!again.outcome);
    }

    void ACodeOnTheHandsetEndsNothing()
    {
        for (const auto state : kAlertStates)
            if (const auto to = next(state, AlertAct::SaySafe))
                QCOMPARE(*to, state);
    }
};

FACTEO_TEST(AlertTest);
#include "alert_test.moc"
