// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace facteo::maps {

/// Why there is no plain file at a path, for a terminal: the system's words, or that it is a folder. Nothing
/// when there is one. Links are followed.
[[nodiscard]] std::optional<std::string> whyNoPlainFile(const std::filesystem::path &path);

} // namespace facteo::maps
