// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_fixture.h"
#include "support/registry.h"

#include <QTest>

using namespace facteo;
using namespace facteo::tests;
using protocol::AlertAct;
using protocol::AlertId;
using protocol::AlertState;
using protocol::NoticeChannel;
using protocol::NoticeStage;

namespace {

/// The standard ladder with somebody on its third and fourth rung.
protocol::EscalationPolicy ladder()
{
    auto policy = domain::defaultEscalation();
    policy.contacts = {{.id = {"marc"},
                           .name = "Marc Diot",
                           .phone = "+33612345678",
                           .channels = {NoticeChannel::Sms, NoticeChannel::Voice}},
        {.id = {"pcs"}, .name = "PC sécurité", .mail = "pcs@example.org", .channels = {NoticeChannel::Mail}}};
    for (auto &rung : policy.rungs) {
        if (rung.name == "on-call")
            rung.contacts = {{"marc"}};
        if (rung.name == "region")
            rung.contacts = {{"pcs"}};
    }
    return policy;
}

} // namespace

/// A depot whose hub can reach people: what it would have sent is kept.
struct Reached
{
    DepotFixture depot{ladder()};
    std::vector<hub::OutboundNotice> sent;

    Reached()
    {
        depot.reached = [this](const hub::OutboundNotice &notice) { sent.push_back(notice); };
    }

    void press(std::uint64_t alert = 77, bool exercise = false)
    {
        depot.press(*depot.first, alert, exercise);
        depot.settle();
    }

    void becomes(const protocol::Notice &notice, NoticeStage stage, std::string detail = {})
    {
        auto outcome = notice;
        outcome.stage = stage;
        outcome.detail = std::move(detail);
        depot.house->take(std::vector{std::pair{kDepot, outcome}}, depot.clock);
        depot.settle();
    }

    [[nodiscard]] std::uint32_t rung(std::uint64_t alert = 77) const
    {
        return depot.hub->state().alert(AlertId{alert})->rung;
    }

    [[nodiscard]] NoticeStage stageOf(NoticeChannel channel) const
    {
        const auto &notices = depot.hub->state().notices();
        const auto found =
            std::ranges::find_if(notices, [&](const auto &entry) { return entry.second.channel == channel; });
        return found == notices.end() ? NoticeStage{} : found->second.stage;
    }
};

class EscalationTest : public QObject
{
    Q_OBJECT
private slots:
    void NobodyAnswersAndEverybodyIsToldInTurn();
    void AnAnswerEndsTheClimb();
    void WhatWasToldIsInTheRecordBeforeItIsSent();
    void AChannelThatFailsIsAnAlarmAndTheNextRungStartsAtOnce();
    void ARestartedHubGoesOnWhereItWas();
    void WhatMayNotHaveBeenSentIsSentAgain();
    void ADrillGetsNobodyOutOfBed();
    void WhoeverLetItSlipIsPassedOver();
    void AClockSetForwardTellsNobodyEarly();
    void ConsolesSayWhatTheyHaveOnce();
    void TheLadderIsInTheRecordOnce();
    void AnAlarmIsShelvedWithAReasonAndComesBack();
    void WhereNobodyIsNobodyIsWaitedFor();
};

void EscalationTest::NobodyAnswersAndEverybodyIsToldInTurn()
{
    Reached bench;
    bench.press();
    bench.depot.pass(14s);
    QCOMPARE(bench.rung(), 0U);
    bench.depot.pass(2s);
    QCOMPARE(bench.rung(), 1U);
    QVERIFY(bench.sent.empty());
    bench.depot.pass(16s);
    QCOMPARE(bench.rung(), 2U);
    QCOMPARE(bench.sent.size(), 2U); // Marc, by both his channels
    QCOMPARE(bench.sent[0].contact.name, "Marc Diot");
    QCOMPARE(bench.sent[0].postmanName, "Anne Petit");
    bench.depot.pass(31s);
    QCOMPARE(bench.sent.size(), 3U);
    QCOMPARE(bench.sent[2].contact.name, "PC sécurité");
    bench.depot.pass(121s);
    QCOMPARE(bench.sent.size(), 4U); // and again
    QCOMPARE(bench.depot.stateOf(77), AlertState::Raised);
}

