// SPDX-License-Identifier: Apache-2.0
#include "handset/crowd_walk.h"

#include "geo/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace facteo::handset {
namespace {

/// Up to which length of a round he walks or cycles, metres, and how fast he then is, m/s.
constexpr double kLongestWalk = 12'000;
constexpr double kLongestRide = 28'000;
constexpr double kOnFoot = 1.3;
constexpr double kByBicycle = 3.9;
constexpr double kByCar = 8.5;
constexpr double kErrorMetres = 3;

double speedFor(double metres)
{
    if (metres <= kLongestWalk)
        return kOnFoot;
    return metres <= kLongestRide ? kByBicycle : kByCar;
}

} // namespace

CrowdWalk::CrowdWalk(const protocol::Round &round, protocol::Position depot, double pace, std::uint64_t seed)
    : m_path(round.path), m_home(round.path.empty() ? depot : round.path.front()), m_pace(pace)
{
    std::minstd_rand random(static_cast<std::uint32_t>(seed ^ (seed >> 32)));
    std::uniform_real_distribution<double> part(0, 1);
    m_speed = speedFor(lengthMetres()) * (0.85 + 0.3 * part(random));
    m_roundSeconds = lengthMetres() / m_speed;
    for (const auto &stop : round.stops)
        if (const auto at = m_path.nearest(stop.position)) {
            m_halts.push_back({at->metres, stop.serviceSeconds * (0.6 + 0.9 * part(random))});
            m_roundSeconds += m_halts.back().seconds;
        }
    std::ranges::sort(m_halts, {}, &Halt::metres);
    m_offset = m_roundSeconds * part(random);
    m_drift = 2 * std::numbers::pi * part(random);
}

CrowdWalk::Progress CrowdWalk::progressAt(protocol::Instant at) const
{
    if (m_roundSeconds <= 0)
        return {};
    const double since = std::chrono::duration<double>(at.time_since_epoch()).count() * m_pace + m_offset;
    double left = std::fmod(since, m_roundSeconds);
    double metres = 0;
    for (const Halt &halt : m_halts) {
        const double way = (halt.metres - metres) / m_speed;
        if (left < way)
            return {.metres = metres + left * m_speed, .moves = true};
        left -= way;
        metres = halt.metres;
        if (left < halt.seconds)
            return {.metres = metres, .moves = false};
        left -= halt.seconds;
    }
    return {.metres = metres + left * m_speed, .moves = true};
}

protocol::Fix CrowdWalk::fixAt(protocol::Instant at) const
{
    const auto progress = progressAt(at);
    const auto where = m_path.at(progress.metres);
    const double seconds = std::chrono::duration<double>(at.time_since_epoch()).count();
    const double off = kErrorMetres * (1 + 0.5 * std::sin(seconds / 37 + m_drift));
    const double direction = std::fmod(360 + 180 * std::sin(seconds / 53 + 2 * m_drift), 360.0);
    protocol::Fix fix{.at = at,
        .position = geo::destination(where ? where->position : m_home, direction, off),
        .accuracyDm = static_cast<std::uint32_t>(std::lround(off * 15)),
        .speedCmS = 0,
        .headingCdeg = {}};
    if (where && progress.moves) {
        fix.speedCmS = static_cast<std::uint32_t>(std::lround(m_speed * m_pace * 100));
        fix.headingCdeg = static_cast<std::uint32_t>(std::lround(where->headingDegrees * 100)) % 36'000;
    }
    return fix;
}

} // namespace facteo::handset
