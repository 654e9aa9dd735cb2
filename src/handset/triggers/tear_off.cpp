// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/tear_off.h"

namespace facteo::handset {

void TearOff::observe(const Sample &sample)
{
    if (const auto *const day = std::get_if<Circumstances>(&sample)) {
        m_day = *day;
        if (!watching())
            m_torn.reset();
        return;
    }
    const auto *const tie = std::get_if<Tie>(&sample);
    if (!tie)
        return;
    m_tie.look(tie->at);
    if (m_tie.closed())
        m_torn.reset();
    const bool wasAttached = m_tie.closedSince().has_value();
    m_tie.edge(tie->attached, tie->at);
    // Opened anew: what opened before and only fluttered since keeps its first instant.
    if (!tie->attached && wasAttached && m_tie.closed() && watching())
        m_torn = tie->at;
}

std::optional<Instant> TearOff::dueAt() const
{
    if (!m_torn || m_tie.closedSince())
        return std::nullopt; // closed, if only just: that decides itself within 100 ms
    return *m_torn + m_settings.detachedFor;
}

} // namespace facteo::handset
