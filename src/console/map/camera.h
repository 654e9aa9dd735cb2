// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/mercator.h"

#include <QMatrix4x4>
#include <QPointF>
#include <QPolygonF>
#include <QSizeF>
#include <array>
#include <optional>

namespace facteo::console {

/// Where Qt Location's Map looks from, and so where a point of the world is on the screen.
///
/// The plane is the map laid flat at this zoom: units (pixels of a plain screen) from the centre, x
/// eastwards, y southwards. The same mathematics as QGeoProjectionWebMercator: at tilt 0 one unit of the
/// plane is one of the screen; tilted, the eye goes back on a circle around the centre at the distance from
/// which the field of view just holds the height. Agrees with Map.fromCoordinate to better than 0.01 pixel
/// (camera_test).
struct Camera
{
    geo::UnitPoint center{0.5, 0.5};
    double zoom = 0;
    double bearing = 0;      ///< degrees clockwise from north that point up the screen
    double tilt = 0;         ///< degrees from straight down, below 90
    double fieldOfView = 45; ///< degrees, vertical
    QSizeF size;             ///< of the screen's part, units

    /// Width of the world, units.
    [[nodiscard]] double worldUnits() const;
    [[nodiscard]] bool isFlat() const { return bearing == 0 && tilt == 0; }
    /// The zoom at which what lies between two corners of the world just fits into so many units.
    [[nodiscard]] static double zoomToFit(geo::UnitPoint least, geo::UnitPoint most, QSizeF room);

    /// The nearest copy of a point of the world, on the plane.
    [[nodiscard]] QPointF toPlane(geo::UnitPoint point) const;
    /// Nothing for a point behind the eye.
    [[nodiscard]] std::optional<QPointF> planeToScreen(QPointF plane) const;
    [[nodiscard]] std::optional<QPointF> toScreen(geo::UnitPoint point) const;
    /// Nothing above the horizon.
    [[nodiscard]] std::optional<QPointF> screenToPlane(QPointF screen) const;
    [[nodiscard]] std::optional<geo::UnitPoint> toWorld(QPointF screen) const;

    /// How large a unit of the plane is on the screen at this place, across the view; 1 at the centre. 0
    /// behind the eye.
    [[nodiscard]] double scaleAt(QPointF plane) const;
    /// planeToScreen as a matrix for the scene graph.
    [[nodiscard]] QMatrix4x4 matrix() const;
    /// The corners of the part of the plane that the screen and `margin` units around it show, convex; what
    /// lies farther than `farthest` times the distance of the centre is left out, so that a tilted view stays
    /// finite.
    [[nodiscard]] std::array<QPointF, 4> visibleCorners(double margin = 0, double farthest = 4) const;
    [[nodiscard]] QPolygonF visiblePlane() const;

    bool operator==(const Camera &other) const = default;

private:
    /// From the eye to the centre, units.
    [[nodiscard]] double distance() const;
};

} // namespace facteo::console
