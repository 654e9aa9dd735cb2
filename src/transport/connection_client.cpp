// SPDX-License-Identifier: Apache-2.0
// The part of a connection that knows libmosquitto's ways: how its client is made, and what it calls.
#include "transport/connection.h"

#include "transport/mqtt_properties.h"

#include <cassert>
#include <format>
#include <mqtt_protocol.h>
#include <netdb.h>
#include <sys/socket.h>

namespace facteo::transport {

bool Connection::makeClient()
{
    m_client = mosquitto_new(m_settings.clientId.c_str(), m_settings.cleanStart, this);
    assert(m_client); // a client id is never empty, so only memory can be missing
    mosquitto_int_option(m_client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
    mosquitto_int_option(m_client, MOSQ_OPT_TCP_NODELAY, 1);
    mosquitto_int_option(m_client, MOSQ_OPT_SEND_MAXIMUM, m_settings.maxInFlight);
    mosquitto_int_option(m_client, MOSQ_OPT_RECEIVE_MAXIMUM, m_settings.maxInFlight);
    mosquitto_connect_v5_callback_set(m_client, connectedCallback);
    mosquitto_disconnect_v5_callback_set(m_client, disconnectedCallback);
    mosquitto_publish_v5_callback_set(m_client, publishedCallback);
    mosquitto_message_v5_callback_set(m_client, messageCallback);
    mosquitto_log_callback_set(m_client, logCallback);
    applyWill();
    Properties properties;
    properties.addSeconds(MQTT_PROP_SESSION_EXPIRY_INTERVAL, m_settings.sessionExpirySeconds);
    // libmosquitto has no asynchronous connect with properties. The blocking one stores them before it looks
    // at the port, so an impossible port leaves them for every connect to come (2.0.21; the test
    // PersistentSessionOutlivesTheBroker fails if a later version changes that).
    mosquitto_connect_bind_v5(
        m_client, m_settings.host.c_str(), -1, m_settings.keepAliveSeconds, nullptr, properties.list());
    return mosquitto_tls_set(m_client, m_settings.caFile.c_str(), nullptr, m_settings.certificateFile.c_str(),
               m_settings.keyFile.c_str(), nullptr) == MOSQ_ERR_SUCCESS &&
           mosquitto_tls_opts_set(m_client, 1, "tlsv1.3", nullptr) == MOSQ_ERR_SUCCESS;
}

void Connection::applyWill()
{
    if (!m_settings.will)
        return;
    const auto &will = *m_settings.will;
    Properties properties;
    if (will.delaySeconds > 0)
        properties.addSeconds(MQTT_PROP_WILL_DELAY_INTERVAL, will.delaySeconds);
    if (will.expirySeconds > 0)
        properties.addSeconds(MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, will.expirySeconds);
    auto *list = properties.release();
    const int rc = mosquitto_will_set_v5(m_client, will.topic.c_str(), static_cast<int>(will.payload.size()),
        will.payload.data(), static_cast<int>(will.qos), will.retain, list);
    assert(rc == MOSQ_ERR_SUCCESS); // a will on a bad topic is a broken contract of the settings
    if (rc != MOSQ_ERR_SUCCESS)
        mosquitto_property_free_all(&list); // else it belongs to the client
}

/// libmosquitto, when it must not block, takes the first address of a name and never the second: localhost is
/// ::1 for it, where no broker of ours listens. Bound to an address of one family it skips the other's, so
/// each attempt says which one.
bool Connection::chooseFamily()
{
    if (m_familiesLeft.empty()) {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo *found = nullptr;
        if (const int error = ::getaddrinfo(m_settings.host.c_str(), nullptr, &hints, &found); error != 0) {
            m_lastError = "cannot find the address of " + m_settings.host + ": " + ::gai_strerror(error);
            return false;
        }
        const auto has = [&](int family) {
            for (const auto *address = found; address; address = address->ai_next)
                if (address->ai_family == family)
                    return true;
            return false;
        };
        if (has(AF_INET6))
            m_familiesLeft.push_back("::");
        if (has(AF_INET))
            m_familiesLeft.push_back("0.0.0.0"); // the last is tried first
        ::freeaddrinfo(found);
    }
    if (m_familiesLeft.empty())
        return false;
    mosquitto_string_option(m_client, MOSQ_OPT_BIND_ADDRESS, m_familiesLeft.back());
    m_familiesLeft.pop_back();
    return true;
}

std::pair<Link, std::string> Connection::explain(int rc) const
{
    if (m_refusal >= 128)
        return {Link::Refused, std::string("the broker refuses: ") + mosquitto_reason_string(m_refusal)};
    // libmosquitto calls a refused TCP connection a TLS error too; only OpenSSL's own words are one. A killed
    // broker ends the stream without TLS's farewell: that is a lost link, nobody said no.
    const bool saidByTls = m_lastError.contains("OpenSSL") || m_lastError.contains("TLS") ||
                           m_lastError.contains("host name") || m_lastError.contains("Unable to load");
    const bool cutOff = m_lastError.contains("unexpected eof") || m_lastError.contains("system library");
    if (saidByTls && !cutOff)
        return {Link::Refused, m_lastError};
    if (!m_lastError.empty())
        return {Link::Lost, m_lastError};
    if (rc == MOSQ_ERR_TLS || rc == MOSQ_ERR_CONN_REFUSED)
        return {Link::Lost, std::format("nobody answers at {} port {}", m_settings.host, m_settings.port)};
    return {Link::Lost, rc == MOSQ_ERR_SUCCESS ? "the broker closed the connection" : mosquitto_strerror(rc)};
}

// --- What libmosquitto calls, on the network thread ---

void Connection::connectedCallback(mosquitto *, void *self, int code, int flags, const mosquitto_property *)
{
    auto &connection = *static_cast<Connection *>(self);
    if (code != 0) {
        connection.m_refusal = code;
        return;
    }
    connection.attemptOver();
    connection.m_acknowledged = true;
    connection.m_connected = true;
    ++connection.m_tally.connects;
    {
        const std::scoped_lock lock(connection.m_mutex);
        connection.m_filtersSent = 0;
    }
    connection.report(Link::Connected, {}, (flags & 1) != 0);
}

void Connection::disconnectedCallback(mosquitto *, void *self, int code, const mosquitto_property *)
{
    // 128 and up are the broker's reason codes, e.g. 142: another connection took our client id.
    if (code >= 128)
        static_cast<Connection *>(self)->m_refusal = code;
}

void Connection::publishedCallback(mosquitto *, void *self, int mid, int code, const mosquitto_property *)
{
    auto &connection = *static_cast<Connection *>(self);
    connection.m_unacknowledged.erase(mid); // not in it: QoS 0, written
    connection.m_tally.inFlight = connection.m_unacknowledged.size();
    ++(code >= 128 ? connection.m_tally.denied : connection.m_tally.delivered);
}

void Connection::messageCallback(
    mosquitto *, void *self, const mosquitto_message *message, const mosquitto_property *)
{
    auto &connection = *static_cast<Connection *>(self);
    const auto *bytes = static_cast<const std::byte *>(message->payload);
    const auto length = static_cast<std::size_t>(message->payloadlen);
    ++connection.m_tally.received;
    connection.m_tally.receivedBytes += length;
    if (!connection.m_onMessage)
        return;
    connection.m_onMessage({.topic = message->topic,
        .payload = length == 0 ? Bytes{} : Bytes(bytes, bytes + length),
        .qos = message->qos == 0 ? Qos::AtMostOnce : Qos::AtLeastOnce,
        .retained = message->retain});
}

void Connection::logCallback(mosquitto *, void *self, int level, const char *line)
{
    auto &connection = *static_cast<Connection *>(self);
    // The first error of an attempt is the cause, those after it are its echo.
    if ((level == MOSQ_LOG_ERR || level == MOSQ_LOG_WARNING) && connection.m_lastError.empty())
        connection.m_lastError = line;
}

} // namespace facteo::transport
