// SPDX-License-Identifier: Apache-2.0
#include "console/map/tile_grid.h"

#include "maps/paint.h"

#include <algorithm>
#include <cmath>

namespace facteo::console::tile_grid {
namespace {

/// A tilted view towards the horizon could ask for any number.
constexpr std::size_t kMostVisible = 60;

/// Of the world's side, a fraction of one included.
double blocksAt(int zoomSteps)
{
    return std::exp2(maps::TileKey{.zoomSteps = zoomSteps}.zoom()) * 256 / maps::kBlockUnits;
}

/// How many times around the world, eastwards.
int copyOf(const maps::TileKey &key)
{
    const int columns = columnsAt(key.zoomSteps);
    return (key.column - inWorld(key).column) / columns;
}

} // namespace

int columnsAt(int zoomSteps)
{
    return static_cast<int>(std::ceil(blocksAt(zoomSteps)));
}

maps::TileKey inWorld(maps::TileKey key)
{
    const int columns = columnsAt(key.zoomSteps);
    key.column = (key.column % columns + columns) % columns;
    return key;
}

double partInWorld(const maps::TileKey &key)
{
    return std::min(1.0, blocksAt(key.zoomSteps) - inWorld(key).column);
}

QRectF onPlane(const Camera &camera, const maps::TileKey &key)
{
    const double side = maps::kBlockUnits * std::exp2(camera.zoom - key.zoom());
    const double world = camera.worldUnits();
    const double x = (copyOf(key) - camera.center.x) * world + inWorld(key).column * side;
    return {x, key.row * side - camera.center.y * world, side * partInWorld(key), side};
}

std::vector<maps::TileKey> keysIn(const Camera &camera, int zoomSteps, bool dark, const QPolygonF &plane)
{
    const auto box = plane.boundingRect();
    const double world = camera.worldUnits();
    const double blocks = blocksAt(zoomSteps);
    const int columns = columnsAt(zoomSteps);
    const auto columnAt = [&](double x) {
        const double place = camera.center.x + std::clamp(x / world, -0.5, 0.5);
        const double copy = std::floor(place);
        return static_cast<int>(copy) * columns + static_cast<int>((place - copy) * blocks);
    };
    const auto rowAt = [&](double y) {
        return static_cast<int>(
            std::clamp(std::floor((camera.center.y + y / world) * blocks), 0.0, columns - 1.0));
    };
    std::vector<maps::TileKey> keys;
    for (int row = rowAt(box.top()); row <= rowAt(box.bottom()); ++row) {
        for (int column = columnAt(box.left()); column <= columnAt(box.right()); ++column) {
            const maps::TileKey key{zoomSteps, column, row, dark};
            if (plane.intersects(QPolygonF(onPlane(camera, key))))
                keys.push_back(key);
        }
        if (keys.size() > 1000)
            break;
    }
    std::ranges::sort(keys, {}, [&](const maps::TileKey &key) {
        const QPointF middle = onPlane(camera, key).center();
        return QPointF::dotProduct(middle, middle);
    });
    if (keys.size() > kMostVisible)
        keys.resize(kMostVisible);
    return keys;
}

} // namespace facteo::console::tile_grid
