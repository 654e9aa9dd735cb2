// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_feed.h"
#include "console/map/tile_layer.h"
#include "layers/picture_server.h"
#include "support/registry.h"

#include <QBuffer>
#include <QFile>
#include <QLineF>
#include <QPainter>
#include <QQuickView>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

// The QTRY macros of Qt 6.8 narrow a duration in their own expansion.
#pragma GCC diagnostic ignored "-Wconversion"

namespace facteo::console {
namespace {

using tests::PictureServer;

constexpr int kFetchMs = 30'000;
constexpr QColor kPaper(235, 235, 235);

/// Of the disc in the middle of a tile: its neighbours have other ones.
QColor markColor(int column, int row)
{
    static constexpr std::array kColors{
        QColor(200, 0, 0), QColor(0, 0, 200), QColor(0, 130, 0), QColor(150, 0, 150)};
    return kColors[static_cast<std::size_t>(column % 2 + 2 * (row % 2))];
}

QByteArray markedTile(int column, int row)
{
    static std::array<QByteArray, 4> tiles;
    auto &bytes = tiles[static_cast<std::size_t>(column % 2 + 2 * (row % 2))];
    if (bytes.isEmpty()) {
        QImage image(256, 256, QImage::Format_RGB32);
        image.fill(kPaper);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(markColor(column, row));
        painter.drawEllipse(QPointF(128, 128), 10, 10);
        painter.end();
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "png");
    }
    return bytes;
}

/// The middle of what has about this colour near a point; the middle of pixel 0 is at 0.5.
std::optional<QPointF> middleOfColor(const QImage &image, QPointF near, QColor color)
{
    constexpr int kReach = 22;
    QPointF sum;
    int count = 0;
    for (int y = qRound(near.y()) - kReach; y < qRound(near.y()) + kReach; ++y)
        for (int x = qRound(near.x()) - kReach; x < qRound(near.x()) + kReach; ++x) {
            const auto at = image.pixelColor(x, y);
            if (std::abs(at.red() - color.red()) > 70 || std::abs(at.green() - color.green()) > 70 ||
                std::abs(at.blue() - color.blue()) > 70)
                continue;
            sum += QPointF(x + 0.5, y + 0.5);
            ++count;
        }
    if (count < 30)
        return std::nullopt;
    return sum / count;
}

/// A place in the grid of a zoom, and what is drawn there.
struct Mark
{
    geo::UnitPoint place;
    QColor color;
    bool isDot = false;
};

} // namespace

/// Ground and people on one map, looked at as a person does: in the picture of the window.
class GroundAlignmentTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void GroundAndDotsStandWhereTheMapPutsThem();

private:
    void lookFrom(QRandomGenerator &random, int view);
    [[nodiscard]] std::vector<Mark> marksInView(int zoom) const;

    std::unique_ptr<PictureServer> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<QQuickView> m_view;
    QQuickItem *m_map = nullptr;
    QQuickItem *m_camera = nullptr;
    TileLayer *m_tiles = nullptr;
};

void GroundAlignmentTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_server = std::make_unique<PictureServer>();
    m_server->picture = markedTile;
    QFile file(m_folder.filePath(QStringLiteral("marks.toml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("url = \"" + m_server->address().toUtf8() +
               "/{z}/{x}/{y}\"\nattribution = \"© Test\"\nzooms = [0, 22]\n");
    file.close();
    m_view = std::make_unique<QQuickView>();
    m_view->engine()->addImportPath(QStringLiteral("qrc:/"));
    m_view->setResizeMode(QQuickView::SizeRootObjectToView);
    m_view->resize(900, 640);
    m_view->setInitialProperties({{QStringLiteral("source"), QUrl::fromLocalFile(file.fileName())},
        {QStringLiteral("animated"), false}});
    m_view->loadFromModule("Facteo.Map", "FleetMap");
    m_map = m_view->rootObject();
    QVERIFY(m_map);
    m_camera = m_map->findChild<QQuickItem *>(QStringLiteral("camera"));
    m_tiles = m_map->findChild<TileLayer *>();
    QVERIFY(m_camera && m_tiles);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void GroundAlignmentTest::lookFrom(QRandomGenerator &random, int view)
{
    const auto between = [&](double low, double high) {
        return low + random.generateDouble() * (high - low);
    };
    m_camera->setProperty("zoomLevel", between(4.5, 19.5));
    // Every third where the world is sewn together.
    const double seam = 180 - between(0, 100) / std::exp2(m_camera->property("zoomLevel").toDouble());
    const double longitude = view % 3 ? between(-180, 180) : view % 2 ? seam : -seam;
    m_camera->setProperty("center", QVariant::fromValue(QGeoCoordinate(between(-60, 65), longitude)));
    // Every fourth lies flat, as most people look at a map.
    m_camera->setProperty("bearing", view % 4 ? between(0, 360) : 0.0);
    m_camera->setProperty("tilt", view % 4 ? between(0, 55) : 0.0);
}

/// Well inside the window, where nothing else is drawn: the discs of the ground, and dots where four tiles
/// meet.
std::vector<Mark> GroundAlignmentTest::marksInView(int zoom) const
{
    const Camera &camera = m_tiles->camera();
    const double side = std::exp2(zoom);
    const auto room = m_map->boundingRect().adjusted(110, 110, -110, -110);
    const int column = static_cast<int>(camera.center.x * side);
    const int row = static_cast<int>(camera.center.y * side);
    std::vector<Mark> marks;
    for (int y = std::max(1, row - 5); y < std::min(static_cast<int>(side), row + 6); ++y)
        for (int x = column - 5; x <= column + 5; ++x) {
            const int wrapped = (x + static_cast<int>(side)) % static_cast<int>(side);
            for (const auto &mark : {Mark{{(wrapped + 0.5) / side, (y + 0.5) / side}, markColor(wrapped, y)},
                     Mark{{wrapped / side, y / side}, QColor(255, 203, 0), true}}) {
                const auto plane = camera.toPlane(mark.place);
                const auto screen = camera.planeToScreen(plane);
                if (screen && room.contains(*screen) && camera.scaleAt(plane) > 0.6)
                    marks.push_back(mark);
            }
        }
    return marks;
}

void GroundAlignmentTest::GroundAndDotsStandWhereTheMapPutsThem()
{
    QRandomGenerator random(20261123);
    int discs = 0;
    int dots = 0;
    double worst = 0;
    for (int view = 0; view < 24; ++view) {
        lookFrom(random, view);
        const Camera &camera = m_tiles->camera();
        const auto name = QStringLiteral("view %1: zoom %2, bearing %3, tilt %4, %5 %6")
                              .arg(view)
                              .arg(camera.zoom)
                              .arg(camera.bearing)
                              .arg(camera.tilt)
                              .arg(m_tiles->center().latitude())
                              .arg(m_tiles->center().longitude());
        const auto marks = marksInView(static_cast<int>(std::lround(camera.zoom)));
        FleetFeed feed;
        for (const auto &mark : marks)
            if (mark.isDot)
                feed.place(feed.add(QString::number(feed.points().position.size()), {}),
                    {.position = mark.place, .headingDegrees = std::numeric_limits<float>::quiet_NaN()},
                    DotState::OnRound, Freshness::Fresh);
        feed.publish();
        m_map->setProperty("feed", QVariant::fromValue(&feed));
        QTRY_VERIFY2_WITH_TIMEOUT(m_tiles->isComplete(), qPrintable(name), kFetchMs);
        const auto image = m_view->grabWindow();
        for (const auto &mark : marks) {
            const auto position = geo::fromUnit(mark.place);
            QPointF expected;
            QVERIFY(QMetaObject::invokeMethod(m_camera, "fromCoordinate", Q_RETURN_ARG(QPointF, expected),
                Q_ARG(QGeoCoordinate, QGeoCoordinate(position.latDegrees(), position.lonDegrees())),
                Q_ARG(bool, false)));
            const auto drawn = middleOfColor(image, expected, mark.color);
            QVERIFY2(drawn, qPrintable(name));
            const double off = QLineF(*drawn, expected).length();
            // A flat ground stands on whole pixels; whatever is drawn is off by less than one.
            QVERIFY2(
                off < 1, qPrintable(QStringLiteral("%1: %2 off by %3")
                                 .arg(name, mark.isDot ? QStringLiteral("dot") : QStringLiteral("ground"))
                                 .arg(off)));
            worst = std::max(worst, off);
            ++(mark.isDot ? dots : discs);
        }
        m_map->setProperty("feed", QVariant::fromValue<FleetFeed *>(nullptr));
    }
    qInfo("%d discs, %d dots, worst %.2f", discs, dots, worst);
    QVERIFY(discs > 60);
    QVERIFY(dots > 60);
}

} // namespace facteo::console

using facteo::console::GroundAlignmentTest;
FACTEO_TEST(GroundAlignmentTest);
#include "ground_alignment_test.moc"
