// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/presence.h"
#include "protocol/records.h"
#include "protocol/sequence_watch.h"

#include <array>
#include <optional>

namespace facteo::hub {

/// Duty and sharing over the last changes, so that a position is judged by what held when it was measured
/// and not by what holds when it arrives.
class DutyHistory
{
public:
    /// What holds from now on. `at` by the clock of whoever said it: the handset's own, as its fixes. Where
    /// that clock was set back, what it had said of later times is void.
    void note(protocol::Instant at, protocol::Duty duty, bool sharing);
    /// What held then, said late: judges fixes of that time and changes nothing that holds now, as it was
    /// said at `saidAt`. What it says of times after that is void: the clock was set back between.
    void noteLate(protocol::Instant at, protocol::Duty duty, bool sharing, protocol::Instant saidAt);
    /// True when nothing else is known of that time.
    [[nodiscard]] bool heldAt(protocol::Instant at, protocol::Duty duty, bool sharing) const;

    [[nodiscard]] protocol::Duty duty() const { return m_changes.front().duty; }
    [[nodiscard]] bool sharing() const { return m_changes.front().sharing; }
    [[nodiscard]] domain::Gate gateAt(protocol::Instant measured) const;

private:
    struct Change
    {
        protocol::Instant at{};
        protocol::Duty duty = protocol::Duty::Off;
        bool sharing = false;
    };
    static constexpr std::size_t kKept = 8;

    void insert(std::size_t place, const Change &change);
    std::array<Change, kKept> m_changes{}; // newest first
    std::size_t m_count = 0;
};

/// Everything the hub knows of one handset, in one place: positions arrive a hundred thousand times more
/// often than anything else and must find all they need behind one look-up.
struct HandsetSlot
{
    protocol::Handset handset;

    // From the facts
    DutyHistory duties;
    std::optional<protocol::Instant> alertSince; ///< the earliest open alert of its postman, by his clock

    // From the frames; lost with the process but for what the store keeps now and then
    std::optional<protocol::Fix> fix;     ///< the latest that passed every check
    std::optional<protocol::Fix> suspect; ///< the latest that jumped too far to be believed
    std::uint8_t suspicions = 0;          ///< how many agreed with it
    protocol::HandsetState state;
    std::uint64_t stateSession = 0; ///< of the frame that said it
    std::uint32_t stateSequence = 0;
    std::optional<protocol::Instant> heardAt; ///< hub's clock
    bool connected = false;
    protocol::SequenceWatch sequence;
    std::uint32_t stopsPassed = 0; ///< of its round, in walking order
    std::optional<std::uint32_t> stopIndex;

    // Of the desks
    protocol::Instant heldAgainstBordersAt{};                ///< the latest fix that was
    bool changed = false;                                    ///< since the picture was last published
    bool unsaved = false;                                    ///< since the reports were last stored
    protocol::Absence shown = protocol::Absence::SignalLost; ///< as last published

    [[nodiscard]] bool isEnrolled() const { return handset.publicKey != protocol::PublicKey{}; }
    [[nodiscard]] bool alertOpen() const { return alertSince.has_value(); }
    [[nodiscard]] protocol::Absence absence(protocol::Instant now) const
    {
        return domain::absence(duties.duty(), duties.sharing(), alertOpen(), heardAt, connected, now);
    }
};

} // namespace facteo::hub
