// SPDX-License-Identifier: Apache-2.0
#include "console/map/trail_picture.h"

#include "geo/distance.h"

#include <cmath>

namespace facteo::console {
namespace {

/// Points closer together than this on the screen say nothing more.
constexpr double kLeastStepUnits = 1.5;
/// What a line and a sign may reach beyond their points.
constexpr double kMarginUnits = 24;
constexpr int kCircleCorners = 96;
constexpr double kWorldUnitsAtZero = 256;

/// A line that may leave the view and come back: each stretch in view becomes a stroke.
class StrokeCutter
{
public:
    StrokeCutter(TrailPicture &picture, const Camera &camera) : m_picture(picture), m_camera(camera)
    {
        m_view =
            QRectF(QPointF(), camera.size).adjusted(-kMarginUnits, -kMarginUnits, kMarginUnits, kMarginUnits);
    }

    void add(geo::UnitPoint point, bool walked)
    {
        const auto at = m_camera.toScreen(point);
        if (!at)
            return end();
        if (m_before && mayBeSeen(*m_before, *at)) {
            if (!m_open)
                begin(*m_before, walked);
            m_picture.points.push_back(*at);
        } else if (m_open) {
            close();
        }
        m_before = at;
    }

    void end()
    {
        if (m_open)
            close();
        m_before.reset();
    }

private:
    [[nodiscard]] bool mayBeSeen(QPointF a, QPointF b) const
    {
        return std::max(a.x(), b.x()) >= m_view.left() && std::min(a.x(), b.x()) <= m_view.right() &&
               std::max(a.y(), b.y()) >= m_view.top() && std::min(a.y(), b.y()) <= m_view.bottom();
    }

    void begin(QPointF first, bool walked)
    {
        m_open = TrailPicture::Stroke{.begin = m_picture.points.size(), .end = 0, .walked = walked};
        m_picture.points.push_back(first);
    }

    void close()
    {
        m_open->end = m_picture.points.size();
        m_picture.strokes.push_back(*m_open);
        m_open.reset();
    }

    TrailPicture &m_picture;
    const Camera &m_camera;
    QRectF m_view;
    std::optional<QPointF> m_before;
    std::optional<TrailPicture::Stroke> m_open;
};

std::vector<QPointF> ringAround(const TrailCircle &circle, const Camera &camera)
{
    std::vector<QPointF> ring;
    ring.reserve(kCircleCorners);
    for (int i = 0; i < kCircleCorners; ++i) {
        const auto corner = geo::destination(circle.center, 360.0 * i / kCircleCorners, circle.radiusMetres);
        const auto at = camera.toScreen(geo::toUnit(corner));
        if (!at)
            return {};
        ring.push_back(*at);
    }
    return ring;
}

} // namespace

void TrailPicture::clear()
{
    points.clear();
    strokes.clear();
    stops.clear();
    circle.clear();
    marker.reset();
}

void TrailLayout::lay(const TrailFeed &feed, const Camera &camera, TrailPicture &picture)
{
    picture.clear();
    const int level = static_cast<int>(std::ceil(camera.zoom));
    if (feed.trail != m_trail || level != m_level) {
        m_trail = feed.trail;
        m_level = level;
        thin();
    }
    if (feed.circle)
        picture.circle = ringAround(*feed.circle, camera);
    if (!m_trail)
        return;
    addPieces(feed, camera, picture);
    const auto view =
        QRectF(QPointF(), camera.size).adjusted(-kMarginUnits, -kMarginUnits, kMarginUnits, kMarginUnits);
    for (std::size_t i = 0; i < m_trail->stops.size(); ++i)
        if (const auto at = camera.toScreen(m_trail->stops[i]); at && view.contains(*at))
            picture.stops.push_back({.at = *at, .number = static_cast<int>(i) + 1});
    if (feed.marker)
        picture.marker = camera.toScreen(feed.marker->place);
}

/// The first and the last point of a piece stay, and so does every one that is a step away from the last that
/// stayed.
void TrailLayout::thin()
{
    m_points.clear();
    m_ends.clear();
    if (!m_trail)
        return;
    const double least = kLeastStepUnits / (kWorldUnitsAtZero * std::exp2(m_level));
    std::size_t begin = 0;
    for (const auto end : m_trail->ends) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto &point = m_trail->points[i];
            const bool isEnd = i == begin || i + 1 == end;
            if (isEnd || std::hypot(point.place.x - m_points.back().place.x,
                             point.place.y - m_points.back().place.y) >= least)
                m_points.push_back(point);
        }
        m_ends.push_back(m_points.size());
        begin = end;
    }
}

void TrailLayout::addPieces(const TrailFeed &feed, const Camera &camera, TrailPicture &picture) const
{
    StrokeCutter line(picture, camera);
    std::size_t begin = 0;
    for (const auto end : m_ends) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto &point = m_points[i];
            const bool walked = point.at <= feed.until;
            // The line changes where he was at that instant, not at the point before or after.
            if (!walked && i > begin && m_points[i - 1].at <= feed.until) {
                const auto turn = feed.marker ? feed.marker->place : m_points[i - 1].place;
                line.add(turn, true);
                line.end();
                line.add(turn, false);
            }
            line.add(point.place, walked);
        }
        line.end();
        begin = end;
    }
}

} // namespace facteo::console
