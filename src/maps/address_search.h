// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/address_index.h"
#include "maps/address_query.h"
#include "maps/token_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace facteo::maps {

enum class Spelling : std::uint8_t {
    AsTyped,   ///< words fit as they are, or as far as they are typed
    Forgiving, ///< one mistake in each word of five letters or more is overlooked, too
};

/// One reading of a query against the index. One object, one answer.
class AddressSearch
{
public:
    struct Candidate
    {
        double score = 0;
        std::uint32_t entry = 0;
        std::uint32_t address = format::kNoAddress;
    };

    AddressSearch(const AddressIndex &index, const QueryReading &reading, Spelling spelling,
        std::optional<protocol::Position> near);

    void run(std::vector<Candidate> &into) const;

private:
    /// Tokens that a word may stand for, and what that is worth in a name and in a city.
    struct Reading
    {
        TokenRange tokens;
        double inName = 0;
        double inCity = 0;
    };
    struct Wanted
    {
        std::vector<Reading> readings;
        std::uint64_t postings = 0;
    };

    [[nodiscard]] Wanted wantedFor(const std::string &word, bool isLast, Spelling spelling) const;
    [[nodiscard]] std::vector<std::uint32_t> entriesOf(const Wanted &wanted) const;
    void addAround(std::vector<std::uint32_t> &entries) const;
    [[nodiscard]] std::optional<double> scoreOf(const format::PlaceEntry &entry) const;
    void consider(std::uint32_t entry, std::vector<Candidate> &into) const;
    [[nodiscard]] std::uint32_t addressIn(const format::PlaceEntry &entry) const;

    const AddressIndex &m_index;
    std::vector<Wanted> m_wanted;
    std::optional<HouseNumber> m_number;
    std::optional<WorldPoint> m_near;
    double m_metresPerUnit = 0; ///< where m_near is
};

} // namespace facteo::maps
