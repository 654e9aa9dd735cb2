// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"
#include "maps/plane.h"

#include <optional>
#include <string>
#include <vector>

namespace facteo::maps {

/// A street of the demo town, or (without a kind) a border that only bounds regions.
struct TownStreet
{
    plane::Line line;
    std::optional<FeatureKind> kind;
    std::string name = {};
    std::string ref = {};
    bool hasHouses = true;
};

/// Streets as they are drawn, and what follows from how they meet.
class StreetWeb
{
public:
    void add(TownStreet street) { m_streets.push_back(std::move(street)); }
    [[nodiscard]] std::vector<TownStreet> &streets() { return m_streets; }
    [[nodiscard]] const std::vector<TownStreet> &streets() const { return m_streets; }

    /// Gives every two streets that cross or touch (within 80 cm) a common corner there.
    void joinCrossings();

    /// The regions between the lines, counter-clockwise, in a stable order; dead ends bound nothing.
    /// Only after joinCrossings().
    [[nodiscard]] std::vector<plane::Ring> regions() const;

private:
    std::vector<TownStreet> m_streets;
};

} // namespace facteo::maps
