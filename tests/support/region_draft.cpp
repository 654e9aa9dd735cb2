// SPDX-License-Identifier: Apache-2.0
#include "support/region_draft.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace facteo::tests {
namespace {

using namespace maps::plane;

constexpr double kTownRadius = 4'700;
constexpr int kCommunesPerTown = 3; ///< along a side

constexpr auto kBeginnings =
    std::to_array<const char *>({"Mont", "Ville", "Saint-", "Beau", "Roche", "Font", "Val", "Champ", "Cham",
        "Clair", "Neu", "Bel", "Aigue", "Haute", "Lan", "Mar", "Or", "Sal", "Tour", "Vern"});
constexpr auto kEndings =
    std::to_array<const char *>({"bourg", "court", "ville", "fort", "mont", "lieu", "zac", "gny", "sac",
        "rive", "val", "font", "marie", "aubin", "gney", "vert", "nay", "celle", "roux", "tin"});

OsmTags tags(const char *key, const char *value)
{
    return {{key, value}};
}

} // namespace

RegionDraft::RegionDraft(int columns, int rows, std::uint64_t seed)
    : m_columns(columns), m_rows(rows), m_dice(seed)
{
    addTowns();
    addCoast();
    addIslands();
    addBorders();
    addFields();
    addVillages();
    addWoodsAndLakes();
    addRivers();
    addMotorways();
    addRoads();
}

std::string RegionDraft::newName()
{
    std::string name = kBeginnings[m_dice.below(kBeginnings.size())];
    name += kEndings[m_dice.below(kEndings.size())];
    if (m_dice.chance(0.3))
        name += m_dice.chance(0.5) ? "-sur-Orle" : "-le-Vieux";
    return name;
}

std::uint32_t RegionDraft::shared(Vec point)
{
    const auto [found, isNew] =
        m_shared.try_emplace(point, static_cast<std::uint32_t>(m_objects.nodes.size()));
    if (isNew)
        m_objects.nodes.push_back({.at = point, .tags = {}});
    return found->second;
}

std::uint32_t RegionDraft::way(const Line &line, OsmTags wayTags)
{
    RegionObjects::Way made{.nodes = {}, .tags = std::move(wayTags)};
    for (const auto point : line)
        made.nodes.push_back(shared(point));
    m_objects.ways.push_back(std::move(made));
    return static_cast<std::uint32_t>(m_objects.ways.size() - 1);
}

std::uint32_t RegionDraft::area(const Ring &ring, OsmTags wayTags)
{
    auto closed = ring;
    closed.push_back(ring.front());
    return way(closed, std::move(wayTags));
}

void RegionDraft::ways(const Line &line, std::size_t pointsEach, const OsmTags &wayTags, const OsmTags &more)
{
    for (std::size_t from = 0, number = 0; from + 1 < line.size(); from += pointsEach, ++number) {
        const auto to = std::min(from + pointsEach + 1, line.size());
        auto all = wayTags;
        if (number % 2 == 1)
            all.insert(all.end(), more.begin(), more.end());
        way(Line(line.begin() + static_cast<std::ptrdiff_t>(from),
                line.begin() + static_cast<std::ptrdiff_t>(to)),
            std::move(all));
    }
}

/// Midpoints moved aside again and again, less each time: what coasts and rivers look like.
Line RegionDraft::rough(Vec from, Vec to, double wobble, double step)
{
    Line line{from, to};
    while (length(line[1] - line[0]) > step) {
        Line finer;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const auto aside = leftOf(line[i + 1] - line[i]) * m_dice.between(-wobble, wobble);
            finer.push_back(line[i]);
            finer.push_back(mix(line[i], line[i + 1], 0.5) + aside);
        }
        finer.push_back(line.back());
        line = std::move(finer);
    }
    return line;
}

