// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/camera.h"
#include "maps/tile_cache.h"

#include <QColor>
#include <QSGImageNode>
#include <QSGNode>
#include <QSGRectangleNode>
#include <QSGTransformNode>
#include <memory>
#include <unordered_map>
#include <vector>

class QQuickWindow;

namespace facteo::console {

/// The tile layer in the scene graph: a ground, and above it blocks in the order in which they are shown.
///
/// Uses only the nodes that every backend draws, the software one included.
class TileNode : public QSGNode
{
public:
    explicit TileNode(QQuickWindow *window);
    ~TileNode() override;

    void begin(const QColor &ground, const Camera &camera);
    /// Shows a part of the picture's width, from its left edge. `plane`: where this part lies on the camera's
    /// plane.
    void show(
        const maps::TileKey &key, const QImage &image, double part, const QRectF &plane, double opacity);
    /// Lets go of the blocks that were not shown since begin().
    void end();

private:
    struct Block
    {
        QSGOpacityNode *fade = nullptr;
        QSGImageNode *picture = nullptr;
        qint64 imageKey = 0;
        unsigned seen = 0;
    };

    void setPicture(Block &block, const QImage &image, double part);

    QQuickWindow *m_window;
    QSGRectangleNode *m_ground;
    QSGTransformNode *m_plane;
    std::unordered_map<maps::TileKey, Block, std::size_t (*)(const maps::TileKey &)> m_blocks;
    std::vector<QSGOpacityNode *> m_order;
    std::vector<QSGOpacityNode *> m_lastOrder;
    Camera m_camera;
    unsigned m_frame = 0;
};

} // namespace facteo::console
