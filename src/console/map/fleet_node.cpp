// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_node.h"

#include "console/map/fleet_colors.h"

#include <QLineF>
#include <QPainter>
#include <QPainterPath>
#include <QQuickWindow>
#include <QSGFlatColorMaterial>
#include <QSGTexture>
#include <QSGTextureMaterial>
#include <algorithm>
#include <array>
#include <cmath>

namespace facteo::console {
namespace {

float asFloat(double value)
{
    return static_cast<float>(value);
}

/// The halo grows and fades with the beat; it never goes out altogether.
double haloScale(double pulse)
{
    return 0.72 + 0.28 * pulse;
}

double haloOpacity(double pulse)
{
    return 1.0 - 0.55 * pulse;
}

/// Normal of the line at a corner, long enough that both neighbouring stretches keep their width.
QPointF miter(const QPolygonF &line, qsizetype i, bool closed)
{
    const qsizetype count = line.size();
    const auto direction = [&](qsizetype from, qsizetype to) {
        const QPointF way = line[to] - line[from];
        const double length = std::hypot(way.x(), way.y());
        return length > 0 ? way / length : QPointF(1, 0);
    };
    const bool first = i == 0 && !closed;
    const bool last = i == count - 1 && !closed;
    const QPointF in = first ? direction(0, 1) : direction((i + count - 1) % count, i);
    const QPointF out = last ? in : direction(i, (i + 1) % count);
    const QPointF sum = in + out;
    const double length = std::hypot(sum.x(), sum.y());
    if (length < 0.2)
        return {-in.y(), in.x()};
    const double stretch = std::min(2.0, 2.0 / length) / length;
    return QPointF(-sum.y(), sum.x()) * stretch;
}

void appendLine(std::vector<QSGGeometry::TexturedPoint2D> &points, const QPolygonF &line, bool closed)
{
    const qsizetype count = line.size() + (closed ? 1 : 0);
    std::array<QSGGeometry::TexturedPoint2D, 2> before{};
    for (qsizetype i = 0; i < count; ++i) {
        const qsizetype at = i % line.size();
        const QPointF across = miter(line, at, closed) * (kLineUnits / 2);
        std::array<QSGGeometry::TexturedPoint2D, 2> now{};
        now[0].set(asFloat(line[at].x() - across.x()), asFloat(line[at].y() - across.y()), 0.5F, 0);
        now[1].set(asFloat(line[at].x() + across.x()), asFloat(line[at].y() + across.y()), 0.5F, 1);
        if (i > 0)
            points.insert(points.end(), {before[0], before[1], now[0], now[0], before[1], now[1]});
        before = now;
    }
}

} // namespace

FleetNode::FleetNode(QQuickWindow *window, bool dark)
    : m_window(window), m_dark(dark), m_atlas(window->effectiveDevicePixelRatio()),
      m_atlasTexture(window->createTextureFromImage(m_atlas.image(), QQuickWindow::TextureHasAlphaChannel)),
      m_lineTexture(window->createTextureFromImage(
          lineProfile(window->effectiveDevicePixelRatio()), QQuickWindow::TextureHasAlphaChannel)),
      m_disc(new QSGGeometryNode), m_lines(makeNode(m_lineTexture.get())), m_beat(new QSGOpacityNode),
      m_halos(makeNode(m_atlasTexture.get())), m_dots(makeNode(m_atlasTexture.get())), m_labels(new QSGNode)
{
    auto *geometry = new QSGGeometry(QSGGeometry::defaultAttributes_Point2D(), 0);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    m_disc->setGeometry(geometry);
    auto *material = new QSGFlatColorMaterial;
    auto tint = FleetColors::accent();
    tint.setAlphaF(0.13F);
    material->setColor(tint);
    m_disc->setMaterial(material);
    m_disc->setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);

    m_beat->appendChildNode(m_halos);
    for (QSGNode *node : {static_cast<QSGNode *>(m_disc), static_cast<QSGNode *>(m_lines),
             static_cast<QSGNode *>(m_beat), static_cast<QSGNode *>(m_dots), m_labels})
        appendChildNode(node);
}

FleetNode::~FleetNode() = default;

QSGGeometryNode *FleetNode::makeNode(QSGTexture *texture)
{
    texture->setFiltering(QSGTexture::Linear);
    auto *node = new QSGGeometryNode;
    auto *geometry =
        new QSGGeometry(QSGGeometry::defaultAttributes_TexturedPoint2D(), 0, 0, QSGGeometry::UnsignedIntType);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    geometry->setVertexDataPattern(QSGGeometry::StreamPattern);
    node->setGeometry(geometry);
    auto *material = new QSGTextureMaterial;
    material->setTexture(texture);
    material->setFiltering(QSGTexture::Linear);
    material->setFlag(QSGMaterial::Blending);
    // It is filled anew most frames: merging it with other items would copy it each time.
    material->setFlag(QSGMaterial::NoBatching);
    node->setMaterial(material);
    node->setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);
    return node;
}

void FleetNode::update(const FleetPicture &picture, double pulse)
{
    ++m_frame;
    fillDisc(picture.accuracy);
    fillLines(picture.trail, picture.accuracy);
    fillQuads(m_halos, picture.halos, haloScale(pulse));
    m_beat->setOpacity(haloOpacity(pulse));
    fillQuads(m_dots, picture.dots, 1);
    fillLabels(picture.labels);
}

