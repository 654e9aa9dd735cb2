// SPDX-License-Identifier: Apache-2.0
#include "maps/token_table.h"

#include "maps/bytes.h"

#include <algorithm>
#include <utility>

namespace facteo::maps {
namespace {

/// Stands in no UTF-8 text: everything that begins with a word comes before the word and this.
constexpr char kAfterAll = '\xff';

} // namespace

TokenTable::TokenTable(std::span<const std::byte> tokens, std::span<const std::byte> texts) : m_texts(texts)
{
    if (tokens.empty())
        return;
    ByteReader reader(tokens);
    const auto counts = reader.fixed<format::Counts>();
    const auto rows = std::size_t{counts.first} + 1;
    m_tokens = {tokens, sizeof(format::Counts), rows};
    m_postings = {tokens, sizeof(format::Counts) + rows * sizeof(format::TokenEntry), counts.second};
    m_size = m_tokens.size() == rows ? counts.first : 0;
}

std::string_view TokenTable::text(std::uint32_t token) const
{
    const auto offset = m_tokens[token].text;
    if (offset >= m_texts.size())
        return {};
    return ByteReader(m_texts.subspan(offset)).text();
}

std::uint32_t TokenTable::lowerBound(std::string_view word, TokenRange within) const
{
    while (!within.empty()) {
        const auto middle = within.first + (within.end - within.first) / 2;
        if (text(middle) < word)
            within.first = middle + 1;
        else
            within.end = middle;
    }
    return within.first;
}

std::optional<std::uint32_t> TokenTable::find(std::string_view word) const
{
    const auto token = lowerBound(word, {.first = 0, .end = m_size});
    if (token < m_size && text(token) == word)
        return token;
    return std::nullopt;
}

TokenRange TokenTable::beginningWith(std::string_view begin) const
{
    const auto first = lowerBound(begin, {.first = 0, .end = m_size});
    return {
        .first = first, .end = lowerBound(std::string(begin) + kAfterAll, {.first = first, .end = m_size})};
}

std::vector<TokenRange> TokenTable::similarTo(std::string_view word, bool begun) const
{
    std::vector<TokenRange> found;
    std::string attempt;
    // Sorted words are a tree: `all` are those that begin with the first `at` letters of the word.
    TokenRange all{.first = 0, .end = m_size};
    const auto lookFor = [&](std::size_t at, std::string_view between, std::size_t rest) {
        attempt.assign(word.substr(0, at)).append(between).append(word.substr(std::min(rest, word.size())));
        const auto first = lowerBound(attempt, all);
        if (first == all.end || !text(first).starts_with(attempt) || attempt == word)
            return;
        if (begun)
            found.push_back({.first = first, .end = lowerBound(attempt + kAfterAll, {first, all.end})});
        else if (text(first) == attempt)
            found.push_back({.first = first, .end = first + 1});
    };
    for (std::size_t at = 0; at <= word.size() && !all.empty(); ++at) {
        if (at < word.size())
            lookFor(at, {}, at + 1);
        if (at + 1 < word.size() && word[at] != word[at + 1])
            lookFor(at, std::string{word[at + 1], word[at]}, at + 2);
        for (auto token = all.first; token < all.end;) {
            const auto here = text(token);
            if (here.size() <= at) { // ends where the word goes on
                ++token;
                continue;
            }
            const std::string letter(1, here[at]);
            if (at < word.size() && here[at] != word[at])
                lookFor(at, letter, at + 1);
            lookFor(at, letter, at);
            // At least one on, whatever a damaged table says.
            const auto next =
                lowerBound(std::string(word.substr(0, at)) + letter + kAfterAll, {token, all.end});
            token = std::max(token + 1, next);
        }
        if (at < word.size()) {
            const auto begin = word.substr(0, at + 1);
            all = {.first = lowerBound(begin, all), .end = lowerBound(std::string(begin) + kAfterAll, all)};
        }
    }
    return found;
}

std::uint64_t TokenTable::postingsOf(TokenRange range) const
{
    const auto first = m_tokens[range.first].firstPosting;
    const auto end = m_tokens[range.end].firstPosting;
    return first < end ? end - first : 0;
}

void TokenTable::collect(TokenRange range, std::uint64_t most, std::vector<std::uint32_t> &into) const
{
    const std::uint64_t first = m_tokens[range.first].firstPosting;
    const std::uint64_t last = m_tokens[range.end].firstPosting;
    const auto end = std::min({last, first + most, std::uint64_t{m_postings.size()}});
    for (auto i = first; i < end; ++i)
        into.push_back(m_postings[i]);
}

void TokenTable::collectBelow(std::uint32_t end, TokenRange range, std::vector<std::uint32_t> &into) const
{
    auto i = m_tokens[range.first].firstPosting;
    for (auto token = range.first; token < range.end; ++token) {
        const auto next = m_tokens[token + 1].firstPosting;
        for (; i < next && i < m_postings.size() && m_postings[i] < end; ++i)
            into.push_back(m_postings[i]);
        i = next;
    }
}

} // namespace facteo::maps
