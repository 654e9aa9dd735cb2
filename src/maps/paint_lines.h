// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/paint_geometry.h"
#include "maps/style.h"

#include <QPainter>

namespace facteo::maps {

/// What the parts of the painter share while they paint one frame.
struct Sheet
{
    const Style &style;
    Projection projection;
    double zoom;
    QRectF box; ///< blocks around the frame, grown by kBleedUnits
    const Cancelled *cancelled;

    [[nodiscard]] bool isCancelled() const { return cancelled && cancelled->load(std::memory_order_relaxed); }
};

/// Rivers, streams, dams, walls: what lies under buildings and roads.
void paintWaterLines(QPainter &painter, const Sheet &sheet, std::span<const Feature> features);
/// Tunnels, then roads and rails on the ground, then bridges from the lowest layer up.
void paintRoads(QPainter &painter, const Sheet &sheet, std::span<const Feature> features);
/// Administrative borders.
void paintBorders(QPainter &painter, const Sheet &sheet, std::span<const Feature> features);

} // namespace facteo::maps
