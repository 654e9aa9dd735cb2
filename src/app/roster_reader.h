// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <expected>
#include <filesystem>
#include <string>

namespace facteo::app {

/// A roster as `facteo demo make` writes it. The error is a line for a terminal.
[[nodiscard]] std::expected<protocol::Roster, std::string> readRoster(const std::filesystem::path &file);

} // namespace facteo::app
