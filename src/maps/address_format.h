// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "maps/table.h"

#include <array>
#include <cstdint>

/// The bytes of the five sections of the address index. AddressTexts is like Texts; the others begin with
/// counts.
namespace facteo::maps::format {

struct Counts
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
};
static_assert(sizeof(Counts) == 8);

inline constexpr std::uint8_t kStreet = 0; ///< kind of a PlaceEntry that is a street; others are FeatureKinds

/// Section AddressPlaces: Counts{entries, settlements}, PlaceEntry × entries, then token numbers.
/// The first `settlements` entries are cities, towns and villages, the largest first; the others stand in the
/// order of mortonOf their points.
struct PlaceEntry
{
    std::uint32_t name = 0; ///< offsets of texts
    std::uint32_t city = 0;
    std::uint32_t postcode = 0;
    std::uint32_t commune = 0;  ///< INSEE code
    std::uint32_t locality = 0; ///< within the commune
    WorldPoint point;
    std::uint32_t firstWord = 0;
    std::uint32_t firstAddress = 0; ///< of an entry without addresses, that of the next one
    std::uint32_t addresses = 0;    ///< ascending by number and mark
    std::uint8_t kind = kStreet;
    std::uint8_t rank = 0;
    std::uint8_t words = 0;
    std::uint8_t nameWords = 0; ///< of its words, the first so many are from the name
    std::uint8_t sources = 0;   ///< bits of AddressSource
    std::array<std::uint8_t, 3> reserved{};
};
static_assert(sizeof(PlaceEntry) == 48);

/// Section AddressTokens: Counts{tokens, postings}, TokenEntry × (tokens + 1), entry numbers × postings.
/// Ascending by text; the postings of token t end where those of t + 1 begin.
struct TokenEntry
{
    std::uint32_t text = 0;
    std::uint32_t firstPosting = 0;
};
static_assert(sizeof(TokenEntry) == 8);

/// Section AddressNumbers: Counts{addresses, 0}, AddressEntry × addresses, in the order of their entries.
struct AddressEntry
{
    WorldPoint point;
    std::uint32_t label = 0;  ///< text: "12 bis"
    std::uint16_t number = 0; ///< 0 when the label has none
    std::uint8_t mark = 0;
    std::uint8_t source = 0; ///< AddressSource
};
static_assert(sizeof(AddressEntry) == 16);

/// Section AddressNearby: NearbyCounts, CellEntry × (cells + 1), numbers × points, SampleEntry × samples.
/// A number below that of the addresses is an address; the rest, less that number, is a sample. Ascending by
/// cell.
struct NearbyCounts
{
    std::uint32_t cells = 0;
    std::uint32_t points = 0;
    std::uint32_t samples = 0;
    std::uint32_t addresses = 0;
};
static_assert(sizeof(NearbyCounts) == 16);

struct CellEntry
{
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    std::uint32_t firstPoint = 0;

    friend constexpr auto operator<=>(const CellEntry &a, const CellEntry &b)
    {
        return a.cell() <=> b.cell();
    }
    [[nodiscard]] constexpr std::uint64_t cell() const { return (std::uint64_t{row} << 32) | column; }
};
static_assert(sizeof(CellEntry) == 12);

/// A point of a street without numbers.
struct SampleEntry
{
    WorldPoint point;
    std::uint32_t entry = 0;
};
static_assert(sizeof(SampleEntry) == 12);

inline constexpr std::uint32_t kNoAddress = 0xffff'ffff;
inline constexpr unsigned kCellShift = 15; ///< cells of 2^15 world units, 210 m wide in the middle of France

[[nodiscard]] constexpr CellEntry cellOf(WorldPoint point)
{
    return {.row = point.y >> kCellShift, .column = point.x >> kCellShift};
}

/// The place of a cell of 2^16 world units (some 400 m) on Morton's curve: neighbours mostly stand together,
/// and every square of 2^n cells at a multiple of 2^n is one run of the curve.
[[nodiscard]] constexpr std::uint32_t mortonOf(WorldPoint point)
{
    const auto spread = [](std::uint32_t v) {
        v = (v | (v << 8)) & 0x00ff'00ff;
        v = (v | (v << 4)) & 0x0f0f'0f0f;
        v = (v | (v << 2)) & 0x3333'3333;
        return (v | (v << 1)) & 0x5555'5555;
    };
    return (spread(point.y >> 16) << 1) | spread(point.x >> 16);
}

} // namespace facteo::maps::format
