// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace facteo::domain {

/// Whether nothing can be read there: Unicode's spaces (White_Space of UAX 44) and what has no width. A
/// purpose or a reason of a no-break space is none. UTF-8.
[[nodiscard]] constexpr bool isBlank(std::string_view text)
{
    using namespace std::string_view_literals;
    constexpr std::array kUnseen{" "sv, "\t"sv, "\n"sv, "\v"sv, "\f"sv, "\r"sv, "\u0085"sv, "\u00a0"sv,
        "\u1680"sv, "\u2000"sv, "\u2001"sv, "\u2002"sv, "\u2003"sv, "\u2004"sv, "\u2005"sv, "\u2006"sv,
        "\u2007"sv, "\u2008"sv, "\u2009"sv, "\u200a"sv, "\u200b"sv, "\u200c"sv, "\u200d"sv, "\u2028"sv,
        "\u2029"sv, "\u202f"sv, "\u205f"sv, "\u2060"sv, "\u3000"sv, "\ufeff"sv};
    while (!text.empty()) {
        const auto *const found =
            std::ranges::find_if(kUnseen, [&](std::string_view one) { return text.starts_with(one); });
        if (found == kUnseen.end())
            return false;
        text.remove_prefix(found->size());
    }
    return true;
}

} // namespace facteo::domain
