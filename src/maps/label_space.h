// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace facteo::maps {

/// The places on the sheet that names and symbols have taken.
class LabelSpace
{
public:
    [[nodiscard]] bool isFree(const QRectF &box) const;
    [[nodiscard]] bool areFree(std::span<const QRectF> boxes) const;
    void take(const QRectF &box);

private:
    template<typename Visit> static void cells(const QRectF &box, Visit visit);

    std::unordered_map<std::uint64_t, std::vector<QRectF>> m_cells;
};

/// Chooses among overlapping boxes, of which an earlier one is more important. True: it stays.
///
/// Three rounds; in each a box stays when no undecided earlier box overlaps it, and what overlaps a
/// staying one goes; what is undecided in the end goes. So a box's fate depends only on boxes at most five
/// overlaps away, never on how far the neighbourhood was looked at: that makes neighbouring sheets agree.
[[nodiscard]] std::vector<bool> independent(std::span<const QRectF> boxes);

} // namespace facteo::maps
