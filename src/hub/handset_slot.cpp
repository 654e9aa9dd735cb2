// SPDX-License-Identifier: Apache-2.0
#include "hub/handset_slot.h"

#include <algorithm>
#include <span>

namespace facteo::hub {

void DutyHistory::note(protocol::Instant at, protocol::Duty duty, bool sharing)
{
    if (m_count > 0 && duty == this->duty() && sharing == this->sharing())
        return;
    const auto known = std::span(m_changes).first(m_count);
    const auto kept = std::ranges::find_if(known, [&](const Change &change) { return change.at <= at; });
    std::ranges::move(kept, known.end(), m_changes.begin());
    m_count = static_cast<std::size_t>(known.end() - kept);
    insert(0, {.at = at, .duty = duty, .sharing = sharing});
}

void DutyHistory::noteLate(protocol::Instant at, protocol::Duty duty, bool sharing, protocol::Instant saidAt)
{
    if (m_count == 0 || at >= saidAt)
        return;
    if (at > m_changes.front().at) // what holds now did not hold all the time
        insert(0, {.at = saidAt, .duty = this->duty(), .sharing = this->sharing()});
    std::size_t place = 1;
    while (place < m_count && m_changes[place].at > at)
        ++place;
    if (place < kKept)
        insert(place, {.at = at, .duty = duty, .sharing = sharing});
}

bool DutyHistory::heldAt(protocol::Instant at, protocol::Duty duty, bool sharing) const
{
    const auto known = std::span(m_changes).first(m_count);
    const auto then = std::ranges::find_if(known, [&](const Change &change) { return change.at <= at; });
    return then != known.end() && then->duty == duty && then->sharing == sharing;
}

void DutyHistory::insert(std::size_t place, const Change &change)
{
    const auto at = m_changes.begin() + static_cast<std::ptrdiff_t>(place);
    std::ranges::move_backward(at, m_changes.end() - 1, m_changes.end());
    *at = change;
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
