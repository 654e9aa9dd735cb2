// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "maps/table.h"

#include <cstdint>

/// The bytes of the four sections of the address index. Each begins with two counts.
namespace facteo::maps::format {

struct Counts
{
    std::uint32_t first = 0;
    std::uint32_t second = 0;
};
static_assert(sizeof(Counts) == 8);

inline constexpr std::uint8_t kStreet = 0; ///< kind of a PlaceEntry that is a street; others are FeatureKinds

/// Section Places: Counts{entries, words}, PlaceEntry × entries, token numbers × words.
struct PlaceEntry
{
    std::uint32_t name = 0; ///< offsets of texts
    std::uint32_t city = 0;
    std::uint32_t postcode = 0;
    std::uint8_t kind = kStreet;
    std::uint8_t rank = 0;
    std::uint16_t nameWords = 0; ///< of its words, the first so many are from the name
    std::uint32_t firstWord = 0;
    std::uint32_t words = 0;
    WorldPoint point;
    std::uint32_t firstAddress = 0;
    std::uint32_t addresses = 0; ///< ascending by number and mark
};
static_assert(sizeof(PlaceEntry) == 40);

/// Section Tokens: Counts{tokens, postings}, TokenEntry × (tokens + 1), entry numbers × postings.
/// Ascending by text; the postings of token t end where those of t + 1 begin.
struct TokenEntry
{
    std::uint32_t text = 0;
    std::uint32_t firstPosting = 0;
};
static_assert(sizeof(TokenEntry) == 8);

/// Section Addresses: Counts{addresses, 0}, AddressEntry × addresses.
struct AddressEntry
{
    WorldPoint point;
    std::uint16_t number = 0; ///< 0 when the label has none
    std::uint16_t mark = 0;
    std::uint32_t label = 0; ///< text: "12 bis"
};
static_assert(sizeof(AddressEntry) == 16);

/// Section Nearby: Counts{cells, points}, CellEntry × (cells + 1), NearEntry × points; ascending by cell.
struct CellEntry
{
    std::uint64_t cell = 0;
    std::uint32_t firstPoint = 0;
    std::uint32_t reserved = 0;
};
static_assert(sizeof(CellEntry) == 16);

struct NearEntry
{
    WorldPoint point;
    std::uint32_t entry = 0;
    std::uint32_t address = 0; ///< kNoAddress: a point of a street without numbers
};
static_assert(sizeof(NearEntry) == 16);

inline constexpr std::uint32_t kNoAddress = 0xffff'ffff;
inline constexpr unsigned kCellShift = 14; ///< cells of 2^14 world units, 105 m wide in the middle of France

[[nodiscard]] constexpr std::uint64_t cellOf(WorldPoint point)
{
    return (std::uint64_t{point.y >> kCellShift} << 32) | (point.x >> kCellShift);
}

} // namespace facteo::maps::format
