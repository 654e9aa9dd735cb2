// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <array>
#include <chrono>

namespace facteo::console {

/// An instant that goes through a stretch of the past: by hand, or by itself, faster than it was. Has no
/// clock.
class Replay
{
public:
    static constexpr std::array kSpeeds{1, 2, 5, 10, 30, 60};

    /// Stands at `first`, paused. Precondition: first ≤ last.
    void begin(protocol::Instant first, protocol::Instant last);

    [[nodiscard]] protocol::Instant first() const { return m_first; }
    [[nodiscard]] protocol::Instant last() const { return m_last; }
    [[nodiscard]] protocol::Instant at() const;
    [[nodiscard]] bool isPlaying() const { return m_playing; }
    [[nodiscard]] int speed() const { return m_speed; }

    /// Goes on; at the end it begins anew.
    void play();
    void pause() { m_playing = false; }
    /// One of kSpeeds; others change nothing.
    void setSpeed(int speed);
    /// Within first … last.
    void moveTo(protocol::Instant at);
    /// While it plays: `elapsed` of the spectator's time went by. Pauses at the end.
    void advance(std::chrono::nanoseconds elapsed);

private:
    protocol::Instant m_first;
    protocol::Instant m_last;
    std::chrono::nanoseconds m_offset{0}; ///< from m_first: a frame at 1× is no whole number of milliseconds
    int m_speed = 10;
    bool m_playing = false;
};

} // namespace facteo::console
