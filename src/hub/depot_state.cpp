// SPDX-License-Identifier: Apache-2.0
#include "hub/depot_state.h"

#include "domain/alert.h"
#include "domain/command.h"
#include "domain/task.h"

#include <algorithm>

namespace facteo::hub {

DepotState::DepotState(protocol::DepotId depot)
{
    m_depot.id = std::move(depot);
}

void DepotState::apply(const protocol::Fact &fact)
{
    std::visit([&](const auto &body) { applyBody(body, fact); }, fact.body);
}

void DepotState::applyBody(const protocol::AlertFact &fact, const protocol::Fact &)
{
    put(fact.after);
}

void DepotState::applyBody(const protocol::TaskFact &fact, const protocol::Fact &)
{
    put(fact.after);
}

void DepotState::applyBody(const protocol::CommandFact &fact, const protocol::Fact &)
{
    put(fact.after);
}

void DepotState::applyBody(const protocol::DutyFact &fact, const protocol::Fact &whole)
{
    put(fact.handset, fact.duty, fact.sharing, whole.at);
}

void DepotState::applyBody(const protocol::RosterFact &fact, const protocol::Fact &)
{
    if (fact.depot)
        put(*fact.depot);
    if (fact.postman)
        put(*fact.postman);
    if (fact.handset)
        put(*fact.handset);
    if (fact.round)
        put(*fact.round);
}

void DepotState::applyBody(const protocol::GeofenceFact &fact, const protocol::Fact &)
{
    put(fact.after);
}

void DepotState::applyBody(const protocol::CrossingFact &fact, const protocol::Fact &)
{
    if (fact.crossing == protocol::Crossing::Enter)
        put(protocol::Stay{.geofence = fact.geofence, .handset = fact.handset, .since = fact.at});
    else
        endStay(fact.handset, fact.geofence);
}

void DepotState::applyBody(const protocol::NoticeFact &fact, const protocol::Fact &)
{
    put(fact.after);
}

void DepotState::applyBody(const protocol::EscalationFact &fact, const protocol::Fact &)
{
    put(fact.after);
}

void DepotState::applyBody(const protocol::SystemAlarmFact &fact, const protocol::Fact &)
{
    put(fact.after);
}

const protocol::Notice *DepotState::notice(const protocol::Notice &like) const
{
    const auto found = m_notices.find({like.alert, like.rung, like.channel, like.recipient});
    return found == m_notices.end() ? nullptr : &found->second;
}

void DepotState::put(const protocol::Notice &notice)
{
    m_notices.insert_or_assign({notice.alert, notice.rung, notice.channel, notice.recipient}, notice);
}

void DepotState::put(const protocol::SystemAlarm &alarm)
{
    if (alarm.state == protocol::SystemAlarmState::Cleared)
        m_systemAlarms.erase(alarm.id);
    else
        m_systemAlarms.insert_or_assign(alarm.id, alarm);
}

void DepotState::put(const protocol::Geofence &geofence)
{
    const auto key = std::to_underlying(geofence.id);
    if (!geofence.removed) {
        m_areas.set(key, geo::Area(geofence.shape));
        m_geofences.insert_or_assign(geofence.id, geofence);
        return;
    }
    m_areas.remove(key);
    m_geofences.erase(geofence.id);
    for (auto &[handset, stays] : m_stays)
        stays.erase(geofence.id);
}

void DepotState::put(const protocol::Stay &stay)
{
    if (m_geofences.contains(stay.geofence))
        m_stays[stay.handset].insert_or_assign(stay.geofence, stay.since);
}

void DepotState::endStay(const protocol::HandsetId &handset, protocol::GeofenceId geofence)
{
    const auto found = m_stays.find(handset);
    if (found == m_stays.end())
        return;
    found->second.erase(geofence);
    if (found->second.empty())
        m_stays.erase(found);
}

bool DepotState::isInside(const protocol::HandsetId &handset, protocol::GeofenceId geofence) const
{
    const auto found = m_stays.find(handset);
    return found != m_stays.end() && found->second.contains(geofence);
}

void DepotState::put(const protocol::Postman &postman)
{
    m_postmen.insert_or_assign(postman.id, postman);
}

void DepotState::put(const protocol::Handset &handset)
{
    auto *known = slot(handset.id.text);
    if (known == nullptr) {
        known = &m_slots.emplace_back();
        m_byId.emplace(handset.id.text, known);
    }
    if (!known->handset.ownTracks.empty())
        m_byPhone.erase(known->handset.ownTracks);
    known->handset = handset;
    if (!handset.ownTracks.empty())
        m_byPhone.insert_or_assign(handset.ownTracks, known);
    known->changed = true;
    openGate(*known);
}

void DepotState::put(const protocol::Round &round)
{
    std::erase_if(m_roundOf, [&](const auto &entry) { return entry.second == round.id; });
    if (!round.holder.empty())
        m_roundOf.insert_or_assign(round.holder, round.id);
    m_rounds.insert_or_assign(round.id, round);
}

void DepotState::put(const protocol::Alert &alert)
{
    m_alerts.insert_or_assign(alert.id, alert);
    m_nextAlert = std::max(m_nextAlert, alert.number + 1);
    for (auto &slot : m_slots)
        if (concerns(alert, slot))
            openGate(slot);
}

void DepotState::put(const protocol::Task &task)
{
    m_tasks.insert_or_assign(task.id, task);
    m_nextTask = std::max(m_nextTask, task.number + 1);
}

void DepotState::put(const protocol::Command &command)
{
    m_commands.insert_or_assign(command.id, command);
}

void DepotState::put(
    const protocol::HandsetId &handset, protocol::Duty duty, bool sharing, protocol::Instant at)
{
    auto *const known = slot(handset.text);
    if (known == nullptr)
        return;
    known->duties.note(at, duty, sharing);
    if (domain::gate(duty, sharing, known->alertOpen()) != domain::Gate::Open) {
        // What may not be shown is not kept at hand either.
        known->fix.reset();
        known->suspect.reset();
    }
    known->changed = true;
}

HandsetSlot *DepotState::slot(std::string_view handset)
{
    const auto found = m_byId.find(handset);
    return found == m_byId.end() ? nullptr : found->second;
}

HandsetSlot *DepotState::slotOfPhone(std::string_view ownTracks)
{
    const auto found = m_byPhone.find(ownTracks);
    return found == m_byPhone.end() ? nullptr : found->second;
}

const protocol::Postman *DepotState::postman(const protocol::PostmanId &id) const
{
    const auto found = m_postmen.find(id);
    return found == m_postmen.end() ? nullptr : &found->second;
}

const protocol::Round *DepotState::roundOf(const protocol::PostmanId &holder) const
{
    const auto found = m_roundOf.find(holder);
    return found == m_roundOf.end() ? nullptr : &m_rounds.at(found->second);
}

protocol::Roster DepotState::roster() const
{
    protocol::Roster roster{.depot = m_depot};
    for (const auto &[id, postman] : m_postmen)
        roster.postmen.push_back(postman);
    for (const auto &slot : m_slots)
        roster.handsets.push_back(slot.handset);
    for (const auto &[id, round] : m_rounds)
        roster.rounds.push_back(round);
    return roster;
}

const protocol::Alert *DepotState::alert(protocol::AlertId id) const
{
    const auto found = m_alerts.find(id);
    return found == m_alerts.end() ? nullptr : &found->second;
}

const protocol::Task *DepotState::task(protocol::TaskId id) const
{
    const auto found = m_tasks.find(id);
    return found == m_tasks.end() ? nullptr : &found->second;
}

const protocol::Command *DepotState::command(protocol::CommandId id) const
{
    const auto found = m_commands.find(id);
    return found == m_commands.end() ? nullptr : &found->second;
}

bool DepotState::concerns(const protocol::Alert &alert, const HandsetSlot &slot)
{
    return alert.handset == slot.handset.id ||
           (!alert.postman.empty() && alert.postman == slot.handset.postman);
}

const protocol::Alert *DepotState::openAlert(const HandsetSlot &slot, bool exercise) const
{
    for (const auto &[id, alert] : m_alerts)
        if (alert.exercise == exercise && domain::isOpen(alert.state) && concerns(alert, slot))
            return &alert;
    return nullptr;
}

bool DepotState::isSilent(const HandsetSlot &slot) const
{
    return std::ranges::any_of(m_alerts, [&](const auto &entry) {
        const auto &alert = entry.second;
        return alert.silent && domain::isOpen(alert.state) && concerns(alert, slot);
    });
}

void DepotState::openGate(HandsetSlot &slot) const
{
    slot.alertSince.reset();
    for (const auto &[id, alert] : m_alerts)
        if (domain::isOpen(alert.state) && concerns(alert, slot))
            slot.alertSince = std::min(slot.alertSince.value_or(alert.raisedAt), alert.raisedAt);
    if (domain::gate(slot.duties.duty(), slot.duties.sharing(), slot.alertOpen()) != domain::Gate::Open)
        slot.fix.reset();
    slot.changed = true;
}

void DepotState::numbersFrom(std::uint32_t nextAlert, std::uint32_t nextTask)
{
    m_nextAlert = std::max(m_nextAlert, nextAlert);
    m_nextTask = std::max(m_nextTask, nextTask);
}

std::uint32_t DepotState::openAlerts() const
{
    return static_cast<std::uint32_t>(std::ranges::count_if(
        m_alerts, [](const auto &entry) { return domain::isOpen(entry.second.state); }));
}

std::uint32_t DepotState::openTasks() const
{
    return static_cast<std::uint32_t>(
        std::ranges::count_if(m_tasks, [](const auto &entry) { return domain::isOpen(entry.second.state); }));
}

void DepotState::forgetEndedBefore(protocol::Instant before)
{
    std::erase_if(m_alerts, [&](const auto &entry) {
        return !domain::isOpen(entry.second.state) && entry.second.changedAt < before;
    });
    std::erase_if(m_notices, [&](const auto &entry) { return !m_alerts.contains(entry.second.alert); });
    std::erase_if(m_tasks, [&](const auto &entry) {
        return !domain::isOpen(entry.second.state) && entry.second.changedAt < before;
    });
    std::erase_if(m_commands, [&](const auto &entry) {
        return !domain::isPending(entry.second.state) && entry.second.changedAt < before;
    });
}

void DepotState::forgetFacts()
{
    m_alerts.clear();
    m_notices.clear();
    m_escalation = {};
    m_systemAlarms.clear();
    m_tasks.clear();
    m_commands.clear();
    m_geofences.clear();
    m_areas.clear();
    m_stays.clear();
    m_postmen.clear();
    m_rounds.clear();
    m_roundOf.clear();
    m_nextAlert = 1;
    m_nextTask = 1;
    m_byPhone.clear();
    for (auto &slot : m_slots) {
        // Whom the record does not name any more has no key, and nobody believes him.
        slot.handset = {.id = slot.handset.id};
        slot.duties = {};
        slot.alertSince.reset();
    }
}

} // namespace facteo::hub
