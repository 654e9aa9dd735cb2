// SPDX-License-Identifier: Apache-2.0
#include "console/map/tile_layer.h"

#include <limits>

namespace facteo::console {

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
