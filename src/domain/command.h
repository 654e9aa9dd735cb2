// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <array>

namespace facteo::domain {

using protocol::CommandState;

/// A command's report carries the state it reached; this says from where it may have come. Reports come at
/// least once and in any order: one that is not listed is late or repeated, and ignored.
struct CommandMove
{
    CommandState from;
    CommandState to;
};

inline constexpr auto kCommandMoves = [] {
    using enum CommandState;
    return std::to_array<CommandMove>({
        {Queued, Delivered},
        {Queued, Succeeded},
        {Queued, Failed},
        {Queued, Expired},
        {Delivered, Succeeded},
        {Delivered, Failed},
        {Delivered, Expired},
    });
}();

/// Whether a command in `from` may come to be in `to`.
bool mayMove(CommandState from, CommandState to);

/// True until the command has come to an end.
constexpr bool isPending(CommandState state)
{
    return state == CommandState::Queued || state == CommandState::Delivered;
}

/// The shortest and longest life of a command, in seconds (the longest is a wipe's: DOMAIN 5.7).
inline constexpr std::uint32_t kShortestValiditySeconds = 10;
inline constexpr std::uint32_t kLongestValiditySeconds = 30 * 24 * 3600;

/// True when a handset must not carry it out any more, at `now` by the handset's clock.
constexpr bool isExpired(const protocol::Command &command, protocol::Instant now)
{
    return now > command.notAfter;
}

} // namespace facteo::domain
