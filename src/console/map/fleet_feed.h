// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_index.h"
#include "console/map/key_table.h"

#include <QElapsedTimer>
#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
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
/// The model changes rows and calls publish() at most ten times a second. A publication costs what moved; the
/// order along the ground is made when a layer asks for it. One feed may have several layers (two windows, an
/// overview map). Nothing is allocated after the rows are there.
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
    /// Shorter, a glide is a jump; longer, the picture would lag behind what is known.
    static constexpr std::int64_t kShortestGlideMs = 300;
    static constexpr std::int64_t kLongestGlideMs = 12'000;

    [[nodiscard]] Glide glideTo(
        std::uint32_t row, geo::UnitPoint place, std::int64_t ms, std::int64_t now) const;
    void stand(std::uint32_t row, DotState state, Freshness freshness);

    FleetPoints m_points;
    KeyIndex<QString> m_rowOf{{&m_points.handset}};
    FleetIndex m_index;
    FleetIndex m_byRound;
    unsigned m_rowsVersion = 0;
    QElapsedTimer m_running;
    Clock m_clock;
    std::optional<std::int64_t> m_moment; ///< of the changes that are not published yet
};

// Here, because it runs for everybody every second.

/// How the row stands at its place, which the orders hear of.
inline void FleetFeed::stand(std::uint32_t row, DotState state, Freshness freshness)
{
    auto &points = m_points;
    if (points.state[row] == DotState::RoundOnly && state != DotState::RoundOnly)
        m_byRound.take(row);
    if (points.isOnMap(row) && state < DotState::OnRound)
        m_index.take(row);
    points.state[row] = state;
    points.freshness[row] = freshness;
    if (points.isOnMap(row))
        m_index.put(row, points.position[row], points.standing(row));
    else if (state == DotState::RoundOnly)
        m_byRound.put(row, points.position[row], points.standing(row));
}

inline Glide FleetFeed::glideTo(
    std::uint32_t row, geo::UnitPoint place, std::int64_t ms, std::int64_t now) const
{
    const auto here = m_points.placeAt(row, now, std::numeric_limits<std::int64_t>::max());
    const double x = here.x - place.x;
    const double y = here.y - place.y;
    if (std::max(std::abs(x), std::abs(y)) > kLongestGlide)
        return {};
    return {.x = static_cast<float>(x),
        .y = static_cast<float>(y),
        .since = static_cast<std::uint32_t>(now),
        .ms = static_cast<std::uint16_t>(std::clamp(ms, kShortestGlideMs, kLongestGlideMs))};
}

inline void FleetFeed::place(std::uint32_t row, const DotFix &fix, DotState state, Freshness freshness)
{
    auto &points = m_points;
    if (!m_moment)
        m_moment = m_clock();
    const auto ms = fix.interval.count();
    points.glide[row] = ms > 0 && freshness == Freshness::Fresh && points.isOnMap(row)
                            ? glideTo(row, fix.position, ms, *m_moment)
                            : Glide{};
    points.position[row] = fix.position;
    points.headingDegrees[row] = fix.headingDegrees;
    points.accuracyMetres[row] = fix.accuracyMetres;
    stand(row, state, freshness);
}

} // namespace facteo::console
