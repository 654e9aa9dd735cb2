// SPDX-License-Identifier: Apache-2.0
#include "handset/round_walk.h"

#include "geo/distance.h"

#include <algorithm>
#include <cmath>

namespace facteo::handset {
namespace {

/// How people differ in it, m/s.
constexpr double kSpeedSpread = 0.12;
/// Streets are about this much longer than the crow's way (detour index of European towns, 1.2 to 1.4).
constexpr double kDetourIndex = 1.3;
constexpr double kThereMetres = 5;

} // namespace

RoundWalk::RoundWalk(const protocol::Round &round, protocol::Position depot, protocol::Instant start,
    double startPart, double pace, std::uint64_t seed)
    : m_path(round.path), m_home(round.stops.empty() ? depot : round.stops.front().position), m_pace(pace),
      m_random(seed), m_noise(seed ^ 0x9e3779b97f4a7c15U), m_at(start)
{
    std::normal_distribution<double> speed(kWalkingSpeed, kSpeedSpread);
    m_speed = std::clamp(speed(m_random), 0.9, 1.7);
    std::uniform_real_distribution<double> mood(0.6, 1.5);
    for (const auto &stop : round.stops)
        if (const auto at = m_path.nearest(stop.position))
            m_halts.push_back({at->metres, stop.serviceSeconds * mood(m_random)});
    std::ranges::sort(m_halts, {}, &Halt::metres);
    m_metres = m_path.lengthMetres() * std::clamp(startPart, 0.0, 1.0);
    m_nextHalt = static_cast<std::size_t>(
        std::ranges::lower_bound(m_halts, m_metres, {}, &Halt::metres) - m_halts.begin());
}

protocol::Position RoundWalk::onRound() const
{
    const auto at = m_path.at(m_metres);
    return at ? at->position : m_home;
}

void RoundWalk::advance(protocol::Instant now)
{
    if (now <= m_at)
        return;
    const double seconds = std::chrono::duration<double>(now - m_at).count() * m_pace;
    m_at = now;
    m_moving = 0;
    if (m_off)
        advanceOffRound(seconds);
    else if (!m_paused)
        advanceOnRound(seconds);
}

void RoundWalk::advanceOnRound(double seconds)
{
    const double length = m_path.lengthMetres();
    while (seconds > 0 && length > 0) {
        if (m_haltLeft > 0) {
            const double stood = std::min(seconds, m_haltLeft);
            m_haltLeft -= stood;
            seconds -= stood;
            m_moving = 0;
            continue;
        }
        const bool halts = m_nextHalt < m_halts.size();
        const double goal = halts ? m_halts[m_nextHalt].metres : length;
        const double walked = std::min(seconds * m_speed, std::max(0.0, goal - m_metres));
        m_metres += walked;
        seconds -= walked / m_speed;
        m_moving = m_speed * m_pace;
        if (m_metres < goal)
            break;
        if (halts) {
            m_haltLeft = m_halts[m_nextHalt++].seconds;
        } else {
            m_metres = 0; // the next tour
            m_nextHalt = 0;
        }
    }
    if (const auto at = m_path.at(m_metres))
        m_heading = at->headingDegrees;
}

void RoundWalk::advanceOffRound(double seconds)
{
    const auto goal = m_returning ? onRound() : *m_goal;
    const double left = geo::distanceMetres(*m_off, goal);
    const double reach = seconds * m_speed / kDetourIndex;
    if (left > kThereMetres) {
        m_heading = geo::bearingDegrees(*m_off, goal);
        m_moving = m_speed * m_pace;
    }
    m_off = left <= reach ? goal : geo::destination(*m_off, m_heading, reach);
    if (m_returning && left <= reach) {
        m_off.reset();
        m_goal.reset();
        m_returning = false;
    }
}

std::optional<protocol::Fix> RoundWalk::fixAt(protocol::Instant now)
{
    advance(now);
    protocol::Fix fix{.at = now,
        .position = m_off ? *m_off : onRound(),
        .speedCmS = static_cast<std::uint32_t>(std::lround(m_moving * 100)),
        .headingCdeg = {}};
    if (m_moving > 0)
        fix.headingCdeg = static_cast<std::uint32_t>(std::lround(m_heading * 100)) % 36'000U;
    return m_noise.blur(fix);
}

void RoundWalk::pause(protocol::Instant now)
{
    advance(now);
    m_paused = true;
}

void RoundWalk::resume(protocol::Instant now)
{
    advance(now);
    m_paused = false;
}

void RoundWalk::detourTo(protocol::Position place, protocol::Instant now)
{
    advance(now);
    if (!m_off)
        m_off = onRound();
    m_goal = place;
    m_returning = false;
}

void RoundWalk::backToRound(protocol::Instant now)
{
    advance(now);
    m_returning = m_off.has_value();
}

bool RoundWalk::arrived() const
{
    return m_off && m_goal && !m_returning && geo::distanceMetres(*m_off, *m_goal) <= kThereMetres;
}

} // namespace facteo::handset
