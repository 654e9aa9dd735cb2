// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/street_network.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <vector>

namespace facteo::maps {

/// How a corner was reached.
struct StreetLabel
{
    static constexpr std::uint32_t kBegun = 0xffff'ffff; ///< not by an edge: the search began there

    double seconds = 0;
    std::uint32_t centimetres = 0;
    std::uint32_t edge = kBegun;
    std::uint32_t search = 0; ///< the labels of other searches do not count
};

/// A search spreads over the corners from its beginnings, the one whose turn it is first: Dijkstra's
/// algorithm, and A* when the goal is known. One object serves one search after the other.
class StreetFrontier
{
public:
    /// Where A* wants to get: the seconds that are left in a straight line decide, too.
    struct Goal
    {
        WorldPoint point = {};
        double secondsPerUnit = 0; ///< that no street beats; 0: no goal
    };

    explicit StreetFrontier(const StreetNetwork &network);

    void start(TravelMode mode, const Goal &goal);
    /// Begins at a place on a street, with all corners that can be reached from there.
    void beginAt(const StreetPlace &place);

    /// Seconds of the corner whose turn it is and what is left to the goal; nothing when there is none.
    [[nodiscard]] std::optional<double> nextKey();
    /// Takes that corner and passes on to its neighbours.
    std::uint32_t advance();

    /// Of this search; null where it did not come.
    [[nodiscard]] const StreetLabel *labelOf(std::uint32_t vertex) const;

private:
    struct Turn
    {
        double key;
        double seconds;
        std::uint32_t vertex;

        friend bool operator>(const Turn &a, const Turn &b) { return a.key > b.key; }
    };
    struct Free
    {
        void operator()(StreetLabel *labels) const { std::free(labels); }
    };

    void label(std::uint32_t vertex, const StreetLabel &better);
    [[nodiscard]] double secondsLeft(std::uint32_t vertex) const;

    const StreetNetwork &m_network;
    TravelMode m_mode = TravelMode::Foot;
    Goal m_goal;
    std::uint32_t m_search = 0;
    std::unique_ptr<StreetLabel[], Free> m_labels;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> m_turns;
};

/// Whether somebody sets out from a place on a street, or arrives there.
enum class Setting : std::uint8_t { Out, In };

/// From a corner onto a place on a street, or from the place to the corner.
struct StreetEnd
{
    std::uint32_t vertex = 0;
    bool isEnd = false; ///< of the street's line, not its beginning
    double seconds = 0;
    double centimetres = 0;
};

/// The corners that somebody comes to first from a place, or last before it.
[[nodiscard]] std::vector<StreetEnd> endsOf(
    const StreetNetwork &network, const StreetPlace &place, TravelMode mode, Setting setting);

/// Seconds along a whole edge.
[[nodiscard]] double secondsOf(const format::EdgeEntry &edge, TravelMode mode);

} // namespace facteo::maps
