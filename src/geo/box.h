// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <algorithm>
#include <cstdint>

namespace facteo::geo {

/// South-west and north-east corner, both inside. Does not cross the 180th meridian.
struct Box
{
    protocol::Position southWest;
    protocol::Position northEast;

    bool operator==(const Box &) const = default;

    [[nodiscard]] bool contains(protocol::Position position) const
    {
        return position.latE7 >= southWest.latE7 && position.latE7 <= northEast.latE7 &&
               position.lonE7 >= southWest.lonE7 && position.lonE7 <= northEast.lonE7;
    }

    [[nodiscard]] bool touches(const Box &other) const
    {
        return other.northEast.latE7 >= southWest.latE7 && other.southWest.latE7 <= northEast.latE7 &&
               other.northEast.lonE7 >= southWest.lonE7 && other.southWest.lonE7 <= northEast.lonE7;
    }

    /// Grows until it contains `position`. Wider than half the Earth it is taken for a way over the 180th
    /// meridian, and goes all around.
    void add(protocol::Position position)
    {
        southWest.latE7 = std::min(southWest.latE7, position.latE7);
        southWest.lonE7 = std::min(southWest.lonE7, position.lonE7);
        northEast.latE7 = std::max(northEast.latE7, position.latE7);
        northEast.lonE7 = std::max(northEast.lonE7, position.lonE7);
        constexpr std::int32_t kHalfE7 = 1'800'000'000;
        if (std::int64_t{northEast.lonE7} - southWest.lonE7 > kHalfE7) {
            southWest.lonE7 = -kHalfE7;
            northEast.lonE7 = kHalfE7;
        }
    }
};

/// The box with these two in opposite corners.
[[nodiscard]] inline Box boxOf(protocol::Position one, protocol::Position other)
{
    Box box{one, one};
    box.add(other);
    return box;
}

/// Holds everything within `metres` of `centre`. Where that reaches over a pole or the 180th meridian, the
/// box goes all around the Earth.
[[nodiscard]] Box boxAround(protocol::Position centre, double metres);

} // namespace facteo::geo
