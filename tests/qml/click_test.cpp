// SPDX-License-Identifier: Apache-2.0
#include "console/ids.h"
#include "console/map/fleet_layer.h"
#include "desk_window.h"
#include "support/registry.h"

#include <QSignalSpy>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace facteo::tests;
using namespace std::chrono_literals;

class ClickTest : public QObject
{
    Q_OBJECT

private slots:
    void AnAlertIsAnsweredFromBeginToEndByKeyboard()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        auto alert = page.depot.alert(3, AlertState::Raised);
        page.take(AlertFact{AlertAct::Raise, alert, {}});
        QTRY_VERIFY(page.button(QStringLiteral("Acknowledge")));

        const auto lastAct = [&] { return std::get<ActOnAlert>(page.asked.back()); };
        const auto carriedOut = [&](AlertAct act, AlertState state) {
            page.waiting.back()({ResponseBody{Done{.fact = 1}}});
            alert.state = state;
            page.take(AlertFact{act, alert, {}});
        };
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.press(Qt::Key_A);
        QTRY_COMPARE(page.asked.size(), 1U);
        QCOMPARE(lastAct().act, AlertAct::Acknowledge);
        carriedOut(AlertAct::Acknowledge, AlertState::Acknowledged);

        QTRY_VERIFY(page.button(QStringLiteral("I look after it")));
        page.press(Qt::Key_C);
        QTRY_COMPARE(page.asked.size(), 2U);
        QCOMPARE(lastAct().act, AlertAct::Claim);
        alert.owner = {"cmorel"};
        alert.ownerName = "Claire Morel";
        carriedOut(AlertAct::Claim, AlertState::Claimed);

        QTRY_VERIFY(page.button(QStringLiteral("Needs help")));
        page.press(Qt::Key_H);
        QTRY_COMPARE(page.asked.size(), 3U);
        QCOMPARE(lastAct().act, AlertAct::CallBackNeedsHelp);
        carriedOut(AlertAct::CallBackNeedsHelp, AlertState::Confirmed);

