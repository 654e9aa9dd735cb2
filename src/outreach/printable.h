// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace facteo::outreach {

/// What a stranger said, fit for a log: one line of UTF-8, no control or direction characters, at most
/// `most` characters, the last an ellipsis if there were more.
[[nodiscard]] std::string printable(std::string_view bytes, std::size_t most);

} // namespace facteo::outreach
