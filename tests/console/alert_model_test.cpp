// SPDX-License-Identifier: Apache-2.0
#include "console/alert_model.h"
#include "console/ids.h"
#include "console/sample_depot.h"
#include "console/wording.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

/// An AlertModel whose hub is the test.
struct AlertBench
{
    tests::SampleDepot depot{tests::kNow};
    Directory directory;
    std::vector<ActOnAlert> asked;
    std::vector<std::function<void(const Answer &)>> waiting;
    std::vector<std::pair<Position, std::function<void(QString)>>> lookUps;
    AlertModel model;
    QAbstractItemModelTester tester;

    AlertBench()
        : model(
              directory, OperatorId{"cmorel"},
              [this](const RequestBody &body, std::function<void(const Answer &)> then) {
                  asked.push_back(std::get<ActOnAlert>(body));
                  waiting.push_back(std::move(then));
              },
              [this](Position position, std::function<void(QString)> then) {
                  lookUps.emplace_back(position, std::move(then));
              }),
          tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        directory.take(depot.snapshot().roster);
        model.tick(tests::kNow);
    }

    [[nodiscard]] QVariant at(int row, AlertModel::Role role) const
    {
        return model.data(model.index(row), role);
    }
};

} // namespace

class AlertModelTest : public QObject
{
    Q_OBJECT

private slots:
    void WhoeverHasWaitedLongestStandsFirst()
    {
        AlertBench bench;
        auto late = bench.depot.alert(3, AlertState::Raised);
        auto early = bench.depot.alert(5, AlertState::Raised);
        early.recordedAt -= 20s;
        auto inHand = bench.depot.alert(7, AlertState::Claimed);
        inHand.recordedAt -= 5min;
        auto ended = bench.depot.alert(8, AlertState::Closed);
        for (const auto &alert : {ended, late, inHand, early})
            bench.model.apply(alert);
        QCOMPARE(bench.at(0, AlertModel::AlertIdRole).toString(), idText(early.id));
        QCOMPARE(bench.at(1, AlertModel::AlertIdRole).toString(), idText(late.id));
        QCOMPARE(bench.at(2, AlertModel::AlertIdRole).toString(), idText(inHand.id));
        QCOMPARE(bench.at(3, AlertModel::OpenRole).toBool(), false);
        QCOMPARE(bench.model.unanswered(), 2);
        QCOMPARE(bench.model.open(), 3);
        QCOMPARE(bench.model.mostUrgent(), idText(early.id));
    }

    void AClickChangesNothingUntilTheFactComesBack()
    {
        AlertBench bench;
        auto alert = bench.depot.alert(3, AlertState::Raised);
        bench.model.apply(alert);
        bench.model.acknowledge(idText(alert.id));
        QCOMPARE(bench.asked.size(), 1U);
        QCOMPARE(bench.asked.front().act, AlertAct::Acknowledge);
        QCOMPARE(bench.model.unanswered(), 1);
        QVERIFY(bench.at(0, AlertModel::AskingRole).toBool());
        bench.waiting.front()({ResponseBody{Done{.fact = 7}}});
        QCOMPARE(bench.model.unanswered(), 1);
        alert.state = AlertState::Acknowledged;
        bench.model.apply(alert);
        QCOMPARE(bench.model.unanswered(), 0);
        QVERIFY(bench.at(0, AlertModel::CanClaimRole).toBool());
    }

    void ARefusalStandsInWordsBesideTheAlert()
    {
        AlertBench bench;
        const auto alert = bench.depot.alert(3, AlertState::Raised);
        bench.model.apply(alert);
        bench.model.acknowledge(idText(alert.id));
        bench.waiting.front()({ResponseBody{Refused{.why = Refusal::NotFromThisState, .detail = {}}}});
        QCOMPARE(
            bench.at(0, AlertModel::RefusalRole).toString(), Wording::refusal(Refusal::NotFromThisState));
        QVERIFY(!bench.at(0, AlertModel::AskingRole).toBool());
    }

