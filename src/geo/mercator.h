// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstdint>

/// Spherical Web Mercator (EPSG:3857), the projection of every slippy map and of Qt Location.
namespace facteo::geo {

/// The latitude at which the world becomes a square: atan(sinh(π)).
inline constexpr double kMercatorLimitDegrees = 85.051'128'779'806'59;

/// A point of the unit square: x 0 (180° W) … 1 (180° E), y 0 (85.0511° N) … 1 (85.0511° S).
struct UnitPoint
{
    double x = 0;
    double y = 0;
};

/// Latitudes beyond the limit land on the border.
[[nodiscard]] UnitPoint toUnit(protocol::Position position);
[[nodiscard]] UnitPoint toUnit(double latDegrees, double lonDegrees);
[[nodiscard]] protocol::Position fromUnit(UnitPoint point);

/// Ground metres per unit of the square at this latitude.
[[nodiscard]] double metresPerUnit(double latDegrees);

} // namespace facteo::geo
