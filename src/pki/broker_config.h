// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/certificate_authority.h"
#include "pki/failure.h"
#include "protocol/words.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace facteo::pki {

/// The depot's own mosquitto. It stands in pki and not in transport, because who may say what on which topic
/// follows from enrolment; transport knows only bytes.
struct BrokerConfig
{
    protocol::DepotId depot;
    Scope scope = Scope::Depot;            ///< of a house the rights hold on the topics of every depot
    std::filesystem::path folder;          ///< of the broker: configuration, access list, persistence
    std::string bindAddress = "127.0.0.1"; ///< never wider unless somebody asked for it
    std::uint16_t port = 8883;
    std::filesystem::path caFile;
    std::filesystem::path crlFile;
    std::filesystem::path certificateFile; ///< of the broker, role Broker
    std::filesystem::path keyFile;
    std::string user{}; ///< system user to drop to when started by root; empty: "root" stays
    std::vector<std::string> hubs{};
    std::vector<std::string> handsets{};
    std::vector<std::string> consoles{};
    std::vector<std::string> ownTracksUsers{};
    std::vector<std::string> gateways{}; ///< that speak for handsets of an exercise
    std::uint32_t maxConnections = 20'000;
};

/// Names everybody whom the authority gave a certificate that is valid at `now`, each in his role; of
/// exercise gateways only those that the hub allows. Sets the scope.
void nameEverybody(BrokerConfig &config, const CertificateAuthority &authority, protocol::Instant now,
    std::span<const protocol::SenderId> allowedGateways = {});

/// mosquitto.conf: one TLS 1.3 listener, client certificates required, the common name is the user, nothing
/// anonymous, revocation list, access list, sessions that survive kill -9, and limits.
[[nodiscard]] std::string mosquittoConf(const BrokerConfig &config);

/// The access list: a handset writes under its own id only and reads only what is meant for it; a console
/// reads facts, picture, heartbeat, overview and its own answers and writes its own requests; the hub
/// everything. An exercise gateway does for any handset what that handset may do.
[[nodiscard]] std::string accessList(const BrokerConfig &config);

/// Writes both into config.folder, atomically, and makes the folder private. Returns the path of
/// mosquitto.conf. A running broker takes the new access list and revocations at SIGHUP; a new port or
/// certificate needs a restart.
[[nodiscard]] std::expected<std::filesystem::path, Failure> writeBrokerConfig(const BrokerConfig &config);

} // namespace facteo::pki
