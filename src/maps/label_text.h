// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/style.h"

#include <QPainterPath>
#include <QString>
#include <memory>
#include <string_view>
#include <vector>

namespace facteo::maps {

/// One letter of a shaped text, at the size 1: multiply by the text's size in units.
struct Letter
{
    QPainterPath outline; ///< its origin on the baseline at x = 0
    QPainterPath halo;    ///< the same, grown on all sides
    double x = 0;         ///< where its origin stands
    double advance = 0;
};

/// A text with kerning and ligatures done, at the size 1.
struct ShapedText
{
    std::vector<Letter> letters;
    double width = 0;
};

/// Height of a capital over the baseline of Inter, as a part of the size (OS/2 table, 1490 of 2048).
inline constexpr double kCapHeight = 0.7275;

/// Shapes a text in the style's font, with halos for this size. Kept per thread, so that a name is shaped
/// once.
[[nodiscard]] std::shared_ptr<const ShapedText> shape(
    std::string_view utf8, const QString &family, const TextRule &rule, double size);

/// Letters that have their places on the sheet.
///
/// They are filled one by one: QPainter's rasteriser takes many times longer for a whole word in one path,
/// and longer still to stroke a halo anew.
struct Writing
{
    struct Placed
    {
        QTransform place;
        const Letter *letter;
    };
    std::vector<std::shared_ptr<const ShapedText>> texts; ///< own the letters
    std::vector<Placed> letters;
};

/// Width in units at this size, letter spacing included.
[[nodiscard]] double widthOf(const ShapedText &text, const TextRule &rule, double size);

/// Adds a horizontal line of text whose baseline begins at `start`.
void writeLine(Writing &into, const std::shared_ptr<const ShapedText> &text, const TextRule &rule,
    double size, QPointF start);

/// Breaks a name at spaces into up to three lines of about `most` characters, evenly filled.
[[nodiscard]] std::vector<std::string_view> wrapped(std::string_view text, std::size_t most);

} // namespace facteo::maps
