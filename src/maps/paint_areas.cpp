// SPDX-License-Identifier: Apache-2.0
#include "maps/paint_areas.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace facteo::maps {
namespace {

/// Below this order areas are land use that fills the ground side by side.
constexpr int kBorderedOrder = 20;
/// A hair around an area costs more than the area itself, and is only seen around large ones: units.
constexpr double kHairFromExtent = 40;

bool needsHair(const Sheet &sheet, const Feature &feature, const AreaRule &rule)
{
    const auto &box = feature.bounds;
    const double units = 256 * std::exp2(sheet.zoom - 32);
    return rule.order < kBorderedOrder &&
           (feature.kind == FeatureKind::Sea ||
               std::max(box.right - box.left, box.bottom - box.top) * units >= kHairFromExtent);
}

double extent(const Feature &feature)
{
    const auto &box = feature.bounds;
    return static_cast<double>(box.right - box.left) * static_cast<double>(box.bottom - box.top);
}

struct Ground
{
    const Feature *feature;
    const AreaRule *rule;
};

bool below(const Ground &a, const Ground &b)
{
    if (a.rule->order != b.rule->order)
        return a.rule->order < b.rule->order;
    const double sizeA = extent(*a.feature);
    const double sizeB = extent(*b.feature);
    return sizeA != sizeB ? sizeA > sizeB : a.feature->ordinal < b.feature->ordinal;
}

template<typename Wanted>
std::vector<Ground> grounds(const Sheet &sheet, std::span<const Feature> features, Wanted wanted)
{
    std::vector<Ground> found;
    for (const Feature &feature : features) {
        const auto &rule = sheet.style.rule(feature.kind).area;
        if (rule && feature.isArea() && sheet.zoom >= rule->fromZoom && wanted(feature.kind))
            found.push_back({&feature, &*rule});
    }
    std::ranges::sort(found, below);
    return found;
}

QPainterPath outline(const Sheet &sheet, const Feature &feature)
{
    QPainterPath path;
    for (const auto ring : feature.parts) {
        const auto points = clipRing(ring, sheet.projection, sheet.box);
        if (points.size() < 3)
            continue;
        path.addPolygon(points);
        path.closeSubpath();
    }
    path.setFillRule(Qt::OddEvenFill);
    return path;
}

void paintAll(QPainter &painter, const Sheet &sheet, const std::vector<Ground> &all)
{
    int count = 0;
    for (const auto &[feature, rule] : all) {
        if (++count % 256 == 0 && sheet.isCancelled())
            return;
        const bool outlined = rule->outline.isValid() && sheet.zoom >= rule->outlineFrom;
        painter.setBrush(rule->fill);
        // Fields and woods share their borders: without a hair of their own colour the ground shines through.
        const bool overlaps = needsHair(sheet, *feature, *rule);
        painter.setPen(outlined   ? QPen(rule->outline, rule->outlineWidth.at(sheet.zoom), Qt::SolidLine,
                                        Qt::FlatCap, Qt::MiterJoin)
                       : overlaps ? QPen(rule->fill, 0.7)
                                  : QPen(Qt::NoPen));
        painter.drawPath(outline(sheet, *feature));
    }
}

} // namespace

void paintGround(QPainter &painter, const Sheet &sheet, std::span<const Feature> features)
{
    paintAll(painter, sheet, grounds(sheet, features, [](FeatureKind kind) {
        return kind != FeatureKind::Building && kind != FeatureKind::Pedestrian;
    }));
}

void paintBuildings(QPainter &painter, const Sheet &sheet, std::span<const Feature> features)
{
    paintAll(painter, sheet,
        grounds(sheet, features, [](FeatureKind kind) { return kind == FeatureKind::Building; }));
}

void paintSquares(QPainter &painter, const Sheet &sheet, std::span<const Feature> features)
{
    paintAll(painter, sheet,
        grounds(sheet, features, [](FeatureKind kind) { return kind == FeatureKind::Pedestrian; }));
}

} // namespace facteo::maps
