// SPDX-License-Identifier: Apache-2.0
#include "maps/address_index.h"

#include "geo/distance.h"
#include "maps/address_search.h"
#include "maps/bytes.h"
#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace facteo::maps {
namespace {

using namespace format;

/// Most positions have an address this close; then nothing farther away is looked at.
constexpr double kFirstLookMetres = 60;

template<typename Head> Head headOf(std::span<const std::byte> section)
{
    return ByteReader(section).fixed<Head>();
}

/// "Melay, 49120 Chemillé-en-Anjou"
std::string townLine(const Hit &hit)
{
    std::string line = hit.locality;
    for (const auto *part : {&hit.postcode, &hit.city}) {
        if (part->empty())
            continue;
        if (!line.empty())
            line += part == &hit.postcode || hit.postcode.empty() ? ", " : " ";
        line += *part;
    }
    return line;
}

} // namespace

AddressIndex::AddressIndex(const MapPackage &package) : m_texts(package.section(SectionKind::AddressTexts))
{
    const auto places = package.section(SectionKind::AddressPlaces);
    const auto placeCounts = headOf<Counts>(places);
    const auto wordsAt = sizeof(Counts) + std::size_t{placeCounts.first} * sizeof(PlaceEntry);
    m_places = {places, sizeof(Counts), placeCounts.first};
    m_settlements = placeCounts.second;
    if (places.size() > wordsAt)
        m_words = {places, wordsAt, (places.size() - wordsAt) / sizeof(std::uint32_t)};

    m_tokens = TokenTable(package.section(SectionKind::AddressTokens), m_texts);

    const auto addresses = package.section(SectionKind::AddressNumbers);
    m_addresses = {addresses, sizeof(Counts), headOf<Counts>(addresses).first};

    const auto nearby = package.section(SectionKind::AddressNearby);
    const auto near = headOf<NearbyCounts>(nearby);
    if (nearby.empty())
        return;
    const auto cellRows = std::size_t{near.cells} + 1;
    const auto pointsAt = sizeof(NearbyCounts) + cellRows * sizeof(CellEntry);
    m_cells = {nearby, sizeof(NearbyCounts), cellRows};
    m_near = {nearby, pointsAt, near.points};
    m_samples = {nearby, pointsAt + std::size_t{near.points} * sizeof(std::uint32_t), near.samples};
}

std::string_view AddressIndex::text(std::uint32_t offset) const
{
    return offset < m_texts.size() ? ByteReader(m_texts.subspan(offset)).text() : std::string_view();
}

Hit AddressIndex::hitOf(const PlaceEntry &entry, const AddressEntry *address) const
{
    Hit hit;
    hit.street = text(entry.name);
    hit.locality = text(entry.locality);
    hit.city = text(entry.city);
    hit.postcode = text(entry.postcode);
    hit.position = positionOf(address != nullptr ? address->point : entry.point);
    hit.label = hit.street;
    if (address != nullptr) {
        hit.kind = HitKind::Address;
        hit.houseNumber = text(address->label);
        hit.label = hit.houseNumber + " " + hit.street;
    } else if (entry.kind == kStreet) {
        hit.kind = HitKind::Street;
    } else {
        const auto kind = static_cast<FeatureKind>(entry.kind);
        hit.kind = kind >= FeatureKind::City && kind <= FeatureKind::Suburb ? HitKind::Place
                                                                            : HitKind::PointOfInterest;
    }
    const auto where = townLine(hit);
    if (!where.empty() && hit.city != hit.street)
        hit.label += ", " + where;
    return hit;
}

std::vector<Hit> AddressIndex::search(
    std::string_view query, std::size_t limit, std::optional<protocol::Position> near) const
{
    auto readings = readingsOf(query);
    std::vector<AddressSearch::Candidate> candidates;
    const auto look = [&] {
        for (const auto spelling : {Spelling::AsTyped, Spelling::Forgiving})
            if (candidates.empty())
                for (const auto &reading : readings)
                    AddressSearch(*this, reading, spelling, near).run(candidates);
    };
    look();
    // Only now: what fits wholly is never beside what fits in part.
    if (candidates.empty())
        for (auto &looser : looserReadingsOf(query)) {
            readings = std::move(looser);
            look();
            if (!candidates.empty())
                break;
        }

    const auto better = [](const auto &a, const auto &b) {
        return std::tuple(-a.score, a.entry, a.address) < std::tuple(-b.score, b.entry, b.address);
    };
    // Each reading may have found the same.
    const auto kept = std::min(candidates.size(), limit * std::max<std::size_t>(1, readings.size()));
    std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(kept), better);
    std::vector<Hit> hits;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    std::set<std::uint32_t> housed;
    for (std::size_t i = 0; i < kept && hits.size() < limit; ++i) {
        const auto &candidate = candidates[i];
        // Who found the house needs no street.
        const bool isStreetOfHouse = candidate.address == kNoAddress && housed.contains(candidate.entry);
        if (isStreetOfHouse || !seen.emplace(candidate.entry, candidate.address).second)
            continue;
        if (candidate.address != kNoAddress)
            housed.insert(candidate.entry);
        const auto address = m_addresses[candidate.address];
        hits.push_back(
            hitOf(m_places[candidate.entry], candidate.address != kNoAddress ? &address : nullptr));
        if (near)
            hits.back().metres = geo::distanceMetres(*near, hits.back().position);
    }
    return hits;
}

