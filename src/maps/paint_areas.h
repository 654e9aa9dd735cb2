// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/paint_lines.h"

namespace facteo::maps {

/// Land use and water, by the order of their rules and larger ones first.
void paintGround(QPainter &painter, const Sheet &sheet, std::span<const Feature> features);
/// Buildings.
void paintBuildings(QPainter &painter, const Sheet &sheet, std::span<const Feature> features);
/// Squares and other areas that belong to the streets.
void paintSquares(QPainter &painter, const Sheet &sheet, std::span<const Feature> features);

} // namespace facteo::maps
