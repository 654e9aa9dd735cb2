// SPDX-License-Identifier: Apache-2.0
#include "maps/feature_reader.h"

#include "maps/kinds.h"
#include "maps/package_format.h"
#include "maps/table.h"

#include <algorithm>
#include <ranges>
#include <span>

namespace facteo::maps {
namespace {

using namespace format;

/// A table inside the Levels section, empty when it does not lie within it. Sections begin at multiples of 8
/// and every entry is a multiple of 8, but a file from elsewhere may say otherwise: copied, never cast.
template<typename Entry>
Table<Entry> tableOf(const MapPackage &package, std::uint64_t offset, std::uint64_t count)
{
    const auto bytes = package.bytes(SectionKind::Levels, offset, count * sizeof(Entry));
    return {bytes, 0, bytes.size() / sizeof(Entry)};
}

} // namespace

FeatureBatch FeatureReader::read()
{
    const auto list = tableOf<LevelEntry>(m_package, 0, kLevels.size());
    if (list.size() == 0)
        return {};
    std::size_t level = 0;
    while (level + 1 < list.size() && static_cast<int>(list[level].maxZoom) < m_zoom)
        ++level;
    const auto chosen = list[level];
    if (chosen.shift > 31)
        return {};

    const auto blocksAt = chosen.entriesAt + std::uint64_t{chosen.groups} * sizeof(BlockEntry);
    const auto groups = tableOf<BlockEntry>(m_package, chosen.entriesAt, chosen.groups);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto group = groups[g];
        if (!group.bounds.intersects(m_rect) || group.offset > chosen.blocks)
            continue;
        const auto blocks =
            tableOf<BlockEntry>(m_package, blocksAt + group.offset * sizeof(BlockEntry), group.size);
        for (std::size_t b = 0; b < blocks.size(); ++b)
            if (const auto block = blocks[b]; block.bounds.intersects(m_rect))
                readBlock(m_package.bytes(SectionKind::Blocks, block.offset, block.size), chosen.shift);
    }

    auto &batch = m_batch;
    batch.m_parts.reserve(m_partRanges.size());
    for (const auto &[from, count] : m_partRanges)
        batch.m_parts.emplace_back(std::span(batch.m_points).subspan(from, count));
    for (std::size_t i = 0; i < batch.m_features.size(); ++i)
        batch.m_features[i].parts =
            std::span(batch.m_parts).subspan(m_featureRanges[i].first, m_featureRanges[i].second);
    std::ranges::sort(batch.m_features, {}, &Feature::ordinal);
    return std::move(m_batch);
}

void FeatureReader::readBlock(std::span<const std::byte> block, unsigned shift)
{
    ByteReader reader(block);
    while (reader.ok() && !reader.atEnd()) {
        ByteReader record(reader.bytes(reader.varint()));
        if (!reader.ok() || !readRecord(record, shift))
            return;
    }
}

bool FeatureReader::readRecord(ByteReader &from, unsigned shift)
{
    Feature feature;
    feature.kind = from.fixed<FeatureKind>();
    if (feature.kind < m_first || feature.kind > m_last)
        return true;
    feature.flags = from.fixed<std::uint8_t>();
    feature.minZoom = from.fixed<std::uint8_t>();
    const auto present = from.fixed<std::uint8_t>();
    feature.ordinal = static_cast<std::uint32_t>(from.varint());
    feature.bounds.left = from.fixed<std::uint32_t>();
    feature.bounds.top = from.fixed<std::uint32_t>();
    feature.bounds.right = feature.bounds.left + static_cast<std::uint32_t>(from.varint());
    feature.bounds.bottom = feature.bounds.top + static_cast<std::uint32_t>(from.varint());
    if (!from.ok())
        return false;
    // A kind from a newer writer is skipped: old painters live on with new maps.
    if (feature.minZoom > m_zoom || !feature.bounds.intersects(m_rect) || !isKnown(feature.kind))
        return true;
    if ((present & kHasLayer) != 0)
        feature.layer = from.fixed<std::int8_t>();
    if ((present & kHasRank) != 0)
        feature.rank = from.fixed<std::uint8_t>();
    if ((present & kHasName) != 0)
        feature.name = m_package.text(static_cast<std::uint32_t>(from.varint()));
    if ((present & kHasRef) != 0)
        feature.ref = m_package.text(static_cast<std::uint32_t>(from.varint()));
    if ((present & kHasNumber) != 0)
        feature.number = m_package.text(static_cast<std::uint32_t>(from.varint()));

    const auto pointsBefore = m_batch.m_points.size();
    const auto partsBefore = m_partRanges.size();
    if (!readParts(from, feature.bounds, shift)) {
        m_batch.m_points.resize(pointsBefore);
        m_partRanges.resize(partsBefore);
        return false;
    }
    m_featureRanges.emplace_back(partsBefore, m_partRanges.size() - partsBefore);
    m_batch.m_features.push_back(feature);
    return true;
}

bool FeatureReader::readParts(ByteReader &from, const WorldRect &bounds, unsigned shift)
{
    const auto parts = from.varint();
    std::uint64_t x = bounds.left >> shift;
    std::uint64_t y = bounds.top >> shift;
    for (std::uint64_t part = 0; part < parts; ++part) {
        const auto points = from.varint();
        // Two bytes a point at least: a number that promises more than there is must not allocate.
        if (!from.ok() || points == 0 || points > from.left() / 2)
            return false;
        m_partRanges.emplace_back(m_batch.m_points.size(), static_cast<std::size_t>(points));
        for (std::uint64_t i = 0; i < points; ++i) {
            x += static_cast<std::uint64_t>(from.zigzag());
            y += static_cast<std::uint64_t>(from.zigzag());
            m_batch.m_points.push_back(
                {.x = static_cast<std::uint32_t>(x << shift), .y = static_cast<std::uint32_t>(y << shift)});
        }
    }
    return from.ok() && parts > 0;
}

} // namespace facteo::maps
