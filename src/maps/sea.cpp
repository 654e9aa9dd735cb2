// SPDX-License-Identifier: Apache-2.0
#include "maps/sea_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace facteo::maps {
namespace {

/// A coast with so many built places in its sea, twice as many as on its land, was drawn the wrong way round.
constexpr std::size_t kContrary = 4;
/// Two loose ends that are closer than this part of the map's diagonal are a gap; others were cut off.
constexpr double kGap = 1.0 / 32;

Spot spotOf(WorldPoint point)
{
    return {.x = 2 * std::int64_t{point.x}, .y = 2 * std::int64_t{point.y}};
}

WorldPoint pointOf(Spot spot)
{
    const auto whole = [](std::int64_t half) {
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(half / 2, 0, UINT32_MAX));
    };
    return {.x = whole(spot.x), .y = whole(spot.y)};
}

double distance(Spot a, Spot b)
{
    return std::hypot(static_cast<double>(a.x - b.x), static_cast<double>(a.y - b.y));
}

double lengthOf(const CoastLine &coast)
{
    double length = 0;
    for (std::size_t i = 1; i < coast.points.size(); ++i)
        length += distance(coast.points[i - 1], coast.points[i]);
    return length;
}

bool turnsClockwise(const CoastLine &coast)
{
    double sum = 0;
    const auto &points = coast.points;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto &a = points[i];
        const auto &b = points[(i + 1) % points.size()];
        sum += static_cast<double>(a.x - points[0].x) * static_cast<double>(b.y - points[0].y) -
               static_cast<double>(b.x - points[0].x) * static_cast<double>(a.y - points[0].y);
    }
    return sum > 0;
}

double side(Spot a, Spot b, Spot p)
{
    return static_cast<double>(b.x - a.x) * static_cast<double>(p.y - a.y) -
           static_cast<double>(b.y - a.y) * static_cast<double>(p.x - a.x);
}

bool cross(Spot a, Spot b, Spot c, Spot d)
{
    return (side(a, b, c) > 0) != (side(a, b, d) > 0) && (side(c, d, a) > 0) != (side(c, d, b) > 0);
}

/// Leaves out the coasts with these numbers: how many.
std::size_t drop(std::vector<CoastLine> &coasts, const std::set<std::size_t> &numbers)
{
    std::vector<CoastLine> kept;
    for (std::size_t coast = 0; coast < coasts.size(); ++coast)
        if (!numbers.contains(coast))
            kept.push_back(std::move(coasts[coast]));
    coasts = std::move(kept);
    return numbers.size();
}

/// Leads the coasts that the extract has cut on to the edge of the map, and beyond it.
class LooseEnds
{
public:
    LooseEnds(const WorldRect &box, std::int64_t gridSide, std::vector<CoastLine> &coasts)
        : m_coasts(coasts), m_gridSide(gridSide), m_low(spotOf({.x = box.left, .y = box.top})),
          m_high(spotOf({.x = box.right, .y = box.bottom}))
    {
    }

