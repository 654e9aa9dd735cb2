// SPDX-License-Identifier: Apache-2.0
#include "store/trail_chunks.h"

#include "store/query.h"
#include "store/trail_cell.h"
#include "store/trail_codec.h"
#include "store/trail_precision.h"

#include <algorithm>
#include <format>
#include <limits>
#include <ranges>
#include <tuple>

namespace facteo::store {
namespace {

using protocol::Fix;
using protocol::HandsetId;
using protocol::Instant;

auto inFull(const Fix &fix)
{
    return std::tuple(
        fix.at, fix.position.latE7, fix.position.lonE7, fix.accuracyDm, fix.speedCmS, fix.headingCdeg);
}

/// Hours since 1970. What no clock says lands in the first or last of them.
std::int32_t hourOf(Instant at)
{
    using Hour = std::numeric_limits<std::int32_t>;
    const auto hours = std::chrono::floor<std::chrono::hours>(at.time_since_epoch()).count();
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(hours, Hour::min(), Hour::max()));
}

std::string_view wordFor(TrailFault fault)
{
    switch (fault) {
    case TrailFault::Truncated:
        return "ends too early";
    case TrailFault::UnknownVersion:
        return "has an unknown version";
    case TrailFault::BadChecksum:
        return "has a wrong checksum";
    case TrailFault::BadColumn:
        return "has a broken column";
    }
    return "is broken";
}

geo::Box boxOf(std::span<const Fix> fixes)
{
    geo::Box box{fixes.front().position, fixes.front().position};
    for (const Fix &fix : fixes)
        box.add(fix.position);
    return box;
}

std::vector<std::byte> bytesFrom(const Row &row)
{
    return row.get<std::vector<std::byte>>("bytes");
}

TrailChunks::Chunk chunkFrom(const Row &row)
{
    return {.handset = row.get<HandsetId>("handset"),
        .box = {{.latE7 = row.get<std::int32_t>("south_e7"), .lonE7 = row.get<std::int32_t>("west_e7")},
            {.latE7 = row.get<std::int32_t>("north_e7"), .lonE7 = row.get<std::int32_t>("east_e7")}},
        .bytes = bytesFrom(row)};
}

/// The statement of touchingInHour(): each range of cells is a look into the index.
const std::string &touchingSql()
{
    static const std::string sql = [] {
        std::string ranges;
        for (std::size_t i = 0; i < kMostCellRanges; ++i)
            ranges +=
                std::format("{}(CAST(:low{} AS INTEGER), CAST(:high{} AS INTEGER))", i > 0 ? ", " : "", i, i);
        return "WITH wanted (low, high) AS (VALUES " + ranges + R"()
            SELECT owner.handset, chunk.south_e7, chunk.west_e7, chunk.north_e7, chunk.east_e7, chunk.bytes
              FROM wanted
             CROSS JOIN trail_hour AS chunk
              JOIN trail_handset AS owner ON owner.number = chunk.handset
             WHERE chunk.hour = :hour AND chunk.cell BETWEEN wanted.low AND wanted.high
               AND chunk.north_e7 >= :south AND chunk.south_e7 <= :north
               AND chunk.east_e7 >= :west AND chunk.west_e7 <= :east
               AND owner.depot = :depot)";
    }();
    return sql;
}

} // namespace

void putInOrder(std::vector<Fix> &fixes)
{
    if (!std::ranges::is_sorted(fixes, {}, inFull))
        std::ranges::sort(fixes, {}, inFull);
    const auto repeated = std::ranges::unique(fixes);
    fixes.erase(repeated.begin(), repeated.end());
}

Result<std::vector<Fix>> TrailChunks::decoded(
    std::span<const std::byte> bytes, const HandsetId &handset) const
{
    auto fixes = decodeTrail(bytes);
    if (!fixes)
        return std::unexpected(
            Error{Problem::Corrupt, std::format("{}: a trail chunk of {} {}; restore it from a backup",
                                        m_db.place().toStdString(), handset.text, wordFor(fixes.error()))});
    return std::move(*fixes);
}

