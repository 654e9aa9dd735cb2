// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <chrono>
#include <optional>
#include <utility>

namespace facteo::hub {

/// The hub's time: the wall clock, made to run forward only. What is due, how old something is and in which
/// order facts happened all go by it.
///
/// A wall clock that jumps forward is followed. One that is set back is caught up with at half speed; one
/// that is set back by more than kLongestCatchUp was wrong before, and is followed back once, because
/// everything would look that much too old until then.
class HubClock
{
public:
    static constexpr std::chrono::minutes kLongestCatchUp{10};
    /// More than this at once is a jump.
    static constexpr std::chrono::seconds kLeastJump{2};

    /// `lastFact`: when the hub's record ends; a restarted hub goes on from there.
    explicit HubClock(std::optional<protocol::Instant> lastFact) : m_lastFact(lastFact) {}

    /// The time, from what the machine's two clocks say at this moment.
    [[nodiscard]] protocol::Instant at(protocol::Instant wall, std::chrono::steady_clock::time_point steady);

    /// By how much the wall clock was set forward since this was last asked, beyond what passed; small steps,
    /// as of a clock that is kept right, are none. The time follows it, what people are given time for does
    /// not.
    [[nodiscard]] std::chrono::milliseconds takeJump()
    {
        return std::chrono::floor<std::chrono::milliseconds>(
            std::exchange(m_jump, std::chrono::nanoseconds{}));
    }

    /// True once after the time went back: what was due by it has to be arranged anew.
    [[nodiscard]] bool wentBack() { return std::exchange(m_wentBack, false); }

private:
    using Fine = std::chrono::sys_time<std::chrono::nanoseconds>;

    std::optional<protocol::Instant> m_lastFact;
    std::optional<std::chrono::steady_clock::time_point> m_steady; ///< of the last at()
    Fine m_now;
    std::chrono::nanoseconds m_jump{};
    bool m_wentBack = false;
};

} // namespace facteo::hub
