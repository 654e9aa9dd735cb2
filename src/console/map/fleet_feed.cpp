// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_feed.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace facteo::console {
namespace {

/// Shorter, a glide is a jump; longer, the picture would lag behind what is known.
constexpr std::int64_t kShortestGlideMs = 300;
constexpr std::int64_t kLongestGlideMs = 12'000;

bool isFar(geo::UnitPoint a, geo::UnitPoint b)
{
    return std::max(std::abs(a.x - b.x), std::abs(a.y - b.y)) > kLongestGlide;
}

} // namespace

FleetFeed::FleetFeed(QObject *parent) : QObject(parent)
{
    m_running.start();
    m_clock = [this] { return m_running.elapsed(); };
}

void FleetFeed::setClock(Clock clock)
{
    m_clock = std::move(clock);
}

std::optional<std::uint32_t> FleetFeed::rowOf(const QString &handset) const
{
    const auto found = m_rowOf.constFind(handset);
    return found == m_rowOf.constEnd() ? std::nullopt : std::optional(*found);
}

void FleetFeed::touch(std::uint32_t row)
{
    if (m_isTouched[row])
        return;
    m_isTouched[row] = 1;
    m_touched.push_back(row);
}

void FleetFeed::publish()
{
    m_moment.reset();
    emit published();
}

const FleetIndex &FleetFeed::index()
{
    if (!m_touched.empty()) {
        m_index.update(m_points, m_touched);
        m_byRound.update(m_points, m_touched);
        for (const auto row : m_touched)
            m_isTouched[row] = 0;
        m_touched.clear();
    }
    return m_index;
}

const FleetIndex &FleetFeed::byRound()
{
    (void)index();
    return m_byRound;
}

void FleetFeed::reserve(std::size_t more)
{
    const auto count = m_points.size() + more;
    auto &points = m_points;
    points.handset.reserve(count);
    points.label.reserve(count);
    points.position.reserve(count);
    points.from.reserve(count);
    points.since.reserve(count);
    points.glideMs.reserve(count);
    points.headingDegrees.reserve(count);
    points.accuracyMetres.reserve(count);
    points.freshness.reserve(count);
    points.state.reserve(count);
    points.exercise.reserve(count);
    m_isTouched.reserve(count);
    m_rowOf.reserve(static_cast<qsizetype>(count));
}

std::uint32_t FleetFeed::add(const QString &handset, const QString &label)
{
    const auto row = static_cast<std::uint32_t>(m_points.size());
    auto &points = m_points;
    points.handset.push_back(handset);
    points.label.push_back(label);
    points.position.emplace_back();
    points.from.emplace_back();
    points.since.push_back(0);
    points.glideMs.push_back(0);
    points.headingDegrees.push_back(std::numeric_limits<float>::quiet_NaN());
    points.accuracyMetres.push_back(0);
    points.freshness.push_back(Freshness::Lost);
    points.state.push_back(DotState::NoPosition);
    points.exercise.push_back(0);
    m_isTouched.push_back(0);
    m_touched.reserve(m_isTouched.capacity());
    m_rowOf.insert(handset, row);
    ++m_rowsVersion;
    return row;
}

void FleetFeed::keep(std::span<const std::uint32_t> rows)
{
    const auto gather = [rows](auto &column) {
        std::remove_reference_t<decltype(column)> kept;
        kept.reserve(rows.size());
        for (const auto row : rows)
            kept.push_back(std::move(column[row]));
        column = std::move(kept);
    };
    auto &points = m_points;
    gather(points.handset);
    gather(points.label);
    gather(points.position);
    gather(points.from);
    gather(points.since);
    gather(points.glideMs);
    gather(points.headingDegrees);
    gather(points.accuracyMetres);
    gather(points.freshness);
    gather(points.state);
    gather(points.exercise);
    m_rowOf.clear();
    for (std::uint32_t row = 0; row < points.size(); ++row)
        m_rowOf.insert(points.handset[row], row);
    m_touched.clear();
    m_isTouched.assign(points.size(), 0);
    m_index.rebuild(points);
    m_byRound.rebuild(points);
    ++m_rowsVersion;
}

void FleetFeed::setLabel(std::uint32_t row, const QString &label)
{
    if (m_points.label[row] == label)
        return;
    m_points.label[row] = label;
    ++m_rowsVersion;
}

void FleetFeed::place(std::uint32_t row, const DotFix &fix, DotState state, Freshness freshness)
{
    auto &points = m_points;
    if (!m_moment)
        m_moment = m_clock();
    const auto now = *m_moment;
    const auto here = points.isOnMap(row) ? points.placeAt(row, now, std::numeric_limits<std::int64_t>::max())
                                          : fix.position;
    const bool glides =
        fix.interval.count() > 0 && freshness == Freshness::Fresh && !isFar(here, fix.position);
    points.from[row] = glides ? here : fix.position;
    points.since[row] = now;
    points.glideMs[row] = glides ? static_cast<std::uint16_t>(std::clamp<std::int64_t>(
                                       fix.interval.count(), kShortestGlideMs, kLongestGlideMs))
                                 : std::uint16_t{0};
    points.position[row] = fix.position;
    points.headingDegrees[row] = fix.headingDegrees;
    points.accuracyMetres[row] = fix.accuracyMetres;
    points.state[row] = state;
    points.freshness[row] = freshness;
    touch(row);
}

void FleetFeed::remove(std::uint32_t row)
{
    if (m_points.state[row] == DotState::NoPosition)
        return;
    m_points.state[row] = DotState::NoPosition;
    touch(row);
}

void FleetFeed::placeByRound(std::uint32_t row, geo::UnitPoint round, Freshness freshness)
{
    const auto &known = m_points.position[row];
    if (m_points.state[row] == DotState::RoundOnly && known.x == round.x && known.y == round.y &&
        m_points.freshness[row] == freshness)
        return;
    m_points.freshness[row] = freshness;
    m_points.state[row] = DotState::RoundOnly;
    m_points.position[row] = round;
    m_points.glideMs[row] = 0;
    touch(row);
}

void FleetFeed::setState(std::uint32_t row, DotState state)
{
    assert(m_points.isOnMap(row) && state >= DotState::OnRound);
    if (m_points.state[row] == state)
        return;
    m_points.state[row] = state;
    touch(row);
}

void FleetFeed::setExercise(std::uint32_t row, bool exercise)
{
    m_points.exercise[row] = exercise ? 1 : 0;
}

void FleetFeed::setFreshness(std::uint32_t row, Freshness freshness)
{
    if (m_points.freshness[row] == freshness)
        return;
    m_points.freshness[row] = freshness;
    touch(row);
}

} // namespace facteo::console
