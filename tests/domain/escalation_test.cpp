// SPDX-License-Identifier: Apache-2.0
#include "domain/escalation.h"

#include "domain/alert.h"
#include "domain/system_alarm.h"
#include "every_alert.h"
#include "support/registry.h"

using namespace facteo::domain;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

Alert sounding(AlertTrigger trigger = AlertTrigger::Button)
{
    Alert alert;
    alert.trigger = trigger;
    alert.rungAt = kNow;
    return alert;
}

EscalationPolicy withContact()
{
    auto policy = defaultEscalation();
    policy.contacts = {{.id = {"marc"},
        .name = "Marc",
        .phone = "+33612345678",
        .mail = "marc@example.org",
        .channels = {NoticeChannel::Sms, NoticeChannel::Mail}}};
    policy.rungs[2].contacts = {{"marc"}};
    return policy;
}

std::vector<LadderFault> faults(const EscalationPolicy &policy)
{
    std::vector<LadderFault> all;
    for (const auto &error : faultsOf(policy))
        all.push_back(error.fault);
    return all;
}

} // namespace

class EscalationTest : public QObject
{
    Q_OBJECT

private slots:
    void TheStandardLadderHasNoFaultsAndEndsInTime()
    {
        const auto policy = defaultEscalation();
        QVERIFY(faults(policy).empty());
        QCOMPARE(ladderOf(policy, Priority::P1).at(2).afterSeconds, 30U);
        QCOMPARE(ladderOf(policy, Priority::P1).back().afterSeconds, 60U);
        QCOMPARE(ladderOf(policy, Priority::P3).at(2).afterSeconds, 90U);
        QCOMPARE(ladderOf(policy, Priority::P2).back().afterSeconds, 180U);
    }

    void AnAlertClimbsRungByRungAndThenIsToldAgain()
    {
        const auto policy = defaultEscalation();
        auto alert = sounding();
        std::vector<std::chrono::seconds> at;
        for (int i = 0; i < 5; ++i) {
            const auto next = nextRungAt(alert, policy);
            QVERIFY(next);
            at.push_back(std::chrono::duration_cast<std::chrono::seconds>(*next - kNow));
            alert = passed(alert, AlertAct::Escalate, *next);
        }
        QCOMPARE(at, (std::vector<std::chrono::seconds>{15s, 30s, 60s, 180s, 300s}));
        QCOMPARE(rungOf(alert, policy).name, "region");
    }

    void OnlyWhatNobodyAnswersClimbs()
    {
        for (const auto state : kAlertStates) {
            auto alert = sounding();
            alert.state = state;
            QCOMPARE(nextRungAt(alert, defaultEscalation()).has_value(), isUnanswered(state));
        }
    }

    void ALessUrgentAlertHasMoreTimeUnlessItIsUnderDuress()
    {
        auto alert = sounding(AlertTrigger::CheckInMissed);
        QCOMPARE(nextRungAt(alert, defaultEscalation()), kNow + 45s);
        alert.silent = true;
        QCOMPARE(priorityOf(alert), Priority::P1);
        QCOMPARE(nextRungAt(alert, defaultEscalation()), kNow + 15s);
    }

    void TheFirstConsolesSoundFirstAndNoneAfterADuressCode()
    {
        auto policy = defaultEscalation();
        auto alert = sounding();
        QVERIFY(soundsAt({"C-2"}, alert, policy)); // none is named: all of them
        policy.firstConsoles = {{"C-1"}};
        QVERIFY(soundsAt({"C-1"}, alert, policy));
        QVERIFY(!soundsAt({"C-2"}, alert, policy));
        alert.rung = 1;
        QVERIFY(soundsAt({"C-2"}, alert, policy));
        alert.silent = true;
        QVERIFY(!soundsAt({"C-1"}, alert, policy));
    }

    void EveryFaultOfALadderIsFound()
    {
        using enum LadderFault;
        QVERIFY(faults(withContact()).empty());
        auto policy = withContact();
        policy.rungs.resize(4);
        QCOMPARE(faults(policy), (std::vector{NoRung, NoRung}));
        policy = withContact();
        policy.rungs[0].afterSeconds = 1;
        QCOMPARE(faults(policy), (std::vector{FirstIsLate}));
        policy = withContact();
        policy.rungs[1].afterSeconds = 30;
        QCOMPARE(faults(policy), (std::vector{NotAscending}));
        policy = withContact();
        policy.rungs[3].afterSeconds = 601;
        QCOMPARE(faults(policy), (std::vector{TooSlow}));
        policy = withContact();
        policy.rungs[3].contacts = {{"nobody"}};
        QCOMPARE(faults(policy), (std::vector{UnknownContact}));
        policy = withContact();
        policy.contacts.push_back(policy.contacts.front());
        QCOMPARE(faults(policy), (std::vector{DoubledContact}));
        policy = withContact();
        policy.contacts[0].channels.clear();
        QCOMPARE(faults(policy), (std::vector{NoChannel}));
        for (const auto *phone : {"", "0612345678", "+33 6 12", "+336123456789012345"}) {
            policy = withContact();
            policy.contacts[0].phone = phone;
            QCOMPARE(faults(policy), (std::vector{NoPhone}));
        }
        for (const auto *mail : {"", "marc", "@example.org", "marc@", "a b@example.org"}) {
            policy = withContact();
            policy.contacts[0].mail = mail;
            QCOMPARE(faults(policy), (std::vector{NoMail}));
        }
    }

    void AnAlarmOfTheTechnologyEndsWhenItsCauseIsGone()
    {
        using enum SystemAlarmState;
        for (const auto from : {Active, Acknowledged, Shelved})
            QCOMPARE(next(from, SystemAlarmAct::Clear).value(), Cleared);
        for (int act = 1; act <= std::to_underlying(SystemAlarmAct::Clear); ++act)
            QVERIFY(!next(Cleared, static_cast<SystemAlarmAct>(act)));
        QVERIFY(!next(Shelved, SystemAlarmAct::Acknowledge));
    }
};

FACTEO_TEST(EscalationTest);
#include "escalation_test.moc"
