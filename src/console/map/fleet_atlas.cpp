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
constexpr int kColumns = 5;

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

/// Full, ring with a core, ring, dashed ring with a cross: the age of a position in shape and strength.
void paintDot(
    QPainter &painter, const QPainterPath &shape, Freshness freshness, const QColor &fill, const QColor &edge)
{
    const auto pen = [](const QColor &color, double width) {
        return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    };
    // A light rim keeps every dot apart from the ground, dark or light.
    painter.strokePath(shape, pen(QColor(255, 255, 255, 235), freshness == Freshness::Fresh ? 5 : 4));
    switch (freshness) {
    case Freshness::Fresh:
        painter.fillPath(shape, fill);
        painter.strokePath(shape, pen(edge, 2.2));
        return;
    case Freshness::Ageing: {
        painter.fillPath(shape, QColor(255, 255, 255));
        auto faded = edge;
        faded.setAlphaF(0.8F);
        painter.strokePath(shape, pen(faded, 1.6));
        painter.fillPath(disc(4), fill);
        painter.strokePath(disc(4), pen(faded, 0.8));
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
    if (freshness == Freshness::Lost)
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

void paintSprite(QPainter &painter, Sprite sprite)
{
    const auto index = std::to_underlying(sprite);
    if (sprite >= Sprite::Heading) {
        if (sprite == Sprite::Heading)
            paintHeading(painter);
        else if (sprite == Sprite::Exercise)
            paintExercise(painter);
        else if (sprite == Sprite::Selected)
            paintSelected(painter);
        else
            paintHalo(painter);
        return;
    }
    const auto freshness = static_cast<Freshness>(index % 4);
    if (sprite >= Sprite::InHandFresh) {
        paintAlert(painter, freshness, sprite < Sprite::AlertFresh);
        return;
    }
    const bool task = sprite >= Sprite::TaskFresh;
    paintDot(painter, disc(freshness == Freshness::Fresh ? 8.5 : 7.5), freshness,
        task ? FleetColors::onTask() : FleetColors::onRound(), FleetColors::outline());
}

} // namespace

Sprite spriteFor(DotState state, Freshness freshness)
{
    const auto row = [&](Sprite first) {
        return static_cast<Sprite>(std::to_underlying(first) + std::to_underlying(freshness));
    };
    switch (state) {
    case DotState::NoPosition:
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

FleetAtlas::FleetAtlas(double ratio) : m_ratio(ratio)
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
        painter.translate((column + 0.5) * cell, (row + 0.5) * cell);
        painter.scale(ratio, ratio);
        paintSprite(painter, static_cast<Sprite>(i));
        painter.restore();
    }
}

QRectF FleetAtlas::source(Sprite sprite) const
{
    const auto index = static_cast<int>(std::to_underlying(sprite));
    const int cell = m_image.width() / kColumns;
    const double half = reach(sprite) * m_ratio;
    const int row = index / kColumns;
    const QPointF middle((index % kColumns + 0.5) * cell, (row + 0.5) * cell);
    return {middle.x() - half, middle.y() - half, 2 * half, 2 * half};
}

double FleetAtlas::reach(Sprite sprite)
{
    if (sprite == Sprite::Halo)
        return 31;
    if (sprite == Sprite::Selected)
        return 22;
    if (sprite == Sprite::Heading || sprite == Sprite::Exercise)
        return 20;
    return sprite >= Sprite::InHandFresh ? 15 : 12;
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

QImage labelPlate(const QString &text, double ratio, bool dark, bool alert)
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + 12, 20);
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
