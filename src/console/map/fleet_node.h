// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_feed.h"
#include "console/map/fleet_picture.h"

#include <QSGGeometryNode>
#include <QSGImageNode>
#include <QSGNode>
#include <memory>
#include <unordered_map>

class QQuickWindow;
class QSGTexture;

namespace facteo::console {

/// The fleet in the scene graph: crowds in one geometry, all dots in another, all halos in a third, few
/// labels as images.
///
/// Only built-in materials (a texture, a plain colour), so every backend but the software one draws it;
/// there FleetLayer shows paintFleet()'s picture instead. Geometries keep their memory from frame to frame.
class FleetNode : public QSGNode
{
public:
    FleetNode(QQuickWindow *window, bool dark);
    ~FleetNode() override;

    /// `pulse` 0 … 1 is the moment in the beat of an unanswered alert.
    void update(const FleetPicture &picture, const FleetFeed &feed, double pulse);

private:
    struct Label
    {
        QSGImageNode *node = nullptr;
        QSizeF size;
        unsigned seen = 0;
    };
    using Vertex = QSGGeometry::TexturedPoint2D;

    [[nodiscard]] QSGGeometryNode *makeNode(QSGTexture *texture);
    [[nodiscard]] Vertex *reserveQuads(QSGGeometryNode *node, std::size_t count);
    [[nodiscard]] Vertex *fillDots(
        Vertex *vertex, const std::vector<FleetPicture::Dot> &dots, double scale) const;
    [[nodiscard]] Vertex *fillPatches(Vertex *vertex, const std::vector<FleetPicture::Patch> &patches) const;
    void fillLines(const FleetPicture &picture);
    void fillDisc(const std::vector<QPointF> &ring);
    void fillLabels(const std::vector<FleetPicture::Label> &labels, const FleetFeed &feed);
    void dropLabel(const Label &label);

    QQuickWindow *m_window;
    FleetAtlas m_atlas;
    std::unique_ptr<QSGTexture> m_atlasTexture;
    std::unique_ptr<QSGTexture> m_lineTexture;
    std::array<QRectF, kSpriteCount> m_boxes;
    std::array<QRectF, kSpriteCount> m_sources; ///< of the texture, 0 … 1
    QSGGeometryNode *m_crowd;
    QSGGeometryNode *m_disc;
    QSGGeometryNode *m_lines;
    QSGOpacityNode *m_beat;
    QSGGeometryNode *m_halos;
    QSGGeometryNode *m_dots;
    QSGNode *m_labels;
    std::vector<Vertex> m_line;
    std::unordered_map<std::uint64_t, Label> m_plates; ///< by row and whether it is an alert's
    const FleetFeed *m_feed = nullptr;                 ///< whose rows those are
    unsigned m_rowsVersion = 0;
    unsigned m_frame = 0;
};

/// The same picture by QPainter, for the software scene graph.
void paintFleet(QPainter &painter, const FleetPicture &picture, const FleetPoints &points,
    const FleetAtlas &atlas, double pulse);

/// The halo grows and fades with the beat; it never goes out altogether.
[[nodiscard]] constexpr double haloScale(double pulse)
{
    return 0.72 + 0.28 * pulse;
}
[[nodiscard]] constexpr double haloOpacity(double pulse)
{
    return 1.0 - 0.55 * pulse;
}

} // namespace facteo::console
