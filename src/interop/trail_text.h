// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <QString>
#include <string>
#include <string_view>

/// How the formats of trail_export.h write what they share.
namespace facteo::interop {

/// "2026-11-22T08:15:30Z", with ".250" before the Z where there are milliseconds.
[[nodiscard]] std::string utcText(protocol::Instant at);
/// Degrees with seven digits: "46.6012345".
[[nodiscard]] std::string degreesText(double degrees);
/// What stands in `text`, without what no XML file may hold (XML 1.0, 2.2): that becomes U+FFFD, as what is
/// not UTF-8 does.
[[nodiscard]] QString printable(std::string_view text);

} // namespace facteo::interop
