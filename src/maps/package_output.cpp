// SPDX-License-Identifier: Apache-2.0
#include "maps/package_output.h"

#include "maps/bytes.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <unistd.h>
#include <utility>
#include <xxhash.h>

namespace facteo::maps {

using namespace format;

PackageOutput::PackageOutput(int descriptor) : m_descriptor(descriptor)
{
    m_chunk.reserve(kChunkBytes);
    // Its place is kept; what stands in it is known at the end.
    const FileHeader later;
    write(std::as_bytes(std::span(&later, 1)));
}

/// To the file as it is.
void PackageOutput::write(std::span<const std::byte> bytes)
{
    if (m_fault)
        return;
    if (const auto written = writeAll(m_descriptor, bytes); !written)
        m_fault = written.error();
    m_written += bytes.size();
}

/// To the body, through the chunk.
void PackageOutput::put(std::span<const std::byte> bytes)
{
    while (!bytes.empty() && !m_fault) {
        const auto part = bytes.first(std::min(bytes.size(), kChunkBytes - m_chunk.size()));
        m_chunk.insert(m_chunk.end(), part.begin(), part.end());
        bytes = bytes.subspan(part.size());
        if (m_chunk.size() == kChunkBytes)
            endChunk();
    }
}

void PackageOutput::endChunk()
{
    if (m_chunk.empty())
        return;
    m_sums.push_back(XXH3_64bits_withSeed(m_chunk.data(), m_chunk.size(), m_sums.size()));
    write(m_chunk);
    m_chunk.clear();
}

void PackageOutput::beginSection(SectionKind kind)
{
    assert(std::ranges::none_of(
        m_table, [&](const SectionEntry &entry) { return entry.kind == std::to_underlying(kind); }));
    endSection();
    m_table.push_back({.kind = std::to_underlying(kind), .offset = m_written + m_chunk.size()});
}

void PackageOutput::append(std::span<const std::byte> bytes)
{
    put(bytes);
}

std::uint64_t PackageOutput::sectionSize() const
{
    return m_written + m_chunk.size() - m_table.back().offset;
}

void PackageOutput::endSection()
{
    if (m_table.empty())
        return;
    m_table.back().size = sectionSize();
    constexpr std::array<std::byte, 8> kPadding{};
    if (const auto over = (m_written + m_chunk.size()) % 8; over != 0)
        put(std::span(kPadding).first(static_cast<std::size_t>(8 - over)));
}

std::expected<std::uint64_t, WriteError> PackageOutput::finish()
{
    endSection();
    endChunk();
    std::ranges::sort(m_table, {}, &SectionEntry::kind);
    ByteWriter tail;
    tail.append(std::as_bytes(std::span(m_sums)));
    tail.append(std::as_bytes(std::span(m_table)));
    FileHeader header{.sections = static_cast<std::uint32_t>(m_table.size()),
        .fileSize = m_written + tail.size(),
        .sumsAt = m_written};
    header.tailSum = XXH3_64bits_withSeed(tail.bytes().data(), tail.size(), header.fileSize);
    write(tail.bytes());
    if (!m_fault && ::lseek(m_descriptor, 0, SEEK_SET) != 0)
        m_fault = writeErrorOf(errno);
    if (!m_fault)
        if (const auto written = writeAll(m_descriptor, std::as_bytes(std::span(&header, 1))); !written)
            m_fault = written.error();
    if (m_fault)
        return std::unexpected(*m_fault);
    return header.fileSize;
}

} // namespace facteo::maps
