// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/fact_recorder.h"
#include "hub/turn.h"

namespace facteo::hub {

/// Tasks from the supervisor's desk to the postman's report.
class TaskDesk
{
public:
    /// Both must outlive this.
    TaskDesk(DepotState &state, FactRecorder &recorder) : m_state(state), m_recorder(recorder) {}

    /// A postman's step. What came late or twice is ignored; what he may not do is recorded as refused, and
    /// his handset is told that the task is not his.
    void take(const HandsetSlot &slot, const protocol::TaskReport &report, const Cause &cause, Turn &turn);

    // Give the fact's number.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::CreateTask &wish, const Cause &cause, Turn &turn);
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::ActOnTask &wish, const Cause &cause, Turn &turn);

private:
    [[nodiscard]] std::expected<protocol::Task, protocol::Refusal> sent(
        protocol::Task task, const protocol::HandsetId &to);
    void refuse(const protocol::TaskReport &report, protocol::Refusal why, const Cause &cause, Turn &turn);

    DepotState &m_state;
    FactRecorder &m_recorder;
};

} // namespace facteo::hub
