// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <expected>
#include <filesystem>
#include <string>
#include <toml++/toml.hpp>

namespace facteo::app {

/// Who is told of an alert that nobody answers, from the table "escalation" of the hub's configuration
/// (docs/escalation.md):
///
///     [escalation]
///     on_call = ["mdiot"]                  # of the standard ladder: after 30 s (P1) or 90 s (P2, P3)
///     region = ["pcs"]                     # after 60 s or 180 s, and again every two minutes
///     first_consoles = ["console-1"]       # sound first; none: all of them
///     repeat_seconds = 120
///     [[escalation.contact]]
///     id = "mdiot"
///     name = "Marc Diot"
///     phone = "+33612345678"
///     mail = "marc.diot@example.org"
///     by = ["sms", "voice", "mail"]        # all at once
///     [[escalation.rung]]                  # a ladder of one's own, instead of the standard one
///     priority = 1                         # 1 to 3; every priority needs its rungs
///     after_seconds = 0                    # the first at 0, the last within 600
///     name = "Consoles"
///     all_consoles = false
///     contacts = []
///
/// The error is for a terminal, a line each: FILE:LINE: key: what it must be. Unknown keys are errors.
[[nodiscard]] std::expected<protocol::EscalationPolicy, std::string> readEscalation(
    const toml::table &escalation, const std::filesystem::path &file);

} // namespace facteo::app
