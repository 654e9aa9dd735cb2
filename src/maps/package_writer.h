// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "maps/package.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace facteo::maps {

/// A feature on its way into a package.
struct FeatureDraft
{
    FeatureKind kind = FeatureKind::Residential;
    std::uint8_t flags = 0;
    std::int8_t layer = 0;
    std::uint8_t rank = 0;
    std::string name = {};
    std::string ref = {};
    std::string number = {};
    std::vector<std::vector<WorldPoint>> parts = {}; ///< as in Feature
};

/// The texts of a package, each once. Offset 0 is the empty text.
class TextPool
{
public:
    TextPool();
    [[nodiscard]] std::uint32_t offsetOf(std::string_view text);
    [[nodiscard]] const std::vector<std::byte> &bytes() const { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
    std::unordered_map<std::string, std::uint32_t> m_offsets;
};

enum class WriteError : std::uint8_t {
    NoFolder, ///< the folder of the file does not exist
    Refused,  ///< the system refuses to create or to rename it
    NoSpace,  ///< the disk is full or a quota is reached
};

/// Collects features and further sections and makes the bytes of a package. What was added is kept encoded
/// for every level: memory is about one and a half times the size of the package.
class PackageWriter
{
public:
    void setName(std::string name) { m_name = std::move(name); }
    void setAttribution(std::string attribution) { m_attribution = std::move(attribution); }

    /// Adds one feature; its ordinal is the number of those before it. Returns false, and adds nothing, when
    /// no part has enough points (line 2, ring 3, point 1).
    bool add(const FeatureDraft &draft);
    [[nodiscard]] std::uint32_t count() const { return m_count; }

    [[nodiscard]] TextPool &texts() { return m_texts; }
    /// Adds a section of another kind, at most one of each; empty ones are left out.
    void addSection(SectionKind kind, std::vector<std::byte> bytes);

    /// The whole file. The same additions in the same order give the same bytes.
    [[nodiscard]] std::vector<std::byte> finish();

private:
    struct Record
    {
        std::uint64_t order = 0; ///< size class, then place on the Hilbert curve
        WorldRect bounds;
        std::uint32_t ordinal = 0;
        std::uint32_t size = 0;
        std::uint64_t offset = 0;
    };
    struct LevelRecords
    {
        std::vector<std::byte> bytes;
        std::vector<Record> records;
    };

    void encode(const FeatureDraft &draft, std::uint8_t minZoom, std::size_t level);
    void finishLevels();
    [[nodiscard]] std::vector<std::byte> summary() const;

    std::string m_name;
    std::string m_attribution;
    TextPool m_texts;
    std::uint32_t m_count = 0;
    WorldRect m_bounds;
    std::array<LevelRecords, 6> m_levels;
    std::vector<std::pair<SectionKind, std::vector<std::byte>>> m_sections;
};

/// Writes `bytes` so that at `file` there is either the old content or the new one, never half of it, even
/// when the machine loses power: temporary file beside it, fsync, rename, fsync of the folder.
[[nodiscard]] std::expected<void, WriteError> writeAtomically(
    const std::filesystem::path &file, std::span<const std::byte> bytes);

} // namespace facteo::maps
