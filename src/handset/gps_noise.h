// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstdint>
#include <random>

namespace facteo::handset {

/// Makes a true position into what a phone's receiver would say: off by some metres that drift slowly (a
/// first-order Gauss-Markov process, correlation time 30 s), with an accuracy that fits the error.
///
/// 5 m of 68 % radius under open sky is what GPS.gov gives for phones (4.9 m); streets are worse.
class GpsNoise
{
public:
    explicit GpsNoise(std::uint64_t seed) : m_random(seed) {}

    [[nodiscard]] protocol::Fix blur(protocol::Fix truth);

private:
    std::mt19937_64 m_random;
    double m_north = 0;
    double m_east = 0;
    protocol::Instant m_at{};
};

} // namespace facteo::handset
