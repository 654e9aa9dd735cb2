// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_layer.h"
#include "console/map/tile_layer.h"
#include "maps/demo_town.h"
#include "maps/style.h"
#include "support/registry.h"

#include <QLineF>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickView>
#include <QSGRendererInterface>
#include <QSignalSpy>
#include <QtQml/QQmlExtensionPlugin>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

Q_IMPORT_QML_PLUGIN(Facteo_LayersPlugin)
Q_IMPORT_QML_PLUGIN(Facteo_MapPlugin)

// The QTRY macros of Qt 6.8 narrow a duration in their own expansion.
#pragma GCC diagnostic ignored "-Wconversion"

namespace facteo::console {
namespace {

constexpr double kLat = 42.5078;
constexpr double kLon = 1.5245;
constexpr int kPaintMs = 20'000;

/// A postman for each freshness and state, in rows of a grid around the middle.
void fill(FleetFeed &feed)
{
    for (std::uint32_t i = 0; i < 18; ++i) {
        const int column = static_cast<int>(i) % 6;
        const int line = static_cast<int>(i) / 6;
        const auto row = feed.add(QStringLiteral("H-%1").arg(i + 1, 3, 10, QLatin1Char('0')),
            QStringLiteral("T-%1").arg(i + 1, 2, 10, QLatin1Char('0')));
        const auto state = i == 9      ? DotState::Alert
                           : i == 14   ? DotState::AlertInHand
                           : line == 1 ? DotState::OnTask
                                       : DotState::OnRound;
        feed.place(row,
            {.position = geo::toUnit(kLat + 0.0016 - line * 0.0016, kLon - 0.005 + column * 0.002),
                .headingDegrees =
                    i % 5 == 4 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(i) * 40,
                .accuracyMetres = i == 8 ? 45.0F : 12.0F},
            state, i == 8 || i == 9 ? Freshness::Fresh : static_cast<Freshness>(i % 4));
        feed.setExercise(row, i == 6);
    }
    feed.remove(17);
    feed.publish();
}

/// Of the pixels near a point that have the colour of a dot; the middle of pixel 0 is at 0.5.
std::optional<QPointF> middleOfYellow(const QImage &image, QPointF near)
{
    constexpr int kReach = 14;
    QPointF sum;
    int count = 0;
    for (int y = qRound(near.y()) - kReach; y < qRound(near.y()) + kReach; ++y)
        for (int x = qRound(near.x()) - kReach; x < qRound(near.x()) + kReach; ++x) {
            const auto color = image.pixelColor(x, y);
            if (color.red() < 200 || color.green() < 160 || color.blue() > 80)
                continue;
            sum += QPointF(x + 0.5, y + 0.5);
            ++count;
        }
    if (count < 60)
        return std::nullopt;
    return sum / count;
}

/// Which part of a picture has exactly this colour.
double partOf(const QImage &image, const QColor &color)
{
    qsizetype count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y).rgb() == color.rgb() ? 1 : 0;
    return static_cast<double>(count) / (static_cast<double>(image.width()) * image.height());
}

} // namespace

class FleetMapTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void DrawsWithRealGraphics();
    void DotsStandWhereTheMapPutsTheirCoordinates();
    void ClickOnADotNamesItsHandset();
    void AnAlertIsHitBeforeWhatItCovers();
    void WhoHasNoPositionIsNotOnTheMap();
    void ShowsAPackage();

private:
    std::unique_ptr<QQuickView> m_view;
    std::unique_ptr<FleetFeed> m_feed;
    QQuickItem *m_map = nullptr;
    FleetLayer *m_layer = nullptr;
};

void FleetMapTest::init()
{
    m_view = std::make_unique<QQuickView>();
    m_view->engine()->addImportPath(QStringLiteral("qrc:/"));
    m_feed = std::make_unique<FleetFeed>();
    fill(*m_feed);
    for (int i = 0; i < 60; ++i)
        m_feed->trail.push_back(
            geo::toUnit(kLat + 0.00001 * i * std::sin(i * 0.3), kLon - 0.004 + i * 0.00005));
    m_feed->trail.push_back(m_feed->points().position[8]);
    m_view->setResizeMode(QQuickView::SizeRootObjectToView);
    m_view->resize(1280, 800);
    m_view->setInitialProperties({{QStringLiteral("source"), QUrl()},
        {QStringLiteral("feed"), QVariant::fromValue(m_feed.get())}, {QStringLiteral("animated"), false}});
    m_view->loadFromModule("Facteo.Map", "FleetMap");
    QVERIFY2(m_view->rootObject(),
        qPrintable(m_view->errors().isEmpty() ? QString() : m_view->errors()[0].toString()));
    m_map = m_view->rootObject();
    m_layer = m_map->findChild<FleetLayer *>(QStringLiteral("dots"));
    QVERIFY(m_layer);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QMetaObject::invokeMethod(
        m_map, "flyTo", Q_ARG(QGeoCoordinate, QGeoCoordinate(kLat, kLon)), Q_ARG(double, 16.0));
    QTRY_COMPARE(m_layer->zoomLevel(), 16.0);
}

