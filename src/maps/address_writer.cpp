// SPDX-License-Identifier: Apache-2.0
#include "maps/address_writer.h"

#include "geo/distance.h"
#include "geo/near.h"
#include "maps/address_format.h"
#include "maps/bytes.h"
#include "maps/city_finder.h"
#include "maps/folding.h"
#include "maps/world.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <tuple>
#include <utility>

namespace facteo::maps {
namespace {

using namespace format;

constexpr double kSameStreetMetres = 400;
constexpr double kSampleMetres = 40; ///< between the points by which a street without numbers is found

std::string keyOf(std::string_view text)
{
    std::string key;
    for (const auto &word : indexWords(text))
        key += word + ' ';
    return key;
}

/// A street of one city with all its pieces and numbers; or a named point.
struct Entry
{
    std::uint8_t kind = kStreet;
    std::uint8_t rank = 0;
    std::string name;
    std::string city;
    std::string postcode;
    WorldPoint point;
    std::vector<std::vector<WorldPoint>> pieces = {};
    std::vector<AddressPoint> addresses = {};
};

/// The point of a street that is nearest to its middle.
WorldPoint middleOf(const Entry &entry)
{
    std::vector<WorldPoint> points;
    for (const auto &piece : entry.pieces)
        points.insert(points.end(), piece.begin(), piece.end());
    if (points.empty())
        for (const auto &address : entry.addresses)
            points.push_back(address.point);
    double x = 0;
    double y = 0;
    for (const auto point : points) {
        x += point.x / static_cast<double>(points.size());
        y += point.y / static_cast<double>(points.size());
    }
    return *std::ranges::min_element(points, {}, [&](WorldPoint p) { return std::hypot(p.x - x, p.y - y); });
}

class Entries
{
public:
    explicit Entries(const Gazetteer &gazetteer) : m_cities(gazetteer) {}

    void add(AddressPoint address)
    {
        const auto found = m_cities.at(address.point);
        const auto city = address.city.empty() ? found.name : address.city;
        auto &entry = m_streets[{keyOf(address.street), keyOf(city)}];
        if (entry.name.empty()) {
            entry.name = address.street;
            entry.city = city;
        }
        if (entry.postcode.empty())
            entry.postcode = address.postcode.empty() ? found.postcode : address.postcode;
        entry.addresses.push_back(std::move(address));
    }

    /// After all addresses: a piece joins the street of that name whose numbers stand along it.
    void add(StreetPiece piece)
    {
        const auto middle = piece.line[piece.line.size() / 2];
        const auto found = m_cities.at(middle);
        const auto name = keyOf(piece.name);
        auto at = m_streets.find({name, keyOf(found.name)});
        for (auto other = m_streets.lower_bound({name, {}});
            at == m_streets.end() && other != m_streets.end() && other->first.first == name; ++other)
            if (isAlong(other->second, middle))
                at = other;
        if (at == m_streets.end()) {
            at = m_streets.try_emplace({name, keyOf(found.name)}).first;
            at->second.name = piece.name;
            at->second.city = found.name;
            at->second.postcode = found.postcode;
        }
        at->second.pieces.push_back(std::move(piece.line));
    }

    void add(const NamedPoint &point)
    {
        const auto found = m_cities.at(point.point);
        m_points.push_back({.kind = std::to_underlying(point.kind),
            .rank = point.rank,
            .name = point.name,
            .city = found.name,
            .postcode = found.postcode,
            .point = point.point});
    }

    [[nodiscard]] std::vector<Entry> take()
    {
        std::vector<Entry> entries;
        for (auto &[key, entry] : m_streets) {
            entry.point = middleOf(entry);
            entries.push_back(std::move(entry));
        }
        for (auto &entry : m_points)
            entries.push_back(std::move(entry));
        return entries;
    }

private:
    static bool isAlong(const Entry &street, WorldPoint point)
    {
        const auto position = positionOf(point);
        return std::ranges::any_of(street.addresses, [&](const AddressPoint &address) {
            return geo::distanceMetres(position, positionOf(address.point)) < kSameStreetMetres;
        });
    }

    CityFinder m_cities;
    std::map<std::pair<std::string, std::string>, Entry> m_streets;
    std::vector<Entry> m_points;
};

class IndexBytes
{
public:
    IndexBytes(std::vector<Entry> entries, PackageWriter &writer)
        : m_entries(std::move(entries)), m_writer(writer)
    {
    }

    AddressCounts write()
    {
        numberTokens();
        AddressCounts counts;
        for (std::uint32_t number = 0; number < m_entries.size(); ++number) {
            addPlace(number);
            (m_entries[number].kind == kStreet ? counts.streets : counts.places) += 1;
        }
        counts.addresses = m_addresses.size();
        finish();
        return counts;
    }

private:
    static std::vector<std::string> placeWords(const Entry &entry)
    {
        auto words = indexWords(entry.city);
        for (auto &word : indexWords(entry.postcode))
            words.push_back(std::move(word));
        return words;
    }

    void numberTokens()
    {
        for (const auto &entry : m_entries)
            for (const auto &words : {indexWords(entry.name), placeWords(entry)})
                for (const auto &word : words)
                    m_tokens.try_emplace(word);
        std::uint32_t number = 0;
        for (auto &[word, token] : m_tokens)
            token.number = number++;
    }

    std::size_t addWords(const std::vector<std::string> &words, std::uint32_t entry)
    {
        for (const auto &word : words) {
            auto &token = m_tokens.at(word);
            m_words.push_back(token.number);
            if (token.postings.empty() || token.postings.back() != entry)
                token.postings.push_back(entry);
        }
        return words.size();
    }

