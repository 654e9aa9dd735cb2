// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_picture.h"

#include <QHash>
#include <QSGGeometryNode>
#include <QSGImageNode>
#include <QSGNode>
#include <memory>

class QQuickWindow;
class QSGTexture;

namespace facteo::console {

/// The fleet in the scene graph: all dots in one geometry, all halos in another, few labels as images.
///
/// Only built-in materials (a texture, a plain colour), so every backend but the software one draws it;
/// there FleetLayer shows paintFleet()'s picture instead.
class FleetNode : public QSGNode
{
public:
    FleetNode(QQuickWindow *window, bool dark);
    ~FleetNode() override;

    /// `pulse` 0 … 1 is the moment in the beat of an unanswered alert.
    void update(const FleetPicture &picture, double pulse);
    [[nodiscard]] bool isFor(double ratio, bool dark) const
    {
        return ratio == m_atlas.ratio() && dark == m_dark;
    }

private:
    struct Label
    {
        QSGImageNode *node = nullptr;
        QSizeF size;
        unsigned seen = 0;
    };

    [[nodiscard]] QSGGeometryNode *makeNode(QSGTexture *texture);
    void fillQuads(QSGGeometryNode *node, const std::vector<FleetPicture::Dot> &dots, double scale);
    void fillLines(const std::vector<QPolygonF> &lines, const QPolygonF &ring);
    void fillDisc(const QPolygonF &ring);
    void fillLabels(const std::vector<FleetPicture::Label> &labels);

    QQuickWindow *m_window;
    bool m_dark;
    FleetAtlas m_atlas;
    std::unique_ptr<QSGTexture> m_atlasTexture;
    std::unique_ptr<QSGTexture> m_lineTexture;
    QSGGeometryNode *m_disc;
    QSGGeometryNode *m_lines;
    QSGOpacityNode *m_beat;
    QSGGeometryNode *m_halos;
    QSGGeometryNode *m_dots;
    QSGNode *m_labels;
    QHash<QString, Label> m_plates;
    unsigned m_frame = 0;
};

/// The same picture by QPainter, for the software scene graph.
void paintFleet(
    QPainter &painter, const FleetPicture &picture, const FleetAtlas &atlas, double pulse, bool dark);

} // namespace facteo::console
