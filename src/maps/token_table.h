// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/address_format.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::maps {

/// Tokens from `first` up to, not including, `end`.
struct TokenRange
{
    std::uint32_t first = 0;
    std::uint32_t end = 0;

    [[nodiscard]] bool contains(std::uint32_t token) const { return token >= first && token < end; }
    [[nodiscard]] bool empty() const { return first >= end; }
};

/// The words of the address index in alphabetical order, and for each where it occurs. Works on the mapped
/// file.
class TokenTable
{
public:
    TokenTable() = default;
    /// `tokens`: the section of tokens and postings; `texts`: the section that their offsets mean.
    TokenTable(std::span<const std::byte> tokens, std::span<const std::byte> texts);

    [[nodiscard]] std::uint32_t size() const { return m_size; }
    [[nodiscard]] std::string_view text(std::uint32_t token) const;

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view word) const;
    [[nodiscard]] TokenRange beginningWith(std::string_view begin) const;

    /// Tokens that one mistake makes `word` of: a letter too many, too few, a wrong one, or two neighbours
    /// exchanged. With `begun`, also tokens that only begin so; then `word` may be among them. About 0.2 ms.
    [[nodiscard]] std::vector<TokenRange> similarTo(std::string_view word, bool begun) const;

    /// Entries that contain a token of the range: as many as are listed, which is once for each of its
    /// tokens.
    [[nodiscard]] std::uint64_t postingsOf(TokenRange range) const;
    /// Adds at most `most` of them, token by token.
    void collect(TokenRange range, std::uint64_t most, std::vector<std::uint32_t> &into) const;
    /// Adds those below `end`, of each token.
    void collectBelow(std::uint32_t end, TokenRange range, std::vector<std::uint32_t> &into) const;

private:
    [[nodiscard]] std::uint32_t lowerBound(std::string_view word, TokenRange within) const;

    std::uint32_t m_size = 0;
    format::Table<format::TokenEntry> m_tokens; ///< one more than m_size
    format::Table<std::uint32_t> m_postings;
    std::span<const std::byte> m_texts;
};

} // namespace facteo::maps