Result<std::int32_t> TrailChunks::numberFor(const HandsetId &handset)
{
    for (const bool isSecondLook : {false, true}) {
        auto known =
            Query(m_db, "SELECT number FROM trail_handset WHERE depot = :depot AND handset = :handset")
                .bind(":depot", m_depot)
                .bind(":handset", handset)
                .first([](const Row &row) { return row.get<std::int32_t>("number"); });
        if (!known)
            return std::unexpected(std::move(known).error());
        if (*known)
            return **known;
        if (isSecondLook)
            break;
        auto entered = Query(m_db, R"(
            INSERT INTO trail_handset (number, depot, handset)
            SELECT COALESCE(MAX(number), 0) + 1, CAST(:depot AS TEXT), CAST(:handset AS TEXT) FROM trail_handset)")
                           .bind(":depot", m_depot)
                           .bind(":handset", handset)
                           .run();
        if (!entered)
            return std::unexpected(std::move(entered).error());
    }
    return std::unexpected(
        Error{Problem::Failed, std::format("{}: a number for the trails of {} was not kept",
                                   m_db.place().toStdString(), handset.text)});
}

Result<void> TrailChunks::add(const HandsetId &handset, std::span<const Fix> fixes)
{
    if (fixes.empty())
        return {};
    const auto number = numberFor(handset);
    if (!number)
        return std::unexpected(number.error());
    while (!fixes.empty()) {
        const auto hour = hourOf(fixes.front().at);
        const auto next = std::ranges::find_if(fixes, [&](const Fix &fix) { return hourOf(fix.at) != hour; });
        const auto count = static_cast<std::size_t>(next - fixes.begin());
        if (auto added = addToHour(*number, handset, hour, fixes.first(count)); !added)
            return added;
        fixes = fixes.subspan(count);
    }
    return {};
}

Result<void> TrailChunks::addToHour(
    std::int32_t handset, const HandsetId &name, std::int32_t hour, std::span<const Fix> fixes)
{
    auto parts = Query(m_db, R"(
            SELECT bytes
              FROM trail_hour
             WHERE handset = :handset AND hour = :hour
             ORDER BY part)")
                     .bind(":handset", handset)
                     .bind(":hour", hour)
                     .all(bytesFrom);
    if (!parts)
        return std::unexpected(std::move(parts).error());
    std::vector<Fix> whole;
    std::int32_t part = 0;
    for (const auto &bytes : *parts) {
        const auto known = decoded(bytes, name);
        if (!known) { // what is broken stays, for whoever restores it; the rest goes behind it
            whole.clear();
            part = static_cast<std::int32_t>(parts->size());
            break;
        }
        whole.insert(whole.end(), known->begin(), known->end());
    }
    const std::size_t knownFixes = whole.size();
    whole.insert(whole.end(), fixes.begin(), fixes.end());
    putInOrder(whole);
    if (whole.size() == knownFixes)
        return {};
    for (std::span<const Fix> left(whole); !left.empty();) {
        const auto count = std::min(left.size(), kMostFixesPerChunk);
        if (auto written = write(handset, hour, part++, left.first(count)); !written)
            return written;
        left = left.subspan(count);
    }
    if (std::cmp_greater_equal(part, parts->size()))
        return {};
    auto joined =
        Query(m_db, "DELETE FROM trail_hour WHERE handset = :handset AND hour = :hour AND part >= :part")
            .bind(":handset", handset)
            .bind(":hour", hour)
            .bind(":part", part)
            .run();
    return joined.transform([](int) {});
}

Result<void> TrailChunks::write(
    std::int32_t handset, std::int32_t hour, std::int32_t part, std::span<const Fix> fixes)
{
    const auto box = boxOf(fixes);
    const auto bytes = encodeTrail(fixes);
    return Query(m_db, R"(
            INSERT INTO trail_hour (handset, hour, part, cell, south_e7, west_e7, north_e7, east_e7, bytes)
            VALUES (:handset, :hour, :part, :cell, :south, :west, :north, :east, :bytes)
            ON CONFLICT (handset, hour, part) DO UPDATE
               SET cell = excluded.cell, south_e7 = excluded.south_e7, west_e7 = excluded.west_e7,
                   north_e7 = excluded.north_e7, east_e7 = excluded.east_e7, bytes = excluded.bytes)")
        .bind(":handset", handset)
        .bind(":hour", hour)
        .bind(":part", part)
        .bind(":cell", cellOf(box))
        .bind(":south", box.southWest.latE7)
        .bind(":west", box.southWest.lonE7)
        .bind(":north", box.northEast.latE7)
        .bind(":east", box.northEast.lonE7)
        .bind(":bytes", std::span<const std::byte>(bytes))
        .run()
        .transform([](int) {});
}

