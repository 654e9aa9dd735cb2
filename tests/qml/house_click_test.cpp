// SPDX-License-Identifier: Apache-2.0
#include "desk_window.h"
#include "support/registry.h"

#include <QSignalSpy>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace facteo::tests;

namespace {

const DepotId kOther{"D-2"};

/// The desk's depot and another one, in numbers; and the people of the other one when they are shown.
struct HouseWindow : DeskWindow
{
    HouseWindow()
    {
        OverviewNews news;
        const auto own = depot.snapshot().roster.depot;
        news.depots = {{.depot = own, .known = 69, .live = 50},
            // So far away that the map does not show it by itself.
            {.depot = {.id = kOther, .name = "Dépôt 2", .position = {430'000'000, 50'000'000}},
                .known = 2,
                .live = 2}};
        desk.take(news);
    }

    void showOther()
    {
        desk.overview()->setEverybody(true);
        OverviewNews news;
        auto &roster = news.joined.emplace_back();
        roster.depot = {.id = kOther, .name = "Dépôt 2"};
        for (const auto *number : {"901", "902"}) {
            roster.postmen.push_back(
                {.id = {std::string("P-") + number}, .name = std::string("Zoé ") + number});
            roster.handsets.push_back(
                {.id = {std::string("H-") + number}, .postman = roster.postmen.back().id});
        }
        desk.take(news);
    }
    void hideOther()
    {
        desk.overview()->setEverybody(false);
        OverviewNews news;
        news.left = {kOther};
        desk.take(news);
    }
    [[nodiscard]] QQuickItem *depotField() const
    {
        for (auto *child : item(QStringLiteral("depotFilter"))->findChildren<QQuickItem *>())
            if (child->inherits("QQuickTextField"))
                return child;
        return nullptr;
    }
};

} // namespace

class HouseClickTest : public QObject
{
    Q_OBJECT

private slots:
    void WhoeverSeesSeveralDepotsNarrowsDownToOne()
    {
        HouseWindow page;
        QVERIFY(page.window);
        QTRY_VERIFY(page.button(QStringLiteral("Filter")));
        page.click(QStringLiteral("Filter"));
        QTRY_VERIFY(page.button(QStringLiteral("Home visit")));
        auto *depots = page.item(QStringLiteral("depotFilter"));
        QVERIFY(!depots->isVisible()); // only the desk's own people are there
        page.showOther();
        QTRY_VERIFY(depots->isVisible());
        page.depotField()->forceActiveFocus();
        page.type(QStringLiteral("2"));
        page.press(Qt::Key_Return);
        QTRY_COMPARE(page.desk.criteria()->depot(), QStringLiteral("D-2"));
        QTRY_VERIFY(page.hasNotice(QStringLiteral("Only Dépôt 2")));
        QTRY_VERIFY(page.hasNotice(QStringLiteral("Zoé 901")));
        QVERIFY(page.button(QStringLiteral("Filter · 1")));
        auto *all = page.button(QStringLiteral("All"));
        QVERIFY(all);
        const double mapBegins = page.item(QStringLiteral("camera"))->mapToScene({}).x();
        QTRY_VERIFY2(all->mapToScene({all->width(), 0}).x() < mapBegins, "the row is wider than its pane");
        page.click(QStringLiteral("Filter")); // closed, it still says whom it shows
        QTRY_VERIFY(!depots->isVisible());
        QVERIFY(page.hasNotice(QStringLiteral("Only Dépôt 2")));
        page.hideOther();
        QTRY_VERIFY(page.hasNotice(QStringLiteral("Only Dépôt 2, whose people are not on the map now")));
        page.click(QStringLiteral("All"));
        QTRY_VERIFY(!page.hasNotice(QStringLiteral("Only Dépôt 2")));
        QVERIFY(page.desk.criteria()->depot().isEmpty());
        QCOMPARE(page.warnings, 0);
    }

    void AnAlertOfAnotherDepotStandsAcrossTheWindowAndAKeyLeadsThere()
    {
        HouseWindow page;
        QVERIFY(page.window);
        QSignalSpy wanted(page.desk.overview(), &OverviewModel::wanted);
        page.press(Qt::Key_F6); // nothing is there
        QVERIFY(wanted.empty() && !page.hasNotice(QStringLiteral("Danger alert")));
        OverviewNews news;
        news.depots = {{.depot = {.id = kOther, .name = "Dépôt 2", .position = {430'000'000, 50'000'000}},
            .known = 2,
            .live = 2,
            .openAlerts = 1,
            .unansweredAlerts = 1,
            .standing = DepotStanding::Alert}};
        page.desk.take(news);
        QTRY_VERIFY(page.hasNotice(QStringLiteral("Danger alert in Dépôt 2")));
        page.press(Qt::Key_Slash); // also while somebody types
        QTRY_VERIFY(page.frame()->property("typing").toBool());
        page.press(Qt::Key_F6);
        QTRY_COMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("D-2"));
        page.click(QStringLiteral("Go there"));
        QCOMPARE(wanted.size(), 2);
        news.depots[0].unansweredAlerts = 0;
        page.desk.take(news);
        QTRY_VERIFY(!page.hasNotice(QStringLiteral("Danger alert")));
        QCOMPARE(page.warnings, 0);
    }

    void SomebodyOfAnotherDepotIsNoBusinessOfThisDesk()
    {
        HouseWindow page;
        QVERIFY(page.window);
        page.showOther();
        page.desk.selection()->select(QStringLiteral("H-901"));
        QTRY_VERIFY(page.button(QStringLiteral("Go to that depot")));
        for (const auto *order : {"Message", "Ring", "Locate now", "Trail", "History: a whole day"})
            QVERIFY2(!page.button(QString::fromLatin1(order)), order);
        page.press(Qt::Key_H);
        QVERIFY(page.asked.empty());
        QSignalSpy wanted(page.desk.overview(), &OverviewModel::wanted);
        page.click(QStringLiteral("Go to that depot"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("D-2"));
        page.desk.selection()->select(QStringLiteral("H-004"));
        QTRY_VERIFY(page.button(QStringLiteral("Ring")));
        QVERIFY(!page.button(QStringLiteral("Go to that depot")));
        QCOMPARE(page.warnings, 0);
    }
};

FACTEO_TEST(HouseClickTest);
#include "house_click_test.moc"
