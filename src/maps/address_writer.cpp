// SPDX-License-Identifier: Apache-2.0
#include "maps/address_writer.h"

#include "maps/bytes.h"
#include "maps/folding.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <ranges>
#include <span>
#include <utility>

namespace facteo::maps {
namespace {

using namespace format;

constexpr std::size_t kMostWords = std::numeric_limits<std::uint8_t>::max();
/// A cell takes 34 bits; the rest of 64 is for the number of what lies in it.
constexpr unsigned kNumberBits = 30;
constexpr unsigned kColumnBits = 32 - kCellShift;
constexpr std::uint64_t kNumberMask = (std::uint64_t{1} << kNumberBits) - 1;
/// Of the near: a sample, not an address.
constexpr std::uint64_t kIsSample = std::uint64_t{1} << (kNumberBits - 1);

std::uint64_t nearKey(WorldPoint point, std::uint64_t number)
{
    const auto cell = cellOf(point);
    return (((std::uint64_t{cell.row} << kColumnBits) | cell.column) << kNumberBits) | number;
}

std::uint32_t countOf(std::size_t size)
{
    return static_cast<std::uint32_t>(size);
}

template<typename T> std::span<const std::byte> bytesOf(const std::vector<T> &values)
{
    return std::as_bytes(std::span(values));
}

template<typename T> std::span<const std::byte> bytesOf(const T &value)
{
    return std::as_bytes(std::span(&value, 1));
}

void copy(const auto &from, std::uint64_t size, SectionKind kind, const SectionSink &sink)
{
    std::vector<std::byte> piece(std::size_t{1} << 20);
    for (std::uint64_t at = 0; at < size; at += piece.size()) {
        piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), size - at)));
        if (!from(at, std::span(piece)))
            return; // the fault is the file's
        sink(kind, piece);
    }
}

} // namespace

AddressWriter::AddressWriter(const WriterRoom &room)
    : m_texts(room.scratch, room.memory), m_addresses(room.scratch)
{
}

void AddressWriter::addEntry(
    PlaceEntry entry, const std::vector<std::string> &name, const std::vector<std::string> &others)
{
    const auto number = [&](const std::string &word) {
        return m_wordNumbers.try_emplace(word, countOf(m_wordNumbers.size())).first->second;
    };
    entry.firstWord = countOf(m_words.size());
    for (const auto &word : name | std::views::take(kMostWords))
        m_words.push_back(number(word));
    entry.nameWords = static_cast<std::uint8_t>(m_words.size() - entry.firstWord);
    for (const auto &word : others) {
        const auto met = number(word);
        const auto from = m_words.begin() + entry.firstWord + entry.nameWords;
        if (m_words.size() - entry.firstWord < kMostWords &&
            std::find(from, m_words.end(), met) == m_words.end())
            m_words.push_back(met);
    }
    entry.words = static_cast<std::uint8_t>(m_words.size() - entry.firstWord);
    m_places.push_back(entry);
}

void AddressWriter::add(const StreetDraft &street)
{
    auto others = indexWords(street.city);
    for (const auto *text : {&street.postcode, &street.locality, &street.words})
        for (auto &word : indexWords(*text))
            others.push_back(std::move(word));
    addEntry({.name = m_texts.offsetOf(street.name),
                 .city = m_texts.offsetOf(street.city),
                 .postcode = m_texts.offsetOf(street.postcode),
                 .commune = m_texts.offsetOf(street.commune),
                 .locality = m_texts.offsetOf(street.locality),
                 .point = street.middle.value_or(WorldPoint{}),
                 .firstAddress = m_addressCount,
                 .addresses = countOf(street.houses.size()),
                 .sources = street.sources},
        indexWords(street.name), others);
    ++m_counts.streets;
    addHouses(street);
}

void AddressWriter::addHouses(const StreetDraft &street)
{
    for (const auto &house : street.houses) {
        const auto number = houseNumberOf(house.label).value_or(HouseNumber{});
        const AddressEntry address{.point = house.point,
            .label = m_texts.offsetOf(house.label),
            .number = number.number,
            .mark = static_cast<std::uint8_t>(number.mark),
            .source = std::to_underlying(house.source)};
        m_near.push_back(nearKey(house.point, m_addressCount++));
        m_addresses.append(bytesOf(address));
    }
    for (const auto point : street.line) {
        m_near.push_back(nearKey(point, kIsSample | m_samples.size()));
        m_samples.push_back({.point = point, .entry = countOf(m_places.size() - 1)});
    }
}

void AddressWriter::add(const PlaceDraft &place)
{
    auto others = indexWords(place.city);
    for (auto &word : indexWords(place.postcode))
        others.push_back(std::move(word));
    addEntry({.name = m_texts.offsetOf(place.name),
                 .city = m_texts.offsetOf(place.city),
                 .postcode = m_texts.offsetOf(place.postcode),
                 .point = place.point,
                 .firstAddress = m_addressCount,
                 .kind = std::to_underlying(place.kind),
                 .rank = place.rank,
                 .sources = std::to_underlying(AddressSource::Osm)},
        indexWords(place.name), others);
    ++m_counts.places;
    if (isSettlement(place.kind))
        ++m_settlements;
}

