// SPDX-License-Identifier: Apache-2.0
#include "handset/gpx_replay.h"

#include "geo/distance.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace facteo::handset {
namespace {

/// GPX says nothing of accuracy without an extension; phones in streets have about this.
constexpr std::uint32_t kAccuracyDm = 80;

} // namespace

GpxReplay::GpxReplay(const Track &track, protocol::Instant start, double speed)
    : m_start(start), m_speed(speed)
{
    assert(!track.points.empty() && speed > 0);
    const bool timed = track.isTimed();
    for (const auto &point : track.points) {
        double seconds = 0;
        if (timed)
            seconds = std::chrono::duration<double>(*point.at - *track.points.front().at).count();
        else if (!m_points.empty())
            seconds = m_points.back().seconds +
                      geo::distanceMetres(m_points.back().position, point.position) / kWalkingSpeed;
        if (!m_points.empty() && seconds <= m_points.back().seconds) {
            ++m_passedOver;
            if (seconds == m_points.back().seconds)
                m_points.back().position = point.position;
            continue;
        }
        m_points.push_back({seconds, point.position});
    }
}

std::chrono::milliseconds GpxReplay::length() const
{
    return std::chrono::milliseconds{std::llround(m_points.back().seconds / m_speed * 1000)};
}

std::optional<protocol::Fix> GpxReplay::fixAt(protocol::Instant now)
{
    const double seconds = std::chrono::duration<double>(now - m_start).count() * m_speed;
    const auto after = std::ranges::upper_bound(m_points, seconds, {}, &Point::seconds);
    protocol::Fix fix{.at = now, .position = {}, .accuracyDm = kAccuracyDm, .speedCmS = 0, .headingCdeg = {}};
    if (after == m_points.begin() || after == m_points.end()) {
        fix.position = after == m_points.end() ? m_points.back().position : m_points.front().position;
        return fix;
    }
    const auto &from = *(after - 1);
    const double metres = geo::distanceMetres(from.position, after->position);
    const double bearing = geo::bearingDegrees(from.position, after->position);
    const double part = (seconds - from.seconds) / (after->seconds - from.seconds);
    fix.position = geo::destination(from.position, bearing, metres * part);
    const double speed = metres / (after->seconds - from.seconds) * m_speed;
    fix.speedCmS = static_cast<std::uint32_t>(std::lround(std::min(speed, 1e5) * 100));
    fix.headingCdeg = static_cast<std::uint32_t>(std::lround(bearing * 100)) % 36'000U;
    return fix;
}

} // namespace facteo::handset
