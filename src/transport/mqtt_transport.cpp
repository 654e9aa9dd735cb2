// SPDX-License-Identifier: Apache-2.0
#include "transport/mqtt_transport.h"

#include "transport/connection.h"
#include "transport/loop.h"
#include "transport/topic_filter.h"

namespace facteo::transport {

MqttTransport::MqttTransport(NetworkThread &network, MqttSettings settings)
    : m_network(network), m_connection(std::make_shared<Connection>(std::move(settings), *network.m_loop))
{
}

MqttTransport::~MqttTransport()
{
    stop();
}

void MqttTransport::start()
{
    m_connection->wantUp(m_onMessage, m_onLink);
    m_network.m_loop->attend(m_connection);
}

void MqttTransport::stop()
{
    m_connection->wantStopped();
    m_network.m_loop->attend(m_connection);
    m_connection->waitUntilStopped();
}

void MqttTransport::sever()
{
    m_connection->wantSevered();
    m_network.m_loop->attend(m_connection);
}

std::expected<void, PublishError> MqttTransport::publish(
    std::string topic, Bytes payload, Qos qos, bool retain, std::uint32_t messageExpirySeconds)
{
    bool mustWake = false;
    const auto taken =
        m_connection->take(std::move(topic), std::move(payload), qos, retain, messageExpirySeconds, mustWake);
    if (mustWake)
        m_network.m_loop->attend(m_connection);
    return taken;
}

void MqttTransport::subscribe(std::string filter, Qos qos)
{
    m_connection->addFilter(std::move(filter), qos);
    m_network.m_loop->attend(m_connection);
}

void MqttTransport::unsubscribe(const std::string &filter)
{
    m_connection->removeFilter(filter);
    m_network.m_loop->attend(m_connection);
}

bool MqttTransport::connected() const
{
    return m_connection->connected();
}

Counters MqttTransport::counters() const
{
    return m_connection->counters();
}

} // namespace facteo::transport
