// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_node.h"

#include <QPainter>
#include <QPainterPath>
#include <QQuickWindow>
#include <QSGTexture>
#include <QSGTextureMaterial>
#include <cmath>

namespace facteo::console {
namespace {

constexpr std::array kStrengths{AreaStrength::Faint, AreaStrength::Normal, AreaStrength::Strong};
constexpr std::array kInks{AreaInk::Depot, AreaInk::RoundArea, AreaInk::SensitivePlace, AreaInk::Sketch};

} // namespace

AreaNode::AreaNode(QQuickWindow *window, bool dark)
    : m_window(window), m_dark(dark), m_ratio(window->effectiveDevicePixelRatio()),
      m_ground(new QSGOpacityNode), m_plane(new QSGTransformNode), m_borders(new RibbonNode),
      m_names(new QSGNode)
{
    m_ground->appendChildNode(m_plane);
    // Larger areas lie below smaller ones only within a kind; what is chosen lies above all of them.
    for (const auto strength : kStrengths)
        for (const auto ink : kInks)
            makeInside(ink, strength);

    m_ground->appendChildNode(m_borders);

    appendChildNode(m_ground);
    appendChildNode(m_names);
}

AreaNode::~AreaNode() = default;

void AreaNode::makeInside(AreaInk ink, AreaStrength strength)
{
    auto &texture = m_patterns.emplace_back(m_window->createTextureFromImage(
        patternOf(ink, strength, m_dark, m_ratio), QQuickWindow::TextureHasAlphaChannel));
    texture->setFiltering(QSGTexture::Linear);
    texture->setHorizontalWrapMode(QSGTexture::Repeat);
    texture->setVerticalWrapMode(QSGTexture::Repeat);
    auto *material = new QSGTextureMaterial;
    material->setTexture(texture.get());
    material->setFiltering(QSGTexture::Linear);
    material->setHorizontalWrapMode(QSGTexture::Repeat);
    material->setVerticalWrapMode(QSGTexture::Repeat);
    material->setFlag(QSGMaterial::Blending);
    material->setFlag(QSGMaterial::NoBatching);
    auto *geometry = new QSGGeometry(QSGGeometry::defaultAttributes_TexturedPoint2D(), 0);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    auto *node = new QSGGeometryNode;
    node->setGeometry(geometry);
    node->setMaterial(material);
    node->setFlags(QSGNode::OwnsGeometry | QSGNode::OwnsMaterial);
    m_insides[static_cast<std::size_t>(ink) * kAreaStrengths + static_cast<std::size_t>(strength)] = node;
    m_plane->appendChildNode(node);
}

void AreaNode::update(const AreaFill &fill, const AreaPicture &picture, const Camera &camera, double opacity)
{
    ++m_frame;
    m_ground->setOpacity(opacity);
    if (fill.edition() != m_edition)
        fillInsides(fill);
    m_edition = fill.edition();
    m_plane->setMatrix(fill.matrix(camera));
    fillBorders(picture);
    placeNames(picture);
}

void AreaNode::fillInsides(const AreaFill &fill)
{
    for (const auto ink : kInks)
        for (const auto strength : kStrengths) {
            auto *node = m_insides[static_cast<std::size_t>(ink) * kAreaStrengths +
                                   static_cast<std::size_t>(strength)];
            const auto &vertices = fill.vertices(ink, strength);
            auto *geometry = node->geometry();
            if (geometry->vertexCount() == 0 && vertices.empty())
                continue;
            geometry->allocate(static_cast<int>(vertices.size()));
            std::ranges::copy(vertices, geometry->vertexDataAsTexturedPoint2D());
            node->markDirty(QSGNode::DirtyGeometry);
        }
}

void AreaNode::fillBorders(const AreaPicture &picture)
{
    m_borders->clear();
    // All of the width is solid: thin dashes would fade away.
    for (const auto &stroke : picture.strokes)
        m_borders->addLine(picture.of(stroke), stroke.width + RibbonNode::kFadeUnits,
            colorOf(stroke.ink, m_dark), stroke.closed);
    m_borders->show();
}

void AreaNode::placeNames(const AreaPicture &picture)
{
    for (const auto &name : picture.names) {
        auto &image = m_images[name.text + QChar(u'0' + static_cast<char16_t>(name.ink))];
        if (!image.node) {
            const auto drawn = areaName(name.text, name.ink, m_dark, m_ratio);
            image.size = drawn.deviceIndependentSize();
            image.node = m_window->createImageNode();
            image.node->setTexture(m_window->createTextureFromImage(
                drawn, {QQuickWindow::TextureHasAlphaChannel, QQuickWindow::TextureCanUseAtlas}));
            image.node->setOwnsTexture(true);
            m_names->appendChildNode(image.node);
        }
        // On whole pixels, or the letters blur.
        const QPointF corner =
            (name.centre - QPointF(image.size.width() / 2, image.size.height() / 2)) * m_ratio;
        image.node->setRect(
            QRectF(QPointF(std::round(corner.x()), std::round(corner.y())) / m_ratio, image.size));
        image.seen = m_frame;
    }
    m_images.removeIf([this](auto entry) {
        if (entry.value().seen == m_frame)
            return false;
        m_names->removeChildNode(entry.value().node);
        delete entry.value().node;
        return true;
    });
}

void paintAreas(QPainter &painter, const AreaFill &fill, const AreaPicture &picture, const Camera &camera,
    double opacity, bool dark)
{
    painter.setOpacity(opacity);
    const auto matrix = fill.matrix(camera);
    for (const auto ink : kInks)
        for (const auto strength : kStrengths) {
            const auto &vertices = fill.vertices(ink, strength);
            QPainterPath path;
            for (std::size_t i = 0; i + 2 < vertices.size(); i += 3) {
                QPolygonF triangle;
                for (std::size_t corner = i; corner < i + 3; ++corner)
                    triangle << matrix.map(QPointF(vertices[corner].x, vertices[corner].y));
                path.addPolygon(triangle);
                path.closeSubpath();
            }
            painter.fillPath(path, QBrush(patternOf(ink, strength, dark, 1)));
        }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto &stroke : picture.strokes) {
        painter.setPen(QPen(colorOf(stroke.ink, dark), stroke.width));
        const auto line = picture.of(stroke);
        const QPolygonF points(QList<QPointF>(line.begin(), line.end()));
        if (stroke.closed)
            painter.drawPolygon(points);
        else
            painter.drawPolyline(points);
    }
    painter.setOpacity(1);
    const double ratio = painter.device()->devicePixelRatioF();
    for (const auto &name : picture.names) {
        const auto image = areaName(name.text, name.ink, dark, ratio);
        const auto size = image.deviceIndependentSize();
        painter.drawImage(name.centre - QPointF(size.width() / 2, size.height() / 2), image);
    }
}

} // namespace facteo::console
