// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_picture.h"

#include <QString>
#include <array>
#include <optional>

namespace facteo::console {

/// Puts names beside dots where there is room: few people around, no other name and nobody else below it.
///
/// Who has a name keeps it as long as there is room, so that names do not come and go while people move.
class FleetNames
{
public:
    FleetNames();

    /// The names are other people's now.
    void forget();
    /// `important`: how many of picture.seen, from its end, have their names before all others.
    void add(FleetPicture &picture, const FleetPoints &points, std::size_t important,
        std::optional<std::uint32_t> selected, bool everybody);

private:
    struct Obstacle
    {
        float x;
        float y;
        float reach;
    };

    void gatherObstacles(const FleetPicture &picture);
    void tryName(FleetPicture &picture, const FleetPoints &points, const FleetPicture::Seen &seen,
        bool isSelected, bool isImportant);
    [[nodiscard]] bool isFree(const QRectF &box, const FleetPicture::Seen &own) const;
    [[nodiscard]] double widthOf(const QString &name) const;

    /// Of the characters that names in Latin script have: a name is as wide as they are together, nearly.
    std::array<float, 0x250> m_advances;
    std::vector<Obstacle> m_obstacles; ///< ascending by y
    std::vector<QRectF> m_boxes;
    std::vector<std::uint32_t> m_named; ///< rows that had a name in the last picture, ascending
};

} // namespace facteo::console
