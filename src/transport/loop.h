// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "transport/connection.h"
#include "transport/network_thread.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace facteo::transport {

/// The epoll loop behind NetworkThread. Connections are touched by its thread only, but for what they guard
/// themselves.
class NetworkThread::Loop
{
public:
    Loop();
    ~Loop();
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    /// Any thread: `connection` wants to be looked at (new, more to publish, start, stop, sever).
    void attend(std::shared_ptr<Connection> connection);

    /// Any thread: for one new connection.
    [[nodiscard]] std::uint64_t newNumber() { return ++m_lastNumber; }

    /// Loop thread: read from `socket` (and tell when it can be written), on behalf of connection `number`.
    void watch(int socket, bool alsoWritable, bool isNew, std::uint64_t number);

    /// Loop thread: `socket` is about to be shut.
    void forget(int socket);

    /// Loop thread: whether another connection may be opened now. True counts it, until endAttempt(). A
    /// thousand handshakes at once would all be too slow and time out; one after another they all succeed.
    [[nodiscard]] bool beginAttempt();
    void endAttempt() { --m_attempts; }

    /// Loop thread: tick() the connections no later than this.
    void wakeAt(Connection::TimePoint when) { m_nextTick = std::min(m_nextTick, when); }

private:
    void run();
    void serveRequests(Connection::TimePoint now);
    void tickAll(Connection::TimePoint now);
    [[nodiscard]] int waitMilliseconds() const;

    std::atomic<std::uint64_t> m_lastNumber = 0; ///< 0 itself is the wake-up
    unsigned m_attempts = 0;
    int m_epoll = -1;
    int m_wake = -1;
    std::atomic<bool> m_quit = false;
    std::mutex m_mutex;
    std::vector<std::shared_ptr<Connection>> m_requests;                          ///< guarded by m_mutex
    std::unordered_map<std::uint64_t, std::shared_ptr<Connection>> m_connections; ///< by number
    Connection::TimePoint m_nextTick = Connection::TimePoint::max();
    std::thread m_thread;
};

} // namespace facteo::transport
