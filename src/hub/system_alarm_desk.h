// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/fact_recorder.h"
#include "hub/turn.h"

#include <expected>
#include <string>

namespace facteo::hub {

/// Raises and clears the alarms of the technology, one of each kind and subject, and carries out what
/// operators do about them.
class SystemAlarmDesk
{
public:
    /// Both must outlive this.
    SystemAlarmDesk(DepotState &state, FactRecorder &recorder) : m_state(state), m_recorder(recorder) {}

    /// The cause is there: a new alarm, or one more occurrence of the one that is open.
    void raise(protocol::SystemAlarmKind kind, std::string_view subject, std::string detail,
        const Cause &cause, Turn &turn);
    /// The cause is gone. Nothing where there is no such alarm.
    void clear(protocol::SystemAlarmKind kind, std::string_view subject, const Cause &cause, Turn &turn);

    [[nodiscard]] bool isOpen(protocol::SystemAlarmKind kind, std::string_view subject) const
    {
        return open(kind, subject) != nullptr;
    }

    /// Gives the fact's number. Shelving needs a reason and an end within ActOnSystemAlarm::kLongestShelf.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::ActOnSystemAlarm &wish, const Cause &cause, Turn &turn);

    /// Once a second: what was shelved comes back when its time is over.
    void tick(const Cause &hub, Turn &turn);

private:
    void note(
        const protocol::SystemAlarm &alarm, protocol::SystemAlarmAct act, const Cause &cause, Turn &turn);
    [[nodiscard]] const protocol::SystemAlarm *open(
        protocol::SystemAlarmKind kind, std::string_view subject) const;

    DepotState &m_state;
    FactRecorder &m_recorder;
};

} // namespace facteo::hub