    void NoConnectionIsSaidToo()
    {
        AlertBench bench;
        const auto alert = bench.depot.alert(3, AlertState::Raised);
        bench.model.apply(alert);
        bench.model.acknowledge(idText(alert.id));
        bench.waiting.front()({std::unexpected(AskFailure::NotConnected)});
        QCOMPARE(bench.at(0, AlertModel::RefusalRole).toString(), Wording::failure(AskFailure::NotConnected));
    }

    void NobodyAsksTwiceForTheSame()
    {
        AlertBench bench;
        const auto alert = bench.depot.alert(3, AlertState::Raised);
        bench.model.apply(alert);
        bench.model.acknowledge(idText(alert.id));
        bench.model.acknowledge(idText(alert.id));
        QCOMPARE(bench.asked.size(), 1U);
    }

    void OnlyTheOwnerCallsBackAndEndsIt()
    {
        AlertBench bench;
        auto alert = bench.depot.alert(3, AlertState::Claimed);
        alert.owner = {"jdupont"};
        alert.ownerName = "Jean Dupont";
        bench.model.apply(alert);
        QVERIFY(!bench.at(0, AlertModel::CanCallBackRole).toBool());
        QVERIFY(bench.at(0, AlertModel::CanTakeOverRole).toBool());
        alert.owner = {"cmorel"};
        bench.model.apply(alert);
        QVERIFY(bench.at(0, AlertModel::CanCallBackRole).toBool());
        QVERIFY(!bench.at(0, AlertModel::CanResolveRole).toBool());
        alert.state = AlertState::Confirmed;
        bench.model.apply(alert);
        QVERIFY(bench.at(0, AlertModel::CanResolveRole).toBool());
        bench.model.resolve(idText(alert.id), 3, QStringLiteral("  chien "));
        QCOMPARE(bench.asked.back().outcome, AlertOutcome::Animal);
        QCOMPARE(bench.asked.back().reason, std::string("chien"));
    }

    void PressingAgainSoundsAgain()
    {
        AlertBench bench;
        QSignalSpy raised(&bench.model, &AlertModel::raised);
        auto alert = bench.depot.alert(3, AlertState::Raised);
        bench.model.apply(alert);
        QCOMPARE(raised.count(), 1);
        bench.model.apply(alert);
        QCOMPARE(raised.count(), 1);
        alert.occurrences = 2;
        bench.model.apply(alert);
        QCOMPARE(raised.count(), 2);
    }

    void AnAddressThatComesTooLateIsNoAddress()
    {
        AlertBench bench;
        auto alert = bench.depot.alert(3, AlertState::Raised);
        bench.model.apply(alert);
        QCOMPARE(
            bench.at(0, AlertModel::PlaceRole).toString(), Wording::coordinates(alert.lastFix->position));
        alert.lastFix->position.latE7 += 5'000;
        alert.lastFix->at += 10s;
        bench.model.apply(alert);
        QCOMPARE(bench.lookUps.size(), 2U);
        bench.lookUps[0].second(QStringLiteral("1 rue Vieille"));
        QCOMPARE(
            bench.at(0, AlertModel::PlaceRole).toString(), Wording::coordinates(alert.lastFix->position));
        bench.lookUps[1].second(QStringLiteral("2 rue Neuve"));
        QCOMPARE(bench.at(0, AlertModel::PlaceRole).toString(), QStringLiteral("2 rue Neuve"));
    }

    void AnOpenAlertFollowsItsPostman()
    {
        AlertBench bench;
        const auto alert = bench.depot.alert(3, AlertState::Claimed);
        bench.model.apply(alert);
        Fix fix = *alert.lastFix;
        fix.at += 10s;
        fix.position.latE7 += 900;
        bench.model.applyFix(alert.handset, fix);
        QCOMPARE(bench.model.rows().front().alert.lastFix, fix);
        // A fact that carries an older fix must not throw him back.
        bench.model.apply(alert);
        QCOMPARE(bench.model.rows().front().alert.lastFix, fix);
        auto without = alert;
        without.lastFix.reset();
        bench.model.apply(without);
        QCOMPARE(bench.model.rows().front().alert.lastFix, fix);
    }

