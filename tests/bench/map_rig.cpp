// SPDX-License-Identifier: Apache-2.0
#include "map_rig.h"

#include "console/map/tile_layer.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QGeoCoordinate>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QSGRendererInterface>
#include <QTest>
#include <QtQml/QQmlExtensionPlugin>
#include <cmath>
#include <format>

Q_IMPORT_QML_PLUGIN(Facteo_LayersPlugin)
Q_IMPORT_QML_PLUGIN(Facteo_MapPlugin)

namespace facteo::bench {

using namespace console;
using namespace protocol;

namespace {

constexpr auto kStock = R"(
    import QtQuick
    import QtLocation
    import QtPositioning
    import Facteo.Layers
    Item {
        id: root
        property url source
        property var places
        TileLayer {
            anchors.fill: parent
            bearing: map.bearing; center: map.center; tilt: map.tilt
            fieldOfView: map.fieldOfView; zoomLevel: map.zoomLevel; source: root.source
        }
        Map {
            id: map
            objectName: "camera"
            anchors.fill: parent
            color: "transparent"
            copyrightsVisible: false
            maximumZoomLevel: 20
            plugin: Plugin { name: "itemsoverlay" }
            MapItemView {
                model: root.places
                delegate: MapQuickItem {
                    required property var place
                    anchorPoint.x: 8.5; anchorPoint.y: 8.5
                    coordinate: place
                    sourceItem: Rectangle {
                        width: 17; height: 17; radius: 8.5
                        color: "#ffcb05"; border.color: "#002d7a"; border.width: 2
                    }
                }
            }
        }
    })";

QGeoCoordinate coordinate(geo::UnitPoint point)
{
    const auto position = geo::fromUnit(point);
    return {position.latDegrees(), position.lonDegrees()};
}

} // namespace

TownFleet::TownFleet(std::size_t count, geo::UnitPoint town, double zoomsCloser)
    : m_fleet(count), m_town(town), m_scale(std::exp2(-zoomsCloser))
{
    m_pictures.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto &picture = m_pictures[i];
        picture.handset = {std::format("H-{:05}", i + 1)};
        picture.duty = Duty::On;
        picture.sharing = true;
        picture.connected = true;
        picture.batteryPercent = static_cast<std::uint8_t>(20 + i % 80);
    }
    place();
}

Roster TownFleet::roster() const
{
    Roster roster;
    roster.depot = {.id = {"D-BENCH"}, .name = "Bench", .position = geo::fromUnit(m_town)};
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        const PostmanId postman{std::format("P-{:05}", i + 1)};
        roster.postmen.push_back(
            {.id = postman, .name = std::format("Camille Postman {}", i + 1), .phone = {}});
        roster.handsets.push_back(
            {.id = m_pictures[i].handset, .postman = postman, .publicKey = {}, .ownTracks = {}});
        roster.rounds.push_back({.id = {std::format("T-{:05}", i + 1)},
            .name = std::format("Round {}", i + 1),
            .holder = postman,
            .stops = {},
            .path = {}});
    }
    return roster;
}

const std::vector<HandsetPicture> &TownFleet::walkOn()
{
    m_now += std::chrono::seconds{1};
    // Drawn smaller, they walk so much more slowly, and yet everybody moves.
    m_fleet.walk(1);
    place();
    return m_pictures;
}

void TownFleet::place()
{
    const auto france = geo::toUnit(46.6, 2.5);
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        const auto &walker = m_fleet.walkers()[i];
        m_pictures[i].lastHeardAt = m_now;
        m_pictures[i].fix = Fix{.at = m_now,
            .position = geo::fromUnit({m_town.x + (walker.position.x - france.x) * m_scale,
                m_town.y + (walker.position.y - france.y) * m_scale}),
            .accuracyDm = 90,
            .speedCmS = 140,
            .headingCdeg = static_cast<std::uint32_t>(walker.headingDegrees * 100)};
    }
}

MapRig::MapRig(QSize size) : m_size(size) {}

bool MapRig::showOurs(const QUrl &package, FleetFeed *feed)
{
    m_view = std::make_unique<QQuickView>();
    m_view->engine()->addImportPath(QStringLiteral("qrc:/"));
    m_view->setInitialProperties(
        {{QStringLiteral("source"), package}, {QStringLiteral("feed"), QVariant::fromValue(feed)}});
    m_view->loadFromModule("Facteo.Map", "FleetMap");
    return isShown();
}

