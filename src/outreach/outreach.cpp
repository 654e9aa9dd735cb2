// SPDX-License-Identifier: Apache-2.0
#include "outreach.h"

#include "outreach/worker.h"

#include <algorithm>
#include <csignal>
#include <deque>
#include <format>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>

namespace facteo::outreach {
namespace {

/// Signals are the main thread's; and a broken pipe is an error to write(), not the end of the hub.
void blockSignals()
{
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace

class Outreach::Thread
{
public:
    Thread(Settings settings, std::function<void()> wakeUp)
        : m_settings(std::move(settings)), m_wakeUp(std::move(wakeUp)), m_worker(m_settings),
          m_thread([this](const std::stop_token &stop) { run(stop); })
    {
    }

    ~Thread()
    {
        m_thread.request_stop();
        m_worker.wake();
        m_thread.join(); // before the members that it uses
    }
    Thread(const Thread &) = delete;
    Thread &operator=(const Thread &) = delete;

    void send(Message message)
    {
        bool isTaken = false;
        {
            const std::scoped_lock lock(m_mutex);
            isTaken = m_waiting.size() < m_settings.mostWaiting;
            if (isTaken)
                m_waiting.push_back(std::move(message));
            else
                m_outcomes.push_back({message.id, Stage::Failed,
                    std::format("{} messages are waiting already: the channels are too slow, or somebody "
                                "sends too much.",
                        m_settings.mostWaiting)});
        }
        if (isTaken)
            m_worker.wake();
        else
            m_wakeUp();
    }

    std::vector<Outcome> takeOutcomes()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_outcomes, {});
    }

private:
    void run(const std::stop_token &stop)
    {
        blockSignals();
        std::vector<Outcome> outcomes;
        while (!stop.stop_requested()) {
            for (const auto &message : nextMessages())
                m_worker.start(message);
            m_worker.turn(outcomes);
            if (!outcomes.empty())
                tell(outcomes);
        }
    }

    /// As many as may be at work together.
    std::vector<Message> nextMessages()
    {
        const std::scoped_lock lock(m_mutex);
        const auto count = std::min(m_settings.mostAtWork - m_worker.atWork(), m_waiting.size());
        const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(count);
        std::vector<Message> next(std::move_iterator(m_waiting.begin()), std::move_iterator(end));
        m_waiting.erase(m_waiting.begin(), end);
        return next;
    }

    void tell(std::vector<Outcome> &outcomes)
    {
        {
            const std::scoped_lock lock(m_mutex);
            std::ranges::move(outcomes, std::back_inserter(m_outcomes));
        }
        outcomes.clear();
        m_wakeUp();
    }

    const Settings m_settings;
    const std::function<void()> m_wakeUp;
    std::mutex m_mutex;
    std::deque<Message> m_waiting;
    std::vector<Outcome> m_outcomes;
    Worker m_worker;
    std::jthread m_thread;
};

Outreach::Outreach(Settings settings, std::function<void()> wakeUp)
{
    static const auto ready = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(ready); // when it fails, every message says so
    m_thread = std::make_unique<Thread>(std::move(settings), std::move(wakeUp));
}

Outreach::~Outreach() = default;

void Outreach::send(Message message)
{
    m_thread->send(std::move(message));
}

std::vector<Outcome> Outreach::takeOutcomes()
{
    return m_thread->takeOutcomes();
}

} // namespace facteo::outreach
