// SPDX-License-Identifier: Apache-2.0
#include "maps/sea_grid.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace facteo::maps {
namespace {

constexpr std::int64_t kMostAlongASide = 256;
constexpr std::int64_t kLeastSide = 1 << 10; ///< halves of world units: 4.8 m at the equator
/// So many built places make a square land, whatever its neighbours say.
constexpr std::size_t kSurelyLand = 4;

std::int64_t evenNear(double value)
{
    return 2 * std::llround(value / 2);
}

/// Twice the area in squares of half units; positive when clockwise on a map with north on top.
double turn(std::span<const Spot> ring)
{
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto &a = ring[i];
        const auto &b = ring[(i + 1) % ring.size()];
        sum += static_cast<double>(a.x - ring[0].x) * static_cast<double>(b.y - ring[0].y) -
               static_cast<double>(b.x - ring[0].x) * static_cast<double>(a.y - ring[0].y);
    }
    return sum;
}

bool holds(std::span<const Spot> ring, Spot spot)
{
    bool inside = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto &a = ring[i];
        const auto &b = ring[(i + 1) % ring.size()];
        if ((a.y > spot.y) == (b.y > spot.y))
            continue;
        const double share = static_cast<double>(spot.y - a.y) / static_cast<double>(b.y - a.y);
        if (static_cast<double>(spot.x) < static_cast<double>(a.x) + share * static_cast<double>(b.x - a.x))
            inside = !inside;
    }
    return inside;
}

} // namespace

SeaGrid::SeaGrid(const WorldRect &box, std::span<const CoastLine> coasts) : m_coasts(coasts)
{
    const std::int64_t width = 2 * (std::int64_t{box.right} - box.left) + 2;
    const std::int64_t height = 2 * (std::int64_t{box.bottom} - box.top) + 2;
    m_origin = {.x = 2 * std::int64_t{box.left} - 1, .y = 2 * std::int64_t{box.top} - 1};
    m_side = kLeastSide;
    while (std::max(width, height) > m_side * kMostAlongASide)
        m_side *= 2;
    m_columns = (width + m_side - 1) / m_side;
    m_rows = (height + m_side - 1) / m_side;
    m_squares.resize(static_cast<std::size_t>(m_columns * m_rows));
    for (std::size_t coast = 0; coast < coasts.size(); ++coast)
        trace(coast);
    for (std::size_t square = 0; square < m_squares.size(); ++square)
        if (!m_squares[square].runs.empty())
            judge(square);
}

SeaGrid::Place SeaGrid::placeOf(Spot spot) const
{
    const auto floored = [this](std::int64_t away) { return (away < 0 ? away - m_side + 1 : away) / m_side; };
    return {.column = floored(spot.x - m_origin.x), .row = floored(spot.y - m_origin.y)};
}

std::optional<std::size_t> SeaGrid::squareAt(Place place) const
{
    if (place.column < 0 || place.row < 0 || place.column >= m_columns || place.row >= m_rows)
        return std::nullopt;
    return static_cast<std::size_t>(place.row * m_columns + place.column);
}

/// Beyond the northern, eastern, southern, western side: 0 … 3.
std::optional<std::size_t> SeaGrid::neighbour(std::size_t square, int side) const
{
    const auto column = static_cast<std::int64_t>(square) % m_columns + (side == 1) - (side == 3);
    const auto row = static_cast<std::int64_t>(square) / m_columns + (side == 2) - (side == 0);
    if (column < 0 || row < 0 || column >= m_columns || row >= m_rows)
        return std::nullopt;
    return static_cast<std::size_t>(row * m_columns + column);
}

Spot SeaGrid::cornerOf(std::size_t square) const
{
    return {.x = m_origin.x + static_cast<std::int64_t>(square) % m_columns * m_side,
        .y = m_origin.y + static_cast<std::int64_t>(square) / m_columns * m_side};
}

std::int64_t SeaGrid::along(std::size_t square, Spot spot) const
{
    const auto corner = cornerOf(square);
    if (spot.y == corner.y)
        return spot.x - corner.x;
    if (spot.x == corner.x + m_side)
        return m_side + spot.y - corner.y;
    if (spot.y == corner.y + m_side)
        return 3 * m_side - (spot.x - corner.x);
    return 4 * m_side - (spot.y - corner.y);
}

