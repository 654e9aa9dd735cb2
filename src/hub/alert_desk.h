// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/attendance.h"
#include "hub/fact_recorder.h"
#include "hub/turn.h"

#include <string_view>

namespace facteo::hub {

/// Raises alerts, merges what the same postman presses again, carries out what operators do about them, and
/// what the clock brings.
/// One open alert per postman; only he cancels one, before it is raised, and only an operator closes one.
class AlertDesk
{
public:
    using Outcome = std::expected<std::uint64_t, protocol::Refusal>;

    /// All must outlive this.
    AlertDesk(DepotState &state, FactRecorder &recorder, Attendance &attendance)
        : m_state(state), m_recorder(recorder), m_attendance(attendance)
    {
    }

    /// `fix` is the report's, where it may be believed. Whoever presses is heard; what says nothing new is
    /// in the record as refused.
    void take(const HandsetSlot &slot, const protocol::AlertReport &report,
        const std::optional<protocol::Fix> &fix, bool exercise, const Cause &cause, Turn &turn);

    /// These give the fact's number.
    [[nodiscard]] Outcome carryOut(
        const protocol::ActOnAlert &wish, std::string_view operatorName, const Cause &cause, Turn &turn);
    [[nodiscard]] Outcome carryOut(const protocol::RaiseAlert &wish, const Cause &cause, Turn &turn);

    /// The operator is at his console, or has left it.
    void attend(const protocol::OperatorId &who, bool present, protocol::Instant now);

    /// What is due: countdowns end, what was acknowledged and claimed by nobody sounds again, and so does
    /// what lost its owner. Once a second: all deadlines but the leases follow from the record, so a
    /// restarted hub has them too.
    void tick(const Cause &hub, Turn &turn);

private:
    struct Incoming
    {
        const HandsetSlot &slot;
        const protocol::AlertReport &report;
        const std::optional<protocol::Fix> &fix;
        bool exercise;
        const Cause &cause;
        Turn &turn;
    };

    void takeRaised(const Incoming &in);
    void takeWarning(const Incoming &in);
    void takeCancelled(const Incoming &in);
    void takeDuress(const Incoming &in);
    void takeSafe(const Incoming &in);
    [[nodiscard]] const protocol::Alert *openAlertOf(const Incoming &in) const;
    void begin(const Incoming &in, protocol::Alert alert, protocol::AlertAct act);
    [[nodiscard]] protocol::Alert newAlert(const Incoming &in) const;
    void say(const protocol::Alert &alert, protocol::AlertAct act, const Incoming &in);
    void refuse(const Incoming &in);
    void pass(const protocol::Alert &alert, protocol::AlertAct act, const Cause &hub, Turn &turn);
    [[nodiscard]] bool isLeaseOver(const protocol::Alert &alert, protocol::Instant now) const;

    DepotState &m_state;
    FactRecorder &m_recorder;
    Attendance &m_attendance;
};

} // namespace facteo::hub
