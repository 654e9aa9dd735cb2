// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/detector.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// What the triggers must still know after the process was restarted.
namespace facteo::handset {

/// By the clock of when it was kept, and how long it was until then. After a restart the clock may be
/// another, so the earlier of the two holds: a clock that went back makes nothing later, one that went ahead
/// makes it due. Doubt benefits the postman.
struct Deadline
{
    Instant at{};
    std::chrono::milliseconds left{};

    static Deadline of(Instant at, Instant now)
    {
        return {.at = at, .left = std::max(at - now, std::chrono::milliseconds(0))};
    }
    [[nodiscard]] Instant from(Instant now) const { return std::min(at, now + left); }

    bool operator==(const Deadline &) const = default;
};

struct Countdown
{
    AlertTrigger trigger = AlertTrigger::ManDown;
    Deadline end;
    int wrongCodes = 0;

    bool operator==(const Countdown &) const = default;
};

struct WatchState
{
    std::optional<Countdown> countdown;
    std::optional<Deadline> checkIn;
    std::optional<Deadline> visit;
    bool raised = false; ///< an alert went out, and nobody said yet that it is over

    bool operator==(const WatchState &) const = default;
};

/// One line of ASCII, the same whatever code was entered.
[[nodiscard]] std::string toText(const WatchState &state);
/// Nothing when it is damaged.
[[nodiscard]] std::optional<WatchState> watchStateFrom(std::string_view text);

} // namespace facteo::handset
