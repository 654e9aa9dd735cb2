// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/polyline.h"
#include "handset/gps_noise.h"
#include "handset/position_source.h"

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace facteo::handset {

/// A postman on his round: along its path at walking speed, with a halt of about serviceSeconds at each stop,
/// and detours to where a task sends him. When the round is done he begins it again.
///
/// `pace` scales everything he does (4: four times as fast), not the clock: fixes carry the true time.
class RoundWalk final : public PositionSource
{
public:
    /// `startPart` from 0 to 1: how much of the round is behind him at `start`. The path may be empty: then
    /// he stands at the first stop, or at `depot`.
    RoundWalk(const protocol::Round &round, protocol::Position depot, protocol::Instant start,
        double startPart, double pace, std::uint64_t seed);

    [[nodiscard]] std::optional<protocol::Fix> fixAt(protocol::Instant now) override;

    /// He stands where he is, in a break or with a customer.
    void pause(protocol::Instant now);
    void resume(protocol::Instant now);

    /// Leaves the round for `place`, as the crow flies at street speed, and stays there until backToRound().
    void detourTo(protocol::Position place, protocol::Instant now);
    void backToRound(protocol::Instant now);
    [[nodiscard]] bool arrived() const;

    /// Metres of the round behind him.
    [[nodiscard]] double metres() const { return m_metres; }

private:
    struct Halt
    {
        double metres = 0;
        double seconds = 0;
    };

    void advance(protocol::Instant now);
    void advanceOnRound(double seconds);
    void advanceOffRound(double seconds);
    [[nodiscard]] protocol::Position onRound() const;

    geo::Polyline m_path;
    std::vector<Halt> m_halts; ///< by metres
    protocol::Position m_home;
    double m_pace = 1;
    double m_speed = 1.25; ///< of this postman, m/s
    std::mt19937_64 m_random;
    GpsNoise m_noise;

    protocol::Instant m_at;
    double m_metres = 0;
    std::size_t m_nextHalt = 0;
    double m_haltLeft = 0; ///< seconds
    bool m_paused = false;
    double m_moving = 0; ///< speed of the last step, m/s
    double m_heading = 0;

    std::optional<protocol::Position> m_goal; ///< off the round: where to
    std::optional<protocol::Position> m_off;  ///< off the round: where he is
    bool m_returning = false;
};

} // namespace facteo::handset
