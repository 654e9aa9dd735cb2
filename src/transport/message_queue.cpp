// SPDX-License-Identifier: Apache-2.0
#include "transport/message_queue.h"

namespace facteo::transport {

namespace {

std::size_t bytesOf(const Incoming &incoming)
{
    const auto *message = std::get_if<Message>(&incoming);
    return message ? message->topic.size() + message->payload.size() : 0;
}

} // namespace

MessageQueue::MessageQueue(std::size_t atMost, std::function<void()> wakeUp, std::size_t atMostBytes)
    : m_atMost(atMost), m_atMostBytes(atMostBytes), m_wakeUp(std::move(wakeUp))
{
}

bool MessageQueue::push(Incoming incoming)
{
    bool wasEmpty = false;
    {
        const std::scoped_lock lock(m_mutex);
        const auto bytes = bytesOf(incoming);
        if (std::holds_alternative<Message>(incoming) &&
            (m_waiting.size() >= m_atMost || bytes > m_atMostBytes - m_waitingBytes)) {
            ++m_dropped;
            return false;
        }
        m_waitingBytes += bytes;
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
    m_waitingBytes = 0;
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
