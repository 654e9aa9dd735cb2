// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace facteo::geo {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

double wrap360(double degrees)
{
    const double wrapped = std::fmod(degrees, 360.0);
    return wrapped < 0 ? wrapped + 360.0 : wrapped;
}

} // namespace

protocol::Position positionOf(double latDegrees, double lonDegrees)
{
    const double lat = std::clamp(latDegrees, -90.0, 90.0);
    const double lon =
        lonDegrees >= -180.0 && lonDegrees <= 180.0 ? lonDegrees : wrap360(lonDegrees + 180.0) - 180.0;
    return {.latE7 = static_cast<std::int32_t>(std::llround(lat * 1e7)),
        .lonE7 = static_cast<std::int32_t>(std::llround(lon * 1e7))};
}

double distanceMetres(protocol::Position from, protocol::Position to)
{
    const double lat1 = from.latDegrees() * kRadians;
    const double lat2 = to.latDegrees() * kRadians;
    const double sinLat = std::sin((lat2 - lat1) / 2);
    const double sinLon = std::sin((to.lonDegrees() - from.lonDegrees()) * kRadians / 2);
    const double h = sinLat * sinLat + std::cos(lat1) * std::cos(lat2) * sinLon * sinLon;
    return 2 * kEarthRadiusMetres * std::asin(std::sqrt(std::min(1.0, h)));
}

double bearingDegrees(protocol::Position from, protocol::Position to)
{
    if (from == to)
        return 0;
    const double lat1 = from.latDegrees() * kRadians;
    const double lat2 = to.latDegrees() * kRadians;
    const double dLon = (to.lonDegrees() - from.lonDegrees()) * kRadians;
    const double y = std::sin(dLon) * std::cos(lat2);
    const double x = std::cos(lat1) * std::sin(lat2) - std::sin(lat1) * std::cos(lat2) * std::cos(dLon);
    return wrap360(std::atan2(y, x) / kRadians);
}

protocol::Position destination(protocol::Position from, double bearing, double metres)
{
    const double angle = metres / kEarthRadiusMetres;
    const double lat1 = from.latDegrees() * kRadians;
    const double sinLat2 =
        std::sin(lat1) * std::cos(angle) + std::cos(lat1) * std::sin(angle) * std::cos(bearing * kRadians);
    const double lat2 = std::asin(std::clamp(sinLat2, -1.0, 1.0));
    const double dLon = std::atan2(std::sin(bearing * kRadians) * std::sin(angle) * std::cos(lat1),
        std::cos(angle) - std::sin(lat1) * sinLat2);
    return positionOf(lat2 / kRadians, from.lonDegrees() + dLon / kRadians);
}

double turnDegrees(double bearing, double otherBearing)
{
    const double difference = wrap360(otherBearing - bearing);
    return difference > 180.0 ? 360.0 - difference : difference;
}

} // namespace facteo::geo
