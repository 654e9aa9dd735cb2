// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "protocol/words.h"

#include <span>

namespace facteo::maps {

[[nodiscard]] WorldPoint worldPoint(protocol::Position position);
[[nodiscard]] WorldPoint worldPoint(double latDegrees, double lonDegrees);
[[nodiscard]] protocol::Position positionOf(WorldPoint point);

/// The box around points; a box of one zero point for none.
[[nodiscard]] WorldRect boundsOf(std::span<const WorldPoint> points);
/// The smallest box around both.
[[nodiscard]] WorldRect united(const WorldRect &a, const WorldRect &b);

/// Ground metres per world unit at this height of the world square.
[[nodiscard]] double metresPerWorldUnit(std::uint32_t y);

} // namespace facteo::maps
