// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/mercator.h"

#include <QObject>
#include <QString>
#include <QtQmlIntegration/qqmlintegration.h>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace facteo::console {

/// How old the last position is. Shown by shape and fade, never by colour alone.
enum class Freshness : std::uint8_t { Fresh, Ageing, Stale, Lost };

/// What the dot says besides its age.
enum class DotState : std::uint8_t {
    NoPosition, ///< known, but not on the map: sharing off, off duty, on break, or never heard of
    OnRound,
    OnTask,      ///< on his way to a task or busy with it
    AlertInHand, ///< an alert somebody looks after
    Alert,       ///< an alert nobody has answered
};

/// Everybody on the map, one row per handset, columns of equal length.
///
/// The row of a handset may change from one publication to the next; its id is what stays.
struct FleetPoints
{
    std::vector<QString> handset;
    std::vector<QString> label;           ///< name or round, shown at close zoom
    std::vector<geo::UnitPoint> position; ///< at the last fix
    std::vector<geo::UnitPoint> previous; ///< where the dot stood before: it glides from there once
    std::vector<float> headingDegrees;    ///< true course 0 … 360; NaN when standing or unknown
    std::vector<float> accuracyMetres;    ///< radius of 68 % confidence; 0 when unknown
    std::vector<Freshness> freshness;
    std::vector<DotState> state;
    std::vector<std::uint8_t> exercise; ///< 1 when it belongs to an exercise or a training session

    [[nodiscard]] std::size_t size() const { return handset.size(); }
    /// Gives every column this many rows.
    void resize(std::size_t rows)
    {
        handset.resize(rows);
        label.resize(rows);
        position.resize(rows);
        previous.resize(rows);
        headingDegrees.resize(rows);
        accuracyMetres.resize(rows);
        freshness.resize(rows);
        state.resize(rows);
        exercise.resize(rows);
    }
};

/// The place where the console's fleet model puts the dots and the fleet layer fetches them. GUI thread only.
///
/// The model fills `points` and calls publish() at most ten times a second; a layer that is not shown costs
/// nothing. One feed may have several layers (two windows, an overview map).
class FleetFeed : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A model owns its feed")

public:
    using QObject::QObject;

    FleetPoints points;
    /// The way of the selected handset, oldest first; empty when nobody is selected or nobody may look.
    std::vector<geo::UnitPoint> trail;

    /// Says that `points` changed. `moved` is false when only states or labels did: then no dot glides.
    void publish(bool moved = true) { emit published(moved); }
    /// Says that `trail` changed.
    void publishTrail() { emit trailPublished(); }

signals:
    void published(bool moved);
    void trailPublished();
};

} // namespace facteo::console
