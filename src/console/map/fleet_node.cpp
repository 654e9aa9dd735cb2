// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_node.h"

#include "console/map/fleet_colors.h"
#include "console/map/line_ribbon.h"

#include <QQuickWindow>
#include <QSGFlatColorMaterial>
#include <QSGTexture>
#include <QSGTextureMaterial>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

namespace facteo::console {
namespace {

float asFloat(double value)
{
    return static_cast<float>(value);
}

void appendLine(std::vector<QSGGeometry::TexturedPoint2D> &points, std::span<const QPointF> line, bool closed)
{
    const auto count = line.size() + (closed ? 1 : 0);
    std::array<QSGGeometry::TexturedPoint2D, 2> before{};
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = i % line.size();
        const QPointF across = acrossLine(line, at, closed) * (kLineUnits / 2);
        std::array<QSGGeometry::TexturedPoint2D, 2> now{};
        now[0].set(asFloat(line[at].x() - across.x()), asFloat(line[at].y() - across.y()), 0.5F, 0);
        now[1].set(asFloat(line[at].x() + across.x()), asFloat(line[at].y() + across.y()), 0.5F, 1);
        if (i > 0)
            points.insert(points.end(), {before[0], before[1], now[0], now[0], before[1], now[1]});
        before = now;
    }
}

/// So much memory that a few more quads need no other; given back when a quarter of it would do.
int roomFor(int quads, int room)
{
    return quads > room || quads < room / 4 - 256 ? quads + quads / 4 + 64 : room;
}

} // namespace

