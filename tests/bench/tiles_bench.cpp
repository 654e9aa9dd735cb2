// SPDX-License-Identifier: Apache-2.0
#include "console/map/tile_layer.h"
#include "machine_facts.h"
#include "maps/package.h"
#include "maps/paint.h"
#include "maps/world.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QQuickWindow>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <mutex>
#include <random>
#include <string>
#include <vector>

// tiles_bench [--blocks N] [--runs N] [PACKAGE]: the ground of the map. Per zoom, what a block of 1024 units
// costs on one core, at random places where there is something; then a window: from the opening of the
// package to the first whole picture, and the frames while it moves into what was never painted; of each also
// what its two threads computed, which is all of it where a graphics card draws. JSON on stdout. Needs a
// screen (./dev bench tiles gives one). Without a package, the town of the demonstration.

namespace {

using facteo::console::TileLayer;
using namespace facteo::maps;

constexpr double kGoalFirstMs = 1'000;
constexpr double kGoalFrameMs = 50;
constexpr int kPatienceMs = 60'000;

double rounded(double value)
{
    return std::round(value * 100) / 100;
}

struct Options
{
    QString package;
    int blocks = 12;
    int runs = 5;
};

/// Places of features: where people look.
std::vector<WorldPoint> placesIn(const MapPackage &package, std::size_t count)
{
    const auto places = package.features(package.bounds(), 12);
    std::vector<WorldPoint> points;
    for (const auto &feature : places)
        if (feature.kind >= FeatureKind::City && feature.kind <= FeatureKind::Village)
            points.push_back(feature.parts[0][0]);
    std::ranges::shuffle(points, std::mt19937(7));
    points.resize(std::min(points.size(), count));
    if (points.empty())
        points.push_back({.x = package.bounds().left, .y = package.bounds().top});
    return points;
}

QJsonObject paintedAt(const MapPackage &package, int zoom, const std::vector<WorldPoint> &places)
{
    std::vector<double> reading;
    std::vector<double> all;
    double features = 0;
    for (const auto place : places) {
        const double units = 256 * std::exp2(zoom - 32.0);
        const auto block = blockUnits(
            static_cast<int>(place.x * units / kBlockUnits), static_cast<int>(place.y * units / kBlockUnits));
        const auto corner = [&](QPoint point) {
            const auto whole = [&](int at) {
                return static_cast<std::uint32_t>(std::clamp(at / units, 0.0, 4294967295.0));
            };
            return WorldPoint{.x = whole(point.x()), .y = whole(point.y())};
        };
        const auto begun = facteo::bench::cpuSeconds();
        const auto low = corner(block.topLeft());
        const auto high = corner(block.bottomRight());
        features += static_cast<double>(package.features({low.x, low.y, high.x, high.y}, zoom).size());
        const auto read = facteo::bench::cpuSeconds();
        const auto image = paint(package, Style::light(), {.zoom = double(zoom), .units = block, .ratio = 1});
        if (image.isNull())
            continue;
        reading.push_back((read - begun) * 1000);
        all.push_back((facteo::bench::cpuSeconds() - read) * 1000);
    }
    using facteo::bench::percentile;
    return {{"zoom", zoom}, {"blocks", static_cast<int>(all.size())},
        {"features", std::round(features / static_cast<double>(places.size()))},
        {"read_ms", rounded(percentile(reading, 0.5))}, {"block_ms", rounded(percentile(all, 0.5))},
        {"block_p95_ms", rounded(percentile(all, 0.95))},
        {"tiles_per_s", std::round(16'000 / percentile(all, 0.5))}};
}

struct Frame
{
    double ms = 0;    ///< since the one before
    double cpuMs = 0; ///< of the thread of the window and of the one that draws
};

/// A window with nothing but the tile layer.
class Window
{
public:
    Window()
    {
        m_window.resize(1920, 1080);
        m_layer = new TileLayer(m_window.contentItem());
        m_layer->setSize(QSizeF(1920, 1080));
        QObject::connect(
            &m_window, &QQuickWindow::frameSwapped, &m_window, [this] { frameIsThere(); },
            Qt::DirectConnection);
        m_window.show();
    }

    [[nodiscard]] TileLayer &layer() { return *m_layer; }

    bool untilReady()
    {
        QElapsedTimer patience;
        patience.start();
        while (!m_layer->isReady() && patience.elapsed() < kPatienceMs)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
        return m_layer->isReady();
    }

    /// Each frame while the middle of the map moves east, so many units each frame.
    std::vector<Frame> pan(int frames, double unitsEach)
    {
        std::vector<Frame> all;
        const double degrees = unitsEach * 360 / (256 * std::exp2(m_layer->zoomLevel()));
        for (int i = 0; i < frames; ++i) {
            const double begun = facteo::bench::cpuSeconds();
            auto center = m_layer->center();
            center.setLongitude(center.longitude() + degrees);
            m_layer->setCenter(center);
            m_window.update();
            while (!m_isThere.exchange(false))
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
            const std::scoped_lock lock(m_mutex);
            // The first one began before.
            if (i > 0)
                all.push_back({.ms = m_frame.ms,
                    .cpuMs = m_frame.cpuMs + (facteo::bench::cpuSeconds() - begun) * 1000});
        }
        return all;
    }

private:
    /// In the thread that draws.
    void frameIsThere()
    {
        const std::scoped_lock lock(m_mutex);
        const double cpu = facteo::bench::cpuSeconds();
        if (m_clock.isValid())
            m_frame = {
                .ms = static_cast<double>(m_clock.nsecsElapsed()) / 1e6, .cpuMs = (cpu - m_cpu) * 1000};
        m_cpu = cpu;
        m_clock.start();
        m_isThere = true;
    }

    QQuickWindow m_window;
    TileLayer *m_layer;
    std::mutex m_mutex;
    QElapsedTimer m_clock;
    double m_cpu = 0;
    Frame m_frame;
    std::atomic<bool> m_isThere = false;
};

double worstOf(const std::vector<Frame> &frames, double Frame::*what)
{
    return std::ranges::max(frames, {}, what).*what;
}

QGeoCoordinate coordinateOf(WorldPoint point)
{
    const auto position = positionOf(point);
    return {position.latDegrees(), position.lonDegrees()};
}

QJsonObject shown(const Options &options, const std::vector<WorldPoint> &places)
{
    std::vector<double> first;
    for (int run = 0; run < options.runs; ++run) {
        QElapsedTimer clock;
        clock.start();
        Window window;
        window.layer().setCenter(coordinateOf(places[0]));
        window.layer().setZoomLevel(15);
        window.layer().setSource(QUrl::fromLocalFile(options.package));
        if (!window.untilReady())
            return {{"error", "no first picture"}};
        first.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    QJsonArray pans;
    bool met = true;
    for (const double zoom : {6.0, 9.0, 11.0, 13.0, 15.0, 17.0}) {
        std::vector<double> worst;
        std::vector<double> again;
        std::vector<double> middle;
        std::vector<double> computed;
        for (int run = 0; run < options.runs; ++run) {
            // A new window has painted nothing yet.
            Window window;
            window.layer().setCenter(coordinateOf(places[static_cast<std::size_t>(run) % places.size()]));
            window.layer().setZoomLevel(zoom);
            window.layer().setSource(QUrl::fromLocalFile(options.package));
            window.untilReady();
            const auto frames = window.pan(120, 24);
            worst.push_back(worstOf(frames, &Frame::ms));
            computed.push_back(worstOf(frames, &Frame::cpuMs));
            // Over ground that has been painted: what the machine needs, or loses to others, anyway.
            again.push_back(worstOf(window.pan(60, -24), &Frame::ms));
            std::vector<double> each;
            std::ranges::transform(frames, std::back_inserter(each), &Frame::ms);
            middle.push_back(facteo::bench::percentile(each, 0.5));
        }
        const double worstFrame = facteo::bench::percentile(worst, 0.5);
        met = met && worstFrame <= kGoalFrameMs;
        pans.append(QJsonObject{{"zoom", zoom}, {"frame_ms", rounded(facteo::bench::percentile(middle, 0.5))},
            {"worst_frame_ms", rounded(worstFrame)},
            {"worst_frame_computed_ms", rounded(facteo::bench::percentile(computed, 0.5))},
            {"worst_frame_over_painted_ground_ms", rounded(facteo::bench::percentile(again, 0.5))}});
    }
    const double firstMs = facteo::bench::percentile(first, 0.5);
    return {{"first_picture_ms", rounded(firstMs)}, {"very_first_picture_ms", rounded(first[0])},
        {"first_picture_goal_met", firstMs <= kGoalFirstMs}, {"pan", pans}, {"worst_frame_goal_met", met}};
}

} // namespace

int main(int argc, char **argv)
{
    const QGuiApplication app(argc, argv);
    Options options;
    auto words = QCoreApplication::arguments().mid(1);
    while (words.size() > 1 && words[0].startsWith(QStringLiteral("--"))) {
        (words[0] == QStringLiteral("--blocks") ? options.blocks : options.runs) = words[1].toInt();
        words = words.mid(2);
    }
    options.package = words.isEmpty()
                          ? QDir::cleanPath(QCoreApplication::applicationDirPath() +
                                            QStringLiteral("/../../share/facteo/demo/town.facteomap"))
                          : QFileInfo(words[0]).absoluteFilePath();
    const auto opening = std::chrono::steady_clock::now();
    const auto package = MapPackage::open(options.package.toStdString());
    if (!package) {
        std::fprintf(stderr, "tiles_bench: %s is no map package\n", qPrintable(options.package));
        return 1;
    }
    const double opened = facteo::bench::secondsSince(opening) * 1000;
    prepareNames(Style::light());
    const auto places = placesIn(*package, static_cast<std::size_t>(options.blocks));
    QJsonArray zooms;
    for (int zoom = 4; zoom <= 18; ++zoom)
        zooms.append(paintedAt(*package, zoom, places));
    QJsonObject result{{"bench", "tiles"}, {"machine", facteo::bench::machineFacts()},
        {"package_MB", rounded(static_cast<double>(QFileInfo(options.package).size()) / 1e6)},
        {"open_ms", rounded(opened)}, {"blocks_of_1024_units", zooms}};
    if (options.runs > 0)
        result["window"] = shown(options, places);
    std::printf("%s", QJsonDocument(result).toJson().constData());
    return 0;
}
