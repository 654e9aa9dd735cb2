// SPDX-License-Identifier: Apache-2.0
#include "maps/sea_grid.h"

#include <algorithm>
#include <utility>

namespace facteo::maps {

/// Puts the squares' seas together: what two squares have in common along a side is no border of the sea.
class SeaOutline
{
public:
    explicit SeaOutline(const SeaGrid &grid) : m_grid(grid)
    {
        for (std::size_t square = 0; square < grid.m_squares.size(); ++square) {
            addRuns(square);
            for (const int side : {1, 2})
                addBorder(square, side, grid.neighbour(square, side));
            for (const int side : {0, 3})
                if (!grid.neighbour(square, side))
                    addBorder(square, side, std::nullopt);
        }
    }

    [[nodiscard]] std::vector<std::vector<Spot>> rings()
    {
        std::ranges::stable_sort(m_edges, {}, &Edge::from);
        std::vector<bool> used(m_edges.size());
        for (std::size_t begin = 0; begin < m_edges.size(); ++begin) {
            if (used[begin])
                continue;
            std::vector<Spot> ring;
            for (auto at = begin; at < m_edges.size() && !used[at];) {
                used[at] = true;
                append(m_edges[at], ring);
                // At every corner as many edges begin as end; where several begin any of them will do.
                at = indexFrom(m_edges[at].to);
                while (at + 1 < m_edges.size() && used[at] && m_edges[at + 1].from == m_edges[at].from)
                    ++at;
            }
            if (tidy(ring); ring.size() > 2)
                m_rings.push_back(std::move(ring));
        }
        return std::move(m_rings);
    }

private:
    using Run = SeaGrid::Run;
    using Interval = SeaGrid::Interval;

    struct Edge
    {
        Spot from;
        Spot to;
        const Run *run = nullptr; ///< none: straight along a side
    };

    void addRuns(std::size_t square)
    {
        const auto &there = m_grid.m_squares[square];
        if (there.cover != SeaGrid::Cover::Coast)
            return;
        for (const auto &run : there.runs)
            if (run.isRing())
                m_rings.push_back(m_grid.pointsOf(run));
            else
                m_edges.push_back({.from = *run.entry, .to = *run.exit, .run = &run});
    }

    /// Of the side that this square shares with its neighbour, what is sea on one side only.
    void addBorder(std::size_t square, int side, std::optional<std::size_t> neighbour)
    {
        struct Change
        {
            std::int64_t at;
            bool own;
        };
        std::vector<Change> changes;
        const auto side64 = m_grid.m_side;
        for (const auto &[from, to] : m_grid.seaAlong(square, side)) {
            changes.push_back({from, true});
            changes.push_back({to, true});
        }
        // The same side seen from the other square runs the other way.
        const auto mirrored = [&](std::int64_t at) {
            return (side + 1) * side64 - (at - (side + 2) % 4 * side64);
        };
        if (neighbour)
            for (const auto &[from, to] : m_grid.seaAlong(*neighbour, (side + 2) % 4)) {
                changes.push_back({mirrored(to), false});
                changes.push_back({mirrored(from), false});
            }
        std::ranges::stable_sort(changes, {}, &Change::at);
        bool own = false;
        bool other = false;
        for (std::size_t i = 0; i < changes.size(); ++i) {
            (changes[i].own ? own : other) ^= true;
            if (own == other || i + 1 == changes.size() || changes[i].at == changes[i + 1].at)
                continue;
            auto from = m_grid.onBorder(square, changes[i].at);
            auto to = m_grid.onBorder(square, changes[i + 1].at);
            if (other)
                std::swap(from, to);
            m_edges.push_back({.from = from, .to = to});
        }
    }

    [[nodiscard]] std::size_t indexFrom(Spot spot) const
    {
        return static_cast<std::size_t>(
            std::ranges::lower_bound(m_edges, spot, {}, &Edge::from) - m_edges.begin());
    }

    void append(const Edge &edge, std::vector<Spot> &ring) const
    {
        if (edge.run == nullptr) {
            ring.push_back(edge.from);
            return;
        }
        const auto points = m_grid.pointsOf(*edge.run);
        ring.insert(ring.end(), points.begin(), points.end() - 1);
    }

    /// Without points in the middle of a straight side.
    static void tidy(std::vector<Spot> &ring)
    {
        std::vector<Spot> kept;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto &before = kept.empty() ? ring.back() : kept.back();
            const auto &after = ring[(i + 1) % ring.size()];
            const bool straight = (before.x == ring[i].x && ring[i].x == after.x) ||
                                  (before.y == ring[i].y && ring[i].y == after.y);
            if (!straight)
                kept.push_back(ring[i]);
        }
        ring = std::move(kept);
    }

    const SeaGrid &m_grid;
    std::vector<Edge> m_edges;
    std::vector<std::vector<Spot>> m_rings;
};

std::vector<SeaGrid::Interval> SeaGrid::seaAlong(std::size_t square, int side) const
{
    const auto &[cover, runs, events, borderIsSea, origin] = m_squares[square];
    const auto from = side * m_side;
    const auto to = from + m_side;
    if (cover == Cover::Sea)
        return {{.from = from, .to = to}};
    if (cover != Cover::Coast)
        return {};
    std::vector<Interval> sea;
    std::optional<std::int64_t> begun;
    if (isSeaAt(m_squares[square], from))
        begun = from;
    for (const auto &event : events) {
        if (event.at < from || event.at > to)
            continue;
        if (!event.entry)
            begun = event.at;
        else if (begun)
            sea.push_back({.from = *std::exchange(begun, std::nullopt), .to = event.at});
    }
    if (begun)
        sea.push_back({.from = *begun, .to = to});
    return sea;
}

std::vector<std::vector<Spot>> SeaGrid::rings() const
{
    return SeaOutline(*this).rings();
}

} // namespace facteo::maps
