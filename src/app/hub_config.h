// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/settings.h"
#include "outreach/settings.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace facteo::app {

/// What facteo-hub runs with, from a TOML file:
///
///     depot = "D-BRANCELLE"                     # or, of many depots under one authority and one broker:
///                                               # house = "F-EXAMPLE", depots = ["D-0001", "D-0002"]
///     bundle = "bundles/hub"                    # who we are and where the broker is
///     database = "sqlite:store/facteo.sqlite"   # or postgresql://user@host/name?sslmode=verify-full
///     trails = "store/trails"
///     ready_file = "run/hub.json"
///     [limits]
///     queue_frames = 500000                     # waiting between network and hub
///     batch_frames = 8192                       # of one transaction
///     position_every_seconds = 10               # told to handsets, 1 to 50
///     trail_days = 60                           # positions are deleted after so many days
///     [consoles]                                # which console signs with which key: its cert.pem
///     "console-1" = "consoles/console-1.pem"
///     [owntracks]                               # which phone speaks for which handset
///     "f0421/s8" = "H-070"
///     [escalation]                              # who is told when nobody answers: escalation_config.h
///     [depot_escalation.D-0002]                 # the same of one depot of a house
///     [channels]                                # by which gateways and servers: outreach_config.h
///     [exercise]
///     gateways = ["crowd"]                      # may speak for handsets that do not exist
///
/// Relative paths are relative to the file.
struct HubConfig
{
    protocol::DepotId depot; ///< or the house
    bool isHouse = false;
    std::vector<protocol::DepotId> depots{}; ///< that it serves: the one, or those of the house
    std::filesystem::path bundle;
    std::string database;
    std::filesystem::path trails;
    std::filesystem::path readyFile;
    std::size_t queueFrames = 500'000;
    std::size_t batchFrames = 8'192;
    std::uint32_t positionEverySeconds = 10;
    std::chrono::days trailKeptFor{60};
    std::vector<hub::EnrolledConsole> consoles;
    std::map<std::string, protocol::HandsetId> ownTracks; ///< "user/device"
    std::vector<protocol::SenderId> gateways;             ///< of exercises
    protocol::EscalationPolicy escalation = domain::defaultEscalation();
    std::map<protocol::DepotId, protocol::EscalationPolicy>
        ownEscalations{}; ///< of depots that have their own
    outreach::Settings channels{};
};

/// The error is for a terminal, a line each: FILE:LINE: key: what it must be. Unknown keys are errors, so
/// that a misspelt one is not silently the default.
[[nodiscard]] std::expected<HubConfig, std::string> readHubConfig(const std::filesystem::path &file);

} // namespace facteo::app
