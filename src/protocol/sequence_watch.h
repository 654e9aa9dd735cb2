// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace facteo::protocol {

/// How a frame stands to those that came before it in its session.
enum class Order : std::uint8_t {
    First = 1,     ///< of a session not seen before
    Next = 2,      ///< right after the newest
    Ahead = 3,     ///< some are missing before it
    Late = 4,      ///< one of the missing
    Duplicate = 5, ///< this number was here already
    TooOld = 6,    ///< older than the window: nobody knows whether it was here
};

struct Arrival
{
    Order order = Order::First;
    std::uint32_t gap = 0; ///< of Ahead: how many were skipped

    bool operator==(const Arrival &) const = default;
};

/// Watches the sequence numbers of one sender: repetition, loss, reordering, restart.
///
/// Remembers the last 128 numbers of its 4 latest sessions, because an outbox still sends frames of the
/// session before. Numbers wrap: 0 follows 2^32 − 1. A Goodbye stands outside the sequence: do not note it.
/// It costs 120 bytes and no allocation, so that a hub can keep one per handset.
class SequenceWatch
{
public:
    static constexpr std::uint32_t kWindow = 128;
    static constexpr std::size_t kSessions = 4;

    Arrival note(std::uint64_t session, std::uint32_t sequence);

    /// Frames that were skipped and have not come late, over all sessions.
    [[nodiscard]] std::uint64_t missing() const { return m_missing; }
    [[nodiscard]] std::uint64_t duplicates() const { return m_duplicates; }
    /// Sessions begun, including the first.
    [[nodiscard]] std::uint32_t sessions() const { return m_begun; }

private:
    struct Session
    {
        std::uint64_t id = 0; // 0: empty place
        std::uint32_t newest = 0;
        std::uint32_t since = 0; // numbers from the first one seen to the newest, as far as the window goes
        std::array<std::uint64_t, kWindow / 64> seen{}; // bit i: number newest − i
    };

    Arrival noteIn(Session &session, std::uint32_t sequence);

    std::array<Session, kSessions> m_sessions{}; // latest first
    std::uint64_t m_missing = 0;
    std::uint64_t m_duplicates = 0;
    std::uint32_t m_begun = 0;
};

} // namespace facteo::protocol
