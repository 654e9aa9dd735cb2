// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/sample.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

/// What triggers read out of a phone's accelerometer.
namespace facteo::handset {

struct Vector
{
    double x = 0;
    double y = 0;
    double z = 0;

    [[nodiscard]] double length() const { return std::sqrt(x * x + y * y + z * z); }
};

/// Degrees from 0 to 180; 0 when one of them has no direction.
[[nodiscard]] inline double angleBetween(const Vector &one, const Vector &other)
{
    const double lengths = one.length() * other.length();
    if (lengths <= 0)
        return 0;
    const double cosine = (one.x * other.x + one.y * other.y + one.z * other.z) / lengths;
    return std::acos(std::clamp(cosine, -1.0, 1.0)) * 180 / std::numbers::pi;
}

/// The slow part of a signal: an exponential mean over about `timeConstant` seconds.
class SlowPart
{
public:
    explicit SlowPart(double timeConstant) : m_timeConstant(timeConstant) {}

    void add(const Vector &value, double elapsedSeconds)
    {
        // The first-order approximation of 1 - exp(-dt/tau); a value after a pause starts anew.
        const double weight = m_known ? std::min(1.0, elapsedSeconds / m_timeConstant) : 1.0;
        m_mean.x += weight * (value.x - m_mean.x);
        m_mean.y += weight * (value.y - m_mean.y);
        m_mean.z += weight * (value.z - m_mean.z);
        m_known = true;
    }
    void forget() { m_known = false; }
    [[nodiscard]] const Vector &mean() const { return m_mean; }

private:
    double m_timeConstant;
    Vector m_mean;
    bool m_known = false;
};

/// How much accelerations scatter within a second: the root of the sum of the three axes' variances, m/s².
/// A phone on a table: 0.02 to 0.05. Turning it counts as well, because gravity turns.
class Scatter
{
public:
    /// The scatter of the second that ends with this sample, if one does.
    std::optional<double> add(const Acceleration &sample)
    {
        if (m_count == 0 || sample.at - m_from > kLongest) {
            m_count = 0;
            m_from = sample.at;
            m_origin = {.x = sample.x, .y = sample.y, .z = sample.z};
            m_sum = {};
            m_squares = 0;
        }
        // Relative to the second's first value, so that no small difference of large squares is taken.
        const Vector off{.x = sample.x - m_origin.x, .y = sample.y - m_origin.y, .z = sample.z - m_origin.z};
        ++m_count;
        m_sum = {.x = m_sum.x + off.x, .y = m_sum.y + off.y, .z = m_sum.z + off.z};
        m_squares += off.x * off.x + off.y * off.y + off.z * off.z;
        if (sample.at - m_from < std::chrono::seconds(1) || m_count < kFewest)
            return std::nullopt;
        const double count = std::exchange(m_count, 0);
        const double mean = m_sum.length() / count;
        return std::sqrt(std::max(0.0, m_squares / count - mean * mean));
    }

private:
    static constexpr std::chrono::seconds kLongest{3}; ///< then the sensor paused
    static constexpr int kFewest = 8;

    Instant m_from{};
    Vector m_origin;
    Vector m_sum;
    double m_squares = 0;
    int m_count = 0;
};

/// Whether he walks or runs: steps that have followed one another for 3 s, the last no longer than 1.5 s ago.
class Gait
{
public:
    void step(Instant at)
    {
        if (at - m_last > kPause)
            m_since = at;
        m_last = at;
    }
    [[nodiscard]] bool walking(Instant now) const
    {
        return now - m_last <= kPause && m_last - m_since >= std::chrono::seconds(3);
    }

private:
    static constexpr std::chrono::milliseconds kPause{1'500};

    Instant m_last{};
    Instant m_since{};
};

/// Whether anything may be concluded from how he lies or moves: on duty, no break, away from the depot, and
/// not plugged in.
[[nodiscard]] inline bool isAtWorkOutside(const Circumstances &day)
{
    return day.duty == protocol::Duty::On && !day.atDepot && !day.charging;
}

} // namespace facteo::handset
