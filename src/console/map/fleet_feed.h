// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_index.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>
#include <chrono>
#include <functional>
#include <optional>
#include <span>

namespace facteo::console {

/// A position that a handset reported.
struct DotFix
{
    geo::UnitPoint position;
    float headingDegrees = 0; ///< true course 0 … 360; NaN when standing or unknown
    float accuracyMetres = 0; ///< radius of 68 % confidence; 0 when unknown
    /// Since the fix before it: so long the dot is on its way here. 0: it does not glide.
    std::chrono::milliseconds interval{0};
};

/// The place where the console's fleet model puts the dots and the fleet layers fetch them. GUI thread only.
///
/// The model changes rows and calls publish() at most ten times a second. What changed is remembered by row,
/// so that a publication costs what moved; and a layer that is not shown costs nothing. One feed may have
/// several layers (two windows, an overview map). Nothing is allocated after the rows are there.
class FleetFeed : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A model owns its feed")

public:
    /// Milliseconds that only grow.
    using Clock = std::function<std::int64_t()>;

    explicit FleetFeed(QObject *parent = nullptr);

    [[nodiscard]] const FleetPoints &points() const { return m_points; }
    [[nodiscard]] std::optional<std::uint32_t> rowOf(const QString &handset) const;
    /// Grows whenever rows were added, removed or named anew.
    [[nodiscard]] unsigned rowsVersion() const { return m_rowsVersion; }
    /// Everybody with a position, in order along the ground; brought up to date here.
    [[nodiscard]] const FleetIndex &index();
    /// Those of whom only the round is known, likewise.
    [[nodiscard]] const FleetIndex &byRound();
    [[nodiscard]] std::int64_t now() const { return m_clock(); }
    /// For films: the clock of all glides.
    void setClock(Clock clock);

    /// So many rows will be added: asked for once, they take no more memory than they need.
    void reserve(std::size_t more);
    /// Appends a row, without a position.
    std::uint32_t add(const QString &handset, const QString &label);
    /// Row i becomes what was row `rows[i]`; whoever is not named goes. Precondition: each at most once.
    void keep(std::span<const std::uint32_t> rows);
    void setLabel(std::uint32_t row, const QString &label);

    /// Where he is, and that he is on the map. Whoever was not there before does not fly in from afar.
    void place(std::uint32_t row, const DotFix &fix, DotState state, Freshness freshness);
    /// He has no position (any more).
    void remove(std::uint32_t row);
    /// He shares no position; his mark stands at his round. `freshness` is of the last scan of his work.
    void placeByRound(std::uint32_t row, geo::UnitPoint round, Freshness freshness);
    /// Precondition: he is on the map, and stays there.
    void setState(std::uint32_t row, DotState state);
    void setExercise(std::uint32_t row, bool exercise);
    void setFreshness(std::uint32_t row, Freshness freshness);
    /// Tells the layers. Everything that changed since the last time changed at one moment.
    void publish();

    /// The way of the selected handset, oldest first; empty when nobody is selected or nobody may look.
    std::vector<geo::UnitPoint> trail;
    /// Says that `trail` changed.
    void publishTrail() { emit trailPublished(); }

signals:
    void published();
    void trailPublished();

private:
    void touch(std::uint32_t row);

    FleetPoints m_points;
    QHash<QString, std::uint32_t> m_rowOf;
    FleetIndex m_index{FleetIndex::Whom::OnMap};
    FleetIndex m_byRound{FleetIndex::Whom::ByRound};
    std::vector<std::uint32_t> m_touched; ///< rows that the indices have not seen since they changed
    std::vector<std::uint8_t> m_isTouched;
    unsigned m_rowsVersion = 0;
    QElapsedTimer m_running;
    Clock m_clock;
    std::optional<std::int64_t> m_moment; ///< of the changes that are not published yet
};

} // namespace facteo::console
