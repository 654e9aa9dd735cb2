// SPDX-License-Identifier: Apache-2.0
#include "maps/address_index.h"

#include "geo/distance.h"
#include "maps/address_search.h"
#include "maps/bytes.h"
#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace facteo::maps {
namespace {

using namespace format;

Counts countsOf(std::span<const std::byte> section)
{
    ByteReader reader(section);
    return reader.fixed<Counts>();
}

std::string joined(std::string_view postcode, std::string_view city)
{
    std::string text(postcode);
    if (!postcode.empty() && !city.empty())
        text += ' ';
    return text.append(city);
}

} // namespace

AddressIndex::AddressIndex(const MapPackage &package) : m_package(package)
{
    const auto places = package.section(SectionKind::Places);
    const auto placeCounts = countsOf(places);
    m_places = {places, sizeof(Counts), placeCounts.first};
    m_words = {
        places, sizeof(Counts) + std::size_t{placeCounts.first} * sizeof(PlaceEntry), placeCounts.second};

    m_tokens = TokenTable(package.section(SectionKind::Tokens), package.section(SectionKind::Texts));

    const auto addresses = package.section(SectionKind::Addresses);
    m_addresses = {addresses, sizeof(Counts), countsOf(addresses).first};

    const auto nearby = package.section(SectionKind::Nearby);
    const auto nearCounts = countsOf(nearby);
    const auto cellRows = nearby.empty() ? std::size_t{0} : std::size_t{nearCounts.first} + 1;
    m_cells = {nearby, sizeof(Counts), cellRows};
    m_near = {nearby, sizeof(Counts) + cellRows * sizeof(CellEntry), nearCounts.second};
}

Hit AddressIndex::hitOf(const PlaceEntry &entry, const AddressEntry *address) const
{
    Hit hit;
    hit.street = m_package.text(entry.name);
    hit.city = m_package.text(entry.city);
    hit.postcode = m_package.text(entry.postcode);
    hit.position = positionOf(address != nullptr ? address->point : entry.point);
    hit.label = hit.street;
    if (address != nullptr) {
        hit.kind = HitKind::Address;
        hit.houseNumber = m_package.text(address->label);
        hit.label = hit.houseNumber + " " + hit.street;
    } else if (entry.kind == kStreet) {
        hit.kind = HitKind::Street;
    } else {
        const auto kind = static_cast<FeatureKind>(entry.kind);
        hit.kind = kind >= FeatureKind::City && kind <= FeatureKind::Suburb ? HitKind::Place
                                                                            : HitKind::PointOfInterest;
    }
    const auto where = joined(hit.postcode, hit.city);
    if (!where.empty() && hit.city != hit.street)
        hit.label += ", " + where;
    return hit;
}

std::vector<Hit> AddressIndex::search(
    std::string_view query, std::size_t limit, std::optional<protocol::Position> near) const
{
    const auto readings = readingsOf(query);
    std::vector<AddressSearch::Candidate> candidates;
    for (const auto spelling : {Spelling::AsTyped, Spelling::Forgiving})
        if (candidates.empty())
            for (const auto &reading : readings)
                AddressSearch(*this, reading, spelling, near).run(candidates);

    const auto better = [](const auto &a, const auto &b) {
        return std::tuple(-a.score, a.entry, a.address) < std::tuple(-b.score, b.entry, b.address);
    };
    // Each reading may have found the same.
    const auto kept = std::min(candidates.size(), limit * std::max<std::size_t>(1, readings.size()));
    std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(kept), better);
    std::vector<Hit> hits;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (std::size_t i = 0; i < kept && hits.size() < limit; ++i) {
        const auto &candidate = candidates[i];
        if (!seen.emplace(candidate.entry, candidate.address).second)
            continue;
        const auto address = m_addresses[candidate.address];
        hits.push_back(
            hitOf(m_places[candidate.entry], candidate.address != kNoAddress ? &address : nullptr));
        hits.back().metres = candidate.metres;
    }
    return hits;
}

std::optional<Hit> AddressIndex::reverse(protocol::Position position, double metres) const
{
    const auto centre = worldPoint(position);
    const double reach = metres / metresPerWorldUnit(centre.y);
    const auto ring = static_cast<std::int64_t>(std::min(reach, 1e7) / (1U << kCellShift)) + 1;
    const std::int64_t cellX = centre.x >> kCellShift;
    const std::int64_t cellY = centre.y >> kCellShift;
    std::optional<NearEntry> best;
    double nearest = metres;
    for (auto y = std::max<std::int64_t>(0, cellY - ring); y <= cellY + ring; ++y) {
        // The cells of one row lie side by side in the table: one search finds the first of them.
        const auto from = (static_cast<std::uint64_t>(y) << 32) |
                          static_cast<std::uint64_t>(std::max<std::int64_t>(0, cellX - ring));
        const auto to = (static_cast<std::uint64_t>(y) << 32) | static_cast<std::uint64_t>(cellX + ring);
        std::size_t low = 0;
        for (std::size_t high = m_cells.size(); low < high;) {
            const auto middle = low + (high - low) / 2;
            if (m_cells[middle].cell < from)
                low = middle + 1;
            else
                high = middle;
        }
        for (auto cell = low; cell + 1 < m_cells.size() && m_cells[cell].cell <= to; ++cell)
            for (auto i = m_cells[cell].firstPoint; i < m_cells[cell + 1].firstPoint && i < m_near.size();
                ++i) {
                const auto entry = m_near[i];
                const double away = geo::distanceMetres(position, positionOf(entry.point));
                if (away < nearest) {
                    nearest = away;
                    best = entry;
                }
            }
    }
    if (!best)
        return std::nullopt;
    const auto address = m_addresses[best->address];
    auto hit = hitOf(m_places[best->entry], best->address != kNoAddress ? &address : nullptr);
    if (best->address == kNoAddress)
        hit.position = positionOf(best->point);
    hit.metres = nearest;
    return hit;
}

} // namespace facteo::maps