Result<std::vector<Fix>> TrailChunks::hours(const HandsetId &handset, Instant from, Instant to) const
{
    const auto parts = Query(m_db, R"(
            SELECT bytes
              FROM trail_hour
             WHERE handset = (SELECT number FROM trail_handset WHERE depot = :depot AND handset = :handset)
               AND hour BETWEEN :from AND :to
             ORDER BY hour, part)")
                           .bind(":depot", m_depot)
                           .bind(":handset", handset)
                           .bind(":from", hourOf(from))
                           .bind(":to", hourOf(to))
                           .all(bytesFrom);
    if (!parts)
        return std::unexpected(parts.error());
    std::vector<Fix> found;
    for (const auto &bytes : *parts) {
        auto fixes = decoded(bytes, handset);
        if (!fixes)
            return fixes;
        found.insert(found.end(), fixes->begin(), fixes->end());
    }
    return found;
}

Result<std::optional<Fix>> TrailChunks::latest(const HandsetId &handset) const
{
    const auto hour = Query(m_db, R"(
            SELECT MAX(hour) AS hour
              FROM trail_hour
             WHERE handset = (SELECT number FROM trail_handset WHERE depot = :depot AND handset = :handset))")
                          .bind(":depot", m_depot)
                          .bind(":handset", handset)
                          .first([](const Row &row) { return row.get<std::optional<std::int32_t>>("hour"); });
    if (!hour)
        return std::unexpected(hour.error());
    if (!*hour || !**hour)
        return std::nullopt;
    const Instant at{std::chrono::hours{***hour}};
    const auto fixes = hours(handset, at, at);
    if (!fixes)
        return std::unexpected(fixes.error());
    return std::ranges::max(*fixes, {}, &Fix::at);
}

Result<std::vector<TrailChunks::Chunk>> TrailChunks::touching(
    const geo::Box &box, Instant from, Instant to) const
{
    std::vector<Chunk> found;
    for (auto after = hourOf(from); after <= hourOf(to);) {
        const auto hour =
            Query(m_db, "SELECT MIN(hour) AS hour FROM trail_hour WHERE hour >= :after")
                .bind(":after", after)
                .first([](const Row &row) { return row.get<std::optional<std::int32_t>>("hour"); });
        if (!hour)
            return std::unexpected(hour.error());
        if (!*hour || !**hour || ***hour > hourOf(to))
            break;
        if (auto looked = touchingInHour(box, ***hour, found); !looked)
            return std::unexpected(looked.error());
        if (***hour == std::numeric_limits<std::int32_t>::max())
            break;
        after = ***hour + 1;
    }
    return found;
}

Result<void> TrailChunks::touchingInHour(
    const geo::Box &box, std::int32_t hour, std::vector<Chunk> &found) const
{
    Query query(m_db, touchingSql().c_str());
    const auto ranges = cellsTouching(box);
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        query.bind(std::format(":low{}", i).c_str(), ranges[i].low);
        query.bind(std::format(":high{}", i).c_str(), ranges[i].high);
    }
    return query.bind(":hour", hour)
        .bind(":south", box.southWest.latE7)
        .bind(":west", box.southWest.lonE7)
        .bind(":north", box.northEast.latE7)
        .bind(":east", box.northEast.lonE7)
        .bind(":depot", m_depot)
        .each([&](const Row &row) { found.push_back(chunkFrom(row)); });
}

Result<int> TrailChunks::forgetBefore(Instant before)
{
    return Query(m_db, R"(
            DELETE FROM trail_hour
             WHERE hour < :hour AND handset IN (SELECT number FROM trail_handset WHERE depot = :depot))")
        .bind(":hour", hourOf(before))
        .bind(":depot", m_depot)
        .run();
}

} // namespace facteo::store
