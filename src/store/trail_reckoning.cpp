// SPDX-License-Identifier: Apache-2.0
#include "store/trail_reckoning.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numbers>

namespace facteo::store {
namespace {

using protocol::Fix;

constexpr std::int64_t kOne = 32'768; ///< the sine of 90°
constexpr std::uint64_t kLongestGapMs = 60'000;
constexpr int kSpeedShift = 8; ///< speeds keep 7 bits of a fraction: products stay within 64 bits
constexpr int kScaleShift = 32;
/// 1e-7 degrees a centimetre (of a meridian: 1.11195 cm each, on the mean sphere), for the sum of two speeds
/// times milliseconds, in units of 2^-32.
constexpr std::int64_t kScale = 15'088;

/// Sines of 0° to 90°. The constant's evaluation follows IEEE 754: the same numbers from every compiler.
constexpr auto kSines = [] {
    std::array<std::int32_t, 91> sines{};
    for (std::size_t degree = 0; degree < sines.size(); ++degree) {
        const double x = static_cast<double>(degree) * std::numbers::pi / 180.0;
        double term = x;
        double sum = x;
        for (int n = 1; n <= 12; ++n) {
            term *= -x * x / ((2.0 * n) * (2.0 * n + 1.0));
            sum += term;
        }
        const double exact = sum * static_cast<double>(kOne);
        const auto whole = static_cast<std::int32_t>(exact);
        sines[degree] = exact - whole >= 0.5 ? whole + 1 : whole;
    }
    return sines;
}();
static_assert(kSines[0] == 0 && kSines[30] == kOne / 2 && kSines[90] == kOne);

/// Of whole degrees from 0 on.
constexpr std::int64_t sine(std::uint32_t degrees)
{
    const std::uint32_t half = degrees % 180;
    const std::int64_t size = kSines[half <= 90 ? half : 180 - half];
    return degrees % 360 < 180 ? size : -size;
}

/// Of the speed along an axis: `quarter` is 90 for north, 0 for east. In 1/128 cm/s; 0 where it is not
/// known.
std::int64_t speedAlong(const Fix &fix, std::uint32_t quarter)
{
    if (!fix.speedCmS || !fix.headingCdeg || *fix.speedCmS > Fix::kMostSpeedCmS ||
        *fix.headingCdeg > Fix::kMostHeadingCdeg)
        return 0;
    return (*fix.speedCmS * sine((*fix.headingCdeg + 50) / 100 + quarter)) >> kSpeedShift;
}

/// Wraps: a broken chunk may say anything.
std::uint64_t milliseconds(const Fix &fix)
{
    return static_cast<std::uint64_t>(fix.at.time_since_epoch().count());
}

void reckon(std::span<const Fix> fixes, std::uint32_t quarter, std::int64_t scale, std::span<std::int64_t> to)
{
    std::int64_t before = 0;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        const std::int64_t now = speedAlong(fixes[i], quarter);
        to[i] = 0;
        if (i > 0) {
            const auto gap = milliseconds(fixes[i]) - milliseconds(fixes[i - 1]);
            if (gap <= kLongestGapMs)
                to[i] = ((before + now) * static_cast<std::int64_t>(gap) * scale) >> kScaleShift;
        }
        before = now;
    }
}

} // namespace

void reckonNorth(std::span<const Fix> fixes, std::span<std::int64_t> to)
{
    reckon(fixes, 90, kScale, to);
}

void reckonEast(std::span<const Fix> fixes, std::int32_t latE7, std::span<std::int64_t> to)
{
    // A circle of latitude shrinks; at the poles there is no east.
    const auto degrees = std::min<std::int64_t>(std::abs(std::int64_t{latE7}) / 10'000'000, 89);
    reckon(fixes, 0, kScale * kOne / kSines[static_cast<std::size_t>(90 - degrees)], to);
}

} // namespace facteo::store
