// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_layer.h"
#include "geo/distance.h"
#include "geo/outline.h"
#include "support/registry.h"

#include <QLineF>
#include <QQmlEngine>
#include <QQuickView>
#include <QRandomGenerator>
#include <QSGRendererInterface>
#include <QSignalSpy>
#include <algorithm>
#include <cmath>
#include <memory>

// The QTRY macros of Qt 6.8 narrow a duration in their own expansion.
#pragma GCC diagnostic ignored "-Wconversion"

namespace facteo::console {
namespace {

constexpr protocol::Position kMiddle{.latE7 = 466'000'000, .lonE7 = 23'000'000};

MapArea area(const char *id, geo::Shape shape, bool watched = true,
    protocol::GeofenceKind kind = protocol::GeofenceKind::RoundArea)
{
    return {.id = QString::fromLatin1(id),
        .name = QStringLiteral("Area %1").arg(QLatin1String(id)),
        .kind = kind,
        .watched = watched,
        .geometry = std::make_shared<const AreaGeometry>(std::move(shape))};
}

/// A star with hollows around a place.
protocol::Polygon star(protocol::Position middle, int corners, double near, double far)
{
    protocol::Polygon polygon;
    for (int i = 0; i < corners; ++i)
        polygon.corners.push_back(geo::destination(middle, 360.0 * i / corners, i % 2 == 0 ? far : near));
    return polygon;
}

/// How far a point of the screen is from the nearest stroke.
double fromStrokes(const AreaPicture &picture, QPointF point)
{
    double nearest = 1e9;
    for (const auto &stroke : picture.strokes) {
        const auto line = picture.of(stroke);
        for (std::size_t i = 0; i + (stroke.closed ? 0 : 1) < line.size(); ++i) {
            const QPointF from = line[i];
            const QPointF way = line[(i + 1) % line.size()] - from;
            const double square = QPointF::dotProduct(way, way);
            const double along =
                square > 0 ? std::clamp(QPointF::dotProduct(point - from, way) / square, 0.0, 1.0) : 0;
            nearest = std::min(nearest, QLineF(point, from + way * along).length());
        }
    }
    return nearest;
}

} // namespace

class AreaLayerTest : public QObject
{
    Q_OBJECT

private slots:
    void ABorderLiesWhereTheMapIs_data();
    void ABorderLiesWhereTheMapIs();
    void OfAHugeAreaOnlyWhatIsVisibleIsDrawn();
    void DashesStandStillWhileTheMapMoves();
    void WhatIsTooSmallToSeeIsNotDrawnUnlessChosen();
    void NamesDoNotLieOnEachOther();
    void AnOpenSketchLeadsToThePointer();
    void WhatIsDrawnAnewIsNotShownTwice();
    void AClickFindsTheSmallestAreaAroundIt();
    void TheInsideIsPaintedToTheBorderAtEveryView_data();
    void TheInsideIsPaintedToTheBorderAtEveryView();
    void ClicksOnTheGroundAreToldUnlessSomebodyDraws();

private:
    /// A map of 900 × 700 with the feed on it.
    void show(AreaFeed &feed);
    void look(double zoom, double bearing = 0, double tilt = 0, protocol::Position center = kMiddle);