    void ASnapshotLeavesNothingOfBefore()
    {
        AlertBench bench;
        const QSignalSpy reset(&bench.model, &QAbstractItemModel::modelReset);
        bench.model.apply(bench.depot.alert(3, AlertState::Raised));
        bench.model.apply(bench.depot.alert(4, AlertState::Raised));
        bench.model.applyAll({bench.depot.alert(4, AlertState::Claimed)});
        QCOMPARE(bench.model.rows().size(), 1U);
        QCOMPARE(bench.model.unanswered(), 0);
        QCOMPARE(reset.count(), 0);
    }

    void AnAlertIsAnnouncedOnceWhateverItsRank()
    {
        AlertBench bench;
        QSignalSpy announced(&bench.model, &AlertModel::announced);
        QSignalSpy located(&bench.model, &AlertModel::located);
        auto early = bench.depot.alert(6, AlertState::Raised);
        early.recordedAt -= 20s;
        const auto late = bench.depot.alert(3, AlertState::Raised);
        bench.model.apply(late);
        bench.model.apply(early); // overtakes
        bench.model.apply(late);
        QCOMPARE(announced.count(), 2);
        QCOMPARE(located.count(), 2);
        early.state = AlertState::Acknowledged;
        bench.model.apply(early); // the late one is first again, and known
        QCOMPARE(announced.count(), 2);
        early.state = AlertState::Raised;
        early.occurrences = 2;
        bench.model.apply(early); // nobody had claimed it: without an answer once more
        QCOMPARE(announced.count(), 3);
        QCOMPARE(announced.last().at(0).toString(), idText(early.id));
    }

    void WhereItIsIsSaidWhenItIsKnown()
    {
        AlertBench bench;
        QSignalSpy located(&bench.model, &AlertModel::located);
        auto alert = bench.depot.alert(3, AlertState::Raised);
        const auto fix = std::exchange(alert.lastFix, std::nullopt);
        bench.model.apply(alert);
        QCOMPARE(located.count(), 0);
        QVERIFY(!bench.model.whereIs(idText(alert.id)).isValid());
        bench.model.applyFix(alert.handset, *fix);
        QCOMPARE(located.count(), 1);
        QCOMPARE(bench.model.whereIs(idText(alert.id)).latitude(), fix->position.latDegrees());
    }

    void ASnapshotOfManyAlertsAnnouncesTheMostUrgentOne()
    {
        AlertBench bench;
        QSignalSpy announced(&bench.model, &AlertModel::announced);
        auto early = bench.depot.alert(5, AlertState::Raised);
        early.recordedAt -= 20s;
        bench.model.applyAll({bench.depot.alert(3, AlertState::Raised), early});
        QCOMPARE(announced.count(), 1);
        QCOMPARE(announced[0][0].toString(), idText(early.id));
    }

    void PressingAgainInHandIsNewsUntilSomebodyLooks()
    {
        for (const auto state : {AlertState::Claimed, AlertState::Verifying, AlertState::Confirmed}) {
            AlertBench bench;
            QSignalSpy raised(&bench.model, &AlertModel::raised);
            auto alert = bench.depot.alert(3, state);
            bench.model.apply(alert);
            QVERIFY(bench.model.pressedAgain().isEmpty());
            alert.occurrences = 2;
            bench.model.apply(alert);
            QCOMPARE(raised.count(), 2);
            QCOMPARE(bench.model.pressedAgain(), idText(alert.id));
            QVERIFY(!bench.at(0, AlertModel::PressesRole).toString().isEmpty());
            QVERIFY(!bench.model.sounding()); // one burst, and the strip
            bench.model.apply(alert);
            QCOMPARE(bench.model.pressedAgain(), idText(alert.id));
            bench.model.lookedAt(idText(alert.id));
            QVERIFY(bench.model.pressedAgain().isEmpty());
        }
    }

    void AllIsWellTakenBackSoundsAgain()
    {
        AlertBench bench;
        auto alert = bench.depot.alert(3, AlertState::FalseAlarm);
        bench.model.apply(alert);
        QVERIFY(!bench.model.sounding());
        alert.state = AlertState::Raised;
        alert.occurrences = 2;
        bench.model.apply(alert);
        QVERIFY(bench.model.sounding());
        QCOMPARE(bench.model.mostUrgent(), idText(alert.id));
    }
};

FACTEO_TEST(AlertModelTest);
#include "alert_model_test.moc"
