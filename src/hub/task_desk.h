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

    /// A postman's step. What came late or twice is ignored; what he may not do is recorded as refused.
    /// Whenever he speaks of a task that is not (or no more) his, his handset is told so again.
    void take(const HandsetSlot &slot, const protocol::TaskReport &report, const Cause &cause, Turn &turn);

    // Give the fact's number.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::CreateTask &wish, const Cause &cause, Turn &turn);
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> carryOut(
        const protocol::ActOnTask &wish, const Cause &cause, Turn &turn);

    /// The tasks that were taken away from a handset since then and did not come back to it: from the record,
    /// so that a restarted hub says it as well.
    [[nodiscard]] store::Result<std::vector<Turn::Withdrawal>> takenBack(protocol::Instant since) const;

private:
    [[nodiscard]] std::expected<protocol::Task, protocol::Refusal> sent(
        protocol::Task task, const protocol::HandsetId &to);
    void refuse(const protocol::TaskReport &report, protocol::Refusal why, const Cause &cause, Turn &turn);

    DepotState &m_state;
    FactRecorder &m_recorder;
};

} // namespace facteo::hub
