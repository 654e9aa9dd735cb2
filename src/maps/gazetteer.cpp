// SPDX-License-Identifier: Apache-2.0
#include "maps/gazetteer.h"

#include "maps/bytes.h"
#include "maps/city_finder.h"

#include <algorithm>
#include <span>
#include <utility>

namespace facteo::maps {
namespace {

enum class Waiting : std::uint8_t { Piece, Address, Point };

constexpr std::uint8_t kOsm = std::to_underlying(AddressSource::Osm);

void append(Waiting what, const ByteWriter &content, ScratchFile &into)
{
    ByteWriter head;
    head.fixed(static_cast<std::uint32_t>(content.size()));
    head.fixed(what);
    into.append(head.bytes());
    into.append(content.bytes());
}

/// Reads the scratch file front to back through a window.
class WaitingReader
{
public:
    explicit WaitingReader(ScratchFile &file) : m_file(file) {}

    std::optional<std::pair<Waiting, std::span<const std::byte>>> next()
    {
        constexpr std::size_t kHead = sizeof(std::uint32_t) + sizeof(Waiting);
        if (!reach(kHead))
            return std::nullopt;
        ByteReader reader(std::span<const std::byte>(m_window).subspan(m_used));
        const auto size = reader.fixed<std::uint32_t>();
        const auto what = reader.fixed<Waiting>();
        if (!reach(kHead + size))
            return std::nullopt;
        const auto content = std::span(std::as_const(m_window)).subspan(m_used + kHead, size);
        m_used += kHead + size;
        return std::pair(what, content);
    }

private:
    bool reach(std::size_t bytes)
    {
        constexpr std::size_t kWindow = std::size_t{1} << 20;
        if (m_window.size() - m_used >= bytes)
            return true;
        m_window.erase(m_window.begin(), m_window.begin() + static_cast<std::ptrdiff_t>(m_used));
        m_used = 0;
        const auto had = m_window.size();
        const auto wanted = std::min<std::uint64_t>(std::max(bytes, kWindow), had + m_file.size() - m_at);
        m_window.resize(static_cast<std::size_t>(wanted));
        if (!m_file.read(m_at, std::span(m_window).subspan(had)))
            m_window.resize(had);
        m_at += m_window.size() - had;
        return m_window.size() >= bytes;
    }

    ScratchFile &m_file;
    std::uint64_t m_at = 0;
    std::vector<std::byte> m_window;
    std::size_t m_used = 0;
};

StreetDraft pieceFrom(std::span<const std::byte> bytes, const CityFinder &cities)
{
    ByteReader in(bytes);
    StreetDraft street{.name = std::string(in.text()), .sources = kOsm};
    std::vector<WorldPoint> line;
    while (!in.atEnd())
        line.push_back(in.fixed<WorldPoint>());
    const auto found = cities.at(line[line.size() / 2]);
    street.city = found.name;
    street.postcode = found.postcode;
    addSamples(line, street.line);
    return street;
}

StreetDraft addressFrom(std::span<const std::byte> bytes, const CityFinder &cities)
{
    ByteReader in(bytes);
    HouseDraft house{.label = std::string(in.text())};
    StreetDraft street{.name = std::string(in.text()),
        .city = std::string(in.text()),
        .postcode = std::string(in.text()),
        .sources = kOsm};
    house.point = in.fixed<WorldPoint>();
    if (street.city.empty() || street.postcode.empty()) {
        const auto found = cities.at(house.point);
        if (street.city.empty())
            street.city = found.name;
        if (street.postcode.empty())
            street.postcode = found.postcode;
    }
    street.houses.push_back(std::move(house));
    return street;
}

NamedPoint pointFrom(std::span<const std::byte> bytes)
{
    ByteReader in(bytes);
    NamedPoint point;
    point.kind = in.fixed<FeatureKind>();
    point.rank = in.fixed<std::uint8_t>();
    point.name = in.text();
    point.point = in.fixed<WorldPoint>();
    return point;
}

PlaceDraft placed(const NamedPoint &point, const CityFinder &cities)
{
    const auto found = cities.at(point.point);
    return {.kind = point.kind,
        .rank = point.rank,
        .name = point.name,
        .city = found.name,
        .postcode = found.postcode,
        .point = point.point};
}

} // namespace

Gazetteer::Gazetteer(const WriterRoom &room) : m_waiting(room.scratch) {}

void Gazetteer::add(const StreetPiece &piece)
{
    if (piece.line.empty())
        return;
    ByteWriter out;
    out.text(piece.name);
    out.append(std::as_bytes(std::span(piece.line)));
    append(Waiting::Piece, out, m_waiting);
}

void Gazetteer::add(const AddressPoint &address)
{
    ByteWriter out;
    for (const auto *text : {&address.number, &address.street, &address.city, &address.postcode})
        out.text(*text);
    out.fixed(address.point);
    append(Waiting::Address, out, m_waiting);
}

void Gazetteer::add(NamedPoint point)
{
    if (isSettlement(point.kind)) {
        m_settlements.push_back(std::move(point));
        return;
    }
    ByteWriter out;
    out.fixed(point.kind);
    out.fixed(point.rank);
    out.text(point.name);
    out.fixed(point.point);
    append(Waiting::Point, out, m_waiting);
}

void Gazetteer::add(Commune commune)
{
    m_communes.push_back(std::move(commune));
}

void Gazetteer::pourInto(AddressBuilder &builder)
{
    const CityFinder cities(*this);
    for (const auto &settlement : m_settlements)
        builder.add(placed(settlement, cities));
    WaitingReader reader(m_waiting);
    while (const auto next = reader.next()) {
        const auto &[what, bytes] = *next;
        switch (what) {
        case Waiting::Piece:
            builder.add(pieceFrom(bytes, cities));
            break;
        case Waiting::Address:
            builder.add(addressFrom(bytes, cities));
            break;
        case Waiting::Point:
            builder.add(placed(pointFrom(bytes), cities));
            break;
        }
    }
}

} // namespace facteo::maps
