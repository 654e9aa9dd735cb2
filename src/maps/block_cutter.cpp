// SPDX-License-Identifier: Apache-2.0
#include "maps/block_cutter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;

struct Hit
{
    double along = 0; ///< the cutting line's parameter
    std::size_t edge = 0;
    Vec point;
};

struct Halves
{
    Ring left;
    Ring right;
    Line cut;
};

std::vector<Hit> hitsOf(const Ring &ring, Vec through, Vec direction)
{
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vec a = ring[i];
        const Vec edge = ring[(i + 1) % ring.size()] - a;
        const double across = cross(direction, edge);
        if (std::abs(across) < 1e-9)
            continue;
        const double share = cross(a - through, direction) / cross(direction, edge);
        if (share < 0 || share >= 1)
            continue;
        const Vec point = a + edge * share;
        hits.push_back({.along = dot(point - through, direction), .edge = i, .point = point});
    }
    std::ranges::sort(hits, {}, &Hit::along);
    return hits;
}

/// A hit close to a corner moves onto it: no house fits between two corners a few metres apart.
void snapToCorner(const Ring &ring, Hit &hit, double reach)
{
    const std::size_t next = (hit.edge + 1) % ring.size();
    if (length(ring[hit.edge] - hit.point) < reach)
        hit.point = ring[hit.edge];
    else if (length(ring[next] - hit.point) < reach)
        hit.point = ring[next];
}

Line bowed(Vec from, Vec to, double bow, const Ring &within)
{
    Line line;
    const double far = length(to - from);
    const int pieces = bow == 0 ? 1 : std::max(2, static_cast<int>(far / 22));
    const Vec side = leftOf(unit(to - from)) * (bow * far);
    for (int i = 0; i <= pieces; ++i) {
        const double share = static_cast<double>(i) / pieces;
        line.push_back(mix(from, to, share) + side * std::sin(share * std::numbers::pi));
    }
    line.front() = from;
    line.back() = to;
    for (std::size_t i = 1; i + 1 < line.size(); ++i)
        if (!contains(within, line[i]))
            return {from, to};
    return line;
}

Ring sideOf(const Ring &ring, const Hit &from, const Hit &to, const Line &back)
{
    Ring side;
    const auto put = [&](Vec point) {
        if (side.empty() || length(side.back() - point) > 1e-6)
            side.push_back(point);
    };
    put(from.point);
    for (std::size_t i = (from.edge + 1) % ring.size();; i = (i + 1) % ring.size()) {
        put(ring[i]);
        if (i == to.edge)
            break;
    }
    put(to.point);
    for (std::size_t i = back.size() - 1; i-- > 1;)
        put(back[i]);
    while (side.size() > 1 && length(side.back() - side.front()) < 1e-6)
        side.pop_back();
    return side;
}

/// Area over squared perimeter: 0.063 for a square, less for slivers.
double roundness(const Ring &ring)
{
    const double around = perimeterOf(ring);
    return around > 0 ? areaOf(ring) / (around * around) : 0;
}

std::optional<Halves> halved(const Ring &ring, const CutStyle &style, Dice &dice)
{
    const auto axis = axisOf(ring);
    const double turn = dice.between(-1, 1) * style.skewDegrees * std::numbers::pi / 180;
    const Vec square = leftOf(axis.direction);
    const Vec direction = unit(square * std::cos(turn) + axis.direction * std::sin(turn));
    const Vec through = axis.centre + axis.direction * (axis.longSide * dice.between(-0.13, 0.13));
    auto hits = hitsOf(ring, through, direction);
    // The chord through the middle, or the longest one when the middle lies outside.
    std::optional<std::pair<Hit, Hit>> chord;
    for (std::size_t i = 0; i + 1 < hits.size(); ++i) {
        if (hits[i].edge == hits[i + 1].edge || !contains(ring, mix(hits[i].point, hits[i + 1].point, 0.5)))
            continue;
        if (!chord || hits[i + 1].along - hits[i].along > chord->second.along - chord->first.along)
            chord = {hits[i], hits[i + 1]};
    }
    if (!chord)
        return std::nullopt;
    const double reach = std::min(14.0, std::sqrt(style.blockArea) * 0.14);
    snapToCorner(ring, chord->first, reach);
    snapToCorner(ring, chord->second, reach);
    if (length(chord->first.point - chord->second.point) < 12)
        return std::nullopt;

    const double bow = style.bow * dice.between(-1, 1);
    Halves halves;
    halves.cut = bowed(chord->first.point, chord->second.point, bow, ring);
    const Line back(halves.cut.rbegin(), halves.cut.rend());
    halves.right = sideOf(ring, chord->first, chord->second, halves.cut);
    halves.left = sideOf(ring, chord->second, chord->first, back);
    const double least = std::min(0.3 * style.blockArea, 0.2 * areaOf(ring));
    for (const auto *half : {&halves.left, &halves.right})
        if (half->size() < 3 || areaOf(*half) < least || roundness(*half) < 0.024)
            return std::nullopt;
    return halves;
}

void cut(const Ring &ring, const CutStyle &style, Dice &dice, CutRegion &into)
{
    if (areaOf(ring) > style.blockArea * dice.between(0.8, 1.7))
        for (int attempt = 0; attempt < 8; ++attempt)
            if (auto halves = halved(ring, style, dice)) {
                into.cuts.push_back(std::move(halves->cut));
                cut(halves->left, style, dice, into);
                cut(halves->right, style, dice, into);
                return;
            }
    into.blocks.push_back(ring);
}

} // namespace

CutRegion cutIntoBlocks(const Ring &region, const CutStyle &style, Dice &dice)
{
    CutRegion result;
    cut(region, style, dice, result);
    return result;
}

} // namespace facteo::maps
