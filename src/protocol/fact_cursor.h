// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages.h"

#include <optional>

namespace facteo::protocol {

/// Where a reader of the depot's log stands: it takes facts one by one and never skips one.
class FactCursor
{
public:
    enum class Step : std::uint8_t {
        Next = 1,        ///< apply it
        Known = 2,       ///< applied before
        Gap = 3,         ///< facts are missing before it: send gapRequest()
        BrokenChain = 4, ///< not the log that this reader followed so far: take a new snapshot
    };

    /// Reads from number 1.
    FactCursor() = default;
    /// After a snapshot: the next fact is `number` + 1, its previous hash is taken as given.
    explicit FactCursor(std::uint64_t number) : m_number(number), m_hashKnown(number == 0) {}

    /// Moves on only for Next. The fact's own hash was checked when it was decoded.
    Step offer(const Fact &fact);

    /// The hub says (heartbeat, snapshot) that its log reaches `number`: the cursor knows what it lacks.
    void hubIsAt(std::uint64_t number);

    /// What to ask while facts are known to be missing, otherwise nothing.
    [[nodiscard]] std::optional<AskFacts> gapRequest() const;

    /// Number of the last fact applied; 0 = none.
    [[nodiscard]] std::uint64_t number() const { return m_number; }

private:
    std::uint64_t m_number = 0;
    std::uint64_t m_hubNumber = 0; // the highest heard of
    Hash m_hash{};
    bool m_hashKnown = true;
};

} // namespace facteo::protocol
