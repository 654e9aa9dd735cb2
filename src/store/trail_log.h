// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

namespace facteo::store {

/// A fix and whose it is.
struct HandsetFix
{
    protocol::HandsetId handset;
    protocol::Fix fix;

    bool operator==(const HandsetFix &) const = default;
};

/// Makes names that came into a folder or left it last on disk.
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path &folder);

/// An append-only file of fixes in batches. In a house of many depots a handset is named <depot>/<handset>.
/// Every batch carries its length and CRC-32: what a dying process or machine left half-written is recognised
/// and cut off, and a damaged batch costs no other one.
///
/// Layout, little-endian: "FACTRL01", then batches of u32 payload bytes, u32 CRC-32 of the payload, payload =
/// u32 new handsets, u32 fixes, the handsets' names (u8 length, text; they are numbered 0, 1, 2… in order of
/// appearance in the file), fixes of 32 bytes (see trail_log.cpp).
class TrailLog
{
public:
    /// What one fix takes in the file.
    static constexpr std::size_t kFixBytes = 32;

    /// What a read found.
    struct Read
    {
        std::uint64_t fixes = 0;
        std::uint64_t cutBytes = 0;     ///< half a batch at the end
        std::uint64_t damagedBytes = 0; ///< anything else that could not be read
    };

    /// A new file, already known to its folder on disk when this returns. An existing one is an error.
    [[nodiscard]] static Result<TrailLog> create(const std::filesystem::path &file);
    /// Reads a file's batches in order and cuts off what follows the last whole one. All of it is in memory
    /// for that long.
    [[nodiscard]] static Result<Read> readBack(
        const std::filesystem::path &file, const std::function<void(HandsetFix)> &visit);

    TrailLog(TrailLog &&other) noexcept;
    TrailLog &operator=(TrailLog &&other) noexcept;
    ~TrailLog();

    /// Written and on disk (fdatasync) when it returns; on an error the file is as before.
    [[nodiscard]] Result<void> append(std::span<const HandsetFix> batch);
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    /// A failed append() could not be undone either: what is appended from now on would not be read back.
    [[nodiscard]] bool isTorn() const { return m_isTorn; }

private:
    TrailLog(std::filesystem::path file, int descriptor);

    std::filesystem::path m_file;
    int m_descriptor = -1;
    std::uint64_t m_bytes = 0;
    bool m_isTorn = false;
    std::unordered_map<protocol::HandsetId, std::uint32_t> m_numbers; ///< of handsets named in this file
    std::vector<std::byte> m_buffer;                                  ///< kept for its capacity
};

} // namespace facteo::store
