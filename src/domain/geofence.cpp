// SPDX-License-Identifier: Apache-2.0
#include "domain/geofence.h"

#include <algorithm>

namespace facteo::domain {

using namespace std::chrono;

std::expected<void, GeofenceFault> check(const protocol::Geofence &geofence)
{
    if (geofence.name.empty())
        return std::unexpected(GeofenceFault::NoName);
    if (!geo::enclosesSomething(geofence.shape))
        return std::unexpected(GeofenceFault::NoShape);
    if ((geofence.kind == protocol::GeofenceKind::RoundArea) == geofence.round.empty())
        return std::unexpected(GeofenceFault::NoRound);
    if (geofence.until != protocol::Instant{} && geofence.until <= geofence.from)
        return std::unexpected(GeofenceFault::EmptyDates);
    return {};
}

bool isWatched(const protocol::Geofence &geofence, protocol::Instant at, seconds utcOffset)
{
    const bool ended = geofence.until != protocol::Instant{} && at >= geofence.until;
    if (geofence.removed || at < geofence.from || ended)
        return false;
    if (geofence.hours.empty())
        return true;
    const auto local = at + utcOffset;
    const auto day = floor<days>(local);
    const auto weekday = year_month_weekday(sys_days(day)).weekday().iso_encoding(); // Monday is 1
    const auto minute = floor<minutes>(local - day).count();
    return std::ranges::any_of(geofence.hours, [&](const protocol::WeeklyHours &hours) {
        return (hours.days >> (weekday - 1) & 1U) != 0 && minute >= hours.fromMinute &&
               minute < hours.toMinute;
    });
}

bool concerns(const protocol::Geofence &geofence, const protocol::RoundId &round)
{
    return geofence.kind != protocol::GeofenceKind::RoundArea || (!round.empty() && geofence.round == round);
}

Side sideOf(const geo::Area &area, const protocol::Fix &fix)
{
    const double doubt = std::min(fix.accuracyDm * 0.1, kMostDoubtMetres);
    return {.inside = area.contains(fix.position), .certain = area.metresToBorder(fix.position) > doubt};
}

} // namespace facteo::domain
