// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages.h"

#include <string>
#include <variant>

namespace facteo::handset {

/// What a phone would show or sound, in the order in which it happened.
struct AlertHeard ///< the hub recorded it, or its state changed
{
    protocol::AlertNews news;
};

struct AlertSent ///< the hub's receipt: it may still be without a number
{
    protocol::AlertId alert{};
};

struct TaskCame
{
    protocol::Task task;
};

struct TaskWithdrawn
{
    protocol::Task task;
};

struct Rang
{
    protocol::Command command;
};

struct MessageShown
{
    protocol::Command command;
};

struct Located ///< answered, or refused because the postman does not share his position
{
    protocol::Command command;
    bool answered = false;
};

struct CommandTooLate ///< came after its time, not carried out
{
    protocol::Command command;
};

struct Assigned
{
    protocol::Assignment assignment;
};

struct FrameRefused ///< the hub will never take it
{
    protocol::FrameId frame;
    protocol::Fault fault = protocol::Fault::Malformed;
};

struct LinkChanged
{
    bool up = false;
    bool refused = false; ///< the broker said no: somebody has to look after it
    std::string reason{};
};

struct BatteryEmpty
{
};

using Event = std::variant<AlertHeard, AlertSent, TaskCame, TaskWithdrawn, Rang, MessageShown, Located,
    CommandTooLate, Assigned, FrameRefused, LinkChanged, BatteryEmpty>;

} // namespace facteo::handset
