// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/areas.h"
#include "hub/handset_slot.h"
#include "protocol/records.h"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace facteo::hub {

/// What the depot's facts add up to, in memory: the desks decide on it, and it changes by facts alone.
/// (The live part of a slot, what handsets said last, changes by frames.) Hub thread.
class DepotState
{
public:
    explicit DepotState(protocol::DepotId depot);

    /// Every change goes through here, live and after a restart.
    void apply(const protocol::Fact &fact);

    // The same, from stored projections.
    void put(const protocol::Depot &depot) { m_depot = depot; }
    void put(const protocol::Postman &postman);
    void put(const protocol::Handset &handset);
    void put(const protocol::Round &round);
    void put(const protocol::Alert &alert);
    void put(const protocol::Task &task);
    void put(const protocol::Command &command);
    void put(const protocol::Geofence &geofence);
    void put(const protocol::Stay &stay);
    void put(const protocol::Notice &notice);
    void put(const protocol::EscalationPolicy &policy) { m_escalation = policy; }
    void put(const protocol::SystemAlarm &alarm);
    void put(const protocol::HandsetId &handset, protocol::Duty duty, bool sharing, protocol::Instant at);

    [[nodiscard]] const protocol::DepotId &id() const { return m_depot.id; }
    [[nodiscard]] const protocol::Depot &depot() const { return m_depot; }
    [[nodiscard]] HandsetSlot *slot(std::string_view handset);
    [[nodiscard]] HandsetSlot *slotOfPhone(std::string_view ownTracks);
    /// Stable addresses: a slot is never removed, a lost handset is revoked.
    [[nodiscard]] std::deque<HandsetSlot> &handsets() { return m_slots; }
    [[nodiscard]] const std::deque<HandsetSlot> &handsets() const { return m_slots; }

    [[nodiscard]] const protocol::Postman *postman(const protocol::PostmanId &id) const;
    [[nodiscard]] const protocol::Round *roundOf(const protocol::PostmanId &holder) const;
    [[nodiscard]] bool hasRound(const protocol::RoundId &id) const { return m_rounds.contains(id); }
    [[nodiscard]] protocol::Roster roster() const;

    /// Open ones, and ended ones until forgetEndedBefore().
    [[nodiscard]] const std::map<protocol::AlertId, protocol::Alert> &alerts() const { return m_alerts; }
    [[nodiscard]] const std::map<protocol::TaskId, protocol::Task> &tasks() const { return m_tasks; }
    [[nodiscard]] const std::map<protocol::CommandId, protocol::Command> &commands() const
    {
        return m_commands;
    }
    /// Those that are not removed; in areas() under their ids.
    [[nodiscard]] const std::map<protocol::GeofenceId, protocol::Geofence> &geofences() const
    {
        return m_geofences;
    }
    [[nodiscard]] const geo::AreaIndex &areas() const { return m_areas; }
    /// Who is inside what, and since when.
    using Stays = std::map<protocol::HandsetId, std::map<protocol::GeofenceId, protocol::Instant>>;
    [[nodiscard]] const Stays &stays() const { return m_stays; }
    [[nodiscard]] bool isInside(const protocol::HandsetId &handset, protocol::GeofenceId geofence) const;
    [[nodiscard]] const protocol::Alert *alert(protocol::AlertId id) const;
    /// Of the alerts that are at hand, the latest of each rung, channel and recipient.
    using NoticeKey = std::tuple<protocol::AlertId, std::uint32_t, protocol::NoticeChannel, std::string>;
    [[nodiscard]] const std::map<NoticeKey, protocol::Notice> &notices() const { return m_notices; }
    /// What is known of the same rung, channel and recipient.
    [[nodiscard]] const protocol::Notice *notice(const protocol::Notice &like) const;
    /// Empty before the hub's first.
    [[nodiscard]] const protocol::EscalationPolicy &escalation() const { return m_escalation; }
    /// Those that are not cleared.
    [[nodiscard]] const std::map<protocol::SystemAlarmId, protocol::SystemAlarm> &systemAlarms() const
    {
        return m_systemAlarms;
    }
    [[nodiscard]] const protocol::Task *task(protocol::TaskId id) const;
    [[nodiscard]] const protocol::Command *command(protocol::CommandId id) const;
    /// Of this handset, or of its postman with another handset.
    [[nodiscard]] static bool concerns(const protocol::Alert &alert, const HandsetSlot &slot);
    /// The open alert of the handset's postman (or of the handset, while nobody has it). Exercises and real
    /// alerts never merge.
    [[nodiscard]] const protocol::Alert *openAlert(const HandsetSlot &slot, bool exercise) const;

    /// Its postman was put under duress: nothing on the handset may show that anybody knows.
    [[nodiscard]] bool isSilent(const HandsetSlot &slot) const;

    [[nodiscard]] std::uint32_t nextAlertNumber() const { return m_nextAlert; }
    [[nodiscard]] std::uint32_t nextTaskNumber() const { return m_nextTask; }
    void numbersFrom(std::uint32_t nextAlert, std::uint32_t nextTask);

    [[nodiscard]] std::uint32_t openAlerts() const;
    [[nodiscard]] std::uint32_t openTasks() const;

    /// What ended longer ago stays in the store only.
    void forgetEndedBefore(protocol::Instant before);

    /// Everything that facts make, so that it can be put again; what handsets said last stays.
    void forgetFacts();

private:
    void applyBody(const protocol::AlertFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::TaskFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::CommandFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::DutyFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::RosterFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::RefusedFact &, const protocol::Fact &) {}
    void applyBody(const protocol::AccessFact &, const protocol::Fact &) {}
    void applyBody(const protocol::HubFact &, const protocol::Fact &) {}
    void applyBody(const protocol::GeofenceFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::CrossingFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::NoticeFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::EscalationFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::SystemAlarmFact &fact, const protocol::Fact &whole);
    void applyBody(const protocol::UnreadableFact &, const protocol::Fact &) {}
    void endStay(const protocol::HandsetId &handset, protocol::GeofenceId geofence);
    void openGate(HandsetSlot &slot) const;

    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using SlotIndex = std::unordered_map<std::string, HandsetSlot *, TextHash, std::equal_to<>>;

    protocol::Depot m_depot;
    std::deque<HandsetSlot> m_slots;
    SlotIndex m_byId;
    SlotIndex m_byPhone;
    std::map<protocol::PostmanId, protocol::Postman> m_postmen;
    std::map<protocol::RoundId, protocol::Round> m_rounds;
    std::map<protocol::PostmanId, protocol::RoundId> m_roundOf;
    std::map<protocol::AlertId, protocol::Alert> m_alerts;
    std::map<NoticeKey, protocol::Notice> m_notices;
    protocol::EscalationPolicy m_escalation;
    std::map<protocol::SystemAlarmId, protocol::SystemAlarm> m_systemAlarms;
    std::map<protocol::TaskId, protocol::Task> m_tasks;
    std::map<protocol::CommandId, protocol::Command> m_commands;
    std::map<protocol::GeofenceId, protocol::Geofence> m_geofences;
    geo::AreaIndex m_areas;
    Stays m_stays;
    std::uint32_t m_nextAlert = 1;
    std::uint32_t m_nextTask = 1;
};

} // namespace facteo::hub