    void addPlace(std::uint32_t number)
    {
        auto &entry = m_entries[number];
        PlaceEntry place{.name = m_writer.texts().offsetOf(entry.name),
            .city = m_writer.texts().offsetOf(entry.city),
            .postcode = m_writer.texts().offsetOf(entry.postcode),
            .kind = entry.kind,
            .rank = entry.rank,
            .firstWord = static_cast<std::uint32_t>(m_words.size()),
            .point = entry.point,
            .firstAddress = static_cast<std::uint32_t>(m_addresses.size()),
            .addresses = static_cast<std::uint32_t>(entry.addresses.size())};
        place.nameWords = static_cast<std::uint16_t>(addWords(indexWords(entry.name), number));
        addWords(placeWords(entry), number);
        place.words = static_cast<std::uint32_t>(m_words.size()) - place.firstWord;
        m_places.push_back(place);
        addAddresses(entry, number);
        if (entry.kind == kStreet && entry.addresses.empty())
            addSamples(entry, number);
    }

    void addAddresses(Entry &entry, std::uint32_t number)
    {
        std::ranges::stable_sort(entry.addresses, {}, [](const AddressPoint &address) {
            return houseNumberOf(address.number).value_or(HouseNumber{});
        });
        for (const auto &address : entry.addresses) {
            const auto house = houseNumberOf(address.number).value_or(HouseNumber{});
            m_near.push_back({.point = address.point,
                .entry = number,
                .address = static_cast<std::uint32_t>(m_addresses.size())});
            m_addresses.push_back({.point = address.point,
                .number = house.number,
                .mark = static_cast<std::uint16_t>(house.mark),
                .label = m_writer.texts().offsetOf(address.number)});
        }
    }

    void addSamples(const Entry &entry, std::uint32_t number)
    {
        for (const auto &piece : entry.pieces)
            for (std::size_t i = 0; i + 1 < piece.size(); ++i) {
                const auto a = piece[i];
                const auto b = piece[i + 1];
                const double metres = geo::distanceMetres(positionOf(a), positionOf(b));
                const int steps = std::max(1, static_cast<int>(metres / kSampleMetres));
                for (int k = 0; k < steps; ++k) {
                    const double share = static_cast<double>(k) / steps;
                    m_near.push_back({.point = {.x = static_cast<std::uint32_t>(std::lerp(a.x, b.x, share)),
                                          .y = static_cast<std::uint32_t>(std::lerp(a.y, b.y, share))},
                        .entry = number,
                        .address = kNoAddress});
                }
            }
    }

    template<typename A, typename B>
    static std::vector<std::byte> sectionOf(
        Counts counts, const std::vector<A> &first, const std::vector<B> &second)
    {
        ByteWriter out;
        out.fixed(counts);
        out.append(std::as_bytes(std::span(first)));
        out.append(std::as_bytes(std::span(second)));
        return out.take();
    }

    static std::uint32_t countOf(std::size_t size) { return static_cast<std::uint32_t>(size); }

    void finish()
    {
        m_writer.addSection(SectionKind::Places,
            sectionOf({countOf(m_places.size()), countOf(m_words.size())}, m_places, m_words));

        std::vector<TokenEntry> tokens;
        std::vector<std::uint32_t> postings;
        for (const auto &[word, token] : m_tokens) {
            tokens.push_back(
                {.text = m_writer.texts().offsetOf(word), .firstPosting = countOf(postings.size())});
            postings.insert(postings.end(), token.postings.begin(), token.postings.end());
        }
        tokens.push_back({.text = 0, .firstPosting = countOf(postings.size())});
        m_writer.addSection(SectionKind::Tokens,
            sectionOf({countOf(tokens.size() - 1), countOf(postings.size())}, tokens, postings));
        m_writer.addSection(SectionKind::Addresses,
            sectionOf({countOf(m_addresses.size()), 0}, m_addresses, std::vector<std::byte>{}));

        std::ranges::stable_sort(m_near, {}, [](const NearEntry &entry) { return cellOf(entry.point); });
        std::vector<CellEntry> cells;
        for (std::size_t i = 0; i < m_near.size(); ++i)
            if (cells.empty() || cells.back().cell != cellOf(m_near[i].point))
                cells.push_back({.cell = cellOf(m_near[i].point), .firstPoint = countOf(i)});
        cells.push_back({.cell = ~std::uint64_t{0}, .firstPoint = countOf(m_near.size())});
        m_writer.addSection(SectionKind::Nearby,
            sectionOf({countOf(cells.size() - 1), countOf(m_near.size())}, cells, m_near));
    }

    struct Token
    {
        std::uint32_t number = 0;
        std::vector<std::uint32_t> postings;
    };

    std::vector<Entry> m_entries;
    PackageWriter &m_writer;
    std::map<std::string, Token> m_tokens;
    std::vector<PlaceEntry> m_places;
    std::vector<std::uint32_t> m_words;
    std::vector<AddressEntry> m_addresses;
    std::vector<NearEntry> m_near;
};

} // namespace

AddressCounts addAddressIndex(Gazetteer gazetteer, PackageWriter &writer)
{
    Entries entries(gazetteer);
    for (auto &address : gazetteer.addresses)
        entries.add(std::move(address));
    for (auto &piece : gazetteer.streets)
        entries.add(std::move(piece));
    for (const auto &point : gazetteer.points)
        entries.add(point);
    return IndexBytes(entries.take(), writer).write();
}

} // namespace facteo::maps
