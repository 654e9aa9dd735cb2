// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <expected>
#include <string>
#include <string_view>

/// Times and places as people type them into a terminal. Errors are for that terminal.
namespace facteo::app {

/// "2026-11-23T08:00:30+01:00" (or with Z), "2026-11-23T08:00", "2026-11-23 08:00", "2026-11-23" (its
/// beginning), "08:00" (today, by `now`). Without an offset it is local time; seconds may be left out.
[[nodiscard]] std::expected<protocol::Instant, std::string> instantOf(
    std::string_view text, protocol::Instant now);

/// "46.6012,2.3012": latitude and longitude in degrees, with or without a blank.
[[nodiscard]] std::expected<protocol::Position, std::string> positionOf(std::string_view text);

/// In local time: "2026-11-23 08:00:30".
[[nodiscard]] std::string localText(protocol::Instant at);
/// "08:00:30".
[[nodiscard]] std::string localClock(protocol::Instant at);

} // namespace facteo::app
