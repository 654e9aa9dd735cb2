// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace facteo::console {

/// How it stands between this console and the hub, worst first. Exactly one holds at a time.
enum class LinkState : std::uint8_t {
    Starting,          ///< nothing was tried yet
    BrokerUnreachable, ///< no connection; it keeps trying
    BrokerRefuses, ///< the broker, its certificate or ours says no: it keeps trying, but somebody has to look
    HubSilent,     ///< the broker answers, the hub has not been heard for kHubSilentAfter
    Catching,      ///< connected, the depot's state is still being fetched
    FeedFrozen,    ///< the hub lives, but no picture came for kFeedFrozenAfter
    Live,
};

/// The hub's heartbeat comes once a second: three lost ones in a row are no accident.
inline constexpr std::chrono::milliseconds kHubSilentAfter{3'000};
/// The picture comes once a second as long as anybody is on the map.
inline constexpr std::chrono::milliseconds kFeedFrozenAfter{4'000};
/// Below this a difference of clocks changes no decision and is not worth a word.
inline constexpr std::chrono::milliseconds kSkewWorthSaying{2'000};

struct Link
{
    LinkState state = LinkState::Starting;
    /// Since when it is so, by this workstation's clock; of whatever is silent, its last word.
    protocol::Instant since;
    std::chrono::milliseconds hubAhead{0}; ///< hub's clock minus this one's; 0 before the first heartbeat

    std::string reason = {}; ///< why the broker is unreachable or refuses, for a technician
    /// Why the hub does not hand out the depot's state, while it does not.
    std::optional<protocol::Refusal> refusal = {};

    bool operator==(const Link &) const = default;
};

} // namespace facteo::console
