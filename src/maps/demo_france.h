// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/osm_draft.h"
#include "protocol/records.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace facteo::maps {

/// A town as a dot on a wall map: where it is to a hundredth of a degree, and how many people live in its
/// built-up area, in thousands (INSEE's urban units, rounded; for spreading depots, not for statistics).
struct FrenchTown
{
    std::string_view name;
    std::int32_t latHundredths = 0;
    std::int32_t lonHundredths = 0;
    std::uint32_t thousands = 0;

    [[nodiscard]] constexpr protocol::Position position() const
    {
        return {.latE7 = latHundredths * 100'000, .lonE7 = lonHundredths * 100'000};
    }
};

[[nodiscard]] std::span<const FrenchTown> frenchTowns();

/// Metropolitan France without its islands but Corsica, in some seventy corners drawn by hand: a depot within
/// it does not stand in the sea, or at most in sight of the beach.
[[nodiscard]] bool isInFrance(protocol::Position position);

/// A wall map: coasts, borders, and the towns by name.
[[nodiscard]] OsmDraft drawFrance();

inline constexpr const char *kFranceName = "France, a sketch";
inline constexpr const char *kFranceAttribution = "Facteo Console";

} // namespace facteo::maps
