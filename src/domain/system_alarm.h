// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/move.h"
#include "protocol/records.h"

namespace facteo::domain {

using protocol::SystemAlarmAct;
using protocol::SystemAlarmState;

/// The whole life of an alarm of the technology. What is not listed is refused. It may be shelved, which a
/// danger alert may not, and it ends when its cause is gone, not when somebody says so.
inline constexpr auto kSystemAlarmMoves = [] {
    using enum SystemAlarmState;
    using enum SystemAlarmAct;
    return std::to_array<Move<SystemAlarmState, SystemAlarmAct>>({
        {Active, Repeat, Active},
        {Active, Acknowledge, Acknowledged},
        {Active, Shelve, Shelved},
        {Active, Clear, Cleared},
        {Acknowledged, Repeat, Acknowledged},
        {Acknowledged, Shelve, Shelved},
        {Acknowledged, Clear, Cleared},
        {Shelved, Repeat, Shelved},
        {Shelved, Unshelve, Active},
        {Shelved, Clear, Cleared},
    });
}();

constexpr std::expected<SystemAlarmState, protocol::Refusal> next(SystemAlarmState from, SystemAlarmAct act)
{
    return follow(kSystemAlarmMoves, from, act);
}

} // namespace facteo::domain