void FleetMapTest::DrawsWithRealGraphics()
{
    const auto api = m_view->rendererInterface()->graphicsApi();
    QVERIFY2(QSGRendererInterface::isApiRhiBased(api), "the software scene graph draws no geometry");
    const auto image = m_view->grabWindow();
    const auto at = m_layer->fromCoordinate(m_layer->positionOf(QStringLiteral("H-001")));
    // The middle of a fresh dot has the colour of its state.
    const auto color = image.pixelColor(at.toPoint());
    QVERIFY2(std::abs(color.red() - 255) < 12 && std::abs(color.green() - 203) < 12 && color.blue() < 40,
        qPrintable(color.name()));
}

void FleetMapTest::DotsStandWhereTheMapPutsTheirCoordinates()
{
    const std::array coordinates{QGeoCoordinate(kLat, kLon), QGeoCoordinate(kLat + 0.0017, kLon - 0.0029),
        QGeoCoordinate(kLat - 0.0011, kLon + 0.0041)};
    FleetFeed feed;
    for (const auto &at : coordinates)
        feed.place(feed.add(QString::number(at.latitude()), {}),
            {.position = geo::toUnit(at.latitude(), at.longitude()),
                .headingDegrees = std::numeric_limits<float>::quiet_NaN()},
            DotState::OnRound, Freshness::Fresh);
    m_map->setProperty("feed", QVariant::fromValue(&feed));
    auto *camera = m_map->findChild<QQuickItem *>(QStringLiteral("camera"));
    QVERIFY(camera);
    int seen = 0;
    double worst = 0;
    for (const double bearing : {0.0, 37.0, 180.0, 271.5})
        for (const double tilt : {0.0, 25.0, 45.0}) {
            camera->setProperty("bearing", bearing);
            camera->setProperty("tilt", tilt);
            const auto image = m_view->grabWindow();
            for (const auto &at : coordinates) {
                QPointF expected;
                QVERIFY(QMetaObject::invokeMethod(camera, "fromCoordinate", Q_RETURN_ARG(QPointF, expected),
                    Q_ARG(QGeoCoordinate, at), Q_ARG(bool, false)));
                if (!QRectF(m_map->boundingRect()).adjusted(20, 20, -20, -20).contains(expected))
                    continue;
                const auto drawn = middleOfYellow(image, expected);
                QVERIFY2(drawn, qPrintable(QStringLiteral("%1° %2°").arg(bearing).arg(tilt)));
                worst = std::max(worst, QLineF(*drawn, expected).length());
                ++seen;
            }
        }
    m_map->setProperty("feed", QVariant::fromValue(m_feed.get()));
    QVERIFY(seen >= 30);
    QVERIFY2(worst < 0.5, qPrintable(QString::number(worst)));
}

void FleetMapTest::ClickOnADotNamesItsHandset()
{
    QSignalSpy clicked(m_map, SIGNAL(dotClicked(QString)));
    const auto at = m_layer->fromCoordinate(m_layer->positionOf(QStringLiteral("H-003"))).toPoint();
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at + QPoint(9, 5));
    QTRY_COMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toString(), QStringLiteral("H-003"));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at + QPoint(23, 23));
    QCOMPARE(clicked.size(), 1);
}

void FleetMapTest::AnAlertIsHitBeforeWhatItCovers()
{
    m_feed->place(3, {.position = m_feed->points().position[9]}, DotState::OnRound, Freshness::Fresh);
    m_feed->publish();
    const auto at = m_layer->fromCoordinate(m_layer->positionOf(QStringLiteral("H-010")));
    QCOMPARE(m_layer->hit(at.x() + 3, at.y()), QStringLiteral("H-010"));
}

void FleetMapTest::WhoHasNoPositionIsNotOnTheMap()
{
    QVERIFY(!m_layer->positionOf(QStringLiteral("H-018")).isValid());
    const auto at = m_layer->camera().toScreen(m_feed->points().position[17]);
    QVERIFY(at);
    QCOMPARE(m_layer->hit(at->x(), at->y()), QString());
}

void FleetMapTest::ShowsAPackage()
{
    m_map->setProperty("feed", QVariant::fromValue<FleetFeed *>(nullptr));
    m_map->setProperty("source", QUrl::fromLocalFile(QStringLiteral(FACTEO_DEMO_PACKAGE)));
    QMetaObject::invokeMethod(
        m_map, "flyTo", Q_ARG(QGeoCoordinate, QGeoCoordinate(46.60, 2.30)), Q_ARG(double, 16.0));
    auto *tiles = m_map->findChild<TileLayer *>();
    QVERIFY(tiles);
    QTRY_COMPARE_WITH_TIMEOUT(tiles->center().latitude(), 46.60, kPaintMs);
    QTRY_VERIFY_WITH_TIMEOUT(tiles->isComplete(), kPaintMs);
    QVERIFY(tiles->isReady());
    QCOMPARE(tiles->fault(), TileLayer::Fault::None);
    QCOMPARE(tiles->attribution(), QString::fromUtf8(maps::kDemoTownAttribution));
    const auto light = partOf(m_view->grabWindow(), maps::Style::light().background());
    m_map->setProperty("dark", true);
    QTRY_VERIFY_WITH_TIMEOUT(tiles->isComplete(), kPaintMs);
    const auto dark = partOf(m_view->grabWindow(), maps::Style::dark().background());
    // The middle of a town: streets and houses nearly everywhere.
    QVERIFY2(light < 0.6, qPrintable(QString::number(light)));
    QVERIFY2(dark < 0.6, qPrintable(QString::number(dark)));
}

} // namespace facteo::console

using facteo::console::FleetMapTest;
FACTEO_TEST(FleetMapTest);

#include "fleet_map_test.moc"
