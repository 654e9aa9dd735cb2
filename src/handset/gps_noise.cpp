// SPDX-License-Identifier: Apache-2.0
#include "handset/gps_noise.h"

#include "geo/distance.h"

#include <cmath>
#include <numbers>

namespace facteo::handset {
namespace {

constexpr double kCorrelationSeconds = 30;
constexpr double kSigmaMetres = 3; ///< along each axis; 68 % radius of both together: 1.5 times that

} // namespace

protocol::Fix GpsNoise::blur(protocol::Fix truth)
{
    const double elapsed = std::chrono::duration<double>(truth.at - m_at).count();
    const double keep = std::exp(-elapsed / kCorrelationSeconds);
    std::normal_distribution<double> step(0, kSigmaMetres * std::sqrt(1 - keep * keep));
    m_north = keep * m_north + step(m_random);
    m_east = keep * m_east + step(m_random);
    m_at = truth.at;

    const double off = std::hypot(m_north, m_east);
    const double bearing = std::atan2(m_east, m_north) * 180 / std::numbers::pi;
    truth.position = geo::destination(truth.position, bearing, off);
    // A receiver estimates its error; it does not know it.
    std::uniform_real_distribution<double> estimate(0.8, 1.4);
    const double accuracy = std::max(3.0, 1.5 * kSigmaMetres * estimate(m_random));
    truth.accuracyDm = static_cast<std::uint32_t>(std::lround(accuracy * 10));
    return truth;
}

} // namespace facteo::handset
