// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/camera.h"
#include "console/map/fleet_index.h"

#include <QRectF>
#include <optional>
#include <span>

namespace facteo::console {

/// How the people of a cell are shown.
enum class Crowding : std::uint8_t {
    Dots,   ///< few: one by one
    Bubble, ///< a circle with their number
    Shade,  ///< so many that where they are is shown as a shading, with their number on it
};

/// A cell of the ground and whoever is in it.
struct FleetCell
{
    std::uint64_t firstKey = 0;
    int level = 0;
    Crowding crowding = Crowding::Dots;
    bool inSight = false; ///< the screen shows at least a part of it
    FleetIndex::Run run;
    FleetIndex::Tally tally;            ///< of whoever is not shown by himself in any case
    Standing worst = Standing::OnRound; ///< of everybody in it
    std::uint32_t around = 0;           ///< how many are in the block of sixteen cells that it belongs to

    bool operator==(const FleetCell &other) const
    {
        return firstKey == other.firstKey && level == other.level;
    }
};

/// Those who are shown by themselves however many others are around: in alert, selected, searched for.
class Singles
{
public:
    void clear();
    /// Precondition: the index contains the row.
    void add(const FleetIndex &index, std::uint32_t row);
    /// After the last add().
    void arrange();

    [[nodiscard]] bool contains(const FleetIndex &index, std::uint32_t row) const;
    /// Their places within a run.
    [[nodiscard]] std::span<const std::uint32_t> in(FleetIndex::Run run) const;
    [[nodiscard]] std::span<const std::uint32_t> places() const { return m_places; }

private:
    std::vector<std::uint32_t> m_places; ///< ascending, each once
};

/// Divides what a camera sees into cells of about 64 units on the screen and says how each is to be shown.
///
/// The answer follows from how many are in the cell, whatever the zoom. The cells are the ground's: moving
/// the map changes nothing about them, and whoever changes between two ways at a limit does so with a
/// hysteresis.
class FleetCells
{
public:
    /// Up to so many are dots, unless they lie upon each other; in a cell that was dots, two more are.
    static constexpr std::uint32_t kMostDots = 4;
    static constexpr std::uint32_t kDotsUntil = 6;
    /// Two are dots in any case.
    static constexpr std::uint32_t kAlwaysDots = 2;
    /// From so many on a cell is shaded; one that is stays so until there are fewer than the second.
    static constexpr std::uint32_t kShadeFrom = 160;
    static constexpr std::uint32_t kShadeUntil = 120;

    /// `reach`: so many units outside of the screen dots are wanted, too, because they may glide in.
    void look(const FleetIndex &index, const FleetPoints &points, const Singles &singles,
        const Camera &camera, double reach);
    [[nodiscard]] const std::vector<FleetCell> &all() const { return m_cells; }

    /// A cell's place on the camera's plane, units.
    [[nodiscard]] static QRectF onPlane(const Camera &camera, std::uint64_t firstKey, int level);

private:
    struct Look;
    void visit(const Look &look, std::uint64_t firstKey, int level, FleetIndex::Run run,
        std::optional<std::uint32_t> around = {});
    void enter(const Look &look, FleetCell cell);
    [[nodiscard]] Crowding crowdingOf(const Look &look, const FleetCell &cell) const;

    std::vector<FleetCell> m_cells; ///< ascending by firstKey
    std::vector<FleetCell> m_before;
};

} // namespace facteo::console
