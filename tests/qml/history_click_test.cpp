// SPDX-License-Identifier: Apache-2.0
#include "desk_window.h"
#include "geo/distance.h"
#include "geo/track.h"
#include "support/registry.h"

#include <QtQuickTest/quicktest.h>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

/// An hour on foot with half an hour of silence in it.
std::vector<Fix> walk()
{
    std::vector<Fix> track;
    Position place{466'012'000, 23'034'000};
    for (int i = 0; i < 360; ++i) {
        place = geo::destination(place, 90.0 * (i / 60), 13);
        track.push_back({.at = tests::kNow - 3h + i * 10s + (i >= 180 ? 30min : 0min),
            .position = place,
            .accuracyDm = 60});
    }
    return track;
}

void answer(const tests::DeskWindow &page, ResponseBody body)
{
    page.waiting.back()({std::move(body)});
}

void clickOn(const tests::DeskWindow &page, QQuickItem *item, Qt::MouseButton mouse = Qt::LeftButton)
{
    std::ignore = QQuickTest::qWaitForPolish(page.window);
    QTest::mouseClick(
        page.window, mouse, {}, item->mapToScene({item->width() / 2, item->height() / 2}).toPoint());
}

} // namespace

class HistoryClickTest : public QObject
{
    Q_OBJECT

private slots:
    void ADayIsAskedForWithAPurposeAndReplayedByKeyboard()
    {
        tests::DeskWindow page;
        QVERIFY(page.window);
        page.desk.selection()->select(QStringLiteral("H-004"));
        QTRY_VERIFY(page.button(QStringLiteral("History: a whole day")));
        page.press(Qt::Key_H);
        QTRY_VERIFY(page.button(QStringLiteral("Show the day")));
        QVERIFY(!page.button(QStringLiteral("Show the day"))->isEnabled()); // nothing is chosen for him
        QVERIFY(page.hasNotice(
            QStringLiteral("Your name, the time and this purpose are written into the ledger")));
        page.press(Qt::Key_Down); // the keyboard is at the first purpose
        page.press(Qt::Key_Space);
        QTRY_VERIFY(page.button(QStringLiteral("Show the day"))->isEnabled());
        page.click(QStringLiteral("Show the day"));
        QCOMPARE(page.asked.size(), 1U);
        QCOMPARE(std::get<AskTrail>(page.asked[0]).handset.text, "H-004");
        QCOMPARE(std::get<AskTrail>(page.asked[0]).purpose, "Proof of a delivery or a service");
        QTRY_VERIFY(page.hasNotice(QStringLiteral("The hub is asked…")));

        const auto track = walk();
        answer(page, TrailPage{.handset = {"H-004"}, .fixes = track});
        auto *slider = page.item(QStringLiteral("replaySlider"));
        QTRY_VERIFY(slider && slider->isVisible());
        QTRY_VERIFY(slider->hasActiveFocus());
        auto *replay = page.desk.dayTrail()->replay();
        page.press(Qt::Key_Right);
        QCOMPARE(replay->at(), track.front().at + 10s);
        page.press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(replay->at(), track.front().at + 70s);
        QCOMPARE(replay->position(), geo::positionAt(track, replay->at()));
        page.press(Qt::Key_End);
        QCOMPARE(replay->at(), track.back().at);
        page.press(Qt::Key_Home);
        QCOMPARE(replay->at(), track.front().at);
        page.press(Qt::Key_Up);
        QCOMPARE(replay->speed(), 30);
        page.click(QStringLiteral("60×"));
        QCOMPARE(replay->speed(), 60);
        page.press(Qt::Key_Space);
        QVERIFY(replay->isPlaying());
        QTRY_VERIFY(replay->at() > track.front().at); // frames move it
        page.press(Qt::Key_Space);
        QVERIFY(!replay->isPlaying());
        QCOMPARE(replay->position(), geo::positionAt(track, replay->at()));

        page.click(QStringLiteral("Who was near?"));
        QTRY_VERIFY(!slider->isVisible()); // a day's bar belongs to the day
        page.click(QStringLiteral("A day"));
        QTRY_VERIFY(slider->isVisible());

        auto *log = page.item(QStringLiteral("dayLog"));
        QCOMPARE(log->property("count").toInt(), 1); // the silence
        clickOn(page, log->property("contentItem").value<QQuickItem *>()->childItems().constFirst());
        QTRY_COMPARE(replay->at(), track[179].at);
        QCOMPARE(page.warnings, 0);
    }

