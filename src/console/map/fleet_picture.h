// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/camera.h"
#include "console/map/fleet_atlas.h"

#include <QPolygonF>
#include <QString>
#include <optional>
#include <vector>

namespace facteo::console {

/// What the fleet looks like through a camera at one moment: sprites, names and lines on the screen.
///
/// Plain values, drawn by FleetNode (scene graph) or by paint() (where the scene graph draws no geometry).
struct FleetPicture
{
    struct Dot
    {
        float x;
        float y;
        float turn; ///< radians clockwise
        float scale;
        Sprite sprite;
    };
    struct Label
    {
        QString text;
        QPointF topLeft;
        bool alert;
    };

    std::vector<Dot> halos; ///< pulse together, below the dots
    std::vector<Dot> dots;  ///< in the order of drawing
    std::vector<Label> labels;
    std::vector<QPolygonF> trail;
    QPolygonF accuracy; ///< around the selected; empty when unknown

    /// Row and place of everybody who can be seen and hit, the topmost last.
    struct Seen
    {
        std::size_t row;
        QPointF at;
    };
    std::vector<Seen> seen;

    /// The row whose dot is nearest, within 22 units; an alert is preferred to what it covers.
    [[nodiscard]] std::optional<std::size_t> hit(QPointF at, const FleetPoints &points) const;
};

struct FleetLook
{
    Camera camera;
    QString selected; ///< handset id; empty: nobody
    double glide = 1; ///< 0: at the previous position … 1: at the fix
    double labelsFromZoom = 15.5;
    bool labels = true;
};

/// Lays out the whole fleet. About 0.1 µs a dot that is out of sight, 0.3 µs one in sight.
///
/// From 3,000 in sight on, ordinary dots keep to one per 4-unit cell: what is under them could not be seen.
[[nodiscard]] FleetPicture pictureOf(
    const FleetPoints &points, const std::vector<geo::UnitPoint> &trail, const FleetLook &look);

} // namespace facteo::console
