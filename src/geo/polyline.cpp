// SPDX-License-Identifier: Apache-2.0
#include "geo/polyline.h"

#include "geo/distance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace facteo::geo {
namespace {

/// Of two longitudes in degrees, the short way round.
double eastward(double from, double to)
{
    const double degrees = to - from;
    return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}

} // namespace

protocol::Position between(protocol::Position from, protocol::Position to, double share)
{
    const double west = from.lonDegrees();
    return positionOf(
        std::lerp(from.latDegrees(), to.latDegrees(), share), west + eastward(west, to.lonDegrees()) * share);
}

double shareOfFoot(protocol::Position from, protocol::Position to, protocol::Position position)
{
    const double narrow = std::cos(position.latDegrees() * std::numbers::pi / 180.0);
    const double dx = eastward(from.lonDegrees(), to.lonDegrees()) * narrow;
    const double dy = to.latDegrees() - from.latDegrees();
    const double squared = dx * dx + dy * dy;
    if (squared == 0)
        return 0;
    const double px = eastward(from.lonDegrees(), position.lonDegrees()) * narrow;
    const double py = position.latDegrees() - from.latDegrees();
    return std::clamp((px * dx + py * dy) / squared, 0.0, 1.0);
}

Polyline::Polyline(std::vector<protocol::Position> corners) : m_corners(std::move(corners))
{
    m_metres.reserve(m_corners.size());
    double sum = 0;
    for (std::size_t i = 0; i < m_corners.size(); ++i) {
        if (i > 0)
            sum += distanceMetres(m_corners[i - 1], m_corners[i]);
        m_metres.push_back(sum);
    }
}

std::optional<PolylinePoint> Polyline::at(double metres) const
{
    if (m_corners.empty())
        return std::nullopt;
    if (m_corners.size() == 1)
        return PolylinePoint{.position = m_corners[0]};
    const double wanted = std::clamp(metres, 0.0, lengthMetres());
    const auto after = std::ranges::upper_bound(m_metres, wanted);
    // At the very end there is no corner after; repeated last corners have no direction either.
    auto segment = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - m_metres.begin() - 1, 0));
    segment = std::min(segment, m_corners.size() - 2);
    while (segment > 0 && m_metres[segment + 1] == m_metres[segment])
        --segment;
    const double length = m_metres[segment + 1] - m_metres[segment];
    const double share = length > 0 ? std::min((wanted - m_metres[segment]) / length, 1.0) : 0.0;
    return PolylinePoint{.position = between(m_corners[segment], m_corners[segment + 1], share),
        .headingDegrees = bearingDegrees(m_corners[segment], m_corners[segment + 1]),
        .segment = segment,
        .metres = wanted};
}

std::optional<PolylinePoint> Polyline::nearest(protocol::Position position) const
{
    if (m_corners.size() < 2)
        return at(0);
    double best = std::numeric_limits<double>::max();
    double bestMetres = 0;
    for (std::size_t i = 0; i + 1 < m_corners.size(); ++i) {
        const double share = shareOfFoot(m_corners[i], m_corners[i + 1], position);
        const double away = distanceMetres(position, between(m_corners[i], m_corners[i + 1], share));
        if (away < best) {
            best = away;
            bestMetres = std::lerp(m_metres[i], m_metres[i + 1], share);
        }
    }
    return at(bestMetres);
}

double lengthMetres(std::span<const protocol::Position> corners)
{
    double sum = 0;
    for (std::size_t i = 1; i < corners.size(); ++i)
        sum += distanceMetres(corners[i - 1], corners[i]);
    return sum;
}

} // namespace facteo::geo
