// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

namespace facteo::maps {

/// False for numbers that this version has no name for: they come from files of a newer one.
[[nodiscard]] bool isKnown(FeatureKind kind);

/// The first zoom at which a feature of this kind may be drawn, whatever its size.
[[nodiscard]] std::uint8_t firstZoom(FeatureKind kind, std::uint8_t rank);

/// The first zoom at which an area of this box is at least about a pixel and a half of a 256-pixel tile.
[[nodiscard]] std::uint8_t firstZoomOfSize(const WorldRect &bounds);

} // namespace facteo::maps
