// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "maps/paint.h"

#include <QPolygonF>
#include <QRectF>
#include <span>
#include <vector>

namespace facteo::maps {

/// How far beyond a block something is still handed to QPainter: more than half the widest road.
inline constexpr int kBleedUnits = 96;

/// From the world to the units of one zoom.
///
/// Points are rounded to 1/64 unit, which is what QPainter's rasteriser resolves: all sums with them are
/// exact in a double, so the same line gives the same pixels from whichever corner it is painted.
class Projection
{
public:
    explicit Projection(double zoom);

    [[nodiscard]] QPointF operator()(WorldPoint point) const;
    /// The part of the world that these units show, clamped to the world.
    [[nodiscard]] WorldRect world(const QRectF &units) const;

private:
    double m_scale;
};

/// A part of a line after clipping.
struct Piece
{
    QPolygonF points;
    double start = 0; ///< distance of the first point from the beginning of the whole line, units
};

/// The parts of a line inside of `box`, which is a union of blocks grown by kBleedUnits.
///
/// Cuts happen only where lines cross the edges of such boxes, and every crossing of such an edge becomes a
/// corner, inside or outside: so two boxes cut the same line into the same corners.
[[nodiscard]] std::vector<Piece> clipLine(
    std::span<const WorldPoint> line, const Projection &projection, const QRectF &box, bool closed = false);

/// The parts inside of exactly this rectangle.
[[nodiscard]] std::vector<Piece> clipLineExactly(
    std::span<const WorldPoint> line, const Projection &projection, const QRectF &box);

/// A ring's part inside of `box` (see clipLine); empty when nothing is.
[[nodiscard]] QPolygonF clipRing(
    std::span<const WorldPoint> ring, const Projection &projection, const QRectF &box);

/// The blocks that touch `units`, together.
[[nodiscard]] QRect blocksAround(const QRect &units);

/// The longest horizontal run inside of an area, looked for on a few rows: where its name goes.
struct Run
{
    QPointF middle;
    double length = 0;
};
[[nodiscard]] Run longestRun(const Feature &area, const Projection &projection);

} // namespace facteo::maps
