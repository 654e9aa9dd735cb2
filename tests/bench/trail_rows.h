// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/track_approach.h"
#include "protocol/records.h"

#include <QSqlDatabase>
#include <set>
#include <vector>

namespace facteo::bench {

/// The baseline: one SQLite row a position, with an index for whose it is and one for when it was.
class TrailRows
{
public:
    explicit TrailRows(const QString &file);
    ~TrailRows();
    TrailRows(const TrailRows &) = delete;
    TrailRows &operator=(const TrailRows &) = delete;

    struct Position
    {
        std::uint32_t handset = 0;
        protocol::Fix fix;
    };
    /// In one transaction.
    void append(const std::vector<Position> &positions);
    /// Makes the indexes, in one go: the quickest way, and the smallest indexes.
    void makeIndexes();
    /// Bytes of the file, without what is free in it.
    [[nodiscard]] double bytes() const;

    [[nodiscard]] std::vector<protocol::Fix> trail(
        std::uint32_t handset, protocol::Instant from, protocol::Instant to) const;
    /// Who had a fix within the circle.
    [[nodiscard]] std::set<std::uint32_t> near(
        protocol::Position place, double radiusMetres, protocol::Instant from, protocol::Instant to) const;

private:
    void run(const QString &sql) const;

    QSqlDatabase m_db;
};

} // namespace facteo::bench
