// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/atomic_file.h"
#include "maps/package.h"
#include "maps/package_format.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <vector>

namespace facteo::maps {

/// Writes a package file front to back: sections as they come, sums on the way, the header at last. Keeps one
/// chunk and 8 bytes for each chunk that was written. Faults stick.
class PackageOutput
{
public:
    /// `descriptor` is an empty file, open for writing, which stays the caller's.
    explicit PackageOutput(int descriptor);

    void beginSection(SectionKind kind);
    /// Adds to the section that was begun last.
    void append(std::span<const std::byte> bytes);
    /// Bytes of that section so far.
    [[nodiscard]] std::uint64_t sectionSize() const;

    /// Ends the file: its size in bytes.
    [[nodiscard]] std::expected<std::uint64_t, WriteError> finish();
    [[nodiscard]] std::optional<WriteError> fault() const { return m_fault; }

private:
    void write(std::span<const std::byte> bytes);
    void put(std::span<const std::byte> bytes);
    void endChunk();
    void endSection();

    int m_descriptor;
    std::vector<std::byte> m_chunk;
    std::uint64_t m_written = 0; ///< of the file, without m_chunk
    std::vector<std::uint64_t> m_sums;
    std::vector<format::SectionEntry> m_table;
    std::optional<WriteError> m_fault;
};

} // namespace facteo::maps
