// SPDX-License-Identifier: Apache-2.0
#include "console/map/trail_layer.h"

#include "console/map/trail_node.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRendererInterface>
#include <algorithm>
#include <cmath>

namespace facteo::console {
namespace {

/// A way that is fitted leaves the rest of the view around it.
constexpr double kTrailFits = 0.8;
/// Nearer, a day in one house would show nothing of where that is.
constexpr double kNearestTrailFit = 17;
constexpr double kWorldAtZero = 256; ///< units

} // namespace

TrailLayer::TrailLayer(QQuickItem *parent) : CameraItem(parent) {}

void TrailLayer::setFeed(TrailFeed *feed)
{
    if (feed == m_feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &TrailFeed::published, this, &TrailLayer::lookAgain);
        connect(feed, &QObject::destroyed, this, &TrailLayer::lookAgain);
    }
    emit feedChanged();
    lookAgain();
}

void TrailLayer::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit darkChanged();
    lookAgain();
}

void TrailLayer::cameraMoved()
{
    lookAgain();
}

void TrailLayer::lookAgain()
{
    m_stale = true;
    if (!isVisible())
        return;
    polish();
    update();
}

void TrailLayer::itemChange(ItemChange change, const ItemChangeData &value)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemVisibleHasChanged)
        lookAgain();
    CameraItem::itemChange(change, value);
}

void TrailLayer::updatePolish()
{
    if (!m_stale)
        return;
    m_stale = false;
    if (m_feed)
        m_layout.lay(*m_feed, camera(), m_picture);
    else
        m_picture.clear();
}

const TrailPicture &TrailLayer::picture()
{
    updatePolish();
    return m_picture;
}

QSGNode *TrailLayer::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    if (window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software)
        return softwareNode(old);
    auto *node = static_cast<TrailNode *>(old);
    if (node && !node->isFor(window()->effectiveDevicePixelRatio(), m_dark)) {
        delete node;
        node = nullptr;
    }
    if (!node)
        node = new TrailNode(window(), m_dark);
    node->update(m_picture);
    return node;
}

QSGNode *TrailLayer::softwareNode(QSGNode *old)
{
    auto *node = static_cast<QSGImageNode *>(old);
    if (size().isEmpty()) {
        delete node;
        return nullptr;
    }
    if (!node) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
    }
    const double ratio = window()->effectiveDevicePixelRatio();
    QImage image((size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintTrail(painter, m_picture, m_dark);
    painter.end();
    node->setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel));
    node->setRect(boundingRect());
    return node;
}

double TrailLayer::zoomToFit(const QGeoRectangle &box, double below) const
{
    if (!box.isValid() || size().isEmpty())
        return camera().zoom;
    const auto least = geo::toUnit(box.topLeft().latitude(), box.topLeft().longitude());
    const auto most = geo::toUnit(box.bottomRight().latitude(), box.bottomRight().longitude());
    const double wide = (most.x - least.x) * kWorldAtZero / (width() * kTrailFits);
    const double high = (most.y - least.y) * kWorldAtZero / (std::max(1.0, height() - below) * kTrailFits);
    return std::min(kNearestTrailFit, -std::log2(std::max({wide, high, 1e-12})));
}

QGeoCoordinate TrailLayer::centerToFit(const QGeoRectangle &box, double zoom, double below) const
{
    auto middle = geo::toUnit(box.center().latitude(), box.center().longitude());
    middle.y += below / 2 / (kWorldAtZero * std::exp2(zoom));
    const auto position = geo::fromUnit(middle);
    return {position.latDegrees(), position.lonDegrees()};
}

} // namespace facteo::console
