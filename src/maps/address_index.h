// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/address_format.h"
#include "maps/package.h"
#include "maps/token_table.h"
#include "protocol/words.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::maps {

class AddressBuilder;

enum class HitKind : std::uint8_t { Address, Street, Place, PointOfInterest };

/// One answer of a search.
struct Hit
{
    HitKind kind = HitKind::Street;
    std::string label;       ///< one line: "12 bis Rue Racine, 18990 Brancelle-sur-Orle"
    std::string street;      ///< also the name of a place or a point of interest
    std::string houseNumber; ///< as mapped: "12 bis"; empty without one
    std::string locality;    ///< within the commune, such as a former commune; mostly empty
    std::string postcode;    ///< may be empty
    std::string city;        ///< may be empty
    protocol::Position position;
    double metres = 0; ///< from the position that was asked with; 0 without one
};

/// Finds addresses, streets, places and points of interest by what people type, and the address at a
/// position.
///
/// French spelling is forgiven: accents, case, ligatures, hyphens, abbreviations ("bd", "st", "av."),
/// left-out articles, words not yet typed to the end, the number in front or behind ("5 bis", "5B"). Words of
/// the city and the postcode narrow down. When nothing fits, one mistake in each word of five letters or more
/// is overlooked: a letter too many, too few, a wrong one, two exchanged. When that finds nothing either, up
/// to two needless things are left out: a wrong postcode, "appt 3", "bat b".
///
/// Works on the mapped file alone. A look costs about what its rarest word costs: sorted tokens, binary
/// search. Any number of threads; the package must outlive the index.
class AddressIndex
{
public:
    explicit AddressIndex(const MapPackage &package);

    /// Up to `limit` hits, best first; the same question always has the same answer. `near` prefers what is
    /// close.
    [[nodiscard]] std::vector<Hit> search(std::string_view query, std::size_t limit,
        std::optional<protocol::Position> near = std::nullopt) const;

    static constexpr double kFarthestMetres = 50'000;

    /// The address (or, where there are no numbers, the street) nearest to a position, within `metres`: more
    /// than kFarthestMetres is as much as that. Nothing for a distance or a position that is none.
    [[nodiscard]] std::optional<Hit> reverse(protocol::Position position, double metres = 250) const;

    /// Gives everything back to a builder, except what the Base Adresse Nationale said of communes that are
    /// renewed.
    using IsRenewed = std::function<bool(const std::string &commune)>;
    void pourInto(AddressBuilder &builder, const IsRenewed &isRenewed) const;

    [[nodiscard]] std::size_t addressCount() const { return m_addresses.size(); }

private:
    friend class AddressSearch;

    struct Nearest;

    [[nodiscard]] std::string_view text(std::uint32_t offset) const;
    [[nodiscard]] Hit hitOf(const format::PlaceEntry &entry, const format::AddressEntry *address) const;
    [[nodiscard]] WorldPoint nearPoint(std::uint32_t number) const;
    void lookAround(protocol::Position position, double metres, Nearest &nearest) const;
    [[nodiscard]] std::size_t firstCellFrom(std::uint64_t cell) const;
    [[nodiscard]] std::uint32_t entryOfAddress(std::uint32_t address) const;
    /// After the settlements, the first one there or farther on along Morton's curve.
    [[nodiscard]] std::uint32_t firstEntryFrom(std::uint64_t morton) const;

    std::span<const std::byte> m_texts;
    std::uint32_t m_settlements = 0;
    format::Table<format::PlaceEntry> m_places;
    format::Table<std::uint32_t> m_words;
    TokenTable m_tokens;
    format::Table<format::AddressEntry> m_addresses;
    format::Table<format::CellEntry> m_cells;
    format::Table<std::uint32_t> m_near;
    format::Table<format::SampleEntry> m_samples;
};

} // namespace facteo::maps
