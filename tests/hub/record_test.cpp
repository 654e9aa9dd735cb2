// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_fixture.h"
#include "hub/projection.h"
#include "protocol/chain.h"
#include "protocol/fact_cursor.h"
#include "protocol/frame.h"
#include "protocol/pages.h"
#include "support/registry.h"

#include <QTest>
#include <format>

using namespace facteo;
using namespace facteo::tests;
using protocol::Duty;
using protocol::Refusal;

/// The record: numbers, chain, projections, and what consoles read from it.
class RecordTest : public QObject
{
    Q_OBJECT
private slots:
    void NumbersHaveNoGapAndTheChainHolds();
    void KilledAtAnyMomentNothingIsLostOrDoubled();
    void RebuiltProjectionsAreTheLiveOnes();
    void AConsoleThatMissedFactsAsksForThem();
    void LongAnswersComeInPages();
    void ARequestThatComesTwiceIsCarriedOutOnce();
    void WithoutANameNobodyActs();
    void NobodyLooksWithoutAPurposeAndEveryLookIsWritten();
    void ThePictureIsConflated();
    void TheWholePictureComesEveryTenSeconds();
    void AnEnrolledHandsetMaySpeak();
    void ALostBrokerIsInTheRecord();
    void WhoRevokesAHandsetTakesNothingElseFromIt();
    void AConsoleThatIsNotTrustedAnyMoreIsAStranger();
    void AUsedIdIsNotGivenAgainHoweverOldItIs();
    void TheSameIdForSomethingElseIsAReplayAlsoAfterARestart();
    void PositionsAreForgottenInTime();
    void NobodyAsksForMoreThanAWeekOfPositions();
    void WhatNobodyCouldReadAgainIsNotWritten();
    void AFactThatIsNotUnderstoodStopsNobody();
    void ALinkThatComesAndGoesDoesNotFillTheRecord();
};

namespace {

/// Something of everything.
void aMorning(DepotFixture &depot)
{
    depot.onDuty(*depot.first);
    depot.onDuty(*depot.second);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    depot.press(*depot.first);
    depot.settle();
    depot.ask(protocol::ActOnAlert{.alert = protocol::AlertId{77}, .act = protocol::AlertAct::Acknowledge});
    depot.ask(protocol::ActOnAlert{.alert = protocol::AlertId{78}, .act = protocol::AlertAct::Acknowledge});
    depot.ask(protocol::Attend{.delivered = {protocol::AlertId{77}}, .seen = {protocol::AlertId{77}}});
    depot.ask(protocol::CreateTask{.task = {.id = protocol::TaskId{11},
                                       .beneficiary = "Mme Blanc",
                                       .address = "3 rue du Test",
                                       .windowFrom = depot.clock,
                                       .windowTo = depot.clock + 2h}});
    depot.settle();
    depot.ask(protocol::ActOnTask{
        .task = protocol::TaskId{11}, .act = protocol::TaskAct::Send, .handset = {"H-002"}});
    depot.ask(protocol::SendCommand{.command = protocol::CommandId{5}, .handset = {"H-002"}});
    depot.settle();
    depot.pass(2s);
}

struct Tables
{
    std::vector<protocol::Alert> alerts;
    std::vector<protocol::Notice> notices;
    std::vector<protocol::Task> tasks;
    std::vector<protocol::Command> commands;
    std::vector<store::HandsetDuty> duties;
    protocol::Roster roster;

    bool operator==(const Tables &) const = default;
};

Tables tables(store::Database &db)
{
    return {.alerts = store::AlertStore(db, kDepot).allAlerts().value(),
        .notices = store::EscalationStore(db, kDepot).noticesSince({}).value(),
        .tasks = store::TaskStore(db, kDepot).allTasks().value(),
        .commands = store::CommandStore(db, kDepot).allCommands().value(),
        .duties = store::HandsetStore(db, kDepot).allDuties().value(),
        .roster = store::RosterStore(db, kDepot).allRoster().value()};
}

} // namespace

void RecordTest::NumbersHaveNoGapAndTheChainHolds()
{
    DepotFixture depot;
    aMorning(depot);
    const auto facts = depot.facts();
    QVERIFY(facts.size() > 10);
    for (std::size_t i = 0; i < facts.size(); ++i)
        QCOMPARE(facts[i].number, i + 1);
    QVERIFY(protocol::verifyChain(facts));
    // The console was told exactly these, in this order.
    protocol::FactCursor cursor;
    for (const auto &notice : depot.console->heard<protocol::FactNotice>())
        QVERIFY(cursor.offer(notice.fact) == protocol::FactCursor::Step::Next);
    QCOMPARE(cursor.number(), facts.size());
}

