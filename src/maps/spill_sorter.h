// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/scratch_file.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace facteo::maps {

struct SortKey
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const SortKey &) const = default;
};

struct SortedRecord
{
    SortKey key;
    std::span<const std::byte> bytes; ///< until the next call
};

/// Gives records back in the order of their keys, however many there are: what does not fit into `memory` is
/// sorted in parts, written to a scratch file, and merged while it is read. Equal keys keep the order in
/// which they were added. First add() all, then next() until nothing comes; faults stick (ScratchFile).
class SpillSorter
{
public:
    /// Takes about `memory` bytes while records are added, and again while they are read.
    SpillSorter(std::filesystem::path folder, std::size_t memory);

    void add(SortKey key, std::span<const std::byte> record);
    /// The next record. The first call ends the adding.
    [[nodiscard]] std::optional<SortedRecord> next();

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// Bytes of all records, without keys.
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Parts that went to the disk.
    [[nodiscard]] std::size_t runs() const { return m_runs.size(); }
    [[nodiscard]] std::optional<WriteError> fault() const { return m_file.fault(); }

private:
    struct Entry
    {
        SortKey key;
        std::size_t offset; ///< in m_bytes
        std::size_t size;
    };
    /// A sorted part of the file, read through a window.
    struct Run
    {
        std::uint64_t at = 0; ///< in the file, of what follows the window
        std::uint64_t end = 0;
        std::vector<std::byte> window;
        std::size_t used = 0; ///< of the window
        SortKey key;          ///< of the record that begins at `used`, past its head
        std::size_t size = 0; ///< of that record
    };

    void sortEntries();
    void spill();
    void beginReading();
    [[nodiscard]] bool fill(Run &run, std::size_t bytes);
    [[nodiscard]] bool advance(Run &run);
    [[nodiscard]] bool isAfter(std::size_t run, std::size_t other) const;

    std::size_t m_memory;
    ScratchFile m_file;
    std::vector<std::byte> m_bytes;
    std::vector<Entry> m_entries;
    std::vector<Run> m_runs;
    std::vector<std::size_t> m_heap; ///< of runs, the one with the smallest key first
    std::size_t m_nextEntry = 0;     ///< when nothing was spilled
    std::optional<std::size_t> m_current;
    std::size_t m_windowBytes = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_size = 0;
    bool m_reading = false;
};

} // namespace facteo::maps
