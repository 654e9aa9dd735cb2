// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace facteo::maps {

/// A coastline from one loose end to another, or closed: then its first point is not repeated.
struct Coast
{
    std::vector<WorldPoint> points;
    bool closed = false;
};

/// Gathers the coastlines of an extract, and some places that are surely on land. 8 bytes a point of the
/// coast in memory, and some megabytes for the land.
class Coastline
{
public:
    /// A way with `natural=coastline`: land on its left, sea on its right.
    void add(std::vector<WorldPoint> way);
    /// Somebody built here. Only a few places of every few kilometres are kept.
    void addLand(WorldPoint point);

    [[nodiscard]] bool empty() const { return m_ways.empty(); }
    [[nodiscard]] std::vector<WorldPoint> land() const;
    /// The ways joined where one ends at the very point where another begins. Uses them up.
    [[nodiscard]] std::vector<Coast> join();

private:
    std::vector<std::vector<WorldPoint>> m_ways;
    std::unordered_map<std::uint64_t, std::vector<WorldPoint>> m_land; ///< by cell
};

/// Where the sea is, as rings: odd-even, the sea on the right of each.
struct Sea
{
    std::vector<std::vector<WorldPoint>> rings;
    std::size_t gaps = 0;       ///< loose ends of coastlines inside of the map: around them there is no sea
    std::size_t contrary = 0;   ///< coastlines with houses or streets in their sea; they were left out
    std::size_t unreadable = 0; ///< places where coastlines cross each other or meet head to head
};

/// The sea inside of `box`, on the right of the coasts. Coasts that the extract cuts at its border are closed
/// along the box. Where the coasts contradict themselves, or what is built, there is rather no sea.
[[nodiscard]] Sea seaWithin(
    const WorldRect &box, std::vector<Coast> coasts, const std::vector<WorldPoint> &land);

class PackageWriter;

/// Adds the sea to every level of a package, simplified for each and cut into pieces that a reader can pass
/// by.
void addSea(const Sea &sea, PackageWriter &writer);

} // namespace facteo::maps
