// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/mercator.h"

#include <QObject>
#include <QString>
#include <QtQmlIntegration/qqmlintegration.h>
#include <memory>
#include <optional>
#include <vector>

namespace facteo::console {

/// A way of the past as the map shows it.
struct MapTrail
{
    struct Point
    {
        geo::UnitPoint place;
        protocol::Instant at;
    };

    std::vector<Point> points;         ///< in order of time
    std::vector<std::size_t> ends;     ///< of its pieces, as places in `points`; between two nothing is known
    std::vector<geo::UnitPoint> stops; ///< numbered from 1 in this order
};

/// Where somebody was at an instant, and where he went on to.
struct TrailMarker
{
    geo::UnitPoint place;
    protocol::Instant at;

    bool operator==(const TrailMarker &other) const
    {
        return place.x == other.place.x && place.y == other.place.y && at == other.at;
    }
};

/// A circle that somebody asks about.
struct TrailCircle
{
    protocol::Position center;
    double radiusMetres = 0;
};

/// The place where the console's look at the past is put and the trail layer fetches it. GUI thread only.
class TrailFeed : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A model owns its feed")

public:
    using QObject::QObject;

    std::shared_ptr<const MapTrail> trail; ///< null: none is shown
    protocol::Instant until;               ///< what lies before is the way he had gone by then
    std::optional<TrailMarker> marker;     ///< none where nobody knows where he was
    std::optional<TrailCircle> circle;

    void publish() { emit published(); }

signals:
    void published();
};

} // namespace facteo::console
