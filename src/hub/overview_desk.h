// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/hub.h"

#include <functional>

namespace facteo::hub {

/// All depots of the house at a glance, so that a console draws the country without listening to any depot:
/// numbers and no positions, page by page, every page once in two seconds. Lossy by design, as the picture.
class OverviewDesk
{
public:
    /// A page stays below 256 KiB however long the names are.
    static constexpr std::size_t kDepotsPerPage = 200;
    static constexpr std::chrono::milliseconds kWholeEvery{2'000};

    /// `transport` must outlive this. `settings.depot` is the house.
    OverviewDesk(
        transport::Transport &transport, const HubSettings &settings, const protocol::SigningKey &key);

    /// Publishes the pages that are due; they are spread over the two seconds. `summaryOf` is asked for each
    /// depot of a page, from 0 to `depots` - 1.
    void tick(std::size_t depots, const std::function<protocol::DepotSummary(std::size_t)> &summaryOf,
        protocol::Instant now);

private:
    transport::Transport &m_transport;
    std::string m_topic;
    protocol::SenderSession m_session;
    std::uint32_t m_page = 0;
    protocol::Instant m_nextPage{};
};

} // namespace facteo::hub