void RecordTest::KilledAtAnyMomentNothingIsLostOrDoubled()
{
    // The same frames, with the hub killed after each of them in turn, and everything said again because no
    // receipt is believed.
    for (int killAfter = 0; killAfter < 4; ++killAfter) {
        DepotFixture depot;
        std::vector<std::pair<protocol::Channel, std::vector<std::byte>>> frames;
        const auto seal = [&](protocol::Body body) {
            const auto channel = protocol::ruleOf(protocol::kindOf(body)).channel;
            frames.emplace_back(channel, depot.first->sealed(std::move(body), depot.clock).bytes);
        };
        seal(protocol::StateReport{{.at = depot.clock, .duty = Duty::On, .sharing = true}});
        seal(protocol::AlertReport{.alert = protocol::AlertId{77}, .raisedAt = depot.clock});
        seal(protocol::StateReport{{.at = depot.clock + 1s, .duty = Duty::OnBreak, .sharing = true}});
        seal(protocol::CommandReport{.command = protocol::CommandId{9},
            .state = protocol::CommandState::Delivered,
            .at = depot.clock});
        for (int i = 0; i < 4; ++i) {
            depot.first->sendBytes(
                frames[static_cast<std::size_t>(i)].first, frames[static_cast<std::size_t>(i)].second);
            depot.settle();
            if (i == killAfter)
                depot.killHub();
        }
        for (const auto &[channel, bytes] : frames)
            depot.first->sendBytes(channel, bytes);
        depot.settle();
        QCOMPARE(depot.factsOf<protocol::AlertFact>().size(), 1u);
        QCOMPARE(depot.factsOf<protocol::DutyFact>().size(), 2u);
        QCOMPARE(depot.factsOf<protocol::RefusedFact>().size(), 1u);
        QVERIFY(protocol::verifyChain(depot.facts()));
        QVERIFY(depot.hub->state().task(protocol::TaskId{9}) == nullptr);
    }
}

void RecordTest::RebuiltProjectionsAreTheLiveOnes()
{
    DepotFixture depot;
    aMorning(depot);
    const auto live = tables(*depot.database);
    QCOMPARE(live.alerts.size(), 1u);
    QCOMPARE(live.tasks.size(), 1u);
    QCOMPARE(live.commands.size(), 1u);
    QCOMPARE(live.duties.size(), 2u);
    QCOMPARE(live.roster.handsets.size(), 3u);
    const auto rebuilt = hub::rebuildProjections(*depot.database, kDepot);
    QVERIFY(rebuilt);
    QCOMPARE(*rebuilt, depot.facts().size());
    const auto again = tables(*depot.database);
    QVERIFY(again.alerts == live.alerts);
    QVERIFY(again.tasks == live.tasks);
    QVERIFY(again.commands == live.commands);
    QVERIFY(again.duties == live.duties);
    QVERIFY(again.roster.depot == live.roster.depot);
    QVERIFY(again.roster.postmen == live.roster.postmen);
    QVERIFY(again.roster.handsets == live.roster.handsets);
    QVERIFY(again.roster.rounds == live.roster.rounds);

    // Dropped behind the hub's back: it makes them again at its next start.
    QVERIFY(store::clearProjections(*depot.database, kDepot));
    QVERIFY(tables(*depot.database) != live);
    depot.killHub();
    QVERIFY(tables(*depot.database) == live);
    QVERIFY(depot.hub->state().alert(protocol::AlertId{77}));
}