Spot SeaGrid::onBorder(std::size_t square, std::int64_t at) const
{
    const auto corner = cornerOf(square);
    const auto rest = at % m_side;
    switch (at / m_side % 4) {
    case 0:
        return {.x = corner.x + rest, .y = corner.y};
    case 1:
        return {.x = corner.x + m_side, .y = corner.y + rest};
    case 2:
        return {.x = corner.x + m_side - rest, .y = corner.y + m_side};
    default:
        return {.x = corner.x, .y = corner.y + m_side - rest};
    }
}

std::vector<Spot> SeaGrid::pointsOf(const Run &run) const
{
    std::vector<Spot> points;
    points.reserve(run.count + 2);
    if (run.entry)
        points.push_back(*run.entry);
    const auto &coast = m_coasts[run.coast].points;
    for (std::size_t i = 0; i < run.count; ++i)
        points.push_back(coast[(run.first + i) % coast.size()]);
    if (run.exit)
        points.push_back(*run.exit);
    return points;
}

void SeaGrid::endRun(Place place, const Run &run)
{
    if (const auto square = squareAt(place))
        m_squares[*square].runs.push_back(run);
}

/// Cuts the coast into runs, square by square.
void SeaGrid::trace(std::size_t coast)
{
    const auto &[points, closed] = m_coasts[coast];
    Run run{.coast = coast, .first = 0, .count = 1, .entry = {}, .exit = {}};
    auto place = placeOf(points[0]);
    const auto firstSquare = squareAt(place);
    const std::size_t before = firstSquare ? m_squares[*firstSquare].runs.size() : 0;
    const std::size_t segments = closed ? points.size() : points.size() - 1;
    for (std::size_t i = 0; i < segments; ++i) {
        const auto next = (i + 1) % points.size();
        tracePiece(run, place, points[i], points[next], next);
        if (next != 0)
            ++run.count;
    }
    if (!closed || run.isRing()) {
        endRun(place, run);
        return;
    }
    // Round again: the last run goes on as the first one.
    if (!firstSquare)
        return;
    auto &first = m_squares[*firstSquare].runs[before];
    first.entry = run.entry;
    first.count += run.count;
    first.first = run.first;
}

/// Follows the coast from one of its points to the next, from square to neighbouring square. A coast that
/// hits a corner passes beside it.
void SeaGrid::tracePiece(Run &run, Place &place, Spot from, Spot to, std::size_t nextPoint)
{
    const auto end = placeOf(to);
    while (place != end) {
        const auto line = [&](std::int64_t origin, std::int64_t now, std::int64_t then) {
            return origin + (then > now ? now + 1 : now) * m_side;
        };
        const auto share = [](std::int64_t a, std::int64_t b, std::int64_t at) {
            return static_cast<double>(at - a) / static_cast<double>(b - a);
        };
        const auto crossing = [&](double part, std::int64_t a, std::int64_t b, std::int64_t low) {
            const auto at = evenNear(static_cast<double>(a) + part * static_cast<double>(b - a));
            return std::clamp(at, low + 1, low + m_side - 1);
        };
        const auto x = line(m_origin.x, place.column, end.column);
        const auto y = line(m_origin.y, place.row, end.row);
        const double shareX = place.column == end.column ? 2 : share(from.x, to.x, x);
        const double shareY = place.row == end.row ? 2 : share(from.y, to.y, y);
        Spot at;
        const auto left = place;
        if (shareX <= shareY) {
            at = {.x = x, .y = crossing(shareX, from.y, to.y, m_origin.y + place.row * m_side)};
            place.column += end.column > place.column ? 1 : -1;
        } else {
            at = {.x = crossing(shareY, from.x, to.x, m_origin.x + place.column * m_side), .y = y};
            place.row += end.row > place.row ? 1 : -1;
        }
        run.exit = at;
        endRun(left, run);
        run = {.coast = run.coast, .first = nextPoint, .count = 0, .entry = at, .exit = {}};
    }
}

