// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_people.h"

#include <format>
#include <iterator>
#include <string_view>

namespace facteo::maps {
namespace {

constexpr std::string_view kFirstNames[] = {"Claire", "Julien", "Nadia", "Thomas", "Sylvie", "Karim",
    "Émilie", "Pascal", "Aïcha", "Laurent", "Manon", "Stéphane", "Fatou", "Nicolas", "Céline", "Mehdi",
    "Brigitte", "Alexandre", "Lucie", "Didier", "Inès", "Sébastien", "Martine", "Yann", "Camille", "Bruno",
    "Sophie", "Mathieu", "Chantal", "Olivier", "Léa", "Franck", "Valérie", "Hugo", "Nathalie", "Cédric",
    "Samira", "Gilles", "Audrey", "Romain"};

constexpr std::string_view kLastNames[] = {"Moreau", "Lefèvre", "Benali", "Girard", "Fontaine", "Haddad",
    "Rousseau", "Marchand", "Diallo", "Chevalier", "Perrin", "Morvan", "Traoré", "Gauthier", "Dumont",
    "Bouchard", "Lemoine", "Blanchard", "Colin", "Aubert", "Vasseur", "Guérin", "Renard", "Picard", "Delorme",
    "Fournier", "Mallet", "Charpentier", "Besson", "Roche", "Meunier", "Lacroix", "Pelletier", "Hamel",
    "Boucher", "Tessier", "Navarro", "Leclerc", "Gaillard", "Barbier", "Arnaud", "Martel", "Poirier"};

} // namespace

std::vector<protocol::Postman> demoPostmen(std::size_t count)
{
    std::vector<protocol::Postman> postmen;
    for (std::size_t i = 0; i < count; ++i) {
        // 40 and 43 have no common divisor: no two people of the first 1,720 have the same name.
        const auto first = kFirstNames[i % std::size(kFirstNames)];
        const auto last = kLastNames[(i * 17 + 5) % std::size(kLastNames)];
        postmen.push_back({.id = {std::format("P-{:03}", i + 1)},
            .name = std::format("{} {}", first, last),
            .phone = std::format("+33639980{:03}", 100 + i * 7 % 900)});
    }
    return postmen;
}

} // namespace facteo::maps
