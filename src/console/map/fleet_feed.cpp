// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_feed.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace facteo::console {

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
    return m_rowOf.find(handset);
}

void FleetFeed::publish()
{
    m_moment.reset();
    emit published();
}

const FleetIndex &FleetFeed::index()
{
    m_index.settle();
    return m_index;
}

const FleetIndex &FleetFeed::byRound()
{
    m_byRound.settle();
    return m_byRound;
}

void FleetFeed::reserve(std::size_t more)
{
    const auto count = m_points.size() + more;
    auto &points = m_points;
    points.handset.reserve(count);
    points.label.reserve(count);
    points.position.reserve(count);
    points.glide.reserve(count);
    points.headingDegrees.reserve(count);
    points.accuracyMetres.reserve(count);
    points.freshness.reserve(count);
    points.state.reserve(count);
    points.exercise.reserve(count);
    m_index.reserve(count);
    m_byRound.reserve(count);
    m_rowOf.reserve(count);
}

std::uint32_t FleetFeed::add(const QString &handset, const QString &label)
{
    const auto row = static_cast<std::uint32_t>(m_points.size());
    auto &points = m_points;
    points.handset.push_back(handset);
    points.label.push_back(label);
    points.position.emplace_back();
    points.glide.emplace_back();
    points.headingDegrees.push_back(std::numeric_limits<float>::quiet_NaN());
    points.accuracyMetres.push_back(0);
    points.freshness.push_back(Freshness::Lost);
    points.state.push_back(DotState::NoPosition);
    points.exercise.push_back(0);
    m_index.add();
    m_byRound.add();
    m_rowOf.add(row);
    ++m_rowsVersion;
    return row;
}

void FleetFeed::keep(std::span<const std::uint32_t> rows)
{
    auto &points = m_points;
    keepRows(points.handset, rows);
    keepRows(points.label, rows);
    keepRows(points.position, rows);
    keepRows(points.glide, rows);
    keepRows(points.headingDegrees, rows);
    keepRows(points.accuracyMetres, rows);
    keepRows(points.freshness, rows);
    keepRows(points.state, rows);
    keepRows(points.exercise, rows);
    numberAnew(m_rowOf, points.size());
    m_index.keep(rows);
    m_byRound.keep(rows);
    ++m_rowsVersion;
}

void FleetFeed::setLabel(std::uint32_t row, const QString &label)
{
    if (m_points.label[row] == label)
        return;
    m_points.label[row] = label;
    ++m_rowsVersion;
}

void FleetFeed::remove(std::uint32_t row)
{
    if (m_points.state[row] != DotState::NoPosition)
        stand(row, DotState::NoPosition, m_points.freshness[row]);
}

void FleetFeed::placeByRound(std::uint32_t row, geo::UnitPoint round, Freshness freshness)
{
    m_points.position[row] = round;
    m_points.glide[row] = {};
    stand(row, DotState::RoundOnly, freshness);
}

void FleetFeed::setState(std::uint32_t row, DotState state)
{
    assert(m_points.isOnMap(row) && state >= DotState::OnRound);
    stand(row, state, m_points.freshness[row]);
}

void FleetFeed::setExercise(std::uint32_t row, bool exercise)
{
    m_points.exercise[row] = exercise ? 1 : 0;
}

void FleetFeed::setFreshness(std::uint32_t row, Freshness freshness)
{
    stand(row, m_points.state[row], freshness);
}

} // namespace facteo::console
