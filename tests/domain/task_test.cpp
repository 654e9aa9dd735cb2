// SPDX-License-Identifier: Apache-2.0
#include "domain/command.h"
#include "domain/task.h"
#include "support/registry.h"

using namespace facteo::domain;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

constexpr std::array kTaskStates{TaskState::Planned, TaskState::Sent, TaskState::Delivered, TaskState::Seen,
    TaskState::Accepted, TaskState::Declined, TaskState::EnRoute, TaskState::Arrived, TaskState::Done,
    TaskState::Cancelled};
constexpr std::array kTaskActs{TaskAct::Create, TaskAct::Send, TaskAct::Deliver, TaskAct::See,
    TaskAct::Accept, TaskAct::Decline, TaskAct::SetOut, TaskAct::Arrive, TaskAct::Finish, TaskAct::Cancel};

const HandsetId kJean{"H-001"};
const HandsetId kPaule{"H-002"};

Task taskIn(TaskState state)
{
    Task task;
    task.id = TaskId{3};
    task.state = state;
    task.handset = kJean;
    task.beneficiary = "Mme Ardouin";
    task.address = "12 Rue des Tilleuls";
    task.windowFrom = Instant{1h};
    task.windowTo = Instant{3h};
    return task;
}

} // namespace

class TaskTest : public QObject
{
    Q_OBJECT

private slots:
    void GoesOnlyWhereTheTableSays()
    {
        std::size_t allowed = 0;
        for (const auto from : kTaskStates)
            for (const auto act : kTaskActs)
                allowed += next(from, act).has_value() ? 1 : 0;
        QCOMPARE(allowed, kTaskMoves.size());
    }

    void NothingLeavesAnEnd()
    {
        for (const auto from : kTaskStates)
            for (const auto act : kTaskActs)
                QVERIFY(isOpen(from) || !next(from, act));
    }

    void OnlyTheHolderReports()
    {
        const TaskStep step{.act = TaskAct::Accept, .from = kPaule, .reason = {}, .report = {}};
        QCOMPARE(refusalOf(taskIn(TaskState::Seen), step), Refusal::NotAllowed);
    }

    void AHandsetCannotSendOrCancel()
    {
        for (const auto act : {TaskAct::Create, TaskAct::Send, TaskAct::Cancel}) {
            const TaskStep step{.act = act, .from = kJean, .reason = {}, .report = {}};
            QCOMPARE(refusalOf(taskIn(TaskState::Seen), step), Refusal::NotAllowed);
        }
    }

    void DecliningNeedsAReasonAndGivesTheTaskBack()
    {
        TaskStep step{.act = TaskAct::Decline, .from = kJean, .reason = {}, .report = {}};
        QCOMPARE(refusalOf(taskIn(TaskState::Seen), step), Refusal::ReasonRequired);
        step.reason = "Too far from my round";
        QVERIFY(!refusalOf(taskIn(TaskState::Seen), step));
        const auto back = carriedOut(taskIn(TaskState::Seen), step, Instant{1s});
        QVERIFY(back.handset.empty());
        QVERIFY(next(back.state, TaskAct::Send).has_value());
    }

    void DoneMeansReported()
    {
        TaskStep step{.act = TaskAct::Finish, .from = kJean, .reason = {}, .report = {}};
        QCOMPARE(refusalOf(taskIn(TaskState::Arrived), step), Refusal::Malformed);
        step.report = VisitReport{.wellbeing = Wellbeing::Ok};
        QVERIFY(!refusalOf(taskIn(TaskState::Arrived), step));
        QCOMPARE(carriedOut(taskIn(TaskState::Arrived), step, Instant{1s}).report, step.report);
    }

    void ATaskNeedsSomebodySomewhereInTheFuture()
    {
        QVERIFY(!refusalOfNew(taskIn(TaskState::Planned), Instant{1h}));
        QCOMPARE(refusalOfNew(taskIn(TaskState::Planned), Instant{3h}), Refusal::TooLate);
        auto nobody = taskIn(TaskState::Planned);
        nobody.beneficiary.clear();
        QCOMPARE(refusalOfNew(nobody, Instant{1h}), Refusal::Malformed);
        auto backwards = taskIn(TaskState::Planned);
        std::swap(backwards.windowFrom, backwards.windowTo);
        QCOMPARE(refusalOfNew(backwards, Instant{0h}), Refusal::Malformed);
    }

    void CommandsEndOnceAndForAll()
    {
        constexpr std::array ends{CommandState::Succeeded, CommandState::Failed, CommandState::Expired};
        constexpr std::array all{CommandState::Queued, CommandState::Delivered, CommandState::Succeeded,
            CommandState::Failed, CommandState::Expired};
        for (const auto from : ends)
            for (const auto to : all)
                QVERIFY(!mayMove(from, to));
        QVERIFY(mayMove(CommandState::Queued, CommandState::Succeeded)); // the delivery report came late
    }
};

FACTEO_TEST(TaskTest);
#include "task_test.moc"
