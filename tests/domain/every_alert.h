// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alert.h"

#include <array>

namespace facteo::domain {

inline constexpr std::array kAlertStates{AlertState::PreAlarm, AlertState::Raised, AlertState::Acknowledged,
    AlertState::Claimed, AlertState::Verifying, AlertState::Confirmed, AlertState::Responding,
    AlertState::OnSite, AlertState::FalseAlarm, AlertState::Resolved, AlertState::Cancelled,
    AlertState::Closed};
static_assert(kAlertStates.size() == std::to_underlying(AlertState::Closed));

/// Every act but Raise and Warn, with which an alert begins.
inline constexpr auto kAlertActs = [] {
    constexpr auto count = std::to_underlying(AlertAct::Step);
    std::array<AlertAct, count - 2> acts{};
    std::size_t place = 0;
    for (int number = 1; number <= count; ++number)
        if (const auto act = static_cast<AlertAct>(number); act != AlertAct::Raise && act != AlertAct::Warn)
            acts[place++] = act;
    return acts;
}();

inline const protocol::OperatorId kClaire{"claire"};
inline const protocol::OperatorId kMarc{"marc"};
inline constexpr protocol::Instant kNow{std::chrono::hours{100}};

} // namespace facteo::domain
