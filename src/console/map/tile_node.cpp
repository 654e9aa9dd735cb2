// SPDX-License-Identifier: Apache-2.0
#include "console/map/tile_node.h"

#include <QQuickWindow>
#include <QSGTexture>
#include <cmath>

namespace facteo::console {
namespace {

std::size_t hashOf(const maps::TileKey &key)
{
    return qHash(key);
}

/// Painted at exactly this size: then it has to stand on whole pixels to be sharp.
bool isUnscaled(const QRectF &plane, const QImage &image, double ratio)
{
    return std::abs(plane.height() * ratio - image.height()) < 0.01;
}

} // namespace

TileNode::TileNode(QQuickWindow *window)
    : m_window(window), m_ground(window->createRectangleNode()), m_plane(new QSGTransformNode),
      m_blocks(16, hashOf)
{
    appendChildNode(m_ground);
    appendChildNode(m_plane);
}

TileNode::~TileNode() = default;

void TileNode::begin(const QColor &ground, const Camera &camera)
{
    ++m_frame;
    m_camera = camera;
    m_ground->setRect(QRectF(QPointF(), camera.size));
    m_ground->setColor(ground);
    m_plane->setMatrix(camera.matrix());
    m_order.clear();
}

void TileNode::show(
    const maps::TileKey &key, const QImage &image, double part, const QRectF &plane, double opacity)
{
    Block &block = m_blocks[key];
    if (!block.fade) {
        block.fade = new QSGOpacityNode;
        block.picture = m_window->createImageNode();
        block.picture->setOwnsTexture(true);
        block.picture->setFiltering(QSGTexture::Linear);
        block.fade->appendChildNode(block.picture);
    }
    setPicture(block, image, part);
    QRectF place = plane;
    const double ratio = m_window->effectiveDevicePixelRatio();
    if (m_camera.isFlat() && isUnscaled(plane, image, ratio)) {
        const QPointF middle(m_camera.size.width() / 2, m_camera.size.height() / 2);
        const QPointF onScreen = (plane.topLeft() + middle) * ratio;
        place.moveTopLeft(QPointF(std::round(onScreen.x()), std::round(onScreen.y())) / ratio - middle);
    }
    block.picture->setRect(place);
    block.fade->setOpacity(opacity);
    block.seen = m_frame;
    m_order.push_back(block.fade);
}

void TileNode::setPicture(Block &block, const QImage &image, double part)
{
    if (block.imageKey == image.cacheKey())
        return;
    auto *texture = m_window->createTextureFromImage(image, QQuickWindow::TextureIsOpaque);
    texture->setFiltering(QSGTexture::Linear);
    // Otherwise the far side of a block bleeds into its edge.
    texture->setHorizontalWrapMode(QSGTexture::ClampToEdge);
    texture->setVerticalWrapMode(QSGTexture::ClampToEdge);
    block.picture->setTexture(texture);
    block.picture->setSourceRect(QRectF(0, 0, image.width() * part, image.height()));
    block.imageKey = image.cacheKey();
}

void TileNode::end()
{
    // Only when it changed: the renderer sorts all its batches anew after that.
    if (m_order != m_lastOrder) {
        m_plane->removeAllChildNodes();
        for (auto *fade : m_order)
            m_plane->appendChildNode(fade);
        m_lastOrder = m_order;
    }
    std::erase_if(m_blocks, [this](const auto &entry) {
        if (entry.second.seen == m_frame)
            return false;
        delete entry.second.fade; // with its picture and texture
        return true;
    });
}

} // namespace facteo::console