/// Brings the events into turn where two stand on one spot. False when the coasts cross or contradict.
bool SeaGrid::putInTurn(std::vector<Event> &events) const
{
    std::ranges::sort(events, {}, &Event::at);
    for (std::size_t i = 1; i + 1 < events.size(); ++i)
        if (events[i].entry == events[i - 1].entry && events[i].at == events[i + 1].at)
            std::swap(events[i], events[i + 1]);
    for (std::size_t i = 0; i < events.size(); ++i)
        if (events[i].entry == events[(i + 1) % events.size()].entry)
            return false;
    return true;
}

void SeaGrid::judge(std::size_t square)
{
    auto &[cover, runs, events, borderIsSea, origin] = m_squares[square];
    cover = Cover::Coast;
    origin = square;
    double largest = 0;
    for (std::size_t r = 0; r < runs.size(); ++r) {
        const auto &run = runs[r];
        if (run.isRing() && m_coasts[run.coast].closed) {
            // An island, or a sea of its own: what the largest one is not, the border is.
            if (const double area = turn(pointsOf(run)); std::abs(area) > std::abs(largest))
                largest = area;
            continue;
        }
        if (!run.entry || !run.exit) {
            ++m_loose;
            cover = Cover::Broken;
            continue;
        }
        events.push_back({.at = along(square, *run.entry), .entry = true, .run = r});
        events.push_back({.at = along(square, *run.exit), .entry = false, .run = r});
    }
    borderIsSea = largest < 0;
    if (cover == Cover::Broken)
        return;
    if (!events.empty() && !putInTurn(events)) {
        m_crossed.push_back(square);
        cover = Cover::Broken;
        return;
    }
    dropContraryRings(m_squares[square]);
}

/// An island on land, or a sea in the sea.
void SeaGrid::dropContraryRings(Square &square)
{
    if (square.events.empty())
        return;
    const auto dropped = std::erase_if(square.runs, [&](const Run &run) {
        if (!run.isRing())
            return false;
        const auto ring = pointsOf(run);
        bool inSea = false;
        for (const auto &outline : outlines(square))
            inSea = inSea != holds(outline, ring[0]);
        return inSea != (turn(ring) < 0);
    });
    m_droppedRings += dropped;
    if (dropped == 0)
        return;
    // The numbers of the runs have changed.
    for (auto &event : square.events)
        for (std::size_t r = 0; r < square.runs.size(); ++r)
            if (const auto &run = square.runs[r];
                !run.isRing() && along(square.origin, event.entry ? *run.entry : *run.exit) == event.at)
                event.run = r;
}

/// Between an exit and the next entry, clockwise, the border is sea.
bool SeaGrid::isSeaAt(const Square &square, std::int64_t at) const
{
    if (square.events.empty())
        return square.borderIsSea;
    const auto next = std::ranges::upper_bound(square.events, at, {}, &Event::at);
    return next == square.events.end() ? square.events.front().entry : next->entry;
}

/// The sea's rings inside of a square with events, without islands.
std::vector<std::vector<Spot>> SeaGrid::outlines(const Square &square) const
{
    std::vector<std::vector<Spot>> rings;
    const auto &events = square.events;
    std::vector<bool> used(square.runs.size());
    for (std::size_t begin = 0; begin < events.size(); ++begin) {
        if (!events[begin].entry || used[events[begin].run])
            continue;
        std::vector<Spot> ring;
        for (auto at = begin; !used[events[at].run];) {
            used[events[at].run] = true;
            const auto points = pointsOf(square.runs[events[at].run]);
            ring.insert(ring.end(), points.begin(), points.end());
            const auto exit = static_cast<std::size_t>(std::ranges::find_if(events, [&](const Event &e) {
                return !e.entry && e.run == events[at].run;
            }) - events.begin());
            const auto next = (exit + 1) % events.size();
            // Clockwise along the border to the next entry, round the corners between.
            const auto from = events[exit].at;
            const auto to = events[next].at + (next <= exit ? 4 * m_side : 0);
            for (auto corner = (from / m_side + 1) * m_side; corner < to; corner += m_side)
                ring.push_back(onBorder(square.origin, corner % (4 * m_side)));
            at = next;
        }
        rings.push_back(std::move(ring));
    }
    return rings;
}

