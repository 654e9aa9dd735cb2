// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_feed.h"
#include "console/map/fleet_names.h"
#include "console/map/fleet_picture.h"

#include <QStringList>

namespace facteo::console {

/// From where, at what moment, and at whom the fleet is looked at.
struct FleetLook
{
    Camera camera{};
    std::int64_t now = 0; ///< of the feed's clock
    QString selected{};   ///< handset id; empty: nobody
    QStringList sought{}; ///< handset ids of those somebody searched for
    bool labels = true;   ///< names where there is room; those of alerts and the selected stand in any case
    bool roundMarks = false; ///< also who shares no position, at his round
    bool glides = true;      ///< off: everybody stands where his last fix was
};

/// Lays out what a camera sees of the fleet.
///
/// Costs what is in sight: cells that the screen does not show are passed over as a whole. After the first
/// few pictures of a view nothing is allocated any more, whatever moves.
class FleetLayout
{
public:
    /// Valid until the next call.
    const FleetPicture &layOut(FleetFeed &feed, const FleetLook &look);
    [[nodiscard]] const FleetPicture &picture() const { return m_picture; }
    void clear() { m_picture.clear(); }

private:
    struct Scene;

    void resolve(const FleetFeed &feed, const FleetIndex &index, const FleetLook &look);
    void addDots(const Scene &scene, const FleetCell &cell);
    void addSingles(const Scene &scene);
    void addRoundMarks(const Scene &scene, const FleetIndex &byRound);
    void addRoundMark(const Scene &scene, std::uint32_t row, std::uint32_t around);
    /// Selected, or searched for.
    [[nodiscard]] bool isLookedFor(std::uint32_t row) const;
    void addPostman(const Scene &scene, std::uint32_t row, bool isSingle, std::uint32_t around);
    void addDot(const Scene &scene, std::uint32_t row, QPointF at, std::uint32_t around);
    void addAccuracy(const Scene &scene);
    void addTrail(const Scene &scene, const std::vector<geo::UnitPoint> &trail);

    FleetPicture m_picture;
    FleetCells m_cells;
    FleetCells m_roundCells;
    FleetNames m_names;
    Singles m_singles;
    std::vector<std::uint32_t> m_singleRows; ///< in the order of drawing
    std::optional<std::uint32_t> m_selected;
    std::vector<std::uint32_t> m_sought; ///< ascending
    // What m_singles were found for.
    QString m_selectedId;
    QStringList m_soughtIds;
    unsigned m_rowsVersion = 0;
    unsigned m_indexVersion = 0;
};

/// Adds what stands for the people of a cell: a bubble, or a shading with a number.
void addCrowd(FleetPicture &picture, const FleetCell &cell, const Camera &camera, const FleetIndex &index);
/// The same of people who share no position.
void addRoundCrowd(FleetPicture &picture, const FleetCell &cell, const Camera &camera);

} // namespace facteo::console
