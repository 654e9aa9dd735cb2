// SPDX-License-Identifier: Apache-2.0
#include "console/map/tile_grid.h"
#include "support/registry.h"

#include <QLineF>
#include <QRandomGenerator>
#include <algorithm>
#include <cmath>

namespace facteo::console {

class TileGridTest : public QObject
{
    Q_OBJECT

private slots:
    void EveryPointOfAViewLiesInExactlyOneBlock();
    void ABlockLiesWhereItsPlacesLie();
    void BeyondTheEdgeTheSameBlocksFollow();

private:
    /// Anywhere, every second one where the world is sewn together; zooms in steps, as blocks are painted.
    Camera draw(int view)
    {
        Camera camera;
        camera.size = {1280, 800};
        camera.zoom = std::round(between(4, 19) * maps::TileKey::kZoomSteps) / maps::TileKey::kZoomSteps;
        const double beside = between(-600, 600) / camera.worldUnits();
        camera.center = {view % 2 ? between(0, 1) : beside - std::floor(beside), between(0.3, 0.7)};
        return camera;
    }
    double between(double low, double high) { return low + m_random.generateDouble() * (high - low); }
    static int stepsOf(const Camera &camera)
    {
        return static_cast<int>(std::lround(camera.zoom * maps::TileKey::kZoomSteps));
    }

    QRandomGenerator m_random{20261123};
};

void TileGridTest::EveryPointOfAViewLiesInExactlyOneBlock()
{
    for (int view = 0; view < 300; ++view) {
        const Camera camera = draw(view);
        const auto keys = tile_grid::keysIn(camera, stepsOf(camera), false, camera.visiblePlane());
        for (int i = 0; i < 30; ++i) {
            const QPointF point(between(-639, 639), between(-399, 399));
            const auto found = std::ranges::count_if(keys, [&](const auto &key) {
                const auto place = tile_grid::onPlane(camera, key);
                return point.x() >= place.left() && point.x() < place.right() && point.y() >= place.top() &&
                       point.y() < place.bottom();
            });
            QVERIFY2(found == 1, qPrintable(QStringLiteral("%1 blocks at x %2, zoom %3, centre %4")
                                         .arg(found)
                                         .arg(point.x())
                                         .arg(camera.zoom)
                                         .arg(camera.center.x)));
        }
    }
}

void TileGridTest::ABlockLiesWhereItsPlacesLie()
{
    for (int view = 0; view < 300; ++view) {
        const Camera camera = draw(view);
        for (const auto &key : tile_grid::keysIn(camera, stepsOf(camera), false, camera.visiblePlane())) {
            const auto block = tile_grid::inWorld(key);
            QVERIFY(block.column >= 0 && block.column < tile_grid::columnsAt(block.zoomSteps));
            const double side = 1024 / camera.worldUnits(); // at exactly this zoom
            // A little inside: its corner may belong to both ends of the world.
            const geo::UnitPoint inside{(block.column + 1e-3) * side, (block.row + 1e-3) * side};
            const QPointF expected = camera.toPlane(inside);
            const QPointF corner = tile_grid::onPlane(camera, key).topLeft();
            QVERIFY(QLineF(corner + QPointF(1.024, 1.024), expected).length() < 1e-3);
        }
    }
}

void TileGridTest::BeyondTheEdgeTheSameBlocksFollow()
{
    constexpr int kSteps = 5 * maps::TileKey::kZoomSteps + 20; // 9.9 columns
    QCOMPARE(tile_grid::columnsAt(kSteps), 10);
    const auto at = [](int column) { return maps::TileKey{.zoomSteps = kSteps, .column = column, .row = 3}; };
    QCOMPARE(tile_grid::inWorld(at(10)), at(0));
    QCOMPARE(tile_grid::inWorld(at(-1)), at(9));
    QCOMPARE(tile_grid::inWorld(at(-20)), at(0));
    QCOMPARE(tile_grid::inWorld(at(9)), at(9));
    QCOMPARE(tile_grid::partInWorld(at(8)), 1.0);
    QVERIFY(std::abs(tile_grid::partInWorld(at(-1)) - (8 * std::exp2(20.0 / 64) - 9)) < 1e-9);
}

} // namespace facteo::console

using facteo::console::TileGridTest;
FACTEO_TEST(TileGridTest);
#include "tile_grid_test.moc"
