// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_fixture.h"
#include "support/registry.h"

#include <QTest>

using namespace facteo;
using namespace facteo::tests;
using protocol::CommandId;
using protocol::CommandKind;
using protocol::CommandState;
using protocol::Duty;
using protocol::HandsetId;
using protocol::Refusal;
using protocol::TaskAct;
using protocol::TaskId;
using protocol::TaskState;

/// Tasks, commands and duty.
class WorkTest : public QObject
{
    Q_OBJECT
private slots:
    void AVisitFromTheDeskToItsReport();
    void ADeclinedTaskIsBackOnTheDesk();
    void AnOrderIsRepeatedUntilTheHandsetAnswers();
    void ASentTaskSurvivesTheHub();
    void AReassignedTaskIsWithdrawnFromTheFirst();
    void NobodyIsCalledFromHisFreeTime();
    void AnothersTaskIsRefusedAndRecorded();
    void ACommandActsOnceAndExpires();
    void NoConsoleSwitchesAPositionOn();
    void ChangesOfDutyAreFactsAndHeartbeatsAreNot();
    void ChangesOfDutyThatComeLateAreInTheRecord();
    void WhoWentOffDutyWhileHisClockWasWrongIsOffDuty();
    void ACancelledTaskIsTakenBackHoweverOftenItTakes();
    void AMovedTaskIsTakenBackAlsoByARestartedHub();
    void ATaskNobodyKnowsIsTakenBack();
    void AChangeIsLaterThanTheOneBeforeWhateverTheClockSays();
    void WhatNobodyAnsweredIsNotCarriedOutLater();
    void AConsoleWhoseClockIsWrongIsHeard();
};

namespace {

protocol::CreateTask visit(const DepotFixture &depot, std::uint64_t id = 11)
{
    return {.task = {.id = TaskId{id},
                .beneficiary = "Mme Blanc",
                .address = "3 rue du Test",
                .position = {466'000'000, 23'000'000},
                .windowFrom = depot.clock,
                .windowTo = depot.clock + 2h}};
}

protocol::ActOnTask send(std::string to, std::uint64_t id = 11)
{
    return {.task = TaskId{id}, .act = TaskAct::Send, .handset = HandsetId{std::move(to)}};
}

protocol::TaskReport report(const DepotFixture &depot, TaskAct act, std::uint64_t id = 11)
{
    return {.task = TaskId{id}, .act = act, .at = depot.clock};
}

} // namespace

void WorkTest::AVisitFromTheDeskToItsReport()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    const auto orders = depot.first->heard<protocol::TaskOrder>();
    QCOMPARE(orders.size(), 1u);
    QCOMPARE(orders.front().task.beneficiary, "Mme Blanc");
    QCOMPARE(orders.front().task.postman.text, "P-001");
    for (const auto act :
        {TaskAct::Deliver, TaskAct::See, TaskAct::Accept, TaskAct::SetOut, TaskAct::Arrive}) {
        depot.first->say(report(depot, act), depot.clock);
        depot.settle();
    }
    auto finish = report(depot, TaskAct::Finish);
    finish.report = protocol::VisitReport{.wellbeing = protocol::Wellbeing::Ok,
        .observations = "va bien",
        .beganAt = depot.clock,
        .endedAt = depot.clock};
    depot.first->say(finish, depot.clock);
    depot.first->say(report(depot, TaskAct::See), depot.clock); // late
    depot.settle();
    const auto *task = depot.hub->state().task(TaskId{11});
    QCOMPARE(task->state, TaskState::Done);
    QCOMPARE(task->report->observations, "va bien");
    QCOMPARE(depot.factsOf<protocol::TaskFact>().size(), 8u);
    QVERIFY(depot.factsOf<protocol::RefusedFact>().empty());
    QCOMPARE(depot.hub->status(depot.clock).openTasks, 0u);
}

void WorkTest::ADeclinedTaskIsBackOnTheDesk()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    auto decline = report(depot, TaskAct::Decline);
    depot.first->say(decline, depot.clock); // without a reason: refused
    decline.reason = "chien";
    depot.first->say(decline, depot.clock);
    depot.settle();
    const auto *task = depot.hub->state().task(TaskId{11});
    QCOMPARE(task->state, TaskState::Declined);
    QCOMPARE(task->declineReason, "chien");
    QVERIFY(task->handset.empty());
    QCOMPARE(depot.factsOf<protocol::RefusedFact>().size(), 1u);
    depot.onDuty(*depot.second);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(send("H-002")));
    QCOMPARE(depot.second->heard<protocol::TaskOrder>().size(), 1u);
}