void EscalationTest::AnAnswerEndsTheClimb()
{
    Reached bench;
    bench.press();
    bench.depot.pass(20s);
    QVERIFY(bench.depot.does(AlertAct::Acknowledge));
    QVERIFY(bench.depot.does(AlertAct::Claim));
    for (int i = 0; i < 20; ++i) {
        bench.depot.pass(15s);
        QVERIFY(bench.depot.asked<protocol::Done>(protocol::Attend{}));
    }
    QCOMPARE(bench.rung(), 1U);
    QVERIFY(bench.sent.empty());
}

void EscalationTest::WhatWasToldIsInTheRecordBeforeItIsSent()
{
    Reached bench;
    std::size_t recorded = 0;
    bench.depot.reached = [&](const hub::OutboundNotice &) {
        recorded = bench.depot.factsOf<protocol::NoticeFact>().size();
    };
    bench.press();
    bench.depot.pass(31s);
    QCOMPARE(recorded, 2U);
    QCOMPARE(bench.stageOf(NoticeChannel::Sms), NoticeStage::Queued);
    bench.becomes(bench.depot.hub->state().notices().begin()->second, NoticeStage::Sent);
    QCOMPARE(bench.stageOf(NoticeChannel::Sms), NoticeStage::Sent);
}

void EscalationTest::AChannelThatFailsIsAnAlarmAndTheNextRungStartsAtOnce()
{
    Reached bench;
    bench.press();
    bench.depot.pass(31s);
    QCOMPARE(bench.rung(), 2U);
    const auto sms = bench.sent.at(0).notice;
    const auto voice = bench.sent.at(1).notice;
    bench.becomes(sms, NoticeStage::Failed, "https://sms.example.org answered 503");
    QCOMPARE(bench.rung(), 3U);
    QCOMPARE(bench.sent.size(), 3U);
    // The other channel fails as well: the ladder has gone on already.
    bench.becomes(voice, NoticeStage::Failed, "no answer");
    QCOMPARE(bench.rung(), 3U);
    const auto &alarms = bench.depot.hub->state().systemAlarms();
    QCOMPARE(alarms.size(), 1U);
    QCOMPARE(alarms.begin()->second.subject, "Marc Diot");
    QCOMPARE(alarms.begin()->second.occurrences, 2U);
    // It works again.
    bench.becomes(sms, NoticeStage::Delivered);
    QVERIFY(bench.depot.hub->state().systemAlarms().empty());
}

void EscalationTest::ARestartedHubGoesOnWhereItWas()
{
    Reached bench;
    bench.press();
    bench.depot.pass(20s);
    QCOMPARE(bench.rung(), 1U);
    bench.depot.killHub();
    bench.depot.pass(9s);
    QCOMPARE(bench.rung(), 1U);
    bench.depot.pass(3s);
    QCOMPARE(bench.rung(), 2U);
    QCOMPARE(bench.sent.size(), 2U);
}

void EscalationTest::WhatMayNotHaveBeenSentIsSentAgain()
{
    Reached bench;
    bench.press();
    bench.depot.pass(31s);
    QCOMPARE(bench.sent.size(), 2U);
    bench.becomes(bench.sent[0].notice, NoticeStage::Sent);
    bench.sent.clear();
    bench.depot.killHub();
    QCOMPARE(bench.sent.size(), 1U);
    QCOMPARE(bench.sent[0].notice.channel, NoticeChannel::Voice);
}

void EscalationTest::ADrillGetsNobodyOutOfBed()
{
    Reached bench;
    bench.press(77, true);
    bench.depot.pass(100s);
    QCOMPARE(bench.rung(), 3U);
    QVERIFY(bench.sent.empty());
}

void EscalationTest::WhoeverLetItSlipIsPassedOver()
{
    Reached bench;
    bench.press();
    bench.depot.pass(16s);
    QVERIFY(bench.depot.does(AlertAct::Acknowledge));
    bench.depot.pass(61s);
    QCOMPARE(bench.depot.stateOf(77), AlertState::Raised);
    QCOMPARE(bench.rung(), 2U);
    QCOMPARE(bench.sent.size(), 2U);
}

void EscalationTest::AClockSetForwardTellsNobodyEarly()
{
    Reached bench;
    bench.press();
    bench.depot.pass(5s);
    bench.depot.clock += 2h;
    bench.depot.house->clockJumped(2h);
    bench.depot.pass(9s);
    QCOMPARE(bench.rung(), 0U);
    bench.depot.pass(2s);
    QCOMPARE(bench.rung(), 1U);
    bench.depot.pass(13s);
    QCOMPARE(bench.rung(), 1U);
    bench.depot.pass(3s);
    QCOMPARE(bench.rung(), 2U);
}

