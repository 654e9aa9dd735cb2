// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "outreach/settings.h"

#include <expected>
#include <filesystem>
#include <string>
#include <toml++/toml.hpp>

namespace facteo::app {

/// How people are reached who are not at a console, from the table "channels" of the hub's configuration
/// (docs/escalation.md has an example):
///
///     [channels]
///     most_at_work = 64                    # messages under way together
///     most_waiting = 1024                  # behind those
///     [channels.sms]                       # sms, voice, mail, command
///     kind = "http"                        # url, token_file, ca_file, proxy, plain
///                                          # "command": command = ["/usr/local/bin/send", "--fast"]
///                                          # "smtp": server, from, user, password_file, ca_file, plain
///     timeout_seconds = 10                 # 1 to 120
///
/// Relative paths are relative to `file`. The error is for a terminal, a line each: FILE:LINE: key: what it
/// must be. Unknown keys are errors.
[[nodiscard]] std::expected<outreach::Settings, std::string> readOutreach(
    const toml::table &channels, const std::filesystem::path &file);

} // namespace facteo::app
