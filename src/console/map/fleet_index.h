// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_points.h"

#include <algorithm>
#include <span>

namespace facteo::console {

/// Farther than this in one go a dot jumps: 500 m at the equator, 350 m in France, as part of the world.
inline constexpr double kLongestGlide = 1.25e-5;

/// Everybody in order along a Z-order curve (Morton 1966), so that each cell of each grid is one run of
/// neighbours: the quadtree of everybody's places without a tree.
///
/// The grids divide the world into 2^level by 2^level cells. They are the world's, not the screen's: a cell
/// holds the same people wherever the screen is. 85,000 who all moved: about 1 ms; the tally of any cell:
/// under 0.1 µs. One thread.
class FleetIndex
{
public:
    /// Cells of 9.6 m at the equator, 64 units of the screen where the map is nearest; who stands in the same
    /// one is in no order. With finer ones more people would come into another one every second.
    static constexpr int kDeepest = 22;

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

    /// So many rows there will be: asked for once, they take no more memory than they need.
    void reserve(std::size_t rows);
    /// One row more; it is not in the order yet.
    void add();
    /// Row i becomes what was row `rows[i]`; whoever is not named goes.
    void keep(std::span<const std::uint32_t> rows);
    /// Where a row is from now on, and how it stands there. Counts from the next settle() on.
    void put(std::uint32_t row, geo::UnitPoint place, Standing standing);
    /// A row is in the order no longer. Counts from the next settle() on.
    void take(std::uint32_t row);
    /// Brings the order up to date; when nothing has changed, costs nothing.
    void settle();

    [[nodiscard]] Run all() const { return {0, static_cast<std::uint32_t>(m_entries.size())}; }
    /// The part of `within` that lies in a cell, by the cell's first key.
    [[nodiscard]] Run cell(Run within, std::uint64_t firstKey, int level) const;
    [[nodiscard]] std::uint32_t row(std::uint32_t place) const { return m_entries[place].row; }
    /// Where on the curve a row is. Precondition: contains(row), and nothing was put or taken since settle().
    [[nodiscard]] std::uint32_t placeOf(std::uint32_t row) const;
    [[nodiscard]] bool contains(std::uint32_t row) const { return m_spots[row].mark == Mark::InOrder; }
    [[nodiscard]] std::uint64_t key(std::uint32_t place) const { return m_entries[place].key; }
    [[nodiscard]] Standing standing(std::uint32_t place) const { return m_spots[row(place)].standing; }
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

    /// Of the deepest level: its column and, above that, its line.
    using Cell = std::uint64_t;
    static constexpr int kCellBits = 2 * kDeepest;
    static constexpr Cell kColumn = (Cell{1} << kDeepest) - 1;
    static constexpr Cell kWhole = (Cell{1} << kCellBits) - 1;

    static constexpr std::uint32_t kBlock = 32;

    /// What is known of a row's entry.
    enum class Mark : std::uint8_t {
        None, ///< there is none
        InOrder,
        Stale,    ///< it has the key of another cell
        Arriving, ///< there will be one
    };

    /// What is known of a row, in one word: rows are looked at in the order of the ground, not of memory.
    struct Spot
    {
        Cell cell : kCellBits = 0;
        bool isSomewhere : 1 = false;
        Mark mark : 2 = Mark::None;
        Standing standing : 3 = Standing::OnRound;
    };
    static_assert(sizeof(Spot) == sizeof(std::uint64_t));

    [[nodiscard]] static Cell cellOf(geo::UnitPoint place)
    {
        constexpr std::int32_t kCells = 1 << kDeepest;
        const auto index = [](double part) {
            const auto cell = static_cast<std::int32_t>(part * kCells);
            return static_cast<Cell>(std::clamp(cell, 0, kCells - 1));
        };
        return index(place.x) | index(place.y) << kDeepest;
    }
    [[nodiscard]] static std::uint64_t columnOf(Cell cell) { return cell & kColumn; }
    [[nodiscard]] static std::uint64_t lineOf(Cell cell) { return cell >> kDeepest; }
    [[nodiscard]] static std::uint64_t keyOfCell(Cell cell);
    void move(std::uint32_t row);
    void moveOn();
    void sortArrivals();
    void merge();
    void sumUp();

    std::vector<Entry> m_entries; ///< ascending by key
    std::vector<Entry> m_spare;
    std::vector<Entry> m_arrivals;
    std::vector<std::uint32_t> m_arriving; ///< rows that had no entry at the last settle()
    std::vector<Spot> m_spots;             ///< by row
    std::vector<Tally> m_sums;             ///< of everything before each block of kBlock entries
    std::vector<std::uint32_t> m_alerts;
    bool m_isMoved = false;   ///< somebody is in another cell since the last settle()
    bool m_isChanged = false; ///< … or stands differently
    unsigned m_version = 0;
};

// Here, because they run for everybody every second.

/// Its spot is another one.
inline void FleetIndex::move(std::uint32_t row)
{
    m_isMoved = true;
    auto &spot = m_spots[row];
    if (spot.mark == Mark::InOrder) {
        spot.mark = Mark::Stale;
    } else if (spot.mark == Mark::None) {
        spot.mark = Mark::Arriving;
        m_arriving.push_back(row);
    }
}

inline void FleetIndex::put(std::uint32_t row, geo::UnitPoint place, Standing standing)
{
    auto &spot = m_spots[row];
    if (spot.standing != standing) {
        spot.standing = standing;
        m_isChanged = true;
    }
    const auto cell = cellOf(place);
    if (spot.isSomewhere && spot.cell == cell)
        return;
    spot.cell = cell & kWhole;
    spot.isSomewhere = true;
    move(row);
}

inline void FleetIndex::take(std::uint32_t row)
{
    if (!m_spots[row].isSomewhere)
        return;
    m_spots[row].isSomewhere = false;
    move(row);
}

} // namespace facteo::console