void EscalationTest::ConsolesSayWhatTheyHaveOnce()
{
    Reached bench;
    bench.press();
    const auto recorded = [&] { return bench.depot.factsOf<protocol::NoticeFact>().size(); };
    for (int i = 0; i < 3; ++i)
        QVERIFY(
            bench.depot.asked<protocol::Done>(protocol::Attend{.delivered = {AlertId{77}, AlertId{404}}}));
    QCOMPARE(recorded(), 1U);
    for (int i = 0; i < 3; ++i)
        QVERIFY(bench.depot.asked<protocol::Done>(
            protocol::Attend{.delivered = {AlertId{77}}, .seen = {AlertId{77}}}));
    QCOMPARE(recorded(), 2U);
    const auto &notice = bench.depot.hub->state().notices().begin()->second;
    QCOMPARE(notice.stage, NoticeStage::Seen);
    QCOMPARE(notice.recipient, "C-1");
    QCOMPARE(notice.recipientName, "Claire Morel");
    bench.depot.killHub();
    QCOMPARE(bench.depot.hub->state().notices().begin()->second.stage, NoticeStage::Seen);
}

void EscalationTest::TheLadderIsInTheRecordOnce()
{
    Reached bench;
    QCOMPARE(bench.depot.factsOf<protocol::EscalationFact>().size(), 1U);
    bench.depot.killHub();
    QCOMPARE(bench.depot.factsOf<protocol::EscalationFact>().size(), 1U);
    QVERIFY(bench.depot.hub->state().escalation() == ladder());
}

void EscalationTest::AnAlarmIsShelvedWithAReasonAndComesBack()
{
    Reached bench;
    bench.press();
    bench.depot.pass(31s);
    bench.becomes(bench.sent.at(0).notice, NoticeStage::Failed, "503");
    const auto id = bench.depot.hub->state().systemAlarms().begin()->first;
    protocol::ActOnSystemAlarm wish{
        .alarm = id, .act = protocol::SystemAlarmAct::Shelve, .shelveSeconds = 600};
    QCOMPARE(bench.depot.asked<protocol::Refused>(wish).value().why, protocol::Refusal::ReasonRequired);
    wish.reason = "passerelle en maintenance";
    QVERIFY(bench.depot.asked<protocol::Done>(wish));
    QCOMPARE(bench.depot.hub->state().systemAlarms().at(id).state, protocol::SystemAlarmState::Shelved);
    bench.depot.killHub();
    bench.depot.pass(599s);
    QCOMPARE(bench.depot.hub->state().systemAlarms().at(id).state, protocol::SystemAlarmState::Shelved);
    bench.depot.pass(2s);
    QCOMPARE(bench.depot.hub->state().systemAlarms().at(id).state, protocol::SystemAlarmState::Active);
    wish.alarm = protocol::SystemAlarmId{404};
    QCOMPARE(bench.depot.asked<protocol::Refused>(wish).value().why, protocol::Refusal::NoSuchAlarm);
    // Nobody clears what is still wrong.
    wish = {.alarm = id, .act = protocol::SystemAlarmAct::Clear};
    QCOMPARE(bench.depot.asked<protocol::Refused>(wish).value().why, protocol::Refusal::NotAllowed);
}

void EscalationTest::WhereNobodyIsNobodyIsWaitedFor()
{
    Reached bench;
    bench.depot.pass(62s); // and no console says that anybody is there
    QVERIFY(bench.depot.hub->state().systemAlarms().empty());
    bench.press(77, true);
    bench.depot.pass(3s);
    QCOMPARE(bench.rung(), 0U); // a drill waits
    bench.press(78);
    bench.depot.pass(3s);
    QCOMPARE(bench.rung(78), 2U);
    QCOMPARE(bench.sent.size(), 2U);
    bench.depot.pass(20s); // then as ever
    QCOMPARE(bench.rung(78), 2U);
    const auto &alarms = bench.depot.hub->state().systemAlarms();
    QCOMPARE(alarms.size(), 1U);
    QCOMPARE(alarms.begin()->second.kind, protocol::SystemAlarmKind::NobodyThere);
    QCOMPARE(alarms.begin()->second.occurrences, 1U);
    QVERIFY(bench.depot.asked<protocol::Done>(protocol::Attend{}));
    bench.depot.pass(1s);
    QVERIFY(bench.depot.hub->state().systemAlarms().empty());
}

FACTEO_TEST(EscalationTest);
#include "escalation_test.moc"
