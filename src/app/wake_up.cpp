// SPDX-License-Identifier: Apache-2.0
#include "wake_up.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <csignal>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace facteo::app {
namespace {

std::atomic<int> stopEvent = -1;
volatile std::sig_atomic_t stopAsked = 0;

void onSignal(int)
{
    stopAsked = 1;
    const std::uint64_t one = 1;
    static_cast<void>(!::write(stopEvent, &one, sizeof one));
}

} // namespace

WakeUp::WakeUp() : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    assert(m_event >= 0);
}

WakeUp::~WakeUp()
{
    int own = m_event;
    stopEvent.compare_exchange_strong(own, -1);
    ::close(m_event);
}

void WakeUp::notify() const
{
    const std::uint64_t one = 1;
    static_cast<void>(!::write(m_event, &one, sizeof one));
}

void WakeUp::stopOnSignals()
{
    stopEvent = m_event;
    struct sigaction action{};
    action.sa_handler = onSignal;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

bool WakeUp::stopping() const
{
    return stopAsked != 0;
}

std::optional<std::string> WakeUp::nextLine()
{
    const auto end = m_input.find('\n');
    if (end == std::string::npos) {
        if (m_inputEnded && !m_input.empty())
            return std::exchange(m_input, {});
        return std::nullopt;
    }
    auto line = m_input.substr(0, end);
    m_input.erase(0, end + 1);
    return line;
}

void WakeUp::wait(std::chrono::milliseconds atMost)
{
    pollfd sources[] = {{m_event, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    const bool reads = m_reading && !m_inputEnded;
    const auto timeout = std::clamp<std::int64_t>(atMost.count(), 0, 60'000);
    if (stopping() || ::poll(sources, reads ? 2 : 1, static_cast<int>(timeout)) <= 0)
        return;
    if (sources[0].revents != 0) {
        std::uint64_t ignored = 0;
        static_cast<void>(!::read(m_event, &ignored, sizeof ignored));
    }
    if (reads && sources[1].revents != 0) {
        char text[4096];
        const auto count = ::read(STDIN_FILENO, text, sizeof text);
        if (count > 0)
            m_input.append(text, static_cast<std::size_t>(count));
        else
            m_inputEnded = true;
    }
}

} // namespace facteo::app