void WorkTest::AnOrderIsRepeatedUntilTheHandsetAnswers()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    depot.pass(20s);
    const auto repeated = depot.first->heard<protocol::TaskOrder>().size();
    QVERIFY(repeated >= 3);
    depot.first->say(report(depot, TaskAct::Deliver), depot.clock);
    depot.settle();
    depot.first->forget();
    depot.pass(90s);
    QVERIFY(depot.first->heard<protocol::TaskOrder>().empty());
}

void WorkTest::ASentTaskSurvivesTheHub()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    depot.first->forget();
    depot.killHub();
    depot.onDuty(*depot.first); // it is still there, and says so
    depot.settle();
    QCOMPARE(depot.first->heard<protocol::TaskOrder>().size(), 1u);
}

void WorkTest::AReassignedTaskIsWithdrawnFromTheFirst()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.onDuty(*depot.second);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    QVERIFY(depot.asked<protocol::Done>(send("H-002")));
    QCOMPARE(depot.first->heard<protocol::TaskOrder>().back().task.state, TaskState::Cancelled);
    QCOMPARE(depot.second->heard<protocol::TaskOrder>().back().task.state, TaskState::Sent);
    depot.second->say(report(depot, TaskAct::Accept), depot.clock);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(protocol::ActOnTask{.task = TaskId{11}, .act = TaskAct::Cancel}));
    QCOMPARE(depot.second->heard<protocol::TaskOrder>().back().task.state, TaskState::Cancelled);
}

void WorkTest::NobodyIsCalledFromHisFreeTime()
{
    DepotFixture depot;
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QCOMPARE(depot.asked<protocol::Refused>(send("H-001"))->why, Refusal::NotOnDuty);
    QCOMPARE(depot.asked<protocol::Refused>(send("H-404"))->why, Refusal::NoSuchHandset);
    QCOMPARE(depot.asked<protocol::Refused>(visit(depot))->why, Refusal::AlreadyOpen);
    auto past = visit(depot, 12);
    past.task.windowFrom = depot.clock - 2h;
    past.task.windowTo = depot.clock - 1h;
    QCOMPARE(depot.asked<protocol::Refused>(past)->why, Refusal::TooLate);
    QCOMPARE(depot.factsOf<protocol::RefusedFact>().size(), 4u);
}

void WorkTest::AnothersTaskIsRefusedAndRecorded()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    const auto frame = depot.second->say(report(depot, TaskAct::Accept), depot.clock);
    depot.settle();
    QCOMPARE(depot.hub->state().task(TaskId{11})->state, TaskState::Sent);
    QCOMPARE(depot.factsOf<protocol::RefusedFact>().front().why, Refusal::NotAllowed);
    QVERIFY(std::ranges::contains(depot.second->receipts(), protocol::Receipt::Line{.frame = frame}));
    QCOMPARE(depot.second->heard<protocol::TaskOrder>().back().task.state, TaskState::Cancelled);
}

void WorkTest::ACommandActsOnceAndExpires()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    const protocol::SendCommand ring{
        .command = CommandId{5}, .kind = CommandKind::Ring, .handset = {"H-001"}, .validSeconds = 60};
    QVERIFY(depot.asked<protocol::Done>(ring));
    QCOMPARE(depot.first->heard<protocol::CommandOrder>().size(), 1u);
    const auto say = [&](CommandState state) {
        depot.first->say(
            protocol::CommandReport{.command = CommandId{5}, .state = state, .at = depot.clock}, depot.clock);
        depot.settle();
    };
    say(CommandState::Delivered);
    say(CommandState::Succeeded);
    say(CommandState::Delivered); // out of order: ignored
    QCOMPARE(depot.hub->state().command(CommandId{5})->state, CommandState::Succeeded);
    QCOMPARE(depot.factsOf<protocol::CommandFact>().size(), 3u);

    const protocol::SendCommand unheard{
        .command = CommandId{6}, .kind = CommandKind::Ring, .handset = {"H-002"}, .validSeconds = 60};
    QVERIFY(depot.asked<protocol::Done>(unheard));
    depot.pass(200s);
    QCOMPARE(depot.hub->state().command(CommandId{6})->state, CommandState::Expired);
    depot.second->forget();
    depot.onDuty(*depot.second);
    depot.settle();
    QVERIFY(depot.second->heard<protocol::CommandOrder>().empty()); // never late
}