bool SeaGrid::isSeaInside(const Square &square, Spot spot) const
{
    bool inSea = square.events.empty() && square.borderIsSea;
    for (const auto &outline : outlines(square))
        inSea = inSea != holds(outline, spot);
    for (const auto &run : square.runs)
        if (run.isRing() && holds(pointsOf(run), spot))
            inSea = !inSea;
    return inSea;
}

std::optional<bool> SeaGrid::isSea(Spot spot) const
{
    const auto square = squareAt(placeOf(spot));
    if (!square)
        return std::nullopt;
    const auto &there = m_squares[*square];
    if (there.cover == Cover::Unknown || there.cover == Cover::Broken)
        return std::nullopt;
    return there.cover == Cover::Sea || (there.cover == Cover::Coast && isSeaInside(there, spot));
}

std::vector<std::size_t> SeaGrid::coastsIn(std::size_t square) const
{
    std::vector<std::size_t> coasts;
    for (const auto &run : m_squares[square].runs)
        coasts.push_back(run.coast);
    std::ranges::sort(coasts);
    const auto repeated = std::ranges::unique(coasts);
    coasts.erase(repeated.begin(), repeated.end());
    return coasts;
}

std::vector<std::size_t> SeaGrid::coastsBehind(Spot spot) const
{
    const auto square = squareAt(placeOf(spot));
    if (!square || m_squares[*square].cover == Cover::Unknown)
        return {};
    return coastsIn(m_squares[*square].origin);
}

std::vector<std::vector<std::size_t>> SeaGrid::crossings() const
{
    std::vector<std::vector<std::size_t>> all;
    all.reserve(m_crossed.size());
    for (const auto square : m_crossed)
        all.push_back(coastsIn(square));
    return all;
}

void SeaGrid::flood(std::span<const Spot> land, bool fromLand)
{
    for (auto &square : m_squares)
        if (square.cover == Cover::Sea || square.cover == Cover::Land)
            square.cover = Cover::Unknown;
    std::vector<std::size_t> frontier;
    if (fromLand) {
        std::unordered_map<std::size_t, std::size_t> built;
        for (const auto spot : land)
            if (const auto square = squareAt(placeOf(spot));
                square && m_squares[*square].cover == Cover::Unknown && ++built[*square] == kSurelyLand)
                frontier.push_back(*square);
        for (const auto square : frontier) {
            m_squares[square].cover = Cover::Land;
            m_squares[square].origin = square;
        }
    }
    for (const auto wanted : {Cover::Land, Cover::Sea})
        for (std::size_t square = 0; square < m_squares.size(); ++square)
            for (int side = 0; m_squares[square].cover == Cover::Coast && side < 4; ++side) {
                const auto next = neighbour(square, side);
                const bool sea = isSeaAt(m_squares[square], side * m_side);
                if (!next || m_squares[*next].cover != Cover::Unknown || sea != (wanted == Cover::Sea))
                    continue;
                m_squares[*next].cover = wanted;
                m_squares[*next].origin = square;
                frontier.push_back(*next);
            }
    std::ranges::stable_partition(
        frontier, [this](std::size_t square) { return m_squares[square].cover == Cover::Land; });
    spread(std::move(frontier));
}

/// Step by step, so that the nearest decides; land before the sea where both are as near.
void SeaGrid::spread(std::vector<std::size_t> frontier)
{
    while (!frontier.empty()) {
        std::vector<std::size_t> next;
        for (const auto square : frontier)
            for (int side = 0; side < 4; ++side) {
                const auto beside = neighbour(square, side);
                if (!beside || m_squares[*beside].cover != Cover::Unknown)
                    continue;
                m_squares[*beside].cover = m_squares[square].cover;
                m_squares[*beside].origin = m_squares[square].origin;
                next.push_back(*beside);
            }
        // What came from land stands in front, because it did in the frontier.
        frontier = std::move(next);
    }
}

} // namespace facteo::maps
