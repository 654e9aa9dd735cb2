// SPDX-License-Identifier: Apache-2.0
#include "maps/paint_lines.h"

#include <QLineF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace facteo::maps {
namespace {

/// From here on rails have ties and streets have one-way arrows.
constexpr double kTiesFromZoom = 13.5;
constexpr double kArrowsFromZoom = 16.4;

/// What passes over what, from strokeBelow.
enum class Level : std::uint8_t { Tunnel, Ground, Bridge };

struct Stroke
{
    const Feature *feature;
    const LineRule *rule;
    std::vector<Piece> pieces;
    Level level;
};

bool isWaterLine(FeatureKind kind)
{
    using enum FeatureKind;
    return kind == River || kind == Stream || kind == Dam || kind == Wall || kind == Coastline;
}

bool takesArrows(FeatureKind kind)
{
    return kind >= FeatureKind::Motorway && kind <= FeatureKind::Service;
}

/// Reads as: which is painted first.
bool strokeBelow(const Stroke &a, const Stroke &b)
{
    const auto layer = [](const Stroke &s) {
        return s.level == Level::Bridge ? s.feature->layer : std::int8_t{0};
    };
    if (a.level != b.level)
        return a.level < b.level;
    if (layer(a) != layer(b))
        return layer(a) < layer(b);
    if (a.rule->order != b.rule->order)
        return a.rule->order < b.rule->order;
    return a.feature->ordinal < b.feature->ordinal;
}

template<typename Wanted>
std::vector<Stroke> strokes(const Sheet &sheet, std::span<const Feature> features, Wanted wanted)
{
    std::vector<Stroke> found;
    for (const Feature &feature : features) {
        const auto &rule = sheet.style.rule(feature.kind).line;
        if (!rule || feature.isArea() || sheet.zoom < rule->fromZoom || !wanted(feature.kind))
            continue;
        const auto level = feature.flags & kTunnel   ? Level::Tunnel
                           : feature.flags & kBridge ? Level::Bridge
                                                     : Level::Ground;
        for (const auto part : feature.parts) {
            auto pieces = clipLine(part, sheet.projection, sheet.box);
            if (!pieces.empty())
                found.push_back({&feature, &*rule, std::move(pieces), level});
        }
    }
    std::ranges::sort(found, strokeBelow);
    return found;
}

/// Draws the dashes of a piece one by one. Their places are counted from the beginning of the whole line, so
/// that a block's edge does not move them; QPainter's own dashes jump when a part of the line is out of
/// sight.
void drawDashes(QPainter &painter, const Piece &piece, const QList<qreal> &dashes)
{
    double pattern = 0;
    for (const qreal dash : dashes)
        pattern += dash;
    // Where in the pattern the piece begins: entries at even places are drawn, at odd ones left out.
    double rest = std::fmod(piece.start, pattern);
    qsizetype entry = 0;
    while (rest >= dashes[entry]) {
        rest -= dashes[entry];
        entry = (entry + 1) % dashes.size();
    }
    double left = dashes[entry] - rest;
    QPolygonF dash{piece.points[0]};
    for (qsizetype i = 1; i < piece.points.size(); ++i) {
        const QLineF segment(piece.points[i - 1], piece.points[i]);
        const double length = segment.length();
        double at = 0;
        while (at + left <= length) {
            at += left;
            const QPointF end = segment.pointAt(at / length);
            dash.append(end);
            if (entry % 2 == 0)
                painter.drawPolyline(dash);
            dash = {end};
            entry = (entry + 1) % dashes.size();
            left = dashes[entry];
        }
        left -= length - at;
        dash.append(segment.p2());
    }
    if (entry % 2 == 0 && dash.size() > 1)
        painter.drawPolyline(dash);
}

void draw(QPainter &painter, const Stroke &stroke, const QPen &pen, const QList<qreal> &dashes = {})
{
    painter.setPen(pen);
    for (const Piece &piece : stroke.pieces) {
        if (dashes.isEmpty())
            painter.drawPolyline(piece.points);
        else
            drawDashes(painter, piece, dashes);
    }
}

/// Round ends and corners cost most of the time of a stroke, and cannot be told apart on thin lines.
QPen plain(const QColor &color, double width, Qt::PenCapStyle cap)
{
    constexpr double kThin = 3.2;
    const bool thin = width < kThin;
    const auto end = thin && cap == Qt::RoundCap ? Qt::SquareCap : cap;
    return {color, width, Qt::SolidLine, end, thin ? Qt::BevelJoin : Qt::RoundJoin};
}

void drawCasing(QPainter &painter, const Sheet &sheet, const Stroke &stroke)
{
    const LineRule &rule = *stroke.rule;
    const bool bridge = stroke.level == Level::Bridge;
    if (sheet.zoom < rule.casingFrom && !bridge)
        return;
    const double width = rule.width.at(sheet.zoom);
    const double side = rule.casing.isValid() ? rule.casingWidth.at(sheet.zoom) : 1.0;
    if (stroke.level == Level::Tunnel && rule.casing.isValid()) {
        draw(painter, stroke, plain(rule.casing, width + 2 * side, Qt::FlatCap), {4, 3});
    } else if (bridge && sheet.zoom >= 13) {
        auto color = rule.bridgeCasing.isValid() ? rule.bridgeCasing : rule.casing;
        if (!color.isValid())
            color = sheet.style.rule(FeatureKind::Rail).line->bridgeCasing;
        const bool dashed = !rule.dashes.isEmpty() || !rule.casing.isValid();
        // A path or a rail over a road: a plain deck, so that what passes strokeBelow stops at its sides.
        const double deck = dashed ? width + 4 : width + 2 * side;
        draw(painter, stroke, plain(color.darker(130), deck + 1.2, Qt::FlatCap));
        if (dashed)
            draw(painter, stroke, plain(sheet.style.background(), deck - 0.6, Qt::FlatCap));
    } else if (rule.casing.isValid()) {
        draw(painter, stroke, plain(rule.casing, width + 2 * side, Qt::RoundCap));
    }
}

void drawFill(QPainter &painter, const Sheet &sheet, const Stroke &stroke)
{
    const LineRule &rule = *stroke.rule;
    const double width = rule.width.at(sheet.zoom);
    const bool tunnel = stroke.level == Level::Tunnel;
    const QColor color = tunnel && rule.tunnelFill.isValid() ? rule.tunnelFill : rule.fill;
    if (!rule.dashes.isEmpty())
        draw(painter, stroke, plain(color, width, Qt::FlatCap), rule.dashes);
    else
        draw(painter, stroke, plain(color, width, tunnel ? Qt::FlatCap : Qt::RoundCap));
    if (rule.ties.isValid() && !tunnel && sheet.zoom >= kTiesFromZoom) {
        const double length = rule.tiesLength.at(sheet.zoom);
        draw(painter, stroke, plain(rule.ties, length, Qt::FlatCap), {width * 0.8, length * 1.6});
    }
}

/// Arrows at fixed distances along the whole way, so that a block's edge does not move them.
void drawArrows(QPainter &painter, const Sheet &sheet, const Stroke &stroke)
{
    constexpr double kEvery = 150;
    const double width = stroke.rule->width.at(sheet.zoom);
    const bool back = stroke.feature->flags & kOnewayBack;
    QPainterPath arrow;
    const double half = std::clamp(width * 0.55, 3.5, 6.5);
    const double head = half * 0.55;
    arrow.moveTo(-half, 0);
    arrow.lineTo(half, 0);
    arrow.moveTo(half - head, -head * 0.8);
    arrow.lineTo(half, 0);
    arrow.lineTo(half - head, head * 0.8);
    painter.setPen(QPen(sheet.style.arrow(), 1.1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const Piece &piece : stroke.pieces) {
        double at = piece.start;
        for (qsizetype i = 1; i < piece.points.size(); ++i) {
            const QLineF segment(piece.points[i - 1], piece.points[i]);
            const double length = segment.length();
            const double first = std::ceil((at - kEvery / 3) / kEvery) * kEvery + kEvery / 3;
            for (double next = first; next < at + length; next += kEvery) {
                painter.save();
                painter.translate(segment.pointAt((next - at) / length));
                painter.rotate(-segment.angle() + (back ? 180 : 0));
                painter.drawPath(arrow);
                painter.restore();
            }
            at += length;
        }
    }
}

/// Casings of a whole level first, then what lies inside of them, so that streets join without a line across.
template<typename Iterator>
void paintLevel(QPainter &painter, const Sheet &sheet, Iterator begin, Iterator end)
{
    for (auto stroke = begin; stroke != end; ++stroke)
        drawCasing(painter, sheet, *stroke);
    for (auto stroke = begin; stroke != end; ++stroke)
        drawFill(painter, sheet, *stroke);
    if (sheet.zoom < kArrowsFromZoom)
        return;
    for (auto stroke = begin; stroke != end; ++stroke) {
        const bool oneway = stroke->feature->flags & (kOneway | kOnewayBack);
        if (oneway && takesArrows(stroke->feature->kind) && stroke->level != Level::Tunnel)
            drawArrows(painter, sheet, *stroke);
    }
}

} // namespace

void paintWaterLines(QPainter &painter, const Sheet &sheet, std::span<const Feature> features)
{
    painter.setBrush(Qt::NoBrush);
    for (const Stroke &stroke : strokes(sheet, features, isWaterLine)) {
        const double width = stroke.rule->width.at(sheet.zoom);
        if (stroke.level == Level::Tunnel)
            draw(painter, stroke, plain(stroke.rule->tunnelFill, width * 0.7, Qt::FlatCap), {4, 3});
        else
            draw(painter, stroke, plain(stroke.rule->fill, width, Qt::RoundCap));
    }
}

void paintRoads(QPainter &painter, const Sheet &sheet, std::span<const Feature> features)
{
    painter.setBrush(Qt::NoBrush);
    const auto all = strokes(sheet, features,
        [](FeatureKind kind) { return !isWaterLine(kind) && kind != FeatureKind::Boundary; });
    auto begin = all.begin();
    while (begin != all.end() && !sheet.isCancelled()) {
        const auto end = std::find_if(begin, all.end(), [&](const Stroke &stroke) {
            return stroke.level != begin->level ||
                   (stroke.level == Level::Bridge && stroke.feature->layer != begin->feature->layer);
        });
        paintLevel(painter, sheet, begin, end);
        begin = end;
    }
}

void paintBorders(QPainter &painter, const Sheet &sheet, std::span<const Feature> features)
{
    constexpr int kCommune = 8; // admin_level of a French commune; smaller ones are no borders to a reader
    painter.setBrush(Qt::NoBrush);
    for (const Stroke &stroke :
        strokes(sheet, features, [](FeatureKind kind) { return kind == FeatureKind::Boundary; })) {
        const int level = stroke.feature->rank;
        if (level > kCommune || (level > 4 && sheet.zoom < 10) || (level > 2 && sheet.zoom < 7))
            continue;
        const double width = stroke.rule->width.at(sheet.zoom) * (level <= 2 ? 1.8 : level <= 6 ? 1.3 : 1.0);
        draw(painter, stroke, plain(stroke.rule->fill, width, Qt::FlatCap), stroke.rule->dashes);
    }
}

} // namespace facteo::maps
