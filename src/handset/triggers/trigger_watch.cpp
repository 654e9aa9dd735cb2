// SPDX-License-Identifier: Apache-2.0
#include "handset/triggers/trigger_watch.h"

#include <algorithm>
#include <cassert>

namespace facteo::handset {
namespace {

template<typename Detectors, typename Do> void forEach(Detectors &detectors, const Do &what)
{
    std::apply([&](auto &...detector) { (what(detector), ...); }, detectors);
}

/// A detector for each row of the table that the handset raises by watching, and no other.
template<Detector... Each> consteval bool coversTheTable(const std::tuple<Each...> *)
{
    for (const auto &row : domain::kTriggers) {
        const bool watched = row.raisedBy == domain::RaisedBy::Handset && row.trigger != AlertTrigger::Duress;
        if (((Each::kTrigger == row.trigger ? 1 : 0) + ...) != (watched ? 1 : 0))
            return false;
    }
    return true;
}

} // namespace

TriggerWatch::TriggerWatch(
    const TriggerSettings &settings, std::optional<Codes> codes, const WatchState &before, Instant now)
    : m_detectors(Button(settings.button), ManDown(settings.manDown), NoMovement(settings.noMovement),
          CheckInMissed(), VisitOverrun(settings.visitOverrun), TearOff(settings.tearOff)),
      m_preAlarm(settings.countdown), m_codes(codes), m_latest(now), m_raised(before.raised)
{
    static_assert(coversTheTable(static_cast<const decltype(m_detectors) *>(nullptr)));
    assert(isInRange(settings));
    if (before.countdown)
        m_preAlarm.restore(*before.countdown, now);
    if (before.checkIn)
        std::get<CheckInMissed>(m_detectors).restore(before.checkIn->from(now));
    if (before.visit)
        std::get<VisitOverrun>(m_detectors).restore(before.visit->from(now));
}

Turn TriggerWatch::observe(const Sample &sample)
{
    auto taken = sample;
    m_latest = std::visit([&](auto &one) { return one.at = std::max(one.at, m_latest); }, taken);
    Turn turn;
    catchUp(m_latest, turn);
    forEach(m_detectors, [&](auto &detector) { detector.observe(taken); });
    catchUp(m_latest, turn);
    return turn;
}

Turn TriggerWatch::step(Instant now)
{
    m_latest = std::max(m_latest, now);
    Turn turn;
    catchUp(m_latest, turn);
    return turn;
}

/// Everything that is due, in the order in which it became due, however late this is.
void TriggerWatch::catchUp(Instant now, Turn &turn)
{
    while (true) {
        const auto due = firstDue();
        const auto end = m_preAlarm.endsAt();
        if (end && *end <= now && (!due || *end <= due->at)) {
            raise({.at = *end, .trigger = *m_preAlarm.trigger()}, turn);
        } else if (due && due->at <= now) {
            m_preAlarm.sound(due->at, turn);
            fire(*due, turn);
        } else {
            m_preAlarm.sound(now, turn);
            return;
        }
    }
}

std::optional<TriggerWatch::Due> TriggerWatch::firstDue() const
{
    std::optional<Due> first;
    forEach(m_detectors, [&](const auto &detector) {
        const auto at = detector.dueAt();
        if (at && (!first || *at < first->at))
            first = Due{.at = *at, .trigger = detector.kTrigger};
    });
    return first;
}

void TriggerWatch::fire(const Due &due, Turn &turn)
{
    forEach(m_detectors, [&](auto &detector) {
        if (detector.kTrigger == due.trigger)
            detector.fired(due.at);
    });
    if (m_raised || !domain::triggerRow(due.trigger).hasCountdown)
        raise(due, turn);
    else
        m_preAlarm.begin(due.trigger, due.at, turn);
}

void TriggerWatch::raise(const Due &due, Turn &turn)
{
    m_preAlarm.stop();
    m_raised = true;
    turn.shown.emplace_back(AlertWentOut{.trigger = due.trigger});
    turn.told.emplace_back(RaiseNow{.trigger = due.trigger, .at = due.at});
}

std::optional<Instant> TriggerWatch::nextDue() const
{
    const auto due = firstDue();
    const auto counting = m_preAlarm.nextDue();
    if (!due || !counting)
        return due ? std::optional(due->at) : counting;
    return std::min(due->at, *counting);
}

Turn TriggerWatch::enter(std::string_view code, Instant now)
{
    auto turn = step(now);
    const auto kind = m_codes ? m_codes->judge(code) : CodeKind::Wrong;
    if (kind == CodeKind::Normal && !m_preAlarm.running())
        turn.told.emplace_back(SafeSaid{.at = m_latest});
    if (m_preAlarm.enter(kind, m_latest, turn))
        forEach(m_detectors, [&](auto &detector) { detector.settled(m_latest); });
    return turn;
}

WatchState TriggerWatch::state(Instant now) const
{
    const auto deadline = [&](std::optional<Instant> at) {
        return at ? std::optional(Deadline::of(*at, now)) : std::nullopt;
    };
    return {.countdown = m_preAlarm.state(now),
        .checkIn = deadline(std::get<CheckInMissed>(m_detectors).dueAt()),
        .visit = deadline(std::get<VisitOverrun>(m_detectors).dueAt()),
        .raised = m_raised};
}

} // namespace facteo::handset
