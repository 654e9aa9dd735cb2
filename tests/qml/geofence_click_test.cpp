// SPDX-License-Identifier: Apache-2.0
#include "console/ids.h"
#include "console/map/area_layer.h"
#include "desk_window.h"
#include "geo/distance.h"
#include "support/registry.h"

#include <QtQuickTest/quicktest.h>
#include <cmath>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

/// The page of areas over the sample depot.
struct AreasPage : DeskWindow
{
    AreasPage()
    {
        if (!window)
            return;
        window->setProperty("page", 4);
        layer = window->findChild<AreaLayer *>();
        // The map flies home first.
        std::ignore = QTest::qWaitFor([this] { return layer->zoomLevel() == 14.5; });
    }

    [[nodiscard]] GeofenceDraft &draft() { return *desk.geofenceDraft(); }
    /// A point of the map, counted from its middle, in the window.
    [[nodiscard]] QPoint onMap(double x, double y) const
    {
        return layer->mapToScene({layer->width() / 2 + x, layer->height() / 2 + y}).toPoint();
    }
    void clickMap(double x, double y)
    {
        std::ignore = QQuickTest::qWaitForPolish(window);
        QTest::mouseClick(window, Qt::LeftButton, {}, onMap(x, y));
    }
    void drag(QPoint from, QPoint to)
    {
        std::ignore = QQuickTest::qWaitForPolish(window);
        QTest::mousePress(window, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 5; ++i)
            QTest::mouseMove(window, from + (to - from) * i / 5);
        QTest::mouseRelease(window, Qt::LeftButton, {}, to);
    }
    /// Where a position is in the window.
    [[nodiscard]] QPoint at(Position position) const
    {
        return layer->mapToScene(layer->fromCoordinate({position.latDegrees(), position.lonDegrees()}))
            .toPoint();
    }
    [[nodiscard]] Geofence sent() const { return std::get<SetGeofence>(asked.back()).geofence; }
    [[nodiscard]] const std::vector<Position> &corners() { return draft().corners()->corners(); }
    [[nodiscard]] bool isAt(Position position, QPoint point) const
    {
        return (at(position) - point).manhattanLength() <= 3;
    }
    [[nodiscard]] bool isTyping() const { return frame()->property("typing").toBool(); }

    static Geofence known()
    {
        return {.id = GeofenceId{77},
            .kind = GeofenceKind::SensitivePlace,
            .name = "Chien",
            .shape = Polygon{.corners = {{466'000'000, 23'000'000}, {466'040'000, 23'000'000},
                                 {466'040'000, 23'060'000}, {466'000'000, 23'060'000}}},
            .timeZone = "Europe/Paris"};
    }

    AreaLayer *layer = nullptr;
};

} // namespace

class GeofenceClickTest : public QObject
{
    Q_OBJECT

private slots:
    void AnAreaIsDrawnInThreeClicksEnterAndAName()
    {
        AreasPage page;
        QVERIFY(page.window);
        QTRY_VERIFY(page.button(QStringLiteral("New area")));
        page.click(QStringLiteral("New area"));
        QTRY_VERIFY(page.draft().isActive());
        page.clickMap(-120, -80);
        page.clickMap(90, -120);
        page.clickMap(60, 110);
        QTRY_COMPARE(page.corners().size(), 3U);
        QVERIFY(page.isAt(page.corners()[1], page.onMap(90, -120)));
        page.press(Qt::Key_Return);
        QTRY_VERIFY(page.draft().isClosed());
        QTRY_VERIFY(page.isTyping()); // the name is all that is missing
        page.type(QStringLiteral("Chien mechant"));
        page.press(Qt::Key_Return);
        QTRY_COMPARE(page.asked.size(), 1U);
        QCOMPARE(page.sent().name, std::string("Chien mechant"));
        QCOMPARE(page.sent().kind, GeofenceKind::SensitivePlace);
        QCOMPARE(std::get<Polygon>(page.sent().shape).corners.size(), 3U);
        QCOMPARE(page.desk.geofences()->count(), 0); // not before the hub has recorded it
        const auto recorded = page.sent();
        page.waiting.back()({ResponseBody{Done{.fact = 1}}});
        page.take(GeofenceFact{recorded});
        QTRY_VERIFY(page.button(QStringLiteral("Change")));
        QCOMPARE(page.frame()->property("areaId").toString(), idText(recorded.id));
        QTRY_VERIFY(page.isInList());
        QCOMPARE(page.warnings, 0);
    }

