// SPDX-License-Identifier: Apache-2.0
#include "pki/broker_config.h"

#include "pki/files.h"
#include "protocol/topics.h"

#include <algorithm>
#include <format>

namespace facteo::pki {
namespace {

namespace fs = std::filesystem;
using protocol::SenderId;

/// 256 KiB of frame (protocol/frame.h) and room for topic and properties.
constexpr int kMaxPacketBytes = 300'000;
/// One level of a topic, whatever it is.
constexpr std::string_view kAny = "+";

std::string grant(std::string_view what, const std::string &topic)
{
    return std::format("topic {} {}\n", what, topic);
}

std::string handsetTopics(const protocol::DepotId &depot, const std::string &id)
{
    const protocol::HandsetId handset{id};
    return grant("write", protocol::positionTopic(depot, handset)) +
           grant("write", protocol::upTopic(depot, handset)) +
           grant("write", protocol::alertTopic(depot, handset)) +
           grant("write", protocol::willTopic(depot, handset)) +
           grant("read", protocol::downTopic(depot, handset));
}

std::string handsetRights(const protocol::DepotId &depot, const std::string &id)
{
    return std::format("\nuser {}\n", id) + handsetTopics(depot, id);
}

std::string consoleRights(const protocol::DepotId &depot, const std::string &id)
{
    const SenderId console{id};
    return std::format("\nuser {}\n", id) + grant("read", protocol::factsTopic(depot)) +
           grant("read", protocol::pictureTopic(depot)) + grant("read", protocol::hubTopic(depot)) +
           grant("read", protocol::overviewTopic(depot)) +
           grant("read", protocol::replyTopic(depot, console)) +
           grant("write", protocol::requestTopic(depot, console));
}

} // namespace

void nameEverybody(BrokerConfig &config, const CertificateAuthority &authority, protocol::Instant now,
    std::span<const SenderId> allowedGateways)
{
    config.scope = authority.scope();
    for (const auto &issued : authority.issued()) {
        if (!issued.isValidAt(now))
            continue;
        switch (issued.role) {
        case Role::Hub:
            config.hubs.push_back(issued.id);
            break;
        case Role::Handset:
            config.handsets.push_back(issued.id);
            break;
        case Role::Console:
            config.consoles.push_back(issued.id);
            break;
        case Role::OperatorPhone:
            config.ownTracksUsers.push_back(issued.id);
            break;
        case Role::ExerciseGateway:
            if (std::ranges::contains(allowedGateways, SenderId{issued.id}))
                config.gateways.push_back(issued.id);
            break;
        case Role::Broker:
            break;
        }
    }
}

std::string mosquittoConf(const BrokerConfig &config)
{
    return std::format(R"(# Written by Facteo for {0}; changes are lost at the next start.

per_listener_settings false
user {1}

# One listener, TLS 1.3, and nobody without a certificate of the depot's own authority.
listener {2} {3}
protocol mqtt
tls_version tlsv1.3
cafile {4}
crlfile {5}
certfile {6}
keyfile {7}
require_certificate true
use_identity_as_username true
allow_anonymous false
acl_file {8}
max_connections {9}

# Sessions and what waits in them are on disk a few seconds later, and at the end. Not at every change: each of them
# writes the whole database, and whatever must not be lost is repeated until its receiver has it.
persistence true
persistence_location {10}/
autosave_on_changes false
autosave_interval 5
persistent_client_expiration 14d

# Limits: nobody can fill the memory, and a console that sleeps loses its session, not the broker.
max_packet_size {11}
max_inflight_messages 1000
max_queued_messages 20000
max_queued_bytes 67108864
max_keepalive 600
max_qos 1
memory_limit 2147483648
set_tcp_nodelay true

log_dest stderr
log_type error
log_type warning
log_type notice
connection_messages false
)",
        config.depot.text, config.user.empty() ? "root" : config.user, config.port, config.bindAddress,
        config.caFile.string(), config.crlFile.string(), config.certificateFile.string(),
        config.keyFile.string(), (config.folder / "acl").string(), config.maxConnections,
        config.folder.string(), kMaxPacketBytes);
}

std::string accessList(const BrokerConfig &config)
{
    auto text =
        std::format("# Written by Facteo for depot {}. The user is the common name of the certificate; "
                    "what is not listed is forbidden.\n",
            config.depot.text);
    // In a house everybody's name is unique, so that the name alone says whose a topic is, whatever its
    // depot.
    const protocol::DepotId depot =
        config.scope == Scope::House ? protocol::DepotId{std::string(kAny)} : config.depot;
    for (const auto &hub : config.hubs)
        text += std::format("\nuser {}\ntopic readwrite facteo/1/{}/#\ntopic readwrite owntracks/#\n"
                            "topic read $SYS/broker/#\n",
            hub, depot.text);
    for (const auto &handset : config.handsets)
        text += handsetRights(depot, handset);
    for (const auto &console : config.consoles)
        text += consoleRights(depot, console);
    for (const auto &gateway : config.gateways)
        text += std::format("\nuser {}\n", gateway) + handsetTopics(depot, std::string(kAny));
    for (const auto &user : config.ownTracksUsers)
        text += std::format("\nuser {0}\ntopic readwrite owntracks/{0}/#\n", user);
    return text;
}

std::expected<fs::path, Failure> writeBrokerConfig(const BrokerConfig &config)
{
    // mosquitto.conf has no quoting: a line feed or a space at the end of a path would be read as something
    // else.
    for (const auto &path :
        {config.folder, config.caFile, config.crlFile, config.certificateFile, config.keyFile}) {
        const auto text = path.string();
        if (text.find_first_of("\n\r") != std::string::npos || text.ends_with(' ') || !path.is_absolute())
            return std::unexpected(Failure{PkiError::BadName,
                "mosquitto cannot be told the path \"" + text + "\": it must be absolute, on one line"});
    }
    if (auto made = makePrivateFolder(config.folder); !made)
        return std::unexpected(made.error());
    if (auto written = writeWhole(config.folder / "acl", accessList(config), kPrivateFile); !written)
        return std::unexpected(written.error());
    auto file = config.folder / "mosquitto.conf";
    if (auto written = writeWhole(file, mosquittoConf(config), kPrivateFile); !written)
        return std::unexpected(written.error());
    return file;
}

} // namespace facteo::pki
