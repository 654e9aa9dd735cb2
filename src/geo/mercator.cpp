// SPDX-License-Identifier: Apache-2.0
#include "geo/mercator.h"

#include "geo/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace facteo::geo {
namespace {

constexpr double kPi = std::numbers::pi;
/// The equator of the projection's sphere, WGS84 semi-major axis in metres (EPSG:3857).
constexpr double kEquatorMetres = 2 * kPi * 6'378'137.0;

} // namespace

UnitPoint toUnit(double latDegrees, double lonDegrees)
{
    const double lat = std::clamp(latDegrees, -kMercatorLimitDegrees, kMercatorLimitDegrees) * kPi / 180.0;
    const double y = 0.5 - std::asinh(std::tan(lat)) / (2 * kPi);
    return {.x = lonDegrees / 360.0 + 0.5, .y = std::clamp(y, 0.0, 1.0)};
}

UnitPoint toUnit(protocol::Position position)
{
    return toUnit(position.latDegrees(), position.lonDegrees());
}

protocol::Position fromUnit(UnitPoint point)
{
    const double lat = std::atan(std::sinh((0.5 - point.y) * 2 * kPi)) * 180.0 / kPi;
    return positionOf(lat, (point.x - 0.5) * 360.0);
}

double metresPerUnit(double latDegrees)
{
    return kEquatorMetres * std::cos(latDegrees * kPi / 180.0);
}

} // namespace facteo::geo
