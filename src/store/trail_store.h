// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/box.h"
#include "geo/track_approach.h"
#include "protocol/records.h"
#include "store/database.h"
#include "store/trail_chunks.h"
#include "store/trail_log.h"
#include "store/trail_open.h"

#include <deque>
#include <filesystem>
#include <span>
#include <vector>

namespace facteo::store {

/// What reading the logs back found.
struct TrailRecovery
{
    std::uint64_t fixes = 0;    ///< read back from logs that were not folded yet
    std::uint64_t cutBytes = 0; ///< of batches that were not written whole when the machine or the hub died
};

/// Who came near a place, and how near.
struct Nearby
{
    protocol::HandsetId handset;
    geo::Approach approach;

    bool operator==(const Nearby &) const = default;
};

/// Every stored position of a depot's handsets, with the digits of kept() (trail_precision.h).
///
/// What arrives goes to an append-only log file (no SQL, one fdatasync per batch) and to memory. closeLog()
/// ends that log and begins the next: the hub calls it when an hour is over, and when openBytes() grows
/// large. fold() turns what is in memory, some handsets at a time, into one compressed blob per handset and
/// hour (trail_chunks.h), and removes a log once all of it is in the database. Killed at any moment, nothing
/// that append() confirmed is lost and nothing appears twice.
class TrailStore
{
public:
    /// Opens or makes `folder`, reads back what was not folded. One TrailStore per depot at a time: the
    /// Database's lock sees to it.
    [[nodiscard]] static Result<std::unique_ptr<TrailStore>> open(
        Database &db, protocol::DepotId depot, std::filesystem::path folder);

    [[nodiscard]] const TrailRecovery &recovery() const { return m_recovery; }

    /// On disk when it returns. On an error nothing of the batch is stored.
    [[nodiscard]] Result<void> append(std::span<const HandsetFix> batch);

    /// Size of the log that append() writes to.
    [[nodiscard]] std::uint64_t openBytes() const;
    /// From now on a new log is written, and fold() has to do with what was measured before `foldBefore`.
    /// Given the beginning of the hour that runs, every hour is folded once, when it is whole; what is
    /// younger waits for the next time, in memory and in its log.
    void closeLog(protocol::Instant foldBefore = protocol::Instant::max());
    /// Folds up to `atMost` handsets, in a transaction of its own. True while there is more to fold.
    /// Precondition: no Transaction is open.
    [[nodiscard]] Result<bool> fold(std::size_t atMost);

    /// Fixes measured from `from` up to and including `to`, in order of time, exact repetitions once.
    [[nodiscard]] Result<std::vector<protocol::Fix>> trail(
        const protocol::HandsetId &handset, protocol::Instant from, protocol::Instant to) const;
    /// The fix measured last.
    [[nodiscard]] Result<std::optional<protocol::Fix>> latest(const protocol::HandsetId &handset) const;
    /// Everybody's fixes inside the box and the time (both ends inside), by handset, then time.
    [[nodiscard]] Result<std::vector<HandsetFix>> within(
        const geo::Box &box, protocol::Instant from, protocol::Instant to) const;
    /// Who was within `radiusMetres` of `place` from `from` to `to` (both included), the nearest first:
    /// exactly what geo::approachOf() says of each handset's trail.
    [[nodiscard]] Result<std::vector<Nearby>> near(
        protocol::Position place, double radiusMetres, protocol::Instant from, protocol::Instant to) const;

    /// Deletes folded hours that ended by `before` (retention), and gives how many. What is not folded yet
    /// stays until it is.
    [[nodiscard]] Result<int> forgetBefore(protocol::Instant before);

private:
    /// A log that is not written to any more, and the newest fix in it.
    struct ClosedLog
    {
        std::uint64_t number = 0;
        protocol::Instant newest = protocol::Instant::min();
    };

    TrailStore(Database &db, protocol::DepotId depot, std::filesystem::path folder);
    [[nodiscard]] Result<void> readBack();
    [[nodiscard]] Result<void> beginLog();
    void endLog();
    [[nodiscard]] std::filesystem::path logFile(std::uint64_t number) const;
    [[nodiscard]] Result<void> removeFoldedLogs();

    Database &m_db;
    TrailChunks m_chunks;
    protocol::DepotId m_depot;
    std::filesystem::path m_folder;
    OpenTrails m_open;
    std::optional<TrailLog> m_log; ///< that append() writes to
    ClosedLog m_current;           ///< what m_log will be
    std::deque<ClosedLog> m_closed;
    std::uint64_t m_nextNumber = 1;

    // The pass of fold() that the last closeLog() began.
    protocol::Instant m_foldBefore = protocol::Instant::min();
    std::vector<protocol::HandsetId> m_due;
    std::size_t m_logsOfPass = 0; ///< the first so many of m_closed
    TrailRecovery m_recovery;
};

} // namespace facteo::store
