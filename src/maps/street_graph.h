// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/plane.h"
#include "maps/street_web.h"

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace facteo::maps {

/// Shortest ways on foot along the demo town's streets. Every street may be walked in both directions.
class StreetGraph
{
public:
    /// `stops`: points on streets that become corners of their own: (street, metres from its start).
    StreetGraph(const StreetWeb &web, std::span<const std::pair<std::size_t, double>> stops);
    StreetGraph(const StreetGraph &) = delete;
    StreetGraph &operator=(const StreetGraph &) = delete;
    ~StreetGraph();

    /// The corner of a stop, by its place in the list.
    [[nodiscard]] std::size_t cornerOfStop(std::size_t stop) const { return m_stopCorners.at(stop); }
    /// The corner nearest to a point.
    [[nodiscard]] std::size_t cornerNear(plane::Vec point) const;
    /// The corners' points from one to the other, both included; empty when no street leads there.
    [[nodiscard]] std::vector<plane::Vec> way(std::size_t from, std::size_t to) const;

private:
    struct Graph;

    std::size_t corner(plane::Vec point);

    std::unique_ptr<Graph> m_graph;
    std::vector<std::size_t> m_stopCorners;
};

} // namespace facteo::maps
