// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <array>
#include <cstdint>

/// The bytes of a package file, little-endian. docs/maps.md has the picture.
///
///     FileHeader · the sections, each at a multiple of 8 · sums of the chunks · SectionEntry × sections
///
/// The body, everything between the header and the sums, is summed in chunks of kChunkBytes, so that a reader
/// of a large file can check what it reads when it reads it.
namespace facteo::maps::format {

inline constexpr std::array<char, 8> kMagic{'F', 'A', 'C', 'T', 'E', 'O', 'M', 'P'};
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::uint32_t kMostSections = 64;
inline constexpr std::size_t kChunkBytes = 65'536;

struct FileHeader
{
    std::array<char, 8> magic = kMagic;
    std::uint32_t version = kVersion;
    std::uint32_t sections = 0;
    std::uint64_t fileSize = 0;
    std::uint64_t sumsAt = 0;  ///< end of the body: chunk sums, 8 bytes each, then the section entries
    std::uint64_t tailSum = 0; ///< XXH3-64 of everything from sumsAt on, seeded with fileSize
};
static_assert(sizeof(FileHeader) == 40);

struct SectionEntry
{
    std::uint32_t kind = 0; ///< SectionKind; a kind stands at most once
    std::uint32_t reserved = 0;
    std::uint64_t offset = 0; ///< from the start of the file
    std::uint64_t size = 0;
};
static_assert(sizeof(SectionEntry) == 24);

/// XXH3-64 of a chunk, seeded with its number, is what the sums hold.
[[nodiscard]] constexpr std::uint64_t chunksOf(std::uint64_t bodyBytes)
{
    return (bodyBytes + kChunkBytes - 1) / kChunkBytes;
}

/// One generalisation level: which zooms it serves, and where its blocks are listed.
struct LevelEntry
{
    std::uint32_t maxZoom = 0;   ///< serves zooms up to this one
    std::uint32_t shift = 0;     ///< coordinates are multiples of 2^shift
    std::uint32_t groups = 0;    ///< BlockEntry count: boxes around kBlocksPerGroup blocks each
    std::uint32_t blocks = 0;    ///< BlockEntry count; they follow the groups
    std::uint64_t entriesAt = 0; ///< offset of the first group in the Levels section
};
static_assert(sizeof(LevelEntry) == 24);

/// A run of features (or of blocks) and the box around them.
struct BlockEntry
{
    WorldRect bounds;
    std::uint64_t offset = 0; ///< blocks: in the Blocks section; groups: index of the first block
    std::uint32_t size = 0;   ///< blocks: bytes; groups: number of blocks
    std::uint32_t features = 0;
};
static_assert(sizeof(BlockEntry) == 32);

inline constexpr std::uint32_t kFeaturesPerBlock = 64;
inline constexpr std::uint32_t kBlocksPerGroup = 64;

struct Level
{
    std::uint8_t maxZoom;
    std::uint8_t shift; ///< a quarter of the tolerance
    double tolerance;   ///< of the simplification, world units; 0 = exact
};

/// Half a pixel of a 512-pixel tile at the level's last zoom is 2^(32 - zoom - 10) world units.
inline constexpr std::array<Level, 6> kLevels{{
    {.maxZoom = 6, .shift = 14, .tolerance = 65'536},
    {.maxZoom = 8, .shift = 12, .tolerance = 16'384},
    {.maxZoom = 10, .shift = 10, .tolerance = 4'096},
    {.maxZoom = 12, .shift = 8, .tolerance = 1'024},
    {.maxZoom = 14, .shift = 6, .tolerance = 256},
    {.maxZoom = 22, .shift = 0, .tolerance = 0},
}};

/// Which optional fields a feature record has, in this order.
inline constexpr unsigned kHasLayer = 1;
inline constexpr unsigned kHasRank = 2;
inline constexpr unsigned kHasName = 4;
inline constexpr unsigned kHasRef = 8;
inline constexpr unsigned kHasNumber = 16;

} // namespace facteo::maps::format
