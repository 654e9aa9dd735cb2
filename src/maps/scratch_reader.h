// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/scratch_file.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace facteo::maps {

/// Reads a scratch file front to back in pieces of any size, and the file itself in large ones.
class ScratchReader
{
public:
    explicit ScratchReader(ScratchFile &file) : m_file(file) {}

    /// The next `size` bytes, until the next call; fewer at the end of the file and after a fault of it.
    [[nodiscard]] std::span<const std::byte> take(std::size_t size);

private:
    ScratchFile &m_file;
    std::uint64_t m_at = 0; ///< in the file, of what follows the window
    std::vector<std::byte> m_window;
    std::size_t m_used = 0;
};

} // namespace facteo::maps
