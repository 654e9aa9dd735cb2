// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

/// What the hub would refuse of a look at positions, or not even read, said beforehand in words for a
/// terminal.
namespace facteo::app {

/// From the beginning of 1970 on, not backwards, and at most `longest` days long.
[[nodiscard]] std::expected<void, std::string> checkPeriod(
    protocol::Instant from, protocol::Instant to, std::chrono::days longest);

/// UTF-8 of at most 280 characters, of which one can be seen; no control characters.
[[nodiscard]] std::expected<void, std::string> checkPurpose(std::string_view purpose);

} // namespace facteo::app
