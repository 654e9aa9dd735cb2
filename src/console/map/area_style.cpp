// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_style.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <utility>

namespace facteo::console {
namespace {

double tintOf(AreaStrength strength)
{
    switch (strength) {
    case AreaStrength::Faint:
        return 0.07;
    case AreaStrength::Normal:
        return 0.10;
    case AreaStrength::Strong:
        return 0.20;
    }
    std::unreachable();
}

/// Lines that go on in the neighbouring tiles.
std::vector<QLineF> patternLines(AreaInk ink)
{
    constexpr double s = kPatternUnits;
    switch (ink) {
    case AreaInk::Depot:
        return {{0, s / 4, s, s / 4}, {0, s * 3 / 4, s, s * 3 / 4}};
    case AreaInk::RoundArea:
        return {{0, s, s, 0}, {-s / 2, s / 2, s / 2, -s / 2}, {s / 2, s * 3 / 2, s * 3 / 2, s / 2}};
    case AreaInk::SensitivePlace:
        return {{0, s, s, 0}, {0, 0, s, s}};
    case AreaInk::Sketch:
        return {};
    }
    std::unreachable();
}

} // namespace

AreaInk inkOf(protocol::GeofenceKind kind)
{
    switch (kind) {
    case protocol::GeofenceKind::Depot:
        return AreaInk::Depot;
    case protocol::GeofenceKind::RoundArea:
        return AreaInk::RoundArea;
    case protocol::GeofenceKind::SensitivePlace:
        return AreaInk::SensitivePlace;
    }
    std::unreachable();
}

QColor colorOf(AreaInk ink, bool dark)
{
    switch (ink) {
    case AreaInk::Depot:
        return dark ? QColor(164, 181, 214) : QColor(54, 71, 110);
    case AreaInk::RoundArea:
        return dark ? QColor(61, 204, 160) : QColor(0, 116, 84);
    case AreaInk::SensitivePlace:
        return dark ? QColor(255, 146, 84) : QColor(186, 73, 0);
    case AreaInk::Sketch:
        return dark ? QColor(139, 179, 255) : QColor(0, 74, 198);
    }
    std::unreachable();
}

QImage patternOf(AreaInk ink, AreaStrength strength, bool dark, double ratio)
{
    const int side = static_cast<int>(std::lround(kPatternUnits * ratio));
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    auto color = colorOf(ink, dark);
    color.setAlphaF(static_cast<float>(tintOf(strength)));
    image.fill(color);
    if (strength == AreaStrength::Faint)
        return image;
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(side / kPatternUnits, side / kPatternUnits);
    color.setAlphaF(strength == AreaStrength::Strong ? 0.50F : 0.32F);
    painter.setPen(QPen(color, 1.2));
    for (const auto &line : patternLines(ink))
        painter.drawLine(line);
    return image;
}

QFont areaNameFont()
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    return font;
}

QImage areaName(const QString &text, AreaInk ink, bool dark, double ratio)
{
    const QFont font = areaNameFont();
    const QFontMetricsF metrics(font);
    const QSizeF size(std::ceil(metrics.horizontalAdvance(text)) + 2 * kNameRim,
        std::ceil(metrics.height()) + 2 * kNameRim);
    QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addText(kNameRim, kNameRim + metrics.ascent(), font, text);
    painter.strokePath(path, QPen(dark ? QColor(16, 22, 32, 230) : QColor(255, 255, 255, 235), 2 * kNameRim,
                                 Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(path, colorOf(ink, dark));
    return image;
}

} // namespace facteo::console
