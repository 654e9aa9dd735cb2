// SPDX-License-Identifier: Apache-2.0
#include "paint/synthetic.h"

#include <algorithm>

namespace facteo::maps::tests {

SyntheticTown::SyntheticTown(double zoom) : m_unit(std::exp2(32 - zoom) / 256)
{
    addGround();
    addStreets();
    addPoints();
    for (std::size_t i = 0; i < m_features.size(); ++i)
        m_features[i].ordinal = static_cast<std::uint32_t>(i + 1);
}

Feature &SyntheticTown::add(
    FeatureKind kind, const std::vector<std::pair<double, double>> &units, std::uint8_t flags)
{
    auto &points = m_points.emplace_back();
    for (const auto &[x, y] : units) {
        points.push_back({static_cast<std::uint32_t>(std::llround(0x1p31 + x * m_unit)),
            static_cast<std::uint32_t>(std::llround(0x1p31 + y * m_unit))});
    }
    auto &parts = m_parts.emplace_back();
    parts.emplace_back(points);
    Feature feature;
    feature.kind = kind;
    feature.flags = flags;
    feature.parts = parts;
    feature.bounds = {points[0].x, points[0].y, points[0].x, points[0].y};
    for (const auto point : points) {
        feature.bounds.left = std::min(feature.bounds.left, point.x);
        feature.bounds.right = std::max(feature.bounds.right, point.x);
        feature.bounds.top = std::min(feature.bounds.top, point.y);
        feature.bounds.bottom = std::max(feature.bounds.bottom, point.y);
    }
    return m_features.emplace_back(feature);
}

void SyntheticTown::addGround()
{
    add(FeatureKind::ResidentialArea, {{-900, -700}, {1300, -650}, {1200, 800}, {-800, 760}}, kArea);
    add(FeatureKind::Forest, {{-1500, -1200}, {-300, -1100}, {-500, -420}, {-1400, -300}}, kArea).name =
        "Bois de la Garenne";
    add(FeatureKind::Park, {{40, 60}, {330, 80}, {300, 300}, {60, 280}}, kArea).name = "Jardin public";
    add(FeatureKind::Water, {{700, 350}, {900, 330}, {940, 520}, {720, 560}}, kArea).name = "Étang";
    for (int i = 0; i < 160; ++i) {
        const double x = -760 + (i % 20) * 92;
        const double y = -560 + (i / 20) * 150;
        auto &house =
            add(FeatureKind::Building, {{x, y}, {x + 34, y + 4}, {x + 31, y + 30}, {x - 3, y + 26}}, kArea);
        house.number = m_texts.emplace_back(std::to_string(2 * i + 1));
    }
}

void SyntheticTown::addStreets()
{
    const std::vector<const char *> names{"Rue de la République", "Rue Voltaire",
        "Avenue du Général de Gaulle", "Rue des Lilas", "Impasse du Moulin", "Rue Jean Jaurès",
        "Chemin des Vignes"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double y = -520 + static_cast<double>(i) * 170;
        std::vector<std::pair<double, double>> line;
        for (int k = 0; k <= 24; ++k)
            line.emplace_back(-1100 + k * 100, y + 40 * std::sin(k * 0.45 + static_cast<double>(i)));
        auto &street =
            add(i == 2 ? FeatureKind::Primary : FeatureKind::Residential, line, i == 4 ? kOneway : 0);
        street.name = names[i];
        street.ref = i == 2 ? "D 940" : "";
        auto &across = add(FeatureKind::Residential,
            {{-800 + static_cast<double>(i) * 300, -700}, {-760 + static_cast<double>(i) * 300, 760}});
        across.name = m_texts.emplace_back("Rue du " + std::to_string(i + 1) + " Mai");
    }
    add(FeatureKind::River, {{-1300, 600}, {-300, 380}, {200, 420}, {700, 450}, {1500, 300}}).name = "l'Orle";
    auto &bridge = add(FeatureKind::Secondary, {{180, 350}, {220, 480}}, kBridge);
    bridge.layer = 1;
    bridge.name = "Pont Vieux";
    add(FeatureKind::Secondary, {{-1000, -300}, {-600, -260}}, kTunnel).name = "Tunnel de la Butte";
    add(FeatureKind::Rail, {{-1300, 700}, {0, 640}, {1500, 690}});
    add(FeatureKind::Path, {{60, 80}, {150, 200}, {310, 260}});
}

void SyntheticTown::addPoints()
{
    auto &town = add(FeatureKind::Town, {{6, -4}});
    town.name = "Brancelle-sur-Orle";
    town.rank = 40;
    add(FeatureKind::Village, {{130, 18}}).name = "Saint-Aubin";
    add(FeatureKind::Suburb, {{-20, 260}}).name = "Les Tanneries";
    add(FeatureKind::PostOffice, {{3, 120}}).name = "La Poste";
    add(FeatureKind::Pharmacy, {{-2, 470}}).name = "Pharmacie du Pont";
    add(FeatureKind::TownHall, {{400, -2}}).name = "Mairie";
    add(FeatureKind::School, {{-420, 3}}).name = "École Jules Ferry";
    add(FeatureKind::Church, {{-300, -200}}).name = "Saint-Martin";
    add(FeatureKind::Station, {{300, 660}}).name = "Gare";
    add(FeatureKind::Hospital, {{600, -400}}).name = "Hôpital";
}

} // namespace facteo::maps::tests
