// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport/transport.h"

#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace facteo::transport {

class LoopbackTransport;

/// A broker inside the process that loses, doubles, delays and reorders on purpose, the same way for the same
/// seed. Nothing moves but in step(); single-threaded.
class LoopbackBroker
{
public:
    struct Faults
    {
        double drop = 0; ///< share of deliveries that vanish, QoS 1 as well: a broker's word is no promise
        double duplicate = 0;    ///< share that arrives twice
        double reorder = 0;      ///< share that overtakes what was sent before it
        unsigned delaySteps = 0; ///< each delivery waits 0 to this many steps
    };

    explicit LoopbackBroker(std::uint64_t seed) : m_random(seed) {}

    /// None at first.
    void setFaults(Faults faults) { m_faults = faults; }

    /// Delivers what is due. Callbacks may publish; that goes out with a later step.
    void step();

    /// Steps until nothing waits any more.
    void settle();

    /// The broker dies: every link is lost, what waits vanishes; start() of the transports brings them back.
    void crash();

    /// Everything published since the start, faults not applied: what a test may look at.
    [[nodiscard]] const std::vector<Message> &published() const { return m_published; }

private:
    friend class LoopbackTransport;

    struct Delivery
    {
        unsigned stepsLeft = 0;
        LoopbackTransport *to = nullptr;
        Message message;
    };

    void attach(LoopbackTransport &transport);
    void detach(LoopbackTransport &transport, bool withWill);
    void route(const Message &message);
    void send(LoopbackTransport &to, const Message &message);
    [[nodiscard]] bool happens(double share);

    Faults m_faults;
    std::mt19937_64 m_random;
    std::vector<LoopbackTransport *> m_attached;
    std::deque<Delivery> m_deliveries;
    std::map<std::string, Message> m_retained;
    std::vector<Message> m_published;
};

/// One connection to a LoopbackBroker. Without a link it keeps nothing, like an MQTT clean start.
class LoopbackTransport final : public Transport
{
public:
    /// `broker` must outlive this. `will` is published when the link dies without a goodbye; an empty topic
    /// means none.
    explicit LoopbackTransport(LoopbackBroker &broker, Message will = {});
    ~LoopbackTransport() override;

    void start() override;
    void stop() override;
    void sever() override;
    [[nodiscard]] std::expected<void, PublishError> publish(std::string topic, Bytes payload, Qos qos,
        bool retain = false, std::uint32_t messageExpirySeconds = 0) override;
    void subscribe(std::string filter, Qos qos) override;
    void unsubscribe(const std::string &filter) override;
    [[nodiscard]] bool connected() const override { return m_connected; }
    [[nodiscard]] Counters counters() const override { return m_counters; }

private:
    friend class LoopbackBroker;

    void linkChanged(bool connected, std::string reason);

    LoopbackBroker &m_broker;
    Message m_will;
    std::vector<std::pair<std::string, Qos>> m_filters;
    bool m_connected = false;
    Counters m_counters;
};

} // namespace facteo::transport