void RecordTest::AConsoleThatMissedFactsAsksForThem()
{
    DepotFixture depot;
    aMorning(depot);
    const auto page = depot.asked<protocol::FactPage>(protocol::AskFacts{.after = 3, .atMost = 4});
    QVERIFY(page);
    QCOMPARE(page->facts.size(), 4u);
    QCOMPARE(page->facts.front().number, 4u);
    QVERIFY(protocol::verifyChain(page->facts));
    const auto none = depot.asked<protocol::FactPage>(protocol::AskFacts{.after = 1'000});
    QVERIFY(none && none->facts.empty());
}

void RecordTest::LongAnswersComeInPages()
{
    DepotFixture depot;
    protocol::Roster roster = depot.hub->state().roster();
    for (int i = 0; i < 1'500; ++i)
        roster.postmen.push_back({.id = {std::format("Q-{:04}", i)}, .name = std::string(60, 'n')});
    QVERIFY(depot.house->enrol({&roster, 1}, depot.clock));
    const auto id = depot.ask(protocol::AskSnapshot{});
    depot.settle();
    const auto pages = depot.console->answer(id);
    QVERIFY(pages.size() >= 2);
    protocol::Snapshot whole;
    for (std::uint32_t i = 0; i < pages.size(); ++i) {
        QCOMPARE(pages[i].page, i);
        QCOMPARE(pages[i].last, i + 1 == pages.size());
        auto part = std::get<protocol::Snapshot>(pages[i].body);
        if (i == 0)
            whole = std::move(part);
        else
            protocol::append(whole, std::move(part));
    }
    QCOMPARE(whole.roster.postmen.size(), 1'502u);
    QCOMPARE(whole.upToFact, depot.hub->lastFact());
    for (const auto &message : depot.broker.published())
        if (message.topic.ends_with("/rep"))
            QVERIFY(message.payload.size() <= 66 * 1024);
}

void RecordTest::ARequestThatComesTwiceIsCarriedOutOnce()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    const auto frame = depot.console->sealed(protocol::Request{.by = kOperator,
                                                 .operatorName = "Claire Morel",
                                                 .body = protocol::ActOnAlert{.alert = protocol::AlertId{77},
                                                     .act = protocol::AlertAct::Acknowledge}},
        depot.clock);
    depot.console->sendBytes(protocol::Channel::Request, frame.bytes);
    depot.settle();
    const auto recorded = depot.facts().size();
    depot.killHub();
    depot.console->forget();
    depot.console->sendBytes(protocol::Channel::Request, frame.bytes);
    depot.settle();
    const auto answer = depot.console->answer(frame.id);
    QCOMPARE(answer.size(), 1u);
    QCOMPARE(std::get<protocol::Done>(answer.front().body).fact, recorded);
    QCOMPARE(depot.factsOf<protocol::AlertFact>().size(), 2u);
}

void RecordTest::WithoutANameNobodyActs()
{
    DepotFixture depot;
    depot.press(*depot.first);
    depot.settle();
    const auto id = depot.console->say(protocol::Request{.by = {},
                                           .operatorName = {},
                                           .body = protocol::ActOnAlert{.alert = protocol::AlertId{77},
                                               .act = protocol::AlertAct::Acknowledge}},
        depot.clock);
    depot.settle();
    const auto answer = depot.console->answer(id);
    // Refused by the codec already, or by the desk.
    QVERIFY(answer.empty() || std::holds_alternative<protocol::Refused>(answer.front().body));
    QCOMPARE(depot.hub->state().alert(protocol::AlertId{77})->state, protocol::AlertState::Raised);
}

void RecordTest::NobodyLooksWithoutAPurposeAndEveryLookIsWritten()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    const auto trail = depot.asked<protocol::TrailPage>(protocol::AskTrail{.handset = {"H-001"},
        .from = depot.clock - 1h,
        .to = depot.clock,
        .purpose = "retard signalé par un client"});
    QVERIFY(trail);
    QCOMPARE(trail->fixes.size(), 1u);
    const auto looks = depot.factsOf<protocol::AccessFact>();
    QCOMPARE(looks.size(), 1u);
    QCOMPARE(looks.front().purpose, "retard signalé par un client");
    QCOMPARE(depot
                 .asked<protocol::Refused>(
                     protocol::AskTrail{.handset = {"H-404"}, .from = {}, .to = depot.clock, .purpose = "x"})
                 ->why,
        Refusal::NoSuchHandset);
    for (const auto *nothing : {"", " ", "\u00a0"})
        QCOMPARE(depot
                     .asked<protocol::Refused>(protocol::AskTrail{
                         .handset = {"H-001"}, .from = {}, .to = depot.clock, .purpose = nothing})
                     ->why,
            Refusal::PurposeRequired);
    QCOMPARE(depot.factsOf<protocol::AccessFact>().size(), 1u);
}

void RecordTest::ThePictureIsConflated()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    depot.pass(1s);
    depot.console->forget();
    for (int i = 0; i < 50; ++i)
        depot.at(*depot.first, 46.6 + i * 1e-6, 2.3);
    depot.settle();
    depot.pass(1s);
    std::size_t shown = 0;
    for (const auto &picture : depot.console->heard<protocol::Picture>())
        shown += static_cast<std::size_t>(
            std::ranges::count(picture.handsets, "H-001", [](const auto &one) { return one.handset.text; }));
    QCOMPARE(shown, 1u);
    QCOMPARE(depot.picture("H-001")->fix->position.latE7, 466'000'490);
}

void RecordTest::TheWholePictureComesEveryTenSeconds()
{
    DepotFixture depot;
    depot.console->forget();
    depot.pass(20s);
    const auto pictures = depot.console->heard<protocol::Picture>();
    QCOMPARE(std::ranges::count_if(pictures, &protocol::Picture::whole), 2);
    QCOMPARE(depot.console->heard<protocol::HubHeartbeat>().size(), 20u);
    for (const auto &picture : pictures)
        QVERIFY(picture.whole || picture.handsets.size() < 3);
}

void RecordTest::AnEnrolledHandsetMaySpeak()
{
    DepotFixture depot;
    int changes = 0;
    depot.house->onRosterChanged([&] { ++changes; });
    Party third(depot.broker, "H-003", protocol::handsetSubscriptions(kDepot, {"H-003"}), 33);
    depot.onDuty(third);
    depot.settle();
    QCOMPARE(depot.faults(protocol::Fault::UnknownSender), 1u);
    QVERIFY(depot.asked<protocol::Done>(protocol::Enrol{
        .handset = {.id = {"H-003"}, .postman = {"P-003"}, .publicKey = third.key().publicKey()},
        .postman = protocol::Postman{.id = {"P-003"}, .name = "Zoé Faure"}}));
    QCOMPARE(changes, 1);
    depot.onDuty(third);
    depot.press(third);
    depot.settle();
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 1u);
    QCOMPARE(third.heard<protocol::Assignment>().back().postmanName, "Zoé Faure");
    QVERIFY(depot.asked<protocol::Done>(protocol::Enrol{.handset = {.id = {"H-003"}, .revoked = true}}));
    depot.onDuty(third, Duty::Off);
    depot.settle();
    QCOMPARE(depot.faults(protocol::Fault::Revoked), 1u);
}

