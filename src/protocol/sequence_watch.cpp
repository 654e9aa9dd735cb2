// SPDX-License-Identifier: Apache-2.0
#include "protocol/sequence_watch.h"

#include <algorithm>
#include <cassert>

namespace facteo::protocol {
namespace {

using Seen = std::array<std::uint64_t, SequenceWatch::kWindow / 64>;

bool has(const Seen &seen, std::uint32_t back)
{
    return (seen[back / 64] >> (back % 64) & 1) != 0;
}

void mark(Seen &seen, std::uint32_t back)
{
    seen[back / 64] |= std::uint64_t{1} << (back % 64);
}

/// Everything is `steps` further back than before.
void shift(Seen &seen, std::uint32_t steps)
{
    if (steps >= SequenceWatch::kWindow) {
        seen = {};
        return;
    }
    for (; steps >= 64; steps -= 64)
        seen = {0, seen[0]};
    if (steps > 0)
        seen = {seen[0] << steps, seen[1] << steps | seen[0] >> (64 - steps)};
}

} // namespace

Arrival SequenceWatch::note(std::uint64_t session, std::uint32_t sequence)
{
    assert(session != 0);
    const auto known = std::ranges::find(m_sessions, session, &Session::id);
    if (known != m_sessions.end())
        return noteIn(*known, sequence);

    // What came before the first frame seen is unknown, not lost: the receiver may be the one that restarted.
    std::ranges::rotate(m_sessions, m_sessions.end() - 1);
    m_sessions.front() = {.id = session, .newest = sequence, .since = 0, .seen = {1, 0}};
    ++m_begun;
    return {.order = Order::First};
}

Arrival SequenceWatch::noteIn(Session &session, std::uint32_t sequence)
{
    // Modulo 2^32: what is less than half the circle ahead is newer.
    const std::uint32_t ahead = sequence - session.newest;
    if (ahead == 0) {
        ++m_duplicates;
        return {.order = Order::Duplicate};
    }
    if (ahead < 0x8000'0000U) {
        shift(session.seen, ahead);
        mark(session.seen, 0);
        session.newest = sequence;
        session.since += std::min(ahead, kWindow - session.since);
        m_missing += ahead - 1;
        return ahead == 1 ? Arrival{.order = Order::Next} : Arrival{.order = Order::Ahead, .gap = ahead - 1};
    }

    const std::uint32_t back = session.newest - sequence;
    if (back >= kWindow)
        return {.order = Order::TooOld};
    if (has(session.seen, back)) {
        ++m_duplicates;
        return {.order = Order::Duplicate};
    }
    mark(session.seen, back);
    if (back < session.since) // otherwise it is older than the first one seen, and never was counted
        --m_missing;
    return {.order = Order::Late};
}

} // namespace facteo::protocol
