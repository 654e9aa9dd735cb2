// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"
#include "protocol/roster_file.h"

namespace facteo::protocol {
namespace {

constexpr std::size_t kMaxRosterBytes = std::size_t{64} * 1024 * 1024;
constexpr int kMostStops = 5'000;
constexpr std::size_t kMostPathPoints = 20'000;
constexpr std::size_t kPhoneText = 32;

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
        .path = lineFrom(in.path_deltas_e7(), 0, kMostPathPoints, "Round.path_deltas_e7", check)};
}

void to(const Round &in, wire::Round &out)
{
    out.set_id(in.id.text);
    out.set_name(in.name);
    out.set_holder(in.holder.text);
    allTo(in.stops, *out.mutable_stops());
    lineTo(in.path, *out.mutable_path_deltas_e7());
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
