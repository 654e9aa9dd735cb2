// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/box.h"

#include <array>
#include <cstdint>
#include <vector>

/// One number for where a chunk of trail lies, so that an ordinary index on it, in any database, finds what
/// is near a place.
///
/// Four grids in degrees, of squares of 2^17, 2^19, 2^21 and 2^23 units of 1e-7° (in France about 1.4 × 1 km
/// to 93 × 65 km). A box belongs to the finest grid whose squares are at least as large as it, and there to
/// the square of its south-west corner: it never reaches beyond that square's eastern, northern and
/// north-eastern neighbours (Abel and Smith, "A data structure and algorithm based on a linear key for a
/// rectangle retrieval problem", 1983). Larger boxes share one cell. schema/0005 computes the same number in
/// SQL.
namespace facteo::store {

/// The cell of a box.
[[nodiscard]] std::int32_t cellOf(const geo::Box &box);

/// Cells from `low` to `high`, both included; none when low is greater.
struct CellRange
{
    std::int32_t low = 1;
    std::int32_t high = 0;

    bool operator==(const CellRange &) const = default;
};

inline constexpr std::size_t kMostCellRanges = 17;

/// Ranges that hold the cell of every box that touches this one, and cells besides: boxes are still to be
/// compared. The rest of the array is empty ranges.
[[nodiscard]] std::array<CellRange, kMostCellRanges> cellsTouching(const geo::Box &box);

} // namespace facteo::store
