// SPDX-License-Identifier: Apache-2.0
#include "store/trail_cell.h"

#include <algorithm>

namespace facteo::store {
namespace {

constexpr std::array<int, 4> kGridBits{17, 19, 21, 23};
constexpr std::int32_t kCellsPerGrid = 500'000'000;
constexpr std::int32_t kCellsPerRow = 30'000; ///< the finest grid has 27 466 columns, 13 733 rows
constexpr std::int32_t kAnywhere = 2'000'000'000;
constexpr std::int64_t kPoleE7 = 900'000'000;
constexpr std::int64_t kAntimeridianE7 = 1'800'000'000;
/// More rows of a grid are asked for as one band around the Earth.
constexpr std::int32_t kMostRows = 4;
static_assert(kGridBits.size() * kMostRows + 1 == kMostCellRanges);

std::int32_t rowOf(std::int64_t latE7, int bits)
{
    return static_cast<std::int32_t>((latE7 + kPoleE7) >> bits);
}

std::int32_t columnOf(std::int64_t lonE7, int bits)
{
    return static_cast<std::int32_t>((lonE7 + kAntimeridianE7) >> bits);
}

std::int32_t cell(std::size_t grid, std::int32_t row, std::int32_t column)
{
    return static_cast<std::int32_t>(grid) * kCellsPerGrid + row * kCellsPerRow + column;
}

} // namespace

std::int32_t cellOf(const geo::Box &box)
{
    const std::int64_t high = std::int64_t{box.northEast.latE7} - box.southWest.latE7;
    const std::int64_t wide = std::int64_t{box.northEast.lonE7} - box.southWest.lonE7;
    const std::int64_t size = std::max(high, wide);
    for (std::size_t grid = 0; grid < kGridBits.size(); ++grid)
        if (size <= std::int64_t{1} << kGridBits[grid])
            return cell(grid, rowOf(box.southWest.latE7, kGridBits[grid]),
                columnOf(box.southWest.lonE7, kGridBits[grid]));
    return kAnywhere;
}

std::array<CellRange, kMostCellRanges> cellsTouching(const geo::Box &box)
{
    std::array<CellRange, kMostCellRanges> ranges;
    auto next = ranges.begin();
    for (std::size_t grid = 0; grid < kGridBits.size(); ++grid) {
        const int bits = kGridBits[grid];
        // A box that begins in the square before may reach into ours.
        const auto south = std::max(rowOf(box.southWest.latE7, bits) - 1, 0);
        const auto north = rowOf(box.northEast.latE7, bits);
        const auto west = std::max(columnOf(box.southWest.lonE7, bits) - 1, 0);
        const auto east = columnOf(box.northEast.lonE7, bits);
        if (north - south >= kMostRows) {
            *next++ = {.low = cell(grid, south, 0), .high = cell(grid, north, kCellsPerRow - 1)};
            continue;
        }
        for (auto row = south; row <= north; ++row)
            *next++ = {.low = cell(grid, row, west), .high = cell(grid, row, east)};
    }
    *next = {.low = kAnywhere, .high = kAnywhere};
    return ranges;
}

} // namespace facteo::store
