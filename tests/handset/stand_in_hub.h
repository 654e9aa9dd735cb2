// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/body_kind.h"
#include "protocol/frame.h"
#include "protocol/sender_session.h"
#include "transport/loopback.h"

#include <map>
#include <set>
#include <vector>

namespace facteo::tests {

/// A Monday, eight o'clock UTC.
inline constexpr protocol::Instant kMorning{
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{8}};

/// The least that a hub must do for a handset: open what comes, acknowledge what is kept, count alerts. What
/// it does not do is its business: every frame is looked at by the tests.
class StandInHub
{
public:
    StandInHub(transport::LoopbackBroker &broker, protocol::DepotId depot, protocol::Instant at)
        : now(at), m_depot(std::move(depot)), m_transport(broker),
          m_session({"hub"}, protocol::SigningKey::fromSeed({7}))
    {
        for (const auto &subscription : protocol::hubSubscriptions(m_depot))
            m_transport.subscribe(subscription.filter, transport::Qos::AtLeastOnce);
        m_transport.onMessage([this](transport::Message &&message) { take(message); });
        m_transport.start();
    }

    [[nodiscard]] protocol::PublicKey key() const { return protocol::SigningKey::fromSeed({7}).publicKey(); }

    void tell(const protocol::HandsetId &handset, protocol::Body body)
    {
        const auto sealed = m_session.seal(std::move(body), now);
        static_cast<void>(m_transport.publish(
            protocol::downTopic(m_depot, handset), sealed.bytes, transport::Qos::AtLeastOnce));
    }

    /// Every different frame, in the order in which they came.
    template<typename T> [[nodiscard]] std::vector<T> heard() const
    {
        std::vector<T> bodies;
        for (const auto &envelope : frames)
            if (const auto *body = std::get_if<T>(&envelope.body))
                bodies.push_back(*body);
        return bodies;
    }

    protocol::Instant now; ///< its clock, set by the test
    bool answers = true;
    std::vector<protocol::Envelope> frames;
    std::map<protocol::FrameId, int> arrivals; ///< how often each came
    std::set<protocol::AlertId> alerts;

private:
    void take(const transport::Message &message)
    {
        const auto opened = protocol::open(message.payload);
        if (!opened)
            return;
        const auto &envelope = opened->envelope;
        if (++arrivals[envelope.id] == 1)
            frames.push_back(envelope);
        if (const auto *alert = std::get_if<protocol::AlertReport>(&envelope.body))
            alerts.insert(alert->alert);
        const auto topic = protocol::parseTopic(message.topic);
        if (answers && topic && protocol::ruleOf(opened->kind()).delivery == protocol::Delivery::AtLeastOnce)
            tell({topic->party.text},
                protocol::Receipt{.lines = {{.frame = envelope.id, .fault = std::nullopt}}});
    }

    protocol::DepotId m_depot;
    transport::LoopbackTransport m_transport;
    protocol::SenderSession m_session;
};

} // namespace facteo::tests
