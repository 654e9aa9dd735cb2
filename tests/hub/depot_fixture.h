// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/house.h"
#include "protocol/body_kind.h"
#include "protocol/sender_session.h"
#include "protocol/topics.h"
#include "store/database.h"
#include "store/trail_store.h"
#include "transport/loopback.h"

#include <QTemporaryDir>
#include <memory>
#include <vector>

namespace facteo::tests {

using namespace std::chrono_literals;
using protocol::Instant;

inline const protocol::DepotId kDepot{"D-TEST"};
inline const protocol::OperatorId kOperator{"cmorel"};

/// Somebody at the other end of a lossless broker: says frames of his own, keeps what he hears.
class Party
{
public:
    Party(transport::LoopbackBroker &broker, std::string id, std::vector<protocol::Subscription> filters,
        std::uint8_t seed, protocol::DepotId depot = kDepot);

    /// On the topic where such a body travels. Gives the frame's id.
    protocol::FrameId say(protocol::Body body, Instant now, bool exercise = false);
    /// The frame as it would be sealed, without sending it.
    [[nodiscard]] protocol::SenderSession::Sealed sealed(
        protocol::Body body, Instant now, bool exercise = false);
    void sendBytes(protocol::Channel channel, std::vector<std::byte> bytes);
    void sendTo(std::string topic, std::vector<std::byte> bytes);

    template<typename T> [[nodiscard]] std::vector<T> heard() const
    {
        std::vector<T> all;
        for (const auto &envelope : m_heard)
            if (const auto *body = std::get_if<T>(&envelope.body))
                all.push_back(*body);
        return all;
    }
    void forget() { m_heard.clear(); }
    [[nodiscard]] std::vector<protocol::Receipt::Line> receipts() const;
    /// The answer to a request, pages put together; none while its last page has not come.
    [[nodiscard]] std::vector<protocol::Response> answer(const protocol::FrameId &request) const;

    [[nodiscard]] const protocol::SigningKey &key() const { return m_key; }
    [[nodiscard]] const std::string &id() const { return m_id; }

private:
    std::string m_id;
    protocol::DepotId m_depot; ///< on whose topics it speaks
    protocol::SigningKey m_key;
    protocol::SenderSession m_session;
    transport::LoopbackTransport m_link;
    std::vector<protocol::Envelope> m_heard;
};

/// The same key for the same seed.
[[nodiscard]] protocol::SigningKey testKey(std::uint8_t seed);

/// A depot with two postmen, a console and a hub over a real SQLite file; the clock stands until moved.
class DepotFixture
{
public:
    explicit DepotFixture(protocol::EscalationPolicy ladder = domain::defaultEscalation());
    ~DepotFixture();

    /// Everything that was said reaches the hub and its answers come back.
    void settle();
    /// The clock moves on second by second, with the hub's ticks.
    void pass(std::chrono::seconds duration);
    /// The hub dies without a word and comes back over the same files.
    void killHub();

    protocol::FrameId onDuty(Party &handset, protocol::Duty duty = protocol::Duty::On, bool sharing = true);
    protocol::FrameId at(Party &handset, double lat, double lon);
    protocol::FrameId press(Party &handset, std::uint64_t alert = 77, bool exercise = false);
    protocol::FrameId ask(protocol::RequestBody body);
    /// ask(), settle(), and the single page of the answer.
    template<typename T> [[nodiscard]] std::optional<T> asked(protocol::RequestBody body)
    {
        const auto pages = console->answer(askAndSettle(std::move(body)));
        if (pages.size() != 1)
            return std::nullopt;
        const auto *found = std::get_if<T>(&pages.front().body);
        return found ? std::optional<T>(*found) : std::nullopt;
    }
    /// The operator of `console` does this about the alert; true when it was carried out.
    bool does(protocol::AlertAct act, std::uint64_t alert = 77);
    /// All of it, from the acknowledgement to the closing report.
    void endAlert(std::uint64_t alert = 77);
    [[nodiscard]] protocol::AlertState stateOf(std::uint64_t alert) const;
    [[nodiscard]] std::uint64_t faults(protocol::Fault fault) const;
    [[nodiscard]] std::vector<protocol::Fact> facts();
    template<typename T> [[nodiscard]] std::vector<T> factsOf()
    {
        std::vector<T> all;
        for (const auto &fact : facts())
            if (const auto *body = std::get_if<T>(&fact.body))
                all.push_back(*body);
        return all;
    }
    [[nodiscard]] std::vector<protocol::Fix> trail(const std::string &handset);
    /// As the consoles last saw it.
    [[nodiscard]] std::optional<protocol::HandsetPicture> picture(const std::string &handset) const;

    hub::Reach reached; ///< what the hub would tell people who are at no console; may be empty
    QTemporaryDir folder;
    Instant clock{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 9h};
    transport::LoopbackBroker broker{1};
    std::unique_ptr<Party> first;   ///< H-001, P-001, round T-01
    std::unique_ptr<Party> second;  ///< H-002, P-002
    std::unique_ptr<Party> console; ///< C-1
    std::unique_ptr<hub::House> house;
    hub::Hub *hub = nullptr; ///< of its one depot
    std::unique_ptr<store::Database> database;
    store::TrailStore *trails = nullptr; ///< of it

private:
    protocol::FrameId askAndSettle(protocol::RequestBody body);
    void openHub();
    void deliver();

    protocol::EscalationPolicy m_ladder;
    std::unique_ptr<store::TrailLogs> m_logs;
    std::unique_ptr<transport::LoopbackTransport> m_link;
    std::vector<transport::Incoming> m_incoming;
};

} // namespace facteo::tests
