// SPDX-License-Identifier: Apache-2.0
#include "maps/package_writer.h"

#include "maps/bytes.h"
#include "maps/generalise.h"
#include "maps/kinds.h"
#include "maps/package_format.h"
#include "maps/package_output.h"
#include "maps/world.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace facteo::maps {
namespace {

using namespace format;

/// Distance along a Hilbert curve of order 16 (public domain algorithm, Wikipedia "Hilbert curve", xy2d).
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y)
{
    std::uint32_t distance = 0;
    for (std::uint32_t s = 1U << 15; s > 0; s >>= 1) {
        const std::uint32_t rx = (x & s) != 0 ? 1 : 0;
        const std::uint32_t ry = (y & s) != 0 ? 1 : 0;
        distance += s * s * ((3 * rx) ^ ry);
        if (ry == 0) {
            if (rx == 1) {
                x = 0xffff - x;
                y = 0xffff - y;
            }
            std::swap(x, y);
        }
    }
    return distance;
}

/// Large things stand in blocks of their own: one long motorway would blow up the box of 63 houses.
/// The curve is fine enough for a country (order 16 over the box of the package would be finer, but
/// nothing is known of that box while features are being added).
std::uint64_t orderOf(const WorldRect &bounds)
{
    const std::uint32_t extent = std::max(bounds.right - bounds.left, bounds.bottom - bounds.top);
    const auto sizeClass =
        static_cast<std::uint64_t>(std::max(0, static_cast<int>(std::bit_width(extent)) - 15) / 2);
    const std::uint32_t x = bounds.left + (bounds.right - bounds.left) / 2;
    const std::uint32_t y = bounds.top + (bounds.bottom - bounds.top) / 2;
    // Two steps of the curve, coarse then fine: 32 bits of each coordinate count.
    return (sizeClass << 60) | (static_cast<std::uint64_t>(hilbert(x >> 16, y >> 16)) << 28) |
           (hilbert(x & 0xffff, y & 0xffff) >> 4);
}

/// Level, then order, then ordinal.
SortKey sortKeyOf(std::size_t level, std::uint64_t order, std::uint32_t ordinal)
{
    return {.high = (std::uint64_t{level} << 56) | (order >> 8), .low = ((order & 0xff) << 32) | ordinal};
}

std::size_t levelOf(SortKey key)
{
    return key.high >> 56;
}

/// Level and size class.
std::uint64_t classOf(SortKey key)
{
    return key.high >> 52;
}

template<typename Source>
void copy(Source &from, std::uint64_t offset, std::uint64_t size, PackageOutput &out)
{
    std::vector<std::byte> window(std::min<std::uint64_t>(size, 1U << 20));
    while (size > 0) {
        const auto part = std::span(window).first(std::min<std::uint64_t>(size, window.size()));
        if (!from.read(offset, part))
            return; // the fault sticks, and is asked for before the end
        out.append(part);
        offset += part.size();
        size -= part.size();
    }
}

std::size_t fewestPoints(const FeatureDraft &draft)
{
    if ((draft.flags & kArea) != 0)
        return 3;
    return draft.kind >= FeatureKind::City || draft.kind == FeatureKind::Parking ? 1 : 2;
}

WorldRect boundsOfParts(const std::vector<Points> &parts)
{
    WorldRect box = boundsOf(parts.front());
    for (const auto &part : parts)
        box = united(box, boundsOf(part));
    return box;
}

void encodeParts(ByteWriter &out, const std::vector<Points> &parts, const WorldRect &bounds, unsigned shift)
{
    out.varint(parts.size());
    std::int64_t x = bounds.left >> shift;
    std::int64_t y = bounds.top >> shift;
    for (const auto &part : parts) {
        out.varint(part.size());
        for (const auto point : part) {
            out.zigzag((point.x >> shift) - x);
            out.zigzag((point.y >> shift) - y);
            x = point.x >> shift;
            y = point.y >> shift;
        }
    }
}

} // namespace

PackageWriter::PackageWriter(const WriterRoom &room)
    : m_texts(room.scratch, room.memory / 4), m_records(room.scratch, room.memory / 4 * 3),
      m_blockEntries(room.scratch), m_spool(room.scratch)
{
}

/// Whether it has enough points; then the package reaches around it.
bool PackageWriter::take(const FeatureDraft &draft)
{
    const auto fewest = fewestPoints(draft);
    const bool enough = !draft.parts.empty() &&
                        std::ranges::all_of(draft.parts, [&](const auto &p) { return p.size() >= fewest; });
    if (!enough)
        return false;
    const auto bounds = boundsOfParts(draft.parts);
    m_bounds = m_count == 0 ? bounds : united(m_bounds, bounds);
    return true;
}

