// SPDX-License-Identifier: Apache-2.0
#include "hub/overview_desk.h"

#include "protocol/topics.h"

namespace facteo::hub {

OverviewDesk::OverviewDesk(
    transport::Transport &transport, const HubSettings &settings, const protocol::SigningKey &key)
    : m_transport(transport), m_topic(protocol::overviewTopic(settings.depot)), m_session(settings.id, key)
{
}

void OverviewDesk::tick(std::size_t depots,
    const std::function<protocol::DepotSummary(std::size_t)> &summaryOf, protocol::Instant now)
{
    const auto pages = (depots + kDepotsPerPage - 1) / kDepotsPerPage;
    if (pages == 0)
        return;
    // After a clock that jumped, or a hub that stood still: what was missed is not made up for.
    if (m_nextPage > now + kWholeEvery || m_nextPage < now - kWholeEvery)
        m_nextPage = now;
    for (; m_nextPage <= now; m_nextPage += kWholeEvery / pages) {
        m_page = m_page < pages ? m_page : 0;
        protocol::Overview overview{.at = now, .page = m_page, .pages = static_cast<std::uint32_t>(pages)};
        const auto first = m_page * kDepotsPerPage;
        for (auto i = first; i < std::min(first + kDepotsPerPage, depots); ++i)
            overview.depots.push_back(summaryOf(i));
        ++m_page;
        // Without a connection it is lost: the next one comes soon.
        std::ignore = m_transport.publish(
            m_topic, m_session.seal(std::move(overview), now).bytes, transport::Qos::AtMostOnce);
    }
}

} // namespace facteo::hub
