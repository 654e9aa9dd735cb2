// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string>

namespace facteo::outreach {

/// The first line of a file that only its owner may read. The error says what is wrong with the file, for
/// behind its name.
[[nodiscard]] std::expected<std::string, std::string> readSecret(const std::filesystem::path &file);

} // namespace facteo::outreach
