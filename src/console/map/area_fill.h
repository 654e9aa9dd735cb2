// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/area_feed.h"
#include "console/map/area_style.h"
#include "console/map/camera.h"

#include <QRectF>
#include <QSGGeometry>
#include <array>
#include <vector>

namespace facteo::console {

/// The insides of areas as triangles that lie still while the map moves over them: only a matrix changes from
/// frame to frame. Filled anew when the zoom has gone on by a level or the view has left what was filled.
class AreaFill
{
public:
    using Vertices = std::vector<QSGGeometry::TexturedPoint2D>;

    /// The feed, what is chosen or what is being drawn changed.
    void forget() { m_stale = true; }
    /// Fills again where that is needed for this view.
    void follow(const AreaFeed &feed, const QString &chosen, bool sketching, const Camera &camera);

    /// Triangles in parts of the world's width from origin(); texture coordinates count patterns.
    [[nodiscard]] const Vertices &vertices(AreaInk ink, AreaStrength strength) const
    {
        return m_vertices[static_cast<std::size_t>(ink) * kAreaStrengths +
                          static_cast<std::size_t>(strength)];
    }
    /// From vertices to the screen of this camera.
    [[nodiscard]] QMatrix4x4 matrix(const Camera &camera) const;
    /// Counts fillings: whoever keeps a copy sees that it is an old one.
    [[nodiscard]] unsigned edition() const { return m_edition; }

private:
    void append(const AreaGeometry &geometry, AreaInk ink, AreaStrength strength);
    [[nodiscard]] QRectF visibleWorld(const Camera &camera) const;

    std::array<Vertices, kAreaInks * kAreaStrengths> m_vertices;
    geo::UnitPoint m_origin{};
    int m_level = 0;         ///< whole zoom for which the pattern has its size
    QRectF m_filled;         ///< of the world; outside it nothing may be missing from view
    double m_leastWidth = 0; ///< of the world; narrower areas have no inside that anybody could see
    bool m_stale = true;
    unsigned m_edition = 0;
};

} // namespace facteo::console