    void AnyDayIsChosenOnAMonthsPageFromTheKeyboard()
    {
        tests::DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        News news;
        news.status = HubStatus{.at = tests::kNow, .trailDays = 30};
        page.desk.take(news);
        page.desk.selection()->select(QStringLiteral("H-004"));
        page.press(Qt::Key_H);
        QTRY_VERIFY(page.hasNotice(QStringLiteral("Every look stands in the ledger")));
        auto *opener = page.button(page.desk.dayTrail()->dayText());
        QVERIFY(opener);
        opener->forceActiveFocus();
        page.press(Qt::Key_Return);
        auto *days = page.desk.dayTrail()->days();
        QTRY_VERIFY(page.hasNotice(QStringLiteral("Positions are kept for 30 day")));
        const auto focus = [&] { return page.window->activeFocusItem()->property("name").toString(); };
        QTRY_COMPARE(focus(), QStringLiteral("Friday 20 November 2026"));
        page.press(Qt::Key_Right);
        QTRY_COMPARE(focus(), QStringLiteral("Saturday 21 November 2026"));
        QVERIFY(page.hasNotice(QStringLiteral("This day is still to come.")));
        page.press(Qt::Key_Return);
        QVERIFY(page.button(days->title()) == nullptr && page.desk.dayTrail()->day() == QDate(2026, 11, 20));
        page.press(Qt::Key_PageUp);
        QTRY_COMPARE(focus(), QStringLiteral("Wednesday 21 October 2026"));
        page.press(Qt::Key_Home);
        QTRY_COMPARE(focus(), QStringLiteral("Thursday 1 October 2026"));
        QVERIFY(page.hasNotice(QStringLiteral("Its positions are deleted: they are kept for 30 day")));
        page.press(Qt::Key_End);
        page.press(Qt::Key_Up);
        QTRY_COMPARE(focus(), QStringLiteral("Saturday 24 October 2026"));
        // It keeps nobody from an alert.
        page.take(AlertFact{AlertAct::Raise, page.depot.alert(3, AlertState::Raised), {}});
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.frame()->setProperty("page", 5);
        page.press(Qt::Key_Return);
        QTRY_COMPARE(page.desk.dayTrail()->day(), QDate(2026, 10, 24));
        QTRY_COMPARE(page.window->activeFocusItem(), opener);
        QVERIFY(!page.hasNotice(QStringLiteral("Positions are kept for 30 day")));
        page.press(Qt::Key_Return);
        QTRY_VERIFY(page.hasNotice(QStringLiteral("Positions are kept for 30 day")));
        page.press(Qt::Key_A);
        QTRY_COMPARE(page.asked.size(), 1U);
        QVERIFY(std::holds_alternative<ActOnAlert>(page.asked[0]));
        QCOMPARE(page.warnings, 0);
    }

    void AMenuOnTheMapKeepsNobodyFromAcknowledging()
    {
        tests::DeskWindow page;
        QVERIFY(page.window);
        page.settleAtOnce();
        clickOn(page, page.item(QStringLiteral("camera")), Qt::RightButton);
        QTRY_VERIFY(page.button(QStringLiteral("Who was near here?")));
        page.take(AlertFact{AlertAct::Raise, page.depot.alert(3, AlertState::Raised), {}});
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.press(Qt::Key_A);
        QTRY_COMPARE(page.asked.size(), 1U);
        QVERIFY(std::holds_alternative<ActOnAlert>(page.asked[0]));
        // It goes by Escape, and by a press anywhere else.
        clickOn(page, page.item(QStringLiteral("camera")), Qt::RightButton);
        QTRY_VERIFY(page.button(QStringLiteral("Who was near here?")));
        page.press(Qt::Key_Escape);
        QTRY_VERIFY(!page.button(QStringLiteral("Who was near here?")));
        clickOn(page, page.item(QStringLiteral("camera")), Qt::RightButton);
        QTRY_VERIFY(page.button(QStringLiteral("Who was near here?")));
        QTest::mouseClick(page.window, Qt::LeftButton, {}, QPoint(page.window->width() - 300, 300));
        QTRY_VERIFY(!page.button(QStringLiteral("Who was near here?")));
        QCOMPARE(page.warnings, 0);
    }

