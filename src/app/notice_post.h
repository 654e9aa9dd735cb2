// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/escalation_desk.h"
#include "outreach/outreach.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace facteo::app {

/// What a person reads who is told of an alert: in French, at most a few SMS long; in capitals first what he
/// must not do. `now` by the hub's clock.
[[nodiscard]] std::string noticeText(const hub::OutboundNotice &notice, protocol::Instant now);

/// Takes the hub's notices to the people they are for, and brings back what became of them.
class NoticePost
{
public:
    using Outcomes = std::vector<std::pair<protocol::DepotId, protocol::Notice>>;

    /// `wakeUp` is called on another thread when there are outcomes.
    NoticePost(outreach::Settings settings, std::function<void()> wakeUp);
    ~NoticePost();

    /// Never blocks. A channel that is not configured is an outcome: failed.
    void send(const hub::OutboundNotice &notice, protocol::Instant now);
    /// Since the last call; `now` becomes their time.
    [[nodiscard]] Outcomes takeOutcomes(protocol::Instant now);

private:
    struct UnderWay
    {
        protocol::DepotId depot;
        protocol::Notice notice;
    };

    outreach::Outreach m_outreach;
    std::map<std::string, UnderWay> m_underWay; ///< by the message's id
};

} // namespace facteo::app
