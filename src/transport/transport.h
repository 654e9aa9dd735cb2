// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport/message.h"

#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace facteo::transport {

enum class PublishError : std::uint8_t {
    NotConnected, ///< nothing was kept: the sender's own outbox repeats what matters
    BufferFull,   ///< the broker takes less than we give: slow down
    TooLarge,     ///< more than the settings' maxPayloadBytes
    BadTopic,     ///< empty, over 1 024 bytes, or with a wildcard
};

/// One connection that carries bytes by topic. MqttTransport is the real one, LoopbackTransport a lossy
/// broker inside the process; nobody above needs to know which.
///
/// Taking a message over is no promise that it arrives: whoever needs that repeats until the receiver,
/// not the broker, has acknowledged (protocol's outbox).
class Transport
{
public:
    using OnMessage = std::function<void(Message &&)>;
    using OnLink = std::function<void(const LinkState &)>;

    virtual ~Transport() = default;
    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;

    /// Both are called on the network thread: copy into a queue (MessageQueue) and return. Set before
    /// start().
    void onMessage(OnMessage callback) { m_onMessage = std::move(callback); }
    void onLink(OnLink callback) { m_onLink = std::move(callback); }

    /// Connects, and from then on reconnects by itself until stop() or sever(). Returns at once.
    virtual void start() = 0;

    /// Says goodbye (the last will is not published) after what is buffered was written, at most 2 s later.
    /// No callback comes after it returned. Must not be called from a callback.
    virtual void stop() = 0;

    /// The radio dies: the link is cut without a goodbye, so that the broker publishes the last will, and
    /// stays down until start().
    virtual void sever() = 0;

    /// Takes the message over without waiting. Any thread.
    [[nodiscard]] virtual std::expected<void, PublishError> publish(std::string topic, Bytes payload, Qos qos,
        bool retain = false, std::uint32_t messageExpirySeconds = 0) = 0;

    /// Remembered, and renewed at every connect; may be called before start(). Any thread.
    virtual void subscribe(std::string filter, Qos qos) = 0;
    /// Ends what was subscribed to under exactly this filter; what is on its way still comes. Any thread.
    virtual void unsubscribe(const std::string &filter) = 0;

    [[nodiscard]] virtual bool connected() const = 0;
    [[nodiscard]] virtual Counters counters() const = 0;

protected:
    OnMessage m_onMessage;
    OnLink m_onLink;
};

} // namespace facteo::transport