    void WhoWasNearIsAskedFromTheMapAndLeadsToADayOfHisOwnPurpose()
    {
        tests::DeskWindow page;
        QVERIFY(page.window);
        clickOn(page, page.item(QStringLiteral("camera")), Qt::RightButton);
        QTRY_VERIFY(page.button(QStringLiteral("Who was near here?")));
        page.click(QStringLiteral("Who was near here?"));
        QTRY_VERIFY(page.item(QStringLiteral("nearFrom"))->isVisible());
        QVERIFY(page.desk.nearSearch()->hasPlace());
        page.item(QStringLiteral("nearFrom"))->setProperty("text", QStringLiteral("8:00"));
        page.item(QStringLiteral("nearTo"))->setProperty("text", QStringLiteral("9:00"));
        page.click(QStringLiteral("Safety of the postman"));
        auto *ask = page.item(QStringLiteral("askPurpose"));
        QTRY_VERIFY(ask->isEnabled());
        clickOn(page, ask);
        QCOMPARE(page.asked.size(), 1U);
        const auto question = std::get<AskNear>(page.asked[0]);
        answer(page, NearPage{{{.handset = {"H-004"},
                         .first = question.from + 5min,
                         .last = question.from + 9min,
                         .nearestAt = question.from + 7min,
                         .nearestDm = 234,
                         .fixes = 20}}});
        auto *list = page.item(QStringLiteral("nearList"));
        QTRY_VERIFY(list->isVisible());
        QTRY_COMPARE(list->property("count").toInt(), 1);
        list->forceActiveFocus();
        page.press(Qt::Key_Down);
        page.press(Qt::Key_Return);
        QTRY_VERIFY(page.button(QStringLiteral("Show the day")));
        QCOMPARE(page.asked.size(), 1U); // why he is looked at is another question
        QCOMPARE(page.desk.dayTrail()->handset(), QStringLiteral("H-004"));
        page.desk.dayTrail()->ask(0, {});
        answer(page, TrailPage{.handset = {"H-004"}, .fixes = walk()});
        QTRY_VERIFY(page.hasNotice(QStringLiteral("On the move")));
        page.click(QStringLiteral("Save as a file"));
        QTRY_VERIFY(page.button(QStringLiteral("GPX")));
        page.click(QStringLiteral("KML"));
        clickOn(page, page.item(QStringLiteral("saveTrail")));
        QCOMPARE(page.asked.size(), 3U);
        QCOMPARE(std::get<AskTrail>(page.asked[2]).purpose,
            "Safety of the postman, the mail or the vehicle (file KML)");
        QCOMPARE(page.warnings, 0);
    }

    void ARefusalIsSaidBesideTheQuestion()
    {
        tests::DeskWindow page;
        QVERIFY(page.window);
        QMetaObject::invokeMethod(
            page.item(QStringLiteral("frame")), "showDay", Q_ARG(QString, QStringLiteral("H-004")));
        QTRY_VERIFY(page.button(QStringLiteral("Legal obligation")));
        page.click(QStringLiteral("Legal obligation"));
        page.click(QStringLiteral("Show the day"));
        answer(page, Refused{.why = Refusal::NotAllowed});
        QTRY_VERIFY(page.hasNotice(QStringLiteral("This workstation is not allowed to do that.")));
        QVERIFY(page.button(QStringLiteral("Show the day"))->isEnabled());
        page.click(QStringLiteral("Show the day"));
        page.waiting.back()({std::unexpected(AskFailure::NoAnswer)});
        QTRY_VERIFY(page.hasNotice(QStringLiteral("The hub did not answer.")));
        page.click(QStringLiteral("Show the day"));
        answer(page, TrailPage{.handset = {"H-004"}});
        QTRY_VERIFY(page.hasNotice(QStringLiteral("No position is stored of this day")));
        QCOMPARE(page.asked.size(), 3U);
    }
};

FACTEO_TEST(HistoryClickTest);
#include "history_click_test.moc"
