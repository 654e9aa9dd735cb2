// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/trail_log.h"

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace facteo::store {

/// The append-only log of positions that are not in the database yet, in files of which one is written to: of
/// one depot, or of all depots of a house together. A batch of however many depots is one fdatasync.
///
/// A file stays until every depot that has something in it has said that it is in the database. Named
/// <owner>-<number>.trail; in a house, fixes are entered as <depot>/<handset>.
class TrailLogs
{
public:
    /// One depot's part of a batch.
    struct Part
    {
        protocol::DepotId depot;
        std::span<const HandsetFix> fixes;
    };

    /// Opens or makes `folder` and reads back what `owner`, a depot or a house, left in it. One TrailLogs per
    /// owner at a time: the Database's lock sees to it.
    [[nodiscard]] static Result<std::unique_ptr<TrailLogs>> open(
        std::filesystem::path folder, protocol::DepotId owner);

    /// What open() read back of a depot; given once. Nothing more is lost of what nobody asks for: its files
    /// stay.
    [[nodiscard]] std::vector<HandsetFix> takeBack(const protocol::DepotId &depot);
    /// Depots of which something was read back and not asked for.
    [[nodiscard]] std::vector<protocol::DepotId> leftBehind() const;
    /// Of batches that were not written whole when the machine or the hub died.
    [[nodiscard]] std::uint64_t cutBytes() const { return m_cutBytes; }
    /// Files of which something that was stored could not be read back, in words: which, how much, and what
    /// to do.
    [[nodiscard]] const std::vector<std::string> &damage() const { return m_damage; }

    /// On disk when it returns. On an error nothing of the batch is stored.
    [[nodiscard]] Result<void> append(std::span<const Part> batch);
    /// Size of the file that append() writes to; 0 when it will begin a new one.
    [[nodiscard]] std::uint64_t openBytes() const { return m_log ? m_log->bytes() : 0; }
    /// The next append() begins a new file: the sooner, the sooner the old one can go.
    void rotate();

    /// The depot begins to bring what it has here into the database. A file that is its alone is ended.
    void beginFolding(const protocol::DepotId &depot);
    /// It has done so with everything measured before `before`. Removes the files that nobody needs any more.
    [[nodiscard]] Result<void> folded(const protocol::DepotId &depot, protocol::Instant before);

private:
    /// Of one depot in one file: the newest fix that came before the last beginFolding(), and since.
    struct Need
    {
        std::optional<protocol::Instant> folding;
        std::optional<protocol::Instant> waiting;
    };
    struct File
    {
        std::uint64_t number = 0;
        std::map<protocol::DepotId, Need> needs;
    };

    TrailLogs(std::filesystem::path folder, protocol::DepotId owner);
    [[nodiscard]] Result<void> readBack();
    [[nodiscard]] Result<void> beginFile();
    [[nodiscard]] HandsetFix entryOf(const protocol::DepotId &depot, const HandsetFix &fix) const;
    [[nodiscard]] std::pair<protocol::DepotId, HandsetFix> partOf(HandsetFix entry) const;
    [[nodiscard]] std::filesystem::path fileOf(std::uint64_t number) const;
    [[nodiscard]] Result<void> removeUnneeded();

    std::filesystem::path m_folder;
    protocol::DepotId m_owner;
    std::optional<TrailLog> m_log; ///< that append() writes to: the last of m_files
    std::deque<File> m_files;
    std::uint64_t m_nextNumber = 1;
    std::unordered_map<protocol::DepotId, std::vector<HandsetFix>> m_readBack;
    std::uint64_t m_cutBytes = 0;
    std::vector<std::string> m_damage;
};

} // namespace facteo::store
