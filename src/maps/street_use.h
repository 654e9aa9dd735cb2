// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace osmium {
class TagList;
}

namespace facteo::maps {

enum class TravelMode : std::uint8_t { Foot, Bicycle, Car };
inline constexpr std::size_t kTravelModes = 3;

/// Sets of modes are bits.
[[nodiscard]] constexpr std::uint8_t modeBit(TravelMode mode)
{
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(mode));
}

/// What a way is, as far as speed depends on it. The numbers stand in package files.
enum class WayClass : std::uint8_t {
    Road = 1,  ///< anything that cars drive on
    Track = 2, ///< of fields and woods
    Path = 3,  ///< also bridleway
    Walk =
        4, ///< footway, pedestrian street, platform, pier: a bicycle is pushed unless somebody says otherwise
    Cycleway = 5,
    Steps = 6,
    Ferry = 7,
};

/// How a way is used.
struct WayUse
{
    WayClass wayClass = WayClass::Road;
    std::uint8_t forward = 0; ///< modes
    std::uint8_t backward = 0;
    double kmh = 0;                 ///< of cars; of a ferry, of everybody: 0.1 … 6,500
    bool pushed = false;            ///< bicycles are
    std::uint32_t ferrySeconds = 0; ///< from the tag `duration`
};

/// Nothing for ways that nobody may use in any mode, and for what is no way.
///
/// Rules: https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions, the table for all
/// countries, and for France: tracks are open to cars when they are paved (tracktype grade1) or say so.
/// `destination`, `delivery`, `customers` and `permit` are open: who delivers has his destination there.
/// `private` is not. `motorroad=yes` is for cars. Conditional restrictions and turn restrictions are not
/// read.
[[nodiscard]] std::optional<WayUse> wayUse(const osmium::TagList &tags);

/// Modes that cannot pass a node: a bollard, a locked gate, a stile.
[[nodiscard]] std::uint8_t blockedModes(const osmium::TagList &tags);

/// Attributes of an edge in 32 bits.
struct EdgeBits
{
    std::uint32_t bits = 0;

    /// Modes along its line, and against it.
    [[nodiscard]] constexpr std::uint8_t forward() const { return bits & 7U; }
    [[nodiscard]] constexpr std::uint8_t backward() const { return (bits >> 3) & 7U; }
    [[nodiscard]] constexpr WayClass wayClass() const { return static_cast<WayClass>((bits >> 6) & 7U); }
    [[nodiscard]] constexpr bool pushed() const { return ((bits >> 9) & 1U) != 0; }
    /// Modes for which it lies on an island of few streets that none of theirs leads to.
    [[nodiscard]] constexpr std::uint8_t onIsland() const { return (bits >> 10) & 7U; }
    /// Of cars; of a ferry, of everybody.
    [[nodiscard]] constexpr double kmh() const { return (bits >> 16) / 10.0; }
};

[[nodiscard]] inline EdgeBits edgeBits(const WayUse &use)
{
    return {use.forward | (static_cast<std::uint32_t>(use.backward) << 3) |
            (static_cast<std::uint32_t>(use.wayClass) << 6) | (static_cast<std::uint32_t>(use.pushed) << 9) |
            (static_cast<std::uint32_t>(std::lround(use.kmh * 10)) << 16)};
}
[[nodiscard]] constexpr EdgeBits withIsland(EdgeBits edge, std::uint8_t modes)
{
    return {edge.bits | (static_cast<std::uint32_t>(modes) << 10)};
}

/// Kilometres an hour of a mode along an edge that it may use. Never 0.
///
/// On foot 5, on steps 2.5 (design: half). Bicycle 15, tracks 12, paths 13, pushed 4; cars as in `kmh`:
/// OSRM's profiles foot.lua, bicycle.lua and car.lua
/// (https://github.com/Project-OSRM/osrm-backend/tree/master/profiles).
[[nodiscard]] double speedKmh(EdgeBits edge, TravelMode mode);

} // namespace facteo::maps
