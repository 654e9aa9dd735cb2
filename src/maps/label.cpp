// SPDX-License-Identifier: Apache-2.0
#include "maps/label.h"

#include "maps/label_block.h"
#include "maps/paint_symbols.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace facteo::maps {
namespace {

/// Symbols and names keep this distance, units.
constexpr double kAir = 2;

bool isPlace(FeatureKind kind)
{
    return kind >= FeatureKind::City && kind <= FeatureKind::Suburb;
}

/// Text is sharpest when its baseline stands on a pixel.
/// Something that may cross the edge of a block.
struct Crossing
{
    const Feature *feature;
    QPointF middle;
    QRectF box;
    int priority;
};

void sortByImportance(std::vector<Crossing> &all)
{
    std::ranges::sort(all, {}, [](const Crossing &c) {
        return std::tuple(-c.priority, -static_cast<int>(c.feature->rank), c.feature->ordinal);
    });
}

/// Those that stay, in the order of importance.
std::vector<Crossing> chosen(std::vector<Crossing> all)
{
    sortByImportance(all);
    std::vector<QRectF> boxes;
    boxes.reserve(all.size());
    for (const Crossing &one : all)
        boxes.push_back(one.box);
    const auto stays = independent(boxes);
    std::vector<Crossing> kept;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (stays[i])
            kept.push_back(all[i]);
    }
    return kept;
}

double placeSize(const Sheet &sheet, const Feature &place, const TextRule &rule)
{
    // Ten thousand people are 40; a place ten times as large is written a sixth larger.
    const double grown = place.rank == 0 ? 1.0 : 1.0 + (place.rank - 35) * 0.012;
    return rule.size.at(sheet.zoom) * std::clamp(grown, 0.9, 1.35);
}

std::vector<Crossing> choosePlaces(const Sheet &sheet, std::span<const Feature> places)
{
    std::vector<Crossing> found;
    for (const Feature &place : places) {
        const auto &rule = sheet.style.rule(place.kind).name;
        if (!isPlace(place.kind) || !rule || place.name.empty() || sheet.zoom < rule->fromZoom ||
            sheet.zoom >= rule->toZoom)
            continue;
        const double size = placeSize(sheet, place, *rule);
        const QPointF at = sheet.projection(place.parts[0][0]);
        const QPointF middle(std::round(at.x()), std::round(at.y()));
        const QSizeF extent = horizontalExtent(sheet, place.name, *rule, size);
        QRectF box(QPointF(), extent + QSizeF(10, 8));
        box.moveCenter(middle);
        found.push_back({&place, middle, box, rule->priority});
    }
    return chosen(std::move(found));
}

std::vector<Crossing> chooseSymbols(
    const Sheet &sheet, std::span<const Feature> ground, const LabelSpace &placeSpace)
{
    std::vector<Crossing> found;
    for (const Feature &feature : ground) {
        const auto &rule = sheet.style.rule(feature.kind).symbol;
        if (!rule || sheet.zoom < rule->fromZoom || feature.kind == FeatureKind::Tree ||
            (!feature.isPoint() && feature.kind != FeatureKind::Parking))
            continue;
        QPointF at = sheet.projection(feature.parts[0][0]);
        if (!feature.isPoint()) {
            const Run run = longestRun(feature, sheet.projection);
            if (run.length < 2.2 * rule->size)
                continue;
            at = run.middle;
        }
        const QPointF middle(std::round(at.x()), std::round(at.y()));
        QRectF box(QPointF(), QSizeF(rule->size + 2 * kAir, rule->size + 2 * kAir));
        box.moveCenter(middle);
        if (placeSpace.isFree(box))
            found.push_back({&feature, middle, box, rule->priority});
    }
    return chosen(std::move(found));
}

} // namespace

Names placeNames(
    const Sheet &sheet, const QRect &units, std::span<const Feature> ground, std::span<const Feature> places)
{
    Names names;
    LabelSpace placeSpace;
    const auto placed = choosePlaces(sheet, places);
    for (const Crossing &place : placed)
        placeSpace.take(place.box);
    const auto symbols = chooseSymbols(sheet, ground, placeSpace);
    for (const Crossing &symbol : symbols)
        names.symbols.push_back(
            {symbol.feature->kind, &*sheet.style.rule(symbol.feature->kind).symbol, symbol.middle});

    const QRect blocks = blocksAround(units);
    for (int y = blocks.top(); y < blocks.bottom(); y += kBlockUnits) {
        for (int x = blocks.left(); x < blocks.right(); x += kBlockUnits) {
            if (sheet.isCancelled())
                return names;
            BlockNames block(sheet, QRectF(x, y, kBlockUnits, kBlockUnits), names);
            for (const Crossing &place : placed)
                block.avoid(place.box);
            for (const Crossing &symbol : symbols)
                block.addSymbol(*symbol.feature, symbol.middle, symbol.box);
            block.place(ground);
        }
    }
    // Last, and so on top: they are the most important.
    for (const Crossing &place : placed) {
        const auto &rule = *sheet.style.rule(place.feature->kind).name;
        names.texts.push_back({horizontalWriting(sheet, place.feature->name, rule,
                                   placeSize(sheet, *place.feature, rule), place.middle),
            &rule});
    }
    return names;
}

void paintNames(QPainter &painter, const Names &names)
{
    for (const auto &symbol : names.symbols)
        paintSymbol(painter, symbol.kind, *symbol.rule, symbol.middle);
    for (const auto &plate : names.plates) {
        painter.setPen(QPen(plate.border, 1));
        painter.setBrush(plate.rule->halo);
        painter.drawRoundedRect(plate.box, 3, 3);
    }
    painter.setBrush(Qt::NoBrush);
    for (const auto &text : names.texts) {
        if (text.rule->halo.isValid() && text.rule->haloWidth > 0) {
            for (const auto &[place, letter] : text.writing.letters)
                painter.fillPath(place.map(letter->halo), text.rule->halo);
        }
        for (const auto &[place, letter] : text.writing.letters)
            painter.fillPath(place.map(letter->outline), text.rule->color);
    }
}

} // namespace facteo::maps