        QTRY_VERIFY(page.button(QStringLiteral("End the alert")));
        page.press(Qt::Key_4);
        page.type(QStringLiteral("dog, owner told"));
        page.press(Qt::Key_Return);
        QTRY_COMPARE(page.asked.size(), 4U);
        QCOMPARE(lastAct().act, AlertAct::Resolve);
        QCOMPARE(lastAct().outcome, AlertOutcome::Animal);
        QCOMPARE(lastAct().reason, std::string("dog, owner told"));
        QCOMPARE(page.warnings, 0);
    }

    void WordsThatAreBeingTypedNeverAnswerAnotherAlert()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        auto mine = page.depot.alert(3, AlertState::Confirmed);
        mine.owner = {"cmorel"};
        page.take(AlertFact{AlertAct::Raise, mine, {}});
        page.show(mine);
        QTRY_VERIFY(page.button(QStringLiteral("End the alert")));
        page.press(Qt::Key_4);
        page.type(QStringLiteral("chien"));
        const auto other = page.depot.alert(20, AlertState::Raised);
        page.take(AlertFact{AlertAct::Raise, other, {}});
        QTRY_VERIFY(page.button(QStringLiteral("Acknowledge")));
        page.type(QStringLiteral(" tenu cash"));
        QCOMPARE(page.asked.size(), 0U);
        QCOMPARE(page.frame()->property("alertId").toString(), idText(mine.id));
        page.press(Qt::Key_Return);
        QTRY_COMPARE(page.asked.size(), 1U);
        const auto act = std::get<ActOnAlert>(page.asked[0]);
        QCOMPARE(act.alert, mine.id);
        QCOMPARE(act.reason, std::string("chien tenu cash"));
    }

    void AnAlertInWorkIsNotPushedAsideByANewOne()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        auto mine = page.depot.alert(3, AlertState::Claimed);
        mine.owner = {"cmorel"};
        page.take(AlertFact{AlertAct::Raise, mine, {}});
        page.show(mine);
        QTRY_VERIFY(page.button(QStringLiteral("Needs help")));
        page.take(AlertFact{AlertAct::Raise, page.depot.alert(20, AlertState::Raised), {}});
        QTRY_VERIFY(page.button(QStringLiteral("Acknowledge")));
        QCOMPARE(page.frame()->property("alertId").toString(), idText(mine.id));
        page.press(Qt::Key_H);
        QTRY_COMPARE(page.asked.size(), 1U);
        QCOMPARE(std::get<ActOnAlert>(page.asked[0]).alert, mine.id);
    }

    void WhatAppearedThisMomentIsNotAnsweredByAKeyThatWasAlreadyGoingDown()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.frame()->setProperty("settleMs", 3'600'000);
        page.take(AlertFact{AlertAct::Raise, page.depot.alert(3, AlertState::Raised), {}});
        QTRY_VERIFY(page.button(QStringLiteral("Acknowledge")));
        page.press(Qt::Key_A);
        page.press(Qt::Key_F2);
        QCOMPARE(page.asked.size(), 0U);
        page.frame()->setProperty("settleMs", 0);
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.press(Qt::Key_A);
        QTRY_COMPARE(page.asked.size(), 1U);
    }

    void AKeyThatIsHeldAnswersOneAlertOnly()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        auto first = page.depot.alert(3, AlertState::Raised);
        first.recordedAt -= 20s;
        page.take(AlertFact{AlertAct::Raise, first, {}});
        page.take(AlertFact{AlertAct::Raise, page.depot.alert(4, AlertState::Raised), {}});
        QTRY_VERIFY(page.button(QStringLiteral("Acknowledge")));
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.press(Qt::Key_A);
        QTRY_COMPARE(page.asked.size(), 1U);
        first.state = AlertState::Acknowledged;
        page.waiting[0]({ResponseBody{Done{.fact = 1}}});
        page.take(AlertFact{AlertAct::Acknowledge, first, {}});
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        for (int i = 0; i < 5; ++i)
            QTest::simulateEvent(page.window, true, Qt::Key_A, {}, QStringLiteral("a"), true);
        QCOMPARE(page.asked.size(), 1U);
        page.press(Qt::Key_A);
        QTRY_COMPARE(page.asked.size(), 2U);
    }

    void AFieldOnAPageThatWasLeftTakesNoKeys()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        page.press(Qt::Key_Slash);
        page.type(QStringLiteral("dup"));
        QTRY_VERIFY(page.frame()->property("typing").toBool());
        QTest::keyClick(page.window, Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(!page.frame()->property("typing").toBool());
        page.take(AlertFact{AlertAct::Raise, page.depot.alert(3, AlertState::Raised), {}});
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.press(Qt::Key_A);
        QTRY_COMPARE(page.asked.size(), 1U);
    }

    void WhoeverIsTypingAnswersWithAFunctionKey()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        page.press(Qt::Key_Slash);
        QTRY_VERIFY(page.frame()->property("typing").toBool());
        auto alert = page.depot.alert(3, AlertState::Raised);
        page.take(AlertFact{AlertAct::Raise, alert, {}});
        QTRY_VERIFY(page.button(QStringLiteral("Acknowledge")));
        QCOMPARE(
            page.button(QStringLiteral("Acknowledge"))->property("keyHint").toString(), QStringLiteral("F2"));
        page.type(QStringLiteral("aa"));
        QCOMPARE(page.asked.size(), 0U);
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.press(Qt::Key_F2);
        QTRY_COMPARE(page.asked.size(), 1U);
        page.waiting[0]({ResponseBody{Done{.fact = 1}}});
        alert.state = AlertState::Acknowledged;
        page.take(AlertFact{AlertAct::Acknowledge, alert, {}});
        QTRY_VERIFY(page.button(QStringLiteral("I look after it")));
        page.press(Qt::Key_F3);
        QTRY_COMPARE(page.asked.size(), 2U);
        QCOMPARE(std::get<ActOnAlert>(page.asked[1]).act, AlertAct::Claim);
    }

    void PressingAgainStandsAcrossTheWindowUntilItWasLookedAt()
    {
        DeskWindow page;
        QVERIFY(page.window);
        auto alert = page.depot.alert(3, AlertState::Claimed);
        alert.owner = {"cmorel"};
        page.take(AlertFact{AlertAct::Raise, alert, {}});
        QVERIFY(!page.button(QStringLiteral("Show")));
        alert.occurrences = 2;
        page.take(AlertFact{AlertAct::Repeat, alert, {}});
        QTRY_VERIFY(page.button(QStringLiteral("Show")));
        page.press(Qt::Key_F4);
        QTRY_VERIFY(page.desk.alerts()->pressedAgain().isEmpty());
        QCOMPARE(page.frame()->property("alertId").toString(), idText(alert.id));
        QCOMPARE(page.warnings, 0);
    }

    void WhatSomebodyWritesOutlivesAChangeOfRank()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        auto mine = page.depot.alert(3, AlertState::Confirmed);
        mine.owner = {"cmorel"};
        page.take(AlertFact{AlertAct::Raise, mine, {}});
        page.show(mine);
        QTRY_VERIFY(page.button(QStringLiteral("End the alert")));
        page.press(Qt::Key_4);
        page.type(QStringLiteral("chi"));
        auto older = page.depot.alert(9, AlertState::Claimed);
        older.recordedAt -= 5min;
        page.take(AlertFact{AlertAct::Raise, older, {}}); // comes before mine
        mine.recordedAt -= 10min;
        page.take(AlertFact{AlertAct::Repeat, mine, {}}); // mine moves up again
        page.type(QStringLiteral("en"));
        page.press(Qt::Key_Return);
        QTRY_COMPARE(page.asked.size(), 1U);
        QCOMPARE(std::get<ActOnAlert>(page.asked[0]).reason, std::string("chien"));
        QCOMPARE(std::get<ActOnAlert>(page.asked[0]).outcome, AlertOutcome::Animal);
    }

    void TheSignOfAnAlertOnTheMapOpensTheAlert()
    {
        DeskWindow page;
        QVERIFY(page.window);
        auto mine = page.depot.alert(3, AlertState::Claimed);
        mine.owner = {"cmorel"};
        page.take(AlertFact{AlertAct::Raise, mine, {}});
        const auto click = [&](const char *handset) {
            QMetaObject::invokeMethod(
                page.frame(), "showWhatMatters", Q_ARG(QString, QString::fromLatin1(handset)));
        };
        click("H-004");
        QCOMPARE(page.frame()->property("alertId").toString(), idText(mine.id));
        QCOMPARE(page.frame()->property("page").toInt(), 1);
        click("H-007");
        QCOMPARE(page.frame()->property("page").toInt(), 0);
        QCOMPARE(page.desk.selection()->handset(), QStringLiteral("H-007"));
    }

    void WhoSharesNoPositionHasASignpostAtHisRound()
    {
        DeskWindow page;
        QVERIFY(page.window);
        auto *dots = qobject_cast<FleetLayer *>(page.item(QStringLiteral("dots")));
        QVERIFY(dots);
        const auto &points = page.desk.postmen()->feed()->points();
        const auto signposts = [&] {
            QStringList handsets;
            for (const auto &seen : dots->picture().seen)
                if (points.state[seen.row] == DotState::RoundOnly)
                    handsets << points.handset[seen.row];
            return handsets;
        };
        // H-005 and H-014 share no position; of H-050 no round is known.
        QTRY_VERIFY(signposts().contains(QStringLiteral("H-005")));
        QVERIFY(signposts().contains(QStringLiteral("H-014")));
        QVERIFY(!signposts().contains(QStringLiteral("H-050")));
    }

    void AMapThatCannotBeShownIsSaidAndNobodyWaitsForIt()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.window->setProperty("mapSource", QUrl::fromLocalFile(QStringLiteral("/nowhere/town.facteomap")));
        QTRY_VERIFY(page.hasNotice(QStringLiteral("The map package is not there")));
        QVERIFY(page.window->property("mapReady").toBool());
    }

    void ReturnOnAnAlertOpensItAndAnswersNothing()
    {
        DeskWindow page;
        QVERIFY(page.window);
        const auto alert = page.depot.alert(3, AlertState::Raised);
        page.take(AlertFact{AlertAct::Raise, alert, {}});
        page.frame()->setProperty("alertId", QString());
        QTest::keyClick(page.window, Qt::Key_2, Qt::ControlModifier);
        for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
            page.frame()->setProperty("alertId", QString());
            QTRY_VERIFY(page.isInList());
            page.press(Qt::Key_Down);
            page.press(key);
            QTRY_COMPARE(page.frame()->property("alertId").toString(), idText(alert.id));
        }
        QCOMPARE(page.asked.size(), 0U);
    }

    void EscapeLeavesTheFieldFirstAndThePanelThen()
    {
        DeskWindow page;
        QVERIFY(page.window);
        auto mine = page.depot.alert(3, AlertState::Confirmed);
        mine.owner = {"cmorel"};
        page.take(AlertFact{AlertAct::Raise, mine, {}});
        page.show(mine);
        QTRY_VERIFY(page.button(QStringLiteral("End the alert")));
        page.press(Qt::Key_4);
        QTRY_VERIFY(page.frame()->property("typing").toBool());
        page.press(Qt::Key_Escape);
        QTRY_VERIFY(!page.frame()->property("typing").toBool());
        QCOMPARE(page.frame()->property("alertId").toString(), idText(mine.id));
        page.press(Qt::Key_Escape);
        QTRY_VERIFY(page.frame()->property("alertId").toString().isEmpty());
        QTRY_VERIFY(page.isInList());
    }

    void AHalfWrittenVisitOutlivesAnAlert()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        page.window->setProperty("page", 2);
        QTRY_VERIFY(page.button(QStringLiteral("New home visit")));
        page.click(QStringLiteral("New home visit"));
        QTRY_VERIFY(page.frame()->property("typing").toBool());
        page.type(QStringLiteral("moulin"));
        QTRY_COMPARE(page.desk.addresses()->count(), 1);
        page.press(Qt::Key_Return);
        page.type(QStringLiteral("Mme Lambert"));
        page.take(AlertFact{AlertAct::Raise, page.depot.alert(3, AlertState::Raised), {}});
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.press(Qt::Key_F2);
        QTRY_COMPARE(page.frame()->property("page").toInt(), 1);
        page.window->setProperty("page", 2);
        QTRY_VERIFY(page.button(QStringLiteral("Create, send later")));
        QVERIFY(page.button(QStringLiteral("Create, send later"))->isEnabled());
        QMetaObject::invokeMethod(page.button(QStringLiteral("Create, send later")), "click");
        QTRY_COMPARE(page.asked.size(), 2U);
        QCOMPARE(std::get<CreateTask>(page.asked[1]).task.beneficiary, std::string("Mme Lambert"));
        // A refusal leaves the form as it is, and alive.
        QVERIFY(!page.button(QStringLiteral("Create, send later"))->isEnabled());
        page.waiting[1]({ResponseBody{Refused{.why = Refusal::NotSaved, .detail = {}}}});
        QTRY_VERIFY(page.button(QStringLiteral("Create, send later"))->isEnabled());
    }

    void AHomeVisitIsSentInThreeClicks()
    {
        DeskWindow page;
        QVERIFY(page.window);
        page.window->setProperty("page", 2);
        QTRY_VERIFY(page.button(QStringLiteral("New home visit")));
        page.click(QStringLiteral("New home visit")); // 1
        QTRY_VERIFY(
            page.window->activeFocusItem() && page.window->activeFocusItem()->inherits("QQuickTextField"));
        page.type(QStringLiteral("moulin"));
        QTRY_COMPARE(page.desk.addresses()->count(), 1);
        page.press(Qt::Key_Return); // the first that fits; the keyboard is in "Whom" then
        QTRY_VERIFY(page.desk.candidates()->count() > 0);
        page.type(QStringLiteral("Mme Lambert"));
        const auto best = page.desk.candidates()->rows().front().candidate.handset;
        QTRY_VERIFY(page.button(QStringLiteral("Send")) && page.button(QStringLiteral("Send"))->isEnabled());
        page.click(QStringLiteral("Send")); // 2
        QTRY_COMPARE(page.asked.size(), 1U);
        const auto created = std::get<CreateTask>(page.asked[0]).task;
        QCOMPARE(created.beneficiary, std::string("Mme Lambert"));
        QVERIFY(created.address.starts_with("12 rue du Moulin"));
        QVERIFY(created.windowFrom >= kNow && created.windowTo > created.windowFrom);
        page.waiting[0]({ResponseBody{Done{.fact = 1}}});
        QTRY_COMPARE(page.asked.size(), 2U);
        QCOMPARE(std::get<ActOnTask>(page.asked[1]).handset, best);
        QCOMPARE(page.warnings, 0);
    }

    void WhatTheHubRefusesStandsBesideTheButton()
    {
        DeskWindow page;
        QVERIFY(page.window);
        const auto alert = page.depot.alert(3, AlertState::Acknowledged);
        page.take(AlertFact{AlertAct::Raise, alert, {}});
        page.window->setProperty("page", 1);
        page.frame()->setProperty("alertId", idText(alert.id));
        QTRY_VERIFY(page.button(QStringLiteral("I look after it")));
        page.click(QStringLiteral("I look after it"));
        QTRY_COMPARE(page.asked.size(), 1U);
        page.waiting[0]({ResponseBody{Refused{.why = Refusal::NotSaved, .detail = {}}}});
        QTRY_VERIFY(page.button(QStringLiteral("I look after it"))->isEnabled());
        QVERIFY(page.desk.alerts()->rows().front().refusal == Unmet(Refusal::NotSaved));
    }
};

FACTEO_TEST(ClickTest);
#include "click_test.moc"
