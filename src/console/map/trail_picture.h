// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/camera.h"
#include "console/map/trail_feed.h"

#include <span>

namespace facteo::console {

/// What the trail layer draws for one view. Everything in units of the item.
struct TrailPicture
{
    /// A piece of line without a break.
    struct Stroke
    {
        std::size_t begin = 0; ///< of its points in `points`
        std::size_t end = 0;
        bool walked = false; ///< before the instant that is shown
    };
    struct Stop
    {
        QPointF at;
        int number = 0;
    };

    std::vector<QPointF> points;
    std::vector<Stroke> strokes;
    std::vector<Stop> stops; ///< the latest last: it lies above those before
    std::optional<QPointF> marker;
    std::vector<QPointF> circle; ///< a ring, closed

    [[nodiscard]] std::span<const QPointF> of(const Stroke &stroke) const
    {
        return std::span(points).subspan(stroke.begin, stroke.end - stroke.begin);
    }
    void clear();
};

/// Lays a trail out for a view: only what can be seen, and of that only points that a screen can tell apart.
///
/// Which points a zoom needs is found once for each whole level: a pan costs what is in view. 10,000 points
/// of a day: 0.1 ms to thin out, some hundred left at the zoom that shows them all.
class TrailLayout
{
public:
    /// `picture` keeps its memory.
    void lay(const TrailFeed &feed, const Camera &camera, TrailPicture &picture);

private:
    void thin();
    void addPieces(const TrailFeed &feed, const Camera &camera, TrailPicture &picture) const;

    std::shared_ptr<const MapTrail> m_trail; ///< whose points those are
    int m_level = -1;
    std::vector<MapTrail::Point> m_points;
    std::vector<std::size_t> m_ends;
};

} // namespace facteo::console
