// SPDX-License-Identifier: Apache-2.0
#include "store/geofence_store.h"

#include "store/path_bytes.h"
#include "store/query.h"

#include <map>

namespace facteo::store {
namespace {

using protocol::Circle;
using protocol::Geofence;
using protocol::GeofenceId;
using protocol::Polygon;

Geofence geofenceFrom(const Row &row)
{
    Geofence geofence{.id = row.get<GeofenceId>("geofence"),
        .kind = row.get<protocol::GeofenceKind>("kind"),
        .name = row.get<std::string>("name"),
        .round = row.get<protocol::RoundId>("round"),
        .timeZone = row.get<std::string>("time_zone"),
        .from = row.get<protocol::Instant>("from_ms"),
        .until = row.get<protocol::Instant>("until_ms")};
    auto corners = pathFrom(row.get<std::vector<std::byte>>("corners"));
    // A circle has its centre, and nothing else, where a polygon has its corners.
    if (const auto radius = row.get<std::optional<std::uint32_t>>("radius_metres");
        radius && !corners.empty())
        geofence.shape = Circle{.centre = corners.front(), .radiusMetres = *radius};
    else
        geofence.shape = Polygon{.corners = std::move(corners)};
    return geofence;
}

} // namespace

GeofenceStore::GeofenceStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> GeofenceStore::save(const Geofence &geofence)
{
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    if (geofence.removed) {
        // Its hours and stays go with it.
        auto removed = Query(m_db, "DELETE FROM geofence WHERE depot = :depot AND geofence = :geofence")
                           .bind(":depot", m_depot)
                           .bind(":geofence", geofence.id)
                           .run();
        if (!removed)
            return std::unexpected(std::move(removed).error());
        return transaction->commit();
    }
    const auto *circle = std::get_if<Circle>(&geofence.shape);
    const auto corners =
        circle ? pathToBytes({&circle->centre, 1}) : pathToBytes(std::get<Polygon>(geofence.shape).corners);
    auto written = Query(m_db, R"(
            INSERT INTO geofence (depot, geofence, kind, name, round, corners, radius_metres, time_zone,
                from_ms, until_ms)
            VALUES (:depot, :geofence, :kind, :name, :round, :corners, :radius, :zone, :from, :until)
            ON CONFLICT (depot, geofence) DO UPDATE SET
                kind = excluded.kind, name = excluded.name, round = excluded.round,
                corners = excluded.corners, radius_metres = excluded.radius_metres,
                time_zone = excluded.time_zone, from_ms = excluded.from_ms, until_ms = excluded.until_ms)")
                       .bind(":depot", m_depot)
                       .bind(":geofence", geofence.id)
                       .bind(":kind", geofence.kind)
                       .bind(":name", geofence.name)
                       .bind(":round", geofence.round)
                       .bind(":corners", std::span<const std::byte>(corners))
                       .bind(":radius", circle ? std::optional(circle->radiusMetres) : std::nullopt)
                       .bind(":zone", geofence.timeZone)
                       .bind(":from", geofence.from)
                       .bind(":until", geofence.until)
                       .run();
    if (!written)
        return std::unexpected(std::move(written).error());
    auto emptied = Query(m_db, "DELETE FROM geofence_hours WHERE depot = :depot AND geofence = :geofence")
                       .bind(":depot", m_depot)
                       .bind(":geofence", geofence.id)
                       .run();
    if (!emptied)
        return std::unexpected(std::move(emptied).error());
    for (std::size_t place = 0; place < geofence.hours.size(); ++place) {
        const auto &hours = geofence.hours[place];
        auto added = Query(m_db, R"(
            INSERT INTO geofence_hours (depot, geofence, place, days, from_minute, to_minute)
            VALUES (:depot, :geofence, :place, :days, :from, :to))")
                         .bind(":depot", m_depot)
                         .bind(":geofence", geofence.id)
                         .bind(":place", place)
                         .bind(":days", hours.days)
                         .bind(":from", hours.fromMinute)
                         .bind(":to", hours.toMinute)
                         .run();
        if (!added)
            return std::unexpected(std::move(added).error());
    }
    return transaction->commit();
}

Result<void> GeofenceStore::save(const protocol::CrossingFact &crossing)
{
    if (crossing.crossing != protocol::Crossing::Enter)
        return Query(m_db, R"(
            DELETE FROM geofence_stay
             WHERE depot = :depot AND geofence = :geofence AND handset = :handset)")
            .bind(":depot", m_depot)
            .bind(":geofence", crossing.geofence)
            .bind(":handset", crossing.handset)
            .run()
            .transform([](int) {});
    return Query(m_db, R"(
            INSERT INTO geofence_stay (depot, geofence, handset, since_ms)
            VALUES (:depot, :geofence, :handset, :since)
            ON CONFLICT (depot, geofence, handset) DO UPDATE SET since_ms = excluded.since_ms)")
        .bind(":depot", m_depot)
        .bind(":geofence", crossing.geofence)
        .bind(":handset", crossing.handset)
        .bind(":since", crossing.at)
        .run()
        .transform([](int) {});
}

Result<std::vector<Geofence>> GeofenceStore::allGeofences() const
{
    auto geofences = Query(m_db, "SELECT * FROM geofence WHERE depot = :depot ORDER BY geofence")
                         .bind(":depot", m_depot)
                         .all(geofenceFrom);
    if (!geofences)
        return geofences;
    std::map<GeofenceId, std::vector<protocol::WeeklyHours>> hours;
    auto read =
        Query(m_db, R"(
            SELECT geofence, days, from_minute, to_minute
              FROM geofence_hours
             WHERE depot = :depot
             ORDER BY geofence, place)")
            .bind(":depot", m_depot)
            .each([&](const Row &row) {
                hours[row.get<GeofenceId>("geofence")].push_back({.days = row.get<std::uint8_t>("days"),
                    .fromMinute = row.get<std::uint16_t>("from_minute"),
                    .toMinute = row.get<std::uint16_t>("to_minute")});
            });
    if (!read)
        return std::unexpected(std::move(read).error());
    for (auto &geofence : *geofences)
        geofence.hours = std::move(hours[geofence.id]);
    return geofences;
}

Result<std::vector<protocol::Stay>> GeofenceStore::allStays() const
{
    return Query(m_db, R"(
            SELECT geofence, handset, since_ms
              FROM geofence_stay
             WHERE depot = :depot
             ORDER BY geofence, handset)")
        .bind(":depot", m_depot)
        .all([](const Row &row) {
            return protocol::Stay{.geofence = row.get<GeofenceId>("geofence"),
                .handset = row.get<protocol::HandsetId>("handset"),
                .since = row.get<protocol::Instant>("since_ms")};
        });
}

} // namespace facteo::store