Ring RegionDraft::blob(Vec centre, double radius, std::size_t corners)
{
    std::array<double, 5> heights{};
    std::array<double, 5> turns{};
    for (std::size_t wave = 0; wave < heights.size(); ++wave) {
        heights[wave] = m_dice.between(0, 0.5) / static_cast<double>(wave + 2);
        turns[wave] = m_dice.between(0, 2 * std::numbers::pi);
    }
    Ring ring;
    for (std::size_t i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
        double away = 1 + m_dice.between(-0.02, 0.02);
        for (std::size_t wave = 0; wave < heights.size(); ++wave)
            away += heights[wave] * std::sin(static_cast<double>(wave + 2) * angle + turns[wave]);
        ring.push_back(centre + Vec{std::cos(angle), std::sin(angle)} * (radius * away));
    }
    return ring;
}

bool RegionDraft::isFree(Vec point, double metres) const
{
    return point.x > coastAt(point.y) + metres && std::ranges::none_of(m_towns, [&](const RegionTown &town) {
        return length(town.centre - point) < kTownRadius + metres;
    });
}

void RegionDraft::addTowns()
{
    for (int row = 0; row < m_rows; ++row)
        for (int column = 0; column < m_columns; ++column) {
            const bool isCity = (column + 2 * row) % 7 == 2;
            const double people =
                isCity ? 100'000 * std::exp2(m_dice.between(0, 3)) : 4'000 * std::exp2(m_dice.between(0, 4));
            m_towns.push_back({.centre = Vec{(column + 0.5) * kTownSpacing, (row + 0.5) * kTownSpacing} +
                                         Vec{m_dice.between(-2'500, 2'500), m_dice.between(-2'500, 2'500)},
                .name = newName(),
                .people = std::lround(people)});
        }
}

double RegionDraft::coastAt(double y) const
{
    double x = -10'000;
    for (std::size_t i = 0; i + 1 < m_coast.size(); ++i)
        if ((m_coast[i].y > y) != (m_coast[i + 1].y > y))
            x = std::max(x, m_coast[i].x);
    return x;
}

