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

/// What somebody who types `word` may mean besides: what it abbreviates ("bd" → "boulevard"; of two words the
/// last, "nd" → "dame"), or another way to write it ("onze" → "11").
[[nodiscard]] std::vector<std::string_view> otherFormsOf(std::string_view word);

/// foldedWords with abbreviations replaced, "nd" by two words: what an index keeps of a name.
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

/// The mark of one folded word: "bis", "ter", "quater" or a letter; 0 when it is none.
[[nodiscard]] char markOf(std::string_view word);
/// The number in one folded word: "12", "12b", "12bis".
[[nodiscard]] std::optional<HouseNumber> numberInWord(std::string_view word);

} // namespace facteo::maps