bool PackageWriter::add(const FeatureDraft &draft)
{
    if (!take(draft))
        return false;
    const bool isArea = (draft.flags & kArea) != 0;
    auto minZoom = firstZoom(draft.kind, draft.rank);
    if (isArea)
        minZoom = std::max(minZoom, firstZoomOfSize(boundsOfParts(draft.parts)));
    for (std::size_t level = 0; level < kLevels.size(); ++level) {
        const auto &[maxZoom, shift, tolerance] = kLevels[level];
        if (minZoom > maxZoom)
            continue;
        if (tolerance > 0)
            encode(draft, generalised(draft.parts, isArea, tolerance, shift), minZoom, level);
        else
            encode(draft, draft.parts, minZoom, level);
    }
    ++m_count;
    return true;
}

bool PackageWriter::addToLevel(const FeatureDraft &draft, std::size_t level)
{
    if (!take(draft))
        return false;
    encode(draft, draft.parts, firstZoom(draft.kind, draft.rank), level);
    ++m_count;
    return true;
}

void PackageWriter::encode(const FeatureDraft &draft, const std::vector<std::vector<WorldPoint>> &parts,
    std::uint8_t minZoom, std::size_t level)
{
    if (parts.empty())
        return;
    const auto shift = kLevels[level].shift;
    const auto bounds = boundsOfParts(parts);
    const unsigned present = (draft.layer != 0 ? kHasLayer : 0U) | (draft.rank != 0 ? kHasRank : 0U) |
                             (!draft.name.empty() ? kHasName : 0U) | (!draft.ref.empty() ? kHasRef : 0U) |
                             (!draft.number.empty() ? kHasNumber : 0U);
    ByteWriter body;
    body.fixed(draft.kind);
    body.fixed(draft.flags);
    body.fixed(minZoom);
    body.fixed(static_cast<std::uint8_t>(present));
    body.varint(m_count);
    body.fixed(bounds.left);
    body.fixed(bounds.top);
    body.varint(bounds.right - bounds.left);
    body.varint(bounds.bottom - bounds.top);
    if (draft.layer != 0)
        body.fixed(draft.layer);
    if (draft.rank != 0)
        body.fixed(draft.rank);
    for (const auto *text : {&draft.name, &draft.ref, &draft.number})
        if (!text->empty())
            body.varint(m_texts.offsetOf(*text));
    encodeParts(body, parts, bounds, shift);

    ByteWriter record;
    record.fixed(bounds);
    record.varint(body.size());
    record.append(body.bytes());
    m_records.add(sortKeyOf(level, orderOf(bounds), m_count), record.bytes());
}

void PackageWriter::addSection(SectionKind kind, std::span<const std::byte> bytes)
{
    if (bytes.empty())
        return;
    if (m_sections.empty() || m_sections.back().kind != kind) {
        assert(std::ranges::none_of(m_sections, [&](const auto &section) { return section.kind == kind; }));
        m_sections.push_back({.kind = kind, .offset = m_spool.size(), .size = 0});
    }
    m_sections.back().size += bytes.size();
    m_spool.append(bytes);
}

std::optional<WriteError> PackageWriter::fault() const
{
    if (m_count == std::numeric_limits<std::uint32_t>::max())
        return WriteError::TooLarge;
    for (const auto fault : {m_texts.fault(), m_records.fault(), m_blockEntries.fault(), m_spool.fault()})
        if (fault)
            return fault;
    return std::nullopt;
}

std::uint64_t PackageWriter::expectedSize() const
{
    return m_records.size() + m_texts.size() + m_spool.size();
}

void PackageWriter::endBlock(std::size_t level, const BlockEntry &block)
{
    auto &[groups, blocks] = m_levels[level];
    if (blocks % kBlocksPerGroup == 0)
        groups.push_back({.bounds = block.bounds, .offset = blocks});
    auto &group = groups.back();
    group.bounds = united(group.bounds, block.bounds);
    group.features += block.features;
    ++group.size;
    ++blocks;
    m_blockEntries.append(std::as_bytes(std::span(&block, 1)));
}

