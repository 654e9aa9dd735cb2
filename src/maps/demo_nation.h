// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace facteo::maps {

/// How large a country's postal service to make up. The defaults are the size of the real one.
struct NationSize
{
    std::size_t depots = 2'500;
    std::size_t postmen = 85'000;
    std::uint64_t seed = 2'026;
};

/// A postal service that covers metropolitan France, made up for demonstrations and exercises: depots where
/// people live, more of them in large towns; postmen with handsets that do not exist; and for each a round
/// near his depot, as the crow flies, a few kilometres in a town and some tens in the country. The same size
/// and seed give the same, and each depot is made apart from the others.
class DemoNation
{
public:
    /// At least one depot, at most 9,999; 1 to 99 postmen each in the mean.
    explicit DemoNation(const NationSize &size);

    [[nodiscard]] std::size_t depots() const { return m_places.size(); }
    [[nodiscard]] protocol::Position position(std::size_t depot) const { return m_places.at(depot).position; }
    /// Depot "D-0001" is the first; ids of its people, handsets and rounds contain its number, so that they
    /// are unique in the country. Handsets have no key.
    [[nodiscard]] protocol::Roster roster(std::size_t depot) const;

private:
    struct Place
    {
        protocol::Position position;
        std::string name;
        double reachMetres = 0; ///< how far its rounds go
        std::size_t postmen = 0;
    };

    void place(std::size_t depot);
    void share(std::size_t postmen);

    std::uint64_t m_seed = 0;
    std::vector<Place> m_places;
    std::vector<protocol::Postman> m_people; ///< whose names the depots use
};

} // namespace facteo::maps
