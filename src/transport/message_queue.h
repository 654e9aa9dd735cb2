// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport/transport.h"

#include <cstddef>
#include <functional>
#include <mutex>
#include <variant>
#include <vector>

namespace facteo::transport {

/// What a transport reports, in the order in which it happened.
using Incoming = std::variant<Message, LinkState>;

/// The one place where the network thread meets another: bounded, many writers, one reader.
///
/// The reader is woken when the queue stops being empty, and drains everything at once, so that a flood costs
/// one wake-up per drain and not one per message.
class MessageQueue
{
public:
    /// `wakeUp` is called on a writer's thread: post an event to the reader and return.
    /// Bounded twice: half a million positions are 50 MB, as many of the largest frames 130 GB.
    explicit MessageQueue(std::size_t atMost, std::function<void()> wakeUp = {},
        std::size_t atMostBytes = std::size_t{256} << 20);

    /// False when the queue is full: the message is dropped and counted. Link states always fit.
    bool push(Incoming incoming);

    /// Swaps everything that waits into `into` (which is cleared first, and lends its memory).
    void drain(std::vector<Incoming> &into);

    /// Messages that found the queue full, since the start.
    [[nodiscard]] std::uint64_t dropped() const;
    [[nodiscard]] std::size_t size() const;

    /// Sets the callbacks of `transport` so that everything it reports lands here. Before its start().
    void listenTo(Transport &transport);

private:
    const std::size_t m_atMost;
    const std::size_t m_atMostBytes;
    const std::function<void()> m_wakeUp;
    mutable std::mutex m_mutex;
    std::vector<Incoming> m_waiting;
    std::size_t m_waitingBytes = 0; ///< of topics and payloads; never more than m_atMostBytes
    std::uint64_t m_dropped = 0;
};

} // namespace facteo::transport
