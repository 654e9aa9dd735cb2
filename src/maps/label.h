// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/label_line.h"
#include "maps/paint_lines.h"

namespace facteo::maps {

/// Everything that is written on a sheet, placed.
struct Names
{
    struct Text
    {
        Writing writing;
        const TextRule *rule;
    };
    struct Plate ///< of a road number
    {
        QRectF box;
        const TextRule *rule;
        QColor border;
    };
    struct Symbol
    {
        FeatureKind kind;
        const SymbolRule *rule;
        QPointF middle;
    };

    std::vector<Symbol> symbols;
    std::vector<Plate> plates;
    std::vector<Text> texts;
};

/// Places names, road numbers, house numbers and symbols for the blocks around `units`.
///
/// Neighbouring sheets agree, because what crosses a block's edge (place names, symbols) is chosen by
/// independent(), and everything else has to lie inside of one block and is chosen from that block alone, by
/// priority. Units are those of the whole world.
[[nodiscard]] Names placeNames(
    const Sheet &sheet, const QRect &units, std::span<const Feature> ground, std::span<const Feature> places);

/// Draws them, halos first under each text.
void paintNames(QPainter &painter, const Names &names);

} // namespace facteo::maps
