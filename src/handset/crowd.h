// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/crowd_walk.h"
#include "protocol/sender_session.h"
#include "transport/message_queue.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace facteo::handset {

struct CrowdSettings
{
    protocol::SenderId gateway; ///< in whose name everybody's frames are sealed
    std::chrono::milliseconds positionEvery{15'000};
    double pace = 1; ///< how fast everybody walks
    std::uint64_t seed = 1;
};

/// Tens of thousands of handsets that do not exist, on one connection: an exercise gateway's. They walk their
/// rounds, make breaks, share their position or not, walk through dead spots and press the button when told.
/// All frames are marked as an exercise. Whatever must arrive is repeated until the hub's receipt.
///
/// They come one after another, some hundred a second. The work is spread evenly over positionEvery; what the
/// connection does not take at once is tried again, and everybody then comes later. One thread, no clock.
class Crowd
{
public:
    struct Counters
    {
        std::uint64_t positions = 0;
        std::uint64_t states = 0;
        std::uint64_t receipts = 0;
        std::uint64_t held = 0; ///< times that the connection took no more
    };

    /// `transport` must outlive this. Subscribes to what hubs say to these handsets.
    Crowd(CrowdSettings settings, transport::Transport &transport);

    /// Everybody of the roster who has a round.
    void join(const protocol::Roster &roster);
    [[nodiscard]] std::size_t size() const { return m_members.size(); }

    void take(const transport::Incoming &incoming);
    /// Sends what is due; several times a second.
    void step(protocol::Instant now);
    /// Presses somebody's button. False: nobody of that name.
    bool press(const protocol::HandsetId &handset, protocol::Instant now);

    [[nodiscard]] const Counters &counters() const { return m_counters; }
    /// Frames that wait for a receipt.
    [[nodiscard]] std::size_t unanswered() const;

private:
    struct Unanswered
    {
        protocol::FrameId id;
        std::vector<std::byte> bytes;
        protocol::Channel channel = protocol::Channel::Up;
        std::uint32_t turns = 0; ///< since it was sent first
    };
    /// What a postman's day says at a time.
    struct Day
    {
        protocol::Duty duty = protocol::Duty::On;
        bool sharing = true;
        bool signal = true;

        bool operator==(const Day &) const = default;
    };
    struct Member
    {
        protocol::DepotId depot;
        protocol::HandsetId id;
        CrowdWalk walk;
        protocol::SenderSession session;
        std::uint32_t luck = 0;
        std::optional<Day> told{};
        protocol::Instant toldAt{};
        std::vector<Unanswered> unanswered{};
    };

    [[nodiscard]] Day dayOf(const Member &member, protocol::Instant now) const;
    /// False: the connection takes no more.
    [[nodiscard]] bool live(Member &member, protocol::Instant now);
    [[nodiscard]] bool repeat(Member &member);
    [[nodiscard]] bool sendPosition(Member &member, protocol::Instant now);
    void queueState(Member &member, const Day &day, protocol::Instant now);
    [[nodiscard]] bool publish(
        const Member &member, protocol::Channel channel, std::vector<std::byte> bytes, transport::Qos qos);

    CrowdSettings m_settings;
    transport::Transport &m_transport;
    /// Of what must not be signed.
    protocol::SigningKey m_key = protocol::SigningKey::generate();
    std::vector<Member> m_members;
    std::unordered_map<protocol::HandsetId, std::size_t> m_places; ///< in m_members
    double m_awake = 0;                                            ///< so many of them have clocked on
    std::size_t m_next = 0;                                        ///< whose turn it is
    double m_owed = 0;                                             ///< turns that are due
    protocol::Instant m_steppedAt{};
    Counters m_counters;
};

} // namespace facteo::handset
