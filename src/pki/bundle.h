// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/failure.h"
#include "pki/role.h"
#include "protocol/keys.h"
#include "protocol/words.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>

namespace facteo::pki {

/// Where the broker is. `host` must be a name or address in the broker certificate's subjectAltName.
struct BrokerAddress
{
    std::string host = "localhost";
    std::uint16_t port = 8883;

    bool operator==(const BrokerAddress &) const = default;
};

/// Everything one participant needs to speak: a folder `connection.toml ca.pem cert.pem key.pem hub.pem
/// crl.pem`, made by CertificateAuthority::issue and carried to where it is used. The key of the TLS
/// certificate is the key that signs frames.
struct Bundle
{
    std::filesystem::path folder;
    protocol::DepotId depot; ///< on whose topics it speaks; of what is not of one depot, the house
    protocol::DepotId house; ///< whose authority issued it; empty: the depot has an authority of its own
    Role role = Role::Handset;
    std::string id; ///< common name of the certificate, sender of frames
    BrokerAddress broker;
    protocol::SenderId hub; ///< whose signature on frames from above is believed; empty: nobody's
    protocol::PublicKey hubKey{};
    protocol::SigningKey key; ///< signs frames, and is the key of the certificate
    std::filesystem::path caFile;
    std::filesystem::path certificateFile;
    std::filesystem::path keyFile;
    std::filesystem::path hubFile;
    std::filesystem::path crlFile;

    /// What the authority that issued it is of.
    [[nodiscard]] const protocol::DepotId &domain() const { return house.empty() ? depot : house; }
};

/// Reads and checks a bundle: every key of connection.toml, every file, that the key is private to its owner,
/// belongs to the certificate, that the certificate carries this id, and that the bundle's CA signed it and
/// the hub's. Not checked: dates and revocation, which the broker does at each connection.
///
/// Failure.detail names the file, the key or line in it, and the remedy.
[[nodiscard]] std::expected<Bundle, Failure> readBundle(const std::filesystem::path &folder);

/// What a participant calls itself to the broker: its id, a dash, and 16 hexadecimal digits that follow from
/// its private key. A broker ends a connection when another comes with the same client id, whoever's
/// certificate that has, so nobody else may be able to guess it. The same for the life of the key; a
/// participant with several connections adds something of its own.
[[nodiscard]] std::string clientId(const Bundle &bundle);

/// Rewrites the broker's address in an existing bundle, atomically: embedded brokers change their port.
[[nodiscard]] std::expected<void, Failure> moveBroker(
    const std::filesystem::path &folder, const BrokerAddress &broker);

} // namespace facteo::pki
