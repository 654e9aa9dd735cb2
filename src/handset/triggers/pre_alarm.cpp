// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/pre_alarm.h"

#include "domain/alert_priority.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace facteo::handset {

std::vector<Instant> beepsOf(Instant began, Instant endsAt)
{
    using namespace std::chrono_literals;
    std::vector<Instant> beeps;
    for (auto at = began; at < endsAt;
        at += std::clamp<std::chrono::milliseconds>((endsAt - at) / 8, 500ms, 5s))
        beeps.push_back(at);
    return beeps;
}

void PreAlarm::start(Running running, Instant now)
{
    running.beeps = beepsOf(now, running.endsAt);
    std::ranges::reverse(running.beeps);
    m_running = std::move(running);
}

void PreAlarm::begin(AlertTrigger trigger, Instant now, Turn &turn)
{
    if (m_running && !domain::isGraver(trigger, m_running->trigger))
        return;
    if (m_running)
        m_running->trigger = trigger;
    else
        start({.trigger = trigger, .endsAt = now + m_settings.lasts}, now);
    turn.shown.emplace_back(CountdownBegan{.trigger = trigger, .endsAt = m_running->endsAt});
    turn.told.emplace_back(PreAlarmBegan{.trigger = trigger, .at = now, .endsAt = m_running->endsAt});
    sound(now, turn);
}

bool PreAlarm::enter(CodeKind code, Instant now, Turn &turn)
{
    if (code == CodeKind::Duress)
        turn.told.emplace_back(DuressEntered{.during = trigger(), .at = now});
    if (!m_running)
        return false;
    if (code == CodeKind::Wrong || m_running->wrongCodes >= m_settings.wrongCodes) {
        m_running->wrongCodes = std::min(m_running->wrongCodes + 1, m_settings.wrongCodes);
        turn.shown.emplace_back(WrongCode{.left = m_settings.wrongCodes - m_running->wrongCodes});
        return false;
    }
    if (code == CodeKind::Normal)
        turn.told.emplace_back(PreAlarmCancelled{.trigger = m_running->trigger, .at = now});
    turn.shown.emplace_back(CountdownCancelled{.trigger = m_running->trigger});
    m_running.reset();
    return true;
}

void PreAlarm::sound(Instant now, Turn &turn)
{
    if (!m_running)
        return;
    std::optional<Instant> due;
    auto &beeps = m_running->beeps;
    while (!beeps.empty() && beeps.back() <= now) {
        due = beeps.back();
        beeps.pop_back();
    }
    if (due)
        turn.shown.emplace_back(Beep{.left = m_running->endsAt - *due});
}

std::optional<AlertTrigger> PreAlarm::trigger() const
{
    return m_running ? std::optional(m_running->trigger) : std::nullopt;
}

std::optional<Instant> PreAlarm::endsAt() const
{
    return m_running ? std::optional(m_running->endsAt) : std::nullopt;
}

std::optional<Instant> PreAlarm::nextDue() const
{
    if (!m_running)
        return std::nullopt;
    return m_running->beeps.empty() ? m_running->endsAt : m_running->beeps.back();
}

std::optional<Countdown> PreAlarm::state(Instant now) const
{
    if (!m_running)
        return std::nullopt;
    return Countdown{.trigger = m_running->trigger,
        .end = Deadline::of(m_running->endsAt, now),
        .wrongCodes = m_running->wrongCodes};
}

void PreAlarm::restore(const Countdown &countdown, Instant now)
{
    start({.trigger = countdown.trigger,
              .endsAt = countdown.end.from(now),
              .wrongCodes = std::min(countdown.wrongCodes, m_settings.wrongCodes)},
        now);
}

} // namespace facteo::handset
