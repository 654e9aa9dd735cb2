// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace facteo::maps {

/// Cuts an area (rings, odd-even) along horizontal and vertical lines until no piece has more than `most`
/// points or until it is one world unit small. Together the pieces cover exactly the area; two that touch
/// share the points on the line between them, which is at a multiple of 2^shift where there is room for one.
void cutRings(std::vector<std::vector<WorldPoint>> rings, std::size_t most, unsigned shift,
    const std::function<void(std::vector<std::vector<WorldPoint>>)> &piece);

} // namespace facteo::maps
