// SPDX-License-Identifier: Apache-2.0
#include "maps/coastline.h"

#include "maps/generalise.h"
#include "maps/package_writer.h"
#include "maps/ring_cutter.h"

namespace facteo::maps {
namespace {

constexpr std::size_t kPointsPerPiece = 200;

} // namespace

void addSea(const Sea &sea, PackageWriter &writer)
{
    for (std::size_t level = 0; level < format::kLevels.size(); ++level) {
        const auto &[maxZoom, shift, tolerance] = format::kLevels[level];
        auto rings = tolerance > 0 ? generalised(sea.rings, true, tolerance, shift) : sea.rings;
        cutRings(std::move(rings), kPointsPerPiece, shift, [&](std::vector<std::vector<WorldPoint>> piece) {
            writer.addToLevel({.kind = FeatureKind::Sea, .flags = kArea, .parts = std::move(piece)}, level);
        });
    }
}

} // namespace facteo::maps
