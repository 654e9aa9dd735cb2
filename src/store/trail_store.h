// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"
#include "store/trail_log.h"

#include <deque>
#include <filesystem>
#include <span>
#include <unordered_map>
#include <vector>

namespace facteo::store {

/// South-west and north-east corner, both inside. Does not cross the 180th meridian.
struct Box
{
    protocol::Position southWest;
    protocol::Position northEast;

    [[nodiscard]] bool contains(const protocol::Position &position) const;
};

/// What reading the logs back found.
struct TrailRecovery
{
    std::uint64_t fixes = 0;    ///< read back from logs that were not folded yet
    std::uint64_t cutBytes = 0; ///< of batches that were not written whole when the machine or the hub died
};

/// Every stored position of a depot's handsets.
///
/// What arrives goes to an append-only log file (no SQL, one fdatasync per batch) and to memory. closeLog()
/// ends that log and begins the next: the hub calls it every hour, and when openBytes() grows large.
/// fold() turns closed logs, some handsets at a time, into one compressed blob per handset and hour
/// (trail_codec.h) in table trail_chunk, and removes a log once all of it is in the database. Killed at any
/// moment, nothing that append() confirmed is lost and nothing appears twice.
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
    /// From now on a new log is written; the one so far waits for fold(). Nothing happens when it is empty.
    void closeLog();
    /// Folds up to `atMost` handsets of the oldest closed log, in a transaction of its own. True while there
    /// is more to fold. Precondition: no Transaction is open.
    [[nodiscard]] Result<bool> fold(std::size_t atMost);

    /// Fixes measured from `from` up to and including `to`, in order of time, exact repetitions once.
    [[nodiscard]] Result<std::vector<protocol::Fix>> trail(
        const protocol::HandsetId &handset, protocol::Instant from, protocol::Instant to) const;
    /// The fix measured last.
    [[nodiscard]] Result<std::optional<protocol::Fix>> latest(const protocol::HandsetId &handset) const;
    /// Everybody's fixes inside the box and the time (both ends inside), by handset, then time.
    [[nodiscard]] Result<std::vector<HandsetFix>> within(
        const Box &box, protocol::Instant from, protocol::Instant to) const;

    /// Deletes folded chunks that end before `before` (retention), and gives how many. What is not folded yet
    /// stays until it is.
    [[nodiscard]] Result<int> forgetBefore(protocol::Instant before);

private:
    /// One log file's number and, in memory, what it holds by handset and is not folded yet.
    struct Segment
    {
        std::uint64_t number = 0;
        std::unordered_map<protocol::HandsetId, std::vector<protocol::Fix>> fixes;
    };

    TrailStore(Database &db, protocol::DepotId depot, std::filesystem::path folder);
    [[nodiscard]] Result<void> readBack();
    [[nodiscard]] Result<void> beginLog();
    [[nodiscard]] std::filesystem::path logFile(std::uint64_t segment) const;
    [[nodiscard]] Result<void> writeChunks(
        std::uint64_t segment, const protocol::HandsetId &handset, std::vector<protocol::Fix> fixes);
    [[nodiscard]] Result<void> removeLog(std::uint64_t segment);
    [[nodiscard]] Result<std::vector<protocol::Fix>> decoded(
        std::span<const std::byte> chunk, const protocol::HandsetId &handset) const;

    Database &m_db;
    protocol::DepotId m_depot;
    std::filesystem::path m_folder;
    std::deque<Segment> m_segments; ///< oldest first
    std::optional<TrailLog> m_log;  ///< of the last segment, while it is written to
    std::uint64_t m_nextNumber = 1;
    TrailRecovery m_recovery;
};

} // namespace facteo::store
