// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_layout.h"

#include <QtMath>
#include <algorithm>
#include <cmath>
#include <limits>

namespace facteo::console {
namespace {

constexpr double kEdgeUnits = 40; ///< dots that far outside still reach in
/// Whoever is looked at closely is where he was last heard of after that long.
constexpr std::int64_t kSingleGlideMs = 1'000;
constexpr std::int64_t kWholeGlide = std::numeric_limits<std::int64_t>::max();
/// A way of less than this is no movement on the screen.
constexpr double kLeastWayUnits = 0.3;

bool isAlert(DotState state)
{
    return state == DotState::Alert || state == DotState::AlertInHand;
}

} // namespace

struct FleetLayout::Scene
{
    const FleetPoints &points;
    const FleetIndex &index;
    const Camera &camera;
    const FleetLook &look;
    QRectF screen; ///< with what reaches in from outside
};

const FleetPicture &FleetLayout::layOut(FleetFeed &feed, const FleetLook &look)
{
    m_picture.clear();
    if (look.camera.size.isEmpty())
        return m_picture;
    const auto &index = feed.index();
    resolve(feed, index, look);
    const Scene scene{.points = feed.points(),
        .index = index,
        .camera = look.camera,
        .look = look,
        .screen =
            QRectF(QPointF(), look.camera.size).adjusted(-kEdgeUnits, -kEdgeUnits, kEdgeUnits, kEdgeUnits)};
    const double glide = look.glides ? kLongestGlide * look.camera.worldUnits() : 0;
    m_cells.look(index, scene.points, m_singles, look.camera, kEdgeUnits + glide);
    // Below those of whom a position is known.
    if (look.roundMarks)
        addRoundMarks(scene, feed.byRound());
    for (const auto &cell : m_cells.all()) {
        if (cell.crowding == Crowding::Dots)
            addDots(scene, cell);
        else
            addCrowd(m_picture, cell, look.camera, index);
    }
    const auto ordinary = m_picture.seen.size();
    addSingles(scene);
    m_names.add(m_picture, scene.points, m_picture.seen.size() - ordinary, m_selected, look.labels);
    if (m_selected) {
        addAccuracy(scene);
        addTrail(scene, feed.trail);
    }
    return m_picture;
}

/// Who is shown by himself, and in what order: searched for, alert in hand, alert, selected.
void FleetLayout::resolve(const FleetFeed &feed, const FleetIndex &index, const FleetLook &look)
{
    if (m_rowsVersion == feed.rowsVersion() && m_indexVersion == index.version() &&
        m_selectedId == look.selected && m_soughtIds == look.sought)
        return;
    if (m_rowsVersion != feed.rowsVersion())
        m_names.forget();
    if (m_rowsVersion != feed.rowsVersion() || m_soughtIds != look.sought) {
        m_sought.clear();
        for (const auto &id : look.sought)
            if (const auto row = feed.rowOf(id))
                m_sought.push_back(*row);
        std::ranges::sort(m_sought);
        const auto doubles = std::ranges::unique(m_sought);
        m_sought.erase(doubles.begin(), doubles.end());
    }
    m_rowsVersion = feed.rowsVersion();
    m_indexVersion = index.version();
    m_selectedId = look.selected;
    m_soughtIds = look.sought;
    m_selected = look.selected.isEmpty() ? std::nullopt : feed.rowOf(look.selected);

    m_singles.clear();
    m_singleRows.clear();
    const auto add = [&](std::uint32_t row) {
        m_singles.add(index, row);
        m_singleRows.push_back(row);
    };
    const auto &state = feed.points().state;
    for (const auto row : m_sought)
        if (index.contains(row) && !isAlert(state[row]) && row != m_selected)
            add(row);
    for (const auto wanted : {DotState::AlertInHand, DotState::Alert})
        for (const auto row : index.alerts())
            if (state[row] == wanted && row != m_selected)
                add(row);
    if (m_selected && index.contains(*m_selected))
        add(*m_selected);
    m_singles.arrange();
}

void FleetLayout::addDots(const Scene &scene, const FleetCell &cell)
{
    const auto singles = m_singles.in(cell.run);
    for (auto place = cell.run.first; place < cell.run.last; ++place)
        if (singles.empty() || !std::ranges::binary_search(singles, place))
            addPostman(scene, scene.index.row(place), false, cell.around);
}

void FleetLayout::addSingles(const Scene &scene)
{
    for (const auto row : m_singleRows)
        addPostman(scene, row, true, 0);
}

void FleetLayout::addPostman(const Scene &scene, std::uint32_t row, bool isSingle, std::uint32_t around)
{
    const auto &points = scene.points;
    const auto atMostMs = !scene.look.glides ? 0 : isSingle ? kSingleGlideMs : kWholeGlide;
    const auto at = scene.camera.toScreen(points.placeAt(row, scene.look.now, atMostMs));
    if (!at || !scene.screen.contains(*at))
        return;
    addDot(scene, row, *at, around);
    const double part = points.glided(row, scene.look.now, atMostMs);
    if (part >= 1)
        return;
    const auto plane = scene.camera.toPlane(points.position[row]);
    const auto way = (plane - scene.camera.toPlane(points.from(row))) * scene.camera.scaleAt(plane);
    const double units = std::hypot(way.x(), way.y());
    const auto lengthMs = static_cast<double>(std::min<std::int64_t>(points.glide[row].ms, atMostMs));
    if (units * (1 - part) > kLeastWayUnits)
        m_picture.fastest = std::max(m_picture.fastest, units * 1'000 / lengthMs);
}

void FleetLayout::addDot(const Scene &scene, std::uint32_t row, QPointF at, std::uint32_t around)
{
    const auto &points = scene.points;
    const auto state = points.state[row];
    const auto freshness = points.freshness[row];
    const auto x = static_cast<float>(at.x());
    const auto y = static_cast<float>(at.y());
    const auto draw = [&](Sprite sprite, float turn = 0) {
        m_picture.dots.push_back({.x = x, .y = y, .turn = turn, .sprite = sprite});
    };
    m_picture.seen.push_back({row, x, y, isAlert(state), around});
    if (state == DotState::Alert)
        m_picture.halos.push_back({.x = x, .y = y, .sprite = Sprite::Halo});
    if (row == m_selected)
        draw(Sprite::Selected);
    else if (std::ranges::binary_search(m_sought, row))
        draw(Sprite::Sought);
    const float heading = points.headingDegrees[row];
    if (freshness == Freshness::Fresh && !isAlert(state) && !std::isnan(heading)) {
        const double turn = qDegreesToRadians(static_cast<double>(heading) - scene.camera.bearing);
        draw(Sprite::Heading, static_cast<float>(turn));
    }
    draw(spriteFor(state, freshness));
    if (points.exercise[row])
        draw(Sprite::Exercise);
}

void FleetLayout::addRoundMarks(const Scene &scene, const FleetIndex &byRound)
{
    m_roundCells.look(byRound, scene.points, Singles(), scene.camera, kEdgeUnits);
    for (const auto &cell : m_roundCells.all()) {
        if (cell.crowding != Crowding::Dots) {
            addRoundCrowd(m_picture, cell, scene.camera);
            continue;
        }
        for (auto place = cell.run.first; place < cell.run.last; ++place)
            if (!isLookedFor(byRound.row(place)))
                addRoundMark(scene, byRound.row(place), cell.around);
    }
    // Counted or not, they have marks of their own.
    for (const auto row : m_sought)
        if (byRound.contains(row) && row != m_selected)
            addRoundMark(scene, row, 0);
    if (m_selected && byRound.contains(*m_selected))
        addRoundMark(scene, *m_selected, 0);
}

bool FleetLayout::isLookedFor(std::uint32_t row) const
{
    return row == m_selected || std::ranges::binary_search(m_sought, row);
}

void FleetLayout::addRoundMark(const Scene &scene, std::uint32_t row, std::uint32_t around)
{
    const auto at = scene.camera.toScreen(scene.points.position[row]);
    if (!at || !scene.screen.contains(*at))
        return;
    const auto x = static_cast<float>(at->x());
    const auto y = static_cast<float>(at->y());
    if (isLookedFor(row))
        m_picture.dots.push_back(
            {.x = x, .y = y, .sprite = row == m_selected ? Sprite::Selected : Sprite::Sought});
    const bool isWorking = scene.points.freshness[row] != Freshness::Lost;
    m_picture.dots.push_back(
        {.x = x, .y = y, .sprite = isWorking ? Sprite::RoundMark : Sprite::RoundMarkFaded});
    m_picture.seen.push_back({row, x, y, false, around});
}

void FleetLayout::addAccuracy(const Scene &scene)
{
    const auto row = *m_selected;
    const auto metres = static_cast<double>(scene.points.accuracyMetres[row]);
    if (metres <= 0 || !scene.index.contains(row))
        return;
    const auto middle = scene.points.placeAt(row, scene.look.now, scene.look.glides ? kSingleGlideMs : 0);
    const double radius = metres / geo::metresPerUnit(geo::fromUnit(middle).latDegrees());
    // Smaller than the dot it says nothing.
    if (radius * scene.camera.worldUnits() < 18)
        return;
    constexpr int kCorners = 72;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2 * M_PI * i / kCorners;
        const auto at =
            scene.camera.toScreen({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
        if (!at)
            return m_picture.accuracy.clear();
        m_picture.accuracy.push_back(*at);
    }
}

void FleetLayout::addTrail(const Scene &scene, const std::vector<geo::UnitPoint> &trail)
{
    auto &line = m_picture.trail;
    auto &ends = m_picture.trailEnds;
    std::size_t begin = 0;
    const auto end = [&] {
        if (line.size() - begin >= 2)
            ends.push_back(line.size());
        else
            line.resize(begin);
        begin = line.size();
    };
    for (const auto point : trail) {
        const auto at = scene.camera.toScreen(point);
        if (!at)
            end();
        else if (line.size() == begin ||
                 std::hypot(line.back().x() - at->x(), line.back().y() - at->y()) > 1.5)
            line.push_back(*at);
    }
    end();
}

} // namespace facteo::console
