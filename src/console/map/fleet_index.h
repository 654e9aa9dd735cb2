// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_points.h"

#include <span>

namespace facteo::console {

/// Farther than this in one go a dot jumps: 500 m at the equator, 350 m in France, as part of the world.
inline constexpr double kLongestGlide = 1.25e-5;

/// Everybody in order along a Z-order curve (Morton 1966), so that each cell of each grid is one run of
/// neighbours: the quadtree of everybody's places without a tree.
///
/// The grids divide the world into 2^level by 2^level cells. They are the world's, not the screen's: a cell
/// holds the same people wherever the screen is. 85,000 who all moved: about 2 ms; a few of them: 0.5 ms; the
/// tally of any cell: under 0.1 µs. One thread.
class FleetIndex
{
public:
    /// Cells of 2.4 m at the equator; who stands in the same one is in no order.
    static constexpr int kDeepest = 24;

    enum class Whom : std::uint8_t { OnMap, ByRound };

    /// Neighbours on the curve: places first … last − 1.
    struct Run
    {
        std::uint32_t first = 0;
        std::uint32_t last = 0;

        [[nodiscard]] std::uint32_t size() const { return last - first; }
    };

    /// How many of each standing, and the sum of their places, in cells of the deepest level: whole numbers,
    /// so that sums can be taken from each other.
    struct Tally
    {
        StandingCounts counts{};
        std::uint64_t x = 0;
        std::uint64_t y = 0;

        void add(Standing standing, std::uint64_t key);
        void take(Standing standing, std::uint64_t key);
        [[nodiscard]] std::uint32_t total() const;
        /// Precondition: total() > 0.
        [[nodiscard]] geo::UnitPoint middle() const;
    };

    explicit FleetIndex(Whom whom) : m_whom(whom) {}

    void rebuild(const FleetPoints &points);
    /// After changes of these rows; rows that were appended have to be among them once they have a place.
    void update(const FleetPoints &points, std::span<const std::uint32_t> rows);

    [[nodiscard]] Run all() const { return {0, static_cast<std::uint32_t>(m_entries.size())}; }
    /// The part of `within` that lies in a cell, by the cell's first key.
    [[nodiscard]] Run cell(Run within, std::uint64_t firstKey, int level) const;
    [[nodiscard]] std::uint32_t row(std::uint32_t place) const { return m_entries[place].row; }
    /// Where on the curve a row is. Precondition: contains(row).
    [[nodiscard]] std::uint32_t placeOf(std::uint32_t row) const;
    [[nodiscard]] bool contains(std::uint32_t row) const
    {
        return row < m_cells.size() && m_cells[row] != Cell{};
    }
    [[nodiscard]] std::uint64_t key(std::uint32_t place) const { return m_entries[place].key; }
    [[nodiscard]] Standing standing(std::uint32_t place) const { return m_standings[row(place)]; }
    [[nodiscard]] Tally tally(Run run) const;
    /// Rows in alert, in order along the curve.
    [[nodiscard]] std::span<const std::uint32_t> alerts() const { return m_alerts; }
    /// Grows with every change.
    [[nodiscard]] unsigned version() const { return m_version; }

    /// The key of a place at the deepest level, and the western and northern edge of a key's cell, in cells.
    [[nodiscard]] static std::uint64_t keyOf(geo::UnitPoint place);
    [[nodiscard]] static std::uint32_t column(std::uint64_t key);
    [[nodiscard]] static std::uint32_t line(std::uint64_t key) { return column(key >> 1); }
    /// How many keys a cell of this level has.
    [[nodiscard]] static constexpr std::uint64_t keysIn(int level)
    {
        return std::uint64_t{1} << (2 * (kDeepest - level));
    }

private:
    struct Entry
    {
        std::uint64_t key;
        std::uint32_t row;
    };

    /// Of the deepest level; the default is nowhere.
    struct Cell
    {
        std::uint32_t column = ~0U;
        std::uint32_t line = ~0U;

        bool operator==(const Cell &) const = default;
    };

    static constexpr std::uint32_t kBlock = 32;

    [[nodiscard]] static Cell cellOf(geo::UnitPoint place);
    [[nodiscard]] static std::uint64_t keyOf(Cell cell);
    [[nodiscard]] bool isMember(const FleetPoints &points, std::uint32_t row) const;
    void sortArrivals();
    void merge();
    void sumUp();

    Whom m_whom;
    std::vector<Entry> m_entries; ///< ascending by key
    std::vector<Entry> m_spare;
    std::vector<Entry> m_arrivals;
    std::vector<Cell> m_cells;         ///< by row
    std::vector<Standing> m_standings; ///< by row
    std::vector<std::uint8_t> m_left;  ///< by row: 1 when its entry has to go
    std::vector<Tally> m_sums;         ///< of everything before each block of kBlock entries
    std::vector<std::uint32_t> m_alerts;
    unsigned m_version = 0;
};

} // namespace facteo::console
