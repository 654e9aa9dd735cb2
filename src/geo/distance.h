// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

/// Distances and directions on a sphere: at most 0.56 % off the ellipsoid, enough for everything that asks
/// "who is near". Nothing here allocates or fails; positions are taken to be within the range of `Position`.
namespace facteo::geo {

/// IUGG mean Earth radius R1, metres (Moritz, "Geodetic Reference System 1980", J. Geodesy 74, 2000).
inline constexpr double kEarthRadiusMetres = 6'371'008.8;

/// A position from degrees, rounded to 1e-7°. Latitude is clamped to ±90, longitude wrapped to ±180.
[[nodiscard]] protocol::Position positionOf(double latDegrees, double lonDegrees);

/// Great-circle distance in metres (haversine, stable for short distances).
[[nodiscard]] double distanceMetres(protocol::Position from, protocol::Position to);

/// Direction of the great circle at `from`, degrees clockwise from north, [0, 360). 0 for equal positions.
[[nodiscard]] double bearingDegrees(protocol::Position from, protocol::Position to);

/// Where one arrives after `metres` (may be negative) from `from` in direction `bearing` (degrees from
/// north).
[[nodiscard]] protocol::Position destination(protocol::Position from, double bearing, double metres);

/// Smallest turn between two directions in degrees, 0 … 180.
[[nodiscard]] double turnDegrees(double bearing, double otherBearing);

} // namespace facteo::geo
