// SPDX-License-Identifier: Apache-2.0
#include "console/map/camera_item.h"

#include <algorithm>
#include <limits>

namespace facteo::console {
namespace {

/// What is fitted leaves the rest of the view around it.
constexpr double kFits = 0.8;
/// Nearer, a day in one house, or a single small circle, shows no street that would say where it is.
constexpr double kNearestFit = 17;

} // namespace

CameraItem::CameraItem(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

void CameraItem::setCenter(const QGeoCoordinate &center)
{
    if (!center.isValid() || center == m_center)
        return;
    m_center = center;
    m_camera.center = geo::toUnit(center.latitude(), center.longitude());
    moved();
}

void CameraItem::setZoomLevel(double zoom)
{
    if (zoom == m_camera.zoom)
        return;
    m_camera.zoom = zoom;
    moved();
}

void CameraItem::setBearing(double degrees)
{
    if (degrees == m_camera.bearing)
        return;
    m_camera.bearing = degrees;
    moved();
}

void CameraItem::setTilt(double degrees)
{
    if (degrees == m_camera.tilt)
        return;
    m_camera.tilt = degrees;
    moved();
}

void CameraItem::setFieldOfView(double degrees)
{
    if (degrees == m_camera.fieldOfView)
        return;
    m_camera.fieldOfView = degrees;
    moved();
}

QPointF CameraItem::fromCoordinate(const QGeoCoordinate &coordinate) const
{
    constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
    const auto point = geo::toUnit(coordinate.latitude(), coordinate.longitude());
    return m_camera.toScreen(point).value_or(QPointF(kNowhere, kNowhere));
}

QGeoCoordinate CameraItem::toCoordinate(double x, double y) const
{
    const auto world = m_camera.toWorld({x, y});
    if (!world)
        return {};
    const auto position = geo::fromUnit(*world);
    return {position.latDegrees(), position.lonDegrees()};
}

void CameraItem::setFollows(CameraItem *other)
{
    if (other == m_follows)
        return;
    if (m_follows)
        m_follows->disconnect(this);
    m_follows = other;
    if (other)
        connect(other, &CameraItem::cameraChanged, this, &CameraItem::takeOver);
    emit followsChanged();
    takeOver();
}

void CameraItem::takeOver()
{
    if (!m_follows)
        return;
    auto camera = m_follows->m_camera;
    camera.size = m_camera.size;
    m_center = m_follows->m_center;
    m_camera = camera;
    moved();
}

double CameraItem::zoomToFit(const QGeoRectangle &box, double below) const
{
    if (!box.isValid() || size().isEmpty())
        return m_camera.zoom;
    const auto least = geo::toUnit(box.topLeft().latitude(), box.topLeft().longitude());
    auto most = geo::toUnit(box.bottomRight().latitude(), box.bottomRight().longitude());
    if (most.x < least.x)
        most.x += 1; // across the 180th meridian
    const QSizeF room(width() * kFits, std::max(1.0, height() - below) * kFits);
    return std::min(kNearestFit, Camera::zoomToFit(least, most, room));
}

QGeoCoordinate CameraItem::centerToFit(const QGeoRectangle &box, double zoom, double below)
{
    auto middle = geo::toUnit(box.center().latitude(), box.center().longitude());
    Camera camera;
    camera.zoom = zoom;
    middle.y += below / 2 / camera.worldUnits();
    const auto position = geo::fromUnit(middle);
    return {position.latDegrees(), position.lonDegrees()};
}

void CameraItem::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() != m_camera.size) {
        m_camera.size = newGeometry.size();
        moved();
    }
}

void CameraItem::moved()
{
    emit cameraChanged();
    cameraMoved();
}

} // namespace facteo::console