void RegionDraft::addCoast()
{
    const double north = height() + 15'000;
    const double bay = std::round(m_rows / 2.0) * kTownSpacing;
    for (const auto &[from, to] : {std::pair(Vec{-9'000, north}, Vec{-7'000, bay + 9'000}),
             std::pair(Vec{-7'000, bay + 9'000}, Vec{1'500, bay + 2'000}),
             std::pair(Vec{1'500, bay + 2'000}, Vec{500, bay - 2'500}),
             std::pair(Vec{500, bay - 2'500}, Vec{-9'000, bay - 10'000}),
             std::pair(Vec{-9'000, bay - 10'000}, Vec{-6'000, -15'000})}) {
        const auto piece = rough(from, to, 0.14, 250);
        m_coast.insert(m_coast.end(), piece.begin() + (m_coast.empty() ? 0 : 1), piece.end());
    }
    ways(m_coast, 180, tags("natural", "coastline"));
}

void RegionDraft::addIslands()
{
    for (int i = 0; i < 3 * m_rows; ++i) {
        const Vec centre{m_dice.between(-42'000, -24'000), m_dice.between(0, height())};
        const double radius = 300 * std::exp2(m_dice.between(0, 3.6));
        // Land on the left: counter-clockwise.
        area(blob(centre, radius, 24 + static_cast<std::size_t>(radius / 40)), tags("natural", "coastline"));
        if (radius > 1'500)
            area(blob(centre, radius / 3, 20), tags("natural", "wood"));
    }
}

void RegionDraft::addBorders()
{
    const int columns = m_columns * kCommunesPerTown;
    const int rows = m_rows * kCommunesPerTown;
    const double side = kTownSpacing / kCommunesPerTown;
    std::vector<Vec> corners;
    for (int row = 0; row <= rows; ++row)
        for (int column = 0; column <= columns; ++column)
            corners.push_back(Vec{column * side, row * side} +
                              Vec{m_dice.between(-1'800, 1'800), m_dice.between(-1'800, 1'800)});
    const auto corner = [&](int column, int row) {
        return corners[static_cast<std::size_t>(row * (columns + 1) + column)];
    };
    std::map<std::pair<Vec, Vec>, std::uint32_t> edges;
    const auto edge = [&](Vec from, Vec to) {
        const auto key = std::minmax(from, to);
        const auto found = edges.find(key);
        return found != edges.end()
                   ? found->second
                   : edges.emplace(key, way(rough(key.first, key.second, 0.12, 600), {})).first->second;
    };
    // Rectangles of communes: themselves, departments, regions, the country.
    struct Tier
    {
        int level;
        int size;
    };
    for (const auto &[level, size] : {Tier{8, 1}, Tier{6, 6}, Tier{4, 12}, Tier{2, std::max(columns, rows)}})
        for (int row = 0; row < rows; row += size)
            for (int column = 0; column < columns; column += size) {
                const int right = std::min(column + size, columns);
                const int top = std::min(row + size, rows);
                RegionObjects::Relation border;
                for (int c = column; c < right; ++c)
                    for (const int y : {row, top})
                        border.ways.emplace_back(edge(corner(c, y), corner(c + 1, y)), "outer");
                for (int r = row; r < top; ++r)
                    for (const int x : {column, right})
                        border.ways.emplace_back(edge(corner(x, r), corner(x, r + 1)), "outer");
                border.tags = {{"type", "boundary"}, {"boundary", "administrative"},
                    {"admin_level", std::to_string(level)}, {"name", newName()}};
                m_objects.relations.push_back(std::move(border));
            }
}

void RegionDraft::addFields()
{
    constexpr double kSide = 1'600;
    const auto columns = static_cast<int>(m_columns * kTownSpacing / kSide);
    const auto rows = static_cast<int>(m_rows * kTownSpacing / kSide);
    std::vector<Vec> corners;
    for (int i = 0; i < (rows + 1) * (columns + 1); ++i)
        corners.push_back(Vec{i % (columns + 1) * kSide, double(i / (columns + 1)) * kSide} +
                          Vec{m_dice.between(-420, 420), m_dice.between(-420, 420)});
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const auto at = [&](int x, int y) {
                return corners[static_cast<std::size_t>((row + y) * (columns + 1) + column + x)];
            };
            const double what = m_dice.share();
            const char *use = what < 0.55   ? "farmland"
                              : what < 0.75 ? "meadow"
                              : what < 0.87 ? "forest"
                              : what < 0.92 ? "vineyard"
                                            : nullptr;
            const Ring field{at(0, 0), at(1, 0), at(1, 1), at(0, 1)};
            if (use != nullptr && std::ranges::all_of(field, [&](Vec p) { return isFree(p, 300); }))
                area(field, tags("landuse", use));
        }
}

void RegionDraft::addWoodsAndLakes()
{
    for (int i = 0; i < m_columns * m_rows; ++i) {
        const Vec at{m_dice.between(0, m_columns * kTownSpacing), m_dice.between(0, height())};
        const double radius = m_dice.between(900, 4'500);
        if (isFree(at, radius * 1.3)) {
            const auto outer = area(blob(at, radius, 40 + static_cast<std::size_t>(radius / 30)), {});
            const auto inner = area(blob(at, radius / 5, 18), {});
            m_objects.relations.push_back({.ways = {{outer, "outer"}, {inner, "inner"}},
                .tags = {
                    {"type", "multipolygon"}, {"landuse", "forest"}, {"name", "Forêt de " + newName()}}});
        }
        const Vec lake{m_dice.between(0, m_columns * kTownSpacing), m_dice.between(0, height())};
        if (i % 3 == 0 && isFree(lake, 2'000))
            area(blob(lake, m_dice.between(300, 1'600), 60),
                {{"natural", "water"}, {"name", "Lac de " + newName()}});
    }
}

void RegionDraft::addRivers()
{
    const double east = m_columns * kTownSpacing;
    for (int row = 1; row <= m_rows; ++row) {
        const double y = row * kTownSpacing;
        const auto river = rough({east, y + m_dice.between(-3'000, 3'000)}, {coastAt(y), y}, 0.10, 350);
        ways(river, 60, {{"waterway", "river"}, {"name", "la " + newName()}});
        for (std::size_t i = 40; i < river.size(); i += 50)
            ways(rough(river[i] + Vec{m_dice.between(-3'000, 3'000), m_dice.between(3'000, 7'000)}, river[i],
                     0.12, 200),
                40, tags("waterway", "stream"));
    }
}

void RegionDraft::addMotorways()
{
    const double east = m_columns * kTownSpacing;
    int number = 1;
    const auto add = [&](Vec from, Vec to) {
        const auto middle = smooth(rough(from, to, 0.05, 15'000), 300);
        const OsmTags motorway{{"highway", "motorway"}, {"ref", "A " + std::to_string(number)}};
        const OsmTags bridge{{"bridge", "yes"}, {"layer", "1"}};
        ways(beside(middle, 14), 13, motorway, bridge);
        auto back = beside(middle, -14);
        std::ranges::reverse(back);
        ways(back, 13, motorway, bridge);
        for (std::size_t i = 20; i + 20 < middle.size(); i += 40)
            for (const double side : {-60.0, 60.0})
                way(smooth({middle[i - 2], middle[i] + Vec{side, side}, middle[i + 2]}, 60),
                    {{"highway", "motorway_link"}, {"oneway", "yes"}});
        ++number;
    };
    for (int column = 1; column < m_columns; column += 3)
        add({column * kTownSpacing, -2'000}, {column * kTownSpacing, height() + 2'000});
    for (int row = 1; row < m_rows; row += 3)
        add({2'000, row * kTownSpacing}, {east + 2'000, row * kTownSpacing});
}

void RegionDraft::addRoads()
{
    const auto town = [&](int column, int row) {
        return m_towns[static_cast<std::size_t>(row * m_columns + column)].centre;
    };
    int number = 1;
    const auto connect = [&](Vec from, Vec to, const char *highway, double wobble) {
        const auto way = unit(to - from) * (kTownRadius - 400);
        ways(smooth(rough(from + way, to - way, wobble, 2'500), 120), 12,
            {{"highway", highway}, {"ref", "D " + std::to_string(number++)}});
    };
    for (int row = 0; row < m_rows; ++row)
        for (int column = 0; column < m_columns; ++column) {
            if (column + 1 < m_columns) {
                connect(town(column, row), town(column + 1, row), row % 4 == 0 ? "trunk" : "primary", 0.06);
                if (row % 2 == 0)
                    ways(smooth(rough(town(column, row), town(column + 1, row), 0.03, 6'000), 200), 15,
                        tags("railway", "rail"));
            }
            if (row + 1 < m_rows)
                connect(town(column, row), town(column, row + 1), "primary", 0.06);
            if (column + 1 < m_columns && row + 1 < m_rows)
                connect(town(column, row), town(column + 1, row + 1), "secondary", 0.08);
        }
    for (std::size_t i = 0; i + 1 < m_villages.size(); ++i)
        if (length(m_villages[i + 1] - m_villages[i]) < 14'000)
            ways(smooth(rough(m_villages[i], m_villages[i + 1], 0.08, 1'500), 80), 12,
                tags("highway", i % 3 == 0 ? "tertiary" : "unclassified"));
}

void RegionDraft::addVillages()
{
    for (int cell = 0; cell < m_columns * m_rows; ++cell)
        for (int i = 0; i < 7; ++i) {
            const Vec at = Vec{(cell % m_columns + m_dice.share()) * kTownSpacing,
                (double(cell / m_columns) + m_dice.share()) * kTownSpacing};
            if (!isFree(at, 900) ||
                std::ranges::any_of(m_villages, [&](Vec v) { return length(v - at) < 2'600; }))
                continue;
            m_villages.push_back(at);
            const long people = std::lround(90 * std::exp2(m_dice.between(0, 5)));
            m_objects.nodes.push_back({.at = at,
                .tags = {{"place", people < 150 ? "hamlet" : "village"}, {"name", newName()},
                    {"population", std::to_string(people)}}});
            area(blob(at, 120 + std::sqrt(static_cast<double>(people)) * 8, 24),
                tags("landuse", "residential"));
            for (int street = 0; street < 4; ++street) {
                const double angle = m_dice.between(0, 6.28);
                way({at, at + Vec{std::cos(angle), std::sin(angle)} * m_dice.between(100, 350)},
                    {{"highway", "residential"}, {"name", "Rue de " + newName()}});
            }
        }
}

} // namespace facteo::tests
