// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/box.h"
#include "protocol/records.h"
#include "store/trail_codec.h"

#include <unordered_map>

namespace facteo::store {

/// What is in memory of trails: everybody's fixes that are not folded into the database yet, as they came.
class OpenTrails
{
public:
    void add(const protocol::HandsetId &handset, const protocol::Fix &fix);

    /// In the order in which they came; empty for a handset without any.
    [[nodiscard]] std::span<const protocol::Fix> of(const protocol::HandsetId &handset) const;
    /// Handsets with fixes measured before `end`.
    [[nodiscard]] std::vector<protocol::HandsetId> withFixesBefore(protocol::Instant end) const;
    /// Lets go of a handset's fixes measured before `end`.
    void dropBefore(const protocol::HandsetId &handset, protocol::Instant end);

    /// One handset's fixes, and a box and a time that hold them all.
    struct Run
    {
        protocol::HandsetId handset;
        std::vector<protocol::Fix> fixes;
    };
    struct Extent
    {
        geo::Box box;
        protocol::Instant first;
        protocol::Instant last;
    };

    /// Calls `visit(run, extent)` for whose extent touches the box and the time, both ends included.
    template<typename Visit>
    void eachTouching(const geo::Box &box, protocol::Instant from, protocol::Instant to, Visit visit) const
    {
        for (std::size_t i = 0; i < m_extents.size(); ++i) {
            const Extent &extent = m_extents[i];
            if (extent.last >= from && extent.first <= to && extent.box.touches(box))
                visit(m_runs[i], extent);
        }
    }

private:
    std::unordered_map<protocol::HandsetId, std::size_t> m_places; ///< in both below
    std::vector<Run> m_runs;
    std::vector<Extent> m_extents; ///< apart: looking for a place reads them all, and nothing else
};

} // namespace facteo::store
