// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/mercator.h"
#include "protocol/records.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace facteo::geo {

/// A geofence's outline (units and limits: protocol::Polygon, protocol::Circle).
using Shape = std::variant<protocol::Polygon, protocol::Circle>;

/// An outline made ready for many questions.
///
/// A polygon's edges are straight in Web Mercator, as the map draws them; inside is odd-even (a corner that
/// the outline visits twice makes a hole), a point on an edge is on one side of it, always the same. A
/// circle holds what is not farther than its radius along the great circle.
class Area
{
public:
    explicit Area(const Shape &shape);

    [[nodiscard]] bool contains(protocol::Position position) const;
    /// The same, of a position whose place on the map is known already.
    [[nodiscard]] bool contains(protocol::Position position, UnitPoint onMap) const;
    /// How far it is to the border, metres, from inside and from outside. Planar around the position: exact
    /// to 0.1 % within some kilometres, which is where it matters.
    [[nodiscard]] double metresToBorder(protocol::Position position) const;

    /// South-west and north-east corner of a box around it. The western longitude of a circle across the
    /// 180th meridian is greater than the eastern one.
    [[nodiscard]] protocol::Position southWest() const { return m_southWest; }
    [[nodiscard]] protocol::Position northEast() const { return m_northEast; }

private:
    std::vector<UnitPoint> m_corners; ///< of a polygon; empty for a circle
    protocol::Circle m_circle;
    protocol::Position m_southWest;
    protocol::Position m_northEast;
};

/// False for an outline that encloses nothing: all corners on one line.
[[nodiscard]] bool enclosesSomething(const Shape &shape);

/// Which areas hold a position: their boxes in an R-tree first, the exact test second. One thread at a time.
class AreaIndex
{
public:
    AreaIndex();
    AreaIndex(AreaIndex &&) noexcept;
    AreaIndex &operator=(AreaIndex &&) noexcept;
    ~AreaIndex();

    /// Enters the area under a key, in place of what had that key.
    void set(std::uint64_t key, Area area);
    void remove(std::uint64_t key);
    void clear();
    [[nodiscard]] std::size_t size() const;
    /// Null when there is none under the key; valid until the index changes.
    [[nodiscard]] const Area *find(std::uint64_t key) const;

    /// Appends the keys of all areas that hold the position, ascending.
    void at(protocol::Position position, std::vector<std::uint64_t> &into) const;

private:
    struct Tree;
    std::unique_ptr<Tree> m_tree;
};

} // namespace facteo::geo
