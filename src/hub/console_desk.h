// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/alert_desk.h"
#include "hub/command_desk.h"
#include "hub/duty_desk.h"
#include "hub/escalation_desk.h"
#include "hub/geofence_desk.h"
#include "hub/picture_desk.h"
#include "hub/roster_desk.h"
#include "hub/settings.h"
#include "hub/tally.h"
#include "hub/task_desk.h"
#include "store/trail_store.h"

#include <chrono>
#include <functional>
#include <map>

namespace facteo::hub {

/// The desks that carry out what consoles ask.
struct Desks
{
    AlertDesk &alerts;
    EscalationDesk &escalation;
    SystemAlarmDesk &systemAlarms;
    TaskDesk &tasks;
    CommandDesk &commands;
    DutyDesk &duties;
    GeofenceDesk &geofences;
    RosterDesk &roster;
    PictureDesk &picture;
};

/// Answers consoles. What they want done goes to the desk it concerns; what is refused is recorded, because
/// an attempt is part of the record. What they want to know is answered after the commit, from the record.
/// A request that comes twice is carried out once and answered twice; one that was long under way is refused,
/// because its operator was told that nobody answered.
class ConsoleDesk
{
public:
    /// All must outlive this.
    ConsoleDesk(DepotState &state, FactRecorder &recorder, const Desks &desks, store::TrailStore &trails,
        Tally &tally);

    /// `status` is asked when a console wants it.
    void statusFrom(std::function<protocol::HubStatus(protocol::Instant)> status)
    {
        m_status = std::move(status);
    }

    void take(const EnrolledConsole &console, const protocol::Envelope &envelope, Turn &turn);

    /// After the commit.
    [[nodiscard]] protocol::ResponseBody answer(const protocol::RequestBody &question, protocol::Instant now);

private:
    using Outcome = std::expected<std::uint64_t, protocol::Refusal>;
    struct Asked; // request, cause and turn at hand

    [[nodiscard]] Outcome carryOut(const protocol::RequestBody &body, const Asked &asked);
    [[nodiscard]] Outcome lookAt(const protocol::AskTrail &wish, const Asked &asked);
    [[nodiscard]] Outcome lookAround(const protocol::AskNear &wish, const Asked &asked);
    [[nodiscard]] store::Result<protocol::NearPage> whoWasNear(const protocol::AskNear &wish) const;
    [[nodiscard]] protocol::ResponseBody seenAgain(
        const protocol::AskNear &wish, const protocol::FrameId &request) const;
    void attend(const EnrolledConsole &console, const protocol::Envelope &envelope,
        const protocol::Attend &attend, bool tooLate, Turn &turn);
    void act(const EnrolledConsole &console, const protocol::Envelope &envelope, bool tooLate, Turn &turn);
    [[nodiscard]] std::chrono::milliseconds underWay(
        const EnrolledConsole &console, const protocol::Envelope &envelope, protocol::Instant now);

    [[nodiscard]] protocol::ResponseBody read(const protocol::AskSnapshot &, protocol::Instant now);
    [[nodiscard]] protocol::ResponseBody read(const protocol::AskFacts &ask, protocol::Instant now);
    [[nodiscard]] protocol::ResponseBody read(const protocol::AskTrail &ask, protocol::Instant now);
    [[nodiscard]] protocol::ResponseBody read(const protocol::AskStatus &, protocol::Instant now);
    [[nodiscard]] protocol::ResponseBody read(const protocol::AskQuarantine &ask, protocol::Instant now);

    /// What is known of a console's clock: how far it is behind ours, and the fastest way, together.
    struct ConsoleClock
    {
        std::uint64_t session = 0;
        std::chrono::milliseconds behind{0};
        protocol::Instant at{};
    };

    DepotState &m_state;
    FactRecorder &m_recorder;
    std::map<protocol::SenderId, ConsoleClock> m_clocks;
    Desks m_desks;
    store::TrailStore &m_trails;
    Tally &m_tally;
    std::function<protocol::HubStatus(protocol::Instant)> m_status;
};

} // namespace facteo::hub
