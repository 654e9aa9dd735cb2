// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_atlas.h"
#include "console/map/fleet_colors.h"

#include <QFont>
#include <QPainter>
#include <QPainterPath>
#include <utility>

namespace facteo::console {
namespace {

struct Inks
{
    QColor ground;
    QColor text;
    QColor faded;
    QColor edge;
};

Inks inksOf(bool dark)
{
    if (dark)
        return {.ground = {26, 31, 39, 240},
            .text = {245, 247, 250},
            .faded = {160, 168, 180},
            .edge = {104, 114, 130}};
    return {
        .ground = {255, 255, 255, 240}, .text = {20, 24, 33}, .faded = {92, 103, 120}, .edge = {0, 45, 122}};
}

std::size_t offset(Sprite sprite, Sprite first)
{
    return static_cast<std::size_t>(std::to_underlying(sprite) - std::to_underlying(first));
}

QPen flat(const QColor &color, double width)
{
    return {color, width, Qt::SolidLine, Qt::FlatCap};
}

/// A stretch of a ring, or all of it, in what its standing looks like. Every standing has a shape of its own,
/// whatever the colour: a full band; a band with a light core; a thin line; a dotted line; a hollow band; a
/// broad band that stands out.
void paintBand(QPainter &painter, double radius, Standing standing, double fromDegrees, double spanDegrees,
    const Inks &inks)
{
    const auto arc = [&](double at, const QPen &pen) {
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawArc(QRectF(-at, -at, 2 * at, 2 * at), static_cast<int>(fromDegrees * 16),
            static_cast<int>(spanDegrees * 16));
    };
    arc(radius - 2.5, flat(inks.ground, 6));
    switch (standing) {
    case Standing::OnRound:
        arc(radius - 2.5, flat(FleetColors::onRound(), 4.4));
        arc(radius - 0.4, flat(FleetColors::outline(), 1.2));
        return;
    case Standing::OnTask:
        arc(radius - 2.5, flat(FleetColors::onTask(), 5));
        arc(radius - 2.7, flat(QColor(255, 255, 255), 1.5));
        return;
    case Standing::Stale:
        arc(radius - 1.4, flat(FleetColors::aged(), 1.6));
        return;
    case Standing::Lost: {
        QPen dotted(flat(FleetColors::aged(), 2.8));
        dotted.setDashPattern({0.9, 0.8});
        arc(radius - 2, dotted);
        return;
    }
    case Standing::AlertInHand:
        arc(radius - 2, flat(FleetColors::alert(), 6));
        arc(radius - 2, flat(QColor(255, 255, 255), 2.8));
        return;
    case Standing::Alert:
        arc(radius - 1.2, flat(FleetColors::alert(), 7.5));
        return;
    }
}

void paintBubble(QPainter &painter, double radius, Standing standing, const Inks &inks)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(inks.ground);
    painter.drawEllipse(QPointF(), radius + 1.6, radius + 1.6);
    paintBand(painter, radius, standing, 0, 360, inks);
}

/// Nobody in it has been heard of lately: it fades as a dot would.
void paintFadedBubble(QPainter &painter, double radius, const Inks &inks)
{
    auto ground = inks.ground;
    ground.setAlpha(150);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(QPointF(), radius, radius);
    QPen dashed(inks.faded, 1.6, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({3, 2});
    painter.setPen(dashed);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(), radius - 1, radius - 1);
}

void paintPlate(QPainter &painter, bool isLong, bool isFaded, const Inks &inks)
{
    auto ground = inks.ground;
    if (isFaded)
        ground.setAlpha(160);
    const double width = plateWidth(isLong);
    const QRectF plate(-width / 2, -kPlateHeight / 2, width, kPlateHeight);
    QPen edge(isFaded ? inks.faded : inks.edge, 1.2);
    if (isFaded)
        edge.setDashPattern({3, 2});
    painter.setPen(edge);
    painter.setBrush(ground);
    painter.drawRoundedRect(plate.adjusted(0.6, 0.6, -0.6, -0.6), 6, 6);
}

/// The same shapes as in a ring, stretched out.
void paintBar(QPainter &painter, Standing standing)
{
    const QRectF whole(-32, -2, 64, 4);
    switch (standing) {
    case Standing::OnRound:
        painter.fillRect(whole, FleetColors::outline());
        painter.fillRect(whole.adjusted(0, 0.8, 0, -0.8), FleetColors::onRound());
        return;
    case Standing::OnTask:
        painter.fillRect(whole, FleetColors::onTask());
        painter.fillRect(whole.adjusted(0, 1.4, 0, -1.4), Qt::white);
        return;
    case Standing::Stale:
        painter.fillRect(whole.adjusted(0, 1.2, 0, -1.2), FleetColors::aged());
        return;
    case Standing::Lost:
        for (double x = whole.left(); x < whole.right(); x += 3)
            painter.fillRect(QRectF(x, -1.4, 1.7, 2.8), FleetColors::aged());
        return;
    case Standing::AlertInHand:
        painter.fillRect(whole, FleetColors::alert());
        painter.fillRect(whole.adjusted(0, 1.2, 0, -1.2), Qt::white);
        return;
    case Standing::Alert:
        painter.fillRect(whole, FleetColors::alert());
        return;
    }
}

void paintBadge(QPainter &painter, bool isAnswered)
{
    QPainterPath diamond;
    diamond.moveTo(0, -6.4);
    diamond.lineTo(6.4, 0);
    diamond.lineTo(0, 6.4);
    diamond.lineTo(-6.4, 0);
    diamond.closeSubpath();
    painter.strokePath(diamond, QPen(Qt::white, 3.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(diamond, isAnswered ? QColor(Qt::white) : FleetColors::alert());
    painter.strokePath(diamond, QPen(FleetColors::alert(), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setPen(
        QPen(isAnswered ? FleetColors::alert() : QColor(Qt::white), 1.6, Qt::SolidLine, Qt::RoundCap));
    if (isAnswered)
        painter.drawPolyline(QPolygonF{{-2.2, 0.2}, {-0.6, 1.8}, {2.4, -1.6}});
    else {
        painter.drawLine(QPointF(0, -2.8), QPointF(0, 0.4));
        painter.drawPoint(QPointF(0, 2.8));
    }
}

void paintFigure(QPainter &painter, std::size_t figure, const QColor &ink)
{
    constexpr std::array kFigures{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k'};
    painter.setFont(labelFont());
    painter.setPen(ink);
    painter.drawText(QRectF(-10, -8, 20, 16), Qt::AlignCenter, QString(QLatin1Char(kFigures[figure])));
}

void paintShade(QPainter &painter, std::size_t strength, bool dark)
{
    auto color = dark ? QColor(126, 168, 255) : FleetColors::outline();
    const double part = static_cast<double>(strength) / (kShades - 1);
    color.setAlphaF(static_cast<float>(0.10 + 0.52 * part));
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.fillRect(QRectF(-12, -12, 24, 24), color);
}

} // namespace

void paintCrowdSprite(QPainter &painter, Sprite sprite, bool dark)
{
    const auto inks = inksOf(dark);
    if (sprite >= Sprite::Shade)
        return paintShade(painter, offset(sprite, Sprite::Shade), dark);
    if (sprite >= Sprite::FigureFaded)
        return paintFigure(painter, offset(sprite, Sprite::FigureFaded), inks.faded);
    if (sprite >= Sprite::Figure)
        return paintFigure(painter, offset(sprite, Sprite::Figure), inks.text);
    if (sprite >= Sprite::Bar)
        return paintBar(painter, static_cast<Standing>(offset(sprite, Sprite::Bar)));
    if (sprite >= Sprite::PlateShort) {
        const auto plate = offset(sprite, Sprite::PlateShort);
        return paintPlate(painter, plate % 2 == 1, plate >= 2, inks);
    }
    if (sprite >= Sprite::RingPart) {
        const auto part = offset(sprite, Sprite::RingPart);
        constexpr double kSpan = 360.0 / kRingParts + 1; // neighbours overlap by a hair
        return paintBand(painter, kBubbleRadius[part / kStandings], static_cast<Standing>(part % kStandings),
            90 - kSpan / 2, kSpan, inks);
    }
    if (sprite >= Sprite::BubbleFaded)
        return paintFadedBubble(painter, kBubbleRadius[offset(sprite, Sprite::BubbleFaded)], inks);
    if (sprite >= Sprite::Bubble) {
        const auto bubble = offset(sprite, Sprite::Bubble);
        return paintBubble(
            painter, kBubbleRadius[bubble / kStandings], static_cast<Standing>(bubble % kStandings), inks);
    }
    paintBadge(painter, sprite == Sprite::BadgeInHand);
}

} // namespace facteo::console
