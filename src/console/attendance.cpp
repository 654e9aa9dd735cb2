// SPDX-License-Identifier: Apache-2.0
#include "console/attendance.h"

#include <QCoreApplication>
#include <QEvent>
#include <algorithm>
#include <array>

namespace facteo::console {

Attendance::Attendance(Clock clock, Ask ask, Sights sights, QObject *parent)
    : QObject(parent), m_clock(std::move(clock)), m_ask(std::move(ask)), m_sights(std::move(sights)),
      m_touchedAt(m_clock())
{
    m_everySecond.setInterval(std::chrono::seconds{1});
    connect(&m_everySecond, &QTimer::timeout, this, &Attendance::tick);
}

void Attendance::start()
{
    QCoreApplication::instance()->installEventFilter(this);
    m_everySecond.start();
    tick();
}

bool Attendance::eventFilter(QObject *, QEvent *event)
{
    static constexpr std::array kTouches{QEvent::KeyPress, QEvent::MouseButtonPress, QEvent::MouseMove,
        QEvent::HoverMove, QEvent::Wheel, QEvent::TouchBegin};
    if (std::ranges::contains(kTouches, event->type()))
        touched();
    return false;
}

void Attendance::touched()
{
    m_touchedAt = m_clock();
    if (m_isAsking)
        tick();
}

void Attendance::follow()
{
    if (m_everySecond.isActive() && m_sights() != m_said)
        tick();
}

void Attendance::leave()
{
    m_everySecond.stop();
    say({.present = false});
}

void Attendance::tick()
{
    const auto now = m_clock();
    m_touchedAt = std::min(m_touchedAt, now); // the clock was set back
    const auto idle = now - m_touchedAt;
    const bool asks = idle >= kAwayAfter - kAskedBefore;
    if (asks != m_isAsking) {
        m_isAsking = asks;
        emit asked(asks);
    }
    if (idle >= kAwayAfter)
        return;
    auto sights = m_sights();
    if (!m_saidAt || now - *m_saidAt >= kEvery || *m_saidAt > now || sights != m_said) {
        m_saidAt = now;
        say(std::move(sights));
    }
}

void Attendance::say(protocol::Attend attend)
{
    m_said = attend;
    // Without an answer it is said again; what it protects, the hub holds for four times as long.
    m_ask(std::move(attend), [](const Answer &) {});
}

} // namespace facteo::console