void WorkTest::NoConsoleSwitchesAPositionOn()
{
    DepotFixture depot;
    const protocol::SendCommand locate{
        .command = CommandId{5}, .kind = CommandKind::LocateNow, .handset = {"H-001"}};
    QCOMPARE(depot.asked<protocol::Refused>(locate)->why, Refusal::NotOnDuty);
    depot.onDuty(*depot.first, Duty::On, false);
    depot.settle();
    QCOMPARE(depot.asked<protocol::Refused>(locate)->why, Refusal::NotOnDuty);
    depot.clock += 1s;
    depot.onDuty(*depot.first, Duty::On, true);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(locate));
    protocol::CommandReport answer{
        .command = CommandId{5}, .state = CommandState::Succeeded, .at = depot.clock};
    answer.fix = protocol::Fix{.at = depot.clock, .position = {466'000'000, 23'000'000}};
    depot.first->say(answer, depot.clock);
    depot.settle();
    QCOMPARE(depot.trail("H-001").size(), 1u);
}

void WorkTest::ChangesOfDutyAreFactsAndHeartbeatsAreNot()
{
    DepotFixture depot;
    for (int i = 0; i < 5; ++i) {
        depot.onDuty(*depot.first);
        depot.settle();
        depot.clock += 10s;
    }
    const auto late = depot.first->sealed(
        protocol::StateReport{{.at = depot.clock - 30s, .duty = Duty::On, .sharing = true}}, depot.clock);
    depot.onDuty(*depot.first, Duty::OnBreak);
    depot.settle();
    // what it had said before comes late, from its outbox
    depot.first->sendBytes(protocol::Channel::Up, late.bytes);
    depot.settle();
    QCOMPARE(depot.factsOf<protocol::DutyFact>().size(), 2u);
    QCOMPARE(depot.first->receipts().size(), 7u);
}

void WorkTest::ChangesOfDutyThatComeLateAreInTheRecord()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    const auto began = depot.clock;
    std::vector<std::vector<std::byte>> outbox;
    for (const auto duty : {Duty::OnBreak, Duty::On}) { // without a link
        depot.clock += 60s;
        outbox.push_back(depot.first
                ->sealed(
                    protocol::StateReport{{.at = depot.clock, .duty = duty, .sharing = true}}, depot.clock)
                .bytes);
    }
    depot.clock += 60s;
    depot.onDuty(*depot.first); // the fresh heartbeat overtakes them
    depot.settle();
    for (const auto &bytes : outbox)
        depot.first->sendBytes(protocol::Channel::Up, bytes);
    depot.settle();
    const auto duties = depot.factsOf<protocol::DutyFact>();
    QVERIFY(std::ranges::contains(duties, Duty::OnBreak, &protocol::DutyFact::duty));
    QCOMPARE(duties.back().duty, Duty::On);
    const auto &slot = depot.hub->state().handsets().front();
    QCOMPARE(slot.duties.duty(), Duty::On);
    QCOMPARE(slot.duties.gateAt(began + 90s), domain::Gate::OnBreak);
    QCOMPARE(slot.duties.gateAt(began + 130s), domain::Gate::Open);
    QCOMPARE(slot.duties.gateAt(depot.clock), domain::Gate::Open);
    depot.killHub();
    QCOMPARE(depot.hub->state().handsets().front().duties.duty(), Duty::On);
}

void WorkTest::WhoWentOffDutyWhileHisClockWasWrongIsOffDuty()
{
    DepotFixture depot;
    const auto say = [&](Instant at, Duty duty) {
        depot.first->say(protocol::StateReport{{.at = at, .duty = duty, .sharing = true}}, at);
        depot.settle();
    };
    say(depot.clock, Duty::OnBreak);
    say(depot.clock + 100s, Duty::On); // his clock jumped ahead
    depot.clock += 10s;
    say(depot.clock, Duty::Off); // and was set right
    QCOMPARE(depot.hub->state().handsets().front().duties.duty(), Duty::Off);
    for (int i = 0; i < 15; ++i) {
        depot.clock += 10s;
        depot.at(*depot.first, 46.6, 2.3);
        depot.settle();
    }
    QVERIFY(depot.trail("H-001").empty());
    QCOMPARE(depot.hub->status(depot.clock).gatedOffDuty, 15u);
}

void WorkTest::ACancelledTaskIsTakenBackHoweverOftenItTakes()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    QVERIFY(depot.asked<protocol::Done>(protocol::ActOnTask{.task = TaskId{11}, .act = TaskAct::Cancel}));
    depot.pass(60s); // said three times into a line that may be dead
    depot.first->forget();
    depot.pass(60s);
    QVERIFY(depot.first->heard<protocol::TaskOrder>().empty());

    // It has the order and not its end: every step it reports is answered with the end.
    for (const auto act : {TaskAct::Deliver, TaskAct::Accept}) {
        depot.first->forget();
        depot.first->say(report(depot, act), depot.clock);
        depot.settle();
        QCOMPARE(depot.first->heard<protocol::TaskOrder>().back().task.state, TaskState::Cancelled);
    }
    depot.pass(60s);
    // And so is its coming back, for a day.
    depot.first->say(protocol::Goodbye{}, depot.clock);
    depot.settle();
    depot.first->forget();
    depot.onDuty(*depot.first);
    depot.settle();
    QCOMPARE(depot.first->heard<protocol::TaskOrder>().back().task.state, TaskState::Cancelled);
}

