// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/conversation.h"

#include <map>
#include <set>

namespace facteo::console {

/// What a console hears of a house of many depots, beside all of the one it works for.
struct OverviewNews
{
    std::vector<protocol::DepotSummary> depots; ///< those of the pages that came
    std::vector<protocol::Roster> joined;       ///< of depots whose people are shown from now on
    std::vector<protocol::DepotId> left;        ///< … and no longer
    std::vector<HandsetNews> handsets;          ///< each at most once

    [[nodiscard]] bool empty() const
    {
        return depots.empty() && joined.empty() && left.empty() && handsets.empty();
    }
};

/// Listens to the overview of a house, and to the pictures of the depots that are followed and of no other:
/// asks each once who its people are, and then takes what they do. Of others only the numbers are known.
///
/// Without thread, clock or transport of its own, as Conversation. One thread.
class OverviewConversation
{
public:
    using Publish = Conversation::Publish;
    struct Wire
    {
        Publish publish;
        std::function<void(const protocol::Subscription &)> subscribe;
        std::function<void(const std::string &filter)> unsubscribe;
    };

    /// `settings.depot` is the house.
    OverviewConversation(ConversationSettings settings, protocol::SigningKey key, Wire wire);

    /// Subscribes to the overview. Once.
    void start();
    /// From now on these and no others.
    void follow(const std::set<protocol::DepotId> &depots, protocol::Instant now);

    void onLink(const transport::LinkState &link, protocol::Instant now);
    void onMessage(const transport::Message &message, protocol::Instant now);
    /// Deadlines: several times a second.
    void tick(protocol::Instant now);

    [[nodiscard]] OverviewNews takeNews();

private:
    enum class Stage : std::uint8_t { Unasked, Asked, Joined };
    struct Followed
    {
        Stage stage = Stage::Unasked;
        protocol::FrameId request{};
        std::optional<protocol::Snapshot> snapshot{}; ///< gathered so far
    };

    void askSome(protocol::Instant now);
    void onResponse(protocol::Response response, protocol::Instant now);
    void onPicture(const protocol::DepotId &depot, const protocol::Picture &picture);
    void note(const protocol::HandsetPicture &picture);
    void join(Followed &followed);

    ConversationSettings m_settings;
    protocol::SenderSession m_session;
    Wire m_wire;
    protocol::RequestBook m_book;
    std::map<protocol::DepotId, Followed> m_followed;
    std::size_t m_asked = 0; ///< questions on their way
    bool m_connected = false;
    OverviewNews m_news;
    std::unordered_map<protocol::HandsetId, std::size_t> m_newsRow; ///< in its handsets
};

} // namespace facteo::console
