// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/box.h"
#include "geo/track_approach.h"
#include "protocol/records.h"
#include "store/database.h"
#include "store/trail_chunks.h"
#include "store/trail_logs.h"
#include "store/trail_open.h"

#include <filesystem>
#include <memory>
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
/// What arrives goes to an append-only log (no SQL, one fdatasync per batch), which the depots of a house
/// share, and to memory. closeLog() says what is to be folded: the hub calls it when an hour is over, and
/// when openBytes() grows large. fold() turns what is in memory, some handsets at a time, into one compressed
/// blob per handset and hour (trail_chunks.h); a file of the log goes once all of it is in the database.
/// Killed at any moment, nothing that append() confirmed is lost and nothing appears twice.
class TrailStore
{
public:
    /// With a log of its own: opens or makes `folder`, reads back what was not folded. One TrailStore per
    /// depot at a time: the Database's lock sees to it.
    [[nodiscard]] static Result<std::unique_ptr<TrailStore>> open(
        Database &db, protocol::DepotId depot, std::filesystem::path folder);
    /// With the log of its house; `db` and `logs` must outlive this.
    TrailStore(Database &db, protocol::DepotId depot, TrailLogs &logs);

    [[nodiscard]] const TrailRecovery &recovery() const { return m_recovery; }

    /// On disk when it returns. On an error nothing of the batch is stored.
    [[nodiscard]] Result<void> append(std::span<const HandsetFix> batch);
    /// The batch is on disk: the caller wrote it to the log, with what came for other depots.
    void remember(std::span<const HandsetFix> batch);

    /// What came since closeLog() takes so much in the log.
    [[nodiscard]] std::uint64_t openBytes() const { return m_openBytes; }
    /// fold() has to do with what was measured before `foldBefore`; what comes from now on goes to another
    /// file, unless other depots write to this one too. Given the beginning of the hour that runs, every hour
    /// is folded once, when it is whole; what is younger waits for the next time, in memory and in its log.
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
    TrailStore(Database &db, protocol::DepotId depot, std::unique_ptr<TrailLogs> logs);

    Database &m_db;
    TrailChunks m_chunks;
    protocol::DepotId m_depot;
    std::unique_ptr<TrailLogs> m_ownLogs; ///< none in a house
    TrailLogs &m_logs;
    OpenTrails m_open;
    std::uint64_t m_openBytes = 0;

    // The pass of fold() that the last closeLog() began.
    protocol::Instant m_foldBefore = protocol::Instant::min();
    std::vector<protocol::HandsetId> m_due;
    bool m_isFolding = false;
    TrailRecovery m_recovery;
};

} // namespace facteo::store
