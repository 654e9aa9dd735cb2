// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/osm_draft.h"
#include "maps/plane.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace facteo::tests {

using maps::OsmTags;
using maps::plane::Dice;
using maps::plane::Line;
using maps::plane::Ring;
using maps::plane::Vec;

inline constexpr double kTownSpacing = 24'000; ///< metres between the middles of two towns

/// Objects of an extract by their index; metres east and north of the south-western corner of the first
/// town's cell.
struct RegionObjects
{
    struct Node
    {
        Vec at;
        OsmTags tags;
    };
    struct Way
    {
        std::vector<std::uint32_t> nodes;
        OsmTags tags;
    };
    struct Relation
    {
        std::vector<std::pair<std::uint32_t, const char *>> ways;
        OsmTags tags;
    };

    std::vector<Node> nodes;
    std::vector<Way> ways;
    std::vector<Relation> relations;
};

struct RegionTown
{
    Vec centre;
    std::string name;
    long people = 0;
};

/// What lies between the towns.
class RegionDraft
{
public:
    RegionDraft(int columns, int rows, std::uint64_t seed);

    [[nodiscard]] const RegionObjects &objects() const { return m_objects; }
    [[nodiscard]] const std::vector<RegionTown> &towns() const { return m_towns; }
    [[nodiscard]] double height() const { return m_rows * kTownSpacing; }

private:
    void addTowns();
    void addCoast();
    void addIslands();
    void addBorders();
    void addFields();
    void addWoodsAndLakes();
    void addRivers();
    void addMotorways();
    void addRoads();
    void addVillages();

    [[nodiscard]] bool isFree(Vec point, double metres) const;
    [[nodiscard]] std::string newName();
    /// The coast's x at this height.
    [[nodiscard]] double coastAt(double y) const;
    [[nodiscard]] Line rough(Vec from, Vec to, double wobble, double step);
    [[nodiscard]] Ring blob(Vec centre, double radius, std::size_t corners);
    std::uint32_t shared(Vec point);
    std::uint32_t way(const Line &line, OsmTags tags);
    std::uint32_t area(const Ring &ring, OsmTags tags);
    /// A line as several ways that share their ends, every other one with `more`.
    void ways(const Line &line, std::size_t pointsEach, const OsmTags &tags, const OsmTags &more = {});

    int m_columns;
    int m_rows;
    Dice m_dice;
    RegionObjects m_objects;
    std::map<Vec, std::uint32_t> m_shared;
    std::vector<RegionTown> m_towns;
    std::vector<Vec> m_villages;
    Line m_coast; ///< from north to south
};

} // namespace facteo::tests
