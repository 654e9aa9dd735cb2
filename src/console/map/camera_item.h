// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/camera.h"

#include <QGeoCoordinate>
#include <QGeoRectangle>
#include <QPointer>
#include <QQuickItem>
#include <QtQmlIntegration/qqmlintegration.h>

namespace facteo::console {

/// An item that looks at the world through a camera, which QML takes over from a Map property by property, or
/// from another such item as a whole.
class CameraItem : public QQuickItem
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(QGeoCoordinate center READ center WRITE setCenter NOTIFY cameraChanged)
    Q_PROPERTY(double zoomLevel READ zoomLevel WRITE setZoomLevel NOTIFY cameraChanged)
    Q_PROPERTY(double bearing READ bearing WRITE setBearing NOTIFY cameraChanged)
    Q_PROPERTY(double tilt READ tilt WRITE setTilt NOTIFY cameraChanged)
    Q_PROPERTY(double fieldOfView READ fieldOfView WRITE setFieldOfView NOTIFY cameraChanged)
    /// Looks where this one looks; null: where it is told.
    Q_PROPERTY(facteo::console::CameraItem *follows READ follows WRITE setFollows NOTIFY followsChanged)

public:
    explicit CameraItem(QQuickItem *parent = nullptr);

    [[nodiscard]] QGeoCoordinate center() const { return m_center; }
    void setCenter(const QGeoCoordinate &center);
    [[nodiscard]] double zoomLevel() const { return m_camera.zoom; }
    void setZoomLevel(double zoom);
    [[nodiscard]] double bearing() const { return m_camera.bearing; }
    void setBearing(double degrees);
    [[nodiscard]] double tilt() const { return m_camera.tilt; }
    void setTilt(double degrees);
    [[nodiscard]] double fieldOfView() const { return m_camera.fieldOfView; }
    void setFieldOfView(double degrees);

    [[nodiscard]] CameraItem *follows() const { return m_follows; }
    void setFollows(CameraItem *other);

    [[nodiscard]] const Camera &camera() const { return m_camera; }
    /// Where a coordinate is in this item; an invalid point (NaN) when it is behind the eye.
    Q_INVOKABLE [[nodiscard]] QPointF fromCoordinate(const QGeoCoordinate &coordinate) const;
    /// What lies at a point of this item; an invalid coordinate above the horizon.
    Q_INVOKABLE [[nodiscard]] QGeoCoordinate toCoordinate(double x, double y) const;
    /// The zoom at which a box fills most of this item, but for `below` units at its bottom, looking north.
    Q_INVOKABLE [[nodiscard]] double zoomToFit(const QGeoRectangle &box, double below) const;
    /// The centre of the view that shows a box at this zoom in the middle of the item above those.
    Q_INVOKABLE [[nodiscard]] static QGeoCoordinate centerToFit(
        const QGeoRectangle &box, double zoom, double below);

signals:
    void cameraChanged();
    void followsChanged();

protected:
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    /// After every change of the camera or the size.
    virtual void cameraMoved() = 0;

private:
    void moved();
    void takeOver();

    QPointer<CameraItem> m_follows;
    QGeoCoordinate m_center;
    Camera m_camera;
};

} // namespace facteo::console
