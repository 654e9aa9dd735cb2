// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/street_draft.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace facteo::maps {

/// All that is said of streets of one name, in the whole map, and which of it is said of the same street.
///
/// The Base Adresse Nationale tells its streets apart by commune, former commune and postcode. What OSM knows
/// joins the street of that city that is less than 20 km away, or else one with a number within 400 m, or is
/// a street of its own. Where both have a number, the one of the Base Adresse Nationale counts; a number that
/// only OSM has is kept.
class StreetGroup
{
public:
    void add(StreetDraft street);

    /// The streets, each with its middle, its numbers ascending, and points along it only when it has no
    /// number. The same additions in the same order give the same answer.
    [[nodiscard]] std::vector<StreetDraft> take();

private:
    void joinBan(StreetDraft said);
    void joinOsm(StreetDraft said);
    [[nodiscard]] std::optional<std::size_t> streetOf(const StreetDraft &said) const;
    [[nodiscard]] std::optional<std::size_t> streetWithNumberAt(
        WorldPoint point, double metres, std::uint8_t sources) const;
    void merge(StreetDraft said, std::size_t into);
    std::size_t begin(StreetDraft said);

    std::vector<StreetDraft> m_said;
    std::vector<StreetDraft> m_streets;
    std::unordered_map<std::string, std::size_t> m_banStreets;          ///< by commune, locality and postcode
    std::unordered_map<std::string, std::vector<std::size_t>> m_ofCity; ///< by folded city
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> m_inCell; ///< streets with numbers, by cell
};

} // namespace facteo::maps
