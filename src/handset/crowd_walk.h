// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/polyline.h"
#include "protocol/records.h"

#include <cstdint>
#include <vector>

namespace facteo::handset {

/// One of very many postmen on his round: where he is follows from the time alone, so that nothing is kept of
/// him but his round. He begins it anew when it is done. On foot, by bicycle or by car, as its length
/// demands.
class CrowdWalk
{
public:
    /// Everything that is his own (speed, how far he is, how long he halts) comes from `seed`.
    CrowdWalk(const protocol::Round &round, protocol::Position depot, double pace, std::uint64_t seed);

    /// As a phone's receiver says it: some metres off, by an error that drifts.
    [[nodiscard]] protocol::Fix fixAt(protocol::Instant at) const;
    [[nodiscard]] double lengthMetres() const { return m_path.lengthMetres(); }
    /// Between two halts, m/s.
    [[nodiscard]] double speed() const { return m_speed; }

private:
    struct Halt
    {
        double metres = 0;
        double seconds = 0;
    };
    struct Progress
    {
        double metres = 0;
        bool moves = false;
    };

    [[nodiscard]] Progress progressAt(protocol::Instant at) const;

    geo::Polyline m_path;
    std::vector<Halt> m_halts; ///< by metres
    protocol::Position m_home;
    double m_pace = 1;
    double m_speed = 0;
    double m_roundSeconds = 0; ///< with its halts
    double m_offset = 0;       ///< seconds that he is ahead of who began at midnight
    double m_drift = 0;        ///< where his receiver's error is, radians
};

} // namespace facteo::handset
