// SPDX-License-Identifier: Apache-2.0
#include "console/map/camera.h"

#include <QtMath>
#include <algorithm>
#include <cmath>

namespace facteo::console {
namespace {

constexpr double kTileUnits = 256;
/// Nearer to the eye than this part of the centre's distance nothing is projected.
constexpr double kNear = 0.05;

QPointF turned(QPointF point, double degrees)
{
    const double sine = std::sin(qDegreesToRadians(degrees));
    const double cosine = std::cos(qDegreesToRadians(degrees));
    return {point.x() * cosine + point.y() * sine, -point.x() * sine + point.y() * cosine};
}

} // namespace

double Camera::worldUnits() const
{
    return kTileUnits * std::exp2(zoom);
}

double Camera::zoomToFit(geo::UnitPoint least, geo::UnitPoint most, QSizeF room)
{
    const double world = Camera{}.worldUnits();
    const double wide = (most.x - least.x) * world / room.width();
    const double high = (most.y - least.y) * world / room.height();
    return -std::log2(std::max({wide, high, 1e-12}));
}

double Camera::distance() const
{
    return size.height() / (2 * std::tan(qDegreesToRadians(fieldOfView) / 2));
}

QPointF Camera::toPlane(geo::UnitPoint point) const
{
    const double x = point.x - center.x;
    return QPointF(x - std::round(x), point.y - center.y) * worldUnits();
}

std::optional<QPointF> Camera::planeToScreen(QPointF plane) const
{
    if (isFlat())
        return plane + QPointF(size.width() / 2, size.height() / 2);
    const QPointF at = turned(plane, bearing);
    const double eye = distance();
    const double depth = eye - at.y() * std::sin(qDegreesToRadians(tilt));
    if (depth < kNear * eye)
        return {};
    const double scale = eye / depth;
    return QPointF(size.width() / 2 + at.x() * scale,
        size.height() / 2 + at.y() * std::cos(qDegreesToRadians(tilt)) * scale);
}

std::optional<QPointF> Camera::toScreen(geo::UnitPoint point) const
{
    return planeToScreen(toPlane(point));
}

std::optional<QPointF> Camera::screenToPlane(QPointF screen) const
{
    const double eye = distance();
    const double x = screen.x() - size.width() / 2;
    const double y = screen.y() - size.height() / 2;
    const double sine = std::sin(qDegreesToRadians(tilt));
    const double cosine = std::cos(qDegreesToRadians(tilt));
    // y = v cos · eye / (eye - v sin), solved for v.
    const double divisor = eye * cosine + y * sine;
    if (divisor <= 1e-6 * eye)
        return {};
    const double v = y * eye / divisor;
    const double u = x * (eye - v * sine) / eye;
    return turned({u, v}, -bearing);
}

std::optional<geo::UnitPoint> Camera::toWorld(QPointF screen) const
{
    const auto plane = screenToPlane(screen);
    if (!plane)
        return {};
    const double x = center.x + plane->x() / worldUnits();
    return geo::UnitPoint{x - std::floor(x), std::clamp(center.y + plane->y() / worldUnits(), 0.0, 1.0)};
}

double Camera::scaleAt(QPointF plane) const
{
    const double eye = distance();
    const double depth = eye - turned(plane, bearing).y() * std::sin(qDegreesToRadians(tilt));
    return depth < kNear * eye ? 0 : eye / depth;
}

QMatrix4x4 Camera::matrix() const
{
    const double b = qDegreesToRadians(bearing);
    const double t = qDegreesToRadians(tilt);
    const double eye = distance();
    // Rows give x·w, y·w, z, w of the screen from x, y of the plane; w is the depth relative to the centre.
    const double wx = std::sin(b) * std::sin(t) / eye;
    const double wy = -std::cos(b) * std::sin(t) / eye;
    const double halfWidth = size.width() / 2;
    const double halfHeight = size.height() / 2;
    const auto f = [](double value) { return static_cast<float>(value); };
    return {f(std::cos(b) + halfWidth * wx), f(std::sin(b) + halfWidth * wy), 0, f(halfWidth),
        f(-std::sin(b) * std::cos(t) + halfHeight * wx), f(std::cos(b) * std::cos(t) + halfHeight * wy), 0,
        f(halfHeight), 0, 0, 1, 0, f(wx), f(wy), 0, 1};
}

std::array<QPointF, 4> Camera::visibleCorners(double margin, double farthest) const
{
    const double eye = distance();
    const double sine = std::sin(qDegreesToRadians(tilt));
    const double right = size.width() + margin;
    const double bottom = size.height() + margin;
    // Depth grows up the screen: find the row where it reaches the limit, and stay below it.
    double top = -margin;
    if (sine > 0) {
        const double v = eye * (1 - farthest) / sine;
        const double row = size.height() / 2 + v * std::cos(qDegreesToRadians(tilt)) / farthest;
        top = std::clamp(row, -margin, size.height());
    }
    std::array corners{
        QPointF(-margin, top), QPointF(right, top), QPointF(right, bottom), QPointF(-margin, bottom)};
    for (auto &corner : corners)
        corner = screenToPlane(corner).value_or(QPointF());
    return corners;
}

QPolygonF Camera::visiblePlane() const
{
    const auto corners = visibleCorners();
    return {corners.begin(), corners.end()};
}

} // namespace facteo::console
