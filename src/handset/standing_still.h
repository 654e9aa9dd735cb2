// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/gps_noise.h"
#include "handset/position_source.h"

namespace facteo::handset {

/// A handset that lies on a table.
class StandingStill final : public PositionSource
{
public:
    StandingStill(protocol::Position place, std::uint64_t seed) : m_place(place), m_noise(seed) {}

    [[nodiscard]] std::optional<protocol::Fix> fixAt(protocol::Instant now) override;

private:
    protocol::Position m_place;
    GpsNoise m_noise;
};

/// A handset whose receiver hears no satellite.
class NoReception final : public PositionSource
{
public:
    [[nodiscard]] std::optional<protocol::Fix> fixAt(protocol::Instant) override { return std::nullopt; }
};

} // namespace facteo::handset
