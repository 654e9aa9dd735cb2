// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/fact_recorder.h"
#include "hub/turn.h"

#include <string_view>

namespace facteo::hub {

/// Raises alerts, merges what the same postman presses again, and carries out what operators do about them.
/// One open alert per postman; nothing but an operator ends one.
class AlertDesk
{
public:
    /// Both must outlive this.
    AlertDesk(DepotState &state, FactRecorder &recorder) : m_state(state), m_recorder(recorder) {}

    /// `fix` is the report's, where it may be believed. Never refused: whoever presses is heard.
    void take(const HandsetSlot &slot, const protocol::AlertReport &report,
        const std::optional<protocol::Fix> &fix, bool exercise, const Cause &cause, Turn &turn);

    /// Gives the fact's number.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::ActOnAlert &wish, std::string_view operatorName, const Cause &cause, Turn &turn);

    /// Lets everything sound again that was acknowledged and claimed by nobody in time. Once a second: the
    /// deadlines follow from the record, so a restarted hub has them too.
    void lapse(const Cause &hub, Turn &turn);

private:
    DepotState &m_state;
    FactRecorder &m_recorder;
};

} // namespace facteo::hub