void RecordTest::ALostBrokerIsInTheRecord()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    std::vector<transport::Incoming> lost{
        transport::LinkState{.link = transport::Link::Lost, .reason = "gone"}};
    std::vector<transport::Incoming> back{transport::LinkState{.link = transport::Link::Connected}};
    depot.house->take(lost, depot.clock);
    QVERIFY(!depot.hub->status(depot.clock).brokerWorks);
    depot.house->take(lost, depot.clock);
    depot.house->take(back, depot.clock);
    const auto events = depot.factsOf<protocol::HubFact>();
    QCOMPARE(events.size(), 3u); // started, lost, back
    QCOMPARE(events[1].event, protocol::HubEvent::BrokerLost);
    QCOMPARE(events[2].event, protocol::HubEvent::BrokerBack);
}

void RecordTest::WhoRevokesAHandsetTakesNothingElseFromIt()
{
    DepotFixture depot;
    QVERIFY(depot.asked<protocol::Done>(
        protocol::Enrol{.handset = {.id = {"H-001"}, .ownTracks = "petit/s9"}, .postman = std::nullopt}));
    QVERIFY(depot.asked<protocol::Done>(
        protocol::Enrol{.handset = {.id = {"H-001"}, .revoked = true}, .postman = std::nullopt}));
    const auto &handset = depot.hub->state().handsets().front().handset;
    QVERIFY(handset.revoked);
    QCOMPARE(handset.postman.text, "P-001");
    QCOMPARE(handset.ownTracks, "petit/s9");
    QVERIFY(handset.publicKey == depot.first->key().publicKey());
}

void RecordTest::AConsoleThatIsNotTrustedAnyMoreIsAStranger()
{
    DepotFixture depot;
    QVERIFY(depot.asked<protocol::HubHeartbeat>(protocol::AskStatus{}));
    depot.house->trust({});
    QVERIFY(!depot.asked<protocol::HubHeartbeat>(protocol::AskStatus{}));
    QCOMPARE(depot.faults(protocol::Fault::UnknownSender), 1u);
}

