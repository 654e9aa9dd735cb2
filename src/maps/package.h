// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace facteo::maps {

enum class PackageError : std::uint8_t {
    Missing,      ///< there is no such file
    Unreadable,   ///< the system refuses to open or map it
    NotAPackage,  ///< it begins with something else
    OlderVersion, ///< written by an older program: to be imported again
    NewerVersion, ///< written by a newer program
    Truncated,    ///< shorter than its header says
    Damaged,      ///< a checksum does not fit, or the content contradicts itself
};

/// Kinds of sections in a package file. Readers skip kinds that they do not know.
enum class SectionKind : std::uint32_t {
    Summary = 1,
    Texts = 2,
    Levels = 3,
    Blocks = 4,
    // 5 to 8 were an address index of before BAN.
    AddressTexts = 16,
    AddressPlaces = 17,
    AddressTokens = 18,
    AddressNumbers = 19,
    AddressNearby = 20,
    StreetVertices = 24,
    StreetEdges = 25,
    StreetArcs = 26,
    StreetShapes = 27,
    StreetBlocks = 28,
};

/// Up to this size a file is checked as a whole when it is opened: a fifth of a second from a slow disk.
inline constexpr std::uint64_t kCheckedAtOnce = 32U << 20;

/// A map on disk: features by zoom level, and the address index (maps/address_index.h), in one file.
///
/// Immutable and mapped into memory: any number of threads may read one object at the same time without
/// a lock. Header and sums are checked when it is opened, so is all of a small file; of a larger one each
/// chunk of 64 KiB when somebody reads it first. What does not fit its sum is never handed out: it is as if
/// it were not in the map, and isDamaged() says so from then on.
/// The file must not be rewritten in place while it is open; the importer replaces it by renaming.
class MapPackage
{
public:
    [[nodiscard]] static std::expected<MapPackage, PackageError> open(
        const std::filesystem::path &file, std::uint64_t checkedAtOnce = kCheckedAtOnce);
    /// The same from memory: for tests and tools.
    [[nodiscard]] static std::expected<MapPackage, PackageError> fromBytes(
        std::vector<std::byte> bytes, std::uint64_t checkedAtOnce = kCheckedAtOnce);

    MapPackage(MapPackage &&) noexcept;
    MapPackage &operator=(MapPackage &&) noexcept;
    ~MapPackage();

    /// The box around everything in it.
    [[nodiscard]] WorldRect bounds() const;
    /// Who has to be named beside the picture, e.g. "© OpenStreetMap contributors". UTF-8, one line.
    [[nodiscard]] std::string_view attribution() const;
    /// What the package is called: "Brancelle-sur-Orle".
    [[nodiscard]] std::string_view name() const;
    /// Features at the most detailed level.
    [[nodiscard]] std::size_t featureCount() const;

    /// Everything whose box touches `rect` and that may be drawn at `zoom` (0 … 22), ascending by ordinal.
    ///
    /// Geometry is generalised to about half a pixel of a 512-pixel tile at that zoom, down to z14;
    /// from z15 on it is exact. Areas smaller than a few pixels are left out. A line that leaves `rect`
    /// is not clipped. The same arguments always give the same answer. About 1 µs a feature.
    [[nodiscard]] FeatureBatch features(const WorldRect &rect, int zoom) const;
    /// The same, place names only (City … Suburb), at a tenth of the cost.
    [[nodiscard]] FeatureBatch places(const WorldRect &rect, int zoom) const;

    /// The bytes of one section, empty when the package has none of that kind or when any of it is damaged.
    /// The first call for a section checks all of it (about 5 GB/s when it is in the system's cache).
    [[nodiscard]] std::span<const std::byte> section(SectionKind kind) const;
    /// What there is, ascending.
    [[nodiscard]] std::vector<SectionKind> sections() const;
    /// A part of a section, of which only the chunks around that part are checked; empty when it lies outside
    /// of the section or is damaged.
    [[nodiscard]] std::span<const std::byte> bytes(
        SectionKind kind, std::uint64_t offset, std::uint64_t size) const;
    /// The text at an offset of the Texts section; empty for 0 and for offsets outside it.
    [[nodiscard]] std::string_view text(std::uint32_t offset) const;

    /// True once something that was read did not fit its sum.
    [[nodiscard]] bool isDamaged() const;
    /// Reads everything and compares it with its sums.
    [[nodiscard]] std::expected<void, PackageError> check() const;

private:
    struct Content;
    explicit MapPackage(std::unique_ptr<Content> content);

    std::unique_ptr<Content> m_content;
};

} // namespace facteo::maps
