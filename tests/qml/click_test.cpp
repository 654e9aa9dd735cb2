// SPDX-License-Identifier: Apache-2.0
#include "console/desk.h"
#include "console/ids.h"
#include "console/sample_depot.h"
#include "support/registry.h"

#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QtQuickTest/quicktest.h>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNow{std::chrono::milliseconds{1'795'170'271'000}};

/// The whole window over a desk whose hub is the test.
class Window
{
public:
    Window()
        : desk({.clock = [] { return kNow; },
              .ask =
                  [this](const RequestBody &body, std::function<void(const Answer &)> then) {
                      asked.push_back(body);
                      waiting.push_back(std::move(then));
                  },
              .nearest =
                  [](Position, const std::function<void(QString)> &then) {
                      then(QStringLiteral("1 rue Neuve"));
                  },
              .find =
                  [](const QString &, const std::function<void(std::vector<FoundAddress>)> &then) {
                      then({{QStringLiteral("12 rue du Moulin"), QStringLiteral("Brancelle-sur-Orle"),
                          {.latE7 = 466'012'000, .lonE7 = 23'034'000}}});
                  },
              .me = {"cmorel"},
              .operatorName = QStringLiteral("Claire Morel")})
    {
        News news;
        news.snapshot = depot.snapshot();
        news.link = Link{.state = LinkState::Live, .since = kNow, .hubAhead = 0ms};
        news.pictureAt = kNow;
        desk.take(news);
        engine.setInitialProperties({{QStringLiteral("desk"), QVariant::fromValue(&desk)}});
        QObject::connect(&engine, &QQmlEngine::warnings,
            [this](const QList<QQmlError> &list) { warnings += static_cast<int>(list.size()); });
        engine.loadFromModule("Facteo.Desk", "Main");
        if (engine.rootObjects().isEmpty())
            return;
        window = qobject_cast<QQuickWindow *>(engine.rootObjects().constFirst());
        window->resize(1'366, 768);
        window->requestActivate(); // shortcuts are the active window's
        std::ignore = QTest::qWaitForWindowActive(window);
    }

    void take(FactBody body)
    {
        News news;
        news.facts = {depot.fact(std::move(body))};
        desk.take(news);
    }

    void press(Qt::Key key) { QTest::keyClick(window, key); }
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(window, c.toLatin1());
    }

    /// The visible button whose words begin so; the test fails where there is none.
    [[nodiscard]] QQuickItem *button(const QString &words) const
    {
        QQuickItem *found = nullptr;
        visit(window->contentItem(), [&](QQuickItem *item) {
            if (!found && item->isVisible() && item->inherits("QQuickAbstractButton") &&
                item->property("text").toString().startsWith(words))
                found = item;
        });
        return found;
    }
    void click(const QString &words)
    {
        auto *item = button(words);
        QVERIFY2(item, qPrintable(words));
        std::ignore = QQuickTest::qWaitForPolish(window);
        QTest::mouseClick(
            window, Qt::LeftButton, {}, item->mapToScene({item->width() / 2, item->height() / 2}).toPoint());
    }

    tests::SampleDepot depot{kNow};
    std::vector<RequestBody> asked;
    std::vector<std::function<void(const Answer &)>> waiting;
    Desk desk;
    QQmlApplicationEngine engine;
    QQuickWindow *window = nullptr;
    int warnings = 0;

private:
    template<typename Do> static void visit(QQuickItem *item, Do act)
    {
        act(item);
        for (auto *child : item->childItems())
            visit(child, act);
    }
};

} // namespace

class ClickTest : public QObject
{
    Q_OBJECT

private slots:
    void AnAlertIsAnsweredFromBeginToEndByKeyboard()
    {
        Window page;
        QVERIFY(page.window);
        auto alert = page.depot.alert(3, AlertState::Raised);
        page.take(AlertFact{AlertAct::Raise, alert, {}});
        QTRY_VERIFY(page.button(QStringLiteral("Acknowledge")));

        const auto lastAct = [&] { return std::get<ActOnAlert>(page.asked.back()); };
        const auto carriedOut = [&](AlertAct act, AlertState state) {
            page.waiting.back()({ResponseBody{Done{.fact = 1}}});
            alert.state = state;
            page.take(AlertFact{act, alert, {}});
        };
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

    void TheMapGoesToAPositionThatComesAfterTheButton()
    {
        Window page;
        QVERIFY(page.window);
        auto *banner = page.window->findChild<QObject *>(QStringLiteral("banner"));
        QSignalSpy arrived(banner, SIGNAL(arrived(QString, QString, bool, double, double)));
        auto alert = page.depot.alert(3, AlertState::Raised);
        const auto fix = std::exchange(alert.lastFix, std::nullopt);
        page.take(AlertFact{AlertAct::Raise, alert, {}});
        QTRY_COMPARE(arrived.count(), 1);
        QVERIFY(!arrived.last().at(2).toBool());
        page.desk.alerts()->applyFix(alert.handset, *fix);
        QTRY_COMPARE(arrived.count(), 2);
        QVERIFY(arrived.last().at(2).toBool());
        QCOMPARE(arrived.last().at(3).toDouble(), fix->position.latDegrees());
        QCOMPARE(arrived.last().at(4).toDouble(), fix->position.lonDegrees());
    }

    void AHomeVisitIsSentInThreeClicks()
    {
        Window page;
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
        Window page;
        QVERIFY(page.window);
        const auto alert = page.depot.alert(3, AlertState::Acknowledged);
        page.take(AlertFact{AlertAct::Raise, alert, {}});
        page.window->setProperty("page", 1);
        page.window->findChild<QObject *>(QStringLiteral("frame"))->setProperty("alertId", idText(alert.id));
        QTRY_VERIFY(page.button(QStringLiteral("I look after it")));
        page.click(QStringLiteral("I look after it"));
        QTRY_COMPARE(page.asked.size(), 1U);
        page.waiting[0]({ResponseBody{Refused{.why = Refusal::NotSaved, .detail = {}}}});
        QTRY_VERIFY(page.button(QStringLiteral("I look after it"))->isEnabled());
        QCOMPARE(page.desk.alerts()->rows().front().refusal.isEmpty(), false);
    }

    void EveryPageLoadsWithoutAWarning()
    {
        Window page;
        QVERIFY(page.window);
        for (int i = 0; i < 8; ++i) {
            page.window->setProperty("page", i % 4);
            page.desk.setAppearance(i < 4 ? Desk::Light : Desk::Dark);
            page.desk.selection()->select(i % 2 ? QStringLiteral("H-004") : QString());
            QCoreApplication::processEvents();
        }
        QCOMPARE(page.warnings, 0);
    }
};

FACTEO_TEST(ClickTest);
#include "click_test.moc"
