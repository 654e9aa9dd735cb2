// SPDX-License-Identifier: Apache-2.0
#include "domain/alert.h"
#include "support/registry.h"

using namespace facteo::domain;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

constexpr std::array kAlertStates{AlertState::Raised, AlertState::Acknowledged, AlertState::Claimed,
    AlertState::Verifying, AlertState::Confirmed, AlertState::FalseAlarm, AlertState::Resolved};
constexpr std::array kAlertActs{AlertAct::Raise, AlertAct::Repeat, AlertAct::Acknowledge, AlertAct::Claim,
    AlertAct::CallBackSafe, AlertAct::CallBackNeedsHelp, AlertAct::CallBackNoAnswer, AlertAct::Resolve,
    AlertAct::Lapse};

const OperatorId kClaire{"claire"};
const OperatorId kMarc{"marc"};

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
        for (const auto from : {AlertState::Raised, AlertState::Acknowledged, AlertState::Claimed})
            QCOMPARE(next(from, AlertAct::Resolve).error(), Refusal::NotFromThisState);
    }

    void NothingLeavesResolved()
    {
        for (const auto act : kAlertActs)
            QVERIFY(!next(AlertState::Resolved, act));
    }

    void EveryOpenAlertTakesARepeat()
    {
        for (const auto from : kAlertStates)
            QCOMPARE(next(from, AlertAct::Repeat).has_value(), isOpen(from));
    }

    void OnlyTheOwnerCallsBackAndResolves()
    {
        const auto alert = alertIn(AlertState::Claimed, kClaire);
        const AlertWish byMarc{.act = AlertAct::CallBackSafe, .by = kMarc, .outcome = {}, .reason = {}};
        QCOMPARE(refusalOf(alert, byMarc), Refusal::ClaimedByAnother);
        const AlertWish byClaire{.act = AlertAct::CallBackSafe, .by = kClaire, .outcome = {}, .reason = {}};
        QVERIFY(!refusalOf(alert, byClaire));
    }

    void TakingOverNeedsAReason()
    {
        const auto alert = alertIn(AlertState::Claimed, kClaire);
        AlertWish wish{.act = AlertAct::Claim, .by = kMarc, .outcome = {}, .reason = {}};
        QCOMPARE(refusalOf(alert, wish), Refusal::ClaimedByAnother);
        wish.reason = "Claire's shift has ended";
        QVERIFY(!refusalOf(alert, wish));
        QCOMPARE(carriedOut(alert, wish, "Marc Diot", Instant{5s}).ownerName, "Marc Diot");
    }

    void ClaimingOnesOwnAlertAgainIsRefused()
    {
        const AlertWish wish{.act = AlertAct::Claim, .by = kClaire, .outcome = {}, .reason = "again"};
        QCOMPARE(refusalOf(alertIn(AlertState::Claimed, kClaire), wish), Refusal::NotFromThisState);
    }

    void ResolvingNeedsAnOutcomeAndAReason()
    {
        const auto alert = alertIn(AlertState::Confirmed, kClaire);
        AlertWish wish{.act = AlertAct::Resolve, .by = kClaire, .outcome = {}, .reason = "bitten by a dog"};
        QCOMPARE(refusalOf(alert, wish), Refusal::ReasonRequired);
        wish.outcome = AlertOutcome::Animal;
        QVERIFY(!refusalOf(alert, wish));
        for (const auto *nothing : {"", " ", "\u00a0"}) {
            wish.reason = nothing;
            QCOMPARE(refusalOf(alert, wish), Refusal::ReasonRequired);
        }
    }

    void OperatorsCannotPressThePostmansButton()
    {
        for (const auto act : {AlertAct::Raise, AlertAct::Repeat, AlertAct::Lapse}) {
            const AlertWish wish{.act = act, .by = kClaire, .outcome = {}, .reason = {}};
            QCOMPARE(refusalOf(alertIn(AlertState::Raised), wish), Refusal::NotAllowed);
        }
    }

    void TwoCallsWithoutAnswerCountAsDanger()
    {
        const AlertWish noAnswer{
            .act = AlertAct::CallBackNoAnswer, .by = kClaire, .outcome = {}, .reason = {}};
        const auto once = carriedOut(alertIn(AlertState::Claimed, kClaire), noAnswer, "Claire", Instant{1s});
        QCOMPARE(once.state, AlertState::Verifying);
        const auto twice = carriedOut(once, noAnswer, "Claire", Instant{2s});
        QCOMPARE(twice.state, AlertState::Confirmed);
        QCOMPARE(twice.callBackTries, 2U);
    }

    void PressingAgainBeforeAnybodyOwnsItSoundsAgain()
    {
        auto alert = alertIn(AlertState::Acknowledged);
        const Fix here{.at = Instant{9s}, .position = {466000000, 23000000}, .accuracyDm = 80};
        const auto again = repeated(alert, here, Instant{10s});
        QVERIFY(isUnanswered(again.state));
        QCOMPARE(again.occurrences, 2U);
        QCOMPARE(again.lastFix, here);
    }

    void AcknowledgedAndClaimedByNobodyItSoundsAgain()
    {
        auto alert = alertIn(AlertState::Acknowledged);
        alert.changedAt = Instant{100s};
        QCOMPARE(lapsesAt(alert), Instant{160s});
        const auto again = lapsed(alert, Instant{160s});
        QVERIFY(isUnanswered(again.state));
        QCOMPARE(again.changedAt, Instant{160s});
        for (const auto state : kAlertStates)
            QCOMPARE(lapsesAt(alertIn(state)).has_value(), state == AlertState::Acknowledged);
    }

    void AFalseAlarmPressedAgainIsAnAlarm()
    {
        const auto again = repeated(alertIn(AlertState::FalseAlarm, kClaire), {}, Instant{10s});
        QCOMPARE(again.state, AlertState::Claimed);
        QCOMPARE(again.owner, kClaire);
    }
};

FACTEO_TEST(AlertTest);
#include "alert_test.moc"
