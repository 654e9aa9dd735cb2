// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_cells.h"

#include <QtMath>
#include <algorithm>
#include <cmath>

namespace facteo::console {
namespace {

/// The largest a cell gets on the screen; half a level further they are half as large.
constexpr double kLargestUnits = 90.6;
/// A block has so many cells in a row.
constexpr double kBlockCells = 4;
/// Two dots nearer than this lie upon each other.
constexpr double kApartUnits = 13;
/// So many pairs of a cell may, and in a cell that was dots.
constexpr int kMostPairs = 1;
constexpr int kPairsUntil = 3;

using Corners = std::array<QPointF, 4>;

/// Separating axes: those of the rectangle and the normals of the quadrangle's sides.
bool touches(const Corners &corners, const QRectF &box)
{
    const auto [left, right] = std::ranges::minmax(corners, {}, &QPointF::x);
    const auto [top, bottom] = std::ranges::minmax(corners, {}, &QPointF::y);
    if (box.right() <= left.x() || box.left() >= right.x() || box.bottom() <= top.y() ||
        box.top() >= bottom.y())
        return false;
    const std::array boxCorners{box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()};
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const QPointF from = corners[i];
        const QPointF side = corners[(i + 1) % corners.size()] - from;
        // The corners go clockwise on the screen: everything inside is on the positive side.
        const auto isOutside = [&](QPointF point) {
            return side.x() * (point.y() - from.y()) - side.y() * (point.x() - from.x()) <= 0;
        };
        if (std::ranges::all_of(boxCorners, isOutside))
            return false;
    }
    return true;
}

/// How large a cell is on the screen for one unit of its side: a tilted view makes it flat and wide. Where it
/// is nearest: the middle of a large cell may be at the horizon while the screen shows a corner of it.
double meanScale(const Camera &camera, const QRectF &box)
{
    const QPointF nearest(std::clamp(0.0, box.left(), box.right()), std::clamp(0.0, box.top(), box.bottom()));
    const double scale = camera.scaleAt(nearest);
    return scale * std::sqrt(scale * std::cos(qDegreesToRadians(camera.tilt)));
}

} // namespace

void Singles::clear()
{
    m_places.clear();
}

void Singles::add(const FleetIndex &index, std::uint32_t row)
{
    m_places.push_back(index.placeOf(row));
}

void Singles::arrange()
{
    std::ranges::sort(m_places);
    const auto doubles = std::ranges::unique(m_places);
    m_places.erase(doubles.begin(), doubles.end());
}

bool Singles::contains(const FleetIndex &index, std::uint32_t row) const
{
    return std::ranges::binary_search(m_places, index.placeOf(row));
}

std::span<const std::uint32_t> Singles::in(FleetIndex::Run run) const
{
    const auto first = std::ranges::lower_bound(m_places, run.first);
    const auto last = std::ranges::lower_bound(first, m_places.end(), run.last);
    return {first, last};
}

struct FleetCells::Look
{
    const FleetIndex &index;
    const FleetPoints &points;
    const Singles &singles;
    const Camera &camera;
    Corners screen;
    Corners wide;

    [[nodiscard]] int pairsIn(const FleetCell &cell) const;
};

/// How many pairs of a cell with few people would lie upon each other as dots.
int FleetCells::Look::pairsIn(const FleetCell &cell) const
{
    const double scale = meanScale(camera, onPlane(camera, cell.firstKey, cell.level));
    const double apart = kApartUnits / std::max(scale, 1e-6) / camera.worldUnits();
    const auto alone = singles.in(cell.run);
    const auto isDot = [&](std::uint32_t place) { return !std::ranges::binary_search(alone, place); };
    int pairs = 0;
    for (auto one = cell.run.first; one < cell.run.last; ++one) {
        for (auto other = one + 1; other < cell.run.last; ++other) {
            const auto a = points.position[index.row(one)];
            const auto b = points.position[index.row(other)];
            const bool isNear = std::hypot(a.x - b.x, a.y - b.y) < apart;
            pairs += isNear && isDot(one) && isDot(other) ? 1 : 0;
        }
    }
    return pairs;
}

