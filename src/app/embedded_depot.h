// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data_folder.h"
#include "hub_config.h"
#include "pki/broker_config.h"

#include <optional>
#include <string>
#include <vector>

namespace facteo::app {

struct EmbeddedOptions
{
    DataFolder folder{};
    std::uint16_t port = 0;         ///< 0: the one of last time, or a free one
    std::filesystem::path roster{}; ///< a file, or a folder of a house's; empty: what was enrolled before
    std::string depot{};            ///< of a first start without a roster
    std::string house{};            ///< of a first start of a house: its depots are those of the rosters
    std::vector<std::string> gateways{}; ///< of exercises, allowed from the first start on
};

/// A data folder that is ready to be served.
struct EmbeddedDepot
{
    HubConfig config;
    std::vector<protocol::Roster> rosters{}; ///< with keys
    std::filesystem::path brokerConfig;
    std::uint16_t port = 0;
    std::vector<std::string> notes; ///< what a person should know: revoked, extended, about to end
};

inline constexpr std::string_view kHubId = "hub";
inline constexpr std::string_view kBrokerId = "broker";
inline constexpr std::string_view kConsoleId = "console";        ///< of the windows on this machine
inline constexpr std::string_view kConsoleCliId = "console-cli"; ///< of `facteo` on this machine

/// Makes what is missing: authority, bundles of hub, broker, consoles, gateways and every handset of the
/// rosters that does not bring a key, the broker's configuration and hub.toml. The same at every start;
/// nothing that exists is made anew.
[[nodiscard]] std::expected<EmbeddedDepot, std::string> prepareDepot(
    const EmbeddedOptions &options, protocol::Instant now);

/// Writes the broker's rights anew, as they follow from what is issued and revoked now, and gives the
/// consoles that may ask.
[[nodiscard]] std::expected<std::vector<hub::EnrolledConsole>, std::string> renewRights(
    const DataFolder &folder, std::uint16_t port, protocol::Instant now);

} // namespace facteo::app
