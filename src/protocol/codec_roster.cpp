// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"
#include "protocol/roster_file.h"

namespace facteo::protocol {
namespace {

constexpr std::size_t kMaxRosterBytes = std::size_t{64} * 1024 * 1024;
constexpr int kMostStops = 5'000;
constexpr int kMostPathPoints = 20'000;
constexpr std::size_t kPhoneText = 32;

/// Differences of longitudes may not fit 32 bits (from one side of the date line to the other): they wrap,
/// and so do their sums.
std::int32_t difference(std::int32_t later, std::int32_t earlier)
{
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(later) - static_cast<std::uint32_t>(earlier));
}

std::int32_t sum(std::int32_t earlier, std::int32_t delta)
{
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(earlier) + static_cast<std::uint32_t>(delta));
}

std::vector<Position> pathFrom(const google::protobuf::RepeatedField<std::int32_t> &deltas, FieldCheck &check)
{
    constexpr auto field = "Round.path_deltas_e7";
    check.within(deltas.size(), 0, 2 * kMostPathPoints, field);
    if (deltas.size() % 2 != 0)
        check.fail(Fault::OutOfRange, field);

    std::vector<Position> path;
    path.reserve(static_cast<std::size_t>(deltas.size()) / 2);
    Position at;
    for (int i = 0; i + 1 < deltas.size() && !check.failed(); i += 2) {
        at.latE7 = check.within(sum(at.latE7, deltas[i]), -900'000'000, 900'000'000, field);
        at.lonE7 = check.within(sum(at.lonE7, deltas[i + 1]), -1'800'000'000, 1'800'000'000, field);
        path.push_back(at);
    }
    return path;
}

} // namespace

Depot from(const wire::Depot &in, FieldCheck &check)
{
    check.require(in.has_position(), "Depot.position");
    return {.id = check.name<DepotId>(in.id(), "Depot.id"),
        .name = check.text(in.name(), kNameText, "Depot.name"),
        .position = from(in.position(), check)};
}

void to(const Depot &in, wire::Depot &out)
{
    out.set_id(in.id.text);
    out.set_name(in.name);
    to(in.position, *out.mutable_position());
}

Postman from(const wire::Postman &in, FieldCheck &check)
{
    return {.id = check.name<PostmanId>(in.id(), "Postman.id"),
        .name = check.text(in.name(), kNameText, "Postman.name"),
        .phone = check.text(in.phone(), kPhoneText, "Postman.phone")};
}

void to(const Postman &in, wire::Postman &out)
{
    out.set_id(in.id.text);
    out.set_name(in.name);
    out.set_phone(in.phone);
}

RoundStop from(const wire::RoundStop &in, FieldCheck &check)
{
    check.require(in.has_position(), "RoundStop.position");
    return {.address = check.text(in.address(), kNoteText, "RoundStop.address"),
        .position = from(in.position(), check),
        .serviceSeconds = check.within(in.service_seconds(), 0U, 86'400U, "RoundStop.service_seconds")};
}

void to(const RoundStop &in, wire::RoundStop &out)
{
    out.set_address(in.address);
    to(in.position, *out.mutable_position());
    out.set_service_seconds(in.serviceSeconds);
}

Round from(const wire::Round &in, FieldCheck &check)
{
    check.within(in.stops_size(), 0, kMostStops, "Round.stops");
    return {.id = check.name<RoundId>(in.id(), "Round.id"),
        .name = check.text(in.name(), kNameText, "Round.name"),
        .holder = check.nameOrNone<PostmanId>(in.holder(), "Round.holder"),
        .stops = allFrom<RoundStop>(in.stops(), check),
        .path = pathFrom(in.path_deltas_e7(), check)};
}

void to(const Round &in, wire::Round &out)
{
    out.set_id(in.id.text);
    out.set_name(in.name);
    out.set_holder(in.holder.text);
    allTo(in.stops, *out.mutable_stops());
    Position before;
    for (const auto &point : in.path) {
        out.add_path_deltas_e7(difference(point.latE7, before.latE7));
        out.add_path_deltas_e7(difference(point.lonE7, before.lonE7));
        before = point;
    }
}

Handset from(const wire::Handset &in, FieldCheck &check)
{
    return {.id = check.name<HandsetId>(in.id(), "Handset.id"),
        .postman = check.nameOrNone<PostmanId>(in.postman(), "Handset.postman"),
        .publicKey = check.bytesOrNone<32>(in.public_key(), "Handset.public_key"),
        .revoked = in.revoked(),
        .ownTracks = check.text(in.own_tracks(), Handset::kMostOwnTracks, "Handset.own_tracks")};
}

void to(const Handset &in, wire::Handset &out)
{
    out.set_id(in.id.text);
    out.set_postman(in.postman.text);
    out.set_public_key(toWireUnlessZero(in.publicKey));
    out.set_revoked(in.revoked);
    out.set_own_tracks(in.ownTracks);
}

Roster from(const wire::Roster &in, FieldCheck &check)
{
    Roster out{.postmen = allFrom<Postman>(in.postmen(), check),
        .handsets = allFrom<Handset>(in.handsets(), check),
        .rounds = allFrom<Round>(in.rounds(), check)};
    if (in.has_depot()) // later pages of a snapshot do without
        out.depot = from(in.depot(), check);
    return out;
}

void to(const Roster &in, wire::Roster &out)
{
    if (!in.depot.id.empty())
        to(in.depot, *out.mutable_depot());
    allTo(in.postmen, *out.mutable_postmen());
    allTo(in.handsets, *out.mutable_handsets());
    allTo(in.rounds, *out.mutable_rounds());
}

Enrol from(const wire::Enrol &in, FieldCheck &check)
{
    check.require(in.has_handset(), "Enrol.handset");
    return {
        .handset = from(in.handset(), check), .postman = optionalFrom(in.has_postman(), in.postman(), check)};
}

void to(const Enrol &in, wire::Enrol &out)
{
    to(in.handset, *out.mutable_handset());
    if (in.postman)
        to(*in.postman, *out.mutable_postman());
}

std::vector<std::byte> encodeRoster(const Roster &roster)
{
    wire::Roster message;
    to(roster, message);
    std::vector<std::byte> bytes(message.ByteSizeLong());
    message.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t *>(bytes.data()));
    return bytes;
}

std::expected<Roster, Fault> decodeRoster(std::span<const std::byte> bytes)
{
    if (bytes.size() > kMaxRosterBytes)
        return std::unexpected(Fault::TooLarge);
    wire::Roster message;
    if (!parse(bytes, message))
        return std::unexpected(Fault::Malformed);

    FieldCheck check;
    check.require(message.has_depot(), "Roster.depot");
    auto roster = from(message, check);
    if (check.failed())
        return std::unexpected(check.fault());
    return roster;
}

} // namespace facteo::protocol
