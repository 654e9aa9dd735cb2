// SPDX-License-Identifier: Apache-2.0
#include "hub/handset_slot.h"

#include <algorithm>

namespace facteo::hub {

void DutyHistory::note(protocol::Instant at, protocol::Duty duty, bool sharing)
{
    if (m_count > 0 && (at < m_changes.front().at || (duty == this->duty() && sharing == this->sharing())))
        return;
    std::ranges::move_backward(m_changes.begin(), m_changes.end() - 1, m_changes.end());
    m_changes.front() = {.at = at, .duty = duty, .sharing = sharing};
    m_count = std::min(m_count + 1, kKept);
}

domain::Gate DutyHistory::gateAt(protocol::Instant measured) const
{
    for (std::size_t i = 0; i < m_count; ++i)
        if (m_changes[i].at <= measured)
            return domain::gate(m_changes[i].duty, m_changes[i].sharing, false);
    // Measured before anything that is known: nobody said that it may be kept.
    return domain::Gate::OffDuty;
}

} // namespace facteo::hub
