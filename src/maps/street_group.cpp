// SPDX-License-Identifier: Apache-2.0
#include "maps/street_group.h"

#include "geo/distance.h"
#include "maps/folding.h"
#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>

namespace facteo::maps {
namespace {

constexpr double kSameCityMetres = 20'000; ///< there are thirteen communes called Sainte-Colombe
constexpr double kAlongMetres = 400;       ///< a piece of a street from its next number
constexpr double kBesideMetres = 100;      ///< a number from the next one of its street
/// Cells more than 400 m wide everywhere between 60° N and S.
constexpr unsigned kStreetCellShift = 17;

std::uint64_t streetCell(std::uint64_t column, std::uint64_t row)
{
    return (row << 32) | column;
}

double metresBetween(WorldPoint a, WorldPoint b)
{
    return geo::distanceMetres(positionOf(a), positionOf(b));
}

/// Some point of it.
WorldPoint anchorOf(const StreetDraft &street)
{
    if (street.middle)
        return *street.middle;
    if (!street.houses.empty())
        return street.houses.front().point;
    return street.line.empty() ? WorldPoint{} : street.line[street.line.size() / 2];
}

double metresToNumber(const StreetDraft &street, WorldPoint point)
{
    double nearest = std::numeric_limits<double>::max();
    for (const auto &house : street.houses)
        nearest = std::min(nearest, metresBetween(house.point, point));
    return nearest;
}

/// The point that is nearest to the middle of all.
WorldPoint middleOf(const std::vector<WorldPoint> &points)
{
    double x = 0;
    double y = 0;
    for (const auto point : points) {
        x += point.x / static_cast<double>(points.size());
        y += point.y / static_cast<double>(points.size());
    }
    return *std::ranges::min_element(points, {}, [&](WorldPoint p) { return std::hypot(p.x - x, p.y - y); });
}

std::vector<WorldPoint> housePoints(const StreetDraft &street, bool osmOnly)
{
    std::vector<WorldPoint> points;
    for (const auto &house : street.houses)
        if (!osmOnly || house.source == AddressSource::Osm)
            points.push_back(house.point);
    return points;
}

WorldPoint middleOf(const StreetDraft &street)
{
    if (street.middle)
        return *street.middle;
    if (!street.line.empty())
        return middleOf(street.line);
    auto points = housePoints(street, true);
    if (points.empty())
        points = housePoints(street, false);
    return points.empty() ? WorldPoint{} : middleOf(points);
}

/// Ascending by number; of equal ones the best of the Base Adresse Nationale, or else all of OSM.
void tidyHouses(std::vector<HouseDraft> &houses)
{
    struct Numbered
    {
        HouseNumber number;
        std::size_t place;
    };
    std::vector<Numbered> order;
    order.reserve(houses.size());
    for (std::size_t i = 0; i < houses.size(); ++i)
        order.push_back({.number = houseNumberOf(houses[i].label).value_or(HouseNumber{}), .place = i});
    std::ranges::sort(order, {}, [&](const Numbered &n) {
        const auto &house = houses[n.place];
        return std::tuple(n.number, house.source != AddressSource::Ban, house.quality, n.place);
    });
    std::vector<HouseDraft> kept;
    const HouseNumber *official = nullptr; // the last number of the Base Adresse Nationale
    for (const auto &[number, place] : order) {
        auto &house = houses[place];
        if (official != nullptr && *official == number)
            continue;
        if (house.source == AddressSource::Ban && number != HouseNumber{})
            official = &number;
        kept.push_back(std::move(house));
    }
    houses = std::move(kept);
}

void fill(std::string &text, std::string &&said)
{
    if (text.empty())
        text = std::move(said);
}

} // namespace

void StreetGroup::add(StreetDraft street)
{
    m_said.push_back(std::move(street));
}

std::size_t StreetGroup::begin(StreetDraft said)
{
    const auto street = m_streets.size();
    m_ofCity[foldedKey(said.city)].push_back(street);
    m_streets.push_back({.name = said.name, .city = said.city});
    merge(std::move(said), street);
    return street;
}

void StreetGroup::merge(StreetDraft said, std::size_t into)
{
    auto &street = m_streets[into];
    fill(street.postcode, std::move(said.postcode));
    fill(street.commune, std::move(said.commune));
    fill(street.locality, std::move(said.locality));
    if (!said.words.empty() && street.words.find(said.words) == std::string::npos)
        street.words += (street.words.empty() ? "" : " ") + said.words;
    street.sources |= said.sources;
    if (!street.middle)
        street.middle = said.middle;
    street.line.insert(street.line.end(), said.line.begin(), said.line.end());
    for (auto &house : said.houses) {
        auto &cell =
            m_inCell[streetCell(house.point.x >> kStreetCellShift, house.point.y >> kStreetCellShift)];
        if (cell.empty() || cell.back() != into)
            cell.push_back(into);
        street.houses.push_back(std::move(house));
    }
}

void StreetGroup::joinBan(StreetDraft said)
{
    const auto key = (said.commune.empty() ? foldedKey(said.city) : said.commune) + '|' +
                     foldedKey(said.locality) + '|' + said.postcode;
    const auto known = m_banStreets.find(key);
    if (known != m_banStreets.end())
        merge(std::move(said), known->second);
    else
        m_banStreets.emplace(key, begin(std::move(said)));
}

/// Of its city, and near enough to be of this city and of no other with its name.
std::optional<std::size_t> StreetGroup::streetOf(const StreetDraft &said) const
{
    const auto known = m_ofCity.find(foldedKey(said.city));
    if (known == m_ofCity.end())
        return std::nullopt;
    const auto point = anchorOf(said);
    std::vector<std::size_t> near;
    for (const auto street : known->second)
        if (metresBetween(anchorOf(m_streets[street]), point) < kSameCityMetres)
            near.push_back(street);
    if (near.empty())
        return std::nullopt;
    if (near.size() == 1)
        return near.front();
    return *std::ranges::min_element(near, {}, [&](std::size_t street) {
        return std::min(
            metresToNumber(m_streets[street], point), metresBetween(anchorOf(m_streets[street]), point));
    });
}

std::optional<std::size_t> StreetGroup::streetWithNumberAt(
    WorldPoint point, double metres, std::uint8_t sources) const
{
    std::optional<std::size_t> best;
    double nearest = metres;
    const std::uint64_t column = point.x >> kStreetCellShift;
    const std::uint64_t row = point.y >> kStreetCellShift;
    for (auto y = row > 0 ? row - 1 : 0; y <= row + 1; ++y)
        for (auto x = column > 0 ? column - 1 : 0; x <= column + 1; ++x) {
            const auto cell = m_inCell.find(streetCell(x, y));
            if (cell == m_inCell.end())
                continue;
            for (const auto street : cell->second) {
                if ((m_streets[street].sources & sources) == 0)
                    continue;
                if (const auto away = metresToNumber(m_streets[street], point); away < nearest) {
                    nearest = away;
                    best = street;
                }
            }
        }
    return best;
}

void StreetGroup::joinOsm(StreetDraft said)
{
    constexpr std::uint8_t kBan = std::to_underlying(AddressSource::Ban);
    constexpr std::uint8_t kBoth = kBan | std::to_underlying(AddressSource::Osm);
    auto street = streetOf(said);
    if (!street)
        street = said.houses.empty() ? streetWithNumberAt(anchorOf(said), kAlongMetres, kBoth)
                                     : streetWithNumberAt(anchorOf(said), kBesideMetres, kBan);
    if (street)
        merge(std::move(said), *street);
    else
        begin(std::move(said));
}

std::vector<StreetDraft> StreetGroup::take()
{
    // Who has numbers says where a street is; the others join.
    const auto turn = [](const StreetDraft &said) {
        if (said.sources == std::to_underlying(AddressSource::Ban))
            return 0;
        return said.houses.empty() ? 2 : 1;
    };
    std::ranges::stable_sort(m_said, {}, turn);
    for (auto &said : m_said) {
        if (turn(said) == 0)
            joinBan(std::move(said));
        else
            joinOsm(std::move(said));
    }
    for (auto &street : m_streets) {
        street.middle = middleOf(street);
        tidyHouses(street.houses);
        if (!street.houses.empty())
            street.line.clear();
    }
    auto streets = std::move(m_streets);
    *this = StreetGroup();
    return streets;
}

} // namespace facteo::maps
