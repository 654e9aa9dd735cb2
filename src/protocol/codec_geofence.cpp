// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.h"

namespace facteo::protocol {
namespace {

constexpr std::size_t kZoneText = 64;

Circle circleFrom(const wire::Circle &in, FieldCheck &check)
{
    check.require(in.has_centre(), "Circle.centre");
    return {.centre = from(in.centre(), check),
        .radiusMetres = check.within(
            in.radius_metres(), Circle::kLeastMetres, Circle::kMostMetres, "Circle.radius_metres")};
}

std::variant<Polygon, Circle> shapeFrom(const wire::Geofence &in, FieldCheck &check)
{
    if (in.has_circle())
        return circleFrom(in.circle(), check);
    check.require(in.has_polygon(), "Geofence.shape");
    return Polygon{.corners = lineFrom(
                       in.polygon().corner_deltas_e7(), 3, Polygon::kMostCorners, "Polygon.corners", check)};
}

} // namespace

WeeklyHours from(const wire::WeeklyHours &in, FieldCheck &check)
{
    constexpr std::uint32_t most = WeeklyHours::kMinutesPerDay;
    const auto begin = check.within(in.from_minute(), 0U, most - 1, "WeeklyHours.from_minute");
    return {.days = static_cast<std::uint8_t>(check.within(in.days(), 1U, 127U, "WeeklyHours.days")),
        .fromMinute = static_cast<std::uint16_t>(begin),
        .toMinute = static_cast<std::uint16_t>(
            check.within(in.to_minute(), begin + 1, most, "WeeklyHours.to_minute"))};
}

void to(const WeeklyHours &in, wire::WeeklyHours &out)
{
    out.set_days(in.days);
    out.set_from_minute(in.fromMinute);
    out.set_to_minute(in.toMinute);
}

Geofence from(const wire::Geofence &in, FieldCheck &check)
{
    check.require(!in.name().empty(), "Geofence.name");
    check.require(!in.time_zone().empty(), "Geofence.time_zone");
    check.within<std::size_t>(
        static_cast<std::size_t>(in.hours_size()), 0, Geofence::kMostHours, "Geofence.hours");
    return {.id = check.id<GeofenceId>(in.id(), "Geofence.id"),
        .kind = check.word(in.kind(), "Geofence.kind"),
        .name = check.text(in.name(), kNameText, "Geofence.name"),
        .round = check.nameOrNone<RoundId>(in.round(), "Geofence.round"),
        .shape = shapeFrom(in, check),
        .timeZone = check.text(in.time_zone(), kZoneText, "Geofence.time_zone"),
        .hours = allFrom<WeeklyHours>(in.hours(), check),
        .from = check.instantOrNone(in.from_ms(), "Geofence.from_ms"),
        .until = check.instantOrNone(in.until_ms(), "Geofence.until_ms"),
        .removed = in.removed()};
}

void to(const Geofence &in, wire::Geofence &out)
{
    out.set_id(std::to_underlying(in.id));
    out.set_kind(toWire<wire::GeofenceKind>(in.kind));
    out.set_name(in.name);
    out.set_round(in.round.text);
    if (const auto *circle = std::get_if<Circle>(&in.shape)) {
        to(circle->centre, *out.mutable_circle()->mutable_centre());
        out.mutable_circle()->set_radius_metres(circle->radiusMetres);
    } else {
        lineTo(std::get<Polygon>(in.shape).corners, *out.mutable_polygon()->mutable_corner_deltas_e7());
    }
    out.set_time_zone(in.timeZone);
    allTo(in.hours, *out.mutable_hours());
    out.set_from_ms(toWire(in.from));
    out.set_until_ms(toWire(in.until));
    out.set_removed(in.removed);
}

Stay from(const wire::Stay &in, FieldCheck &check)
{
    return {.geofence = check.id<GeofenceId>(in.geofence(), "Stay.geofence"),
        .handset = check.name<HandsetId>(in.handset(), "Stay.handset"),
        .since = check.instant(in.since_ms(), "Stay.since_ms")};
}

void to(const Stay &in, wire::Stay &out)
{
    out.set_geofence(std::to_underlying(in.geofence));
    out.set_handset(in.handset.text);
    out.set_since_ms(toWire(in.since));
}

AskNear from(const wire::AskNear &in, FieldCheck &check)
{
    check.require(in.has_position(), "AskNear.position");
    return {.position = from(in.position(), check),
        .radiusMetres = check.within(in.radius_metres(), 1U, AskNear::kMostMetres, "AskNear.radius_metres"),
        .from = check.instantOrNone(in.from_ms(), "AskNear.from_ms"),
        .to = check.instantOrNone(in.to_ms(), "AskNear.to_ms"),
        .purpose = check.text(in.purpose(), kNoteText, "AskNear.purpose")};
}

void to(const AskNear &in, wire::AskNear &out)
{
    to(in.position, *out.mutable_position());
    out.set_radius_metres(in.radiusMetres);
    out.set_from_ms(toWire(in.from));
    out.set_to_ms(toWire(in.to));
    out.set_purpose(in.purpose);
}

NearPass from(const wire::NearPass &in, FieldCheck &check)
{
    return {.handset = check.name<HandsetId>(in.handset(), "NearPass.handset"),
        .first = check.instant(in.first_ms(), "NearPass.first_ms"),
        .last = check.instant(in.last_ms(), "NearPass.last_ms"),
        .nearestAt = check.instant(in.nearest_at_ms(), "NearPass.nearest_at_ms"),
        .nearestDm = in.nearest_dm(),
        .fixes = in.fixes()};
}

void to(const NearPass &in, wire::NearPass &out)
{
    out.set_handset(in.handset.text);
    out.set_first_ms(toWire(in.first));
    out.set_last_ms(toWire(in.last));
    out.set_nearest_at_ms(toWire(in.nearestAt));
    out.set_nearest_dm(in.nearestDm);
    out.set_fixes(in.fixes);
}

} // namespace facteo::protocol
