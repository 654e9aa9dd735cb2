// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/depot_state.h"
#include "hub/projection.h"
#include "protocol/messages.h"
#include "protocol/records.h"
#include "store/fact_log.h"

#include <deque>
#include <expected>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace facteo::hub {

/// Who and what a fact comes from.
struct Cause
{
    protocol::SenderId sender;
    protocol::OperatorId by;
    std::string byName{};    ///< as that person is called
    protocol::FrameId frame; ///< all zero: a timer of the hub
};

/// What a frame was recorded as, the first time it came.
struct Recorded
{
    std::uint64_t number = 0;
    protocol::SenderId sender;
    std::optional<protocol::Refusal> refused;
    std::size_t kind = 0;                      ///< index of the fact's body
    std::optional<protocol::Instant> raisedAt; ///< of the alert that it raised
    protocol::Instant at;                      ///< the hub's clock
};

/// False when `report` cannot be the frame that was recorded so: the same id was used for something else.
[[nodiscard]] bool mayBe(const Recorded &recorded, const protocol::Envelope &report);

/// Gives facts their number and their place in the chain, keeps them, and projects them.
///
/// record() takes effect in memory at once, so that the next frame of the same batch meets it, and is on disk
/// only when commit() says so: whoever tells others waits for that. After a failed commit memory is ahead of
/// the disk: forget what was recorded and load() again.
class FactRecorder
{
public:
    /// Both must outlive this.
    FactRecorder(store::Database &db, DepotState &state);

    /// Continues the log, and brings projections and state up to it.
    [[nodiscard]] store::Result<void> load(protocol::Instant endedSince);

    /// A frame may cause several facts in one turn. Gives the fact's number.
    ///
    /// What could not be read again is never written: Malformed, and nothing but a RefusedFact is recorded.
    /// An alert is recorded whatever its position says.
    [[nodiscard]] std::expected<std::uint64_t, protocol::Refusal> record(
        protocol::FactBody body, const Cause &cause, protocol::Instant now);
    /// The same where nobody waits for an answer: a refusal is in the record, and that is all.
    void note(protocol::FactBody body, const Cause &cause, protocol::Instant now);

    /// Recorded and not yet committed.
    [[nodiscard]] std::span<const protocol::Fact> pending() const { return m_pending; }

    /// Writes log lines and projections into the caller's Transaction.
    [[nodiscard]] store::Result<void> write();

    /// The caller's Transaction is on disk. Gives the facts that may be told now.
    [[nodiscard]] std::vector<protocol::Fact> settle();

    /// What this frame was recorded as, now or in an earlier life of the hub.
    [[nodiscard]] store::Result<std::optional<Recorded>> recordedAs(const protocol::FrameId &frame) const;

    /// True when the log knows such a thing, however long ago it ended.
    [[nodiscard]] store::Result<bool> isKnown(protocol::AlertId alert) const;
    [[nodiscard]] store::Result<bool> isKnown(protocol::TaskId task) const;
    [[nodiscard]] store::Result<bool> isKnown(protocol::CommandId command) const;
    /// All that the log says of one task, oldest first; of what is committed.
    [[nodiscard]] store::Result<std::vector<protocol::TaskFact>> historyOf(protocol::TaskId task) const;

    [[nodiscard]] const store::FactMark &last() const { return m_last; }
    [[nodiscard]] const store::FactLog &log() const { return m_log; }

private:
    std::uint64_t add(protocol::Fact fact);
    [[nodiscard]] store::Result<void> loadLadder();
    [[nodiscard]] store::Result<bool> isKnown(std::uint8_t kind, std::uint64_t id) const;
    void remember(const protocol::Fact &fact);

    store::Database &m_db;
    DepotState &m_state;
    store::FactLog m_log;
    Projection m_projection;
    store::FactMark m_last; ///< with what is pending
    std::vector<protocol::Fact> m_pending;
    std::unordered_map<protocol::FrameId, Recorded> m_recent;
    std::deque<protocol::FrameId> m_order; ///< of m_recent, oldest first
};

} // namespace facteo::hub
