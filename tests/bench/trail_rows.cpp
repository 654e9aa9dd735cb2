// SPDX-License-Identifier: Apache-2.0
#include "trail_rows.h"

#include "geo/box.h"
#include "geo/distance.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>
#include <cstdio>
#include <cstdlib>

namespace facteo::bench {
namespace {

using protocol::Fix;
using protocol::Instant;

constexpr std::size_t kRowsAStatement = 100;

void orExit(bool done, const QSqlError &error)
{
    if (done)
        return;
    std::fprintf(stderr, "%s\n", qPrintable(error.text()));
    std::exit(1);
}

QSqlQuery prepared(const QSqlDatabase &db, const QString &sql)
{
    QSqlQuery query(db);
    query.setForwardOnly(true);
    orExit(query.prepare(sql), query.lastError());
    return query;
}

QVariant column(std::optional<std::uint32_t> value)
{
    return value ? QVariant(static_cast<qlonglong>(*value)) : QVariant();
}

std::optional<std::uint32_t> fromColumn(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(static_cast<std::uint32_t>(value.toLongLong()));
}

QVariant column(Instant at)
{
    return QVariant(static_cast<qlonglong>(at.time_since_epoch().count()));
}

} // namespace

TrailRows::TrailRows(const QString &file)
    : m_db(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("rows")))
{
    m_db.setDatabaseName(file);
    orExit(m_db.open(), m_db.lastError());
    run(QStringLiteral("PRAGMA page_size = 8192"));
    run(QStringLiteral("PRAGMA journal_mode = WAL"));
    run(QStringLiteral("PRAGMA synchronous = FULL"));
    run(QStringLiteral("CREATE TABLE position (handset INTEGER NOT NULL, at_ms INTEGER NOT NULL, "
                       "lat_e7 INTEGER NOT NULL, lon_e7 INTEGER NOT NULL, accuracy_dm INTEGER NOT NULL, "
                       "speed_cm_s INTEGER, heading_cdeg INTEGER)"));
}

TrailRows::~TrailRows()
{
    m_db.close();
    m_db = {};
    QSqlDatabase::removeDatabase(QStringLiteral("rows"));
}

void TrailRows::run(const QString &sql) const
{
    QSqlQuery query(m_db);
    orExit(query.exec(sql), query.lastError());
}

void TrailRows::append(const std::vector<Position> &positions)
{
    const auto statement = [](std::size_t rows) {
        QString sql = QStringLiteral("INSERT INTO position VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (std::size_t i = 1; i < rows; ++i)
            sql += QStringLiteral(", (?, ?, ?, ?, ?, ?, ?)");
        return sql;
    };
    run(QStringLiteral("BEGIN"));
    auto many = prepared(m_db, statement(kRowsAStatement));
    auto one = prepared(m_db, statement(1));
    for (std::size_t at = 0; at < positions.size();) {
        const bool fits = positions.size() - at >= kRowsAStatement;
        auto &query = fits ? many : one;
        int place = 0;
        for (const auto end = at + (fits ? kRowsAStatement : 1); at < end; ++at) {
            const auto &[handset, fix] = positions[at];
            query.bindValue(place++, static_cast<qlonglong>(handset));
            query.bindValue(place++, column(fix.at));
            query.bindValue(place++, fix.position.latE7);
            query.bindValue(place++, fix.position.lonE7);
            query.bindValue(place++, static_cast<qlonglong>(fix.accuracyDm));
            query.bindValue(place++, column(fix.speedCmS));
            query.bindValue(place++, column(fix.headingCdeg));
        }
        orExit(query.exec(), query.lastError());
    }
    run(QStringLiteral("COMMIT"));
}

void TrailRows::makeIndexes()
{
    run(QStringLiteral("CREATE INDEX position_handset ON position (handset, at_ms)"));
    run(QStringLiteral("CREATE INDEX position_time ON position (at_ms)"));
}

double TrailRows::bytes() const
{
    auto query =
        prepared(m_db, QStringLiteral("SELECT (page_count - freelist_count) * page_size "
                                      "FROM pragma_page_count, pragma_freelist_count, pragma_page_size"));
    orExit(query.exec() && query.next(), query.lastError());
    return query.value(0).toDouble();
}

std::vector<Fix> TrailRows::trail(std::uint32_t handset, Instant from, Instant to) const
{
    static auto query = prepared(m_db,
        QStringLiteral("SELECT at_ms, lat_e7, lon_e7, accuracy_dm, speed_cm_s, heading_cdeg FROM position "
                       "WHERE handset = ? AND at_ms BETWEEN ? AND ? ORDER BY at_ms"));
    query.bindValue(0, static_cast<qlonglong>(handset));
    query.bindValue(1, column(from));
    query.bindValue(2, column(to));
    orExit(query.exec(), query.lastError());
    std::vector<Fix> fixes;
    while (query.next())
        fixes.push_back({.at = Instant(std::chrono::milliseconds(query.value(0).toLongLong())),
            .position = {query.value(1).toInt(), query.value(2).toInt()},
            .accuracyDm = query.value(3).toUInt(),
            .speedCmS = fromColumn(query.value(4)),
            .headingCdeg = fromColumn(query.value(5))});
    query.finish();
    return fixes;
}

std::set<std::uint32_t> TrailRows::near(
    protocol::Position place, double radiusMetres, Instant from, Instant to) const
{
    static auto query = prepared(
        m_db, QStringLiteral("SELECT handset, lat_e7, lon_e7 FROM position WHERE at_ms BETWEEN ? AND ? "
                             "AND lat_e7 BETWEEN ? AND ? AND lon_e7 BETWEEN ? AND ?"));
    const auto box = geo::boxAround(place, radiusMetres);
    query.bindValue(0, column(from));
    query.bindValue(1, column(to));
    query.bindValue(2, box.southWest.latE7);
    query.bindValue(3, box.northEast.latE7);
    query.bindValue(4, box.southWest.lonE7);
    query.bindValue(5, box.northEast.lonE7);
    orExit(query.exec(), query.lastError());
    std::set<std::uint32_t> handsets;
    while (query.next())
        if (geo::distanceMetres(place, {query.value(1).toInt(), query.value(2).toInt()}) <= radiusMetres)
            handsets.insert(query.value(0).toUInt());
    query.finish();
    return handsets;
}

} // namespace facteo::bench
