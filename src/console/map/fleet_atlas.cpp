// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_atlas.h"

#include "console/map/fleet_colors.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <utility>

namespace facteo::console {
namespace {

constexpr int kCellUnits = 64;
constexpr int kColumns = 12;

QPainterPath disc(double radius)
{
    QPainterPath path;
    path.addEllipse(QPointF(), radius, radius);
    return path;
}

QPainterPath diamond(double reach)
{
    QPainterPath path;
    path.moveTo(0, -reach);
    path.lineTo(reach, 0);
    path.lineTo(0, reach);
    path.lineTo(-reach, 0);
    path.closeSubpath();
    return path;
}

void paintCross(QPainter &painter, const QColor &color, double reach)
{
    painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(-reach, -reach), QPointF(reach, reach));
    painter.drawLine(QPointF(-reach, reach), QPointF(reach, -reach));
}

/// Full, ring with a core, ring, dashed ring with a cross: the age of a position in shape and strength. Who
/// is on a task has a square in the middle.
void paintDot(QPainter &painter, Freshness freshness, bool task)
{
    const QColor fill = task ? FleetColors::onTask() : FleetColors::onRound();
    const QColor edge = FleetColors::outline();
    const auto shape = disc(freshness == Freshness::Fresh ? 8.5 : 7.5);
    QPainterPath square;
    square.addRect(-3, -3, 6, 6);
    const auto pen = [](const QColor &color, double width) {
        return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    };
    // A light rim keeps every dot apart from the ground, dark or light.
    painter.strokePath(shape, pen(QColor(255, 255, 255, 235), freshness == Freshness::Fresh ? 5 : 4));
    switch (freshness) {
    case Freshness::Fresh:
        painter.fillPath(shape, fill);
        painter.strokePath(shape, pen(edge, 2.2));
        if (task)
            painter.fillPath(square, QColor(255, 255, 255));
        return;
    case Freshness::Ageing: {
        painter.fillPath(shape, QColor(255, 255, 255));
        auto faded = edge;
        faded.setAlphaF(0.8F);
        painter.strokePath(shape, pen(faded, 1.6));
        const auto core = task ? square : disc(4);
        painter.fillPath(core, fill);
        painter.strokePath(core, pen(faded, 0.8));
        return;
    }
    case Freshness::Stale: {
        painter.fillPath(shape, QColor(255, 255, 255, 190));
        painter.strokePath(shape, pen(FleetColors::aged(), 1.8));
        return;
    }
    case Freshness::Lost: {
        painter.fillPath(shape, QColor(255, 255, 255, 170));
        QPen dashed(FleetColors::aged(), 1.6, Qt::CustomDashLine, Qt::FlatCap);
        dashed.setDashPattern({2.0, 1.4});
        painter.strokePath(shape, dashed);
        paintCross(painter, FleetColors::aged(), 2.6);
        return;
    }
    }
}

/// An alert never fades: its age is in the shape alone.
void paintAlert(QPainter &painter, Freshness freshness, bool answered)
{
    const auto shape = diamond(11);
    const QPen rim(Qt::white, 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    QPen edge(FleetColors::alert(), 2.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (freshness == Freshness::Stale)
        edge.setDashPattern({4.2, 1.6});
    else if (freshness == Freshness::Lost)
        edge.setDashPattern({1.6, 1.8});
    painter.strokePath(shape, rim);
    painter.fillPath(
        shape, answered || freshness >= Freshness::Stale ? QColor(255, 255, 255) : FleetColors::alert());
    painter.strokePath(shape, edge);
    const bool full = !answered && freshness < Freshness::Stale;
    const QColor ink = full ? QColor(255, 255, 255) : FleetColors::alert();
    if (answered) {
        painter.setPen(QPen(ink, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{{-3.6, 0.2}, {-1, 2.8}, {3.8, -2.6}});
    } else {
        painter.setPen(QPen(ink, 2.4, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(0, -5), QPointF(0, 1));
        painter.fillPath(disc(1.5).translated(0, 4.6), ink);
    }
}

void paintHeading(QPainter &painter)
{
    QPainterPath notch;
    notch.moveTo(0, -17.5);
    notch.lineTo(5.4, -10.4);
    notch.quadTo(0, -12.8, -5.4, -10.4);
    notch.closeSubpath();
    painter.strokePath(
        notch, QPen(QColor(255, 255, 255, 230), 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(notch, FleetColors::outline());
}

void paintExercise(QPainter &painter)
{
    const QRectF badge(5, -14, 9, 9);
    painter.setPen(QPen(Qt::white, 1.4));
    painter.setBrush(FleetColors::exercise());
    painter.drawRoundedRect(badge, 2, 2);
    painter.setPen(QPen(Qt::white, 1.3, Qt::SolidLine, Qt::FlatCap));
    for (const double y : {-11.7, -9.5, -7.3})
        painter.drawLine(QPointF(7.6, y), QPointF(11.4, y));
    painter.drawLine(QPointF(8, -12.2), QPointF(8, -6.8));
}

void paintSelected(QPainter &painter)
{
    painter.strokePath(disc(17.5), QPen(QColor(255, 255, 255, 220), 5.5));
    painter.strokePath(disc(17.5), QPen(FleetColors::accent(), 3));
}

void paintHalo(QPainter &painter)
{
    auto color = FleetColors::alert();
    QRadialGradient gradient(QPointF(), 30);
    color.setAlphaF(0.5F);
    gradient.setColorAt(0.35, color);
    color.setAlphaF(0.28F);
    gradient.setColorAt(0.85, color);
    color.setAlphaF(0);
    gradient.setColorAt(1, color);
    painter.fillPath(disc(30), gradient);
    color = FleetColors::alert();
    painter.strokePath(disc(28), QPen(color, 1.6));
}

/// Fainter than the selected's: there may be several.
void paintSought(QPainter &painter)
{
    painter.strokePath(disc(15.5), QPen(QColor(255, 255, 255, 220), 4));
    QPen dashed(FleetColors::accent(), 2.4, Qt::CustomDashLine, Qt::FlatCap);
    dashed.setDashPattern({2.6, 1.4});
    painter.strokePath(disc(15.5), dashed);
}

/// Nothing like a dot, because it is no position: a signpost of the round.
void paintRoundMark(QPainter &painter, bool faded)
{
    const QRectF sign(-8, -9, 16, 12);
    QPainterPath shape;
    shape.addRoundedRect(sign, 2.5, 2.5);
    const QPen rim(QColor(255, 255, 255, 235), 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.strokePath(shape, rim);
    painter.setPen(rim);
    painter.drawLine(QPointF(0, 3), QPointF(0, 9));
    const auto ink = faded ? FleetColors::aged() : FleetColors::outline();
    painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(0, 3), QPointF(0, 9));
    painter.fillPath(shape, QColor(255, 255, 255, faded ? 170 : 245));
    QPen edge(ink, 1.6);
    if (faded)
        edge.setDashPattern({2.4, 1.6});
    painter.strokePath(shape, edge);
    painter.drawLine(QPointF(-4, -3), QPointF(4, -3));
}

void paintMark(QPainter &painter, Sprite sprite)
{
    if (sprite == Sprite::Heading)
        paintHeading(painter);
    else if (sprite == Sprite::Exercise)
        paintExercise(painter);
    else if (sprite == Sprite::Selected)
        paintSelected(painter);
    else if (sprite == Sprite::Sought)
        paintSought(painter);
    else if (sprite == Sprite::Halo)
        paintHalo(painter);
    else
        paintRoundMark(painter, sprite == Sprite::RoundMarkFaded);
}

void paintSprite(QPainter &painter, Sprite sprite, bool dark)
{
    if (sprite >= Sprite::BadgeInHand)
        return paintCrowdSprite(painter, sprite, dark);
    if (sprite >= Sprite::Heading)
        return paintMark(painter, sprite);
    const auto freshness = static_cast<Freshness>(std::to_underlying(sprite) % 4);
    if (sprite >= Sprite::InHandFresh)
        return paintAlert(painter, freshness, sprite < Sprite::AlertFresh);
    paintDot(painter, freshness, sprite >= Sprite::TaskFresh);
}

QRectF around(double reach)
{
    return {-reach, -reach, 2 * reach, 2 * reach};
}

} // namespace

Sprite spriteFor(DotState state, Freshness freshness)
{
    const auto row = [&](Sprite first) {
        return static_cast<Sprite>(std::to_underlying(first) + std::to_underlying(freshness));
    };
    switch (state) {
    case DotState::NoPosition:
    case DotState::RoundOnly:
    case DotState::OnRound:
        return row(Sprite::DiscFresh);
    case DotState::OnTask:
        return row(Sprite::TaskFresh);
    case DotState::AlertInHand:
        return row(Sprite::InHandFresh);
    case DotState::Alert:
        return row(Sprite::AlertFresh);
    }
    Q_UNREACHABLE_RETURN(Sprite::DiscFresh);
}

FleetAtlas::FleetAtlas(double ratio, bool dark) : m_ratio(ratio), m_dark(dark)
{
    constexpr int kRows = (static_cast<int>(kSpriteCount) + kColumns - 1) / kColumns;
    const int cell = static_cast<int>(std::ceil(kCellUnits * ratio));
    m_image = QImage(cell * kColumns, cell * kRows, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    QPainter painter(&m_image);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < kSpriteCount; ++i) {
        const auto column = static_cast<int>(i) % kColumns;
        const auto row = static_cast<int>(i) / kColumns;
        painter.save();
        painter.setClipRect(QRect(column * cell, row * cell, cell, cell));
        painter.translate((column + 0.5) * cell, (row + 0.5) * cell);
        painter.scale(ratio, ratio);
        paintSprite(painter, static_cast<Sprite>(i), dark);
        painter.restore();
    }
}

QRectF FleetAtlas::source(Sprite sprite) const
{
    const auto index = static_cast<int>(std::to_underlying(sprite));
    const int cell = m_image.width() / kColumns;
    const int row = index / kColumns;
    const QPointF middle((index % kColumns + 0.5) * cell, (row + 0.5) * cell);
    const QRectF units = box(sprite);
    return {middle + units.topLeft() * m_ratio, units.size() * m_ratio};
}

QRectF FleetAtlas::box(Sprite sprite)
{
    if (sprite < Sprite::InHandFresh)
        return around(12);
    if (sprite < Sprite::Heading)
        return around(15);
    if (sprite == Sprite::Heading)
        return {-8, -20, 16, 13};
    if (sprite == Sprite::Exercise)
        return {3, -16, 13, 13};
    if (sprite == Sprite::Selected)
        return around(22);
    if (sprite == Sprite::Sought)
        return around(19);
    if (sprite == Sprite::Halo)
        return around(31);
    if (sprite == Sprite::RoundMark || sprite == Sprite::RoundMarkFaded)
        return around(12);
    if (sprite < Sprite::Bubble)
        return around(9);
    const auto from = [&](Sprite first) { return std::to_underlying(sprite) - std::to_underlying(first); };
    if (sprite < Sprite::BubbleFaded)
        return around(kBubbleRadius[static_cast<std::size_t>(from(Sprite::Bubble)) / kStandings] + 3);
    if (sprite < Sprite::RingPart)
        return around(kBubbleRadius[static_cast<std::size_t>(from(Sprite::BubbleFaded))] + 3);
    if (sprite < Sprite::PlateShort) {
        const double radius = kBubbleRadius[static_cast<std::size_t>(from(Sprite::RingPart)) / kStandings];
        return {-7, -radius - 3, 14, 12};
    }
    if (sprite < Sprite::Bar) {
        const double width = plateWidth(from(Sprite::PlateShort) % 2 == 1) + 4;
        return {-width / 2, -kPlateHeight / 2 - 2, width, kPlateHeight + 4};
    }
    if (sprite < Sprite::Figure)
        return {-kPlateBarUnits / 2, -2, kPlateBarUnits, 4};
    return sprite < Sprite::Shade ? QRectF(-6, -8, 12, 16) : around(4);
}

QImage lineProfile(double ratio)
{
    const int height = static_cast<int>(std::ceil(kLineUnits * ratio)) * 2;
    QImage image(4, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(1, height / kLineUnits);
    painter.fillRect(QRectF(0, 1, 4, kLineUnits - 2), QColor(255, 255, 255, 200));
    auto accent = FleetColors::accent();
    accent.setAlphaF(0.9F);
    painter.fillRect(QRectF(0, 2, 4, kLineUnits - 4), accent);
    return image;
}

QFont labelFont()
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    return font;
}

QImage labelPlate(const QString &text, double ratio, bool dark, bool alert)
{
    const QFont font = labelFont();
    const QFontMetricsF metrics(font);
    const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + kLabelPadding, kLabelHeight);
    QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF plate = QRectF(QPointF(), size).adjusted(0.75, 0.75, -0.75, -0.75);
    const QColor ground = alert  ? FleetColors::alert()
                          : dark ? QColor(30, 35, 42, 240)
                                 : QColor(255, 255, 255, 240);
    const QColor edge = alert ? QColor(Qt::white) : dark ? QColor(90, 100, 114) : QColor(176, 182, 192);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(plate, 5, 5);
    painter.setFont(font);
    painter.setPen(alert || dark ? QColor(245, 247, 250) : QColor(28, 32, 40));
    painter.drawText(plate, Qt::AlignCenter, text);
    return image;
}

} // namespace facteo::console
