// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/fact_recorder.h"
#include "hub/handset_slot.h"
#include "protocol/messages.h"
#include "store/trail_store.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace facteo::hub {

/// What one drained batch leads to besides facts. Nothing of it is said before the facts are on disk.
struct Turn
{
    explicit Turn(protocol::Instant at) : now(at) {}

    struct Answer
    {
        protocol::SenderId console;
        protocol::FrameId request;
        protocol::ResponseBody body;
    };
    /// A question that only reads: answered after the commit, from what is on disk.
    struct Question
    {
        protocol::SenderId console;
        protocol::FrameId request;
        protocol::RequestBody body;
    };
    /// A task that a handset has, or may come to have, and shall not do.
    struct Withdrawal
    {
        protocol::HandsetId handset;
        protocol::Task task; ///< Cancelled, as that handset shall see it
    };

    protocol::Instant now; ///< the hub's clock, once per turn
    /// The record could not be read, so nobody knows what is in it already: nothing of the turn is kept.
    std::optional<store::Error> broken;
    std::vector<store::HandsetFix> fixes;
    std::unordered_map<protocol::HandsetId, std::vector<protocol::Receipt::Line>> receipts;
    std::vector<Answer> answers;
    std::vector<Question> questions;
    std::vector<Withdrawal> withdrawals;
    std::vector<std::string> retainedTopics; ///< where the broker may keep what nobody may: forgotten always
    std::vector<HandsetSlot *> arrived;      ///< handsets that are back: what waits for them goes out at once

    /// Of a change to something that changed at `before`: later, whatever the clock says, because handsets
    /// and consoles go by it.
    [[nodiscard]] protocol::Instant after(protocol::Instant before) const
    {
        return std::max(now, before + std::chrono::milliseconds{1});
    }

    /// Whether an id is taken: in memory, or in the record. True as well when nobody can say, and then
    /// nothing of the turn is kept.
    [[nodiscard]] bool isTaken(const void *inMemory, const store::Result<bool> &inRecord)
    {
        if (!inRecord)
            broken = inRecord.error();
        return inMemory != nullptr || inRecord.value_or(true);
    }

    void receive(const HandsetSlot &from, const protocol::FrameId &frame,
        std::optional<protocol::Fault> fault = std::nullopt)
    {
        receipts[from.handset.id].push_back({.frame = frame, .fault = fault});
    }
};

} // namespace facteo::hub
