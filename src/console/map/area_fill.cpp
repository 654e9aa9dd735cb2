// SPDX-License-Identifier: Apache-2.0
#include "console/map/area_fill.h"

#include <algorithm>
#include <cmath>

namespace facteo::console {
namespace {

/// Around the view, in views: so far the map can be moved before it is filled again.
constexpr double kViewsAround = 1.5;
constexpr double kLeastInside = 2;

float asSingle(double value)
{
    return static_cast<float>(value);
}

/// Width of one pattern, in parts of the world.
double patternWidth(int level)
{
    return kPatternUnits / (256 * std::exp2(level));
}

} // namespace

QRectF AreaFill::visibleWorld(const Camera &camera) const
{
    const auto corners = camera.visibleCorners();
    const auto [left, right] = std::ranges::minmax(corners, {}, &QPointF::x);
    const auto [top, bottom] = std::ranges::minmax(corners, {}, &QPointF::y);
    const double world = camera.worldUnits();
    return {QPointF(camera.center.x + left.x() / world, camera.center.y + top.y() / world),
        QPointF(camera.center.x + right.x() / world, camera.center.y + bottom.y() / world)};
}

void AreaFill::follow(const AreaFeed &feed, const QString &chosen, bool sketching, const Camera &camera)
{
    const int level = static_cast<int>(std::lround(camera.zoom));
    const auto visible = visibleWorld(camera);
    if (!m_stale && level == m_level && m_filled.contains(visible))
        return;
    m_stale = false;
    m_level = level;
    m_filled = visible.adjusted(-visible.width() * kViewsAround, -visible.height() * kViewsAround,
        visible.width() * kViewsAround, visible.height() * kViewsAround);
    m_leastWidth = kLeastInside / camera.worldUnits();
    // On a whole pattern: it stands where it stood before.
    const double pattern = patternWidth(level);
    m_origin = {.x = std::floor(camera.center.x / pattern) * pattern,
        .y = std::floor(camera.center.y / pattern) * pattern};
    for (auto &vertices : m_vertices)
        vertices.clear();
    ++m_edition;

    const auto *sketch = sketching ? feed.sketch.get() : nullptr;
    for (const auto &area : feed.areas)
        if (!sketch || area.id != sketch->instead)
            append(*area.geometry, inkOf(area.kind),
                area.id == chosen ? AreaStrength::Strong
                : area.watched    ? AreaStrength::Normal
                                  : AreaStrength::Faint);
    if (sketch && sketch->geometry)
        append(*sketch->geometry, inkOf(sketch->kind), AreaStrength::Strong);
}

void AreaFill::append(const AreaGeometry &geometry, AreaInk ink, AreaStrength strength)
{
    const QRectF box(QPointF(geometry.least.x, geometry.least.y), QPointF(geometry.most.x, geometry.most.y));
    if (!box.intersects(m_filled) || std::max(box.width(), box.height()) < m_leastWidth)
        return;
    auto &vertices =
        m_vertices[static_cast<std::size_t>(ink) * kAreaStrengths + static_cast<std::size_t>(strength)];
    const double patterns = 1 / patternWidth(m_level);
    for (const auto &triangle : geometry.triangles)
        for (const auto &corner : triangle) {
            const double x = corner.x - m_origin.x;
            const double y = corner.y - m_origin.y;
            vertices.push_back({asSingle(x), asSingle(y), asSingle(x * patterns), asSingle(y * patterns)});
        }
}

QMatrix4x4 AreaFill::matrix(const Camera &camera) const
{
    const double world = camera.worldUnits();
    const double x = m_origin.x - camera.center.x;
    auto matrix = camera.matrix();
    matrix.translate(asSingle((x - std::round(x)) * world), asSingle((m_origin.y - camera.center.y) * world));
    matrix.scale(asSingle(world));
    return matrix;
}

} // namespace facteo::console
