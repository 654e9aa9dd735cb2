// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/bytes.h"
#include "maps/features.h"
#include "maps/package.h"

#include <utility>

namespace facteo::maps {

/// Decodes the features of a package's blocks into a batch. One object answers one question.
class FeatureReader
{
public:
    FeatureReader(const MapPackage &package, const WorldRect &rect, int zoom,
        FeatureKind first = FeatureKind{0}, FeatureKind last = FeatureKind{UINT8_MAX})
        : m_package(package), m_rect(rect), m_zoom(zoom), m_first(first), m_last(last)
    {
    }

    [[nodiscard]] FeatureBatch read();

private:
    void readBlock(std::span<const std::byte> block, unsigned shift);
    /// False when the record contradicts itself; then the rest of its block is given up.
    bool readRecord(ByteReader &from, unsigned shift);
    bool readParts(ByteReader &from, const WorldRect &bounds, unsigned shift);

    const MapPackage &m_package;
    const WorldRect m_rect;
    const int m_zoom;
    const FeatureKind m_first; ///< and what lies between them by number
    const FeatureKind m_last;
    FeatureBatch m_batch;
    // Points and parts still move while they grow: first by index, made into spans at the end.
    std::vector<std::pair<std::size_t, std::size_t>> m_partRanges;
    std::vector<std::pair<std::size_t, std::size_t>> m_featureRanges;
};

} // namespace facteo::maps
