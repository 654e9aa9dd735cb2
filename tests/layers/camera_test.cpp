// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_layer.h"
#include "console/map/camera.h"
#include "support/registry.h"

#include <QGeoCoordinate>
#include <QGeoRectangle>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QRandomGenerator>
#include <cmath>
#include <memory>

namespace facteo::console {
namespace {

constexpr auto kMap = R"(
    import QtQuick
    import QtLocation
    import QtPositioning
    Map {
        plugin: Plugin { name: "itemsoverlay" }
        width: 1280; height: 800
        function look(latitude, longitude, zoom, bearing, tilt, field) {
            fieldOfView = field;
            zoomLevel = zoom;
            center = QtPositioning.coordinate(latitude, longitude);
            map.bearing = bearing;
            map.tilt = tilt;
        }
        function at(latitude, longitude) {
            return fromCoordinate(QtPositioning.coordinate(latitude, longitude), false);
        }
        id: map
    })";

} // namespace

class CameraTest : public QObject
{
    Q_OBJECT

private slots:
    void LooksFromWhereQtLocationLooks();
    void WayBackFromTheScreenIsExact();
    void ScreenAboveTheHorizonIsNowhere();
    void VisiblePartHoldsEveryCornerOfAFlatView();
    void ABoxAcrossTheDateLineFitsAsElsewhere();
};

void CameraTest::LooksFromWhereQtLocationLooks()
{
    QQmlEngine engine;
    QQmlComponent component(&engine);
    component.setData(kMap, {});
    const std::unique_ptr<QObject> object(component.create());
    QVERIFY2(object, qPrintable(component.errorString()));
    auto *map = qobject_cast<QQuickItem *>(object.get());
    QVERIFY(map);

    QRandomGenerator random(20251122);
    const auto between = [&](double low, double high) {
        return low + random.generateDouble() * (high - low);
    };
    double worst = 0;
    int compared = 0;
    for (int view = 0; view < 200; ++view) {
        const double lat = between(-60, 70);
        // Every fourth where the world is sewn together.
        const double lon = view % 4 ? between(-180, 180) : std::remainder(between(179, 181), 360.0);
        const double zoom = between(4, 19);
        const double bearing = view % 2 ? between(0, 359) : 0.0;
        const double tilt = view % 3 ? between(0, 55) : 0.0;
        const double field = view % 5 ? 45.0 : between(20, 80);
        QVERIFY(QMetaObject::invokeMethod(map, "look", QVariant(lat), QVariant(lon), QVariant(zoom),
            QVariant(bearing), QVariant(tilt), QVariant(field)));
        // The plugin limits some of them: compare with what the Map really looks with.
        const auto center = map->property("center").value<QGeoCoordinate>();
        const Camera camera{.center = geo::toUnit(center.latitude(), center.longitude()),
            .zoom = map->property("zoomLevel").toDouble(),
            .bearing = map->property("bearing").toDouble(),
            .tilt = map->property("tilt").toDouble(),
            .fieldOfView = map->property("fieldOfView").toDouble(),
            .size = {1280, 800}};
        for (int point = 0; point < 20; ++point) {
            const auto world = camera.toWorld({between(0, 1280), between(0, 800)});
            if (!world)
                continue;
            const auto position = geo::fromUnit(*world);
            const auto mine = camera.toScreen(geo::toUnit(position));
            QVariant theirs;
            QVERIFY(QMetaObject::invokeMethod(map, "at", Q_RETURN_ARG(QVariant, theirs),
                QVariant(position.latDegrees()), QVariant(position.lonDegrees())));
            const QPointF expected = theirs.toPointF();
            if (!mine || std::isnan(expected.x()))
                continue;
            ++compared;
            worst = std::max({worst, std::abs(mine->x() - expected.x()), std::abs(mine->y() - expected.y())});
        }
    }
    QVERIFY2(compared > 3000, qPrintable(QString::number(compared)));
    QVERIFY2(worst < 0.01, qPrintable(QString::number(worst)));
}

void CameraTest::WayBackFromTheScreenIsExact()
{
    const Camera camera{
        .center = geo::toUnit(46.6, 2.3), .zoom = 16.3, .bearing = 33, .tilt = 41, .size = {1366, 768}};
    for (const QPointF screen : {QPointF(0, 0), QPointF(683, 384), QPointF(1366, 768), QPointF(20, 700)}) {
        const auto world = camera.toWorld(screen);
        QVERIFY(world);
        const auto back = camera.toScreen(*world);
        QVERIFY(back);
        QVERIFY(QLineF(screen, *back).length() < 1e-3);
        const auto byMatrix = camera.matrix().map(camera.toPlane(*world));
        QVERIFY(QLineF(screen, byMatrix).length() < 0.02);
    }
}

void CameraTest::ScreenAboveTheHorizonIsNowhere()
{
    const Camera camera{.center = geo::toUnit(46.6, 2.3), .zoom = 12, .tilt = 75, .size = {800, 600}};
    QVERIFY(!camera.toWorld({400, 0}));
    QVERIFY(camera.toWorld({400, 599}));
    QVERIFY(!camera.planeToScreen({0, 1e9})); // behind the eye
}

void CameraTest::VisiblePartHoldsEveryCornerOfAFlatView()
{
    const Camera camera{.center = geo::toUnit(46.6, 2.3), .zoom = 12, .size = {800, 600}};
    QCOMPARE(camera.visiblePlane().boundingRect(), QRectF(-400, -300, 800, 600));
}

void CameraTest::ABoxAcrossTheDateLineFitsAsElsewhere()
{
    AreaLayer item;
    item.setSize(QSizeF(800, 600));
    const auto box = [](double west, double east) {
        return QGeoRectangle(QGeoCoordinate(-16, west), QGeoCoordinate(-17, east));
    };
    const double elsewhere = item.zoomToFit(box(100, 103), 0);
    QVERIFY(std::abs(item.zoomToFit(box(178, -179), 0) - elsewhere) < 1e-6);
    const auto middle = item.centerToFit(box(178, -179), elsewhere, 0);
    QVERIFY(std::abs(middle.longitude() - 179.5) < 1e-6);
}

} // namespace facteo::console

using facteo::console::CameraTest;
FACTEO_TEST(CameraTest);

#include "camera_test.moc"
