// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <vector>

namespace facteo::maps {

using Points = std::vector<WorldPoint>;

/// The parts as a coarse level keeps them: simplified (Douglas–Peucker) by `tolerance` world units, snapped
/// to multiples of 2^shift, without points that repeat. Parts that vanish are left out, so the answer may be
/// empty. `areas`: parts are rings.
[[nodiscard]] std::vector<Points> generalised(
    const std::vector<Points> &parts, bool areas, double tolerance, unsigned shift);

} // namespace facteo::maps
