// SPDX-License-Identifier: Apache-2.0
#include "console/map/trail_layer.h"
#include "support/registry.h"

#include <QQuickView>
#include <QSGRendererInterface>
#include <QTest>
#include <cmath>
#include <random>

// The QTRY macros of Qt 6.8 narrow a duration in their own expansion.
#pragma GCC diagnostic ignored "-Wconversion"

namespace facteo::console {
namespace {

using namespace std::chrono_literals;
using protocol::Instant;

constexpr Instant kBegin{std::chrono::milliseconds{1'795'160'000'000}};
constexpr double kMiddleLat = 46.6;
constexpr double kMiddleLon = 2.3;

Camera cameraAt(double zoom, double bearing = 0, double tilt = 0)
{
    return {.center = geo::toUnit(kMiddleLat, kMiddleLon),
        .zoom = zoom,
        .bearing = bearing,
        .tilt = tilt,
        .size = QSizeF(1'280, 800)};
}

/// A walk around the middle: ten seconds and some metres a step, in so many pieces.
std::shared_ptr<MapTrail> walk(std::size_t points, std::size_t pieces, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution step(-0.00015, 0.00015);
    auto trail = std::make_shared<MapTrail>();
    double lat = kMiddleLat;
    double lon = kMiddleLon;
    for (std::size_t i = 0; i < points; ++i) {
        lat += step(random);
        lon += step(random);
        trail->points.push_back(
            {.place = geo::toUnit(lat, lon), .at = kBegin + 10s * static_cast<std::int64_t>(i)});
    }
    for (std::size_t i = 1; i <= pieces; ++i)
        trail->ends.push_back(points * i / pieces);
    return trail;
}

double distanceTo(QPointF point, QPointF a, QPointF b)
{
    const QPointF way = b - a;
    const double length = QPointF::dotProduct(way, way);
    const double share =
        length > 0 ? std::clamp(QPointF::dotProduct(point - a, way) / length, 0.0, 1.0) : 0.0;
    const QPointF away = point - (a + way * share);
    return std::hypot(away.x(), away.y());
}

double distanceTo(QPointF point, const TrailPicture &picture)
{
    double nearest = 1e9;
    for (const auto &stroke : picture.strokes) {
        const auto line = picture.of(stroke);
        for (std::size_t i = 1; i < line.size(); ++i)
            nearest = std::min(nearest, distanceTo(point, line[i - 1], line[i]));
    }
    return nearest;
}

} // namespace

class TrailLayerTest : public QObject
{
    Q_OBJECT

private slots:
    void EveryPositionInViewLiesOnTheLineThatIsDrawn()
    {
        for (const unsigned seed : {1U, 2U})
            for (const auto &camera :
                {cameraAt(12.4), cameraAt(15), cameraAt(17.7, 33), cameraAt(16, 200, 45)}) {
                TrailFeed feed;
                feed.trail = walk(800, 1, seed);
                feed.until = kBegin + 1h;
                TrailPicture picture;
                TrailLayout().lay(feed, camera, picture);
                const QRectF view(QPointF(), camera.size);
                for (const auto &point : feed.trail->points)
                    if (const auto at = camera.toScreen(point.place); at && view.contains(*at))
                        QVERIFY2(distanceTo(*at, picture) < 3.1, qPrintable(QString::number(camera.zoom)));
            }
    }

    void TenThousandPositionsAreFewOnAScreenThatShowsThemAll()
    {
        TrailFeed feed;
        feed.trail = walk(10'000, 4, 4);
        TrailPicture picture;
        TrailLayout layout;
        layout.lay(feed, cameraAt(11), picture);
        QVERIFY2(picture.points.size() < 2'000, qPrintable(QString::number(picture.points.size())));
        layout.lay(feed, cameraAt(19), picture); // of the street only what is in it
        QVERIFY2(picture.points.size() < 6'000, qPrintable(QString::number(picture.points.size())));
    }

    void NothingIsDrawnWhereNobodyKnowsTheWay()
    {
        TrailFeed feed;
        auto trail = std::make_shared<MapTrail>();
        for (int i = 0; i < 4; ++i)
            trail->points.push_back(
                {.place = geo::toUnit(kMiddleLat, kMiddleLon - 0.003 + 0.002 * i), .at = kBegin + 10s * i});
        trail->ends = {2, 4};
        feed.trail = trail;
        feed.until = kBegin + 1h;
        TrailPicture picture;
        const auto camera = cameraAt(17);
        TrailLayout().lay(feed, camera, picture);
        QCOMPARE(picture.strokes.size(), 2U);
        const auto middle = camera.toScreen(geo::toUnit(kMiddleLat, kMiddleLon));
        QVERIFY(distanceTo(*middle, picture) > 80);
    }

    void TheLineChangesWhereHeWasAtThatInstant()
    {
        TrailFeed feed;
        auto trail = std::make_shared<MapTrail>();
        trail->points = {{.place = geo::toUnit(kMiddleLat, kMiddleLon - 0.002), .at = kBegin},
            {.place = geo::toUnit(kMiddleLat, kMiddleLon + 0.002), .at = kBegin + 40s}};
        trail->ends = {2};
        feed.trail = trail;
        feed.until = kBegin + 10s;
        feed.marker = TrailMarker{.place = geo::toUnit(kMiddleLat, kMiddleLon - 0.001), .at = feed.until};
        TrailPicture picture;
        TrailLayout().lay(feed, cameraAt(17), picture);
        QCOMPARE(picture.strokes.size(), 2U);
        QVERIFY(picture.strokes[0].walked);
        QVERIFY(!picture.strokes[1].walked);
        QCOMPARE(picture.of(picture.strokes[0]).back(), *picture.marker);
        QCOMPARE(picture.of(picture.strokes[1]).front(), *picture.marker);
    }

    void ACircleHasTheRadiusThatWasAskedFor()
    {
        TrailFeed feed;
        feed.circle = TrailCircle{.center = {466'000'000, 23'000'000}, .radiusMetres = 300};
        TrailPicture picture;
        const auto camera = cameraAt(16);
        TrailLayout().lay(feed, camera, picture);
        const double units = 300 / geo::metresPerUnit(kMiddleLat) * 256 * std::exp2(16.0);
        QVERIFY(picture.circle.size() > 60);
        for (const QPointF corner : picture.circle)
            QVERIFY(std::abs(std::hypot(corner.x() - 640, corner.y() - 400) - units) < units * 0.01);
    }

    void IsDrawnWithRealGraphics()
    {
        QQuickView view;
        TrailFeed feed;
        auto trail = std::make_shared<MapTrail>();
        trail->points = {{.place = geo::toUnit(kMiddleLat, kMiddleLon - 0.004), .at = kBegin},
            {.place = geo::toUnit(kMiddleLat, kMiddleLon + 0.004), .at = kBegin + 40s}};
        trail->ends = {2};
        feed.trail = trail;
        feed.until = kBegin + 20s;
        feed.marker = TrailMarker{.place = geo::toUnit(kMiddleLat, kMiddleLon), .at = feed.until};
        auto *layer = new TrailLayer(view.contentItem());
        layer->setSize(QSizeF(600, 400));
        layer->setCenter(QGeoCoordinate(kMiddleLat, kMiddleLon));
        layer->setZoomLevel(16);
        layer->setFeed(&feed);
        view.setColor(Qt::white);
        view.resize(600, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(view.rendererInterface()->graphicsApi() != QSGRendererInterface::Software);
        const auto image = view.grabWindow();
        const auto walked = image.pixelColor(250, 200);
        const auto ahead = image.pixelColor(350, 200);
        QVERIFY2(walked.blue() > 150 && walked.red() < 60, qPrintable(walked.name()));
        QVERIFY2(ahead != walked && ahead != QColor(Qt::white), qPrintable(ahead.name()));
        QCOMPARE(image.pixelColor(300, 300), QColor(Qt::white));
        const QGeoRectangle box(QGeoCoordinate(46.61, 2.29), QGeoCoordinate(46.59, 2.31));
        const double zoom = layer->zoomToFit(box, 100);
        layer->setCenter(layer->centerToFit(box, zoom, 100));
        layer->setZoomLevel(zoom);
        QVERIFY(std::abs(layer->fromCoordinate(box.center()).y() - 150) < 1);
        QVERIFY(layer->fromCoordinate(box.bottomRight()).y() < 300);
        QVERIFY(std::abs(layer->zoomToFit(box, 100) - 13.5) < 0.01);
    }
};

} // namespace facteo::console

using facteo::console::TrailLayerTest;
FACTEO_TEST(TrailLayerTest);

#include "trail_layer_test.moc"