/// The nearest so far.
struct AddressIndex::Nearest
{
    double metres = 0;
    std::optional<std::uint32_t> number = std::nullopt;
};

WorldPoint AddressIndex::nearPoint(std::uint32_t number) const
{
    return number < m_addresses.size() ? m_addresses[number].point
                                       : m_samples[number - m_addresses.size()].point;
}

std::size_t AddressIndex::firstCellFrom(std::uint64_t cell) const
{
    std::size_t low = 0;
    for (std::size_t high = m_cells.size(); low < high;) {
        const auto middle = low + (high - low) / 2;
        if (m_cells[middle].cell() < cell)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void AddressIndex::lookAround(protocol::Position position, double metres, Nearest &nearest) const
{
    const auto centre = worldPoint(position);
    const auto here = cellOf(centre);
    // Metres are worth more units towards the pole: measured at the northern edge of what is looked at.
    const auto top = geo::positionOf(std::min(85.0, position.latDegrees() + metres / 111'000), 0);
    const double reach = metres / metresPerWorldUnit(worldPoint(top).y);
    const auto ring = static_cast<std::int64_t>(reach / (1U << kCellShift)) + 1;
    const auto atLeast0 = [](std::int64_t value) {
        return static_cast<std::uint64_t>(std::max<std::int64_t>(0, value));
    };
    nearest = {.metres = metres};
    for (auto row = atLeast0(here.row - ring); row <= static_cast<std::uint64_t>(here.row + ring); ++row) {
        // The cells of one row lie side by side in the table: one search finds the first of them.
        const auto last = (row << 32) | static_cast<std::uint64_t>(here.column + ring);
        for (auto cell = firstCellFrom((row << 32) | atLeast0(here.column - ring));
            cell + 1 < m_cells.size() && m_cells[cell].cell() <= last; ++cell)
            for (auto i = m_cells[cell].firstPoint; i < m_cells[cell + 1].firstPoint && i < m_near.size();
                ++i) {
                const double away = geo::distanceMetres(position, positionOf(nearPoint(m_near[i])));
                if (away < nearest.metres)
                    nearest = {.metres = away, .number = m_near[i]};
            }
    }
}

std::uint32_t AddressIndex::firstEntryFrom(std::uint64_t morton) const
{
    auto low = m_settlements;
    for (auto high = static_cast<std::uint32_t>(m_places.size()); low < high;) {
        const auto middle = low + (high - low) / 2;
        if (mortonOf(m_places[middle].point) < morton)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::uint32_t AddressIndex::entryOfAddress(std::uint32_t address) const
{
    std::uint32_t low = 0;
    for (auto high = static_cast<std::uint32_t>(m_places.size()); low < high;) {
        const auto middle = low + (high - low) / 2;
        if (m_places[middle].firstAddress + m_places[middle].addresses <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::optional<Hit> AddressIndex::reverse(protocol::Position position, double metres) const
{
    // Written so that not a number is no distance, too: the looks below would never reach it.
    if (!(metres > 0) || std::abs(std::int64_t{position.latE7}) > 900'000'000 ||
        std::abs(std::int64_t{position.lonE7}) > 1'800'000'000)
        return std::nullopt;
    const double farthest = std::min(metres, kFarthestMetres);
    Nearest nearest;
    for (double look = std::min(farthest, kFirstLookMetres); !nearest.number;
        look = std::min(farthest, look * 4)) {
        lookAround(position, look, nearest);
        if (look >= farthest)
            break;
    }
    if (!nearest.number)
        return std::nullopt;
    const bool isAddress = *nearest.number < m_addresses.size();
    const auto address = m_addresses[*nearest.number];
    const auto entry =
        isAddress ? entryOfAddress(*nearest.number) : m_samples[*nearest.number - m_addresses.size()].entry;
    auto hit = hitOf(m_places[entry], isAddress ? &address : nullptr);
    hit.position = positionOf(nearPoint(*nearest.number));
    hit.metres = nearest.metres;
    return hit;
}

} // namespace facteo::maps
