// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How French names are made comparable: "Av. de l'Œuvre-St-Éloi" becomes avenue, de, l, oeuvre, saint, eloi.
namespace facteo::maps {

/// The words of a UTF-8 text: lower case, without accents, ligatures opened, split at everything that is
/// neither letter nor digit. Abbreviations are kept as they are.
[[nodiscard]] std::vector<std::string> foldedWords(std::string_view text);

/// The word that an abbreviation stands for ("bd" → "boulevard"); empty when it is none.
[[nodiscard]] std::string_view expansionOf(std::string_view word);

/// foldedWords with abbreviations replaced: what an index keeps of a name.
[[nodiscard]] std::vector<std::string> indexWords(std::string_view name);

/// Articles and prepositions, which people leave out or get wrong.
[[nodiscard]] bool isFiller(std::string_view word);

/// A house number with its repetition mark: 5 and 'B' for "5 bis", "5bis", "5B" (postal form of NF Z10-011).
struct HouseNumber
{
    std::uint16_t number = 0;
    char mark = 0; ///< 'B' bis, 'T' ter, 'Q' quater, other letters as they are; 0 none

    auto operator<=>(const HouseNumber &) const = default;
};

/// Of "12-14" and "12/14" the first counts. Nothing for texts without a number up to 9999 in front.
[[nodiscard]] std::optional<HouseNumber> houseNumberOf(std::string_view text);

/// Takes a house number from the beginning (or, failing that, from the end) of a query's words, mark
/// included. Nothing, and the words stay, when there is none or nothing else would be left.
[[nodiscard]] std::optional<HouseNumber> takeLeadingNumber(std::vector<std::string> &words);
[[nodiscard]] std::optional<HouseNumber> takeTrailingNumber(std::vector<std::string> &words);

} // namespace facteo::maps
