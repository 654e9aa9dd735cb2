// SPDX-License-Identifier: Apache-2.0
#include "console/replay.h"

#include <algorithm>
#include <cassert>

namespace facteo::console {

using protocol::Instant;

void Replay::begin(Instant first, Instant last)
{
    assert(first <= last);
    m_first = first;
    m_last = last;
    m_offset = {};
    m_playing = false;
}

Instant Replay::at() const
{
    return m_first + std::chrono::floor<std::chrono::milliseconds>(m_offset);
}

void Replay::play()
{
    if (m_first == m_last)
        return;
    if (at() == m_last)
        m_offset = {};
    m_playing = true;
}

void Replay::setSpeed(int speed)
{
    if (std::ranges::contains(kSpeeds, speed))
        m_speed = speed;
}

void Replay::moveTo(Instant at)
{
    m_offset = std::clamp(at, m_first, m_last) - m_first;
}

void Replay::advance(std::chrono::nanoseconds elapsed)
{
    if (!m_playing)
        return;
    m_offset = std::min<std::chrono::nanoseconds>(m_offset + elapsed * m_speed, m_last - m_first);
    if (at() == m_last)
        m_playing = false;
}

} // namespace facteo::console