    void AnAreaIsDrawnWithKeysAlone()
    {
        AreasPage page;
        QVERIFY(page.window);
        QTRY_VERIFY(page.button(QStringLiteral("New area")));
        page.press(Qt::Key_Z);
        QTRY_VERIFY(page.draft().isActive());
        QTRY_VERIFY(page.window->activeFocusItem() &&
                    page.window->activeFocusItem()->objectName() == QStringLiteral("geofenceEditor"));
        const auto go = [&](Qt::Key key, int times) {
            for (int i = 0; i < times; ++i)
                page.press(key, Qt::ShiftModifier); // 40 units
        };
        page.press(Qt::Key_Space);
        go(Qt::Key_Right, 3);
        page.press(Qt::Key_Space);
        go(Qt::Key_Up, 2);
        page.press(Qt::Key_Space);
        page.press(Qt::Key_Space);
        page.press(Qt::Key_Backspace); // one too many
        QCOMPARE(page.corners().size(), 3U);
        const auto begin = page.at(page.corners()[0]); // where the pointer happened to rest
        QVERIFY(page.isAt(page.corners()[2], begin + QPoint(120, -80)));
        page.press(Qt::Key_Return);
        QTRY_VERIFY(page.isTyping());
        page.type(QStringLiteral("Quai"));
        // Back to the map: the second corner goes further right.
        page.press(Qt::Key_Escape);
        QTRY_VERIFY(!page.isTyping());
        page.press(Qt::Key_PageDown);
        page.press(Qt::Key_PageDown);
        go(Qt::Key_Right, 1);
        QVERIFY(page.isAt(page.corners()[1], begin + QPoint(160, 0)));
        page.press(Qt::Key_Insert);
        QCOMPARE(page.corners().size(), 4U);
        page.press(Qt::Key_Delete);
        QCOMPARE(page.corners().size(), 3U);
        page.press(Qt::Key_Return);
        QTRY_VERIFY(page.isTyping());
        page.press(Qt::Key_Return);
        QTRY_COMPARE(page.asked.size(), 1U);
        QCOMPARE(page.sent().name, std::string("Quai"));
        QCOMPARE(page.warnings, 0);
    }

