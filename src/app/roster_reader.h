// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace facteo::app {

/// A roster as `facteo demo make` writes it. The error is a line for a terminal.
[[nodiscard]] std::expected<protocol::Roster, std::string> readRoster(const std::filesystem::path &file);

/// The same of one file, or of all *.pb of a folder: a house's, one for each depot. At least one.
[[nodiscard]] std::expected<std::vector<protocol::Roster>, std::string> readRosters(
    const std::filesystem::path &fileOrFolder);

} // namespace facteo::app
