// SPDX-License-Identifier: Apache-2.0
#include "maps/package_writer.h"

#include "maps/bytes.h"
#include "maps/generalise.h"
#include "maps/kinds.h"
#include "maps/package_format.h"
#include "maps/world.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <tuple>
#include <utility>
#include <xxhash.h>

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

TextPool::TextPool()
{
    m_bytes.push_back(std::byte{0});
    m_offsets.emplace(std::string(), 0);
}

std::uint32_t TextPool::offsetOf(std::string_view text)
{
    const auto [at, isNew] =
        m_offsets.try_emplace(std::string(text), static_cast<std::uint32_t>(m_bytes.size()));
    if (isNew) {
        ByteWriter entry;
        entry.text(text);
        m_bytes.insert(m_bytes.end(), entry.bytes().begin(), entry.bytes().end());
    }
    return at->second;
}

bool PackageWriter::add(const FeatureDraft &draft)
{
    const auto fewest = fewestPoints(draft);
    const bool enough = !draft.parts.empty() &&
                        std::ranges::all_of(draft.parts, [&](const auto &p) { return p.size() >= fewest; });
    if (!enough)
        return false;

    const auto bounds = boundsOfParts(draft.parts);
    m_bounds = m_count == 0 ? bounds : united(m_bounds, bounds);
    auto minZoom = firstZoom(draft.kind, draft.rank);
    if ((draft.flags & kArea) != 0)
        minZoom = std::max(minZoom, firstZoomOfSize(bounds));
    for (std::size_t level = 0; level < kLevels.size(); ++level)
        if (minZoom <= kLevels[level].maxZoom)
            encode(draft, minZoom, level);
    ++m_count;
    return true;
}

void PackageWriter::encode(const FeatureDraft &draft, std::uint8_t minZoom, std::size_t level)
{
    const auto &[maxZoom, shift, tolerance] = kLevels[level];
    const bool isArea = (draft.flags & kArea) != 0;
    std::vector<Points> simpler;
    if (tolerance > 0)
        simpler = generalised(draft.parts, isArea, tolerance, shift);
    const auto &parts = tolerance > 0 ? simpler : draft.parts;
    if (parts.empty())
        return;

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
    record.varint(body.size());
    record.append(body.bytes());
    auto &into = m_levels[level];
    into.records.push_back({.order = orderOf(bounds),
        .bounds = bounds,
        .ordinal = m_count,
        .size = static_cast<std::uint32_t>(record.size()),
        .offset = into.bytes.size()});
    into.bytes.insert(into.bytes.end(), record.bytes().begin(), record.bytes().end());
}

void PackageWriter::addSection(SectionKind kind, std::vector<std::byte> bytes)
{
    assert(std::ranges::none_of(m_sections, [&](const auto &section) { return section.first == kind; }));
    if (!bytes.empty())
        m_sections.emplace_back(kind, std::move(bytes));
}

void PackageWriter::finishLevels()
{
    std::vector<LevelEntry> levels;
    ByteWriter entries;
    ByteWriter blocks;
    for (std::size_t level = 0; level < kLevels.size(); ++level) {
        auto &[bytes, records] = m_levels[level];
        std::ranges::sort(records, {}, [](const Record &r) { return std::tuple(r.order, r.ordinal); });
        std::vector<BlockEntry> list;
        for (std::size_t i = 0; i < records.size(); ++i) {
            const auto &record = records[i];
            // A change of size class also begins a block.
            if (i % kFeaturesPerBlock == 0 || list.empty() || list.back().features >= kFeaturesPerBlock ||
                record.order >> 60 != records[i - 1].order >> 60)
                list.push_back({.bounds = record.bounds, .offset = blocks.size()});
            auto &block = list.back();
            block.bounds = united(block.bounds, record.bounds);
            block.size += record.size;
            ++block.features;
            blocks.append(std::span(bytes).subspan(record.offset, record.size));
        }
        bytes = {};
        std::vector<BlockEntry> groups;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (i % kBlocksPerGroup == 0)
                groups.push_back({.bounds = list[i].bounds, .offset = i});
            groups.back().bounds = united(groups.back().bounds, list[i].bounds);
            groups.back().features += list[i].features;
            ++groups.back().size;
        }
        levels.push_back({.maxZoom = kLevels[level].maxZoom,
            .shift = kLevels[level].shift,
            .groups = static_cast<std::uint32_t>(groups.size()),
            .blocks = static_cast<std::uint32_t>(list.size()),
            .entriesAt = sizeof(LevelEntry) * kLevels.size() + entries.size()});
        entries.append(std::as_bytes(std::span(groups)));
        entries.append(std::as_bytes(std::span(list)));
    }
    ByteWriter section;
    section.append(std::as_bytes(std::span(levels)));
    section.append(entries.bytes());
    addSection(SectionKind::Levels, section.take());
    addSection(SectionKind::Blocks, blocks.take());
}

std::vector<std::byte> PackageWriter::summary() const
{
    ByteWriter out;
    out.text(m_name);
    out.text(m_attribution);
    out.fixed(m_bounds);
    out.varint(m_count);
    return out.bytes();
}

std::vector<std::byte> PackageWriter::finish()
{
    finishLevels();
    addSection(SectionKind::Summary, summary());
    addSection(SectionKind::Texts, m_texts.bytes());
    std::ranges::sort(m_sections, {}, [](const auto &section) { return std::to_underlying(section.first); });

    std::vector<SectionEntry> table;
    std::uint64_t offset = sizeof(FileHeader) + sizeof(SectionEntry) * m_sections.size();
    for (const auto &[kind, bytes] : m_sections) {
        table.push_back({.kind = std::to_underlying(kind),
            .offset = offset,
            .size = bytes.size(),
            .sum = XXH3_64bits_withSeed(bytes.data(), bytes.size(), std::to_underlying(kind))});
        offset += (bytes.size() + 7) / 8 * 8;
    }
    const FileHeader header{.sections = static_cast<std::uint32_t>(table.size()),
        .fileSize = offset,
        .tableSum = XXH3_64bits_withSeed(table.data(), table.size() * sizeof(SectionEntry), offset)};

    ByteWriter file;
    file.fixed(header);
    file.append(std::as_bytes(std::span(table)));
    for (auto &[kind, bytes] : m_sections) {
        file.append(bytes);
        bytes = {};
        while (file.size() % 8 != 0)
            file.fixed(std::byte{0});
    }
    assert(file.size() == header.fileSize);
    return file.take();
}

} // namespace facteo::maps
