// SPDX-License-Identifier: Apache-2.0
#include "protocol/topics.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <format>

namespace facteo::protocol {
namespace {

constexpr std::string_view kRoot = "facteo/1/";

struct ChannelRow
{
    Channel channel;
    Role role;
    std::string_view folder; ///< between depot and party; empty for a depot's own topics
    std::string_view leaf;
};

constexpr auto kChannels = std::to_array<ChannelRow>({
    {Channel::Position, Role::Handset, "h", "pos"},
    {Channel::Up, Role::Handset, "h", "up"},
    {Channel::Alert, Role::Handset, "h", "alert"},
    {Channel::Will, Role::Handset, "h", "will"},
    {Channel::Down, Role::Handset, "h", "down"},
    {Channel::Facts, Role::Hub, "", "facts"},
    {Channel::Picture, Role::Hub, "", "picture"},
    {Channel::Hub, Role::Hub, "", "hub"},
    {Channel::Request, Role::Console, "c", "req"},
    {Channel::Reply, Role::Console, "c", "rep"},
    {Channel::Overview, Role::Hub, "", "overview"},
});

const ChannelRow &rowOf(Channel channel)
{
    const auto row = std::ranges::find(kChannels, channel, &ChannelRow::channel);
    assert(row != kChannels.end());
    return *row;
}

/// `party` may be a Name or MQTT's one-level wildcard.
std::string build(const DepotId &depot, Channel channel, std::string_view party)
{
    const auto &row = rowOf(channel);
    if (row.folder.empty())
        return std::format("{}{}/{}", kRoot, depot.text, row.leaf);
    return std::format("{}{}/{}/{}/{}", kRoot, depot.text, row.folder, party, row.leaf);
}

/// The part before the next slash, taken off `rest`.
std::string_view takeLevel(std::string_view &rest)
{
    const auto slash = rest.find('/');
    const auto level = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash + 1);
    return level;
}

} // namespace

Role roleOf(Channel channel)
{
    return rowOf(channel).role;
}

std::string topicText(const Topic &topic)
{
    return build(topic.depot, topic.channel, topic.party.text);
}

std::optional<Topic> parseTopic(std::string_view text)
{
    if (!text.starts_with(kRoot))
        return std::nullopt;
    auto rest = text.substr(kRoot.size());
    const auto depot = takeLevel(rest);
    if (!isName(depot))
        return std::nullopt;

    for (const auto &row : kChannels) {
        auto tail = rest;
        std::string_view party;
        if (!row.folder.empty()) {
            if (takeLevel(tail) != row.folder)
                continue;
            party = takeLevel(tail);
            if (!isName(party))
                return std::nullopt;
        }
        if (tail == row.leaf)
            return Topic{
                .depot = {std::string(depot)}, .channel = row.channel, .party = {std::string(party)}};
    }
    return std::nullopt;
}

std::string positionTopic(const DepotId &depot, const HandsetId &handset)
{
    return build(depot, Channel::Position, handset.text);
}

std::string upTopic(const DepotId &depot, const HandsetId &handset)
{
    return build(depot, Channel::Up, handset.text);
}

std::string alertTopic(const DepotId &depot, const HandsetId &handset)
{
    return build(depot, Channel::Alert, handset.text);
}

std::string willTopic(const DepotId &depot, const HandsetId &handset)
{
    return build(depot, Channel::Will, handset.text);
}

std::string downTopic(const DepotId &depot, const HandsetId &handset)
{
    return build(depot, Channel::Down, handset.text);
}

std::string factsTopic(const DepotId &depot)
{
    return build(depot, Channel::Facts, {});
}
std::string pictureTopic(const DepotId &depot)
{
    return build(depot, Channel::Picture, {});
}
std::string hubTopic(const DepotId &depot)
{
    return build(depot, Channel::Hub, {});
}

std::string overviewTopic(const DepotId &house)
{
    return build(house, Channel::Overview, {});
}

std::string requestTopic(const DepotId &depot, const SenderId &console)
{
    return build(depot, Channel::Request, console.text);
}

std::string replyTopic(const DepotId &depot, const SenderId &console)
{
    return build(depot, Channel::Reply, console.text);
}

std::vector<Subscription> hubSubscriptions(const DepotId &depot)
{
    return {{build(depot, Channel::Alert, "+"), 1}, {build(depot, Channel::Up, "+"), 1},
        {build(depot, Channel::Will, "+"), 1}, {build(depot, Channel::Request, "+"), 1},
        {build(depot, Channel::Position, "+"), 0}};
}

std::vector<Subscription> handsetSubscriptions(const DepotId &depot, const HandsetId &handset)
{
    return {{downTopic(depot, handset), 1}};
}

std::vector<Subscription> consoleSubscriptions(const DepotId &depot, const SenderId &console)
{
    return {{replyTopic(depot, console), 1}, {factsTopic(depot), 1}, {hubTopic(depot), 0},
        {pictureTopic(depot), 0}};
}

std::vector<Subscription> overviewSubscriptions(const DepotId &house)
{
    return {{overviewTopic(house), 0}};
}

} // namespace facteo::protocol
