// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/fact_recorder.h"
#include "hub/turn.h"

namespace facteo::hub {

/// Orders to handsets: ring, message, locate now. Each acts at most once and never late.
class CommandDesk
{
public:
    /// Both must outlive this.
    CommandDesk(DepotState &state, FactRecorder &recorder) : m_state(state), m_recorder(recorder) {}

    /// What came late or twice is ignored; another's command is recorded as refused.
    void take(const HandsetSlot &slot, const protocol::CommandReport &report, const Cause &cause, Turn &turn);

    /// Gives the fact's number. LocateNow is refused with NotOnDuty where the gate is closed: no console
    /// switches a postman's position on.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::SendCommand &wish, const Cause &cause, Turn &turn);

    /// Ends what nobody answered in time.
    void expire(const Cause &hub, Turn &turn);

private:
    DepotState &m_state;
    FactRecorder &m_recorder;
};

} // namespace facteo::hub
