// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <cmath>
#include <deque>
#include <string>
#include <vector>

namespace facteo::maps::tests {

/// A few hundred features around block corner 0,0 of a zoom: a small town that never changes.
class SyntheticTown
{
public:
    /// Coordinates below are units at this zoom, from the world's middle.
    explicit SyntheticTown(double zoom);

    [[nodiscard]] const std::vector<Feature> &features() const { return m_features; }

private:
    Feature &add(
        FeatureKind kind, const std::vector<std::pair<double, double>> &units, std::uint8_t flags = 0);
    void addStreets();
    void addGround();
    void addPoints();

    double m_unit; ///< world units of one unit
    std::deque<std::vector<WorldPoint>> m_points;
    std::deque<std::vector<std::span<const WorldPoint>>> m_parts;
    std::deque<std::string> m_texts;
    std::vector<Feature> m_features;
};

} // namespace facteo::maps::tests
