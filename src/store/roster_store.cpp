// SPDX-License-Identifier: Apache-2.0
#include "store/roster_store.h"

#include "store/path_bytes.h"
#include "store/query.h"

#include <cassert>
#include <map>

namespace facteo::store {
namespace {

using protocol::Depot;
using protocol::Handset;
using protocol::Position;
using protocol::Postman;
using protocol::Round;
using protocol::RoundStop;

Position positionFrom(const Row &row)
{
    return {.latE7 = row.get<std::int32_t>("lat_e7"), .lonE7 = row.get<std::int32_t>("lon_e7")};
}

Handset handsetFrom(const Row &row)
{
    return {.id = row.get<protocol::HandsetId>("handset"),
        .postman = row.get<protocol::PostmanId>("postman"),
        .publicKey = row.get<protocol::PublicKey>("public_key"),
        .revoked = row.get<bool>("revoked"),
        .ownTracks = row.get<std::string>("own_tracks")};
}

} // namespace

RosterStore::RosterStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> RosterStore::save(const Depot &depot)
{
    assert(depot.id == m_depot);
    return Query(m_db, R"(
            INSERT INTO depot (depot, name, lat_e7, lon_e7)
            VALUES (:depot, :name, :lat, :lon)
            ON CONFLICT (depot) DO UPDATE SET
                name = excluded.name, lat_e7 = excluded.lat_e7, lon_e7 = excluded.lon_e7)")
        .bind(":depot", m_depot)
        .bind(":name", depot.name)
        .bind(":lat", depot.position.latE7)
        .bind(":lon", depot.position.lonE7)
        .run()
        .transform([](int) {});
}

Result<void> RosterStore::save(const Postman &postman)
{
    return Query(m_db, R"(
            INSERT INTO postman (depot, postman, name, phone)
            VALUES (:depot, :postman, :name, :phone)
            ON CONFLICT (depot, postman) DO UPDATE SET name = excluded.name, phone = excluded.phone)")
        .bind(":depot", m_depot)
        .bind(":postman", postman.id)
        .bind(":name", postman.name)
        .bind(":phone", postman.phone)
        .run()
        .transform([](int) {});
}

Result<void> RosterStore::save(const Handset &handset)
{
    return Query(m_db, R"(
            INSERT INTO handset (depot, handset, postman, public_key, revoked, own_tracks)
            VALUES (:depot, :handset, :postman, :key, :revoked, :own_tracks)
            ON CONFLICT (depot, handset) DO UPDATE SET
                postman = excluded.postman, public_key = excluded.public_key, revoked = excluded.revoked,
                own_tracks = excluded.own_tracks)")
        .bind(":depot", m_depot)
        .bind(":handset", handset.id)
        .bind(":postman", handset.postman)
        .bind(":key", handset.publicKey)
        .bind(":revoked", handset.revoked)
        .bind(":own_tracks", handset.ownTracks)
        .run()
        .transform([](int) {});
}

Result<void> RosterStore::save(const Round &round)
{
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    const auto path = pathToBytes(round.path);
    auto written = Query(m_db, R"(
            INSERT INTO round (depot, round, name, holder, path)
            VALUES (:depot, :round, :name, :holder, :path)
            ON CONFLICT (depot, round) DO UPDATE SET
                name = excluded.name, holder = excluded.holder, path = excluded.path)")
                       .bind(":depot", m_depot)
                       .bind(":round", round.id)
                       .bind(":name", round.name)
                       .bind(":holder", round.holder)
                       .bind(":path", std::span<const std::byte>(path))
                       .run();
    if (!written)
        return std::unexpected(std::move(written).error());
    auto emptied = Query(m_db, "DELETE FROM round_stop WHERE depot = :depot AND round = :round")
                       .bind(":depot", m_depot)
                       .bind(":round", round.id)
                       .run();
    if (!emptied)
        return std::unexpected(std::move(emptied).error());
    for (std::size_t place = 0; place < round.stops.size(); ++place) {
        const RoundStop &stop = round.stops[place];
        auto added = Query(m_db, R"(
            INSERT INTO round_stop (depot, round, place, address, lat_e7, lon_e7, service_seconds)
            VALUES (:depot, :round, :place, :address, :lat, :lon, :seconds))")
                         .bind(":depot", m_depot)
                         .bind(":round", round.id)
                         .bind(":place", place)
                         .bind(":address", stop.address)
                         .bind(":lat", stop.position.latE7)
                         .bind(":lon", stop.position.lonE7)
                         .bind(":seconds", stop.serviceSeconds)
                         .run();
        if (!added)
            return std::unexpected(std::move(added).error());
    }
    return transaction->commit();
}

Result<void> RosterStore::save(const protocol::Roster &roster)
{
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    Result<void> saved = save(roster.depot);
    const auto each = [&](const auto &records) {
        for (auto record = records.begin(); saved && record != records.end(); ++record)
            saved = save(*record);
    };
    each(roster.postmen);
    each(roster.handsets);
    each(roster.rounds);
    if (!saved)
        return saved;
    return transaction->commit();
}

Result<protocol::Roster> RosterStore::allRoster() const
{
    auto depot =
        Query(m_db, "SELECT name, lat_e7, lon_e7 FROM depot WHERE depot = :depot")
            .bind(":depot", m_depot)
            .first([&](const Row &row) {
                return Depot{
                    .id = m_depot, .name = row.get<std::string>("name"), .position = positionFrom(row)};
            });
    if (!depot)
        return std::unexpected(std::move(depot).error());
    auto postmen =
        Query(m_db, "SELECT postman, name, phone FROM postman WHERE depot = :depot ORDER BY postman")
            .bind(":depot", m_depot)
            .all([](const Row &row) {
                return Postman{.id = row.get<protocol::PostmanId>("postman"),
                    .name = row.get<std::string>("name"),
                    .phone = row.get<std::string>("phone")};
            });
    if (!postmen)
        return std::unexpected(std::move(postmen).error());
    auto handsets = Query(m_db, "SELECT * FROM handset WHERE depot = :depot ORDER BY handset")
                        .bind(":depot", m_depot)
                        .all(handsetFrom);
    if (!handsets)
        return std::unexpected(std::move(handsets).error());
    auto rounds = allRounds();
    if (!rounds)
        return std::unexpected(std::move(rounds).error());
    return protocol::Roster{.depot = depot->value_or(Depot{.id = m_depot, .name = {}, .position = {}}),
        .postmen = std::move(*postmen),
        .handsets = std::move(*handsets),
        .rounds = std::move(*rounds)};
}

Result<std::vector<Round>> RosterStore::allRounds() const
{
    auto rounds =
        Query(m_db, "SELECT round, name, holder, path FROM round WHERE depot = :depot ORDER BY round")
            .bind(":depot", m_depot)
            .all([](const Row &row) {
                return Round{.id = row.get<protocol::RoundId>("round"),
                    .name = row.get<std::string>("name"),
                    .holder = row.get<protocol::PostmanId>("holder"),
                    .stops = {},
                    .path = pathFrom(row.get<std::vector<std::byte>>("path"))};
            });
    if (!rounds)
        return rounds;
    std::map<protocol::RoundId, std::vector<RoundStop>> stops;
    auto read = Query(m_db, R"(
            SELECT round, address, lat_e7, lon_e7, service_seconds
              FROM round_stop
             WHERE depot = :depot
             ORDER BY round, place)")
                    .bind(":depot", m_depot)
                    .each([&](const Row &row) {
                        stops[row.get<protocol::RoundId>("round")].push_back(
                            {.address = row.get<std::string>("address"),
                                .position = positionFrom(row),
                                .serviceSeconds = row.get<std::uint32_t>("service_seconds")});
                    });
    if (!read)
        return std::unexpected(std::move(read).error());
    for (Round &round : *rounds)
        round.stops = std::move(stops[round.id]);
    return rounds;
}

Result<std::optional<Handset>> RosterStore::findHandset(const protocol::HandsetId &id) const
{
    return Query(m_db, "SELECT * FROM handset WHERE depot = :depot AND handset = :handset")
        .bind(":depot", m_depot)
        .bind(":handset", id)
        .first(handsetFrom);
}

} // namespace facteo::store
