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

/// Further ways to understand a query of which nothing was found: groups of readings, of which the first that
/// finds something counts. At first "stetienne" is "st etienne"; then one thing is left out that no index
/// knows, then two: a number that is not the house's (a wrong postcode), or the way inside of the house
/// ("appt 3", "bat b", "2e etage"). None when there is no such thing, so that what is simply not there costs
/// nothing more.
[[nodiscard]] std::vector<std::vector<QueryReading>> looserReadingsOf(std::string_view query);

} // namespace facteo::maps
