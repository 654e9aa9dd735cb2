// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/area_fill.h"
#include "console/map/area_picture.h"
#include "console/map/line_ribbon.h"

#include <QHash>
#include <QSGGeometryNode>
#include <QSGImageNode>
#include <QSGNode>
#include <array>
#include <memory>

class QPainter;
class QQuickWindow;
class QSGTexture;

namespace facteo::console {

/// The areas in the scene graph: one geometry for each pattern, one for all borders, names as images.
///
/// Only built-in materials, so every backend but the software one draws it; there AreaLayer shows
/// paintAreas()' picture instead.
class AreaNode : public QSGNode
{
public:
    AreaNode(QQuickWindow *window, bool dark);
    ~AreaNode() override;

    /// `opacity` of insides and borders; names are for reading.
    void update(const AreaFill &fill, const AreaPicture &picture, const Camera &camera, double opacity);

private:
    struct Name
    {
        QSGImageNode *node = nullptr;
        QSizeF size;
        unsigned seen = 0;
    };

    void makeInside(AreaInk ink, AreaStrength strength);
    void fillInsides(const AreaFill &fill);
    void fillBorders(const AreaPicture &picture);
    void placeNames(const AreaPicture &picture);

    QQuickWindow *m_window;
    bool m_dark;
    double m_ratio;
    std::vector<std::unique_ptr<QSGTexture>> m_patterns;
    QSGOpacityNode *m_ground;
    QSGTransformNode *m_plane;
    std::array<QSGGeometryNode *, kAreaInks * kAreaStrengths> m_insides{};
    RibbonNode *m_borders;
    QSGNode *m_names;
    QHash<QString, Name> m_images;
    unsigned m_edition = 0;
    unsigned m_frame = 0;
};

/// The same by QPainter, for the software scene graph.
void paintAreas(QPainter &painter, const AreaFill &fill, const AreaPicture &picture, const Camera &camera,
    double opacity, bool dark);

} // namespace facteo::console
