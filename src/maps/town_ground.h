// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/plane.h"
#include "maps/town_plan.h"

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>

namespace facteo::maps {

inline constexpr std::size_t kNoStreet = std::numeric_limits<std::size_t>::max();

/// Half the width that a street of this kind keeps free of houses, metres.
[[nodiscard]] double clearanceOf(FeatureKind kind);

/// Who stands where in the town: keeps houses off streets, water, rails, parks and each other.
class TownGround
{
public:
    explicit TownGround(const TownPlan &plan);
    TownGround(const TownGround &) = delete;
    TownGround &operator=(const TownGround &) = delete;
    ~TownGround();

    /// The block at a point; none outside the map.
    [[nodiscard]] const TownRegion *blockAt(plane::Vec point) const;

    /// Whether a house may stand there. It may come as near to `ownStreet` as it likes: its setback is
    /// chosen.
    [[nodiscard]] bool isFree(const plane::Ring &house, std::size_t ownStreet) const;
    void take(const plane::Ring &house);

    struct OnStreet
    {
        std::size_t street = 0;
        plane::Vec point;
        double metres = 0;
        bool left = false; ///< the point asked about lies to the left of the street
    };
    /// The nearest street with houses within `reach` metres.
    [[nodiscard]] std::optional<OnStreet> streetNear(plane::Vec point, double reach) const;

private:
    struct Trees;
    const TownPlan &m_plan;
    std::unique_ptr<Trees> m_trees;
};

} // namespace facteo::maps
