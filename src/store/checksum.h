// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <zlib.h>

namespace facteo::store {

/// CRC-32 (ISO-HDLC) of what trail files and chunks hold, against torn writes and rotten disks.
[[nodiscard]] inline std::uint32_t checksum(std::span<const std::byte> bytes)
{
    return static_cast<std::uint32_t>(
        ::crc32_z(0, reinterpret_cast<const Bytef *>(bytes.data()), bytes.size()));
}

} // namespace facteo::store
