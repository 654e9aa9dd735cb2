// SPDX-License-Identifier: Apache-2.0
#include "maps/address_query.h"

#include <algorithm>
#include <cstddef>

namespace facteo::maps {
namespace {

constexpr std::size_t kMostWords = 12;
constexpr std::size_t kMostReadings = 8;

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

} // namespace

std::vector<QueryReading> readingsOf(std::string_view query)
{
    auto words = foldedWords(query);
    if (words.empty())
        return {};
    if (words.size() > kMostWords)
        words.resize(kMostWords);
    dropNumberSigns(words);
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

} // namespace facteo::maps
