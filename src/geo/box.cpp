// SPDX-License-Identifier: Apache-2.0
#include "geo/box.h"

#include "geo/distance.h"

#include <cmath>
#include <numbers>

namespace facteo::geo {
namespace {

constexpr std::int32_t kPoleE7 = 900'000'000;
constexpr std::int32_t kAntimeridianE7 = 1'800'000'000;
constexpr double kE7PerRadian = 1e7 * 180.0 / std::numbers::pi;

} // namespace

Box boxAround(protocol::Position centre, double metres)
{
    const double angle = std::max(0.0, metres) / kEarthRadiusMetres;
    // One unit more: positions are rounded to it.
    const double half = std::ceil(angle * kE7PerRadian) + 1;
    const double south = centre.latE7 - half;
    const double north = centre.latE7 + half;
    Box box{{.latE7 = -kPoleE7, .lonE7 = -kAntimeridianE7}, {.latE7 = kPoleE7, .lonE7 = kAntimeridianE7}};
    if (south > -kPoleE7)
        box.southWest.latE7 = static_cast<std::int32_t>(south);
    if (north < kPoleE7)
        box.northEast.latE7 = static_cast<std::int32_t>(north);
    if (south <= -kPoleE7 || north >= kPoleE7)
        return box;
    // The meridians that touch the circle: sin(half angle) = sin(radius) / cos(latitude).
    const double sine = std::sin(angle) / std::cos(centre.latE7 / kE7PerRadian);
    if (sine >= 1)
        return box;
    const double wide = std::ceil(std::asin(sine) * kE7PerRadian) + 1;
    const double west = centre.lonE7 - wide;
    const double east = centre.lonE7 + wide;
    if (west < -kAntimeridianE7 || east > kAntimeridianE7)
        return box;
    box.southWest.lonE7 = static_cast<std::int32_t>(west);
    box.northEast.lonE7 = static_cast<std::int32_t>(east);
    return box;
}

} // namespace facteo::geo