void WorkTest::AMovedTaskIsTakenBackAlsoByARestartedHub()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.onDuty(*depot.second);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    QVERIFY(depot.asked<protocol::Done>(send("H-002")));
    QVERIFY(depot.asked<protocol::Done>(visit(depot, 12)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001", 12)));
    QVERIFY(depot.asked<protocol::Done>(send("H-002", 12)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001", 12))); // and back again
    depot.killHub();
    depot.first->forget();
    depot.second->forget();
    depot.onDuty(*depot.first);
    depot.onDuty(*depot.second);
    depot.settle();
    const auto stateOf = [](const Party &handset, std::uint64_t id) {
        std::optional<TaskState> state;
        for (const auto &order : handset.heard<protocol::TaskOrder>())
            if (order.task.id == TaskId{id})
                state = order.task.state;
        return state;
    };
    QCOMPARE(stateOf(*depot.first, 11), TaskState::Cancelled);
    QCOMPARE(stateOf(*depot.second, 11), TaskState::Sent);
    QCOMPARE(stateOf(*depot.first, 12), TaskState::Sent);
    QCOMPARE(stateOf(*depot.second, 12), TaskState::Cancelled);
}

void WorkTest::ATaskNobodyKnowsIsTakenBack()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.first->say(report(depot, TaskAct::Accept, 404), depot.clock);
    depot.settle();
    QCOMPARE(depot.factsOf<protocol::RefusedFact>().front().why, Refusal::NoSuchTask);
    const auto order = depot.first->heard<protocol::TaskOrder>().back();
    QCOMPARE(order.task.id, TaskId{404});
    QCOMPARE(order.task.state, TaskState::Cancelled);
}

void WorkTest::AChangeIsLaterThanTheOneBeforeWhateverTheClockSays()
{
    // A handset that is told of two changes keeps the later one.
    DepotFixture depot;
    depot.onDuty(*depot.first);
    depot.settle();
    QVERIFY(depot.asked<protocol::Done>(visit(depot)));
    QVERIFY(depot.asked<protocol::Done>(send("H-001")));
    const auto sent = depot.first->heard<protocol::TaskOrder>().back().task.changedAt;
    depot.clock -= 10s;
    QVERIFY(depot.asked<protocol::Done>(protocol::ActOnTask{.task = TaskId{11}, .act = TaskAct::Cancel}));
    QVERIFY(depot.first->heard<protocol::TaskOrder>().back().task.changedAt > sent);
    QVERIFY(depot.hub->state().task(TaskId{11})->changedAt > sent);
}

void WorkTest::WhatNobodyAnsweredIsNotCarriedOutLater()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    QVERIFY(depot.asked<protocol::Snapshot>(protocol::AskSnapshot{}));
    // He presses twice while the hub stands still, and is told that nobody answers.
    depot.ask(visit(depot, 11));
    depot.clock += 5s;
    depot.ask(visit(depot, 12));
    depot.clock += 55s;
    depot.settle();
    const auto refused = depot.factsOf<protocol::RefusedFact>();
    QCOMPARE(refused.size(), 2u);
    QCOMPARE(refused.front().why, Refusal::TooLate);
    QVERIFY(depot.factsOf<protocol::TaskFact>().empty());
    QVERIFY(depot.asked<protocol::Done>(visit(depot, 13)));
}

void WorkTest::AConsoleWhoseClockIsWrongIsHeard()
{
    DepotFixture depot;
    depot.onDuty(*depot.first);
    const auto askBehind = [&](protocol::RequestBody body) {
        depot.console->say(
            protocol::Request{.by = {"cmorel"}, .operatorName = "Claire Morel", .body = std::move(body)},
            depot.clock - 3min);
        depot.settle();
    };
    askBehind(protocol::AskSnapshot{});
    askBehind(visit(depot));
    QVERIFY(depot.factsOf<protocol::RefusedFact>().empty());
    QCOMPARE(depot.factsOf<protocol::TaskFact>().size(), 1u);
}

FACTEO_TEST(WorkTest);
#include "work_test.moc"
