// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_feed.h"

#include <cstdint>
#include <vector>

namespace facteo::tests {

/// A fleet that lies over France as people do: much of it in the large towns, depots everywhere, a round of a
/// few kilometres around each. The same for the same seed.
class SampleFleet
{
public:
    struct Walker
    {
        geo::UnitPoint depot;
        geo::UnitPoint position;
        float headingDegrees = 0;
    };

    explicit SampleFleet(std::size_t count, std::uint32_t seed = 20'261'122);

    [[nodiscard]] const std::vector<Walker> &walkers() const { return m_walkers; }
    /// Everybody walks on for so many seconds.
    void walk(double seconds);

    /// Enters everybody as rows H-00001 …: one in ten on a task, some of every age, some in alert.
    void fill(console::FleetFeed &feed) const;
    /// Where everybody is now, as fixes `interval` after the ones before.
    void report(console::FleetFeed &feed, std::chrono::milliseconds interval) const;

private:
    std::vector<Walker> m_walkers;
};

} // namespace facteo::tests
