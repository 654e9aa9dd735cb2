// SPDX-License-Identifier: Apache-2.0
#include "maps/label_space.h"

#include <algorithm>
#include <cmath>

namespace facteo::maps {
namespace {

constexpr double kCellPixels = 64;
constexpr int kRounds = 3;

enum class Fate : std::uint8_t { Undecided, Stays, Goes };

} // namespace

template<typename Visit> void LabelSpace::cells(const QRectF &box, Visit visit)
{
    const auto cell = [](double value) { return static_cast<std::int32_t>(std::floor(value / kCellPixels)); };
    for (auto y = cell(box.top()); y <= cell(box.bottom()); ++y) {
        for (auto x = cell(box.left()); x <= cell(box.right()); ++x) {
            const auto high = static_cast<std::uint64_t>(static_cast<std::uint32_t>(y)) << 32;
            if (!visit(high | static_cast<std::uint32_t>(x)))
                return;
        }
    }
}

bool LabelSpace::isFree(const QRectF &box) const
{
    bool free = true;
    cells(box, [&](std::uint64_t key) {
        const auto found = m_cells.find(key);
        free = found == m_cells.end() || std::ranges::none_of(found->second,
                                             [&](const QRectF &taken) { return taken.intersects(box); });
        return free;
    });
    return free;
}

bool LabelSpace::areFree(std::span<const QRectF> boxes) const
{
    return std::ranges::all_of(boxes, [this](const QRectF &box) { return isFree(box); });
}

void LabelSpace::take(const QRectF &box)
{
    cells(box, [&](std::uint64_t key) {
        m_cells[key].push_back(box);
        return true;
    });
}

std::vector<bool> independent(std::span<const QRectF> boxes)
{
    std::vector<Fate> fates(boxes.size(), Fate::Undecided);
    for (int round = 0; round < kRounds; ++round) {
        // Judged by the state at the beginning of the round: order within it must not matter.
        const auto before = fates;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (before[i] != Fate::Undecided)
                continue;
            bool highest = true;
            for (std::size_t j = 0; j < i && highest; ++j)
                highest = before[j] == Fate::Goes || !boxes[j].intersects(boxes[i]);
            if (highest)
                fates[i] = Fate::Stays;
        }
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            for (std::size_t j = 0; j < i && fates[i] == Fate::Undecided; ++j) {
                if (fates[j] == Fate::Stays && boxes[j].intersects(boxes[i]))
                    fates[i] = Fate::Goes;
            }
        }
    }
    std::vector<bool> stays(boxes.size());
    std::ranges::transform(fates, stays.begin(), [](Fate fate) { return fate == Fate::Stays; });
    return stays;
}

} // namespace facteo::maps
