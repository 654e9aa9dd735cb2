// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/atomic_file.h"
#include "maps/features.h"
#include "maps/package.h"
#include "maps/package_format.h"
#include "maps/scratch_file.h"
#include "maps/spill_sorter.h"
#include "maps/text_pool.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace facteo::maps {

class PackageOutput;

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

/// What a writer may use. Beyond `memory` bytes things go into unnamed files in `scratch`, which should be on
/// the disk where the package will lie: together they take about as much room as the package.
struct WriterRoom
{
    std::filesystem::path scratch = std::filesystem::temp_directory_path();
    std::size_t memory = 64U << 20;
};

/// Called now and then with the share that is written; false ends the writing, and nothing is left behind.
using WriteProgress = std::function<bool(double)>;

/// Collects features and further sections in bounded memory and writes a package. Faults of the scratch disk
/// stick: they are seen by fault(), and at the latest by finish().
class PackageWriter
{
public:
    explicit PackageWriter(const WriterRoom &room = {});

    void setName(std::string name) { m_name = std::move(name); }
    void setAttribution(std::string attribution) { m_attribution = std::move(attribution); }

    /// Adds one feature; its ordinal is the number of those before it. Returns false, and adds nothing, when
    /// no part has enough points (line 2, ring 3, point 1).
    bool add(const FeatureDraft &draft);
    /// Adds a feature to one level only, as it is: whoever calls has generalised it.
    bool addToLevel(const FeatureDraft &draft, std::size_t level);
    [[nodiscard]] std::uint32_t count() const { return m_count; }
    /// The box around everything that was added.
    [[nodiscard]] const WorldRect &bounds() const { return m_bounds; }

    [[nodiscard]] TextPool &texts() { return m_texts; }
    /// Adds a section of another kind, at most one of each; calls with the same kind in a row continue it.
    /// Empty ones are left out.
    void addSection(SectionKind kind, std::span<const std::byte> bytes);

    [[nodiscard]] std::optional<WriteError> fault() const;
    /// About what finish() will need on the disk beside what it has taken already.
    [[nodiscard]] std::uint64_t expectedSize() const;

    /// Writes the package through an AtomicFile and returns its size. The same additions in the same order
    /// within the same memory give the same bytes. Uses the writer up.
    [[nodiscard]] std::expected<std::uint64_t, WriteError> finish(
        const std::filesystem::path &file, const WriteProgress &progress = {});
    /// The same as bytes, for tests and tools; empty after a fault.
    [[nodiscard]] std::vector<std::byte> finish();

private:
    struct SpooledSection
    {
        SectionKind kind;
        std::uint64_t offset; ///< in m_spool
        std::uint64_t size;
    };
    struct LevelBlocks
    {
        std::vector<format::BlockEntry> groups;
        std::uint32_t blocks = 0; ///< in m_blockEntries, after those of the level before
    };

    [[nodiscard]] bool take(const FeatureDraft &draft);
    void encode(const FeatureDraft &draft, const std::vector<std::vector<WorldPoint>> &parts,
        std::uint8_t minZoom, std::size_t level);
    [[nodiscard]] std::expected<std::uint64_t, WriteError> writeTo(
        int descriptor, const WriteProgress &progress);
    [[nodiscard]] bool writeBlocks(PackageOutput &out, const WriteProgress &progress);
    void writeLevels(PackageOutput &out);
    void endBlock(std::size_t level, const format::BlockEntry &block);

    std::string m_name;
    std::string m_attribution;
    TextPool m_texts;
    std::uint32_t m_count = 0;
    WorldRect m_bounds;
    SpillSorter m_records; ///< of all levels
    std::array<LevelBlocks, format::kLevels.size()> m_levels;
    ScratchFile m_blockEntries;
    ScratchFile m_spool;
    std::vector<SpooledSection> m_sections;
};

/// The section Summary.
[[nodiscard]] std::vector<std::byte> summaryBytes(
    std::string_view name, std::string_view attribution, const WorldRect &bounds, std::size_t features);

} // namespace facteo::maps
