// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/tally.h"
#include "hub/turn.h"

namespace facteo::hub {

/// Takes positions in: is it plausible, may it be kept, is it news. Whatever path a fix comes on (report,
/// alert, answer to a command, another system), it passes here.
class PositionDesk
{
public:
    /// Must outlive this.
    explicit PositionDesk(Tally &tally) : m_tally(tally) {}

    /// What became of it. Kept: in turn.fixes. Gated positions are counted and exist nowhere else.
    enum class Fate : std::uint8_t { Kept, Gated, Repeated };

    /// Fault: ImpossiblePosition or FromTheFuture; counted by whoever has the bytes.
    [[nodiscard]] std::expected<Fate, protocol::Fault> take(
        HandsetSlot &slot, const protocol::Fix &fix, Turn &turn);

private:
    [[nodiscard]] static std::optional<protocol::Fault> faultOf(
        HandsetSlot &slot, const protocol::Fix &fix, protocol::Instant now);

    Tally &m_tally;
};

} // namespace facteo::hub