    /// `middle` of the land: what is cut goes on away from it.
    void leadOn(Spot middle)
    {
        struct Lead
        {
            std::size_t coast;
            bool atEnd;
            Spot to;
        };
        std::vector<Lead> leads;
        for (std::size_t coast = 0; coast < m_coasts.size(); ++coast) {
            if (m_coasts[coast].closed)
                continue;
            for (const bool atEnd : {false, true}) {
                const auto end = atEnd ? m_coasts[coast].points.back() : m_coasts[coast].points.front();
                if (const auto to = outFrom(end, atEnd, middle))
                    leads.push_back({coast, atEnd, *to});
            }
        }
        for (const auto &[coast, atEnd, to] : leads) {
            auto &points = m_coasts[coast].points;
            points.insert(atEnd ? points.end() : points.begin(), to);
        }
    }

private:
    [[nodiscard]] std::optional<Spot> outFrom(Spot end, bool atEnd, Spot middle) const
    {
        // Near an edge: straight over it.
        const auto most = m_gridSide * 3 / 2;
        const std::array<std::pair<std::int64_t, Spot>, 4> edges{
            {{end.x - m_low.x, {.x = m_low.x - 2 * m_gridSide, .y = end.y}},
                {m_high.x - end.x, {.x = m_high.x + 2 * m_gridSide, .y = end.y}},
                {end.y - m_low.y, {.x = end.x, .y = m_low.y - 2 * m_gridSide}},
                {m_high.y - end.y, {.x = end.x, .y = m_high.y + 2 * m_gridSide}}}};
        const auto &nearest =
            *std::ranges::min_element(edges, {}, [](const auto &edge) { return edge.first; });
        if (nearest.first <= most)
            return nearest.second;
        if (hasPartner(end, atEnd))
            return std::nullopt;
        const double away = distance(end, middle);
        if (away == 0)
            return std::nullopt;
        const double reach = 2 * distance(m_low, m_high) / away;
        const auto led = [&](std::int64_t from, std::int64_t by) {
            return 2 * std::llround((static_cast<double>(from) + reach * static_cast<double>(by)) / 2);
        };
        const Spot to{.x = led(end.x, end.x - middle.x), .y = led(end.y, end.y - middle.y)};
        return meetsCoast(end, to) ? std::nullopt : std::optional(to);
    }

    /// Whether a coast begins (or ends) so near that this is a gap and no cut.
    [[nodiscard]] bool hasPartner(Spot end, bool atEnd) const
    {
        const double near = kGap * distance(m_low, m_high);
        return std::ranges::any_of(m_coasts, [&](const CoastLine &coast) {
            const auto other = atEnd ? coast.points.front() : coast.points.back();
            return !coast.closed && distance(end, other) < near;
        });
    }

    [[nodiscard]] bool meetsCoast(Spot from, Spot to) const
    {
        return std::ranges::any_of(m_coasts, [&](const CoastLine &coast) {
            const auto &points = coast.points;
            for (std::size_t i = 0; i + (coast.closed ? 0 : 1) < points.size(); ++i) {
                const auto next = points[(i + 1) % points.size()];
                if (points[i] != from && next != from && cross(from, to, points[i], next))
                    return true;
            }
            return false;
        });
    }

    std::vector<CoastLine> &m_coasts;
    std::int64_t m_gridSide;
    Spot m_low;
    Spot m_high;
};

/// Of two coasts that begin, or end, on one spot the shorter one was drawn backwards: how many were left out.
std::size_t dropBackwards(std::vector<CoastLine> &coasts)
{
    std::set<std::size_t> backwards;
    for (const bool atEnd : {false, true}) {
        std::map<Spot, std::size_t> longest;
        for (std::size_t coast = 0; coast < coasts.size(); ++coast) {
            if (coasts[coast].closed)
                continue;
            const auto &points = coasts[coast].points;
            const auto [found, isNew] = longest.try_emplace(atEnd ? points.back() : points.front(), coast);
            if (isNew)
                continue;
            const bool isLonger = lengthOf(coasts[coast]) > lengthOf(coasts[found->second]);
            backwards.insert(isLonger ? found->second : coast);
            if (isLonger)
                found->second = coast;
        }
    }
    return drop(coasts, backwards);
}

/// Rings of sea are as rare as islands drawn the wrong way round are common: such a ring is an island when
/// what is around it is sea by the coasts that reach from border to border. An island on their land is none.
/// How many were turned round or left out.
std::size_t judgeRings(const WorldRect &box, std::vector<CoastLine> &coasts)
{
    std::vector<CoastLine> open;
    std::ranges::copy_if(coasts, std::back_inserter(open), [](const CoastLine &c) { return !c.closed; });
    if (open.empty())
        return 0;
    SeaGrid grid(box, open);
    grid.flood({}, false);
    std::size_t turned = 0;
    std::set<std::size_t> onLand;
    for (std::size_t coast = 0; coast < coasts.size(); ++coast) {
        if (!coasts[coast].closed)
            continue;
        const auto around = grid.isSea(coasts[coast].points[0]);
        if (turnsClockwise(coasts[coast])) {
            if (around.value_or(false)) {
                std::ranges::reverse(coasts[coast].points);
                ++turned;
            }
        } else if (!around.value_or(true)) {
            onLand.insert(coast);
        }
    }
    return turned + drop(coasts, onLand);
}

