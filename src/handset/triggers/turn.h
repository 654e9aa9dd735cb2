// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/triggers/detector.h"

#include <chrono>
#include <variant>
#include <vector>

/// What comes of a sample, a code or the passing of time: two lists that never mix. What a person beside the
/// postman can see or hear has no sign for duress, so that no application can show one by mistake; what the
/// hub is told has.
namespace facteo::handset {

/// The countdown runs: it has just begun, or a graver trigger has taken it over, and then it ends as before.
struct CountdownBegan
{
    AlertTrigger trigger = AlertTrigger::ManDown;
    Instant endsAt{};

    bool operator==(const CountdownBegan &) const = default;
};

/// One tone and one vibration; they follow one another faster and faster.
struct Beep
{
    std::chrono::milliseconds left{}; ///< of the countdown

    bool operator==(const Beep &) const = default;
};

struct WrongCode
{
    int left = 0; ///< attempts; 0: the entry is locked, the countdown goes on

    bool operator==(const WrongCode &) const = default;
};

struct CountdownCancelled
{
    AlertTrigger trigger = AlertTrigger::ManDown;

    bool operator==(const CountdownCancelled &) const = default;
};

struct AlertWentOut
{
    AlertTrigger trigger = AlertTrigger::Button;

    bool operator==(const AlertWentOut &) const = default;
};

using Shown = std::variant<CountdownBegan, Beep, WrongCode, CountdownCancelled, AlertWentOut>;

/// The hub may expect an alert at `endsAt`, and raises it itself when it hears nothing more.
struct PreAlarmBegan
{
    AlertTrigger trigger = AlertTrigger::ManDown;
    Instant at{};
    Instant endsAt{};

    bool operator==(const PreAlarmBegan &) const = default;
};

/// Called off with the normal code.
struct PreAlarmCancelled
{
    AlertTrigger trigger = AlertTrigger::ManDown;
    Instant at{};

    bool operator==(const PreAlarmCancelled &) const = default;
};

struct RaiseNow
{
    AlertTrigger trigger = AlertTrigger::Button;
    Instant at{};

    bool operator==(const RaiseNow &) const = default;
};

/// The duress code was entered: an alert of AlertTrigger::Duress, of which the handset shows nothing, ever.
struct DuressEntered
{
    std::optional<AlertTrigger> during; ///< the countdown that it seemed to call off
    Instant at{};

    bool operator==(const DuressEntered &) const = default;
};

/// The normal code was entered when nothing was counting: he says that he is safe.
struct SafeSaid
{
    Instant at{};

    bool operator==(const SafeSaid &) const = default;
};

using Told = std::variant<PreAlarmBegan, PreAlarmCancelled, RaiseNow, DuressEntered, SafeSaid>;

struct Turn
{
    std::vector<Shown> shown; ///< for the phone's screen, loudspeaker and motor
    std::vector<Told> told;   ///< for the hub

    bool operator==(const Turn &) const = default;
};

} // namespace facteo::handset
