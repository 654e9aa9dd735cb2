// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// MQTT topics of version 1: facteo/1/<depot>/… (table in docs/wire.md).
namespace facteo::protocol {

/// Whose topic it is: only he publishes on it, except that the hub publishes on Down and Reply.
enum class Role : std::uint8_t { Handset = 1, Hub = 2, Console = 3 };

enum class Channel : std::uint8_t {
    Position = 1,  ///< h/<handset>/pos
    Up = 2,        ///< h/<handset>/up
    Alert = 3,     ///< h/<handset>/alert
    Will = 4,      ///< h/<handset>/will
    Down = 5,      ///< h/<handset>/down: hub → handset
    Facts = 6,     ///< facts: hub → every console
    Picture = 7,   ///< picture: hub → every console
    Hub = 8,       ///< hub: heartbeat and goodbye, hub → every console
    Request = 9,   ///< c/<console>/req
    Reply = 10,    ///< c/<console>/rep: hub → one console
    Overview = 11, ///< overview: of all depots of the house, hub → every console; <depot> is the house
};

[[nodiscard]] Role roleOf(Channel channel);

struct Topic
{
    DepotId depot{};
    Channel channel = Channel::Hub;
    SenderId party{}; ///< the handset or console whose topic it is; empty on a depot's own topics

    [[nodiscard]] Role role() const { return roleOf(channel); }
    bool operator==(const Topic &) const = default;
};

[[nodiscard]] std::string topicText(const Topic &topic);

/// Nothing for any other topic: another version, a wildcard, a part that is no Name.
[[nodiscard]] std::optional<Topic> parseTopic(std::string_view text);

// The eleven topics by name.
[[nodiscard]] std::string positionTopic(const DepotId &depot, const HandsetId &handset);
[[nodiscard]] std::string upTopic(const DepotId &depot, const HandsetId &handset);
[[nodiscard]] std::string alertTopic(const DepotId &depot, const HandsetId &handset);
[[nodiscard]] std::string willTopic(const DepotId &depot, const HandsetId &handset);
[[nodiscard]] std::string downTopic(const DepotId &depot, const HandsetId &handset);
[[nodiscard]] std::string factsTopic(const DepotId &depot);
[[nodiscard]] std::string pictureTopic(const DepotId &depot);
[[nodiscard]] std::string hubTopic(const DepotId &depot);
[[nodiscard]] std::string overviewTopic(const DepotId &house);
[[nodiscard]] std::string requestTopic(const DepotId &depot, const SenderId &console);
[[nodiscard]] std::string replyTopic(const DepotId &depot, const SenderId &console);

/// What each subscribes to: topic filters in MQTT syntax, with the QoS its content deserves.
struct Subscription
{
    std::string filter;
    int qos = 0; ///< 0 or 1

    bool operator==(const Subscription &) const = default;
};

[[nodiscard]] std::vector<Subscription> hubSubscriptions(const DepotId &depot);
[[nodiscard]] std::vector<Subscription> handsetSubscriptions(const DepotId &depot, const HandsetId &handset);
[[nodiscard]] std::vector<Subscription> consoleSubscriptions(const DepotId &depot, const SenderId &console);
/// Of a console that shows all depots of its house at a glance.
[[nodiscard]] std::vector<Subscription> overviewSubscriptions(const DepotId &house);

} // namespace facteo::protocol
