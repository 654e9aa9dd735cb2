// SPDX-License-Identifier: Apache-2.0
#include "maps/paint.h"

#include "maps/label.h"
#include "maps/label_text.h"
#include "maps/package.h"
#include "maps/paint_areas.h"
#include "maps/paint_symbols.h"

#include <algorithm>
#include <cmath>

namespace facteo::maps {
namespace {

/// Place names are asked for at this zoom at most: there they come without the buildings around them.
constexpr int kPlacesZoom = 13;

int packageZoom(double zoom)
{
    return std::clamp(static_cast<int>(std::ceil(zoom - 0.01)), 0, 22);
}

void paintTrees(QPainter &painter, const Sheet &sheet, std::span<const Feature> features)
{
    const auto &rule = sheet.style.rule(FeatureKind::Tree).symbol;
    if (!rule || sheet.zoom < rule->fromZoom)
        return;
    const double radius = rule->size / 2 * std::exp2(sheet.zoom - 18);
    painter.setPen(Qt::NoPen);
    painter.setBrush(rule->glyph);
    for (const Feature &feature : features) {
        if (feature.kind == FeatureKind::Tree && feature.isPoint())
            painter.drawEllipse(sheet.projection(feature.parts[0][0]), radius, radius);
    }
}

} // namespace

void prepareNames(const Style &style)
{
    constexpr auto kAlphabet = "ABCDEFGIJLMNOPRSTVabcdefghijlmnopqrstuvxyzéèêçôâî'-0123456789";
    using enum FeatureKind;
    for (const FeatureKind kind : {Residential, Town, Suburb, PostOffice, River, Primary}) {
        const Rule &rule = style.rule(kind);
        if (rule.name)
            static_cast<void>(shape(kAlphabet, style.fontFamily(), *rule.name, rule.name->size.at(15)));
    }
}

QImage paint(const MapPackage &package, const Style &style, const Frame &frame, const Cancelled *cancelled)
{
    const Projection projection(frame.zoom);
    const QRectF blocks = blocksAround(frame.units);
    const auto ground = package.features(
        projection.world(blocks.adjusted(-kBleedUnits, -kBleedUnits, kBleedUnits, kBleedUnits)),
        packageZoom(frame.zoom));
    const auto places = package.places(
        projection.world(blocks.adjusted(-kPlaceMargin, -kPlaceMargin, kPlaceMargin, kPlaceMargin)),
        std::min(packageZoom(frame.zoom), kPlacesZoom));
    return paint(ground.features(), places.features(), style, frame, cancelled);
}

QImage paint(std::span<const Feature> ground, std::span<const Feature> places, const Style &style,
    const Frame &frame, const Cancelled *cancelled)
{
    const QRectF box = blocksAround(frame.units);
    const Sheet sheet{style, Projection(frame.zoom), frame.zoom,
        box.adjusted(-kBleedUnits, -kBleedUnits, kBleedUnits, kBleedUnits), cancelled};
    const QSize pixels(static_cast<int>(std::ceil(frame.units.width() * frame.ratio)),
        static_cast<int>(std::ceil(frame.units.height() * frame.ratio)));
    QImage image(pixels, QImage::Format_RGB32);
    image.fill(style.background());

    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(frame.ratio, frame.ratio);
    painter.translate(-frame.units.topLeft());
    using Step = void (*)(QPainter &, const Sheet &, std::span<const Feature>);
    for (const Step step : {Step{paintGround}, Step{paintWaterLines}, Step{paintTrees}, Step{paintBuildings},
             Step{paintSquares}, Step{paintRoads}, Step{paintBorders}}) {
        step(painter, sheet, ground);
        if (sheet.isCancelled())
            return {};
    }
    paintNames(painter, placeNames(sheet, frame.units, ground, places));
    painter.end();
    return sheet.isCancelled() ? QImage() : image;
}

} // namespace facteo::maps
