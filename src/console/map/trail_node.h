// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/line_ribbon.h"
#include "console/map/trail_picture.h"

#include <QHash>
#include <QSGImageNode>
#include <QSGNode>

class QPainter;
class QQuickWindow;

namespace facteo::console {

/// A trail in the scene graph: all lines in one geometry, signs as images.
///
/// Only built-in materials, so every backend but the software one draws it; there TrailLayer shows
/// paintTrail()'s picture instead.
class TrailNode : public QSGNode
{
public:
    TrailNode(QQuickWindow *window, bool dark);

    void update(const TrailPicture &picture);

private:
    void fillLines(const TrailPicture &picture);
    void place(QSGImageNode *sign, QPointF middle) const;
    [[nodiscard]] QSGImageNode *signOf(const QImage &image);

    QQuickWindow *m_window;
    bool m_dark;
    double m_ratio;
    RibbonNode *m_lines;
    QSGNode *m_stops;
    QSGImageNode *m_marker;
    QHash<int, QSGImageNode *> m_numbers; ///< those that are in the picture
};

/// The same by QPainter, for the software scene graph.
void paintTrail(QPainter &painter, const TrailPicture &picture, bool dark);

} // namespace facteo::console