bool PackageWriter::writeBlocks(PackageOutput &out, const WriteProgress &progress)
{
    std::optional<BlockEntry> block;
    SortKey last;
    std::uint64_t done = 0;
    while (const auto record = m_records.next()) {
        // A block is full; or the size class changes, or the level.
        const bool begins =
            block && (block->features == kFeaturesPerBlock || classOf(record->key) != classOf(last));
        if (begins)
            endBlock(levelOf(last), *std::exchange(block, std::nullopt));
        WorldRect bounds;
        std::memcpy(&bounds, record->bytes.data(), sizeof bounds);
        const auto bytes = record->bytes.subspan(sizeof bounds);
        if (!block)
            block = BlockEntry{.bounds = bounds, .offset = out.sectionSize()};
        block->bounds = united(block->bounds, bounds);
        block->size += static_cast<std::uint32_t>(bytes.size());
        ++block->features;
        out.append(bytes);
        last = record->key;
        if (done++ % 65'536 == 0 && progress &&
            !progress(static_cast<double>(done) / static_cast<double>(m_records.count())))
            return false;
    }
    if (block)
        endBlock(levelOf(last), *block);
    return true;
}

void PackageWriter::writeLevels(PackageOutput &out)
{
    std::array<LevelEntry, kLevels.size()> levels;
    std::uint64_t entriesAt = sizeof levels;
    for (std::size_t level = 0; level < kLevels.size(); ++level) {
        const auto &[groups, blocks] = m_levels[level];
        levels[level] = {.maxZoom = kLevels[level].maxZoom,
            .shift = kLevels[level].shift,
            .groups = static_cast<std::uint32_t>(groups.size()),
            .blocks = blocks,
            .entriesAt = entriesAt};
        entriesAt += sizeof(BlockEntry) * (groups.size() + blocks);
    }
    out.append(std::as_bytes(std::span(levels)));
    std::uint64_t from = 0;
    for (const auto &[groups, blocks] : m_levels) {
        out.append(std::as_bytes(std::span(groups)));
        copy(m_blockEntries, from, sizeof(BlockEntry) * std::uint64_t{blocks}, out);
        from += sizeof(BlockEntry) * std::uint64_t{blocks};
    }
}

std::vector<std::byte> summaryBytes(
    std::string_view name, std::string_view attribution, const WorldRect &bounds, std::size_t features)
{
    ByteWriter out;
    out.text(name);
    out.text(attribution);
    out.fixed(bounds);
    out.varint(features);
    return out.take();
}

std::expected<std::uint64_t, WriteError> PackageWriter::writeTo(int descriptor, const WriteProgress &progress)
{
    PackageOutput out(descriptor);
    out.beginSection(SectionKind::Blocks);
    if (!writeBlocks(out, progress))
        return std::unexpected(WriteError::Stopped);
    out.beginSection(SectionKind::Levels);
    writeLevels(out);
    out.beginSection(SectionKind::Texts);
    copy(m_texts, 0, m_texts.size(), out);
    for (const auto &section : m_sections) {
        if (progress && !progress(1))
            return std::unexpected(WriteError::Stopped);
        out.beginSection(section.kind);
        copy(m_spool, section.offset, section.size, out);
    }
    out.beginSection(SectionKind::Summary);
    out.append(summaryBytes(m_name, m_attribution, m_bounds, m_count));
    if (const auto why = fault())
        return std::unexpected(*why);
    return out.finish();
}

std::expected<std::uint64_t, WriteError> PackageWriter::finish(
    const std::filesystem::path &file, const WriteProgress &progress)
{
    if (const auto why = fault())
        return std::unexpected(*why);
    auto made = AtomicFile::create(file);
    if (!made)
        return std::unexpected(made.error());
    const auto written = writeTo(made->descriptor(), progress);
    if (!written)
        return written;
    if (const auto committed = made->commit(); !committed)
        return std::unexpected(committed.error());
    return written;
}

std::vector<std::byte> PackageWriter::finish()
{
    const int descriptor = ::memfd_create("package", MFD_CLOEXEC);
    const auto written = descriptor < 0 ? std::unexpected(WriteError::Refused) : writeTo(descriptor, {});
    std::vector<std::byte> bytes(written.value_or(0));
    std::size_t got = 0;
    while (got < bytes.size()) {
        const auto more =
            ::pread(descriptor, bytes.data() + got, bytes.size() - got, static_cast<off_t>(got));
        if (more <= 0)
            break;
        got += static_cast<std::size_t>(more);
    }
    bytes.resize(got);
    if (descriptor >= 0)
        ::close(descriptor);
    return bytes;
}

} // namespace facteo::maps