/// Where coasts cross, the longest one stays: how many were left out.
std::size_t dropCrossing(const WorldRect &box, std::vector<CoastLine> &coasts)
{
    const SeaGrid grid(box, coasts);
    std::set<std::size_t> shorter;
    for (const auto &crossing : grid.crossings()) {
        const auto longest = *std::ranges::max_element(
            crossing, {}, [&](std::size_t coast) { return lengthOf(coasts[coast]); });
        std::ranges::copy_if(crossing, std::inserter(shorter, shorter.end()),
            [&](std::size_t coast) { return coast != longest; });
    }
    return drop(coasts, shorter);
}

/// Leaves out the coasts that have more built places in their sea than on their land: how many.
std::size_t dropContrary(const WorldRect &box, std::span<const Spot> land, std::vector<CoastLine> &coasts)
{
    SeaGrid grid(box, coasts);
    grid.flood(land, false);
    std::vector<std::pair<std::size_t, std::size_t>> votes(coasts.size()); // in the sea, on land
    for (const auto spot : land) {
        const bool inSea = grid.isSea(spot).value_or(false);
        for (const auto coast : grid.coastsBehind(spot))
            ++(inSea ? votes[coast].first : votes[coast].second);
    }
    std::set<std::size_t> contrary;
    for (std::size_t coast = 0; coast < coasts.size(); ++coast)
        if (const auto &[inSea, onLand] = votes[coast]; inSea >= kContrary && inSea > 2 * onLand)
            contrary.insert(coast);
    return drop(coasts, contrary);
}

Spot middleOf(std::span<const Spot> spots, const WorldRect &box)
{
    if (spots.empty())
        return {.x = std::int64_t{box.left} + box.right, .y = std::int64_t{box.top} + box.bottom};
    double x = 0;
    double y = 0;
    for (const auto spot : spots) {
        x += static_cast<double>(spot.x) / static_cast<double>(spots.size());
        y += static_cast<double>(spot.y) / static_cast<double>(spots.size());
    }
    return {.x = std::llround(x), .y = std::llround(y)};
}

} // namespace

Sea seaWithin(const WorldRect &box, std::vector<Coast> coasts, const std::vector<WorldPoint> &land)
{
    std::vector<CoastLine> lines;
    for (auto &coast : coasts) {
        CoastLine line{.points = {}, .closed = coast.closed};
        std::ranges::transform(coast.points, std::back_inserter(line.points), spotOf);
        lines.push_back(std::move(line));
        coast.points = {};
    }
    std::vector<Spot> built;
    std::ranges::transform(land, std::back_inserter(built), spotOf);

    Sea sea;
    sea.unreadable = dropBackwards(lines);
    LooseEnds(box, SeaGrid(box, {}).side(), lines).leadOn(middleOf(built, box));
    sea.unreadable += judgeRings(box, lines);
    sea.unreadable += dropCrossing(box, lines);
    sea.contrary = dropContrary(box, built, lines);
    SeaGrid grid(box, lines);
    grid.flood(built, true);
    sea.gaps = grid.loose();
    sea.unreadable += grid.crossings().size() + grid.droppedRings();
    for (const auto &ring : grid.rings()) {
        std::vector<WorldPoint> points;
        std::ranges::transform(ring, std::back_inserter(points), pointOf);
        const auto repeated = std::ranges::unique(points);
        points.erase(repeated.begin(), repeated.end());
        if (points.size() > 2)
            sea.rings.push_back(std::move(points));
    }
    return sea;
}

} // namespace facteo::maps
