// SPDX-License-Identifier: Apache-2.0
#include "facteo_map.h"

#include "maps/package.h"
#include "maps/paint.h"
#include "maps/world.h"
#include "when_and_where.h"

#include <CLI/CLI.hpp>
#include <QGuiApplication>
#include <QPainter>
#include <charconv>
#include <cmath>
#include <ctime>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>

namespace facteo::app {
namespace {

struct RenderOrder
{
    std::string package;
    std::string output;
    std::string center; ///< empty: the middle of the package
    std::string size = "1280x800";
    std::string style = "light";
    double zoom = 15;
    double scale = 1;
    double bearing = 0;
    bool timed = false;
};

/// Width and height out of "1280x800".
QSize sizeOf(const std::string &text)
{
    int width = 0;
    int height = 0;
    const char *const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, width);
    const bool isCross = first.ec == std::errc{} && first.ptr != end && *first.ptr == 'x';
    const auto second = std::from_chars(isCross ? first.ptr + 1 : end, end, height);
    if (second.ec != std::errc{} || second.ptr != end || width < 1 || height < 1 || width > 16384 ||
        height > 16384)
        throw CLI::ValidationError("--size", "expects 1x1 to 16384x16384");
    return {width, height};
}

maps::WorldPoint middleOf(const RenderOrder &order, const maps::MapPackage &package)
{
    if (order.center.empty()) {
        const auto box = package.bounds();
        return {box.left + (box.right - box.left) / 2, box.top + (box.bottom - box.top) / 2};
    }
    const auto center = positionOf(order.center);
    if (!center)
        throw CLI::ValidationError("--center", center.error());
    if (std::abs(center->latDegrees()) > 85)
        throw CLI::ValidationError("--center", "the map ends at 85 degrees north and south");
    return maps::worldPoint(*center);
}

/// Paints a square around the picture large enough to turn in, then turns it.
QImage render(const RenderOrder &order, const maps::MapPackage &package)
{
    const auto size = sizeOf(order.size);
    const auto middle = middleOf(order, package);
    const double unitsPerWorld = 256.0 * std::exp2(order.zoom - 32.0);
    const QPointF center(middle.x * unitsPerWorld, middle.y * unitsPerWorld);
    QSize painted = size;
    if (order.bearing != 0) {
        const int diagonal = static_cast<int>(std::ceil(std::hypot(size.width(), size.height())));
        painted = {diagonal, diagonal};
    }
    maps::Frame frame{.zoom = order.zoom, .units = QRect(QPoint(), painted), .ratio = order.scale};
    frame.units.moveTopLeft((center - QPointF(painted.width() / 2.0, painted.height() / 2.0)).toPoint());
    const auto &style = order.style == "dark" ? maps::Style::dark() : maps::Style::light();
    auto image = maps::paint(package, style, frame);
    if (order.bearing == 0)
        return image;
    QImage turned(size * order.scale, QImage::Format_RGB32);
    QPainter painter(&turned);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(turned.width() / 2.0, turned.height() / 2.0);
    painter.rotate(-order.bearing);
    painter.drawImage(QPointF(-image.width() / 2.0, -image.height() / 2.0), image);
    return turned;
}

void runRender(const RenderOrder &order)
{
    const auto package = openOrSay(order.package);
    // The fonts come from Qt's platform plugin; this one needs no screen.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "facteo";
    char *argv[] = {name, nullptr};
    const QGuiApplication qt(argc, argv);

    auto image = render(order, package);
    if (order.timed) {
        // A second time, with fonts and styles loaded: what a running console sees.
        const auto begun = std::clock();
        image = render(order, package);
        const double seconds = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
        const double tiles = image.width() / order.scale / 256.0 * (image.height() / order.scale) / 256.0;
        std::cout << seconds * 1000 << " ms of processor time, " << tiles / seconds
                  << " tiles of 256 units a second\n";
    }
    image.setDevicePixelRatio(1);
    image.setText(QStringLiteral("Copyright"), QString::fromUtf8(package.attribution().data(),
                                                   static_cast<qsizetype>(package.attribution().size())));
    if (!image.save(QString::fromStdString(order.output))) {
        std::cerr << order.output << ": cannot be written\n";
        throw CLI::RuntimeError(1);
    }
}

} // namespace

void addMapRender(CLI::App &map)
{
    auto *command = map.add_subcommand("render", "Paint a part of a map package into a picture");
    const auto order = std::make_shared<RenderOrder>();
    command->add_option("package", order->package, "The package")->required();
    command->add_option("-o,--output", order->output, "The picture, e.g. map.png")->required();
    command->add_option(
        "--center", order->center, "latitude,longitude; the middle of the package without it");
    command->add_option("--zoom", order->zoom, "0 to 22, fractions welcome")
        ->check(numberWithin(0, 22))
        ->capture_default_str();
    command->add_option("--size", order->size, "Width x height in units")->capture_default_str();
    command->add_option("--scale", order->scale, "Pixels per unit")
        ->check(numberWithin(0.5, 4))
        ->capture_default_str();
    command->add_option("--style", order->style)
        ->check(CLI::IsMember({"light", "dark"}))
        ->capture_default_str();
    command->add_option("--bearing", order->bearing, "Degrees that point upwards, clockwise from north")
        ->check(numberWithin(-360, 360));
    command->add_flag("--time", order->timed, "Say how long a second painting takes");
    command->callback([order] { runRender(*order); });
}

} // namespace facteo::app
