// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/near.h"
#include "maps/gazetteer.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace facteo::maps {

/// In which city something lies: the commune whose outline holds it (level 8 before 7), else the nearest
/// city, town or village within 15 km.
class CityFinder
{
public:
    /// Refers to the gazetteer's communes and settlements, which must stay as they are.
    explicit CityFinder(const Gazetteer &gazetteer);

    struct City
    {
        std::string name; ///< empty when there is none
        std::string postcode;
    };
    [[nodiscard]] City at(WorldPoint point) const;

private:
    const Gazetteer &m_gazetteer;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_communesByCell;
    geo::NearestIndex m_places;
};

} // namespace facteo::maps
