// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/fact_recorder.h"
#include "hub/turn.h"

namespace facteo::hub {

/// Enrols: who and what the depot consists of.
class RosterDesk
{
public:
    /// Both must outlive this.
    RosterDesk(DepotState &state, FactRecorder &recorder) : m_state(state), m_recorder(recorder) {}

    /// Records what differs from what is known; what the roster does not name stays. A handset without a key
    /// in the roster keeps the one it has.
    void enrolAll(const protocol::Roster &roster, const Cause &cause, Turn &turn);

    /// What the wish leaves empty (key, postman, phone) stays as it is known. Gives the fact's number.
    /// Malformed for an id that is no name; NoSuchPostman; AlreadyOpen when another handset has this
    /// OwnTracks phone.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::Enrol &wish, const Cause &cause, Turn &turn);

private:
    DepotState &m_state;
    FactRecorder &m_recorder;
};

} // namespace facteo::hub
