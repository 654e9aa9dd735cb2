// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/plane.h"

#include <vector>

namespace facteo::maps {

/// How a region is cut into blocks: what tells a medieval core from a 19th-century quarter.
struct CutStyle
{
    double blockArea = 10'000; ///< square metres, about
    double skewDegrees = 5;    ///< how far a cut may turn from the right angle
    double bow = 0;            ///< how much a cut may curve, as a share of its length
};

struct CutRegion
{
    std::vector<plane::Line>
        cuts; ///< longest first within each branch; each ends on the border or another cut
    std::vector<plane::Ring> blocks;
};

/// Cuts a region across its longer side again and again, the way land was really divided and sold.
[[nodiscard]] CutRegion cutIntoBlocks(const plane::Ring &region, const CutStyle &style, plane::Dice &dice);

} // namespace facteo::maps
