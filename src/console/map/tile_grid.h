// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/camera.h"
#include "maps/tile_cache.h"

#include <QRectF>
#include <vector>

/// Where the blocks of the ground lie on a camera's plane.
///
/// The world goes on beyond the 180th meridian, as it does for Camera::toPlane: the columns of its next copy
/// in the east have numbers from columnsAt() on, those of the one in the west negative ones.
namespace facteo::console::tile_grid {

/// How many columns of blocks the world has at this zoom; the last one may reach beyond it.
[[nodiscard]] int columnsAt(int zoomSteps);

/// The block of the world whose picture this is.
[[nodiscard]] maps::TileKey inWorld(maps::TileKey key);

/// Which part of a block's width lies in the world, from its western edge; 0 … 1.
[[nodiscard]] double partInWorld(const maps::TileKey &key);

/// Where this part lies, units.
[[nodiscard]] QRectF onPlane(const Camera &camera, const maps::TileKey &key);

/// The blocks that a convex part of the plane needs, the nearest to the centre first. Not farther than half
/// the world in the east and in the west: there nobody else is drawn, either.
[[nodiscard]] std::vector<maps::TileKey> keysIn(
    const Camera &camera, int zoomSteps, bool dark, const QPolygonF &plane);

} // namespace facteo::console::tile_grid
