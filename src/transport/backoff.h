// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

namespace facteo::transport {

/// How long to wait before the next attempt: exponential with full jitter (Brooker, "Exponential Backoff And
/// Jitter", AWS Architecture Blog, 2015), so that a fleet that lost its broker does not come back in one
/// wave: a TLS handshake costs the broker about 1 ms of CPU.
class Backoff
{
public:
    struct Limits
    {
        std::chrono::milliseconds first{100};
        std::chrono::milliseconds longest{10'000};
    };

    Backoff(Limits limits, std::uint64_t seed) : m_limits(limits), m_random(seed) {}

    /// Between 0 and min(longest, first · 2^failures).
    [[nodiscard]] std::chrono::milliseconds next()
    {
        const auto ceiling = std::min(m_limits.longest, m_limits.first * (std::int64_t{1} << m_failures));
        if (ceiling < m_limits.longest)
            ++m_failures;
        std::uniform_int_distribution<std::int64_t> any(0, ceiling.count());
        return std::chrono::milliseconds{any(m_random)};
    }

    /// A connection stood: the next failure starts small again.
    void reset() { m_failures = 0; }

private:
    Limits m_limits;
    std::mt19937_64 m_random;
    unsigned m_failures = 0;
};

} // namespace facteo::transport
