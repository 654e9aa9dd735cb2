// SPDX-License-Identifier: Apache-2.0
#include "maps/folding.h"

#include <QString>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <ranges>
#include <utility>

namespace facteo::maps {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Sorted. From the abbreviations of NF Z10-011 and of everyday life. Those that merely begin the word
/// ("prom", "res", "trav") stand here for names that were mapped so: whoever types them is understood anyway.
constexpr auto kExpansions = std::to_array<Pair>({
    {"all", "allee"},
    {"av", "avenue"},
    {"ave", "avenue"},
    {"bd", "boulevard"},
    {"bld", "boulevard"},
    {"blvd", "boulevard"},
    {"boul", "boulevard"},
    {"bvd", "boulevard"},
    {"cdt", "commandant"},
    {"ch", "chemin"},
    {"che", "chemin"},
    {"chem", "chemin"},
    {"chs", "chaussee"},
    {"cl", "clos"},
    {"cne", "capitaine"},
    {"cpt", "capitaine"},
    {"cres", "crescent"},
    {"crs", "cours"},
    {"dr", "docteur"},
    {"esp", "esplanade"},
    {"fbg", "faubourg"},
    {"fg", "faubourg"},
    {"gal", "general"},
    {"gd", "grand"},
    {"gde", "grande"},
    {"gen", "general"},
    {"gl", "general"},
    {"ham", "hameau"},
    {"imp", "impasse"},
    {"lot", "lotissement"},
    {"lt", "lieutenant"},
    {"mal", "marechal"},
    {"mgr", "monseigneur"},
    {"mte", "montee"},
    {"nd", "notre dame"},
    {"pass", "passage"},
    {"pdt", "president"},
    {"pl", "place"},
    {"plt", "plateau"},
    {"pr", "professeur"},
    {"prof", "professeur"},
    {"prom", "promenade"},
    {"prv", "parvis"},
    {"qu", "quai"},
    {"r", "rue"},
    {"res", "residence"},
    {"rle", "ruelle"},
    {"rpt", "rond point"},
    {"rte", "route"},
    {"sgt", "sergent"},
    {"sq", "square"},
    {"st", "saint"},
    {"ste", "sainte"},
    {"stes", "saintes"},
    {"sts", "saints"},
    {"trav", "traverse"},
    {"vla", "villa"},
    {"vlge", "village"},
    {"vx", "vieux"},
    {"za", "zone za"}, // artisanale or d'activités: only whoever named it knows
    {"zae", "zone zae"},
    {"zi", "zone industrielle"},
});
static_assert(std::ranges::is_sorted(kExpansions, {}, &Pair::first));

/// Sorted. Other ways to write a word, which may both be mapped.
constexpr auto kSynonyms = std::to_array<Pair>({
    {"11", "onze"},
    {"14", "quatorze"},
    {"1er", "premier"},
    {"4", "quatre"},
    {"8", "huit"},
    {"activite", "za"},
    {"activites", "za"},
    {"artisanale", "za"},
    {"huit", "8"},
    {"onze", "11"},
    {"premier", "1er"},
    {"pt", "petit"},
    {"pte", "petite"},
    {"quatorze", "14"},
    {"quatre", "4"},
    {"za", "activite"},
    {"za", "artisanale"},
    {"zae", "activite"},
});
static_assert(std::ranges::is_sorted(kSynonyms, {}, &Pair::first));

constexpr auto kFillers = std::to_array<std::string_view>({"a", "au", "aux", "d", "de", "des", "du", "en",
    "et", "l", "la", "le", "les", "lou", "of", "sous", "sur", "the"});
static_assert(std::ranges::is_sorted(kFillers));

} // namespace

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

std::optional<HouseNumber> numberInWord(std::string_view word)
{
    std::uint16_t number = 0;
    if (word.starts_with('0')) // a postcode of the first nine departments
        return std::nullopt;
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

std::vector<std::string_view> otherFormsOf(std::string_view word)
{
    std::vector<std::string_view> forms;
    const auto found = std::ranges::lower_bound(kExpansions, word, {}, &Pair::first);
    if (found != kExpansions.end() && found->first == word)
        // Of two words the last one tells more: "dame", "industrielle", "point".
        forms.push_back(found->second.substr(found->second.rfind(' ') + 1));
    for (const auto &synonym : std::ranges::equal_range(kSynonyms, word, {}, &Pair::first))
        forms.push_back(synonym.second);
    return forms;
}

std::vector<std::string> indexWords(std::string_view name)
{
    std::vector<std::string> words;
    for (auto &word : foldedWords(name)) {
        const auto found = std::ranges::lower_bound(kExpansions, word, {}, &Pair::first);
        if (found == kExpansions.end() || found->first != word) {
            words.push_back(std::move(word));
            continue;
        }
        for (const auto part : std::views::split(found->second, ' '))
            words.emplace_back(std::string_view(part));
    }
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

} // namespace facteo::maps
