// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/box.h"
#include "protocol/records.h"
#include "store/database.h"

#include <optional>
#include <vector>

namespace facteo::store {

/// By time, and the same fix once: a handset may repeat itself, and a log that was folded just before the end
/// of the process is read again.
void putInOrder(std::vector<protocol::Fix> &fixes);

/// The folded trails of one depot, table trail_hour: one blob (trail_codec.h) for a handset's hour, its box
/// and its cell (trail_cell.h) beside it.
class TrailChunks
{
public:
    TrailChunks(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

    /// Enters fixes, which are in order, into their hours. What is there already is not doubled, and an hour
    /// that cannot be read any more is left as it is.
    [[nodiscard]] Result<void> add(const protocol::HandsetId &handset, std::span<const protocol::Fix> fixes);

    /// Fixes of all hours that the time touches; whoever wants less of them chooses. Unordered where late
    /// fixes came.
    [[nodiscard]] Result<std::vector<protocol::Fix>> hours(
        const protocol::HandsetId &handset, protocol::Instant from, protocol::Instant to) const;
    /// The fix measured last.
    [[nodiscard]] Result<std::optional<protocol::Fix>> latest(const protocol::HandsetId &handset) const;

    /// A handset's hour, or a part of it, that is not decoded yet.
    struct Chunk
    {
        protocol::HandsetId handset;
        geo::Box box;
        std::vector<std::byte> bytes;
    };
    /// Everybody's chunks whose box touches this one, of all hours that the time touches.
    [[nodiscard]] Result<std::vector<Chunk>> touching(
        const geo::Box &box, protocol::Instant from, protocol::Instant to) const;
    [[nodiscard]] Result<std::vector<protocol::Fix>> decoded(
        std::span<const std::byte> bytes, const protocol::HandsetId &handset) const;

    /// Deletes the hours that ended by `before`, and gives how many.
    [[nodiscard]] Result<int> forgetBefore(protocol::Instant before);

private:
    [[nodiscard]] Result<std::int32_t> numberFor(const protocol::HandsetId &handset);
    [[nodiscard]] Result<void> addToHour(std::int32_t handset, const protocol::HandsetId &name,
        std::int32_t hour, std::span<const protocol::Fix> fixes);
    [[nodiscard]] Result<void> write(
        std::int32_t handset, std::int32_t hour, std::int32_t part, std::span<const protocol::Fix> fixes);
    [[nodiscard]] Result<void> touchingInHour(
        const geo::Box &box, std::int32_t hour, std::vector<Chunk> &found) const;

    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