bool MapRig::showStock(const QUrl &package, QAbstractListModel *places)
{
    m_view = std::make_unique<QQuickView>();
    m_view->engine()->addImportPath(QStringLiteral("qrc:/"));
    auto *component = new QQmlComponent(m_view->engine(), m_view.get());
    component->setData(kStock, {});
    auto *root = component->createWithInitialProperties(
        {{QStringLiteral("source"), package}, {QStringLiteral("places"), QVariant::fromValue(places)}});
    if (!root)
        return false;
    m_view->setContent({}, component, root);
    return isShown();
}

bool MapRig::hasStock(std::size_t count) const
{
    constexpr int kPatienceMs = 400'000;
    return QTest::qWaitFor(
        [&] {
            return camera()->property("mapItems").value<QList<QObject *>>().size() ==
                   static_cast<qsizetype>(count);
        },
        kPatienceMs);
}

bool MapRig::isShown()
{
    if (!m_view->rootObject())
        return false;
    m_view->setResizeMode(QQuickView::SizeRootObjectToView);
    m_view->resize(m_size);
    m_view->show();
    return QTest::qWaitForWindowExposed(m_view.get());
}

QQuickItem *MapRig::camera() const
{
    return m_view->rootObject()->findChild<QQuickItem *>(QStringLiteral("camera"));
}

FleetLayer *MapRig::fleet() const
{
    return m_view->rootObject()->findChild<FleetLayer *>(QStringLiteral("dots"));
}

QString MapRig::graphics() const
{
    return m_view->rendererInterface()->graphicsApi() == QSGRendererInterface::OpenGL
               ? QStringLiteral("OpenGL")
               : QStringLiteral("other");
}

void MapRig::look(geo::UnitPoint center, double zoom)
{
    m_center = center;
    camera()->setProperty("zoomLevel", zoom);
    camera()->setProperty("center", QVariant::fromValue(coordinate(center)));
    const auto *tiles = m_view->rootObject()->findChild<TileLayer *>();
    (void)QTest::qWaitFor([&] { return tiles->isComplete(); }, 60'000);
}

std::vector<double> MapRig::pan(int frames)
{
    constexpr double kRadiusUnits = 160;
    constexpr double kStepUnits = 8;
    const double world = 256 * std::exp2(camera()->property("zoomLevel").toDouble());
    std::vector<double> times;
    QEventLoop loop;
    QElapsedTimer frame;
    int number = 0;
    const auto step = [&] {
        const double angle = number * kStepUnits / kRadiusUnits;
        const geo::UnitPoint at{m_center.x + kRadiusUnits * (std::cos(angle) - 1) / world,
            m_center.y + kRadiusUnits * std::sin(angle) / world};
        frame.start();
        camera()->setProperty("center", QVariant::fromValue(coordinate(at)));
        m_view->update();
    };
    const auto swapped = QObject::connect(
        m_view.get(), &QQuickWindow::frameSwapped, &loop,
        [&] {
            // The first few wait for pictures that the last view still owed.
            if (number > 3)
                times.push_back(static_cast<double>(frame.nsecsElapsed()) * 1e-6);
            if (++number > frames + 3)
                loop.quit();
            else
                step();
        },
        Qt::QueuedConnection);
    step();
    loop.exec();
    QObject::disconnect(swapped);
    return times;
}

Places::Places(const std::vector<HandsetPicture> &pictures, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        // Every so many-th, so that few people lie over the same ground as many.
        const auto &position = pictures[i * pictures.size() / count].fix->position;
        m_places.emplace_back(position.latDegrees(), position.lonDegrees());
    }
}

int Places::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

QVariant Places::data(const QModelIndex &index, int) const
{
    return QVariant::fromValue(m_places[static_cast<std::size_t>(index.row())]);
}

QHash<int, QByteArray> Places::roleNames() const
{
    return {{Qt::UserRole, "place"}};
}

double residentMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const auto &line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toDouble() / 1'024;
    return 0;
}

} // namespace facteo::bench
