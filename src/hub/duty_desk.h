// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/fact_recorder.h"
#include "hub/turn.h"

namespace facteo::hub {

/// Who is on duty, on a break, off, and who shares: as the handset says it, or as the depot says it for a
/// phone that cannot. Changes are facts; heartbeats that change nothing only say that somebody is there.
class DutyDesk
{
public:
    /// Both must outlive this.
    DutyDesk(DepotState &state, FactRecorder &recorder) : m_state(state), m_recorder(recorder) {}

    /// What was overtaken on its way is recorded where it says something new, and changes nothing that holds.
    void take(HandsetSlot &slot, const protocol::Envelope &frame, const protocol::HandsetState &state,
        const Cause &cause, Turn &turn);

    /// Gives the fact's number. NotAllowed for a handset that can say it itself: no console clocks somebody
    /// on or off over his head.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::SetDuty &wish, const Cause &cause, Turn &turn);

private:
    void takeLate(HandsetSlot &slot, const protocol::HandsetState &state, const Cause &cause, Turn &turn);

    DepotState &m_state;
    FactRecorder &m_recorder;
};

} // namespace facteo::hub