FleetNode::FleetNode(QQuickWindow *window, bool dark)
    : m_window(window), m_atlas(window->effectiveDevicePixelRatio(), dark),
      m_atlasTexture(window->createTextureFromImage(m_atlas.image(), QQuickWindow::TextureHasAlphaChannel)),
      m_lineTexture(window->createTextureFromImage(
          lineProfile(window->effectiveDevicePixelRatio()), QQuickWindow::TextureHasAlphaChannel)),
      m_crowd(makeNode(m_atlasTexture.get())), m_disc(new QSGGeometryNode),
      m_lines(makeNode(m_lineTexture.get())), m_beat(new QSGOpacityNode),
      m_halos(makeNode(m_atlasTexture.get())), m_dots(makeNode(m_atlasTexture.get())), m_labels(new QSGNode)
{
    for (std::size_t i = 0; i < kSpriteCount; ++i) {
        const auto sprite = static_cast<Sprite>(i);
        m_boxes[i] = FleetAtlas::box(sprite);
        m_sources[i] = m_atlasTexture->convertToNormalizedSourceRect(m_atlas.source(sprite));
    }
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
    for (QSGNode *node :
        {static_cast<QSGNode *>(m_crowd), static_cast<QSGNode *>(m_disc), static_cast<QSGNode *>(m_lines),
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

void FleetNode::update(const FleetPicture &picture, const FleetFeed &feed, double pulse)
{
    ++m_frame;
    auto *vertex = reserveQuads(m_crowd, picture.patches.size() + picture.crowdDots.size());
    vertex = fillPatches(vertex, picture.patches);
    (void)fillDots(vertex, picture.crowdDots, 1);
    fillDisc(picture.accuracy);
    fillLines(picture);
    (void)fillDots(reserveQuads(m_halos, picture.halos.size()), picture.halos, haloScale(pulse));
    m_beat->setOpacity(haloOpacity(pulse));
    (void)fillDots(reserveQuads(m_dots, picture.dots.size()), picture.dots, 1);
    fillLabels(picture.labels, feed);
}

/// Room for so many quads; what lies behind them has no size and is not drawn.
FleetNode::Vertex *FleetNode::reserveQuads(QSGGeometryNode *node, std::size_t count)
{
    auto *geometry = node->geometry();
    const auto quads = static_cast<int>(count);
    if (const int room = roomFor(quads, geometry->vertexCount() / 4); room * 4 != geometry->vertexCount()) {
        geometry->allocate(room * 4, room * 6);
        auto *index = geometry->indexDataAsUInt();
        for (quint32 i = 0; i < static_cast<quint32>(room); ++i) {
            for (const quint32 corner : {0U, 1U, 2U, 2U, 1U, 3U})
                *index++ = i * 4 + corner;
        }
    }
    auto *first = geometry->vertexDataAsTexturedPoint2D();
    std::fill(first + std::ptrdiff_t{4} * quads, first + geometry->vertexCount(), Vertex{});
    geometry->markVertexDataDirty();
    node->markDirty(QSGNode::DirtyGeometry);
    return first;
}

FleetNode::Vertex *FleetNode::fillDots(
    Vertex *vertex, const std::vector<FleetPicture::Dot> &dots, double scale) const
{
    for (const auto &dot : dots) {
        const auto index = static_cast<std::size_t>(dot.sprite);
        const QRectF &box = m_boxes[index];
        const QRectF &source = m_sources[index];
        const float left = asFloat(box.left() * scale);
        const float top = asFloat(box.top() * scale);
        const float right = left + asFloat(box.width() * scale) * dot.part;
        const float bottom = asFloat(box.bottom() * scale);
        const float cosine = dot.turn == 0 ? 1 : std::cos(dot.turn);
        const float sine = dot.turn == 0 ? 0 : std::sin(dot.turn);
        const auto set = [&](float x, float y, float u, double v) {
            (vertex++)->set(dot.x + x * cosine - y * sine, dot.y + x * sine + y * cosine, u, asFloat(v));
        };
        const auto from = asFloat(source.left());
        const float to = from + asFloat(source.width()) * dot.part;
        set(left, top, from, source.top());
        set(right, top, to, source.top());
        set(left, bottom, from, source.bottom());
        set(right, bottom, to, source.bottom());
    }
    return vertex;
}

FleetNode::Vertex *FleetNode::fillPatches(
    Vertex *vertex, const std::vector<FleetPicture::Patch> &patches) const
{
    for (const auto &patch : patches) {
        // One colour all over: any point of it will do.
        const QPointF source = m_sources[static_cast<std::size_t>(patch.sprite)].center();
        for (const std::size_t corner : {0U, 1U, 3U, 2U})
            (vertex++)->set(asFloat(patch.corners[corner].x()), asFloat(patch.corners[corner].y()),
                asFloat(source.x()), asFloat(source.y()));
    }
    return vertex;
}

void FleetNode::fillLines(const FleetPicture &picture)
{
    m_line.clear();
    std::size_t begin = 0;
    for (const auto end : picture.trailEnds) {
        appendLine(m_line, std::span(picture.trail).subspan(begin, end - begin), false);
        begin = end;
    }
    if (!picture.accuracy.empty())
        appendLine(m_line, picture.accuracy, true);
    auto *geometry = m_lines->geometry();
    const auto count = static_cast<int>(m_line.size());
    if (geometry->vertexCount() == 0 && count == 0)
        return;
    geometry->allocate(count, count);
    std::ranges::copy(m_line, geometry->vertexDataAsTexturedPoint2D());
    for (int i = 0; i < count; ++i)
        geometry->indexDataAsUInt()[i] = static_cast<quint32>(i);
    m_lines->markDirty(QSGNode::DirtyGeometry);
}

void FleetNode::fillDisc(const std::vector<QPointF> &ring)
{
    auto *geometry = m_disc->geometry();
    const auto corners = ring.size();
    if (geometry->vertexCount() == 0 && corners == 0)
        return;
    geometry->allocate(static_cast<int>(corners * 3));
    auto *vertex = geometry->vertexDataAsPoint2D();
    const auto sum = std::accumulate(ring.begin(), ring.end(), QPointF());
    const QPointF middle = corners > 0 ? sum / static_cast<double>(corners) : QPointF();
    for (std::size_t i = 0; i < corners; ++i) {
        for (const QPointF point : {middle, ring[i], ring[(i + 1) % corners]})
            (vertex++)->set(asFloat(point.x()), asFloat(point.y()));
    }
    m_disc->markDirty(QSGNode::DirtyGeometry);
}

void FleetNode::dropLabel(const Label &label)
{
    m_labels->removeChildNode(label.node);
    delete label.node;
}

void FleetNode::fillLabels(const std::vector<FleetPicture::Label> &labels, const FleetFeed &feed)
{
    if (m_feed != &feed || m_rowsVersion != feed.rowsVersion()) {
        m_feed = &feed;
        m_rowsVersion = feed.rowsVersion();
        for (const auto &[key, label] : m_plates)
            dropLabel(label);
        m_plates.clear();
    }
    for (const auto &label : labels) {
        Label &plate = m_plates[std::uint64_t{label.row} * 2 + (label.alert ? 1 : 0)];
        if (!plate.node) {
            const auto image =
                labelPlate(feed.points().label[label.row], m_atlas.ratio(), m_atlas.isDark(), label.alert);
            plate.size = image.deviceIndependentSize();
            plate.node = m_window->createImageNode();
            // In one texture with all others they are drawn as one.
            plate.node->setTexture(m_window->createTextureFromImage(
                image, {QQuickWindow::TextureHasAlphaChannel, QQuickWindow::TextureCanUseAtlas}));
            plate.node->setOwnsTexture(true);
            m_labels->appendChildNode(plate.node);
        }
        plate.node->setRect(QRectF(label.topLeft, plate.size));
        plate.seen = m_frame;
    }
    std::erase_if(m_plates, [this](const auto &entry) {
        if (entry.second.seen == m_frame)
            return false;
        dropLabel(entry.second);
        return true;
    });
}

} // namespace facteo::console
