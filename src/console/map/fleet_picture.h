// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_atlas.h"
#include "console/map/fleet_cells.h"

#include <QPointF>
#include <array>
#include <vector>

namespace facteo::console {

/// What the fleet looks like through a camera at one moment: sprites, names and lines on the screen.
///
/// Plain values, made by FleetLayout, drawn by FleetNode (scene graph) or by paintFleet() (where the scene
/// graph draws no geometry).
struct FleetPicture
{
    /// A sprite that stands upright on the screen.
    struct Dot
    {
        float x;
        float y;
        float turn = 0; ///< radians clockwise
        Sprite sprite;
        float part = 1; ///< so much of its width is drawn, from the left
    };
    /// A piece of ground.
    struct Patch
    {
        std::array<QPointF, 4> corners; ///< clockwise
        Sprite sprite;
    };
    struct Label
    {
        std::uint32_t row;
        QPointF topLeft;
        bool alert;
    };
    /// Several postmen shown as one.
    struct Crowd
    {
        FleetIndex::Run run;
        StandingCounts counts; ///< without those who are shown by themselves
        std::uint32_t count = 0;
        Standing worst = Standing::OnRound; ///< of all in the cell
        Crowding crowding = Crowding::Bubble;
        bool byRound = false; ///< they share no position
        float x = 0;          ///< of the number, on the screen
        float y = 0;
    };
    /// Somebody who can be seen and clicked.
    struct Seen
    {
        std::uint32_t row;
        float x;
        float y;
        bool alert;
        std::uint32_t around = 0; ///< FleetCell::around
    };

    std::vector<Patch> patches; ///< below everything
    std::vector<Dot> crowdDots; ///< bubbles and numbers
    std::vector<Dot> halos;     ///< pulse together, below the dots
    std::vector<Dot> dots;      ///< in the order of drawing
    std::vector<Label> labels;
    std::vector<QPointF> trail;
    std::vector<std::size_t> trailEnds; ///< of its stretches, as places in `trail`
    std::vector<QPointF> accuracy;      ///< around the selected; empty when unknown

    std::vector<Crowd> crowds;
    std::vector<Seen> seen; ///< the topmost last

    /// Empties it and keeps its memory.
    void clear()
    {
        patches.clear();
        crowdDots.clear();
        halos.clear();
        dots.clear();
        labels.clear();
        trail.clear();
        trailEnds.clear();
        accuracy.clear();
        crowds.clear();
        seen.clear();
        fastest = 0;
    }

    /// The fastest dot that glides, units a second; 0 when all stand.
    double fastest = 0;
};

} // namespace facteo::console
