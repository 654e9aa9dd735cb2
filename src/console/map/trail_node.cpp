// SPDX-License-Identifier: Apache-2.0
#include "console/map/trail_node.h"

#include "console/map/fleet_colors.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSGVertexColorMaterial>
#include <array>
#include <cmath>

namespace facteo::console {
namespace {

constexpr double kWalkedUnits = 4.5;
constexpr double kToComeUnits = 3;
constexpr double kCasingUnits = 1.6; ///< on either side
constexpr double kRingUnits = 2;
/// Lines fade out over so much at their edges: smooth without multisampling.
constexpr double kFadeUnits = 0.9;
constexpr double kLongestMiter = 2;
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

/// Across a line at one of its points, so long that both stretches keep their width.
QPointF sideOf(std::span<const QPointF> line, std::size_t at, bool closed)
{
    const auto count = line.size();
    const auto direction = [&](std::size_t from, std::size_t to) {
        const QPointF way = line[to] - line[from];
        const double length = std::hypot(way.x(), way.y());
        return length > 0 ? way / length : QPointF(1, 0);
    };
    const bool isFirst = at == 0 && !closed;
    const bool isLast = at == count - 1 && !closed;
    const QPointF in = isFirst ? direction(0, 1) : direction((at + count - 1) % count, at);
    const QPointF out = isLast ? in : direction(at, (at + 1) % count);
    const QPointF sum = in + out;
    const double length = std::hypot(sum.x(), sum.y());
    if (length < 0.2)
        return {-in.y(), in.x()};
    return QPointF(-sum.y(), sum.x()) * (std::min(kLongestMiter, 2 / length) / length);
}

using Corner = QSGGeometry::ColoredPoint2D;

Corner cornerAt(QPointF point, const QColor &color, double alpha)
{
    // The material wants colours multiplied with their alpha.
    const auto part = [&](int channel) { return static_cast<uchar>(std::lround(channel * alpha)); };
    Corner corner{};
    corner.set(static_cast<float>(point.x()), static_cast<float>(point.y()), part(color.red()),
        part(color.green()), part(color.blue()), part(255));
    return corner;
}

void appendRibbon(std::vector<Corner> &vertices, std::span<const QPointF> line, double width,
    const QColor &color, bool closed)
{
    if (line.size() < 2)
        return;
    const double half = width / 2;
    const std::array reaches{
        -half - kFadeUnits / 2, -half + kFadeUnits / 2, half - kFadeUnits / 2, half + kFadeUnits / 2};
    const auto rung = [&](std::size_t at) {
        const QPointF side = sideOf(line, at, closed);
        std::array<Corner, 4> corners{};
        for (std::size_t i = 0; i < corners.size(); ++i)
            corners[i] = cornerAt(line[at] + side * reaches[i], color, i == 0 || i == 3 ? 0 : 1);
        return corners;
    };
    auto before = rung(0);
    const auto count = line.size() + (closed ? 1 : 0);
    for (std::size_t i = 1; i < count; ++i) {
        const auto now = rung(i % line.size());
        for (std::size_t k = 0; k + 1 < now.size(); ++k)
            vertices.insert(
                vertices.end(), {before[k], before[k + 1], now[k], now[k], before[k + 1], now[k + 1]});
        before = now;
    }
}

void appendDisc(
    std::vector<Corner> &vertices, std::span<const QPointF> ring, const QColor &color, double alpha)
{
    for (std::size_t i = 2; i < ring.size(); ++i)
        for (const QPointF corner : {ring[0], ring[i - 1], ring[i]})
            vertices.push_back(cornerAt(corner, color, alpha));
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
    : m_window(window), m_dark(dark), m_ratio(window->effectiveDevicePixelRatio()),
      m_lines(new QSGGeometryNode), m_stops(new QSGNode), m_marker(signOf(markerSign(dark, m_ratio)))
{
    auto *geometry = new QSGGeometry(QSGGeometry::defaultAttributes_ColoredPoint2D(), 0);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    geometry->setVertexDataPattern(QSGGeometry::StreamPattern);
    m_lines->setGeometry(geometry);
    auto *material = new QSGVertexColorMaterial;
    material->setFlag(QSGMaterial::Blending);
    material->setFlag(QSGMaterial::NoBatching);
    m_lines->setMaterial(material);
    m_lines->setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);
    appendChildNode(m_lines);
    appendChildNode(m_stops);
    appendChildNode(m_marker);
}

QSGImageNode *TrailNode::signOf(const QImage &image)
{
    auto *node = m_window->createImageNode();
    node->setTexture(m_window->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel));
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
    m_vertices.clear();
    if (!picture.circle.empty()) {
        appendDisc(m_vertices, picture.circle, ink.walked, 0.14);
        appendRibbon(m_vertices, picture.circle, kRingUnits, ink.walked, true);
    }
    for (const auto &stroke : picture.strokes)
        appendRibbon(m_vertices, picture.of(stroke), widthOf(stroke) + 2 * kCasingUnits, ink.casing, false);
    // What was walked lies above what is to come, where a way was gone twice.
    for (const bool walked : {false, true})
        for (const auto &stroke : picture.strokes)
            if (stroke.walked == walked)
                appendRibbon(
                    m_vertices, picture.of(stroke), widthOf(stroke), walked ? ink.walked : ink.ahead, false);
    auto *geometry = m_lines->geometry();
    if (geometry->vertexCount() == 0 && m_vertices.empty())
        return;
    geometry->allocate(static_cast<int>(m_vertices.size()));
    std::ranges::copy(m_vertices, geometry->vertexDataAsColoredPoint2D());
    m_lines->markDirty(QSGNode::DirtyGeometry);
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
        tint.setAlphaF(0.14F);
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
