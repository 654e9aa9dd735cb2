// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>

namespace facteo::hub {

/// Which operators are at their consoles: one list for all depots of a house, because whoever owns an alert
/// in one depot may be looking at another. In memory only: a hub that starts gives everybody a whole lease.
class Attendance
{
public:
    /// From `now` on one can tell again: everybody was here until then.
    void resume(protocol::Instant now)
    {
        m_isBlind = false;
        m_since = now;
        m_latest.clear();
    }

    /// The time went forward at once: nobody was away for that.
    void shift(std::chrono::milliseconds ahead)
    {
        m_since += ahead;
        for (auto &[who, at] : m_latest)
            if (at != protocol::Instant::min())
                at += ahead;
    }

    /// The hub hears nobody, which is nobody's absence.
    void suspend() { m_isBlind = true; }

    /// He is at his console, or has left it.
    void note(const protocol::OperatorId &who, bool present, protocol::Instant now)
    {
        m_latest[who] = present ? now : protocol::Instant::min();
    }

    /// True when he was here within `lease` before `now`.
    [[nodiscard]] bool isHere(
        const protocol::OperatorId &who, std::chrono::milliseconds lease, protocol::Instant now) const
    {
        const auto found = m_latest.find(who);
        const auto latest = found == m_latest.end() ? m_since : found->second;
        return m_isBlind || latest >= now - lease;
    }

    /// True when anybody was here within `lease` before `now`, at any console.
    [[nodiscard]] bool isAnybodyHere(std::chrono::milliseconds lease, protocol::Instant now) const
    {
        const auto isRecent = [&](protocol::Instant at) { return at >= now - lease; };
        return m_isBlind || isRecent(m_since) ||
               std::ranges::any_of(m_latest, [&](const auto &one) { return isRecent(one.second); });
    }

private:
    std::unordered_map<protocol::OperatorId, protocol::Instant> m_latest;
    protocol::Instant m_since{};
    bool m_isBlind = false;
};

} // namespace facteo::hub
