// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_france.h"

#include "geo/areas.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace facteo::maps {
namespace {

constexpr auto kTowns = std::to_array<FrenchTown>({{"Paris", 4886, 235, 10'785}, {"Lyon", 4576, 484, 1'700},
    {"Marseille", 4331, 540, 1'620}, {"Toulouse", 4360, 144, 1'070}, {"Lille", 5063, 306, 1'055},
    {"Bordeaux", 4484, -58, 1'010}, {"Nice", 4371, 724, 960}, {"Nantes", 4722, -155, 680},
    {"Toulon", 4314, 595, 590}, {"Lens", 5043, 283, 510}, {"Strasbourg", 4857, 773, 480},
    {"Montpellier", 4362, 387, 480}, {"Rouen", 4944, 110, 470}, {"Avignon", 4394, 482, 460},
    {"Grenoble", 4518, 573, 450}, {"Saint-Étienne", 4543, 439, 375}, {"Rennes", 4811, -167, 370},
    {"Tours", 4739, 69, 365}, {"Béthune", 5053, 264, 350}, {"Valenciennes", 5036, 352, 335},
    {"Metz", 4912, 617, 290}, {"Nancy", 4869, 618, 285}, {"Orléans", 4790, 191, 285},
    {"Clermont-Ferrand", 4578, 309, 275}, {"Mulhouse", 4775, 733, 250}, {"Dijon", 4732, 503, 245},
    {"Angers", 4747, -55, 245}, {"Bayonne", 4349, -148, 245}, {"Le Havre", 4951, 14, 235},
    {"Le Mans", 4801, 20, 215}, {"Reims", 4926, 403, 215}, {"Brest", 4840, -448, 205},
    {"Caen", 4918, -36, 205}, {"Perpignan", 4269, 290, 205}, {"Pau", 4330, -37, 200},
    {"Chambéry", 4557, 592, 195}, {"Nîmes", 4384, 436, 190}, {"Saint-Nazaire", 4728, -221, 190},
    {"Limoges", 4583, 126, 185}, {"Amiens", 4989, 230, 165}, {"Annecy", 4590, 612, 165},
    {"Dunkerque", 5103, 237, 165}, {"Besançon", 4724, 602, 140}, {"Troyes", 4830, 407, 135},
    {"Poitiers", 4658, 34, 135}, {"La Rochelle", 4616, -115, 135}, {"Valence", 4493, 489, 135},
    {"Lorient", 4775, -337, 120}, {"Angoulême", 4565, 16, 110}, {"Montbéliard", 4751, 680, 105},
    {"Calais", 5095, 186, 95}, {"Saint-Brieuc", 4851, -276, 95}, {"Colmar", 4808, 736, 95},
    {"Béziers", 4334, 322, 95}, {"Chartres", 4844, 149, 90}, {"Arras", 5029, 278, 90},
    {"Bourges", 4708, 240, 85}, {"Boulogne-sur-Mer", 5073, 161, 85}, {"Vannes", 4766, -276, 80},
    {"Quimper", 4800, -410, 80}, {"Agen", 4420, 62, 80}, {"Montauban", 4402, 135, 80},
    {"Roanne", 4604, 407, 80}, {"Cherbourg", 4963, -162, 80}, {"Albi", 4393, 215, 75},
    {"Tarbes", 4323, 7, 75}, {"Brive", 4516, 153, 75}, {"Ajaccio", 4193, 874, 75}, {"Niort", 4632, -46, 70},
    {"Compiègne", 4942, 283, 70}, {"Bastia", 4270, 943, 68}, {"Laval", 4807, -77, 68},
    {"Blois", 4759, 133, 65}, {"Vichy", 4613, 343, 65}, {"Périgueux", 4518, 72, 65},
    {"Saint-Quentin", 4985, 329, 62}, {"Évreux", 4902, 115, 60}, {"Beauvais", 4943, 208, 60},
    {"Nevers", 4699, 316, 60}, {"Montluçon", 4634, 260, 60}, {"Châteauroux", 4681, 169, 60},
    {"Épinal", 4817, 645, 60}, {"Bourg-en-Bresse", 4620, 523, 60}, {"La Roche-sur-Yon", 4667, -143, 58},
    {"Charleville-Mézières", 4977, 472, 55}, {"Carcassonne", 4321, 235, 55}, {"Narbonne", 4318, 300, 55},
    {"Castres", 4361, 224, 55}, {"Saint-Malo", 4862, -199, 52}, {"Mâcon", 4631, 483, 50},
    {"Rodez", 4435, 257, 50}, {"Le Puy-en-Velay", 4504, 388, 48}, {"Auxerre", 4780, 357, 45},
    {"Alençon", 4843, 9, 42}, {"Gap", 4456, 608, 42}, {"Moulins", 4657, 333, 40},
    {"Mont-de-Marsan", 4389, -50, 40}, {"Dax", 4371, -105, 40}, {"Saint-Dizier", 4864, 495, 38},
    {"Aurillac", 4493, 244, 35}, {"Vesoul", 4762, 616, 25}, {"Lons-le-Saunier", 4668, 555, 25},
    {"Guéret", 4617, 187, 24}, {"Chaumont", 4811, 514, 22}, {"Bar-le-Duc", 4877, 516, 18},
    {"Digne-les-Bains", 4409, 624, 17}, {"Mende", 4452, 350, 15}, {"Foix", 4297, 161, 14}});

/// Longitude and latitude, hundredths of a degree.
using Corner = std::pair<std::int32_t, std::int32_t>;

constexpr auto kMainland = std::to_array<Corner>({{252, 5110}, {237, 5107}, {186, 5099}, {156, 5080},
    {154, 5040}, {137, 5005}, {108, 4991}, {24, 4970}, {12, 4948}, {24, 4940}, {-12, 4928}, {-105, 4937},
    {-125, 4957}, {-128, 4967}, {-162, 4963}, {-190, 4969}, {-184, 4951}, {-166, 4933}, {-158, 4884},
    {-150, 4865}, {-185, 4866}, {-203, 4862}, {-232, 4864}, {-272, 4854}, {-305, 4878}, {-345, 4880},
    {-398, 4870}, {-433, 4864}, {-460, 4856}, {-475, 4836}, {-428, 4828}, {-430, 4811}, {-468, 4803},
    {-436, 4782}, {-392, 4787}, {-337, 4773}, {-308, 4760}, {-282, 4757}, {-254, 4733}, {-228, 4722},
    {-208, 4711}, {-203, 4680}, {-178, 4651}, {-118, 4616}, {-104, 4566}, {-116, 4550}, {-119, 4500},
    {-118, 4466}, {-127, 4421}, {-142, 4366}, {-155, 4348}, {-176, 4336}, {-140, 4306}, {-75, 4297},
    {-30, 4285}, {65, 4272}, {140, 4262}, {178, 4258}, {200, 4238}, {270, 4236}, {315, 4244}, {302, 4270},
    {305, 4300}, {348, 4328}, {368, 4341}, {412, 4355}, {442, 4346}, {485, 4342}, {533, 4331}, {554, 4322},
    {593, 4311}, {615, 4307}, {666, 4321}, {700, 4354}, {726, 4370}, {751, 4378}, {766, 4410}, {700, 4424},
    {690, 4455}, {704, 4470}, {674, 4494}, {695, 4518}, {710, 4546}, {684, 4583}, {702, 4593}, {680, 4614},
    {640, 4635}, {622, 4628}, {600, 4614}, {608, 4638}, {645, 4675}, {670, 4706}, {705, 4735}, {700, 4748},
    {755, 4758}, {757, 4810}, {778, 4858}, {818, 4896}, {745, 4915}, {705, 4911}, {672, 4916}, {636, 4946},
    {582, 4953}, {540, 4960}, {485, 4979}, {484, 5013}, {420, 4998}, {415, 5024}, {365, 5032}, {325, 5068},
    {290, 5070}, {260, 5081}});
constexpr auto kCorsica = std::to_array<Corner>({{938, 4298}, {947, 4280}, {953, 4212}, {938, 4172},
    {922, 4140}, {882, 4156}, {866, 4190}, {860, 4224}, {876, 4256}, {928, 4272}});

/// Where the mainland's coasts end and its borders begin, counted along its corners: Spain, the
/// Mediterranean, Italy; the first corner is Belgium.
constexpr auto kSpain = Corner{-176, 4336};
constexpr auto kMediterranean = Corner{315, 4244};
constexpr auto kItaly = Corner{751, 4378};

/// The neighbours' coasts as far as a screen shows them beside France, so that the sea knows where it ends:
/// the Netherlands, Spain and Portugal, Spain, Italy as parts of the same lines as the mainland's; England's
/// and Sardinia's.
constexpr auto kDutchCoast = std::to_array<Corner>({{480, 5300}, {415, 5200}, {342, 5140}, {292, 5123}});
constexpr auto kIberianCoast = std::to_array<Corner>(
    {{-300, 4345}, {-490, 4350}, {-790, 4378}, {-925, 4300}, {-880, 4150}, {-950, 3870}, {-890, 3700}});
constexpr auto kLevant = std::to_array<Corner>({{-190, 3700}, {-70, 3765}, {15, 3870}, {-30, 3950},
    {75, 4070}, {200, 4125}, {218, 4138}, {310, 4180}, {332, 4230}});
constexpr auto kItalianCoast = std::to_array<Corner>({{810, 4388}, {850, 4430}, {890, 4440}, {985, 4405},
    {1050, 4290}, {1115, 4235}, {1240, 4165}, {1390, 4110}, {1500, 4010}});
constexpr auto kEngland =
    std::to_array<Corner>({{-460, 5300}, {-430, 5230}, {-515, 5185}, {-300, 5145}, {-420, 5115}, {-565, 5008},
        {-490, 5005}, {-365, 5020}, {-345, 5060}, {-295, 5070}, {-245, 5055}, {-200, 5060}, {-130, 5077},
        {30, 5075}, {100, 5092}, {140, 5115}, {75, 5150}, {170, 5250}, {130, 5295}, {40, 5300}});
constexpr auto kSardinia = std::to_array<Corner>(
    {{920, 4122}, {975, 4050}, {955, 3915}, {885, 3890}, {840, 3925}, {845, 4040}, {822, 4090}});

protocol::Position positionOf(const Corner &corner)
{
    return {.latE7 = corner.second * 100'000, .lonE7 = corner.first * 100'000};
}

std::vector<protocol::Position> lineOf(std::span<const Corner> corners)
{
    std::vector<protocol::Position> line;
    for (const auto &corner : corners)
        line.push_back(positionOf(corner));
    return line;
}

std::vector<protocol::Position> joined(std::span<const Corner> first, std::span<const Corner> second)
{
    auto line = lineOf(first);
    const auto rest = lineOf(second);
    line.insert(line.end(), rest.begin(), rest.end());
    return line;
}

geo::Area areaOf(std::span<const Corner> corners)
{
    return geo::Area(protocol::Polygon{.corners = lineOf(corners)});
}

} // namespace

std::span<const FrenchTown> frenchTowns()
{
    return kTowns;
}

bool isInFrance(protocol::Position position)
{
    static const geo::Area mainland = areaOf(kMainland);
    static const geo::Area corsica = areaOf(kCorsica);
    return mainland.contains(position) || corsica.contains(position);
}

OsmDraft drawFrance()
{
    OsmDraft draft;
    for (const auto &town : kTowns)
        draft.node(town.position(),
            {{"place", town.thousands >= 100 ? "city" : "town"}, {"name", std::string(town.name)},
                {"population", std::to_string(town.thousands * 1'000)}});
    const OsmTags coast{{"natural", "coastline"}};
    const OsmTags border{{"boundary", "administrative"}, {"admin_level", "2"}};
    const std::span mainland(kMainland);
    const auto at = [&](const Corner &corner) {
        return static_cast<std::size_t>(std::ranges::find(mainland, corner) - mainland.begin());
    };
    // The corners go round against the clock: land lies on the left, as OSM wants it of coasts.
    draft.way(joined(kDutchCoast, mainland.first(1)), coast);
    draft.way(joined(std::array{kSpain}, kIberianCoast), coast);
    draft.way(joined(kLevant, std::array{kMediterranean}), coast);
    draft.way(joined(std::array{kItaly}, kItalianCoast), coast);
    draft.way(lineOf(kEngland), coast);
    const auto ocean = lineOf(mainland.first(at(kSpain) + 1));
    const auto pyrenees = lineOf(mainland.subspan(at(kSpain), at(kMediterranean) - at(kSpain) + 1));
    const auto riviera = lineOf(mainland.subspan(at(kMediterranean), at(kItaly) - at(kMediterranean) + 1));
    auto east = lineOf(mainland.subspan(at(kItaly)));
    east.push_back(ocean.front());
    const auto oceanWay = draft.way(ocean, coast);
    const auto rivieraWay = draft.way(riviera, coast);
    const auto island = [&](std::span<const Corner> clockwise) {
        auto line = lineOf(clockwise);
        std::ranges::reverse(line);
        return draft.area(line, coast);
    };
    const auto corsicaWay = island(kCorsica);
    static_cast<void>(island(kSardinia));
    draft.relation({{oceanWay, "outer"}, {draft.way(pyrenees, border), "outer"}, {rivieraWay, "outer"},
                       {draft.way(east, border), "outer"}, {corsicaWay, "outer"}},
        {{"type", "boundary"}, {"boundary", "administrative"}, {"admin_level", "2"}, {"name", "France"}});
    return draft;
}

} // namespace facteo::maps
