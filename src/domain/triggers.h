// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace facteo::domain {

using protocol::AlertTrigger;

/// How soon somebody has to answer: P1 within 30 s, P2 and P3 within 90 s (DOMAIN 2.3), P1 before all others.
enum class Priority : std::uint8_t { P1 = 1, P2 = 2, P3 = 3 };

/// Who finds it out.
enum class RaisedBy : std::uint8_t { Handset, Hub, Console };

struct Trigger
{
    AlertTrigger trigger = AlertTrigger::Button;
    std::string_view name; ///< as configurations, logs and saved states write it
    Priority priority = Priority::P1;
    RaisedBy raisedBy = RaisedBy::Handset;
    bool hasCountdown = false; ///< the postman is asked first, and may call it off with his code
};

/// Everything that raises an alert, one row each, in the order of the enumerators.
///
/// P1: a human being says that help is needed. P2: what happened to his body or to the handset on it says so.
/// P3: something that should have happened did not.
inline constexpr auto kTriggers = [] {
    using enum AlertTrigger;
    using enum Priority;
    using enum RaisedBy;
    return std::to_array<Trigger>({
        {Button, "button", P1, Handset, false},
        {ManDown, "man-down", P2, Handset, true},
        {NoMovement, "no-movement", P2, Handset, true},
        {CheckInMissed, "check-in-missed", P3, Handset, true},
        {VisitOverrun, "visit-overrun", P3, Handset, true},
        {HandsetOffline, "handset-offline", P3, Hub, false}, // nobody is there to be asked
        {TearOff, "tear-off", P2, Handset, true},
        {SupervisorRaised, "supervisor", P1, Console, false},
        {ThirdParty, "third-party", P1, Console, false},
        {Duress, "duress", P1, Handset, false},
    });
}();

static_assert(
    [] {
        for (std::size_t i = 0; i < kTriggers.size(); ++i)
            if (std::to_underlying(kTriggers[i].trigger) != i + 1)
                return false;
        return kTriggers.back().trigger == AlertTrigger::Duress;
    }(),
    "every trigger has exactly one row");

constexpr const Trigger &triggerRow(AlertTrigger trigger)
{
    return kTriggers.at(static_cast<std::size_t>(std::to_underlying(trigger)) - 1);
}

/// The trigger that is called so, or nullptr.
constexpr const Trigger *triggerNamed(std::string_view name)
{
    const auto *const found = std::ranges::find(kTriggers, name, &Trigger::name);
    return found == kTriggers.end() ? nullptr : found;
}

} // namespace facteo::domain
