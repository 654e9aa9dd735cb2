// SPDX-License-Identifier: Apache-2.0
#include "maps/address_search.h"

#include "geo/distance.h"
#include "maps/world.h"

#include <algorithm>
#include <bitset>
#include <cmath>

namespace facteo::maps {
namespace {

/// More entries than this are not looked at for one word: nobody means all streets that begin with "r".
constexpr std::uint64_t kMostPostings = 400'000;

double kindBonus(const format::PlaceEntry &entry)
{
    if (entry.kind == format::kStreet)
        return 4;
    const auto kind = static_cast<FeatureKind>(entry.kind);
    if (kind == FeatureKind::City)
        return 7 + entry.rank / 20.0;
    if (kind == FeatureKind::Town)
        return 6 + entry.rank / 20.0;
    if (kind == FeatureKind::Village)
        return 5 + entry.rank / 20.0;
    return kind == FeatureKind::Hamlet ? 2.5 : 3;
}

} // namespace

AddressSearch::AddressSearch(const AddressIndex &index, std::vector<std::string> words,
    std::optional<HouseNumber> number, std::optional<protocol::Position> near)
    : m_index(index), m_number(number), m_near(near)
{
    // Articles only count when there is nothing else.
    if (!std::ranges::all_of(words, isFiller))
        std::erase_if(words, isFiller);
    for (const auto &word : words)
        m_wanted.push_back(wantedFor(word));
}

std::uint32_t AddressSearch::lowerBound(std::string_view text) const
{
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(m_index.m_tokens.size());
    high = high > 0 ? high - 1 : 0; // the last is only the end of the postings
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (m_index.m_package.text(m_index.m_tokens[middle].text) < text)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

AddressSearch::Wanted AddressSearch::wantedFor(const std::string &word) const
{
    Wanted wanted;
    const auto add = [&](std::string_view text) {
        const auto from = lowerBound(text);
        // 0xff stands in no UTF-8 text: everything that begins with the word comes before it.
        const auto to = lowerBound(std::string(text) + '\xff');
        if (from >= to)
            return;
        if (m_index.m_package.text(m_index.m_tokens[from].text) == text)
            wanted.exact.push_back(from);
        wanted.ranges.emplace_back(from, to);
        wanted.postings += m_index.m_tokens[to].firstPosting - m_index.m_tokens[from].firstPosting;
    };
    add(word);
    if (const auto expansion = expansionOf(word); !expansion.empty())
        add(expansion);
    return wanted;
}

void AddressSearch::run(std::vector<Candidate> &into) const
{
    if (m_wanted.empty() || std::ranges::any_of(m_wanted, [](const Wanted &w) { return w.ranges.empty(); }))
        return;
    const auto &rarest = *std::ranges::min_element(m_wanted, {}, &Wanted::postings);
    std::vector<std::uint32_t> entries;
    for (const auto &[from, to] : rarest.ranges) {
        const std::uint64_t begin = m_index.m_tokens[from].firstPosting;
        const std::uint64_t end =
            std::min<std::uint64_t>(m_index.m_tokens[to].firstPosting, begin + kMostPostings);
        for (auto i = begin; i < end && i < m_index.m_postings.size(); ++i)
            entries.push_back(m_index.m_postings[i]);
    }
    std::ranges::sort(entries);
    const auto repeated = std::ranges::unique(entries);
    entries.erase(repeated.begin(), repeated.end());
    for (const auto entry : entries)
        consider(entry, into);
}

std::optional<double> AddressSearch::scoreOf(const format::PlaceEntry &entry) const
{
    const auto words = std::min<std::size_t>(entry.words, 64);
    double score = kindBonus(entry);
    std::size_t inName = 0;
    std::bitset<64> used; // "8 rue du 8 mai": one 8 in the name answers one of them
    for (std::size_t w = 0; w < m_wanted.size(); ++w) {
        const auto &wanted = m_wanted[w];
        double best = 0;
        std::size_t bestWord = 0;
        for (std::size_t i = 0; i < words; ++i) {
            const auto token = m_index.m_words[entry.firstWord + i];
            const bool fits = !used[i] && std::ranges::any_of(wanted.ranges, [&](const auto &range) {
                return token >= range.first && token < range.second;
            });
            if (!fits)
                continue;
            const bool exact = std::ranges::contains(wanted.exact, token);
            const bool ofName = i < entry.nameWords;
            const double worth = ofName ? (exact ? 10 : 6) + (i == w ? 1 : 0) : (exact ? 4 : 2);
            if (worth > best) {
                best = worth;
                bestWord = i;
            }
        }
        if (best == 0)
            return std::nullopt;
        used.set(bestWord);
        inName += bestWord < entry.nameWords ? 1U : 0U;
        score += best;
    }
    if (inName == 0)
        return std::nullopt;
    // Of two streets with the word in their name, the one with less else in it is meant.
    return score - 0.8 * static_cast<double>(entry.nameWords > inName ? entry.nameWords - inName : 0);
}

std::uint32_t AddressSearch::addressIn(const format::PlaceEntry &entry) const
{
    std::uint32_t low = entry.firstAddress;
    std::uint32_t high = entry.firstAddress + entry.addresses;
    const auto numberAt = [&](std::uint32_t i) {
        const auto address = m_index.m_addresses[i];
        return HouseNumber{.number = address.number, .mark = static_cast<char>(address.mark)};
    };
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (numberAt(middle) < *m_number)
            low = middle + 1;
        else
            high = middle;
    }
    const bool found = low < entry.firstAddress + entry.addresses && numberAt(low) == *m_number;
    return found ? low : format::kNoAddress;
}

void AddressSearch::consider(std::uint32_t number, std::vector<Candidate> &into) const
{
    const auto entry = m_index.m_places[number];
    const auto words = scoreOf(entry);
    if (!words)
        return;
    Candidate candidate{.score = *words, .entry = number};
    auto point = entry.point;
    if (m_number) {
        candidate.address = addressIn(entry);
        const bool found = candidate.address != format::kNoAddress;
        candidate.score += found ? 12 : entry.kind == format::kStreet ? -6 : -14;
        if (found)
            point = m_index.m_addresses[candidate.address].point;
    }
    if (m_near) {
        candidate.metres = geo::distanceMetres(*m_near, positionOf(point));
        candidate.score -= std::min(6.0, std::log2(1 + candidate.metres / 1'000));
    }
    into.push_back(candidate);
}

} // namespace facteo::maps
