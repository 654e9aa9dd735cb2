// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>

namespace facteo::maps {

enum class WriteError : std::uint8_t {
    NoFolder, ///< the folder of the file does not exist
    Refused,  ///< the system refuses to create, to write or to rename it
    NoSpace,  ///< the disk is full or a quota is reached
    TooLarge, ///< more than the numbers of a package file can count
    Stopped,  ///< whoever asked for the writing no longer wants it
};

/// What one of the system's error numbers means for somebody who writes.
[[nodiscard]] WriteError writeErrorOf(int number);

/// A file that appears whole or not at all: at its path there is the old content until commit(), then the new
/// one, never half of it, even when the machine loses power.
///
/// Until then it has no name where the file system can do that (Linux' O_TMPFILE), so that not even a killed
/// program leaves anything behind; elsewhere it is a file beside the path that is removed unless committed.
class AtomicFile
{
public:
    [[nodiscard]] static std::expected<AtomicFile, WriteError> create(const std::filesystem::path &file);

    AtomicFile(AtomicFile &&other) noexcept;
    AtomicFile &operator=(AtomicFile &&other) noexcept;
    ~AtomicFile();

    /// Open for reading and writing, at its beginning.
    [[nodiscard]] int descriptor() const { return m_descriptor; }

    /// To the disk (fsync), then into its place, then the folder to the disk. Once at most.
    [[nodiscard]] std::expected<void, WriteError> commit();

private:
    AtomicFile() = default;
    void discard() noexcept;

    std::filesystem::path m_file;
    std::string m_temporary; ///< where it lies beside the file; empty while it has no name
    int m_descriptor = -1;
};

/// Writes all bytes at the descriptor's place.
[[nodiscard]] std::expected<void, WriteError> writeAll(int descriptor, std::span<const std::byte> bytes);

/// Puts `bytes` into `file` through an AtomicFile.
[[nodiscard]] std::expected<void, WriteError> writeAtomically(
    const std::filesystem::path &file, std::span<const std::byte> bytes);

} // namespace facteo::maps
