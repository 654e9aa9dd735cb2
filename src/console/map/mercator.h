// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

namespace facteo::console {

/// A point of the Web Mercator world square: x from 0 at 180° W eastwards to 1, y from 0 at 85.0511° N
/// southwards to 1. A double resolves less than a micrometre of it.
struct MercatorPoint
{
    double x = 0;
    double y = 0;

    bool operator==(const MercatorPoint &) const = default;
};

/// Latitudes beyond ±85.0511° are taken to the edge.
[[nodiscard]] MercatorPoint mercator(double latDegrees, double lonDegrees);
[[nodiscard]] MercatorPoint mercator(protocol::Position position);

/// The way back, in degrees.
[[nodiscard]] double latDegrees(MercatorPoint point);
[[nodiscard]] double lonDegrees(MercatorPoint point);

/// Width of the world square per metre of ground at this point: metres * scale = Mercator units.
[[nodiscard]] double mercatorPerMetre(MercatorPoint at);

} // namespace facteo::console
