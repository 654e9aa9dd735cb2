// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "maps/style.h"

#include <QImage>
#include <QRect>
#include <atomic>
#include <span>

namespace facteo::maps {

class MapPackage;

/// Side of the squares in which the map is painted and named, in units. Names of streets stay inside one, so
/// that a square looks the same whether it is painted alone or together with its neighbours.
inline constexpr int kBlockUnits = 1024;

/// What to paint: a rectangle of the world drawn 256·2^zoom units wide, y southwards.
struct Frame
{
    double zoom = 0;  ///< 0 … 22, fractions welcome
    QRect units;      ///< any; what is painted is exactly this
    double ratio = 1; ///< pixels per unit
};

/// Set by whoever no longer wants the picture; the painter looks at it every few milliseconds.
using Cancelled = std::atomic<bool>;

/// The block with this column and row of the grid of that zoom.
[[nodiscard]] QRect blockUnits(int column, int row);

/// Paints part of a package. Null when cancelled. Thread: any, several at a time.
///
/// Deterministic: neighbouring frames of one zoom and ratio fit together to the pixel, names included.
[[nodiscard]] QImage paint(
    const MapPackage &package, const Style &style, const Frame &frame, const Cancelled *cancelled = nullptr);

/// The same from features that are at hand. `ground` holds what touches the blocks around the frame and
/// 96 units around them, `places` the place names around it (kPlaceMargin); both ascending by ordinal.
[[nodiscard]] QImage paint(std::span<const Feature> ground, std::span<const Feature> places,
    const Style &style, const Frame &frame, const Cancelled *cancelled = nullptr);

/// Loads the fonts and shapes the alphabet for this thread, so that its first picture need not: about 0.1 s.
void prepareNames(const Style &style);

/// How far beyond a frame a place may stand and still decide which names fit inside, in units.
inline constexpr int kPlaceMargin = 1100;

} // namespace facteo::maps