void FleetNode::fillQuads(QSGGeometryNode *node, const std::vector<FleetPicture::Dot> &dots, double scale)
{
    auto *geometry = node->geometry();
    const auto count = static_cast<int>(dots.size());
    if (geometry->vertexCount() != count * 4) {
        geometry->allocate(count * 4, count * 6);
        auto *index = geometry->indexDataAsUInt();
        for (quint32 i = 0; i < static_cast<quint32>(count); ++i) {
            for (const quint32 corner : {0U, 1U, 2U, 2U, 1U, 3U})
                *index++ = i * 4 + corner;
        }
    }
    std::array<QRectF, kSpriteCount> sources;
    for (std::size_t i = 0; i < kSpriteCount; ++i) {
        sources[i] = m_atlasTexture->convertToNormalizedSourceRect(m_atlas.source(static_cast<Sprite>(i)));
    }
    auto *vertex = geometry->vertexDataAsTexturedPoint2D();
    for (const auto &dot : dots) {
        const QRectF &source = sources[static_cast<std::size_t>(dot.sprite)];
        const float reach = asFloat(FleetAtlas::reach(dot.sprite) * scale) * dot.scale;
        const float c = std::cos(dot.turn) * reach;
        const float s = std::sin(dot.turn) * reach;
        const auto left = asFloat(source.left());
        const auto right = asFloat(source.right());
        const auto top = asFloat(source.top());
        const auto bottom = asFloat(source.bottom());
        (vertex++)->set(dot.x - c + s, dot.y - s - c, left, top);
        (vertex++)->set(dot.x + c + s, dot.y + s - c, right, top);
        (vertex++)->set(dot.x - c - s, dot.y - s + c, left, bottom);
        (vertex++)->set(dot.x + c - s, dot.y + s + c, right, bottom);
    }
    geometry->markVertexDataDirty();
    node->markDirty(QSGNode::DirtyGeometry);
}

void FleetNode::fillLines(const std::vector<QPolygonF> &lines, const QPolygonF &ring)
{
    std::vector<QSGGeometry::TexturedPoint2D> points;
    for (const QPolygonF &line : lines)
        appendLine(points, line, false);
    if (!ring.isEmpty())
        appendLine(points, ring, true);
    auto *geometry = m_lines->geometry();
    const auto count = static_cast<int>(points.size());
    if (geometry->vertexCount() == 0 && count == 0)
        return;
    geometry->allocate(count, count);
    std::ranges::copy(points, geometry->vertexDataAsTexturedPoint2D());
    for (int i = 0; i < count; ++i)
        geometry->indexDataAsUInt()[i] = static_cast<quint32>(i);
    m_lines->markDirty(QSGNode::DirtyGeometry);
}

void FleetNode::fillDisc(const QPolygonF &ring)
{
    auto *geometry = m_disc->geometry();
    const auto corners = static_cast<int>(ring.size());
    if (geometry->vertexCount() == 0 && corners == 0)
        return;
    geometry->allocate(corners * 3);
    auto *vertex = geometry->vertexDataAsPoint2D();
    const QPointF middle = ring.boundingRect().center();
    for (int i = 0; i < corners; ++i) {
        for (const QPointF point : {middle, ring[i], ring[(i + 1) % corners]})
            (vertex++)->set(asFloat(point.x()), asFloat(point.y()));
    }
    m_disc->markDirty(QSGNode::DirtyGeometry);
}

void FleetNode::fillLabels(const std::vector<FleetPicture::Label> &labels)
{
    for (const auto &label : labels) {
        Label &plate = m_plates[label.text + (label.alert ? u'!' : u' ')];
        if (!plate.node) {
            const auto image = labelPlate(label.text, m_atlas.ratio(), m_dark, label.alert);
            plate.size = image.deviceIndependentSize();
            plate.node = m_window->createImageNode();
            plate.node->setTexture(
                m_window->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel));
            plate.node->setOwnsTexture(true);
            m_labels->appendChildNode(plate.node);
        }
        plate.node->setRect(QRectF(label.topLeft, plate.size));
        plate.seen = m_frame;
    }
    m_plates.removeIf([this](auto entry) {
        if (entry.value().seen == m_frame)
            return false;
        m_labels->removeChildNode(entry.value().node);
        delete entry.value().node;
        return true;
    });
}

void paintFleet(
    QPainter &painter, const FleetPicture &picture, const FleetAtlas &atlas, double pulse, bool dark)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (!picture.accuracy.isEmpty()) {
        auto tint = FleetColors::accent();
        tint.setAlphaF(0.13F);
        painter.setBrush(tint);
        painter.setPen(QPen(FleetColors::accent(), 3));
        painter.drawPolygon(picture.accuracy);
    }
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF &line : picture.trail) {
        painter.setPen(QPen(QColor(255, 255, 255, 200), 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        painter.setPen(QPen(FleetColors::accent(), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
    }
    const auto draw = [&](const FleetPicture::Dot &dot, double scale) {
        const double reach = FleetAtlas::reach(dot.sprite) * scale;
        const QRectF box(-reach, -reach, 2 * reach, 2 * reach);
        if (dot.turn == 0) {
            painter.drawImage(box.translated(dot.x, dot.y), atlas.image(), atlas.source(dot.sprite));
            return;
        }
        painter.save();
        painter.translate(dot.x, dot.y);
        painter.rotate(qRadiansToDegrees(dot.turn));
        painter.drawImage(box, atlas.image(), atlas.source(dot.sprite));
        painter.restore();
    };
    painter.setOpacity(haloOpacity(pulse));
    for (const auto &dot : picture.halos)
        draw(dot, haloScale(pulse));
    painter.setOpacity(1);
    for (const auto &dot : picture.dots)
        draw(dot, 1);
    for (const auto &label : picture.labels)
        painter.drawImage(label.topLeft, labelPlate(label.text, atlas.ratio(), dark, label.alert));
}

} // namespace facteo::console
