// SPDX-License-Identifier: Apache-2.0
#include "maps/kinds.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace facteo::maps {
namespace {

std::uint8_t firstZoomOfPlace(FeatureKind kind, std::uint8_t rank)
{
    // Rank is 10 · log10(population): 50 = 100,000 people.
    if (kind == FeatureKind::City)
        return rank >= 53 ? 4 : 5;
    if (kind == FeatureKind::Town)
        return rank >= 43 ? 7 : 8;
    return 10;
}

std::uint8_t firstZoomOfBoundary(std::uint8_t adminLevel)
{
    if (adminLevel <= 2)
        return 2;
    if (adminLevel <= 4)
        return 5;
    if (adminLevel <= 6)
        return 7;
    return adminLevel <= 8 ? 11 : 14;
}

} // namespace

bool isKnown(FeatureKind kind)
{
    const auto number = std::to_underlying(kind);
    const auto within = [number](FeatureKind first, FeatureKind last) {
        return number >= std::to_underlying(first) && number <= std::to_underlying(last);
    };
    return within(FeatureKind::Motorway, FeatureKind::Dam) || within(FeatureKind::Water, FeatureKind::Sea) ||
           within(FeatureKind::City, FeatureKind::Address);
}

std::uint8_t firstZoom(FeatureKind kind, std::uint8_t rank) // NOLINT(readability-function-size): a table
{
    using enum FeatureKind;
    switch (kind) {
    case Coastline:
    case Sea:
        return 0;
    case Motorway:
        return 5;
    case Trunk:
        return 6;
    case Primary:
        return 7;
    case Secondary:
        return 9;
    case Tertiary:
        return 11;
    case Residential:
    case LivingStreet:
        return 12;
    case Pedestrian:
    case Track:
        return 13;
    case Service:
    case Cycleway:
    case Path:
        return 14;
    case Steps:
        return 15;
    case Rail:
        return 8;
    case Tram:
        return 13;
    case River:
        return 7;
    case Stream:
        return 12;
    case Boundary:
        return firstZoomOfBoundary(rank);
    case Wall:
        return 16;
    case Dam:
        return 14;
    case Water:
        return 4;
    case Building:
        return 14;
    case Forest:
        return 6;
    case Wetland:
    case Rock:
    case Sand:
    case Grass:
    case Farmland:
    case Orchard:
        return 9;
    case Park:
    case ResidentialArea:
    case CommercialArea:
    case IndustrialArea:
        return 8;
    case Cemetery:
    case SchoolGround:
    case HospitalGround:
    case RailwayGround:
    case Island:
        return 11;
    case Pitch:
    case Parking:
        return 14;
    case City:
    case Town:
    case Village:
        return firstZoomOfPlace(kind, rank);
    case Suburb:
        return 12;
    case Hamlet:
        return 13;
    case Station:
        return 13;
    case Peak:
        return 11;
    case TownHall:
    case Church:
    case Hospital:
    case PostOffice:
        return 15;
    case Pharmacy:
    case School:
    case Police:
    case FireStation:
        return 16;
    case Bakery:
    case PostBox:
    case Tree:
        return 17;
    case Address:
        return 17;
    }
    std::unreachable();
}

std::uint8_t firstZoomOfSize(const WorldRect &bounds)
{
    const double width = static_cast<double>(bounds.right - bounds.left) + 1;
    const double height = static_cast<double>(bounds.bottom - bounds.top) + 1;
    // At zoom z a pixel of a 256-pixel tile is 2^(24 - z) world units.
    const double zoom = 24.0 - std::log2(std::sqrt(width * height) / 1.5);
    return static_cast<std::uint8_t>(std::clamp(std::ceil(zoom), 0.0, 22.0));
}

} // namespace facteo::maps
