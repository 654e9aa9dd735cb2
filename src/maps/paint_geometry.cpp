// SPDX-License-Identifier: Apache-2.0
#include "maps/paint_geometry.h"

#include <QLineF>
#include <algorithm>
#include <array>
#include <cmath>

namespace facteo::maps {
namespace {

double snapped(double units)
{
    return std::round(units * 64.0) / 64.0;
}

QPointF snapped(QPointF point)
{
    return {snapped(point.x()), snapped(point.y())};
}

/// Number of the lattice cell of a coordinate: the lattice's lines stand at kBlockUnits·k ± kBleedUnits.
int cell(double units)
{
    const double block = std::floor(units / kBlockUnits);
    const double inside = units - block * kBlockUnits;
    const int part = inside < kBleedUnits ? 0 : inside < kBlockUnits - kBleedUnits ? 1 : 2;
    return static_cast<int>(block) * 3 + part;
}

/// The lattice line between cell - 1 and cell.
double edge(int cell)
{
    const int block = cell >= 0 ? cell / 3 : (cell - 2) / 3;
    switch (cell - block * 3) {
    case 0:
        return static_cast<double>(block) * kBlockUnits;
    case 1:
        return static_cast<double>(block) * kBlockUnits + kBleedUnits;
    default:
        return static_cast<double>(block + 1) * kBlockUnits - kBleedUnits;
    }
}

/// Where p → q crosses lattice lines, as fractions in ascending order.
void crossings(QPointF p, QPointF q, std::vector<double> &fractions)
{
    fractions.clear();
    const auto along = [&](double from, double to) {
        const int first = cell(std::min(from, to));
        const int last = cell(std::max(from, to));
        for (int c = first + 1; c <= last; ++c) {
            const double t = (edge(c) - from) / (to - from);
            if (t > 0 && t < 1)
                fractions.push_back(t);
        }
    };
    along(p.x(), q.x());
    along(p.y(), q.y());
    std::ranges::sort(fractions);
}

/// The line with a corner at every crossing, for the part that may touch the box.
class Corners
{
public:
    Corners(const Projection &projection, const QRectF &box) : m_projection(projection), m_box(box) {}

    /// Calls step(from, to, start) for every stretch between two corners; start is how far `from` is along
    /// the line, which does not depend on the box.
    template<typename Step> void walk(std::span<const WorldPoint> line, bool closed, Step step)
    {
        if (line.size() < 2)
            return;
        const std::size_t count = closed ? line.size() + 1 : line.size();
        QPointF from = m_projection(line[0]);
        double start = 0;
        for (std::size_t i = 1; i < count; ++i) {
            const QPointF to = m_projection(line[i % line.size()]);
            const double length = QLineF(from, to).length();
            if (length > 0)
                segment(from, to, start, length, step);
            from = to;
            start += length;
        }
    }

private:
    template<typename Step> void segment(QPointF from, QPointF to, double start, double length, Step &step)
    {
        const bool beside =
            std::max(from.x(), to.x()) < m_box.left() || std::min(from.x(), to.x()) > m_box.right() ||
            std::max(from.y(), to.y()) < m_box.top() || std::min(from.y(), to.y()) > m_box.bottom();
        const bool within = cell(from.x()) == cell(to.x()) && cell(from.y()) == cell(to.y());
        if (beside || within) {
            step(from, to, start);
            return;
        }
        crossings(from, to, m_fractions);
        QPointF last = from;
        double lastStart = start;
        for (const double t : m_fractions) {
            const QPointF corner = snapped(from + t * (to - from));
            if (corner == last)
                continue;
            step(last, corner, lastStart);
            last = corner;
            lastStart = start + t * length;
        }
        if (last != to)
            step(last, to, lastStart);
    }

