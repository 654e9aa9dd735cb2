// SPDX-License-Identifier: Apache-2.0
#include "console/map/mercator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace facteo::console {
namespace {

using std::numbers::pi;

/// WGS84 equatorial radius: Web Mercator (EPSG:3857) is a sphere of it.
constexpr double kEarthRadiusMetres = 6'378'137.0;

} // namespace

MercatorPoint mercator(double latDegrees, double lonDegrees)
{
    const double lat = latDegrees * pi / 180.0;
    const double y = 0.5 - std::log(std::tan(pi / 4.0 + lat / 2.0)) / (2.0 * pi);
    return {lonDegrees / 360.0 + 0.5, std::clamp(y, 0.0, 1.0)};
}

MercatorPoint mercator(protocol::Position position)
{
    return mercator(position.latDegrees(), position.lonDegrees());
}

double latDegrees(MercatorPoint point)
{
    return std::atan(std::sinh(pi * (1.0 - 2.0 * point.y))) * 180.0 / pi;
}

double lonDegrees(MercatorPoint point)
{
    return (point.x - 0.5) * 360.0;
}

double mercatorPerMetre(MercatorPoint at)
{
    return std::cosh(pi * (1.0 - 2.0 * at.y)) / (2.0 * pi * kEarthRadiusMetres);
}

} // namespace facteo::console
