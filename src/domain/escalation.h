// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alert_priority.h"
#include "protocol/records.h"

#include <chrono>
#include <optional>
#include <vector>

namespace facteo::domain {

using protocol::EscalationPolicy;
using protocol::Rung;

/// Of an alert as it stands: after a duress code nothing comes before it.
[[nodiscard]] Priority priorityOf(const protocol::Alert &alert);

/// The ladder where a depot has none of its own: EN 50518-style, not certified (DOMAIN 5.1: P1 30 and 60 s,
/// P2 and P3 90 and 180 s). It names no contacts, because it knows nobody.
/// - first consoles at once; all consoles of the depot at half of the first limit; the on-call supervisor at
///   the first limit; the regional control room at the second, and again every two minutes.
[[nodiscard]] EscalationPolicy defaultEscalation();

/// The rungs of one priority, lowest first. Never empty for a policy without faults.
[[nodiscard]] std::vector<Rung> ladderOf(const EscalationPolicy &policy, Priority priority);

/// The rung on which an alert stands: the last one once it was told to everybody.
[[nodiscard]] Rung rungOf(const protocol::Alert &alert, const EscalationPolicy &policy);

/// When an alert that nobody answers comes to its next rung, or to its last one again; nothing when nobody is
/// left to be told, or somebody has answered.
[[nodiscard]] std::optional<protocol::Instant> nextRungAt(
    const protocol::Alert &alert, const EscalationPolicy &policy);

/// Whether this console sounds for the alert now.
[[nodiscard]] bool soundsAt(
    const protocol::SenderId &console, const protocol::Alert &alert, const EscalationPolicy &policy);

enum class LadderFault : std::uint8_t {
    NoRung,         ///< a priority has none
    FirstIsLate,    ///< its first rung is not at 0 s
    NotAscending,   ///< two rungs at the same time
    TooSlow,        ///< the last rung comes later than kSlowestRung
    UnknownContact, ///< a rung names somebody who is not in the list
    DoubledContact, ///< two contacts of one id
    NoChannel,      ///< a contact that can be told by nothing
    NoPhone,        ///< SMS or voice without a number in E.164
    NoMail,         ///< mail without an address
};

inline constexpr std::chrono::seconds kSlowestRung{600};

struct LadderError
{
    LadderFault fault = LadderFault::NoRung;
    std::string subject; ///< the priority ("1") or the contact it is about

    bool operator==(const LadderError &) const = default;
};

/// Everything that is wrong with it; a policy with faults is never used.
[[nodiscard]] std::vector<LadderError> faultsOf(const EscalationPolicy &policy);

} // namespace facteo::domain
