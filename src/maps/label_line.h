// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/label_space.h"
#include "maps/label_text.h"

#include <QPolygonF>
#include <optional>

namespace facteo::maps {

/// Joins pieces of equal name at their ends into long lines, straight on where there is a choice.
[[nodiscard]] std::vector<QPolygonF> joined(std::vector<QPolygonF> pieces);

/// A text bent along a line.
struct BentText
{
    Writing writing;
    std::vector<QRectF> boxes; ///< what it covers, letter by letter
    QPointF middle;
};

/// Sets a text along a line with its middle `at` units from the line's beginning, the right way up.
/// Nothing when it does not fit there: too short, or too bent to be read.
[[nodiscard]] std::optional<BentText> bend(const std::shared_ptr<const ShapedText> &text,
    const TextRule &rule, double size, const QPolygonF &line, double at);

[[nodiscard]] double lengthOf(const QPolygonF &line);
/// The point `at` units along.
[[nodiscard]] QPointF pointAlong(const QPolygonF &line, double at);

} // namespace facteo::maps