QRectF FleetCells::onPlane(const Camera &camera, std::uint64_t firstKey, int level)
{
    constexpr double kCells = 1 << FleetIndex::kDeepest;
    const double part = 1.0 / static_cast<double>(std::uint64_t{1} << level);
    const geo::UnitPoint corner{FleetIndex::column(firstKey) / kCells, FleetIndex::line(firstKey) / kCells};
    // By its middle, because a corner's nearest copy may be on the other side of the world.
    const QPointF middle = camera.toPlane({corner.x + part / 2, corner.y + part / 2});
    const double side = part * camera.worldUnits();
    return {middle.x() - side / 2, middle.y() - side / 2, side, side};
}

void FleetCells::look(const FleetIndex &index, const FleetPoints &points, const Singles &singles,
    const Camera &camera, double reach)
{
    std::swap(m_cells, m_before);
    m_cells.clear();
    const Look look{index, points, singles, camera, camera.visibleCorners(), camera.visibleCorners(reach)};
    // Small enough that each has one nearest copy as a whole, wherever the world is cut open.
    constexpr int kFirstLevel = 3;
    for (std::uint64_t cell = 0; cell < std::uint64_t{1} << (2 * kFirstLevel); ++cell) {
        const auto firstKey = cell * FleetIndex::keysIn(kFirstLevel);
        visit(look, firstKey, kFirstLevel, index.cell(index.all(), firstKey, kFirstLevel));
    }
}

void FleetCells::visit(const Look &look, std::uint64_t firstKey, int level, FleetIndex::Run run,
    std::optional<std::uint32_t> around)
{
    if (run.size() == 0)
        return;
    const QRectF box = onPlane(look.camera, firstKey, level);
    if (!touches(look.wide, box))
        return;
    const double scale = meanScale(look.camera, box);
    const double units = box.width() * scale;
    if (!around && scale > 0 && units <= kBlockCells * kLargestUnits)
        around = run.size();
    if (run.size() <= kAlwaysDots || (scale > 0 && units <= kLargestUnits) || level == FleetIndex::kDeepest) {
        enter(look, {.firstKey = firstKey,
                        .level = level,
                        .inSight = touches(look.screen, box),
                        .run = run,
                        .tally = look.index.tally(run),
                        .around = around.value_or(run.size())});
        return;
    }
    for (std::uint64_t quarter = 0; quarter < 4; ++quarter) {
        const auto first = firstKey + quarter * FleetIndex::keysIn(level + 1);
        visit(look, first, level + 1, look.index.cell(run, first, level + 1), around);
    }
}

void FleetCells::enter(const Look &look, FleetCell cell)
{
    for (std::size_t i = kStandings; i-- > 0;) {
        if (cell.tally.counts[i] == 0)
            continue;
        cell.worst = static_cast<Standing>(i);
        break;
    }
    for (const auto place : look.singles.in(cell.run))
        cell.tally.take(look.index.standing(place), look.index.key(place));
    cell.crowding = crowdingOf(look, cell);
    if (cell.inSight || cell.crowding == Crowding::Dots)
        m_cells.push_back(cell);
}

Crowding FleetCells::crowdingOf(const Look &look, const FleetCell &cell) const
{
    const auto known = std::ranges::lower_bound(m_before, cell.firstKey, {}, &FleetCell::firstKey);
    const auto was = [&](Crowding crowding) {
        return known != m_before.end() && *known == cell && known->crowding == crowding;
    };
    const auto count = cell.tally.total();
    if (count >= kShadeFrom || (count >= kShadeUntil && was(Crowding::Shade)))
        return Crowding::Shade;
    if (count > kDotsUntil || (count > kMostDots && !was(Crowding::Dots)))
        return Crowding::Bubble;
    if (count <= kAlwaysDots)
        return Crowding::Dots;
    const int most = was(Crowding::Dots) ? kPairsUntil : kMostPairs;
    return look.pairsIn(cell) <= most ? Crowding::Dots : Crowding::Bubble;
}

} // namespace facteo::console
