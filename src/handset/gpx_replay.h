// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/gpx.h"
#include "handset/position_source.h"

#include <chrono>

namespace facteo::handset {

/// Plays a recorded track from its start, `speed` times as fast as it was walked. Fixes carry the time of
/// playing, not of the recording.
///
/// A track without times is walked at 1.25 m/s. Of points with one and the same time the last counts; points
/// whose time goes back are passed over: receivers write both, and neither is a way somebody went.
class GpxReplay final : public PositionSource
{
public:
    /// `track` has at least one point. `speed` is above 0.
    GpxReplay(const Track &track, protocol::Instant start, double speed);

    [[nodiscard]] std::optional<protocol::Fix> fixAt(protocol::Instant now) override;

    [[nodiscard]] bool finished(protocol::Instant now) const { return now >= m_start + length(); }
    /// Of the whole replay, by the clock of whoever plays it.
    [[nodiscard]] std::chrono::milliseconds length() const;
    [[nodiscard]] std::size_t points() const { return m_points.size(); }
    /// Points of the track that are not played: repeated time, or time going back.
    [[nodiscard]] std::size_t passedOver() const { return m_passedOver; }

private:
    struct Point
    {
        double seconds = 0; ///< since the first, by the recording
        protocol::Position position;
    };

    std::vector<Point> m_points; ///< seconds rise strictly
    std::size_t m_passedOver = 0;
    protocol::Instant m_start;
    double m_speed = 1;
};

} // namespace facteo::handset
