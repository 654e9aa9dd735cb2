// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/failure.h"

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>

/// Files that are whole or absent, and private where they must be.
namespace facteo::pki {

inline constexpr mode_t kPrivateFile = 0600;
inline constexpr mode_t kPublicFile = 0644;

/// A failure whose detail ends with what the system said (errno).
[[nodiscard]] std::unexpected<Failure> failed(PkiError error, std::string what);

/// Whether a file must be on the medium when the call returns, or may be made again if the power fails.
enum class Durable : bool { No, Yes };

/// Writes to a temporary file beside `file`, syncs, renames.
[[nodiscard]] std::expected<void, Failure> writeWhole(
    const std::filesystem::path &file, std::string_view text, mode_t mode, Durable durable = Durable::Yes);

/// Appends a line and syncs.
[[nodiscard]] std::expected<void, Failure> appendLine(const std::filesystem::path &file, std::string line);

[[nodiscard]] std::expected<std::string, Failure> readWhole(const std::filesystem::path &file);

/// Like readWhole, but refuses a file that group or world may read or write.
[[nodiscard]] std::expected<std::string, Failure> readPrivate(const std::filesystem::path &file);

/// Makes the folder and its parents; the folder itself gets mode 0700.
[[nodiscard]] std::expected<void, Failure> makePrivateFolder(const std::filesystem::path &folder);

/// Puts the finished folder `made` in the place of `target` (same file system).
[[nodiscard]] std::expected<void, Failure> replaceFolder(
    const std::filesystem::path &made, const std::filesystem::path &target);

} // namespace facteo::pki
