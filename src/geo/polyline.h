// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace facteo::geo {

/// Where one stands on a polyline.
struct PolylinePoint
{
    protocol::Position position;
    double headingDegrees = 0; ///< of the segment one is on; clockwise from north
    std::size_t segment = 0;   ///< index of the segment's first corner
    double metres = 0;         ///< from the start
};

/// A line of positions measured once, so that one can walk it by metres. Corners that repeat are kept but
/// have no length. Corners may be empty: then everything is 0 and `at` and `nearest` have no answer.
class Polyline
{
public:
    explicit Polyline(std::vector<protocol::Position> corners);

    [[nodiscard]] double lengthMetres() const { return m_metres.empty() ? 0 : m_metres.back(); }
    [[nodiscard]] std::span<const protocol::Position> corners() const { return m_corners; }
    /// Metres from the start to corner `index`, which must exist.
    [[nodiscard]] double metresTo(std::size_t index) const { return m_metres.at(index); }

    /// The point `metres` along the line, clamped to its ends. O(log corners).
    [[nodiscard]] std::optional<PolylinePoint> at(double metres) const;

    /// The point of the line nearest to `position`. O(corners).
    [[nodiscard]] std::optional<PolylinePoint> nearest(protocol::Position position) const;

private:
    std::vector<protocol::Position> m_corners;
    std::vector<double> m_metres;
};

/// The point of a segment at `share` (0 … 1) of its way; linear, the short way round. Segments are short: a
/// great circle would not differ by a millimetre.
[[nodiscard]] protocol::Position between(protocol::Position from, protocol::Position to, double share);

/// Which share of the segment lies before the foot of the perpendicular from `position`, 0 … 1.
[[nodiscard]] double shareOfFoot(protocol::Position from, protocol::Position to, protocol::Position position);

/// Length of a line in metres without keeping it.
[[nodiscard]] double lengthMetres(std::span<const protocol::Position> corners);

} // namespace facteo::geo
