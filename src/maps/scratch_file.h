// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/atomic_file.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace facteo::maps {

/// An unnamed file for what does not fit into memory. It disappears with its owner, whatever happens to the
/// program. Bytes are appended, and read anywhere.
///
/// The first failure sticks, as with a stream: from then on nothing is written and every reading fails, so
/// that somebody who writes a million small things looks at fault() once, at the end. Not for two threads.
class ScratchFile
{
public:
    /// In `folder`, made with the first bytes that leave the buffer.
    explicit ScratchFile(std::filesystem::path folder, std::size_t buffer = kBufferBytes);
    ScratchFile(ScratchFile &&other) noexcept;
    ScratchFile &operator=(ScratchFile &&other) noexcept;
    ~ScratchFile();

    void append(std::span<const std::byte> bytes);
    /// Bytes appended so far.
    [[nodiscard]] std::uint64_t size() const { return m_written + m_buffer.size(); }
    /// Fills `into` with what was appended at `offset`. False past the end and after a fault.
    [[nodiscard]] bool read(std::uint64_t offset, std::span<std::byte> into);

    [[nodiscard]] std::optional<WriteError> fault() const { return m_fault; }

private:
    static constexpr std::size_t kBufferBytes = 256U << 10;

    void flush();
    void write(std::span<const std::byte> bytes);
    void close() noexcept;

    std::filesystem::path m_folder;
    std::size_t m_mostBuffered;
    std::vector<std::byte> m_buffer;
    std::uint64_t m_written = 0;
    int m_descriptor = -1;
    std::optional<WriteError> m_fault;
};

} // namespace facteo::maps