    std::unique_ptr<QQuickView> m_view;
    QQuickItem *m_map = nullptr;
    AreaLayer *m_layer = nullptr;
};

void AreaLayerTest::ABorderLiesWhereTheMapIs_data()
{
    QTest::addColumn<bool>("watched");
    QTest::newRow("a line") << true;
    QTest::newRow("dashes") << false;
}

void AreaLayerTest::ABorderLiesWhereTheMapIs()
{
    QFETCH(bool, watched);
    QRandomGenerator random(7);
    const auto between = [&](double low, double high) {
        return low + random.generateDouble() * (high - low);
    };
    AreaFeed feed;
    feed.areas.push_back(area("1", star(kMiddle, 24, 300, 1'500), watched));
    const auto &ring = feed.areas[0].geometry->ring;
    AreaLayout layout;
    AreaPicture picture;
    int compared = 0;
    for (int view = 0; view < 200; ++view) {
        const Camera camera{.center = geo::toUnit(46.6 + between(-0.01, 0.01), 2.3 + between(-0.01, 0.01)),
            .zoom = between(12, 18),
            .bearing = view % 2 ? between(0, 359) : 0,
            .tilt = view % 3 ? between(0, 55) : 0,
            .size = {900, 700}};
        layout.lay(feed, {.camera = camera}, picture);
        const QRectF screen(0, 0, 900, 700);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto at = camera.toScreen(ring[i]);
            if (!at || !screen.contains(*at))
                continue;
            // A corner may fall into a gap, which is seven units of the plane long.
            const double gap = watched ? 0 : 8 * camera.scaleAt(camera.toPlane(ring[i]));
            QVERIFY(fromStrokes(picture, *at) < 0.01 + 1.2 + gap);
            ++compared;
        }
        for (const auto &stroke : picture.strokes)
            for (const auto &point : picture.of(stroke)) {
                const auto world = camera.toWorld(point);
                QVERIFY(world);
                const double metres = feed.areas[0].geometry->area.metresToBorder(geo::fromUnit(*world));
                QVERIFY2(metres / geo::metresPerUnit(46.6) * camera.worldUnits() < 0.05 + 1.2,
                    qPrintable(QString::number(metres)));
            }
    }
    QVERIFY(compared > 500);
}

void AreaLayerTest::OfAHugeAreaOnlyWhatIsVisibleIsDrawn()
{
    AreaFeed feed;
    feed.areas.push_back(area("1", protocol::Circle{.centre = kMiddle, .radiusMetres = 100'000}, false));
    AreaLayout layout;
    AreaPicture picture;
    const auto rim = geo::destination(kMiddle, 90, 100'000);
    for (const double tilt : {0.0, 45.0}) {
        const Camera camera{.center = geo::toUnit(rim), .zoom = 18, .tilt = tilt, .size = {900, 700}};
        layout.lay(feed, {.camera = camera}, picture);
        QVERIFY(!picture.strokes.empty());
        QVERIFY(picture.points.size() < 2'000);
        for (const auto &point : picture.points)
            QVERIFY(QRectF(-200, -200, 1'300, 1'100).contains(point));
    }
    const Camera inside{.center = geo::toUnit(kMiddle), .zoom = 18, .size = {900, 700}};
    layout.lay(feed, {.camera = inside}, picture);
    QVERIFY(picture.strokes.empty());
}

void AreaLayerTest::DashesStandStillWhileTheMapMoves()
{
    AreaFeed feed;
    feed.areas.push_back(area("1", star(kMiddle, 6, 900, 1'500), false));
    AreaLayout layout;
    AreaPicture before;
    AreaPicture after;
    Camera camera{.center = geo::toUnit(kMiddle), .zoom = 15, .size = {900, 700}};
    layout.lay(feed, {.camera = camera}, before);
    camera.center.x += 40 / camera.worldUnits();
    layout.lay(feed, {.camera = camera}, after);
    const QRectF middle(100, 100, 700, 500);
    int found = 0;
    for (const auto &stroke : before.strokes) {
        const auto dash = before.of(stroke);
        if (!middle.contains(dash.front()) || !middle.contains(dash.back()))
            continue;
        ++found;
        QVERIFY(std::ranges::any_of(after.strokes, [&](const auto &other) {
            return QLineF(after.of(other).front(), dash.front() - QPointF(40, 0)).length() < 1e-3;
        }));
    }
    QVERIFY(found > 10);
}

void AreaLayerTest::WhatIsTooSmallToSeeIsNotDrawnUnlessChosen()
{
    AreaFeed feed;
    feed.areas.push_back(area("1", protocol::Circle{.centre = kMiddle, .radiusMetres = 50}));
    AreaLayout layout;
    AreaPicture picture;
    const Camera camera{.center = geo::toUnit(kMiddle), .zoom = 7, .size = {900, 700}};
    layout.lay(feed, {.camera = camera}, picture);
    QVERIFY(picture.strokes.empty() && picture.names.empty());
    layout.lay(feed, {.camera = camera, .chosen = QStringLiteral("1")}, picture);
    QCOMPARE(picture.strokes.size(), 1U);
    QCOMPARE(picture.names.size(), 1U);
}

void AreaLayerTest::NamesDoNotLieOnEachOther()
{
    QRandomGenerator random(3);
    AreaFeed feed;
    for (int i = 0; i < 300; ++i)
        feed.areas.push_back(area(qPrintable(QString::number(i)),
            protocol::Circle{.centre = geo::destination(
                                 kMiddle, random.generateDouble() * 360, random.generateDouble() * 4'000),
                .radiusMetres = 200}));
    AreaLayout layout;
    AreaPicture picture;
    const Camera camera{.center = geo::toUnit(kMiddle), .zoom = 14.5, .size = {900, 700}};
    layout.lay(feed, {.camera = camera, .chosen = QStringLiteral("299")}, picture);
    QVERIFY(picture.names.size() > 5);
    QCOMPARE(picture.names.front().text, QStringLiteral("Area 299"));
    for (std::size_t i = 0; i < picture.names.size(); ++i)
        for (std::size_t k = 0; k < i; ++k) {
            const auto apart = picture.names[i].centre - picture.names[k].centre;
            QVERIFY(std::abs(apart.x()) > 30 || std::abs(apart.y()) > 10);
        }
}

void AreaLayerTest::AnOpenSketchLeadsToThePointer()
{
    AreaFeed feed;
    const auto corner = [](double bearing) { return geo::toUnit(geo::destination(kMiddle, bearing, 300)); };
    AreaSketch sketch;
    sketch.line = {corner(0), corner(90)};
    feed.sketch = std::make_shared<const AreaSketch>(sketch);
    AreaLayout layout;
    AreaPicture picture;
    const Camera camera{.center = geo::toUnit(kMiddle), .zoom = 16, .size = {900, 700}};
    AreaLook look{.camera = camera, .sketching = true, .pointer = corner(180)};
    layout.lay(feed, look, picture);
    QVERIFY(fromStrokes(picture, *camera.toScreen(corner(90))) < 0.1);
    QVERIFY(fromStrokes(picture, *camera.toScreen(corner(180))) < 8); // dashes
    look.pointer.reset();
    layout.lay(feed, look, picture);
    QCOMPARE(picture.strokes.size(), 1U);
    QVERIFY(fromStrokes(picture, *camera.toScreen(corner(180))) > 100);
    look.sketching = false;
    layout.lay(feed, look, picture);
    QVERIFY(picture.strokes.empty());
}

void AreaLayerTest::WhatIsDrawnAnewIsNotShownTwice()
{
    AreaFeed feed;
    feed.areas.push_back(area("1", protocol::Circle{.centre = kMiddle, .radiusMetres = 400}));
    AreaSketch sketch;
    sketch.instead = QStringLiteral("1");
    sketch.geometry =
        std::make_shared<const AreaGeometry>(protocol::Circle{.centre = kMiddle, .radiusMetres = 200});
    feed.sketch = std::make_shared<const AreaSketch>(sketch);
    AreaLayout layout;
    AreaPicture picture;
    const Camera camera{.center = geo::toUnit(kMiddle), .zoom = 16, .size = {900, 700}};
    layout.lay(feed, {.camera = camera, .sketching = true}, picture);
    QCOMPARE(picture.strokes.size(), 1U);
    QCOMPARE(picture.strokes[0].ink, AreaInk::Sketch);
    QVERIFY(picture.names.empty());
    layout.lay(feed, {.camera = camera}, picture);
    QCOMPARE(picture.strokes.size(), 1U);
    QCOMPARE(picture.strokes[0].ink, AreaInk::RoundArea);
}

void AreaLayerTest::show(AreaFeed &feed)
{
    m_view = std::make_unique<QQuickView>();
    m_view->engine()->addImportPath(QStringLiteral("qrc:/"));
    m_view->setResizeMode(QQuickView::SizeRootObjectToView);
    m_view->resize(900, 700);
    m_view->setInitialProperties({{QStringLiteral("source"), QUrl()},
        {QStringLiteral("areaFeed"), QVariant::fromValue(&feed)}, {QStringLiteral("animated"), false}});
    m_view->loadFromModule("Facteo.Map", "FleetMap");
    QVERIFY2(m_view->rootObject(),
        qPrintable(m_view->errors().isEmpty() ? QString() : m_view->errors()[0].toString()));
    m_map = m_view->rootObject();
    m_layer = m_map->findChild<AreaLayer *>();
    QVERIFY(m_layer);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void AreaLayerTest::look(double zoom, double bearing, double tilt, protocol::Position center)
{
    auto *map = m_map->findChild<QQuickItem *>(QStringLiteral("camera"));
    map->setProperty("bearing", bearing);
    map->setProperty("tilt", tilt);
    QMetaObject::invokeMethod(m_map, "flyTo",
        Q_ARG(QGeoCoordinate, QGeoCoordinate(center.latDegrees(), center.lonDegrees())), Q_ARG(double, zoom));
    QTRY_COMPARE(m_layer->zoomLevel(), zoom);
}

void AreaLayerTest::AClickFindsTheSmallestAreaAroundIt()
{
    AreaFeed feed;
    feed.areas.push_back(area("1", protocol::Circle{.centre = kMiddle, .radiusMetres = 2'000}));
    feed.areas.push_back(area("2", star(kMiddle, 8, 150, 600)));
    show(feed);
    QRandomGenerator random(5);
    int inSecond = 0;
    for (const double tilt : {0.0, 40.0}) {
        look(14.3, 25, tilt);
        for (int i = 0; i < 300; ++i) {
            const QPointF point(random.generateDouble() * 900, random.generateDouble() * 700);
            const auto world = m_layer->camera().toWorld(point);
            QVERIFY(world);
            const auto position = geo::fromUnit(*world);
            const bool second = feed.areas[1].geometry->area.contains(position);
            const bool first = feed.areas[0].geometry->area.contains(position);
            QCOMPARE(m_layer->hit(point.x(), point.y()), second  ? QStringLiteral("2")
                                                         : first ? QStringLiteral("1")
                                                                 : QString());
            inSecond += second;
        }
    }
    QVERIFY(inSecond > 5);
}

void AreaLayerTest::TheInsideIsPaintedToTheBorderAtEveryView_data()
{
    QTest::addColumn<double>("zoom");
    QTest::addColumn<double>("bearing");
    QTest::addColumn<double>("tilt");
    QTest::newRow("flat") << 15.0 << 0.0 << 0.0;
    QTest::newRow("between levels") << 14.37 << 0.0 << 0.0;
    QTest::newRow("turned") << 14.8 << 73.0 << 0.0;
    QTest::newRow("tilted") << 15.2 << 212.0 << 45.0;
    QTest::newRow("close") << 19.6 << 31.0 << 20.0;
}

/// Triangles are placed by a matrix on the graphics card, borders corner by corner: both have to agree.
void AreaLayerTest::TheInsideIsPaintedToTheBorderAtEveryView()
{
    QFETCH(double, zoom);
    QFETCH(double, bearing);
    QFETCH(double, tilt);
    const double scale = std::exp2(15 - zoom);
    AreaFeed feed;
    // Faint, because a pattern has holes.
    auto painted = area("1", star(kMiddle, 10, 500 * scale, 900 * scale), false);
    painted.name.clear();
    feed.areas.push_back(painted);
    show(feed);
    // Far away first: the insides are then filled for another place, and have to follow.
    look(zoom, 0, 0, geo::destination(kMiddle, 45, 30'000 * scale));
    look(zoom, bearing, tilt);
    const auto image = m_view->grabWindow().convertToFormat(QImage::Format_RGB32);
    QVERIFY2(QSGRendererInterface::isApiRhiBased(m_view->rendererInterface()->graphicsApi()),
        "the software scene graph draws no geometry");
    const auto ground = image.pixelColor(3, 3);
    const auto &camera = m_layer->camera();
    QRandomGenerator random(9);
    int inside = 0;
    int outside = 0;
    for (int i = 0; i < 3'000; ++i) {
        const QPoint pixel(random.bounded(10, 830), random.bounded(10, 600));
        const auto world = camera.toWorld(QPointF(pixel) + QPointF(0.5, 0.5));
        if (!world)
            continue;
        const auto &truth = feed.areas[0].geometry->area;
        const auto position = geo::fromUnit(*world);
        const double units = truth.metresToBorder(position) / geo::metresPerUnit(46.6) * camera.worldUnits() *
                             camera.scaleAt(camera.toPlane(*world));
        if (units < 4) // under the border itself
            continue;
        const bool isInside = truth.contains(position);
        const auto color = image.pixelColor(pixel);
        const bool isPainted = std::abs(color.red() - ground.red()) > 4;
        QVERIFY2(isPainted == isInside, qPrintable(QStringLiteral("%1,%2 is %3, %4 units from the border")
                                                .arg(pixel.x())
                                                .arg(pixel.y())
                                                .arg(color.name())
                                                .arg(units)));
        (isInside ? inside : outside) += 1;
    }
    QVERIFY(inside > 200 && outside > 200);
}

void AreaLayerTest::ClicksOnTheGroundAreToldUnlessSomebodyDraws()
{
    AreaFeed feed;
    show(feed);
    look(15);
    QSignalSpy ground(m_map, SIGNAL(groundClicked(double, double)));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, {400, 300});
    QTRY_COMPARE(ground.count(), 1);
    m_map->setProperty("drawing", true);
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, {500, 300});
    QCOMPARE(ground.count(), 1);
}

} // namespace facteo::console

using facteo::console::AreaLayerTest;
FACTEO_TEST(AreaLayerTest);

#include "area_layer_test.moc"
