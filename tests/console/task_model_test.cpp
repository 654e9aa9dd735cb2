// SPDX-License-Identifier: Apache-2.0
#include "console/ids.h"
#include "console/sample_depot.h"
#include "console/task_model.h"
#include "console/wording.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

struct TaskBench
{
    tests::SampleDepot depot{tests::kNow};
    Directory directory;
    std::vector<RequestBody> asked;
    std::vector<std::function<void(const Answer &)>> waiting;
    TaskModel model;
    QAbstractItemModelTester tester;

    TaskBench()
        : model(directory,
              [this](const RequestBody &body, std::function<void(const Answer &)> then) {
                  asked.push_back(body);
                  waiting.push_back(std::move(then));
              }),
          tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        directory.take(depot.snapshot().roster);
        model.tick(tests::kNow);
    }

    [[nodiscard]] QVariant at(int row, TaskModel::Role role) const
    {
        return model.data(model.index(row), role);
    }

    QString create(const QString &handset)
    {
        const auto from = static_cast<double>((tests::kNow + 10min).time_since_epoch().count());
        return model.createVisit(QStringLiteral("Mme Lambert"), QStringLiteral("3 rue du Moulin"), 46.6, 2.3,
            {}, from, from + 7'200'000, handset);
    }
};

} // namespace

class TaskModelTest : public QObject
{
    Q_OBJECT

private slots:
    void WhatNobodyHasStandsFirstAndWhatEndedLast()
    {
        TaskBench bench;
        bench.model.apply(bench.depot.task(1, TaskState::Done));
        bench.model.apply(bench.depot.task(2, TaskState::EnRoute));
        bench.model.apply(bench.depot.task(3, TaskState::Declined));
        QCOMPARE(bench.at(0, TaskModel::NumberRole).toInt(), 3);
        QCOMPARE(bench.at(1, TaskModel::NumberRole).toInt(), 2);
        QCOMPARE(bench.at(2, TaskModel::NumberRole).toInt(), 1);
        QCOMPARE(bench.model.open(), 2);
        QCOMPARE(bench.model.toSend(), 1);
    }

    void AVisitIsSentOnlyAfterItWasRecorded()
    {
        TaskBench bench;
        QSignalSpy created(&bench.model, &TaskModel::created);
        const auto id = bench.create(QStringLiteral("H-004"));
        QVERIFY(!id.isEmpty());
        QCOMPARE(bench.asked.size(), 1U);
        QCOMPARE(bench.model.rowCount({}), 0); // nothing is there before the hub says so
        bench.waiting[0]({ResponseBody{Done{.fact = 9}}});
        QCOMPARE(created.count(), 1);
        QCOMPARE(bench.asked.size(), 2U);
        const auto &send = std::get<ActOnTask>(bench.asked[1]);
        QCOMPARE(send.act, TaskAct::Send);
        QCOMPARE(send.handset.text, std::string("H-004"));
        QCOMPARE(idText(send.task), id);
    }

    void ARefusedVisitIsNotSentAndSaysWhy()
    {
        TaskBench bench;
        bench.create(QStringLiteral("H-004"));
        bench.waiting[0]({ResponseBody{Refused{.why = Refusal::NotSaved, .detail = {}}}});
        QCOMPARE(bench.asked.size(), 1U);
        QCOMPARE(bench.model.creationRefusal(), Wording::refusal(Refusal::NotSaved));
    }

    void AfterARefusalTheVisitMayBeTriedAgain()
    {
        TaskBench bench;
        bench.create({});
        QVERIFY(bench.model.creating());
        bench.waiting[0]({ResponseBody{Refused{.why = Refusal::NotSaved, .detail = {}}}});
        QVERIFY(!bench.model.creating());
    }

    void AVisitWhoseAnswerWasLostIsSentWhenItsFactComes()
    {
        TaskBench bench;
        QSignalSpy created(&bench.model, &TaskModel::created);
        const auto id = bench.create(QStringLiteral("H-004"));
        bench.waiting[0]({std::unexpected(AskFailure::NoAnswer)});
        QVERIFY(!bench.model.creating());
        QVERIFY(!bench.model.creationRefusal().isEmpty());
        auto task = bench.depot.task(1, TaskState::Planned);
        task.id = *idFrom<TaskId>(id);
        bench.model.apply(task);
        QCOMPARE(created.count(), 1);
        QVERIFY(bench.model.creationRefusal().isEmpty());
        QCOMPARE(std::get<ActOnTask>(bench.asked.back()).act, TaskAct::Send);
        bench.model.apply(task);
        QCOMPARE(created.count(), 1);
    }

    void WhatIsMissingIsSaidWithoutAskingTheHub()
    {
        TaskBench bench;
        const auto from = static_cast<double>((tests::kNow + 10min).time_since_epoch().count());
        QVERIFY(
            bench.model.createVisit({}, QStringLiteral("3 rue du Moulin"), 46.6, 2.3, {}, from, from + 1, {})
                .isEmpty());
        QVERIFY(bench.asked.empty());
        QVERIFY(!bench.model.creationRefusal().isEmpty());
    }

    void ADeclinedTaskSaysWhyAndMayBeSentAgain()
    {
        TaskBench bench;
        auto task = bench.depot.task(2, TaskState::Accepted);
        bench.model.apply(task);
        QVERIFY(!bench.at(0, TaskModel::CanSendRole).toBool());
        task.state = TaskState::Declined;
        task.declineReason = "Trop loin";
        task.handset = {};
        task.postman = {};
        bench.model.apply(task);
        QVERIFY(bench.at(0, TaskModel::CanSendRole).toBool());
        QCOMPARE(bench.at(0, TaskModel::DeclineReasonRole).toString(), QStringLiteral("Trop loin"));
        bench.model.send(idText(task.id), QStringLiteral("H-005"));
        QCOMPARE(std::get<ActOnTask>(bench.asked.back()).handset.text, std::string("H-005"));
    }

    void AWindowThatRanOutMakesItLate()
    {
        TaskBench bench;
        const auto task = bench.depot.task(2, TaskState::Sent);
        bench.model.apply(task);
        QVERIFY(!bench.at(0, TaskModel::LateRole).toBool());
        bench.model.tick(task.windowTo + 1s);
        QVERIFY(bench.at(0, TaskModel::LateRole).toBool());
    }

    void AReportIsReadableInWords()
    {
        TaskBench bench;
        auto task = bench.depot.task(2, TaskState::Done);
        task.report = VisitReport{.wellbeing = Wellbeing::Bad,
            .pain = true,
            .needsMedicines = true,
            .otherNeed = "Ampoule",
            .observations = "Fatiguée",
            .beganAt = tests::kNow - 10min,
            .endedAt = tests::kNow - 2min};
        bench.model.apply(task);
        QVERIFY(bench.at(0, TaskModel::HasReportRole).toBool());
        QCOMPARE(bench.at(0, TaskModel::WellbeingRole).toString(), Wording::wellbeing(Wellbeing::Bad));
        QVERIFY(bench.at(0, TaskModel::NeedsRole).toString().contains(QStringLiteral("Ampoule")));
        QVERIFY(bench.at(0, TaskModel::VisitTimeRole).toString().contains(QStringLiteral("8 min")));
    }
};

FACTEO_TEST(TaskModelTest);
#include "task_model_test.moc"
