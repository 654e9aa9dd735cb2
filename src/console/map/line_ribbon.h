// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPointF>
#include <QSGGeometryNode>
#include <span>
#include <vector>

namespace facteo::console {

/// Across a line at one of its points, of length 1 where it is straight and longer in a corner (2 at most),
/// so that both stretches keep their width. The line has two points or more.
[[nodiscard]] QPointF acrossLine(std::span<const QPointF> line, std::size_t at, bool closed);

/// Lines and discs of plain colours in one geometry of the scene graph: cleared, drawn and shown for each
/// picture, in the order of drawing. Built-in material, so every backend but the software one draws it.
class RibbonNode : public QSGGeometryNode
{
public:
    /// A ribbon fades out over so much at its edges, half of it within its width: smooth without
    /// multisampling.
    static constexpr double kFadeUnits = 0.9;

    RibbonNode();

    void clear() { m_vertices.clear(); }
    /// Nothing, when there are less than two points.
    void addLine(std::span<const QPointF> line, double widthUnits, const QColor &color, bool closed);
    /// `alpha` 0 … 1. The ring is convex.
    void addDisc(std::span<const QPointF> ring, const QColor &color, double alpha);
    void show();

private:
    std::vector<QSGGeometry::ColoredPoint2D> m_vertices; ///< kept for its capacity
};

} // namespace facteo::console
