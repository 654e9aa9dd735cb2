// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/coastline.h"
#include "maps/features.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace facteo::maps {

/// A point in halves of world units. The lines of a SeaGrid are at odd numbers and points of a coast at even
/// ones, so that no point ever lies on a line.
struct Spot
{
    std::int64_t x = 0;
    std::int64_t y = 0;

    auto operator<=>(const Spot &) const = default;
};

struct CoastLine
{
    std::vector<Spot> points;
    bool closed = false; ///< without a repeated last point
};

/// Squares over the map that decide, each by itself, what is sea: a square with a coast by the coast, closed
/// along the square's sides; one without by its nearest neighbours that know. So a gap or a crossing spoils
/// the squares it lies in, and no others.
class SeaGrid
{
public:
    enum class Cover : std::uint8_t { Unknown, Sea, Land, Coast, Broken };

    SeaGrid(const WorldRect &box, std::span<const CoastLine> coasts);

    /// Spreads sea and land from the coasts, and land from the squares where much is built.
    void flood(std::span<const Spot> land, bool fromLand);
    /// Nothing where nobody knows.
    [[nodiscard]] std::optional<bool> isSea(Spot spot) const;
    /// Numbers of the coasts by which isSea() decided.
    [[nodiscard]] std::vector<std::size_t> coastsBehind(Spot spot) const;
    /// Rings around all of the sea, sea on their right.
    [[nodiscard]] std::vector<std::vector<Spot>> rings() const;

    /// Loose ends of coasts.
    [[nodiscard]] std::size_t loose() const { return m_loose; }
    /// Where coasts cross or contradict each other: which ones.
    [[nodiscard]] std::vector<std::vector<std::size_t>> crossings() const;
    /// Small islands on land, and small seas in the sea.
    [[nodiscard]] std::size_t droppedRings() const { return m_droppedRings; }
    [[nodiscard]] std::int64_t side() const { return m_side; }

private:
    /// A coast's way through one square.
    struct Run
    {
        std::size_t coast = 0;
        std::size_t first = 0; ///< of the coast's points, which may go round
        std::size_t count = 0;
        std::optional<Spot> entry; ///< on the square's border
        std::optional<Spot> exit;

        [[nodiscard]] bool isRing() const { return !entry && !exit; }
    };
    /// Where a run meets the border, clockwise from the square's north-western corner.
    struct Event
    {
        std::int64_t at = 0;
        bool entry = false;
        std::size_t run = 0;
    };
    struct Square
    {
        Cover cover = Cover::Unknown;
        std::vector<Run> runs;
        std::vector<Event> events; ///< in turn: exit, entry, exit …
        bool borderIsSea = false;  ///< where there are no events
        std::size_t origin = 0;    ///< Sea and Land: the square that this was learned from
    };
    struct Place
    {
        std::int64_t column = 0; ///< beyond the map: negative, or too large
        std::int64_t row = 0;

        bool operator==(const Place &) const = default;
    };
    struct Interval
    {
        std::int64_t from = 0;
        std::int64_t to = 0;
    };

    void trace(std::size_t coast);
    void tracePiece(Run &run, Place &place, Spot from, Spot to, std::size_t nextPoint);
    void endRun(Place place, const Run &run);
    void judge(std::size_t square);
    [[nodiscard]] bool putInTurn(std::vector<Event> &events) const;
    void dropContraryRings(Square &square);
    [[nodiscard]] bool isSeaAt(const Square &square, std::int64_t at) const;
    [[nodiscard]] bool isSeaInside(const Square &square, Spot spot) const;
    [[nodiscard]] std::vector<Interval> seaAlong(std::size_t square, int side) const;
    [[nodiscard]] std::vector<std::vector<Spot>> outlines(const Square &square) const;
    [[nodiscard]] std::vector<Spot> pointsOf(const Run &run) const;
    [[nodiscard]] std::vector<std::size_t> coastsIn(std::size_t square) const;
    [[nodiscard]] Place placeOf(Spot spot) const;
    [[nodiscard]] std::optional<std::size_t> squareAt(Place place) const;
    [[nodiscard]] std::optional<std::size_t> neighbour(std::size_t square, int side) const;
    [[nodiscard]] Spot cornerOf(std::size_t square) const;
    [[nodiscard]] Spot onBorder(std::size_t square, std::int64_t at) const;
    [[nodiscard]] std::int64_t along(std::size_t square, Spot spot) const;
    void spread(std::vector<std::size_t> frontier);

    friend class SeaOutline;

    std::span<const CoastLine> m_coasts;
    Spot m_origin;
    std::int64_t m_side = 0;
    std::int64_t m_columns = 0;
    std::int64_t m_rows = 0;
    std::vector<Square> m_squares;
    std::size_t m_loose = 0;
    std::vector<std::size_t> m_crossed; ///< squares
    std::size_t m_droppedRings = 0;
};

} // namespace facteo::maps
