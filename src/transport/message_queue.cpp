// SPDX-License-Identifier: Apache-2.0
#include "transport/message_queue.h"

namespace facteo::transport {

MessageQueue::MessageQueue(std::size_t atMost, std::function<void()> wakeUp)
    : m_atMost(atMost), m_wakeUp(std::move(wakeUp))
{
}

bool MessageQueue::push(Incoming incoming)
{
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_waiting.size() >= m_atMost && std::holds_alternative<Message>(incoming)) {
            ++m_dropped;
            return false;
        }
        wasEmpty = m_waiting.empty();
        m_waiting.push_back(std::move(incoming));
    }
    if (wasEmpty && m_wakeUp)
        m_wakeUp();
    return true;
}

void MessageQueue::drain(std::vector<Incoming> &into)
{
    into.clear();
    const std::scoped_lock lock(m_mutex);
    m_waiting.swap(into);
}

std::uint64_t MessageQueue::dropped() const
{
    const std::scoped_lock lock(m_mutex);
    return m_dropped;
}

std::size_t MessageQueue::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_waiting.size();
}

void MessageQueue::listenTo(Transport &transport)
{
    transport.onMessage([this](Message &&message) { push(std::move(message)); });
    transport.onLink([this](const LinkState &state) { push(state); });
}

} // namespace facteo::transport
