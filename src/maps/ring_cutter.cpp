// SPDX-License-Identifier: Apache-2.0
#include "maps/ring_cutter.h"

#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace facteo::maps {
namespace {

using Ring = std::vector<WorldPoint>;
using Rings = std::vector<Ring>;

/// A cut along one line. On each side of it the rings fall into chains from one crossing to another; the
/// crossings, sorted along the line, are in pairs the ends of what is inside.
class Cut
{
public:
    /// `vertical`: along x = at, else along y = at. Points on the line count to its far side.
    Cut(const Rings &rings, bool vertical, std::uint32_t at) : m_vertical(vertical), m_at(at)
    {
        for (const auto &ring : rings)
            divide(ring);
        std::vector<std::size_t> order(m_crossings.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::ranges::stable_sort(order, {}, [this](std::size_t i) { return m_crossings[i].along; });
        for (std::size_t i = 0; i + 1 < order.size(); i += 2) {
            m_crossings[order[i]].partner = order[i + 1];
            m_crossings[order[i + 1]].partner = order[i];
        }
        join(m_near);
        join(m_far);
    }

    Rings near;
    Rings far;

private:
    struct Crossing
    {
        std::uint32_t along = 0;
        std::size_t partner = 0;
        std::size_t nearChain = 0;
        std::size_t farChain = 0;
    };
    struct Chain
    {
        Ring points;
        std::size_t begin = 0; ///< crossings
        std::size_t end = 0;
    };

    [[nodiscard]] bool isFar(WorldPoint point) const { return (m_vertical ? point.x : point.y) >= m_at; }

    [[nodiscard]] WorldPoint onLine(WorldPoint a, WorldPoint b) const
    {
        const double from = m_vertical ? a.x : a.y;
        const double to = m_vertical ? b.x : b.y;
        const double share = (m_at - from) / (to - from);
        const double along = m_vertical ? std::lerp(double(a.y), double(b.y), share)
                                        : std::lerp(double(a.x), double(b.x), share);
        const auto rounded = static_cast<std::uint32_t>(std::llround(along));
        return m_vertical ? WorldPoint{.x = m_at, .y = rounded} : WorldPoint{.x = rounded, .y = m_at};
    }

    void divide(const Ring &ring)
    {
        // From a point after which the ring crosses the line, so that every chain is whole.
        std::size_t first = 0;
        while (first < ring.size() && isFar(ring[first]) == isFar(ring[(first + 1) % ring.size()]))
            ++first;
        if (first == ring.size()) {
            (isFar(ring[0]) ? far : near).push_back(ring);
            return;
        }
        const auto firstCrossing = m_crossings.size();
        Chain chain;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto from = ring[(first + i) % ring.size()];
            const auto to = ring[(first + i + 1) % ring.size()];
            if (i > 0)
                chain.points.push_back(from);
            if (isFar(from) == isFar(to))
                continue;
            const auto at = onLine(from, to);
            if (i > 0) {
                chain.points.push_back(at);
                chain.end = m_crossings.size();
                add(std::move(chain), isFar(from));
            }
            chain = {.points = {at}, .begin = m_crossings.size(), .end = 0};
            m_crossings.push_back({.along = m_vertical ? at.y : at.x});
        }
        // Round to where it began.
        chain.points.push_back(ring[first]);
        const auto &begun = m_crossings[firstCrossing];
        chain.points.push_back(
            m_vertical ? WorldPoint{.x = m_at, .y = begun.along} : WorldPoint{.x = begun.along, .y = m_at});
        chain.end = firstCrossing;
        add(std::move(chain), isFar(ring[first]));
    }

    void add(Chain chain, bool isFarSide) { (isFarSide ? m_far : m_near).push_back(std::move(chain)); }

    void join(std::vector<Chain> &chains)
    {
        const bool isFarSide = &chains == &m_far;
        const auto chainOf = [&](std::size_t crossing) -> std::size_t & {
            return isFarSide ? m_crossings[crossing].farChain : m_crossings[crossing].nearChain;
        };
        for (std::size_t i = 0; i < chains.size(); ++i)
            chainOf(chains[i].begin) = chainOf(chains[i].end) = i;
        std::vector<bool> used(chains.size());
        for (std::size_t begin = 0; begin < chains.size(); ++begin) {
            Ring ring;
            // Chains are walked either way: nothing is assumed of how the rings turn.
            for (std::size_t i = begin, entry = chains[begin].begin; !used[i];) {
                used[i] = true;
                auto &points = chains[i].points;
                if (entry != chains[i].begin)
                    std::ranges::reverse(points);
                ring.insert(ring.end(), points.begin(), points.end());
                const auto exit = entry == chains[i].begin ? chains[i].end : chains[i].begin;
                entry = m_crossings[exit].partner;
                i = chainOf(entry);
            }
            const auto repeated = std::ranges::unique(ring);
            ring.erase(repeated.begin(), repeated.end());
            if (ring.size() > 1 && ring.front() == ring.back())
                ring.pop_back();
            if (ring.size() > 2)
                (isFarSide ? far : near).push_back(std::move(ring));
        }
    }

    bool m_vertical;
    std::uint32_t m_at;
    std::vector<Crossing> m_crossings;
    std::vector<Chain> m_near;
    std::vector<Chain> m_far;
};

std::size_t pointsIn(const Rings &rings)
{
    std::size_t points = 0;
    for (const auto &ring : rings)
        points += ring.size();
    return points;
}

} // namespace

void cutRings(std::vector<std::vector<WorldPoint>> rings, std::size_t most, unsigned shift,
    const std::function<void(std::vector<std::vector<WorldPoint>>)> &piece)
{
    if (rings.empty())
        return;
    WorldRect box = boundsOf(rings.front());
    for (const auto &ring : rings)
        box = united(box, boundsOf(ring));
    const auto width = box.right - box.left;
    const auto height = box.bottom - box.top;
    const bool vertical = width >= height;
    const auto low = vertical ? box.left : box.top;
    const auto middle = low + std::max(width, height) / 2;
    auto at = middle >> shift << shift;
    if (at <= low)
        at = middle;
    if (pointsIn(rings) <= most || at <= low) {
        piece(std::move(rings));
        return;
    }
    Cut cut(rings, vertical, at);
    rings = {};
    cutRings(std::move(cut.near), most, shift, piece);
    cutRings(std::move(cut.far), most, shift, piece);
}

} // namespace facteo::maps
