// SPDX-License-Identifier: Apache-2.0
#include "maps/address_search.h"

#include "maps/world.h"

#include <algorithm>
#include <bitset>
#include <cmath>
#include <utility>

namespace facteo::maps {
namespace {

/// Of a word that fits more entries than this, only some are looked at: nobody means every "rue".
constexpr std::uint64_t kMostPostings = 20'000;
/// Then so many around the place that is asked from, and so many of all.
constexpr std::size_t kMostAround = 10'000;
constexpr std::uint64_t kMostAnywhere = 5'000;
/// Less than a word of the name: in "rue du 8 mai 1945" the 8 is no house.
constexpr double kHouseFound = 9;
/// In shorter words one letter is too much of the word: "rue" would be "rus", "roue" and "vue".
constexpr std::size_t kLettersToForgive = 5;

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

AddressSearch::AddressSearch(const AddressIndex &index, const QueryReading &reading, Spelling spelling,
    std::optional<protocol::Position> near)
    : m_index(index), m_number(reading.number)
{
    if (near) {
        m_near = worldPoint(*near);
        m_metresPerUnit = metresPerWorldUnit(m_near->y);
    }
    // Articles only count when there is nothing else.
    auto words = reading.words;
    if (!std::ranges::all_of(words, isFiller))
        std::erase_if(words, isFiller);
    for (const auto &word : words)
        m_wanted.push_back(wantedFor(word, &word == &words.back(), spelling));
}

AddressSearch::Wanted AddressSearch::wantedFor(const std::string &word, bool isLast, Spelling spelling) const
{
    const auto &tokens = m_index.m_tokens;
    Wanted wanted;
    const auto add = [&](TokenRange range, double inName, double inCity) {
        if (range.empty())
            return;
        wanted.readings.push_back({.tokens = range, .inName = inName, .inCity = inCity});
    };
    const auto addWord = [&](std::string_view text) {
        if (const auto exact = tokens.find(text))
            add({.first = *exact, .end = *exact + 1}, 10, 4);
        add(tokens.beginningWith(text), 6, 2);
    };
    addWord(word);
    for (const auto form : otherFormsOf(word))
        addWord(form);
    if (spelling == Spelling::Forgiving && word.size() >= kLettersToForgive) {
        for (const auto range : tokens.similarTo(word, false))
            add(range, 5, 1.5);
        if (isLast)
            for (const auto range : tokens.similarTo(word, true))
                add(range, 3, 1);
    }
    for (const auto &reading : wanted.readings)
        wanted.postings += tokens.postingsOf(reading.tokens);
    return wanted;
}

std::vector<std::uint32_t> AddressSearch::entriesOf(const Wanted &wanted) const
{
    const auto &tokens = m_index.m_tokens;
    std::vector<std::uint32_t> entries;
    if (wanted.postings > kMostPostings) {
        for (const auto &reading : wanted.readings)
            tokens.collectBelow(m_index.m_settlements, reading.tokens, entries);
        addAround(entries);
    }
    const auto most = wanted.postings > kMostPostings ? kMostAnywhere : kMostPostings;
    for (const auto &reading : wanted.readings)
        tokens.collect(reading.tokens, most, entries);
    std::ranges::sort(entries);
    const auto repeated = std::ranges::unique(entries);
    entries.erase(repeated.begin(), repeated.end());
    return entries;
}

/// Nine squares of Morton's curve around the place, as large as kMostAround allows.
void AddressSearch::addAround(std::vector<std::uint32_t> &entries) const
{
    if (!m_near)
        return;
    using Run = std::pair<std::uint32_t, std::uint32_t>;
    std::vector<Run> best;
    for (unsigned level = 1; level < 16; ++level) {
        const std::int64_t side = std::int64_t{1} << (16 + level);
        std::vector<Run> runs;
        std::size_t count = 0;
        for (int row = -1; row <= 1; ++row)
            for (int column = -1; column <= 1; ++column) {
                const auto x = m_near->x + column * side;
                const auto y = m_near->y + row * side;
                if (x < 0 || y < 0 || x > UINT32_MAX || y > UINT32_MAX)
                    continue;
                const std::uint64_t square =
                    format::mortonOf({static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)}) >>
                    (2 * level);
                runs.emplace_back(m_index.firstEntryFrom(square << (2 * level)),
                    m_index.firstEntryFrom((square + 1) << (2 * level)));
                count += runs.back().second - runs.back().first;
            }
        if (count > kMostAround)
            break;
        best = std::move(runs);
    }
    for (const auto &[first, end] : best)
        for (auto entry = first; entry < end; ++entry)
            entries.push_back(entry);
}

void AddressSearch::run(std::vector<Candidate> &into) const
{
    if (m_wanted.empty() || std::ranges::any_of(m_wanted, [](const Wanted &w) { return w.readings.empty(); }))
        return;
    for (const auto entry : entriesOf(*std::ranges::min_element(m_wanted, {}, &Wanted::postings)))
        consider(entry, into);
}

std::optional<double> AddressSearch::scoreOf(const format::PlaceEntry &entry) const
{
    const auto words = std::min<std::size_t>(entry.words, 64);
    double score = kindBonus(entry);
    std::size_t inName = 0;
    std::bitset<64> used; // "8 rue du 8 mai": one 8 in the name answers one of them
    for (std::size_t w = 0; w < m_wanted.size(); ++w) {
        double best = 0;
        std::size_t bestWord = 0;
        for (std::size_t i = 0; i < words; ++i) {
            if (used[i])
                continue;
            const auto token = m_index.m_words[entry.firstWord + i];
            const bool ofName = i < entry.nameWords;
            for (const auto &reading : m_wanted[w].readings) {
                if (!reading.tokens.contains(token))
                    continue;
                const double worth = ofName ? reading.inName + (i == w ? 1 : 0) : reading.inCity;
                if (worth > best) {
                    best = worth;
                    bestWord = i;
                }
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
        candidate.score += found ? kHouseFound : entry.kind == format::kStreet ? -6 : -14;
        // "12 b rue …": the letter that was typed counts.
        if (found && m_number->mark != 0)
            candidate.score += 2;
        if (found)
            point = m_index.m_addresses[candidate.address].point;
    }
    if (m_near) {
        // Good enough to compare; what is shown is measured on the sphere.
        const double metres = m_metresPerUnit * std::hypot(static_cast<double>(point.x) - m_near->x,
                                                    static_cast<double>(point.y) - m_near->y);
        candidate.score -= std::min(6.0, std::log2(1 + metres / 1'000));
    }
    into.push_back(candidate);
}

} // namespace facteo::maps
