// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_picture.h"

#include <memory>
#include <variant>

namespace facteo::console {

/// What of a picture is under the pointer, by an R-tree of what can be seen (Boost.Geometry).
///
/// The tree is made at the first question about a picture, so pictures that nobody points at cost nothing.
class FleetHits
{
public:
    FleetHits();
    ~FleetHits();

    /// The picture is another one now.
    void forget() { m_isCurrent = false; }

    /// The row whose dot is nearest, within 22 units, an alert before what it covers; or a crowd, as its
    /// place in picture.crowds; or nothing.
    using Hit = std::variant<std::monostate, const FleetPicture::Seen *, const FleetPicture::Crowd *>;
    [[nodiscard]] Hit at(const FleetPicture &picture, QPointF point);

private:
    struct Tree;
    std::unique_ptr<Tree> m_tree;
    bool m_isCurrent = false;
};

} // namespace facteo::console
