// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <chrono>
#include <optional>
#include <string>

/// Alerts as Cursor on Target events, for TAK clients.
namespace facteo::interop {

/// After so long without news a client fades the event; an alert does not fade, so it is sent again before.
inline constexpr std::chrono::seconds kCotStale{60};

/// The last event of an alert that a client got.
struct CotSent
{
    protocol::Instant at;
    protocol::Instant changedAt; ///< of the alert that it told
    bool cancels = false;
};

/// One event on one line with its line feed: what a stream over TCP consists of. "911 Alert" while somebody
/// may be in danger, its cancellation afterwards (false alarm, resolved, closed); nothing while only a
/// countdown runs. An unknown position is 0,0 with an error of 9999999 m, and words that say so.
[[nodiscard]] std::optional<std::string> cotOf(const protocol::Alert &alert, const protocol::DepotId &depot,
    protocol::Instant now, std::chrono::seconds stale = kCotStale);

/// When the next event of this alert is due: at once for what `last` did not tell, after half of `stale`
/// while it lasts, and never again once its cancellation was sent. An end that nobody heard the beginning of
/// is not told.
[[nodiscard]] std::optional<protocol::Instant> cotDueAt(
    const protocol::Alert &alert, const std::optional<CotSent> &last, std::chrono::seconds stale = kCotStale);

} // namespace facteo::interop
