// SPDX-License-Identifier: Apache-2.0
#include "invented_france.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <format>
#include <fstream>
#include <string_view>
#include <utility>

namespace facteo::bench {
namespace {

using Weighted = std::pair<std::string_view, int>;

/// How often streets are called so, of a hundred.
constexpr auto kTypes = std::to_array<Weighted>(
    {{"Rue", 47}, {"Chemin", 11}, {"Impasse", 10}, {"Allée", 8}, {"Route", 8}, {"Avenue", 4}, {"Place", 4},
        {"Lotissement", 2}, {"Boulevard", 1}, {"Square", 1}, {"Quai", 1}, {"Résidence", 1}, {"", 2}});

/// The names that every second commune has.
constexpr auto kCommon = std::to_array<std::string_view>({"de l'Église", "du Moulin", "de la Fontaine",
    "du Château", "de la Mairie", "de la Gare", "de l'École", "des Écoles", "de la République", "Victor Hugo",
    "Pasteur", "du Général de Gaulle", "Jean Jaurès", "du 8 Mai 1945", "du 11 Novembre 1918", "Jean Moulin",
    "Jules Ferry", "de la Poste", "du Lavoir", "des Tilleuls", "des Lilas", "des Acacias", "du Stade",
    "de la Paix", "de la Liberté", "Saint-Martin", "Saint-Jean", "Notre-Dame", "de la Croix", "des Vignes",
    "du Bourg", "de Paris", "Émile Zola", "Maréchal Foch", "Maréchal Leclerc", "Gambetta", "Voltaire",
    "Louis Aragon", "des Roses", "du Puits", "de la Chapelle", "du Four", "des Champs", "du Pré",
    "de Bellevue", "des Jardins", "du Cimetière", "du Pont", "de la Forge", "des Peupliers",
    "Pierre et Marie Curie", "Paul Verlaine", "Georges Brassens", "Jacques Prévert"});

constexpr auto kFirstNames = std::to_array<std::string_view>({"Jean", "Pierre", "Louis", "Marcel", "Henri",
    "René", "André", "Georges", "Paul", "Jeanne", "Marie", "Lucie", "Simone", "Charles", "Gabriel", "Albert",
    "Émile", "Édouard", "François", "Joséphine", "Marguerite", "Camille", "Auguste", "Léon"});

constexpr auto kBegins = std::to_array<std::string_view>({"Bar", "Bel", "Ber", "Bou", "Bre", "Cha", "Cler",
    "Cor", "Dam", "Del", "Dur", "Fer", "Font", "Gar", "Gau", "Gri", "Lam", "Lan", "Le", "Mar", "Mon", "Mor",
    "Per", "Pon", "Ren", "Ri", "Rou", "Sar", "Tour", "Val", "Ver", "Vil"});
constexpr auto kMiddles = std::to_array<std::string_view>({"", "", "", "ba", "bel", "che", "da", "de", "fa",
    "go", "la", "le", "man", "mi", "na", "ne", "ri", "ro", "ti", "va"});
constexpr auto kEnds = std::to_array<std::string_view>(
    {"ac", "aud", "ault", "ay", "bert", "court", "dier", "é", "eau", "el", "ert", "et", "ette", "eux", "ier",
        "ière", "ieux", "in", "ois", "on", "ond", "ot", "oux", "y", "ville", "mont", "gny", "nac"});
constexpr auto kBesides = std::to_array<std::string_view>(
    {"-sur-Loire", "-sur-Orle", "-en-Bresse", "-le-Château", "-les-Bains", "-sous-Bois", "-la-Forêt",
        "-d'Auvergne", "-le-Vieux", "-l'Abbaye", "", "", "", "", "", "", "", "", "", ""});

template<typename Names> std::string_view anyOf(const Names &names, std::size_t number)
{
    return names[number % names.size()];
}

} // namespace

InventedFrance::InventedFrance(std::size_t addresses, std::uint32_t seed) : m_random(seed)
{
    // France has 740 addresses in a commune; the largest ones have a thousand times as many as most.
    const double most = static_cast<double>(addresses) / 12;
    while (m_addresses.size() < addresses) {
        const double share = std::uniform_real_distribution<double>(0, 1)(m_random);
        const auto size = static_cast<std::size_t>(std::clamp(150 / std::pow(1 - share, 0.75), 40.0, most));
        addCommune(std::min(size, addresses - m_addresses.size()));
    }
}

std::size_t InventedFrance::below(std::size_t bound)
{
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(m_random);
}

std::string InventedFrance::surname()
{
    return std::string(anyOf(kBegins, below(1'000))) + std::string(anyOf(kMiddles, below(1'000))) +
           std::string(anyOf(kEnds, below(1'000)));
}

std::string InventedFrance::cityName()
{
    auto name = surname();
    if (below(8) == 0) // one commune in eight is called after a saint, and shares its name with others
        name = "Saint-" + std::string(anyOf(kFirstNames, below(1'000)));
    return name + std::string(anyOf(kBesides, below(1'000)));
}

std::string InventedFrance::streetName()
{
    auto draw = static_cast<int>(below(100));
    const auto type =
        *std::ranges::find_if(kTypes, [&](const Weighted &w) { return (draw -= w.second) < 0; });
    std::string name(type.first);
    const auto kind = below(10);
    std::string after;
    if (kind < 4)
        after = anyOf(kCommon, below(1'000'000));
    else if (kind < 7)
        after = std::string(anyOf(kFirstNames, below(1'000))) + " " + surname();
    else
        after = (kind == 9 ? "du " : "de ") + surname();
    if (name.empty()) // a hamlet
        return "Le " + surname();
    return name + " " + after;
}

void InventedFrance::addCommune(std::size_t size)
{
    const auto department = 1 + m_communes % 95;
    InventedAddress commune{.postcode = std::format("{:02}{:03}", department, 10 * (1 + below(99))),
        .city = cityName(),
        .lat = std::uniform_real_distribution<double>(43.0, 50.5)(m_random),
        .lon = std::uniform_real_distribution<double>(-1.5, 7.0)(m_random)};
    m_used.clear();
    for (std::size_t left = size; left > 0;) {
        const double share = std::uniform_real_distribution<double>(0, 1)(m_random);
        const auto numbers = static_cast<std::size_t>(1 - 13 * std::log(1 - share));
        addStreet(commune, std::min(numbers, left));
        left -= std::min(numbers, left);
    }
    ++m_communes;
}

void InventedFrance::addStreet(const InventedAddress &commune, std::size_t numbers)
{
    std::uniform_real_distribution<double> away(-0.02, 0.02);
    auto address = commune;
    do
        address.street = streetName();
    while (!m_used.insert(address.street).second);
    address.lat += away(m_random);
    address.lon += away(m_random);
    const double east = away(m_random) / 100;
    std::size_t number = 1 + below(2);
    for (std::size_t i = 0; i < numbers; ++i, number += 1 + below(3)) {
        address.number = std::to_string(number);
        if (below(20) == 0)
            address.number += below(3) == 0 ? " ter" : " bis";
        address.lat += 0.0001;
        address.lon += east;
        m_addresses.push_back(address);
        m_communeOf.push_back(m_communes);
    }
    ++m_streets;
}

bool InventedFrance::writeBan(const std::filesystem::path &file) const
{
    std::ofstream out(file, std::ios::binary);
    out << "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;"
           "nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor;"
           "source_position;"
           "source_nom_voie;certification_commune;cad_parcelles\n";
    for (std::size_t i = 0; i < m_addresses.size(); ++i) {
        const auto &address = m_addresses[i];
        const auto blank = address.number.find(' ');
        const auto number = address.number.substr(0, blank);
        const auto mark = blank == std::string::npos ? std::string() : address.number.substr(blank + 1);
        const auto insee = std::format("{}{:03}", address.postcode.substr(0, 2), m_communeOf[i] / 95 % 1'000);
        out << std::format(
            "{0}_0001_{1:0>5};;{1};{2};{3};{4};{0};{5};;;654321.10;6861234.20;{6:.6f};{7:.6f};entrée;;;{5};;"
            "commune;commune;1;\n",
            insee, number, mark, address.street, address.postcode, address.city, address.lon, address.lat);
    }
    return out.flush().good();
}

} // namespace facteo::bench
