// SPDX-License-Identifier: Apache-2.0
#include "maps/town_skeleton.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace facteo::maps {
namespace {

using namespace plane;
using Points = std::vector<Vec>;

constexpr double kQuay = 10;     ///< metres from the water to the middle of the quay
constexpr double kFence = 15;    ///< metres from the middle of the railway to its fence
constexpr double kRoadStep = 30; ///< metres between corners of a curve

const Points kRiver{{4'750, -640}, {3'900, -820}, {3'200, -980}, {2'700, -700}, {2'300, -480}, {1'850, -560},
    {1'400, -720}, {1'050, -520}, {700, -350}, {300, -400}, {0, -450}, {-350, -400}, {-650, -390},
    {-1'050, -510}, {-1'400, -540}, {-1'850, -330}, {-2'300, -620}, {-2'800, -880}, {-3'300, -520},
    {-3'900, -470}, {-4'750, -820}};

const Points kRailway{{-4'750, 1'450}, {-3'400, 1'250}, {-2'300, 1'120}, {-1'200, 960}, {-400, 880},
    {150, 862}, {700, 880}, {1'400, 1'010}, {2'300, 1'350}, {3'300, 1'600}, {4'750, 1'750}};

struct Road
{
    const char *name;
    const char *ref;
    FeatureKind kind;
    Points through;
};

using enum FeatureKind;

const std::vector<Road> kRoads{
    // The boulevards, on the line of the old walls
    {"Boulevard de la Liberté", "", Secondary, {{-520, -600}, {-545, -420}, {-585, -150}, {-560, 110}}},
    {"Boulevard Gambetta", "", Secondary, {{-560, 110}, {-510, 290}, {-400, 420}, {-240, 510}, {-70, 545}}},
    {"Boulevard du Maréchal-Foch", "", Secondary, {{-70, 545}, {130, 540}, {310, 465}}},
    {"Boulevard Carnot", "", Secondary, {{310, 465}, {460, 340}, {530, 170}}},
    {"Boulevard des Remparts", "", Secondary, {{530, 170}, {565, 0}, {545, -220}, {525, -400}, {525, -600}}},
    {"Boulevard du Midi", "", Tertiary, {{-520, -600}, {-330, -720}, {-60, -760}, {260, -745}, {525, -600}}},
    // Through the core
    {"Rue de la République", "", Tertiary, {{-70, 545}, {-52, 400}, {-36, 260}, {-22, 150}, {-5, 46}}},
    {"Rue du Pont", "", Tertiary, {{12, -60}, {-6, -200}, {-34, -340}, {-62, -560}, {-60, -760}}},
    {"Grande-Rue", "", Tertiary, {{-560, 110}, {-380, 92}, {-200, 40}, {-45, 38}}},
    {"Rue Nationale", "", Tertiary, {{34, 44}, {110, 52}, {200, 80}, {360, 136}, {530, 170}}},
    {"Rue des Halles", "", Residential, {{-200, 225}, {-120, 252}, {-36, 260}}},
    {"Rue du Marché", "", Residential, {{-215, 170}, {-196, 110}, {-200, 40}}},
    {"Rue de l'Hôtel-de-Ville", "", Residential, {{220, 250}, {214, 160}, {200, 80}}},
    {"Rue de la Préfecture", "", Residential, {{315, 305}, {390, 318}, {460, 340}}},
    {"Avenue de la Gare", "", Tertiary, {{130, 540}, {148, 650}, {155, 762}}},
    {"Rue du Départ", "", Residential, {{215, 815}, {420, 800}, {640, 760}}},
    {"Rue de l'Arrivée", "", Residential, {{90, 820}, {-10, 806}, {-110, 800}}},
    // Out of town
    {"Avenue de Paris", "D 940", Primary,
        {{-70, 545}, {-110, 800}, {-190, 1'150}, {-260, 1'600}, {-250, 2'100}}},
    {"Route de Paris", "D 940", Primary, {{-250, 2'100}, {-330, 2'900}, {-520, 3'600}, {-560, 4'300}}},
    {"Avenue de Bourges", "D 951", Secondary,
        {{310, 465}, {640, 760}, {1'010, 1'130}, {1'440, 1'560}, {1'800, 1'950}}},
    {"Route de Bourges", "D 951", Secondary,
        {{1'800, 1'950}, {2'600, 2'700}, {3'500, 3'300}, {4'700, 3'800}}},
    {"Avenue Jean-Jaurès", "D 27", Secondary, {{530, 170}, {900, 240}, {1'400, 210}, {1'900, 130}}},
    {"Route de Saint-Amand", "D 27", Secondary, {{1'900, 130}, {2'700, 260}, {3'600, 560}, {4'700, 640}}},
    {"Avenue de Montluçon", "D 940", Primary, {{525, -600}, {760, -920}, {1'080, -1'300}, {1'400, -1'750}}},
    {"Route de Montluçon", "D 940", Primary,
        {{1'400, -1'750}, {2'000, -2'600}, {2'700, -3'400}, {3'200, -4'300}}},
    {"Avenue de Guéret", "D 38", Secondary, {{-60, -760}, {-110, -1'150}, {-60, -1'600}, {-40, -1'900}}},
    {"Route de Guéret", "D 38", Secondary, {{-40, -1'900}, {60, -2'600}, {-140, -3'400}, {-60, -4'300}}},
    {"Avenue de La Châtre", "D 72", Secondary,
        {{-520, -600}, {-860, -880}, {-1'240, -1'180}, {-1'650, -1'460}}},
    {"Route de La Châtre", "D 72", Secondary,
        {{-1'650, -1'460}, {-2'500, -2'050}, {-3'400, -2'500}, {-4'700, -3'000}}},
    {"Avenue de Châteauroux", "D 925", Primary, {{-560, 110}, {-950, 190}, {-1'400, 160}, {-1'850, 70}}},
    {"Route de Châteauroux", "D 925", Primary, {{-1'850, 70}, {-2'600, 160}, {-3'500, 60}, {-4'700, 330}}},
    {"Avenue d'Issoudun", "D 8", Secondary, {{-400, 420}, {-720, 720}, {-1'100, 1'060}, {-1'500, 1'450}}},
    {"Route d'Issoudun", "D 8", Secondary,
        {{-1'500, 1'450}, {-2'300, 2'150}, {-3'200, 2'950}, {-4'100, 4'300}}},
    // The second ring
    {"Boulevard de l'Ouest", "", Tertiary, {{-1'400, 160}, {-1'480, 520}, {-1'330, 850}, {-1'100, 1'060}}},
    {"Boulevard du Nord", "", Tertiary, {{-1'100, 1'060}, {-800, 1'260}, {-480, 1'300}, {-190, 1'150}}},
    {"Boulevard Pasteur", "", Tertiary, {{-190, 1'150}, {150, 1'290}, {600, 1'300}, {1'010, 1'130}}},
    {"Boulevard de l'Est", "", Tertiary, {{1'010, 1'130}, {1'290, 900}, {1'450, 560}, {1'400, 210}}},
    {"Boulevard de l'Europe", "", Tertiary,
        {{1'400, 210}, {1'350, -200}, {1'240, -640}, {1'200, -900}, {1'080, -1'300}}},
    {"Boulevard du Sud", "", Tertiary, {{1'080, -1'300}, {700, -1'420}, {300, -1'300}, {-110, -1'150}}},
    {"Boulevard des Belges", "", Tertiary,
        {{-110, -1'150}, {-500, -1'300}, {-900, -1'330}, {-1'240, -1'180}}},
    {"Boulevard de la Vallée", "", Tertiary,
        {{-1'240, -1'180}, {-1'420, -800}, {-1'440, -350}, {-1'400, 160}}},
};

struct SquareDrawing
{
    const char *name;
    Points corners;
    Vec inside;
};

const std::vector<SquareDrawing> &squares()
{
    static const std::vector<SquareDrawing> kSquares{
        {"Place Saint-Étienne", {{-45, 38}, {-5, 46}, {34, 44}, {54, -20}, {12, -60}, {-40, -52}}, {0, 0}},
        {"Place des Halles", {{-290, 182}, {-215, 170}, {-200, 225}, {-276, 242}}, {-245, 205}},
        {"Place de l'Hôtel-de-Ville", {{220, 250}, {302, 236}, {315, 305}, {236, 322}}, {268, 278}},
        {"Place de la Gare", {{90, 768}, {155, 762}, {212, 760}, {215, 815}, {90, 820}}, {150, 790}},
    };
    return kSquares;
}

const Points kTownEdge{{-250, 2'100}, {500, 2'150}, {1'150, 2'050}, {1'800, 1'950}, {2'200, 1'500},
    {2'250, 800}, {1'900, 130}, {1'950, -300}, {2'000, -800}, {1'800, -1'400}, {1'400, -1'750}, {900, -1'850},
    {400, -2'050}, {-40, -1'900}, {-500, -1'750}, {-1'100, -1'750}, {-1'650, -1'460}, {-1'900, -1'000},
    {-1'750, -400}, {-1'850, 70}, {-2'000, 500}, {-1'900, 1'050}, {-1'500, 1'450}, {-1'150, 1'800},
    {-700, 1'900}, {-250, 2'100}};

const std::vector<TownVillage> &villages()
{
    static const std::vector<TownVillage> kVillages{
        {"Saint-Aubin-d'Orle", {-3'500, 60}, 820},
        {"Villeneuve-les-Vignes", {2'600, 2'700}, 640},
        {"Le Breuil", {2'000, -2'600}, 310},
        {"La Croix-Verte", {-2'500, -2'050}, 260},
        {"Les Varennes", {-330, 2'900}, 380},
        {"Montfaucon-sur-Orle", {3'600, 560}, 540},
        {"Champ-Blanc", {-140, -3'400}, 190},
        {"La Chaume", {-3'200, 2'950}, 150},
    };
    return kVillages;
}

/// Half the width of the water at a point of the river: it widens around the island.
double halfWidth(Vec at)
{
    const double away = (at.x - 270) / 190;
    return 19 + 34 * std::exp(-away * away);
}

Line bank(const Line &river, double side, double beyond)
{
    Line line;
    for (std::size_t i = 0; i < river.size(); ++i) {
        const Vec along = unit(river[std::min(i + 1, river.size() - 1)] - river[i > 0 ? i - 1 : 0]);
        line.push_back(river[i] + leftOf(along) * (side * (halfWidth(river[i]) + beyond)));
    }
    return line;
}

Ring between(const Line &left, const Line &right)
{
    Line around = left;
    around.insert(around.end(), right.rbegin(), right.rend());
    return closedFrom(around);
}

/// The quay is a street in town and a mere border outside.
void addBank(TownPlan &plan, const Line &line, const char *name, StreetNames &names)
{
    Line piece;
    bool inTown = false;
    const auto flush = [&] {
        if (piece.size() > 1)
            plan.web.add({.line = piece,
                .kind = inTown ? std::optional(Residential) : std::nullopt,
                .name = inTown ? name : "",
                .hasHouses = inTown});
    };
    for (const Vec point : line) {
        const bool here = std::abs(point.x) < 1'250;
        if (!piece.empty() && here != inTown) {
            piece.push_back(point);
            flush();
            piece = {point};
        } else {
            piece.push_back(point);
        }
        inTown = here;
    }
    flush();
    names.reserve(name);
}

void drawRiver(TownPlan &plan, TownSkeleton &skeleton, StreetNames &names)
{
    plan.river = smooth(kRiver, 35);
    plan.riverBanks = between(bank(plan.river, 1, 0), bank(plan.river, -1, 0));
    // Downstream is west: the left bank lies south.
    const auto south = bank(plan.river, 1, kQuay);
    const auto north = bank(plan.river, -1, kQuay);
    skeleton.riverSide = between(south, north);
    addBank(plan, north, "Quai de l'Orle", names);
    addBank(plan, south, "Quai des Tanneurs", names);
    plan.island = closedFrom(smooth({{150, -416}, {210, -395}, {290, -386}, {370, -372}, {412, -372},
                                        {360, -396}, {290, -414}, {210, -424}, {150, -416}},
        12));
}

void drawRailway(TownPlan &plan, TownSkeleton &skeleton)
{
    plan.railway = smooth(kRailway, 50);
    const auto north = beside(plan.railway, kFence);
    const auto south = beside(plan.railway, -kFence);
    skeleton.railSide = between(north, south);
    for (const auto &fence : {north, south})
        plan.web.add({.line = fence, .kind = std::nullopt});
}

/// A ring through the roads that bear these names, in their order.
Ring ringOf(std::initializer_list<const char *> names)
{
    Line around;
    for (const std::string_view name : names) {
        const auto found = std::ranges::find_if(kRoads, [&](const Road &road) { return name == road.name; });
        const auto line = smooth(found->through, kRoadStep);
        const bool backwards =
            !around.empty() && length(line.back() - around.back()) < length(line.front() - around.back());
        if (backwards)
            around.insert(around.end(), line.rbegin(), line.rend());
        else
            around.insert(around.end(), line.begin(), line.end());
    }
    return closedFrom(around);
}

void drawVillages(TownPlan &plan, TownSkeleton &skeleton)
{
    plan.villages = villages();
    for (std::size_t v = 0; v < plan.villages.size(); ++v) {
        const auto &village = plan.villages[v];
        const double radius = 130 + village.people * 0.18;
        Points around;
        for (int i = 0; i <= 10; ++i) {
            const double angle = (i % 10) * std::numbers::pi / 5;
            const double r = radius * (1 + 0.22 * std::sin(angle * 2 + static_cast<double>(v)) +
                                          0.12 * std::cos(angle * 3 - static_cast<double>(v)));
            around.push_back(village.centre + Vec{std::cos(angle), std::sin(angle)} * r);
        }
        plan.web.add({.line = smooth(around, 40), .kind = std::nullopt});
        // The road cuts the village in two or three regions: each is found by a point beside the road.
        skeleton.spots.push_back(
            {.point = village.centre, .district = District::Village, .name = village.name});
    }
}

} // namespace

TownSkeleton drawSkeleton(TownPlan &plan, StreetNames &names)
{
    TownSkeleton skeleton;
    for (const auto &road : kRoads) {
        names.reserve(road.name);
        plan.web.add(
            {.line = smooth(road.through, kRoadStep), .kind = road.kind, .name = road.name, .ref = road.ref});
    }
    for (const auto &square : squares()) {
        names.reserve(square.name);
        Line around(square.corners.begin(), square.corners.end());
        around.push_back(square.corners.front());
        plan.web.add({.line = around, .kind = Residential, .name = square.name});
        skeleton.spots.push_back({.point = square.inside, .district = District::Square, .name = square.name});
    }
    drawRiver(plan, skeleton, names);
    drawRailway(plan, skeleton);
    drawVillages(plan, skeleton);

    skeleton.boulevards = ringOf({"Boulevard de la Liberté", "Boulevard Gambetta",
        "Boulevard du Maréchal-Foch", "Boulevard Carnot", "Boulevard des Remparts", "Boulevard du Midi"});
    skeleton.outerRing =
        ringOf({"Boulevard de l'Ouest", "Boulevard du Nord", "Boulevard Pasteur", "Boulevard de l'Est",
            "Boulevard de l'Europe", "Boulevard du Sud", "Boulevard des Belges", "Boulevard de la Vallée"});
    const auto edge = smooth(kTownEdge, 60);
    skeleton.townEdge = closedFrom(edge);
    plan.web.add({.line = edge, .kind = std::nullopt});
    plan.web.add({.line = Line{{-kTownHalfWidth, -kTownHalfHeight}, {kTownHalfWidth, -kTownHalfHeight},
                      {kTownHalfWidth, kTownHalfHeight}, {-kTownHalfWidth, kTownHalfHeight},
                      {-kTownHalfWidth, -kTownHalfHeight}},
        .kind = std::nullopt});
    return skeleton;
}

} // namespace facteo::maps
