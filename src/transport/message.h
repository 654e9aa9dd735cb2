// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace facteo::transport {

/// The common subset of all brokers we know: exactly-once (2) is not in it.
enum class Qos : std::uint8_t { AtMostOnce = 0, AtLeastOnce = 1 };

using Bytes = std::vector<std::byte>;

/// What came in on a topic. The bytes are nobody's word yet: protocol opens them.
struct Message
{
    std::string topic{};
    Bytes payload{};
    Qos qos = Qos::AtMostOnce;
    bool retained = false; ///< kept by the broker from before we subscribed

    bool operator==(const Message &) const = default;
};

enum class Link : std::uint8_t {
    Connected, ///< the broker took us in; subscriptions are renewed
    Lost,      ///< no way to the broker, or the way broke; tried again by itself
    Refused,   ///< the broker (or its certificate, or ours) said no; tried again, but somebody should look
};

struct LinkState
{
    Link link = Link::Lost;
    bool sessionPresent = false; ///< Connected: the broker had kept our session and what came in meanwhile
    std::string reason{};        ///< for a technician, never empty unless Connected

    bool operator==(const LinkState &) const = default;
};

/// Since the transport was made. Monotonic but for the two gauges at the end.
struct Counters
{
    std::uint64_t published = 0;  ///< taken over by publish()
    std::uint64_t delivered = 0;  ///< written to the socket (QoS 0) or acknowledged by the broker (QoS 1)
    std::uint64_t denied = 0;     ///< acknowledged by the broker with a refusal, e.g. not our topic
    std::uint64_t turnedAway = 0; ///< publish() refused it
    std::uint64_t lost = 0;       ///< taken over, but the link broke before it was written (QoS 0 only)
    std::uint64_t received = 0;
    std::uint64_t receivedBytes = 0;
    std::uint64_t connects = 0; ///< attempts that succeeded
    std::uint64_t failures = 0; ///< attempts that failed, and links that broke
    std::uint64_t buffered = 0; ///< now waiting in our buffer
    std::uint64_t inFlight = 0; ///< now with the broker, not acknowledged
};

} // namespace facteo::transport
