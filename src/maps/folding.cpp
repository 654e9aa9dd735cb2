// SPDX-License-Identifier: Apache-2.0
#include "maps/folding.h"

#include <QString>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

namespace facteo::maps {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Sorted. From the abbreviations of NF Z10-011 and of everyday life.
constexpr auto kExpansions = std::to_array<Pair>({
    {"all", "allee"},
    {"av", "avenue"},
    {"ave", "avenue"},
    {"bd", "boulevard"},
    {"bld", "boulevard"},
    {"blvd", "boulevard"},
    {"boul", "boulevard"},
    {"bvd", "boulevard"},
    {"ch", "chemin"},
    {"che", "chemin"},
    {"chem", "chemin"},
    {"cite", "cite"},
    {"cl", "clos"},
    {"cres", "crescent"},
    {"crs", "cours"},
    {"dr", "docteur"},
    {"esp", "esplanade"},
    {"fbg", "faubourg"},
    {"fg", "faubourg"},
    {"gal", "general"},
    {"gen", "general"},
    {"gl", "general"},
    {"ham", "hameau"},
    {"imp", "impasse"},
    {"lot", "lotissement"},
    {"mal", "marechal"},
    {"mgr", "monseigneur"},
    {"mte", "montee"},
    {"pass", "passage"},
    {"pdt", "president"},
    {"pl", "place"},
    {"pr", "professeur"},
    {"prof", "professeur"},
    {"prom", "promenade"},
    {"qu", "quai"},
    {"r", "rue"},
    {"res", "residence"},
    {"rle", "ruelle"},
    {"rte", "route"},
    {"sq", "square"},
    {"st", "saint"},
    {"ste", "sainte"},
    {"sts", "saints"},
    {"trav", "traverse"},
    {"vla", "villa"},
    {"za", "zone"},
});
static_assert(std::ranges::is_sorted(kExpansions, {}, &Pair::first));

constexpr auto kFillers = std::to_array<std::string_view>({"a", "au", "aux", "d", "de", "des", "du", "en",
    "et", "l", "la", "le", "les", "lou", "of", "sous", "sur", "the"});
static_assert(std::ranges::is_sorted(kFillers));

char markOf(std::string_view text)
{
    if (text == "bis")
        return 'B';
    if (text == "ter")
        return 'T';
    if (text == "quater")
        return 'Q';
    if (text.size() == 1 && text[0] >= 'a' && text[0] <= 'z')
        return static_cast<char>(text[0] - 'a' + 'A');
    return 0;
}

/// "12", "12b", "12bis" in one word.
std::optional<HouseNumber> numberInWord(std::string_view word)
{
    std::uint16_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ec != std::errc{} || number == 0 || number > 9'999)
        return std::nullopt;
    const std::string_view rest(read.ptr, word.data() + word.size());
    if (rest.empty())
        return HouseNumber{.number = number};
    if (const char mark = markOf(rest); mark != 0)
        return HouseNumber{.number = number, .mark = mark};
    return std::nullopt;
}

bool isMarkWord(std::string_view word)
{
    return word == "bis" || word == "ter" || word == "quater" || word == "b" || word == "t" || word == "q";
}

} // namespace

std::vector<std::string> foldedWords(std::string_view text)
{
    const auto decomposed = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                                .normalized(QString::NormalizationForm_KD);
    QString folded;
    for (const QChar c : decomposed.toCaseFolded()) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        if (c == QChar(u'œ'))
            folded += QStringLiteral("oe");
        else if (c == QChar(u'æ'))
            folded += QStringLiteral("ae");
        else if (c == QChar(u'ß'))
            folded += QStringLiteral("ss");
        else
            folded += c.isLetterOrNumber() || c.isSurrogate() ? c : QChar(u' ');
    }
    std::vector<std::string> words;
    for (const auto &word : folded.split(QChar(u' '), Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    return words;
}

std::string_view expansionOf(std::string_view word)
{
    const auto found = std::ranges::lower_bound(kExpansions, word, {}, &Pair::first);
    return found != kExpansions.end() && found->first == word ? found->second : std::string_view();
}

std::vector<std::string> indexWords(std::string_view name)
{
    auto words = foldedWords(name);
    for (auto &word : words)
        if (const auto expansion = expansionOf(word); !expansion.empty())
            word = expansion;
    return words;
}

bool isFiller(std::string_view word)
{
    return std::ranges::binary_search(kFillers, word);
}

std::optional<HouseNumber> houseNumberOf(std::string_view text)
{
    const auto words = foldedWords(text);
    if (words.empty())
        return std::nullopt;
    auto number = numberInWord(words[0]);
    if (number && number->mark == 0 && words.size() > 1)
        number->mark = markOf(words[1]);
    return number;
}

std::optional<HouseNumber> takeLeadingNumber(std::vector<std::string> &words)
{
    if (words.size() < 2)
        return std::nullopt;
    auto number = numberInWord(words[0]);
    if (!number)
        return std::nullopt;
    std::ptrdiff_t used = 1;
    if (number->mark == 0 && words.size() > 2 && isMarkWord(words[1])) {
        number->mark = markOf(words[1]);
        used = 2;
    }
    words.erase(words.begin(), words.begin() + used);
    return number;
}

std::optional<HouseNumber> takeTrailingNumber(std::vector<std::string> &words)
{
    if (words.size() < 2)
        return std::nullopt;
    auto number = numberInWord(words.back());
    std::ptrdiff_t used = 1;
    if (!number && words.size() > 2 && isMarkWord(words.back())) {
        number = numberInWord(words[words.size() - 2]);
        if (number && number->mark == 0)
            number->mark = markOf(words.back());
        used = 2;
    }
    if (number)
        words.erase(words.end() - used, words.end());
    return number;
}

} // namespace facteo::maps
