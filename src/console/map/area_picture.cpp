// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_picture.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace facteo::console {
namespace {

constexpr float kBorderUnits = 2;
constexpr float kChosenUnits = 3.5F;
/// Corners nearer to each other than this are one on the screen.
constexpr double kNearestCorners = 1.2;
/// Smaller areas are not worth a border; a chosen one has a ring instead.
constexpr double kLeastUnits = 3;
constexpr double kRingUnits = 9;
constexpr double kDashUnits = 9;
constexpr double kGapUnits = 7;
/// Lines reach so far beyond the screen that their ends cannot be seen.
constexpr double kMargin = 16;
/// Names begin where streets begin to have some.
constexpr double kNamesFromZoom = 11.5;
constexpr std::size_t kMostNames = 80;
/// A name may be wider than its area by this.
constexpr double kNameOverhang = 1.7;

double lengthOf(QPointF way)
{
    return std::hypot(way.x(), way.y());
}

/// The part of a stretch within a convex outline that goes clockwise on the screen: where it begins and ends,
/// 0 … 1. Cyrus and Beck's way.
std::optional<std::pair<double, double>> within(
    const std::array<QPointF, 4> &outline, QPointF from, QPointF to)
{
    double enter = 0;
    double leave = 1;
    const QPointF way = to - from;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const QPointF edge = outline[(i + 1) % outline.size()] - outline[i];
        const QPointF away = from - outline[i];
        const double depth = edge.x() * away.y() - edge.y() * away.x();
        const double gain = edge.x() * way.y() - edge.y() * way.x();
        if (gain == 0) {
            if (depth < 0)
                return {};
            continue;
        }
        const double at = -depth / gain;
        if (gain > 0)
            enter = std::max(enter, at);
        else
            leave = std::min(leave, at);
    }
    if (enter >= leave)
        return {};
    return std::pair(enter, leave);
}

bool holds(const std::array<QPointF, 4> &outline, QPointF point)
{
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const QPointF edge = outline[(i + 1) % outline.size()] - outline[i];
        const QPointF away = point - outline[i];
        if (edge.x() * away.y() - edge.y() * away.x() < 0)
            return false;
    }
    return true;
}

QRectF boxAround(std::span<const QPointF> points)
{
    const auto [left, right] = std::ranges::minmax(points, {}, &QPointF::x);
    const auto [top, bottom] = std::ranges::minmax(points, {}, &QPointF::y);
    return {QPointF(left.x(), top.y()), QPointF(right.x(), bottom.y())};
}

} // namespace

void AreaLayout::lay(const AreaFeed &feed, const AreaLook &look, AreaPicture &into)
{
    m_look = &look;
    m_picture = &into;
    into.points.clear();
    into.strokes.clear();
    into.names.clear();
    m_screen = look.camera.visibleCorners(kMargin);
    m_screenBox = boxAround(m_screen);
    const auto *sketch = look.sketching ? feed.sketch.get() : nullptr;

    const MapArea *chosen = nullptr;
    const auto draw = [&](const MapArea &area, float width) {
        QRectF box;
        bool isWithin = false;
        if (reachesScreen(*area.geometry, box, isWithin))
            trace({.ring = area.geometry->ring,
                .ink = inkOf(area.kind),
                .width = width,
                .dashed = !area.watched,
                .isWithin = isWithin});
    };
    for (const auto &area : feed.areas) {
        if (sketch && area.id == sketch->instead)
            continue;
        if (area.id == look.chosen)
            chosen = &area;
        else
            draw(area, kBorderUnits);
    }
    if (chosen) {
        draw(*chosen, kChosenUnits);
        markIfTiny(*chosen);
    }
    if (sketch)
        drawSketch(*sketch);
    placeNames(feed);
}

bool AreaLayout::reachesScreen(const AreaGeometry &geometry, QRectF &box, bool &isWithin) const
{
    const auto &camera = m_look->camera;
    box = QRectF(camera.toPlane(geometry.least), camera.toPlane(geometry.most));
    if (!box.intersects(m_screenBox) || std::max(box.width(), box.height()) < kLeastUnits)
        return false;
    isWithin = holds(m_screen, box.topLeft()) && holds(m_screen, box.topRight()) &&
               holds(m_screen, box.bottomLeft()) && holds(m_screen, box.bottomRight());
    return true;
}

void AreaLayout::markIfTiny(const MapArea &area)
{
    const auto &camera = m_look->camera;
    const auto wide = (area.geometry->most.x - area.geometry->least.x) * camera.worldUnits();
    const auto middle = camera.toScreen(area.geometry->label);
    if (!middle || wide > kRingUnits)
        return;
    constexpr int corners = 24;
    const auto begin = static_cast<std::uint32_t>(m_picture->points.size());
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        m_picture->points.push_back(*middle + QPointF(std::cos(angle), std::sin(angle)) * kRingUnits);
    }
    m_picture->strokes.push_back({.begin = begin,
        .end = begin + corners,
        .closed = true,
        .ink = inkOf(area.kind),
        .width = kBorderUnits});
}

