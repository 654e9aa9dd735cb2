// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <chrono>
#include <optional>

namespace facteo::domain {

/// Why a position may not be kept. The counters of `facteo status` carry these names.
enum class Gate : std::uint8_t { Open, OffDuty, OnBreak, SharingOff };

/// Whether a postman's position may be stored and shown.
///
/// CNIL délibération 2015-165 and Facteo's promise of 2013: never off duty, never in a break, and only while
/// the postman himself shares. His own open alert is the one act that opens the gate, for its life.
constexpr Gate gate(protocol::Duty duty, bool sharing, bool alertOpen)
{
    if (alertOpen)
        return Gate::Open;
    if (duty == protocol::Duty::Off)
        return Gate::OffDuty;
    if (duty == protocol::Duty::OnBreak)
        return Gate::OnBreak;
    return sharing ? Gate::Open : Gate::SharingOff;
}

/// How old a position may be before it is shown as less than certain.
enum class Freshness : std::uint8_t { Fresh, Ageing, Stale, Lost };

inline constexpr std::chrono::seconds kFreshFor{30};  ///< three reports of 10 s
inline constexpr std::chrono::seconds kAgeingFor{90}; ///< nine reports
inline constexpr std::chrono::minutes kStaleFor{10};

/// Freshness of something that is `age` old; a negative age (clocks differ) is fresh.
constexpr Freshness freshness(std::chrono::milliseconds age)
{
    if (age <= kFreshFor)
        return Freshness::Fresh;
    if (age <= kAgeingFor)
        return Freshness::Ageing;
    return age <= kStaleFor ? Freshness::Stale : Freshness::Lost;
}

/// Nothing heard for this long: the signal is lost.
inline constexpr std::chrono::seconds kSignalLostAfter{90};

/// The one honest reason why a postman has no (fresh) position on the map, in the order in which they weigh:
/// what his day says, what he decided, then what the network does. `lastHeardAt` empty: never heard.
protocol::Absence absence(protocol::Duty duty, bool sharing, bool alertOpen,
    const std::optional<protocol::Instant> &lastHeardAt, bool connected, protocol::Instant now);

} // namespace facteo::domain
