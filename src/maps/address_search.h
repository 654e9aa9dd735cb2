// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/address_index.h"
#include "maps/folding.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace facteo::maps {

/// One reading of a query: these words, and perhaps a house number. One object, one answer.
class AddressSearch
{
public:
    struct Candidate
    {
        double score = 0;
        std::uint32_t entry = 0;
        std::uint32_t address = format::kNoAddress;
        double metres = 0;
    };

    AddressSearch(const AddressIndex &index, std::vector<std::string> words,
        std::optional<HouseNumber> number, std::optional<protocol::Position> near);

    void run(std::vector<Candidate> &into) const;

private:
    /// Which tokens a word may stand for: ranges of token numbers, and the token that it is exactly.
    struct Wanted
    {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
        std::vector<std::uint32_t> exact;
        std::uint64_t postings = 0;
    };

    [[nodiscard]] Wanted wantedFor(const std::string &word) const;
    [[nodiscard]] std::uint32_t lowerBound(std::string_view text) const;
    [[nodiscard]] std::optional<double> scoreOf(const format::PlaceEntry &entry) const;
    void consider(std::uint32_t entry, std::vector<Candidate> &into) const;
    [[nodiscard]] std::uint32_t addressIn(const format::PlaceEntry &entry) const;

    const AddressIndex &m_index;
    std::vector<Wanted> m_wanted;
    std::optional<HouseNumber> m_number;
    std::optional<protocol::Position> m_near;
};

} // namespace facteo::maps
