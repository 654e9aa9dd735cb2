// SPDX-License-Identifier: Apache-2.0
#include "maps/gazetteer.h"

#include "maps/bytes.h"
#include "maps/city_finder.h"
#include "maps/scratch_reader.h"

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
    ScratchReader reader(m_waiting);
    for (;;) {
        ByteReader head(reader.take(sizeof(std::uint32_t) + sizeof(Waiting)));
        const auto size = head.fixed<std::uint32_t>();
        const auto what = head.fixed<Waiting>();
        if (!head.ok())
            return; // the end, or a fault
        const auto bytes = reader.take(size);
        if (bytes.size() < size)
            return;
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
