// SPDX-License-Identifier: Apache-2.0
#include "console/map/trail_node.h"

#include "console/map/fleet_colors.h"

#include <QPainter>
#include <QQuickWindow>
#include <cmath>

namespace facteo::console {
namespace {

constexpr double kWalkedUnits = 4.5;
constexpr double kToComeUnits = 3;
constexpr double kCasingUnits = 1.6; ///< on either side
constexpr double kRingUnits = 2;
constexpr double kDiscOpacity = 0.14;
constexpr double kStopUnits = 22;
constexpr double kMarkerUnits = 24;

/// The colours of the past: the way walked, the way to come, and what sets both off from the ground.
struct TrailInk
{
    QColor walked;
    QColor ahead;
    QColor casing;
};

TrailInk trailInk(bool dark)
{
    if (dark)
        return {.walked = {120, 175, 255}, .ahead = {108, 128, 158}, .casing = {16, 22, 32}};
    return {.walked = FleetColors::accent(), .ahead = {118, 146, 190}, .casing = {255, 255, 255}};
}

double widthOf(const TrailPicture::Stroke &stroke)
{
    return stroke.walked ? kWalkedUnits : kToComeUnits;
}

QImage emptySign(double units, double ratio)
{
    QImage image((QSizeF(units, units) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    return image;
}

/// A disc with the number by which the list beside the map calls this stop.
QImage stopSign(int number, bool dark, double ratio)
{
    auto image = emptySign(kStopUnits, ratio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto ink = trailInk(dark);
    painter.setPen(QPen(ink.walked, 2));
    painter.setBrush(ink.casing);
    painter.drawEllipse(QRectF(1.5, 1.5, kStopUnits - 3, kStopUnits - 3));
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(number < 100 ? 11 : 9);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(dark ? QColor(223, 229, 238) : QColor(23, 32, 48));
    painter.drawText(QRectF(0, 0, kStopUnits, kStopUnits), Qt::AlignCenter, QString::number(number));
    return image;
}

QImage markerSign(bool dark, double ratio)
{
    auto image = emptySign(kMarkerUnits, ratio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(255, 255, 255), 3));
    painter.setBrush(dark ? QColor(60, 130, 246) : FleetColors::accent());
    painter.drawEllipse(QRectF(3, 3, kMarkerUnits - 6, kMarkerUnits - 6));
    return image;
}

QRectF frameOf(QPointF middle, double units)
{
    return {middle.x() - units / 2, middle.y() - units / 2, units, units};
}

} // namespace

TrailNode::TrailNode(QQuickWindow *window, bool dark)
    : m_window(window), m_dark(dark), m_ratio(window->effectiveDevicePixelRatio()), m_lines(new RibbonNode),
      m_stops(new QSGNode), m_marker(signOf(markerSign(dark, m_ratio)))
{
    appendChildNode(m_lines);
    appendChildNode(m_stops);
    appendChildNode(m_marker);
}

QSGImageNode *TrailNode::signOf(const QImage &image)
{
    auto *node = m_window->createImageNode();
    node->setTexture(m_window->createTextureFromImage(
        image, {QQuickWindow::TextureHasAlphaChannel, QQuickWindow::TextureCanUseAtlas}));
    node->setOwnsTexture(true);
    return node;
}

void TrailNode::place(QSGImageNode *sign, QPointF middle) const
{
    // On whole pixels, or figures blur.
    const double units = sign->texture()->textureSize().width() / m_ratio;
    const auto corner = frameOf(middle, units).topLeft() * m_ratio;
    sign->setRect(
        QRectF(QPointF(std::round(corner.x()), std::round(corner.y())) / m_ratio, QSizeF(units, units)));
}

void TrailNode::update(const TrailPicture &picture)
{
    fillLines(picture);
    QHash<int, QSGImageNode *> before;
    before.swap(m_numbers);
    m_stops->removeAllChildNodes();
    for (const auto &stop : picture.stops) {
        auto *sign = before.take(stop.number);
        if (!sign)
            sign = signOf(stopSign(stop.number, m_dark, m_ratio));
        place(sign, stop.at);
        m_numbers.insert(stop.number, sign);
        m_stops->appendChildNode(sign);
    }
    qDeleteAll(before);
    if (picture.marker)
        place(m_marker, *picture.marker);
    else
        m_marker->setRect(QRectF());
}

void TrailNode::fillLines(const TrailPicture &picture)
{
    const auto ink = trailInk(m_dark);
    m_lines->clear();
    if (!picture.circle.empty()) {
        m_lines->addDisc(picture.circle, ink.walked, kDiscOpacity);
        m_lines->addLine(picture.circle, kRingUnits, ink.walked, true);
    }
    for (const auto &stroke : picture.strokes)
        m_lines->addLine(picture.of(stroke), widthOf(stroke) + 2 * kCasingUnits, ink.casing, false);
    // What was walked lies above what is to come, where a way was gone twice.
    for (const bool walked : {false, true})
        for (const auto &stroke : picture.strokes)
            if (stroke.walked == walked)
                m_lines->addLine(picture.of(stroke), widthOf(stroke), walked ? ink.walked : ink.ahead, false);
    m_lines->show();
}

void paintTrail(QPainter &painter, const TrailPicture &picture, bool dark)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const auto ink = trailInk(dark);
    const auto polygonOf = [](std::span<const QPointF> line) {
        return QPolygonF(QList<QPointF>(line.begin(), line.end()));
    };
    if (!picture.circle.empty()) {
        auto tint = ink.walked;
        tint.setAlphaF(static_cast<float>(kDiscOpacity));
        painter.setPen(QPen(ink.walked, kRingUnits));
        painter.setBrush(tint);
        painter.drawPolygon(polygonOf(picture.circle));
    }
    for (const auto &stroke : picture.strokes) {
        painter.setPen(QPen(ink.casing, widthOf(stroke) + 2 * kCasingUnits));
        painter.drawPolyline(polygonOf(picture.of(stroke)));
    }
    for (const auto &stroke : picture.strokes) {
        painter.setPen(QPen(stroke.walked ? ink.walked : ink.ahead, widthOf(stroke)));
        painter.drawPolyline(polygonOf(picture.of(stroke)));
    }
    const double ratio = painter.device()->devicePixelRatioF();
    for (const auto &stop : picture.stops)
        painter.drawImage(frameOf(stop.at, kStopUnits), stopSign(stop.number, dark, ratio));
    if (picture.marker)
        painter.drawImage(frameOf(*picture.marker, kMarkerUnits), markerSign(dark, ratio));
}

} // namespace facteo::console
