// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/attendance.h"
#include "hub/system_alarm_desk.h"

#include <functional>
#include <set>
#include <unordered_map>

namespace facteo::hub {

/// Somebody who is at no console has to be told of an alert. What the program makes of it goes to an SMS or
/// voice gateway or a mail server; nothing of it may block.
struct OutboundNotice
{
    protocol::DepotId depot;
    protocol::Notice notice; ///< Queued; comes back as Sent, Delivered or Failed
    protocol::Contact contact;
    protocol::Alert alert;
    std::string postmanName; ///< empty: the handset has no bearer
    std::string depotName;
};
using Reach = std::function<void(const OutboundNotice &)>;

/// Climbs the ladder with every alert that nobody answers, and keeps for each recipient how far it got.
///
/// Deadlines follow from the record; a restarted hub goes on from there and tells again what nobody knows to
/// have been sent. A wall clock that jumps moves no deadline of alerts that were open before.
class EscalationDesk
{
public:
    /// All must outlive this.
    EscalationDesk(
        DepotState &state, FactRecorder &recorder, SystemAlarmDesk &alarms, const Attendance &attendance)
        : m_state(state), m_recorder(recorder), m_alarms(alarms), m_attendance(attendance)
    {
    }

    /// Called after the commit, on the hub's thread.
    void onReach(Reach reach) { m_reach = std::move(reach); }

    /// The ladder from now on, where it differs from the one in the record.
    void use(const protocol::EscalationPolicy &policy, const Cause &hub, Turn &turn);

    /// The hub came up or came back to its store: what was queued and not known to be sent is sent again.
    void load(protocol::Instant now);

    /// At the end of a turn, before it is recorded: whoever stands on the rung that an alert came to is
    /// queued.
    void take(const Cause &hub, Turn &turn);
    /// Once a second: alerts that nobody answered in time come to their next rung. While nobody is at any
    /// console they do not wait there: they go on to whoever is told by other means.
    void tick(const Cause &hub, Turn &turn);
    /// What became of a notice. One that failed is an alarm, and the next rung starts at once.
    void take(const protocol::Notice &outcome, const Cause &hub, Turn &turn);
    /// What a console says that it has, and what its operator has before his eyes.
    void take(const protocol::SenderId &console, std::string_view operatorName,
        const protocol::Attend &attend, const Cause &cause, Turn &turn);
    /// After the commit: queued notices go out.
    void follow(const protocol::Fact &fact);

    /// The wall clock, and with it the hub's time, is ahead by this much at once.
    void clockJumped(std::chrono::milliseconds ahead);

private:
    /// Whether it stands where nobody is, and somebody else is above.
    [[nodiscard]] bool waitsForNobody(const protocol::Alert &alert, protocol::Instant now) const;
    void noteWhoIsThere(const Cause &hub, Turn &turn);
    [[nodiscard]] bool hasNext(const protocol::Alert &alert) const;
    void climb(const protocol::Alert &alert, const Cause &hub, Turn &turn);
    void queue(const protocol::Alert &alert, const Cause &hub, Turn &turn);
    void send(const protocol::Notice &notice);
    void sight(protocol::AlertId alert, protocol::NoticeStage stage, const protocol::SenderId &console,
        std::string_view operatorName, const Cause &cause, Turn &turn);

    DepotState &m_state;
    FactRecorder &m_recorder;
    SystemAlarmDesk &m_alarms;
    const Attendance &m_attendance;
    Reach m_reach;
    /// Of alerts that were open when the clock jumped: so much of their time did not pass.
    std::unordered_map<protocol::AlertId, std::chrono::milliseconds> m_skipped;
};

} // namespace facteo::hub
