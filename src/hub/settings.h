// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/escalation.h"
#include "protocol/records.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace facteo::hub {

/// A console that may ask this hub, and the key with which it signs.
struct EnrolledConsole
{
    protocol::SenderId id;
    protocol::PublicKey key{};

    bool operator==(const EnrolledConsole &) const = default;
};

/// What a hub is told when it starts. Times are the hub's clock.
struct HubSettings
{
    protocol::DepotId depot{};
    protocol::SenderId id{}; ///< the common name of the hub's certificate
    std::vector<EnrolledConsole> consoles{};
    /// Exercise gateways: they may seal frames that are marked as an exercise for any handset, and the record
    /// names them.
    std::vector<protocol::SenderId> gateways{};
    std::uint32_t positionEverySeconds = 10;   ///< told to handsets
    std::chrono::seconds repeatOrdersAfter{5}; ///< first repetition to a handset; doubled up to a minute
    std::chrono::days trailKeptFor{60}; ///< positions: two months of activity follow-up (CNIL), never more
    /// The depot's ladder; of a house, of every depot that has none of its own.
    protocol::EscalationPolicy escalation = domain::defaultEscalation();
    /// Of those that have.
    std::map<protocol::DepotId, protocol::EscalationPolicy> ownEscalations{};
    std::string version{};
    /// From 0 to 1, of a depot that is one of many: at which part of a minute or an hour it does what is done
    /// once in each, so that not all do it at once.
    double phase = 0;
};

} // namespace facteo::hub