    const Projection &m_projection;
    QRectF m_box;
    std::vector<double> m_fractions;
};

/// Closed on all sides, with room for the rounding of corners.
bool holds(const QRectF &box, QPointF point)
{
    constexpr double kSlack = 1.0 / 32;
    return point.x() >= box.left() - kSlack && point.x() <= box.right() + kSlack &&
           point.y() >= box.top() - kSlack && point.y() <= box.bottom() + kSlack;
}

/// Sutherland and Hodgman's step for one edge of the box.
template<typename Inside, typename Cut>
void clipSide(const QPolygonF &in, QPolygonF &out, Inside inside, Cut cut)
{
    out.clear();
    if (in.isEmpty())
        return;
    QPointF last = in.back();
    for (const QPointF &point : in) {
        if (inside(point) != inside(last))
            out.append(snapped(cut(last, point)));
        if (inside(point))
            out.append(point);
        last = point;
    }
}

QPointF atX(QPointF p, QPointF q, double x)
{
    return {x, p.y() + (q.y() - p.y()) * (x - p.x()) / (q.x() - p.x())};
}

QPointF atY(QPointF p, QPointF q, double y)
{
    return {p.x() + (q.x() - p.x()) * (y - p.y()) / (q.y() - p.y()), y};
}

} // namespace

Projection::Projection(double zoom) : m_scale(256.0 * std::exp2(zoom - 32.0)) {}

QPointF Projection::operator()(WorldPoint point) const
{
    return {snapped(point.x * m_scale), snapped(point.y * m_scale)};
}

WorldRect Projection::world(const QRectF &units) const
{
    const auto clamped = [&](double value) {
        return static_cast<std::uint32_t>(std::clamp(value / m_scale, 0.0, 4294967295.0));
    };
    return {clamped(units.left()), clamped(units.top()), clamped(units.right()), clamped(units.bottom())};
}

std::vector<Piece> clipLine(
    std::span<const WorldPoint> line, const Projection &projection, const QRectF &box, bool closed)
{
    std::vector<Piece> pieces;
    bool open = false;
    Corners(projection, box).walk(line, closed, [&](QPointF from, QPointF to, double start) {
        const bool inside = holds(box, from) && holds(box, to);
        if (inside) {
            if (!open)
                pieces.push_back({QPolygonF{from}, start});
            pieces.back().points.append(to);
        }
        open = inside;
    });
    return pieces;
}

std::vector<Piece> clipLineExactly(
    std::span<const WorldPoint> line, const Projection &projection, const QRectF &box)
{
    std::vector<Piece> pieces;
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const QPointF from = projection(line[i - 1]);
        const QPointF to = projection(line[i]);
        const QPointF way = to - from;
        double enter = 0;
        double leave = 1;
        // Liang and Barsky: each side of the box narrows the part of the segment that is inside.
        const std::array<std::pair<double, double>, 4> sides{
            {{-way.x(), from.x() - box.left()}, {way.x(), box.right() - from.x()},
                {-way.y(), from.y() - box.top()}, {way.y(), box.bottom() - from.y()}}};
        for (const auto &[step, room] : sides) {
            if (step == 0) {
                if (room < 0)
                    leave = -1;
            } else if (step < 0) {
                enter = std::max(enter, room / step);
            } else {
                leave = std::min(leave, room / step);
            }
        }
        if (enter < leave) {
            const QPointF first = enter > 0 ? from + enter * way : from;
            const QPointF last = leave < 1 ? from + leave * way : to;
            if (enter > 0 || pieces.empty() || pieces.back().points.back() != from)
                pieces.push_back({QPolygonF{first}, length + enter * std::hypot(way.x(), way.y())});
            pieces.back().points.append(last);
        }
        length += std::hypot(way.x(), way.y());
    }
    return pieces;
}

QPolygonF clipRing(std::span<const WorldPoint> ring, const Projection &projection, const QRectF &box)
{
    QPolygonF corners;
    bool outside = false;
    Corners(projection, box).walk(ring, true, [&](QPointF from, QPointF, double) {
        outside = outside || !holds(box, from);
        corners.append(from);
    });
    if (!outside)
        return corners;
    QPolygonF other;
    clipSide(
        corners, other, [&](QPointF p) { return p.x() >= box.left(); },
        [&](QPointF p, QPointF q) { return atX(p, q, box.left()); });
    clipSide(
        other, corners, [&](QPointF p) { return p.x() <= box.right(); },
        [&](QPointF p, QPointF q) { return atX(p, q, box.right()); });
    clipSide(
        corners, other, [&](QPointF p) { return p.y() >= box.top(); },
        [&](QPointF p, QPointF q) { return atY(p, q, box.top()); });
    clipSide(
        other, corners, [&](QPointF p) { return p.y() <= box.bottom(); },
        [&](QPointF p, QPointF q) { return atY(p, q, box.bottom()); });
    return corners;
}

QRect blockUnits(int column, int row)
{
    return {column * kBlockUnits, row * kBlockUnits, kBlockUnits, kBlockUnits};
}

QRect blocksAround(const QRect &units)
{
    const auto down = [](int value) {
        return static_cast<int>(std::floor(static_cast<double>(value) / kBlockUnits)) * kBlockUnits;
    };
    const QPoint first(down(units.left()), down(units.top()));
    const QPoint last(down(units.right()) + kBlockUnits - 1, down(units.bottom()) + kBlockUnits - 1);
    return {first, last};
}

Run longestRun(const Feature &area, const Projection &projection)
{
    constexpr int kRows = 9;
    const QPointF topLeft = projection({area.bounds.left, area.bounds.top});
    const QPointF bottomRight = projection({area.bounds.right, area.bounds.bottom});
    Run best;
    double bestScore = 0;
    std::vector<double> hits;
    for (int row = 0; row < kRows; ++row) {
        const double part = (row + 0.5) / kRows;
        const double y = std::lerp(topLeft.y(), bottomRight.y(), part) + 1.0 / 128; // never on a corner
        hits.clear();
        for (const auto ring : area.parts) {
            QPointF from = ring.empty() ? QPointF() : projection(ring.back());
            for (const auto &point : ring) {
                const QPointF to = projection(point);
                if ((from.y() < y) != (to.y() < y))
                    hits.push_back(atY(from, to, y).x());
                from = to;
            }
        }
        std::ranges::sort(hits);
        for (std::size_t i = 0; i + 1 < hits.size(); i += 2) {
            const double length = hits[i + 1] - hits[i];
            const double score = length * (1.0 - 0.5 * std::abs(part - 0.5)); // rather in the middle
            if (score > bestScore) {
                bestScore = score;
                best = {{(hits[i] + hits[i + 1]) / 2, y}, length};
            }
        }
    }
    return best;
}

} // namespace facteo::maps