void RecordTest::AUsedIdIsNotGivenAgainHoweverOldItIs()
{
    DepotFixture depot;
    aMorning(depot);
    QVERIFY(depot.asked<protocol::Done>(
        protocol::ActOnTask{.task = protocol::TaskId{11}, .act = protocol::TaskAct::Cancel}));
    depot.endAlert();
    depot.clock += 72h;
    depot.killHub();
    QVERIFY(depot.hub->state().tasks().empty());
    QVERIFY(depot.hub->state().alerts().empty());
    const protocol::CreateTask again{.task = {.id = protocol::TaskId{11},
                                         .beneficiary = "M. Noir",
                                         .address = "4 rue du Test",
                                         .windowFrom = depot.clock,
                                         .windowTo = depot.clock + 2h}};
    QCOMPARE(depot.asked<protocol::Refused>(again)->why, Refusal::AlreadyOpen);
    const protocol::SendCommand ring{.command = protocol::CommandId{5}, .handset = {"H-001"}};
    QCOMPARE(depot.asked<protocol::Refused>(ring)->why, Refusal::AlreadyOpen);
    depot.press(*depot.first, 77); // heard all the same, under another id
    depot.settle();
    QCOMPARE(depot.hub->status(depot.clock).openAlerts, 1u);
    QVERIFY(depot.hub->state().alert(protocol::AlertId{77}) == nullptr);
    QCOMPARE(tables(*depot.database).alerts.size(), 2u);
    QCOMPARE(tables(*depot.database).tasks.front().beneficiary, "Mme Blanc");
}

void RecordTest::TheSameIdForSomethingElseIsAReplayAlsoAfterARestart()
{
    DepotFixture depot;
    const auto say = [&](Party &handset, protocol::Body body, std::uint8_t id) {
        const auto channel = protocol::ruleOf(protocol::kindOf(body)).channel;
        handset.sendBytes(channel, protocol::seal({.id = {.bytes = {id}},
                                                      .sender = {handset.id()},
                                                      .sentAt = depot.clock,
                                                      .session = 4,
                                                      .body = std::move(body)},
                                       &handset.key()));
        depot.settle();
        depot.pass(1s); // the counters are on disk
    };
    const protocol::AlertReport alert{.alert = protocol::AlertId{77}, .raisedAt = depot.clock};
    say(*depot.first, alert, 7);
    depot.killHub();
    say(*depot.first, alert, 7); // the same: acknowledged again
    QCOMPARE(depot.faults(protocol::Fault::Replayed), 0u);
    depot.killHub();
    depot.first->forget();
    say(*depot.second, alert, 7); // another's
    depot.killHub();
    say(*depot.first, protocol::StateReport{{.at = depot.clock, .duty = Duty::On, .sharing = true}}, 7);
    depot.killHub();
    auto other = alert;
    other.raisedAt -= 1min;
    say(*depot.first, other, 7);
    depot.pass(1s);
    QCOMPARE(depot.faults(protocol::Fault::Replayed), 3u);
    QCOMPARE(std::ranges::count_if(depot.first->receipts(),
                 [](const auto &line) { return line.fault == protocol::Fault::Replayed; }),
        2);
    QCOMPARE(depot.factsOf<protocol::AlertFact>().size(), 1u);
}

void RecordTest::PositionsAreForgottenInTime()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.at(*depot.first, 46.6, 2.3);
    depot.settle();
    QCOMPARE(depot.hub->status(depot.clock).trailDays, 60u); // what consoles hear is what happens
    depot.clock += 24h * 59;
    depot.pass(61s);
    QCOMPARE(depot.trail("H-001").size(), 1u);
    depot.clock += 24h * 2;
    depot.pass(61s);
    QVERIFY(depot.trail("H-001").empty());
    const auto events = depot.factsOf<protocol::HubFact>();
    QCOMPARE(events.back().event, protocol::HubEvent::TrailsForgotten);
    QVERIFY2(events.back().detail.contains("2026-11-2"), events.back().detail.c_str());
    const auto recorded = depot.facts().size();
    depot.clock += 2h;
    depot.pass(61s);
    QCOMPARE(depot.facts().size(), recorded); // nothing was there to forget
}

void RecordTest::NobodyAsksForMoreThanAWeekOfPositions()
{
    DepotFixture depot;
    protocol::AskTrail look{.handset = {"H-001"},
        .from = depot.clock - 24h * 7,
        .to = depot.clock,
        .purpose = "retard signalé par un client"};
    QVERIFY(depot.asked<protocol::TrailPage>(look));
    look.from -= 1h;
    QCOMPARE(depot.asked<protocol::Refused>(look)->why, Refusal::Malformed);
}

