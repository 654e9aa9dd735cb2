// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace facteo::tests {

/// A country that does not exist, as an OSM extract of any size: towns on a grid (each the town of the
/// demonstration, with a name and a population of its own), villages, fields, woods, lakes and rivers between
/// them, motorways, roads and railways, communes, departments and regions, and a sea with islands in the
/// west.
class SyntheticRegion
{
public:
    /// `columns` × `rows` towns, 24 km apart; each is about 0.7 MB of the extract.
    SyntheticRegion(int columns, int rows, std::uint64_t seed = 1);
    ~SyntheticRegion();

    /// Writes the .osm.pbf, sorted by type and id. The same region, the same bytes. False when it cannot.
    [[nodiscard]] bool write(const std::filesystem::path &file) const;

private:
    struct Plan;
    std::unique_ptr<Plan> m_plan;
};

} // namespace facteo::tests