AddressCounts AddressWriter::finish(const SectionSink &sink)
{
    m_counts.addresses = m_addressCount;
    writeTokens(sink);
    writePlaces(sink);
    writeNumbers(sink);
    writeNearby(sink);
    writeTexts(sink);
    return m_counts;
}

/// Numbers the words anew, in alphabetical order.
void AddressWriter::writeTokens(const SectionSink &sink)
{
    std::vector<const std::string *> sorted(m_wordNumbers.size());
    for (const auto &[word, number] : m_wordNumbers)
        sorted[number] = &word;
    std::vector<std::uint32_t> order(sorted.size());
    std::ranges::iota(order, 0U);
    std::ranges::sort(
        order, {}, [&](std::uint32_t number) -> const std::string & { return *sorted[number]; });
    std::vector<std::uint32_t> tokenOf(order.size());
    std::vector<TokenEntry> tokens;
    for (const auto number : order) {
        tokenOf[number] = countOf(tokens.size());
        tokens.push_back({.text = m_texts.offsetOf(*sorted[number])});
    }
    tokens.push_back({});
    m_wordNumbers = {};

    // Each word of an entry once: count, then place. A word that an entry has twice is listed twice; readers
    // know.
    std::vector<std::uint32_t> next(tokens.size());
    for (auto &word : m_words) {
        word = tokenOf[word];
        ++next[word];
    }
    std::uint32_t first = 0;
    for (std::size_t token = 0; token < tokens.size(); ++token) {
        tokens[token].firstPosting = first;
        first += std::exchange(next[token], first);
    }
    std::vector<std::uint32_t> postings(m_words.size());
    for (std::size_t entry = 0; entry < m_places.size(); ++entry)
        for (std::uint32_t i = 0; i < m_places[entry].words; ++i)
            postings[next[m_words[m_places[entry].firstWord + i]]++] = countOf(entry);
    sink(SectionKind::AddressTokens, bytesOf(Counts{countOf(tokens.size() - 1), countOf(postings.size())}));
    sink(SectionKind::AddressTokens, bytesOf(tokens));
    sink(SectionKind::AddressTokens, bytesOf(postings));
}

void AddressWriter::writePlaces(const SectionSink &sink) const
{
    sink(SectionKind::AddressPlaces, bytesOf(Counts{countOf(m_places.size()), m_settlements}));
    sink(SectionKind::AddressPlaces, bytesOf(m_places));
    sink(SectionKind::AddressPlaces, bytesOf(m_words));
}

void AddressWriter::writeNumbers(const SectionSink &sink)
{
    sink(SectionKind::AddressNumbers, bytesOf(Counts{m_addressCount, 0}));
    copy([&](std::uint64_t at, std::span<std::byte> into) { return m_addresses.read(at, into); },
        m_addresses.size(), SectionKind::AddressNumbers, sink);
}

void AddressWriter::writeNearby(const SectionSink &sink)
{
    std::ranges::sort(m_near);
    std::vector<CellEntry> cells;
    std::vector<std::uint32_t> points;
    for (const auto key : m_near) {
        const auto cell = key >> kNumberBits;
        const CellEntry entry{.row = static_cast<std::uint32_t>(cell >> kColumnBits),
            .column = static_cast<std::uint32_t>(cell & ((1U << kColumnBits) - 1)),
            .firstPoint = countOf(points.size())};
        if (cells.empty() || cells.back().cell() != entry.cell())
            cells.push_back(entry);
        const auto number = key & kNumberMask;
        points.push_back(static_cast<std::uint32_t>(
            (number & kIsSample) != 0 ? m_addressCount + (number & ~kIsSample) : number));
    }
    m_near = {};
    const NearbyCounts counts{.cells = countOf(cells.size()),
        .points = countOf(points.size()),
        .samples = countOf(m_samples.size()),
        .addresses = m_addressCount};
    cells.push_back({.row = ~0U, .column = ~0U, .firstPoint = countOf(points.size())});
    sink(SectionKind::AddressNearby, bytesOf(counts));
    sink(SectionKind::AddressNearby, bytesOf(cells));
    sink(SectionKind::AddressNearby, bytesOf(points));
    sink(SectionKind::AddressNearby, bytesOf(m_samples));
}

void AddressWriter::writeTexts(const SectionSink &sink)
{
    copy([&](std::uint64_t at, std::span<std::byte> into) { return m_texts.read(at, into); }, m_texts.size(),
        SectionKind::AddressTexts, sink);
}

std::optional<WriteError> AddressWriter::fault() const
{
    return m_texts.fault() ? m_texts.fault() : m_addresses.fault();
}

} // namespace facteo::maps
