// SPDX-License-Identifier: Apache-2.0
#include "transport/network_thread.h"

#include "transport/loop.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <csignal>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace facteo::transport {
namespace {

/// Connections that are being opened at the same time.
constexpr unsigned kAttemptsAtOnce = 32;
/// What the events of the wake-up carry; no connection has this number.
constexpr std::uint64_t kWakeUp = 0;

} // namespace

NetworkThread::Loop::Loop()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    assert(m_epoll >= 0 && m_wake >= 0);
    static const int initialised = mosquitto_lib_init();
    assert(initialised == MOSQ_ERR_SUCCESS);
    static_cast<void>(initialised);

    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = kWakeUp;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &event);
    m_thread = std::thread([this] { run(); });
}

NetworkThread::Loop::~Loop()
{
    m_quit = true;
    const std::uint64_t one = 1;
    static_cast<void>(!::write(m_wake, &one, sizeof one));
    m_thread.join();
    ::close(m_wake);
    ::close(m_epoll);
}

void NetworkThread::Loop::attend(std::shared_ptr<Connection> connection)
{
    bool first = false;
    {
        const std::scoped_lock lock(m_mutex);
        first = m_requests.empty();
        m_requests.push_back(std::move(connection));
    }
    if (first) {
        const std::uint64_t one = 1;
        static_cast<void>(!::write(m_wake, &one, sizeof one));
    }
}

void NetworkThread::Loop::watch(int socket, bool alsoWritable, bool isNew, std::uint64_t number)
{
    epoll_event event{};
    event.events = EPOLLIN | (alsoWritable ? static_cast<std::uint32_t>(EPOLLOUT) : 0U);
    event.data.u64 = number;
    ::epoll_ctl(m_epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event);
}

void NetworkThread::Loop::forget(int socket)
{
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, socket, nullptr);
}

bool NetworkThread::Loop::beginAttempt()
{
    if (m_attempts >= kAttemptsAtOnce)
        return false;
    ++m_attempts;
    return true;
}

void NetworkThread::Loop::run()
{
    // A peer that is gone is an error of the write, not the end of the process.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);

    std::array<epoll_event, 256> events;
    while (!m_quit) {
        const int count =
            ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), waitMilliseconds());
        const auto now = Connection::Clock::now();
        for (int i = 0; i < count; ++i) {
            const auto &event = events[static_cast<std::size_t>(i)];
            if (event.data.u64 == kWakeUp) {
                std::uint64_t ignored = 0;
                static_cast<void>(!::read(m_wake, &ignored, sizeof ignored));
                continue;
            }
            // A number and no pointer: an event may be of a connection that is gone.
            const auto found = m_connections.find(event.data.u64);
            if (found == m_connections.end())
                continue;
            const bool readable = (event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0;
            found->second->ready(readable, (event.events & EPOLLOUT) != 0, now);
        }
        serveRequests(now);
        if (now >= m_nextTick)
            tickAll(now);
    }
}

void NetworkThread::Loop::serveRequests(Connection::TimePoint now)
{
    std::vector<std::shared_ptr<Connection>> requests;
    {
        const std::scoped_lock lock(m_mutex);
        requests.swap(m_requests);
    }
    for (const auto &connection : requests) {
        if (!connection->finished())
            m_connections.emplace(connection->number(), connection);
        connection->serve(now);
        if (connection->finished())
            m_connections.erase(connection->number());
    }
}

void NetworkThread::Loop::tickAll(Connection::TimePoint now)
{
    m_nextTick = Connection::TimePoint::max();
    for (const auto &[number, connection] : m_connections) {
        if (now >= connection->nextTick())
            connection->tick(now);
        m_nextTick = std::min(m_nextTick, connection->nextTick());
    }
    std::erase_if(m_connections, [](const auto &entry) { return entry.second->finished(); });
}

int NetworkThread::Loop::waitMilliseconds() const
{
    if (m_nextTick == Connection::TimePoint::max())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_nextTick - Connection::Clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

NetworkThread::NetworkThread() : m_loop(std::make_unique<Loop>()) {}

NetworkThread::~NetworkThread() = default;

} // namespace facteo::transport