void AreaLayout::trace(const Border &border)
{
    m_plane.clear();
    for (const auto &point : border.ring) {
        const auto at = m_look->camera.toPlane(point);
        if (m_plane.empty() || lengthOf(at - m_plane.back()) >= kNearestCorners)
            m_plane.push_back(at);
    }
    if (m_plane.size() < 2)
        return;
    m_travelled = 0;
    m_penDown = false;
    if (border.closed && border.isWithin && !border.dashed) {
        const auto begin = static_cast<std::uint32_t>(m_picture->points.size());
        for (const auto &at : m_plane)
            if (const auto point = m_look->camera.planeToScreen(at))
                m_picture->points.push_back(*point);
        m_picture->strokes.push_back({.begin = begin,
            .end = static_cast<std::uint32_t>(m_picture->points.size()),
            .closed = true,
            .ink = border.ink,
            .width = border.width});
        return;
    }
    for (std::size_t i = 0; i + 1 < m_plane.size(); ++i)
        side(m_plane[i], m_plane[i + 1], border);
    if (border.closed)
        side(m_plane.back(), m_plane.front(), border);
    endStroke();
}

void AreaLayout::side(QPointF from, QPointF to, const Border &border)
{
    const double length = lengthOf(to - from);
    const double before = std::exchange(m_travelled, m_travelled + length);
    const auto part = within(m_screen, from, to);
    if (!part)
        return;
    const QPointF way = to - from;
    if (!border.dashed) {
        stretch(from + way * part->first, from + way * part->second, border);
        return;
    }
    // Dashes are counted from the border's first corner: they stand still while the map moves.
    constexpr double period = kDashUnits + kGapUnits;
    const double first = before + part->first * length;
    const double last = before + part->second * length;
    for (double dash = std::floor(first / period) * period; dash < last; dash += period) {
        const double begin = std::max(dash, first);
        const double end = std::min(dash + kDashUnits, last);
        if (begin >= end)
            continue;
        stretch(from + way * ((begin - before) / length), from + way * ((end - before) / length), border);
    }
}

void AreaLayout::stretch(QPointF from, QPointF to, const Border &border)
{
    const auto &camera = m_look->camera;
    const auto begin = camera.planeToScreen(from);
    const auto end = camera.planeToScreen(to);
    if (!begin || !end)
        return;
    auto &points = m_picture->points;
    if (!m_penDown || lengthOf(from - m_penAt) > 1e-6) {
        endStroke();
        m_picture->strokes.push_back({.begin = static_cast<std::uint32_t>(points.size()),
            .end = 0,
            .closed = false,
            .ink = border.ink,
            .width = border.width});
        points.push_back(*begin);
        m_penDown = true;
    }
    points.push_back(*end);
    m_penAt = to;
}

void AreaLayout::endStroke()
{
    if (std::exchange(m_penDown, false))
        m_picture->strokes.back().end = static_cast<std::uint32_t>(m_picture->points.size());
}

void AreaLayout::drawSketch(const AreaSketch &sketch)
{
    if (sketch.geometry) {
        trace({.ring = sketch.geometry->ring, .ink = AreaInk::Sketch, .width = kChosenUnits});
        return;
    }
    trace({.ring = sketch.line, .ink = AreaInk::Sketch, .width = kChosenUnits, .closed = false});
    if (!m_look->pointer || sketch.line.empty())
        return;
    const std::array ahead{sketch.line.back(), *m_look->pointer, sketch.line.front()};
    trace({.ring = std::span(ahead).first(sketch.line.size() < 2 ? 2 : 3),
        .ink = AreaInk::Sketch,
        .width = kBorderUnits,
        .closed = false,
        .dashed = true});
}

double AreaLayout::widthOf(const QString &name)
{
    auto &width = m_widths[name];
    if (width == 0)
        width = QFontMetricsF(areaNameFont()).horizontalAdvance(name) + 2 * kNameRim;
    return width;
}

/// On top of the border, where postmen and tasks inside do not cover it; inside when the top is not in view.
std::optional<QPointF> AreaLayout::placeOfName(
    const AreaGeometry &geometry, const QRectF &screen, double high) const
{
    const auto &camera = m_look->camera;
    std::optional<QPointF> top;
    for (const auto &point : geometry.ring) {
        const auto at = camera.toScreen(point);
        if (at && (!top || at->y() < top->y()))
            top = at;
    }
    if (top && screen.contains(*top - QPointF(0, high)))
        return *top - QPointF(0, high / 2 + 1);
    const auto inside = camera.toScreen(geometry.label);
    return inside && screen.contains(*inside) ? inside : std::nullopt;
}

void AreaLayout::placeNames(const AreaFeed &feed)
{
    const auto &camera = m_look->camera;
    const QRectF screen(QPointF(), camera.size);
    const double high = QFontMetricsF(areaNameFont()).height();
    m_named.clear();
    const auto place = [&](const MapArea &area, bool anyway) {
        const double wide =
            (area.geometry->most.x - area.geometry->least.x) * camera.worldUnits() * kNameOverhang;
        const double width = widthOf(area.name);
        if (m_named.size() >= kMostNames || (!anyway && (camera.zoom < kNamesFromZoom || wide < width)))
            return;
        const auto at = placeOfName(*area.geometry, screen, high);
        if (!at)
            return;
        const QRectF box(at->x() - width / 2, at->y() - high / 2, width, high);
        if (std::ranges::any_of(m_named, [&](const QRectF &other) { return other.intersects(box); }))
            return;
        m_named.push_back(box);
        m_picture->names.push_back({.centre = *at, .text = area.name, .ink = inkOf(area.kind)});
    };
    const auto isShown = [&](const MapArea &area) {
        return !m_look->sketching || !feed.sketch || area.id != feed.sketch->instead;
    };
    for (const auto &area : feed.areas)
        if (area.id == m_look->chosen && isShown(area))
            place(area, true);
    for (const auto &area : feed.areas)
        if (area.id != m_look->chosen && isShown(area))
            place(area, false);
}

} // namespace facteo::console
