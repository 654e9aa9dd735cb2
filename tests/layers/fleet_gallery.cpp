// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_layer.h"
#include "console/map/tile_layer.h"
#include "layers/sample_fleet.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFont>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickView>
#include <QTest>
#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(Facteo_LayersPlugin)
Q_IMPORT_QML_PLUGIN(Facteo_MapPlugin)

// Pictures of a fleet from the country to the street, and of a minute of gliding: for people who look at
// maps.

using namespace facteo;
using namespace facteo::console;

namespace {

struct View
{
    const char *name;
    double latitude;
    double longitude;
    double zoom;
    double bearing = 0;
    double tilt = 0;
};

constexpr std::array kViews{View{"1-country", 46.6, 2.5, 6}, View{"2-region", 48.7, 2.4, 8},
    View{"3-department", 48.85, 2.35, 10}, View{"4-city", 48.857, 2.352, 12},
    View{"5-district", 48.857, 2.352, 13.5}, View{"6-quarter", 48.857, 2.352, 15},
    View{"7-street", 48.857, 2.352, 17}, View{"8-tilted", 48.857, 2.352, 13, 40, 50}};

class Gallery
{
public:
    explicit Gallery(const QCommandLineParser &options)
        : m_folder(options.value(QStringLiteral("out"))),
          m_fleet(options.value(QStringLiteral("fleet")).toULongLong())
    {
        m_feed.setClock([this] { return m_now; });
        m_fleet.fill(m_feed);
        m_view.engine()->addImportPath(QStringLiteral("qrc:/"));
        m_view.setResizeMode(QQuickView::SizeRootObjectToView);
        const auto size = options.value(QStringLiteral("size")).split(QLatin1Char('x'));
        m_view.resize(size.value(0).toInt(), size.value(1).toInt());
        m_view.setInitialProperties(
            {{QStringLiteral("source"), QUrl::fromLocalFile(options.value(QStringLiteral("map")))},
                {QStringLiteral("feed"), QVariant::fromValue(&m_feed)},
                {QStringLiteral("dark"), options.isSet(QStringLiteral("dark"))},
                {QStringLiteral("animated"), false}});
        m_view.loadFromModule("Facteo.Map", "FleetMap");
    }

    [[nodiscard]] bool isReady()
    {
        if (!m_view.rootObject())
            return false;
        m_view.show();
        return QTest::qWaitForWindowExposed(&m_view);
    }

    void look(const View &view)
    {
        auto *camera = m_view.rootObject()->findChild<QQuickItem *>(QStringLiteral("camera"));
        camera->setProperty("bearing", view.bearing);
        camera->setProperty("tilt", view.tilt);
        camera->setProperty("zoomLevel", view.zoom);
        camera->setProperty("center", QVariant::fromValue(QGeoCoordinate(view.latitude, view.longitude)));
    }

    void shoot(const QString &name)
    {
        const auto *tiles = m_view.rootObject()->findChild<TileLayer *>();
        if (!tiles->source().isEmpty())
            (void)QTest::qWaitFor([&] { return tiles->isComplete(); }, 20'000);
        m_view.grabWindow().save(m_folder.filePath(name + QStringLiteral(".png")));
    }

    void shootAll(const QString &suffix)
    {
        for (const auto &view : kViews) {
            look(view);
            shoot(QLatin1String(view.name) + suffix);
        }
    }

    /// Ten pictures, a second apart, of people who report every five seconds.
    void film()
    {
        m_view.rootObject()->setProperty("animated", true);
        look({"", 48.857, 2.352, 17.5});
        for (int frame = 0; frame < 10; ++frame) {
            if (frame % 5 == 0) {
                m_fleet.walk(5);
                m_fleet.report(m_feed, std::chrono::seconds{5});
            }
            m_now += 1'000;
            m_feed.publish();
            shoot(QStringLiteral("glide-%1").arg(frame));
        }
    }

private:
    QDir m_folder;
    tests::SampleFleet m_fleet;
    FleetFeed m_feed;
    std::int64_t m_now = 0;
    QQuickView m_view;
};

} // namespace

int main(int argc, char **argv)
{
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
    const QGuiApplication app(argc, argv);
    QGuiApplication::setFont(QFont(QStringLiteral("Inter")));
    QCommandLineParser options;
    options.addOptions({{QStringLiteral("out"), QStringLiteral("folder"), QStringLiteral("folder"),
                            QStringLiteral(".")},
        {QStringLiteral("size"), QStringLiteral("WxH"), QStringLiteral("size"), QStringLiteral("1920x1080")},
        {QStringLiteral("fleet"), QStringLiteral("how many"), QStringLiteral("count"),
            QStringLiteral("85000")},
        {QStringLiteral("map"), QStringLiteral("map package"), QStringLiteral("map")},
        {QStringLiteral("suffix"), QStringLiteral("of file names"), QStringLiteral("suffix")},
        {QStringLiteral("film"), QStringLiteral("gliding, too")},
        {QStringLiteral("dark"), QStringLiteral("dark")}});
    options.process(app);
    Gallery gallery(options);
    if (!gallery.isReady())
        return 1;
    gallery.shootAll(options.value(QStringLiteral("suffix")));
    if (options.isSet(QStringLiteral("film")))
        gallery.film();
    return 0;
}
