// SPDX-License-Identifier: Apache-2.0
#include "hub/hub_clock.h"

#include <algorithm>

namespace facteo::hub {

protocol::Instant HubClock::at(protocol::Instant wall, std::chrono::steady_clock::time_point steady)
{
    const bool isFirst = !m_steady;
    const auto elapsed = isFirst ? std::chrono::nanoseconds{} : steady - *m_steady;
    m_steady = steady;
    if (isFirst)
        m_now = m_lastFact.value_or(wall);

    const auto ahead = m_now + elapsed - Fine(wall);
    if (!isFirst && -ahead > kLeastJump)
        m_jump += -ahead;
    if (ahead <= std::chrono::nanoseconds{}) {
        m_now = wall;
    } else if (ahead > kLongestCatchUp) {
        m_now = wall;
        m_wentBack = true;
    } else {
        m_now = std::max(m_now + elapsed / 2, Fine(wall));
    }
    return std::chrono::floor<std::chrono::milliseconds>(m_now);
}

} // namespace facteo::hub
