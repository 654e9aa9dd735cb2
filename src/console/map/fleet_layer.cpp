// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_layer.h"

#include "console/map/fleet_node.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRendererInterface>
#include <algorithm>
#include <cmath>

namespace facteo::console {
namespace {

constexpr qint64 kGlideMilliseconds = 450;
/// More than so many move at once without gliding: each frame of a glide is a new layout.
constexpr std::size_t kMostGliding = 3000;
constexpr qint64 kBeatMilliseconds = 1100;
constexpr int kBeatFrameMilliseconds = 33;

bool isSoftware(const QQuickWindow *window)
{
    return window && window->rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
}

} // namespace

FleetLayer::FleetLayer(QQuickItem *parent) : CameraItem(parent)
{
    m_clock.start();
    m_beat.setInterval(kBeatFrameMilliseconds);
    connect(&m_beat, &QTimer::timeout, this, &QQuickItem::update);
}

void FleetLayer::setFeed(FleetFeed *feed)
{
    if (feed == m_feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &FleetFeed::published, this, &FleetLayer::takePublished);
        connect(feed, &FleetFeed::trailPublished, this, &FleetLayer::lookAgain);
        connect(feed, &QObject::destroyed, this, &FleetLayer::lookAgain);
    }
    emit feedChanged();
    lookAgain();
}

void FleetLayer::setSelected(const QString &handset)
{
    if (handset == m_look.selected)
        return;
    m_look.selected = handset;
    emit selectedChanged();
    lookAgain();
}

void FleetLayer::setDark(bool dark)
{
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit darkChanged();
    lookAgain();
}

void FleetLayer::setLabelsFromZoom(double zoom)
{
    if (zoom == m_look.labelsFromZoom)
        return;
    m_look.labelsFromZoom = zoom;
    emit labelsChanged();
    lookAgain();
}

void FleetLayer::setLabels(bool labels)
{
    if (labels == m_look.labels)
        return;
    m_look.labels = labels;
    emit labelsChanged();
    lookAgain();
}

void FleetLayer::setAnimated(bool animated)
{
    if (animated == m_animated)
        return;
    m_animated = animated;
    emit animatedChanged();
    lookAgain();
}

void FleetLayer::takePublished(bool moved)
{
    if (moved && m_animated && isVisible() && m_feed->points.size() <= kMostGliding)
        m_glideSince = m_clock.elapsed();
    lookAgain();
}

void FleetLayer::cameraMoved()
{
    lookAgain();
}

void FleetLayer::lookAgain()
{
    m_stale = true;
    polish();
    update();
}

bool FleetLayer::isGliding() const
{
    return m_glideSince >= 0;
}

double FleetLayer::pulse() const
{
    if (!m_animated)
        return 0.5;
    const double part = static_cast<double>(m_clock.elapsed() % kBeatMilliseconds) / kBeatMilliseconds;
    return 0.5 - 0.5 * std::cos(2 * M_PI * part);
}

/// Lays the dots out before the frame, on the GUI thread: the render thread only copies vertices.
void FleetLayer::updatePolish()
{
    if (!m_stale)
        return;
    m_stale = false;
    if (!m_feed) {
        m_picture = {};
        m_beat.stop();
        return;
    }
    m_look.glide = 1;
    if (isGliding()) {
        const double part = static_cast<double>(m_clock.elapsed() - m_glideSince) / kGlideMilliseconds;
        if (part >= 1)
            m_glideSince = -1;
        else
            m_look.glide = part * part * (3 - 2 * part);
    }
    m_look.camera = camera();
    m_picture = pictureOf(m_feed->points, m_feed->trail, m_look);
    const bool beats = m_animated && !m_picture.halos.empty();
    if (beats && !m_beat.isActive())
        m_beat.start();
    else if (!beats)
        m_beat.stop();
}

void FleetLayer::itemChange(ItemChange change, const ItemChangeData &value)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemVisibleHasChanged)
        lookAgain();
    CameraItem::itemChange(change, value);
}

QSGNode *FleetLayer::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    if (isGliding())
        QMetaObject::invokeMethod(this, &FleetLayer::lookAgain, Qt::QueuedConnection);
    if (isSoftware(window()))
        return softwareNode(old);
    auto *node = static_cast<FleetNode *>(old);
    if (node && !node->isFor(window()->effectiveDevicePixelRatio(), m_dark)) {
        delete node;
        node = nullptr;
    }
    if (!node)
        node = new FleetNode(window(), m_dark);
    node->update(m_picture, pulse());
    return node;
}

QSGNode *FleetLayer::softwareNode(QSGNode *old)
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
    paintFleet(painter, m_picture, FleetAtlas(ratio), pulse(), m_dark);
    painter.end();
    node->setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel));
    node->setRect(boundingRect());
    return node;
}

QString FleetLayer::hit(double x, double y)
{
    if (!m_feed)
        return {};
    if (m_stale)
        updatePolish();
    const auto row = m_picture.hit({x, y}, m_feed->points);
    return row ? m_feed->points.handset[*row] : QString();
}

QGeoCoordinate FleetLayer::positionOf(const QString &handset) const
{
    if (!m_feed)
        return {};
    const auto &points = m_feed->points;
    const auto found = std::ranges::find(points.handset, handset);
    const auto row = static_cast<std::size_t>(found - points.handset.begin());
    if (row == points.size() || points.state[row] == DotState::NoPosition)
        return {};
    const auto position = geo::fromUnit(points.position[row]);
    return {position.latDegrees(), position.lonDegrees()};
}

} // namespace facteo::console
