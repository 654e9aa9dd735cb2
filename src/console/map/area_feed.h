// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/areas.h"

#include <QObject>
#include <QString>
#include <QtQmlIntegration/qqmlintegration.h>
#include <array>
#include <memory>
#include <vector>

namespace facteo::console {

/// One outline, made ready for drawing and asking. Costs some milliseconds where an outline of a thousand
/// corners crosses itself, microseconds otherwise.
struct AreaGeometry
{
    explicit AreaGeometry(geo::Shape outline);

    geo::Shape shape;
    geo::Area area;
    std::vector<geo::UnitPoint> ring; ///< the border; the last point joins the first
    std::vector<std::array<geo::UnitPoint, 3>> triangles;
    geo::UnitPoint label; ///< inside
    geo::UnitPoint least; ///< north-west corner of a box around it
    geo::UnitPoint most;  ///< south-east corner
};

/// A geofence as the map shows it.
struct MapArea
{
    QString id;
    QString name;
    protocol::GeofenceKind kind = protocol::GeofenceKind::SensitivePlace;
    bool watched = true; ///< now, by its calendar
    std::shared_ptr<const AreaGeometry> geometry;
};

/// What somebody is drawing.
struct AreaSketch
{
    QString instead; ///< id of the area that is drawn anew, and not shown meanwhile; empty for a new one
    protocol::GeofenceKind kind = protocol::GeofenceKind::SensitivePlace;
    std::vector<geo::UnitPoint> line;             ///< while the outline is open: its corners so far
    std::shared_ptr<const AreaGeometry> geometry; ///< once it is closed; null before
};

/// The place where the console's geofence model puts the areas and the area layer fetches them. GUI thread
/// only.
///
/// The model fills it and calls publish(). One feed may have several layers.
class AreaFeed : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A model owns its feed")

public:
    using QObject::QObject;

    std::vector<MapArea> areas;               ///< larger ones first: they are drawn below smaller ones
    std::shared_ptr<const AreaSketch> sketch; ///< null while nobody draws

    void publish() { emit published(); }

signals:
    void published();
};

} // namespace facteo::console