void RecordTest::WhatNobodyCouldReadAgainIsNotWritten()
{
    DepotFixture depot;
    auto roster = depot.hub->state().roster();
    protocol::Round endless{.id = {"T-99"}, .name = "Sans fin"};
    endless.path.assign(60'000, {466'000'000, 23'000'000});
    roster.rounds.push_back(endless);
    roster.postmen.push_back({.id = {"P-050"}, .name = std::string(121, 'n')});
    roster.postmen.push_back({.id = {"P-051"}, .name = "Zoé Faure"});
    QVERIFY(depot.house->enrol({&roster, 1}, depot.clock));
    const auto known = depot.hub->state().roster();
    QVERIFY(!std::ranges::contains(known.rounds, endless));
    QVERIFY(depot.hub->state().postman({"P-050"}) == nullptr);
    QVERIFY(depot.hub->state().postman({"P-051"}));
    const auto refused = depot.factsOf<protocol::RefusedFact>();
    QCOMPARE(refused.size(), 2u);
    QCOMPARE(refused[0].subject, "P-050");
    QCOMPARE(refused[1].subject, "T-99");
    QVERIFY(protocol::verifyChain(depot.facts()));
    QVERIFY(hub::rebuildProjections(*depot.database, kDepot));
}

void RecordTest::AFactThatIsNotUnderstoodStopsNobody()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    // As an earlier program could record it: a position that no reader accepts.
    protocol::Alert alert{.id = protocol::AlertId{9}, .number = 1, .handset = {"H-001"}, .reason = {}};
    alert.lastFix = protocol::Fix{.at = depot.clock, .accuracyDm = protocol::Fix::kMostAccuracyDm + 1};
    const auto last = depot.facts().back();
    const auto bad = protocol::chained({.depot = kDepot,
                                           .number = last.number + 1,
                                           .at = depot.clock,
                                           .sender = {"H-001"},
                                           .cause = {.bytes = {8}},
                                           .body = protocol::AlertFact{.after = alert}},
        last.hash);
    const store::EncodedFact line{.number = bad.number,
        .at = bad.at,
        .sender = bad.sender,
        .by = {},
        .cause = bad.cause,
        .kind = 10,
        .subject = "9",
        .bytes = protocol::encodeFact(bad),
        .previous = bad.previous,
        .hash = bad.hash};
    QVERIFY(store::FactLog(*depot.database, kDepot).append(std::span(&line, 1)));
    depot.killHub();
    depot.press(*depot.second);
    depot.settle();

    const auto page = depot.asked<protocol::FactPage>(protocol::AskFacts{.after = last.number});
    QVERIFY(page);
    QVERIFY(std::holds_alternative<protocol::UnreadableFact>(page->facts.at(0).body));
    QVERIFY(page->facts.at(0).content == bad.content);
    QVERIFY(std::holds_alternative<protocol::AlertFact>(page->facts.back().body));
    QVERIFY(protocol::verifyChain(page->facts));
    QCOMPARE(hub::rebuildProjections(*depot.database, kDepot).value(), depot.facts().size());
    QCOMPARE(tables(*depot.database).alerts.size(), 1u);
}

void RecordTest::ALinkThatComesAndGoesDoesNotFillTheRecord()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    std::vector<transport::Incoming> lost{
        transport::LinkState{.link = transport::Link::Lost, .reason = "thrown off"}};
    std::vector<transport::Incoming> back{transport::LinkState{.link = transport::Link::Connected}};
    for (int i = 0; i < 120; ++i) {
        depot.clock += 500ms;
        depot.house->take(lost, depot.clock);
        depot.house->take(back, depot.clock);
    }
    QCOMPARE(depot.factsOf<protocol::HubFact>().size(), 3u); // started, lost, back
    depot.house->take(lost, depot.clock);                    // and this time it stays so
    depot.clock += 1min;
    depot.house->tick(depot.clock);
    depot.house->tick(depot.clock);
    const auto events = depot.factsOf<protocol::HubFact>();
    QCOMPARE(events.back().event, protocol::HubEvent::BrokerLost);
    QCOMPARE(events.size(), 4u);
}

FACTEO_TEST(RecordTest);
#include "record_test.moc"
