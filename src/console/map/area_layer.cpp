// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_layer.h"

#include "console/map/area_node.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRendererInterface>
#include <algorithm>
#include <cmath>
#include <ranges>

namespace facteo::console {
namespace {

constexpr double kQuietOpacity = 0.6;
/// A box that is fitted leaves the rest of the view around it.
constexpr double kFits = 0.7;
/// Nearer a single small circle shows no street that would say where it is.
constexpr double kNearestFit = 17;

bool paintsInSoftware(const QQuickWindow *window)
{
    return window && window->rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
}

} // namespace

AreaLayer::AreaLayer(QQuickItem *parent) : CameraItem(parent) {}

void AreaLayer::setFeed(AreaFeed *feed)
{
    if (feed == m_feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &AreaFeed::published, this, &AreaLayer::takePublished);
        connect(feed, &QObject::destroyed, this, &AreaLayer::takePublished);
    }
    emit feedChanged();
    takePublished();
}

void AreaLayer::setChosen(const QString &id)
{
    if (id == m_look.chosen)
        return;
    m_look.chosen = id;
    lookDifferently();
}

void AreaLayer::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    lookDifferently();
}

void AreaLayer::setQuiet(bool quiet)
{
    if (quiet == m_quiet)
        return;
    m_quiet = quiet;
    lookDifferently();
}

void AreaLayer::setSketching(bool sketching)
{
    if (sketching == m_look.sketching)
        return;
    m_look.sketching = sketching;
    lookDifferently();
}

void AreaLayer::setPointer(const QGeoCoordinate &pointer)
{
    if (pointer == m_pointer)
        return;
    m_pointer = pointer;
    m_look.pointer = pointer.isValid() ? std::optional(geo::toUnit(pointer.latitude(), pointer.longitude()))
                                       : std::nullopt;
    emit lookChanged();
    lookAgain();
}

void AreaLayer::lookDifferently()
{
    m_fill.forget();
    emit lookChanged();
    lookAgain();
}

void AreaLayer::takePublished()
{
    m_fill.forget();
    lookAgain();
}

void AreaLayer::cameraMoved()
{
    lookAgain();
}

void AreaLayer::lookAgain()
{
    m_stale = true;
    if (!isVisible())
        return;
    polish();
    update();
}

void AreaLayer::itemChange(ItemChange change, const ItemChangeData &value)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemVisibleHasChanged)
        lookAgain();
    CameraItem::itemChange(change, value);
}

/// Lays the areas out before the frame, on the GUI thread: the render thread only copies vertices.
void AreaLayer::updatePolish()
{
    if (!m_stale)
        return;
    m_stale = false;
    static const AreaFeed nothing;
    const auto &feed = m_feed ? *m_feed : nothing;
    m_look.camera = camera();
    m_fill.follow(feed, m_look.chosen, m_look.sketching, m_look.camera);
    m_layout.lay(feed, m_look, m_picture);
}

const AreaPicture &AreaLayer::picture()
{
    updatePolish();
    return m_picture;
}

double AreaLayer::strength() const
{
    return m_quiet ? kQuietOpacity : 1;
}

QSGNode *AreaLayer::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    if (paintsInSoftware(window()))
        return softwareNode(old);
    auto *node = static_cast<AreaNode *>(old);
    if (node && !node->isFor(window()->effectiveDevicePixelRatio(), m_dark)) {
        delete node;
        node = nullptr;
    }
    if (!node)
        node = new AreaNode(window(), m_dark);
    node->update(m_fill, m_picture, m_look.camera, strength());
    return node;
}

QSGNode *AreaLayer::softwareNode(QSGNode *old)
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
    paintAreas(painter, m_fill, m_picture, m_look.camera, strength(), m_dark);
    painter.end();
    node->setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel));
    node->setRect(boundingRect());
    return node;
}

QString AreaLayer::hit(double x, double y) const
{
    const auto world = m_feed ? camera().toWorld({x, y}) : std::nullopt;
    if (!world)
        return {};
    const auto position = geo::fromUnit(*world);
    for (const auto &area : m_feed->areas | std::views::reverse) {
        const auto &geometry = *area.geometry;
        const bool inBox = world->x >= geometry.least.x && world->x <= geometry.most.x &&
                           world->y >= geometry.least.y && world->y <= geometry.most.y;
        if (inBox && geometry.area.contains(position, *world))
            return area.id;
    }
    return {};
}

double AreaLayer::zoomToFit(const QGeoRectangle &box) const
{
    if (!box.isValid() || size().isEmpty())
        return camera().zoom;
    const auto least = geo::toUnit(box.topLeft().latitude(), box.topLeft().longitude());
    const auto most = geo::toUnit(box.bottomRight().latitude(), box.bottomRight().longitude());
    constexpr double worldAtZero = 256;
    const double wide = (most.x - least.x) * worldAtZero / (width() * kFits);
    const double high = (most.y - least.y) * worldAtZero / (height() * kFits);
    return std::min(kNearestFit, -std::log2(std::max({wide, high, 1e-12})));
}

} // namespace facteo::console
