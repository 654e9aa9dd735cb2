// SPDX-License-Identifier: Apache-2.0
#include "transport/loopback.h"

#include "transport/topic_filter.h"

#include <algorithm>
#include <utility>

namespace facteo::transport {

bool LoopbackBroker::happens(double share)
{
    return share > 0 && std::uniform_real_distribution<double>(0, 1)(m_random) < share;
}

void LoopbackBroker::step()
{
    // Only what waited when the step began: answers to it are for a later one.
    auto waiting = std::exchange(m_deliveries, {});
    for (auto &delivery : waiting) {
        if (delivery.stepsLeft > 0) {
            --delivery.stepsLeft;
            m_deliveries.push_back(std::move(delivery));
            continue;
        }
        if (std::ranges::find(m_attached, delivery.to) == m_attached.end())
            continue; // gone meanwhile
        auto &to = *delivery.to;
        ++to.m_counters.received;
        to.m_counters.receivedBytes += delivery.message.payload.size();
        if (to.m_onMessage)
            to.m_onMessage(std::move(delivery.message));
    }
}

void LoopbackBroker::settle()
{
    while (!m_deliveries.empty())
        step();
}

void LoopbackBroker::crash()
{
    m_deliveries.clear();
    const auto attached = std::exchange(m_attached, {});
    for (auto *transport : attached)
        transport->linkChanged(false, "the broker died");
}

void LoopbackBroker::attach(LoopbackTransport &transport)
{
    m_attached.push_back(&transport);
}

void LoopbackBroker::detach(LoopbackTransport &transport, bool withWill)
{
    if (std::erase(m_attached, &transport) == 0)
        return;
    std::erase_if(m_deliveries, [&](const Delivery &delivery) { return delivery.to == &transport; });
    if (withWill && !transport.m_will.topic.empty())
        route(transport.m_will);
}

void LoopbackBroker::route(const Message &message)
{
    m_published.push_back(message);
    if (message.retained) {
        if (message.payload.empty())
            m_retained.erase(message.topic);
        else
            m_retained[message.topic] = message;
    }
    for (auto *transport : m_attached) {
        const bool wanted = std::ranges::any_of(
            transport->m_filters, [&](const auto &filter) { return covers(filter.first, message.topic); });
        if (!wanted)
            continue;
        auto copy = message;
        copy.retained = false; // only what comes from before the subscription is marked
        send(*transport, copy);
    }
}

void LoopbackBroker::send(LoopbackTransport &to, const Message &message)
{
    if (happens(m_faults.drop))
        return;
    const int times = happens(m_faults.duplicate) ? 2 : 1;
    for (int i = 0; i < times; ++i) {
        const auto delay = m_faults.delaySteps == 0
                               ? 0U
                               : std::uniform_int_distribution<unsigned>(0, m_faults.delaySteps)(m_random);
        Delivery delivery{.stepsLeft = delay, .to = &to, .message = message};
        if (happens(m_faults.reorder))
            m_deliveries.push_front(std::move(delivery));
        else
            m_deliveries.push_back(std::move(delivery));
    }
}

LoopbackTransport::LoopbackTransport(LoopbackBroker &broker, Message will)
    : m_broker(broker), m_will(std::move(will))
{
}

LoopbackTransport::~LoopbackTransport()
{
    m_broker.detach(*this, false);
}

void LoopbackTransport::start()
{
    if (m_connected)
        return;
    m_broker.attach(*this);
    linkChanged(true, {});
    for (const auto &[topic, message] : m_broker.m_retained) {
        const bool wanted =
            std::ranges::any_of(m_filters, [&](const auto &filter) { return covers(filter.first, topic); });
        if (wanted)
            m_broker.send(*this, message);
    }
}

void LoopbackTransport::stop()
{
    m_broker.detach(*this, false);
    m_connected = false;
}

void LoopbackTransport::sever()
{
    if (!m_connected)
        return;
    m_broker.detach(*this, true);
    linkChanged(false, "cut off on purpose");
}

std::expected<void, PublishError> LoopbackTransport::publish(
    std::string topic, Bytes payload, Qos qos, bool retain, std::uint32_t)
{
    if (!m_connected || !isPublishable(topic)) {
        ++m_counters.turnedAway;
        return std::unexpected(m_connected ? PublishError::BadTopic : PublishError::NotConnected);
    }
    ++m_counters.published;
    ++m_counters.delivered;
    m_broker.route(
        {.topic = std::move(topic), .payload = std::move(payload), .qos = qos, .retained = retain});
    return {};
}

void LoopbackTransport::subscribe(std::string filter, Qos qos)
{
    if (m_connected) {
        for (const auto &[topic, message] : m_broker.m_retained)
            if (covers(filter, topic))
                m_broker.send(*this, message);
    }
    m_filters.emplace_back(std::move(filter), qos);
}

void LoopbackTransport::unsubscribe(const std::string &filter)
{
    std::erase_if(m_filters, [&](const auto &one) { return one.first == filter; });
}

void LoopbackTransport::linkChanged(bool connected, std::string reason)
{
    m_connected = connected;
    ++(connected ? m_counters.connects : m_counters.failures);
    if (m_onLink)
        m_onLink({.link = connected ? Link::Connected : Link::Lost, .reason = std::move(reason)});
}

} // namespace facteo::transport
