// SPDX-License-Identifier: Apache-2.0
#include "store/trail_precision.h"

#include <algorithm>
#include <array>

namespace facteo::store {
namespace {

using protocol::Fix;

constexpr std::int32_t kPositionUnitE7 = 10;
constexpr std::uint32_t kSpeedUnitCmS = 10;
constexpr std::uint32_t kHeadingUnitCdeg = 200;
constexpr std::uint32_t kFullTurnCdeg = Fix::kMostHeadingCdeg + 1;

/// Decimetres. Below a metre every decimetre is a class of its own.
constexpr auto kAccuracies = [] {
    constexpr std::array e12{10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82};
    std::array<std::uint32_t, 10 + e12.size() * 5 + 1> all{};
    std::size_t at = 0;
    for (std::uint32_t dm = 0; dm < 10; ++dm)
        all[at++] = dm;
    for (std::uint32_t decade = 1; decade <= 10'000; decade *= 10)
        for (const std::uint32_t value : e12)
            all[at++] = value * decade;
    all[at] = Fix::kMostAccuracyDm;
    return all;
}();
static_assert(std::ranges::is_sorted(kAccuracies));

std::int32_t nearest(std::int32_t value, std::int32_t unit)
{
    const std::int32_t half = value < 0 ? -unit / 2 : unit / 2;
    return (value + half) / unit * unit;
}

std::uint32_t nearest(std::uint32_t value, std::uint32_t unit)
{
    return (value + unit / 2) / unit * unit;
}

} // namespace

Fix kept(Fix fix)
{
    using Tenths = std::chrono::duration<std::int64_t, std::deci>;
    fix.at = std::chrono::round<Tenths>(fix.at);
    fix.position.latE7 = nearest(fix.position.latE7, kPositionUnitE7);
    fix.position.lonE7 = nearest(fix.position.lonE7, kPositionUnitE7);
    const auto accuracy = std::ranges::lower_bound(kAccuracies, fix.accuracyDm);
    fix.accuracyDm = accuracy == kAccuracies.end() ? kAccuracies.back() : *accuracy;
    if (fix.speedCmS)
        fix.speedCmS = nearest(std::min(*fix.speedCmS, Fix::kMostSpeedCmS), kSpeedUnitCmS);
    if (fix.headingCdeg)
        fix.headingCdeg =
            nearest(std::min(*fix.headingCdeg, Fix::kMostHeadingCdeg), kHeadingUnitCdeg) % kFullTurnCdeg;
    return fix;
}

std::optional<std::uint32_t> accuracyClass(std::uint32_t accuracyDm)
{
    const auto found = std::ranges::lower_bound(kAccuracies, accuracyDm);
    if (found == kAccuracies.end() || *found != accuracyDm)
        return std::nullopt;
    return static_cast<std::uint32_t>(found - kAccuracies.begin());
}

std::optional<std::uint32_t> accuracyOf(std::uint64_t place)
{
    return place < kAccuracies.size() ? std::optional(kAccuracies[place]) : std::nullopt;
}

} // namespace facteo::store
