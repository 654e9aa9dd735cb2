// SPDX-License-Identifier: Apache-2.0
#include "console/map/picture_layer.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRendererInterface>

namespace facteo::console {

void PictureLayer::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit darkChanged();
    lookAgain();
}

void PictureLayer::cameraMoved()
{
    lookAgain();
}

void PictureLayer::lookAgain()
{
    m_stale = true;
    if (!isVisible())
        return;
    polish();
    update();
}

void PictureLayer::itemChange(ItemChange change, const ItemChangeData &value)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemVisibleHasChanged)
        lookAgain();
    CameraItem::itemChange(change, value);
}

void PictureLayer::ensureLaidOut()
{
    if (!m_stale)
        return;
    m_stale = false;
    layOut();
}

void PictureLayer::updatePolish()
{
    ensureLaidOut();
}

QSGNode *PictureLayer::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    const double ratio = window()->effectiveDevicePixelRatio();
    const bool shown = hasPicture() && !size().isEmpty();
    if (old && (!shown || m_nodeRatio != ratio || m_nodeDark != m_dark)) {
        delete old;
        old = nullptr;
    }
    if (!shown)
        return nullptr;
    const bool inSoftware = window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
    if (!old) {
        old = inSoftware ? window()->createImageNode() : makeNode();
        m_nodeRatio = ratio;
        m_nodeDark = m_dark;
    }
    if (inSoftware)
        paintInto(*old);
    else
        fillNode(*old);
    return old;
}

void PictureLayer::paintInto(QSGNode &node)
{
    QImage image((size() * m_nodeRatio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(m_nodeRatio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(painter);
    painter.end();
    auto &shown = static_cast<QSGImageNode &>(node);
    shown.setOwnsTexture(true);
    shown.setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel));
    shown.setRect(boundingRect());
}

} // namespace facteo::console
