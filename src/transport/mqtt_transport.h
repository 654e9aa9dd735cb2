// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport/backoff.h"
#include "transport/network_thread.h"
#include "transport/transport.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace facteo::transport {

class Connection;

/// What the broker publishes for us when the link dies without a goodbye.
struct LastWill
{
    std::string topic;
    Bytes payload{};
    Qos qos = Qos::AtLeastOnce;
    bool retain = false;
    std::uint32_t delaySeconds = 0;  ///< a link that is back before does not count as dead
    std::uint32_t expirySeconds = 0; ///< 0: never
};

/// One MQTT 5 connection. There is no setting for plain TCP, older TLS or an unchecked certificate: a
/// connection is TLS 1.3 with both certificates checked, or it is none.
struct MqttSettings
{
    std::string clientId;
    std::string host = "localhost"; ///< must be in the broker certificate's subjectAltName
    std::uint16_t port = 8883;
    std::filesystem::path caFile;
    std::filesystem::path certificateFile;
    std::filesystem::path keyFile;
    std::uint16_t keepAliveSeconds = 30;    ///< the broker counts us dead after 1.5 times this
    bool cleanStart = true;                 ///< false: take up the session that the broker kept
    std::uint32_t sessionExpirySeconds = 0; ///< how long the broker keeps it; 0: not beyond the link
    std::optional<LastWill> will;
    Backoff::Limits backoff;
    std::uint64_t seed = 1;            ///< of the jitter: draw it at random in products
    std::size_t maxBuffered = 10'000;  ///< messages taken over and not yet written
    std::uint16_t maxInFlight = 1'000; ///< QoS 1 messages written and not yet acknowledged
    std::size_t maxPayloadBytes = 1 << 20;
};

/// MQTT 5 over TLS 1.3 with certificates on both sides, through libmosquitto. All of libmosquitto runs on the
/// network thread; publish() and subscribe() only put into a buffer and wake it.
class MqttTransport final : public Transport
{
public:
    /// `network` must outlive this.
    MqttTransport(NetworkThread &network, MqttSettings settings);
    ~MqttTransport() override;

    void start() override;
    void stop() override;
    void sever() override;
    [[nodiscard]] std::expected<void, PublishError> publish(std::string topic, Bytes payload, Qos qos,
        bool retain = false, std::uint32_t messageExpirySeconds = 0) override;
    void subscribe(std::string filter, Qos qos) override;
    void unsubscribe(const std::string &filter) override;
    [[nodiscard]] bool connected() const override;
    [[nodiscard]] Counters counters() const override;

private:
    NetworkThread &m_network;
    std::shared_ptr<Connection> m_connection;
};

} // namespace facteo::transport
