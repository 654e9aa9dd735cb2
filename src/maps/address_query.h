// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/folding.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::maps {

/// One way to understand what somebody typed: these words, and perhaps a house number.
struct QueryReading
{
    std::vector<std::string> words; ///< folded, in the order typed, not empty
    std::optional<HouseNumber> number = std::nullopt;
};

/// All ways to understand a query, the one without a number first; none when there is no word in it.
///
/// A number may be the house's or part of the name ("8 rue du 8 mai 1945"), and stands in front of the
/// street, behind it, or between street and city; a letter behind it may be its mark or the next word ("12 r
/// grimaldi"). "n° 12" is 12. Words beyond the twelfth and readings beyond the eighth are left out: that was
/// pasted, not typed.
[[nodiscard]] std::vector<QueryReading> readingsOf(std::string_view query);

} // namespace facteo::maps
