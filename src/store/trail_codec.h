// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstdint>
#include <expected>
#include <span>
#include <vector>

namespace facteo::store {

enum class TrailFault : std::uint8_t {
    Truncated = 1,
    UnknownVersion,
    BadChecksum,
    BadColumn, ///< a header or a value that the encoder never writes
};

/// The most fixes that one chunk holds.
inline constexpr std::size_t kMostFixesPerChunk = 8'192;

/// One handset's fixes as columns (trail_column.h), without loss; what digits are worth keeping is for kept()
/// in trail_precision.h to say.
///
/// Version 2: u8 version, number of fixes, then time, speed, course, accuracy, latitude and longitude. Speed
/// and course come before the position, because with them most of a step can be reckoned (trail_reckoning.h).
/// A CRC-32 ends the chunk. Precondition: 1 to kMostFixesPerChunk fixes, in order of time.
[[nodiscard]] std::vector<std::byte> encodeTrail(std::span<const protocol::Fix> fixes);

/// Chunks of both versions; what the first kept beyond kept() is left out. Any bytes are allowed: what no
/// encoder wrote is a TrailFault, never a crash.
[[nodiscard]] std::expected<std::vector<protocol::Fix>, TrailFault> decodeTrail(
    std::span<const std::byte> chunk);

} // namespace facteo::store
