// SPDX-License-Identifier: Apache-2.0
#include "maps/address_query.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <utility>

namespace facteo::maps {
namespace {

constexpr std::size_t kMostWords = 12;
constexpr std::size_t kMostReadings = 8;
/// Of what may be left out: with two of three there are six ways to do so.
constexpr std::size_t kMostParts = 3;
/// "Ste" and a shorter word begin too many others: "stade", "steppe".
constexpr std::size_t kShortestSaint = 3;

/// The words without `count` of them from `at` on, which are the number; nothing when no other is left.
std::optional<QueryReading> readingWith(
    HouseNumber number, const std::vector<std::string> &words, std::size_t at, std::size_t count)
{
    if (words.size() <= count)
        return std::nullopt;
    QueryReading reading{.words = words, .number = number};
    const auto begin = reading.words.begin() + static_cast<std::ptrdiff_t>(at);
    reading.words.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    return reading;
}

/// The "n" of "n° 12" says that a number follows. "Nº12" folds to one word; "n12" may be a road.
void dropNumberSigns(std::vector<std::string> &words)
{
    for (auto &word : words)
        if (word.starts_with("no") && numberInWord(word.substr(2)))
            word.erase(0, 2);
    for (std::size_t i = 0; i + 1 < words.size();) {
        if ((words[i] == "n" || words[i] == "no") && numberInWord(words[i + 1]))
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    }
}

std::vector<std::string> wordsOf(std::string_view query)
{
    auto words = foldedWords(query);
    if (words.size() > kMostWords)
        words.resize(kMostWords);
    dropNumberSigns(words);
    return words;
}

std::vector<QueryReading> readingsOf(const std::vector<std::string> &words)
{
    if (words.empty())
        return {};
    std::vector<QueryReading> readings{{.words = words}};
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto number = numberInWord(words[i]);
        if (!number)
            continue;
        if (auto reading = readingWith(*number, words, i, 1))
            readings.push_back(*std::move(reading));
        if (number->mark != 0 || i + 1 == words.size())
            continue;
        number->mark = markOf(words[i + 1]);
        if (auto reading = readingWith(*number, words, i, 2); reading && number->mark != 0)
            readings.push_back(*std::move(reading));
    }
    readings.resize(std::min(readings.size(), kMostReadings));
    return readings;
}

/// Sorted. What leads on from the house's door.
constexpr auto kInsideWords = std::to_array<std::string_view>({"app", "appart", "appartement", "appt", "apt",
    "bat", "batiment", "bt", "esc", "escalier", "etage", "etg", "porte"});
static_assert(std::ranges::is_sorted(kInsideWords));

bool beginsWithDigit(std::string_view word)
{
    return !word.empty() && word[0] >= '0' && word[0] <= '9';
}

/// Words from `begin` up to, not including, `end`, which stand and fall together.
struct Part
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What may be left out of a query, from its end: there stands what nobody needs.
std::vector<Part> needlessParts(const std::vector<std::string> &words)
{
    std::vector<Part> parts;
    std::vector<Part> numbers;
    bool hasPostcode = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (std::ranges::binary_search(kInsideWords, words[i])) {
            Part part{.begin = i, .end = i + 1};
            const bool isFloor = words[i].starts_with("et");
            if (isFloor && !numbers.empty() && numbers.back().end == i) { // "2e etage"
                part.begin = i - 1;
                numbers.pop_back();
            } else if (part.end < words.size() &&
                       (words[part.end].size() <= 2 || beginsWithDigit(words[part.end]))) {
                ++part.end; // "bat b", "appt 312"
            }
            parts.push_back(part);
            i = part.end - 1;
        } else if (beginsWithDigit(words[i])) {
            numbers.push_back({.begin = i, .end = i + 1});
            hasPostcode = hasPostcode || !numberInWord(words[i]);
        }
    }
    // A single number that a house can have is left out by reading it as the house's.
    if (numbers.size() > 1 || hasPostcode)
        parts.insert(parts.end(), numbers.begin(), numbers.end());
    std::ranges::sort(parts, std::ranges::greater(), &Part::begin);
    parts.resize(std::min(parts.size(), kMostParts));
    return parts;
}

std::vector<std::string> without(std::vector<std::string> words, const Part &part)
{
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(part.begin),
        words.begin() + static_cast<std::ptrdiff_t>(part.end));
    return words;
}

/// Adds the readings of words that still say what is looked for.
void addReadings(const std::vector<std::string> &words, std::vector<QueryReading> &into)
{
    if (std::ranges::all_of(words, beginsWithDigit))
        return;
    std::ranges::move(readingsOf(words), std::back_inserter(into));
}

/// "stetienne", as "st" and "etienne" and, which will not be found, "ste" and "tienne".
std::vector<QueryReading> withSaintsApart(const std::vector<std::string> &words)
{
    std::vector<QueryReading> readings;
    for (std::size_t i = 0; i < words.size(); ++i)
        for (const std::string_view saint : {"st", "ste", "saint", "sainte"}) {
            if (!words[i].starts_with(saint) || words[i].size() < saint.size() + kShortestSaint)
                continue;
            auto apart = words;
            apart[i] = words[i].substr(saint.size());
            apart.emplace(apart.begin() + static_cast<std::ptrdiff_t>(i), saint);
            addReadings(apart, readings);
        }
    return readings;
}

} // namespace

std::vector<QueryReading> readingsOf(std::string_view query)
{
    return readingsOf(wordsOf(query));
}

std::vector<std::vector<QueryReading>> looserReadingsOf(std::string_view query)
{
    const auto words = wordsOf(query);
    const auto parts = needlessParts(words);
    std::vector<QueryReading> oneLess;
    std::vector<QueryReading> twoLess;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto rest = without(words, parts[i]);
        addReadings(rest, oneLess);
        // From the end: where the second one stands is the same without the first.
        for (std::size_t j = i + 1; j < parts.size(); ++j)
            addReadings(without(rest, parts[j]), twoLess);
    }
    return {withSaintsApart(words), std::move(oneLess), std::move(twoLess)};
}

} // namespace facteo::maps
