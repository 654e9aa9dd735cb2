// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <chrono>
#include <optional>
#include <variant>

/// What an application on a phone feeds to the triggers. All samples carry the time of one clock and come in
/// its order; what comes late is taken as of the latest time heard.
namespace facteo::handset {

using protocol::Instant;

/// The alert button went down or came up, with all the bouncing of its contact.
struct ButtonEdge
{
    Instant at{};
    bool pressed = false;
};

/// The accelerometer in the phone's frame, m/s², gravity included: at rest its length is 9.81. At 25 to
/// 100 Hz.
struct Acceleration
{
    Instant at{};
    double x = 0;
    double y = 0;
    double z = 0;
};

/// The phone's own step detector counted a step.
struct Step
{
    Instant at{};
};

/// Somebody uses the phone: he touched the screen, or flashed an item.
struct Used
{
    Instant at{};
};

/// The lanyard, holster or headset that ties the phone to its postman.
struct Tie
{
    Instant at{};
    bool attached = true;
};

/// What his day says of him. The triggers know nothing of it until it is told: then he counts as off duty.
struct Circumstances
{
    Instant at{};
    protocol::Duty duty = protocol::Duty::Off;
    bool atDepot = false;
    bool charging = false;
};

/// What the phone's receiver says, also when nothing of it is sent.
struct Place
{
    Instant at{};
    protocol::Fix fix;
};

/// The check-in timer was armed, or put off, until `due`; nothing: disarmed.
struct CheckIn
{
    Instant at{};
    std::optional<Instant> due;
};

/// He arrived at a visit that is armed as risky and planned for at most `atMost`.
struct VisitBegan
{
    Instant at{};
    std::chrono::seconds atMost{};
};

struct VisitEnded
{
    Instant at{};
};

using Sample = std::variant<ButtonEdge, Acceleration, Step, Used, Tie, Circumstances, Place, CheckIn,
    VisitBegan, VisitEnded>;

} // namespace facteo::handset
