// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <QColor>
#include <QFont>
#include <QImage>

namespace facteo::console {

/// What the border of an area is drawn with: of its kind, or of what somebody is drawing.
enum class AreaInk : std::uint8_t { Depot, RoundArea, SensitivePlace, Sketch };
inline constexpr std::size_t kAreaInks = 4;

[[nodiscard]] AreaInk inkOf(protocol::GeofenceKind kind);

/// How much of the ground below the inside lets through.
enum class AreaStrength : std::uint8_t {
    Faint,  ///< not watched now: a tint without a pattern
    Normal, ///< watched
    Strong, ///< chosen, or being drawn
};
inline constexpr std::size_t kAreaStrengths = 3;

/// Bluish green, vermilion and a dark blue-grey stay apart for the three common kinds of colour blindness,
/// and from the yellow, blue and red of postmen; the pattern says the same again.
[[nodiscard]] QColor colorOf(AreaInk ink, bool dark);

/// One tile of the pattern inside: lines for a depot, hatching for a round's area, a lattice for a sensitive
/// place. Repeats without a seam every kPatternUnits.
inline constexpr double kPatternUnits = 16;
[[nodiscard]] QImage patternOf(AreaInk ink, AreaStrength strength, bool dark, double ratio);

[[nodiscard]] QFont areaNameFont();
/// A name in the colour of its area, with a rim that keeps it readable on any ground.
[[nodiscard]] QImage areaName(const QString &text, AreaInk ink, bool dark, double ratio);
/// What areaName() needs around its text on each side, units.
inline constexpr double kNameRim = 3;

} // namespace facteo::console
