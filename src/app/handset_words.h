// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/reference_handset.h"

#include <string>
#include <string_view>

/// What the handset programs print and understand: one line per event, one per order. For the terminal of a
/// tester, in English; what a postman would read is the phone application's business.
namespace facteo::app {

[[nodiscard]] std::string describe(const handset::Event &event);

/// "duty on, sharing, battery 87 %, connected, 0 unsent, 2 tasks".
[[nodiscard]] std::string describe(const handset::ReferenceHandset &handset);

[[nodiscard]] std::string_view describe(protocol::Refusal refusal);

/// Carries out one line, e.g. "duty break" or "decline 12 too far"; the answer is to be printed.
[[nodiscard]] std::string obey(
    handset::ReferenceHandset &handset, std::string_view line, protocol::Instant now);

inline constexpr std::string_view kOrders =
    "alert | duty on|break|off | sharing on|off | charge on|off | tasks | see N | accept N | decline N "
    "REASON | "
    "setout N | arrive N | finish N ok|soso|bad|notmet [WORDS] | status | quit";

} // namespace facteo::app
