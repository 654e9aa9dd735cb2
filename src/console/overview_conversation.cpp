// SPDX-License-Identifier: Apache-2.0
#include "console/overview_conversation.h"

#include "protocol/pages.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace facteo::console {

using namespace protocol;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kPatienceWithDepot{5'000};
/// Snapshots on their way: more of them would only wait in the hub.
constexpr std::size_t kMostAsked = 16;

} // namespace

OverviewConversation::OverviewConversation(ConversationSettings settings, SigningKey key, Wire wire)
    : m_settings(std::move(settings)), m_session(m_settings.console, std::move(key)), m_wire(std::move(wire))
{
}

void OverviewConversation::start()
{
    for (const auto &subscription : overviewSubscriptions(m_settings.depot))
        m_wire.subscribe(subscription);
}

void OverviewConversation::follow(const std::set<DepotId> &depots, Instant now)
{
    for (auto known = m_followed.begin(); known != m_followed.end();) {
        if (depots.contains(known->first)) {
            ++known;
            continue;
        }
        m_wire.unsubscribe(pictureTopic(known->first));
        m_wire.unsubscribe(replyTopic(known->first, m_settings.console));
        if (known->second.stage == Stage::Asked)
            --m_asked;
        // Who joined and left within one batch was never shown.
        std::erase_if(m_news.joined, [&](const Roster &roster) { return roster.depot.id == known->first; });
        m_news.left.push_back(known->first);
        known = m_followed.erase(known);
    }
    for (const auto &depot : depots) {
        if (!m_followed.try_emplace(depot).second)
            continue;
        std::erase(m_news.left, depot);
        m_wire.subscribe({replyTopic(depot, m_settings.console), 1});
        m_wire.subscribe({pictureTopic(depot), 0});
    }
    askSome(now);
}

void OverviewConversation::onLink(const transport::LinkState &link, Instant now)
{
    m_connected = link.link == transport::Link::Connected;
    if (m_connected)
        return askSome(now);
    std::ignore = m_book.abandonAll();
    for (auto &[depot, followed] : m_followed)
        if (followed.stage == Stage::Asked)
            followed = {};
    m_asked = 0;
}

void OverviewConversation::askSome(Instant now)
{
    for (auto &[depot, followed] : m_followed) {
        if (!m_connected || m_asked >= kMostAsked)
            return;
        if (followed.stage != Stage::Unasked)
            continue;
        auto sealed = m_session.seal(
            Request{.by = m_settings.by, .operatorName = m_settings.operatorName, .body = AskSnapshot{}},
            now);
        if (!m_wire.publish(requestTopic(depot, m_settings.console), std::move(sealed.bytes)))
            return;
        m_book.sent(sealed.id, now, kPatienceWithDepot);
        followed = {.stage = Stage::Asked, .request = sealed.id, .snapshot = {}};
        ++m_asked;
    }
}

void OverviewConversation::onMessage(const transport::Message &message, Instant now)
{
    const auto topic = parseTopic(message.topic);
    auto opened = open(message.payload);
    if (!topic || !opened || !mayTravelOn(topic->channel, opened->kind()) ||
        opened->envelope.sender != m_settings.hub ||
        (mustBeSigned(opened->kind()) && !opened->isSignedBy(m_settings.hubKey)))
        return;
    auto &body = opened->envelope.body;
    if (auto *overview = std::get_if<Overview>(&body))
        std::ranges::move(overview->depots, std::back_inserter(m_news.depots));
    else if (const auto *picture = std::get_if<Picture>(&body))
        onPicture(topic->depot, *picture);
    else if (auto *response = std::get_if<Response>(&body))
        onResponse(std::move(*response), now);
}

/// What comes before the people are known comes again with the snapshot.
void OverviewConversation::onPicture(const DepotId &depot, const Picture &picture)
{
    const auto followed = m_followed.find(depot);
    if (followed != m_followed.end() && followed->second.stage == Stage::Joined)
        std::ranges::for_each(picture.handsets, [this](const HandsetPicture &one) { note(one); });
}

void OverviewConversation::note(const HandsetPicture &picture)
{
    const auto [known, fresh] = m_newsRow.try_emplace(picture.handset, m_news.handsets.size());
    if (fresh)
        m_news.handsets.emplace_back(picture);
    else
        m_news.handsets[known->second] = HandsetNews(picture);
}

void OverviewConversation::onResponse(Response response, Instant now)
{
    const auto request = response.request;
    const auto asked = std::ranges::find_if(m_followed, [&](const auto &entry) {
        return entry.second.stage == Stage::Asked && entry.second.request == request;
    });
    for (auto &page : m_book.arrived(std::move(response), now)) {
        if (asked == m_followed.end())
            return;
        auto &followed = asked->second;
        if (auto *snapshot = std::get_if<Snapshot>(&page.body)) {
            if (followed.snapshot)
                append(*followed.snapshot, std::move(*snapshot));
            else
                followed.snapshot = std::move(*snapshot);
        }
        if (!page.last)
            continue;
        --m_asked;
        if (!followed.snapshot)
            followed = {}; // refused: asked again with the next tick
        else
            join(followed);
    }
    askSome(now);
}

void OverviewConversation::join(Followed &followed)
{
    followed.stage = Stage::Joined;
    auto snapshot = *std::exchange(followed.snapshot, std::nullopt);
    m_news.joined.push_back(std::move(snapshot.roster));
    std::ranges::for_each(snapshot.handsets, [this](const HandsetPicture &one) { note(one); });
}

void OverviewConversation::tick(Instant now)
{
    for (const auto &request : m_book.expired(now))
        for (auto &[depot, followed] : m_followed)
            if (followed.stage == Stage::Asked && followed.request == request) {
                followed = {};
                --m_asked;
            }
    askSome(now);
}

OverviewNews OverviewConversation::takeNews()
{
    m_newsRow.clear();
    return std::exchange(m_news, {});
}

} // namespace facteo::console