    void CornersAndMiddlesAreDragged()
    {
        AreasPage page;
        QVERIFY(page.window);
        page.take(GeofenceFact{AreasPage::known()});
        QMetaObject::invokeMethod(page.frame(), "showArea", Q_ARG(QString, QStringLiteral("77")));
        QTRY_VERIFY(page.button(QStringLiteral("Change")));
        QTRY_VERIFY(page.layer->picture().names.size() == 1); // the flight is over when it stands still
        QTRY_COMPARE(page.layer->center().longitude(), 2.303);
        page.press(Qt::Key_M);
        QTRY_VERIFY(page.draft().isActive());
        QCOMPARE(page.corners().size(), 4U);
        const auto before = page.corners();
        const auto center = page.layer->center();

        const auto corner = page.at(before[2]);
        page.drag(corner, corner + QPoint(-40, 30));
        QTRY_VERIFY(page.isAt(page.corners()[2], corner + QPoint(-40, 30)));
        QCOMPARE(page.corners()[1], before[1]);

        const auto middle = (page.at(before[0]) + page.at(before[1])) / 2;
        page.drag(middle, middle + QPoint(50, 0));
        QTRY_COMPARE(page.corners().size(), 5U);
        QVERIFY(page.isAt(page.corners()[1], middle + QPoint(50, 0)));
        QCOMPARE(page.layer->center(), center); // the map stayed where it was

        QTest::keyClick(page.window, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(page.corners().size(), 4U);
        page.press(Qt::Key_Escape); // the outline as it was
        QTRY_COMPARE(page.corners(), before);
        QVERIFY(page.draft().isActive());
        page.press(Qt::Key_Escape);
        QTRY_VERIFY(!page.draft().isActive());
        QCOMPARE(page.asked.size(), 0U);
        QCOMPARE(page.warnings, 0);
    }

    void TheMapIsDraggedWhileSomebodyDraws()
    {
        AreasPage page;
        QVERIFY(page.window);
        QTRY_VERIFY(page.button(QStringLiteral("New area")));
        page.press(Qt::Key_Z);
        QTRY_VERIFY(page.draft().isActive());
        page.clickMap(-100, -60);
        const auto center = page.layer->center();
        page.drag(page.onMap(50, 50), page.onMap(110, 20));
        QTRY_VERIFY(page.layer->center() != center);
        QCOMPARE(page.corners().size(), 1U);
        QVERIFY(page.isAt(page.corners()[0], page.onMap(-40, -90)));
        // Buttons above the map are no corners.
        page.click(QStringLiteral("Zoom in"));
        QCOMPARE(page.corners().size(), 1U);
    }

    void ACircleHasACentreAndARadius()
    {
        AreasPage page;
        QVERIFY(page.window);
        QTRY_VERIFY(page.button(QStringLiteral("New area")));
        page.press(Qt::Key_Z);
        QTRY_VERIFY(page.button(QStringLiteral("Circle")));
        page.click(QStringLiteral("Circle"));
        page.clickMap(20, 30);
        QTRY_VERIFY(page.draft().isClosed());
        QTRY_VERIFY(page.isTyping());
        const auto rim = page.draft().rim();
        const auto from = page.at(geo::positionOf(rim.latitude(), rim.longitude()));
        const auto reach = from.x() - page.onMap(20, 30).x();
        page.drag(from, from + QPoint(reach, 0)); // twice as wide
        QTRY_VERIFY(page.draft().radius() > 290 && page.draft().radius() < 310);
        page.draft().setName(QStringLiteral("Centre"));
        page.click(QStringLiteral("Save"));
        QTRY_COMPARE(page.asked.size(), 1U);
        const auto circle = std::get<Circle>(page.sent().shape);
        QVERIFY(page.isAt(circle.centre, page.onMap(20, 30)));
        QCOMPARE(static_cast<int>(circle.radiusMetres), page.draft().radius());
        QCOMPARE(page.warnings, 0);
    }

    void AHouseIsWatchedByItsAddress()
    {
        AreasPage page;
        QVERIFY(page.window);
        QTRY_VERIFY(page.button(QStringLiteral("New area")));
        page.press(Qt::Key_Z);
        QTRY_VERIFY(page.draft().isActive());
        auto *field = page.item(QStringLiteral("placeSearch"));
        QTRY_VERIFY(field && field->isVisible());
        field->forceActiveFocus();
        page.type(QStringLiteral("moulin"));
        QTRY_COMPARE(page.desk.places()->count(), 1);
        page.press(Qt::Key_Return);
        QTRY_VERIFY(page.draft().isClosed());
        QTRY_COMPARE(page.layer->center().latitude(), 46.6012); // the map shows it
        page.click(QStringLiteral("Save"));
        QTRY_COMPARE(page.asked.size(), 1U);
        QCOMPARE(page.sent().name, std::string("12 rue du Moulin"));
        QCOMPARE(page.desk.places()->count(), 0);
        QCOMPARE(page.warnings, 0);
    }

    void AClickOnTheMapChoosesAnArea()
    {
        AreasPage page;
        QVERIFY(page.window);
        page.take(GeofenceFact{AreasPage::known()});
        QMetaObject::invokeMethod(page.frame(), "showArea", Q_ARG(QString, QStringLiteral("77")));
        QTRY_COMPARE(page.layer->center().longitude(), 2.303);
        page.press(Qt::Key_Escape);
        QTRY_VERIFY(page.frame()->property("areaId").toString().isEmpty());
        // Where no postman stands.
        QPoint free;
        for (int x = -60; x <= 60 && free.isNull(); x += 20)
            for (int y = -60; y <= 60 && free.isNull(); y += 20) {
                const auto middle = page.onMap(x, y);
                const auto isFree =
                    std::ranges::none_of(page.depot.snapshot().handsets, [&](const HandsetPicture &picture) {
                        return picture.fix &&
                               (page.at(picture.fix->position) - middle).manhattanLength() < 60;
                    });
                if (isFree)
                    free = middle;
            }
        QVERIFY(!free.isNull());
        QTest::mouseClick(page.window, Qt::LeftButton, {}, free);
        QTRY_COMPARE(page.frame()->property("areaId").toString(), QStringLiteral("77"));
    }

    void RemovingAsksFirst()
    {
        AreasPage page;
        QVERIFY(page.window);
        page.take(GeofenceFact{AreasPage::known()});
        page.frame()->setProperty("areaId", QStringLiteral("77"));
        QTRY_VERIFY(page.button(QStringLiteral("Remove…")));
        page.click(QStringLiteral("Remove…"));
        QTRY_VERIFY(page.button(QStringLiteral("Keep")));
        QCOMPARE(page.asked.size(), 0U);
        page.press(Qt::Key_Return); // the keyboard is on the harmless answer
        QTRY_VERIFY(!page.button(QStringLiteral("Keep")));
        page.click(QStringLiteral("Remove…"));
        QTRY_VERIFY(page.button(QStringLiteral("Keep")));
        page.click(QStringLiteral("Remove"));
        QTRY_COMPARE(page.asked.size(), 1U);
        QVERIFY(page.sent().removed);
        page.take(GeofenceFact{page.sent()});
        QTRY_VERIFY(!page.button(QStringLiteral("Change")));
        QCOMPARE(page.warnings, 0);
    }

    void AHalfDrawnAreaOutlivesAnAlert()
    {
        AreasPage page;
        QVERIFY(page.window);
        page.settleAtOnce();
        QTRY_VERIFY(page.button(QStringLiteral("New area")));
        page.press(Qt::Key_Z);
        QTRY_VERIFY(page.draft().isActive());
        page.clickMap(-100, -60);
        page.clickMap(100, -60);
        page.take(AlertFact{AlertAct::Raise, page.depot.alert(3, AlertState::Raised), {}});
        QTRY_VERIFY(page.frame()->property("urgentSettled").toBool());
        page.press(Qt::Key_A);
        QTRY_COMPARE(page.frame()->property("page").toInt(), 1);
        QVERIFY(!page.layer->isSketching());
        page.press(Qt::Key_5, Qt::ControlModifier);
        QTRY_COMPARE(page.frame()->property("page").toInt(), 4);
        QCOMPARE(page.corners().size(), 2U);
        QTRY_VERIFY(page.layer->isSketching());
        page.clickMap(0, 100);
        QTRY_COMPARE(page.corners().size(), 3U);
    }

    void AreasOnOtherPagesCanBeSwitchedOff()
    {
        AreasPage page;
        QVERIFY(page.window);
        page.take(GeofenceFact{AreasPage::known()});
        QVERIFY(page.layer->isVisible() && !page.layer->isQuiet());
        page.window->setProperty("page", 0);
        QTRY_VERIFY(page.layer->isQuiet());
        auto *chip = page.item(QStringLiteral("areasShown"));
        QTRY_VERIFY(chip && chip->isVisible());
        QMetaObject::invokeMethod(chip, "click");
        QTRY_VERIFY(!page.layer->isVisible());
        page.window->setProperty("page", 4);
        QTRY_VERIFY(page.layer->isVisible());
    }
};

FACTEO_TEST(GeofenceClickTest);
#include "geofence_click_test.moc"
