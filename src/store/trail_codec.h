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

/// One handset's fixes as delta-coded columns, without loss: milliseconds, 1e-7 degrees, and accuracy, speed
/// and heading as they came.
///
/// Each column (time, latitude, longitude, accuracy, speed, heading) is divided by the greatest common
/// divisor of its distances from its first value (phones that know whole seconds or 1e-5 degrees pay for no
/// more), then kept as values, differences or differences of differences, whichever is shortest, in
/// Golomb-Rice codes with one parameter per 64 values (R. F. Rice, JPL 79-22, 1979). A CRC-32 ends the chunk.
/// Precondition: 1 to kMostFixesPerChunk fixes, in order of time.
[[nodiscard]] std::vector<std::byte> encodeTrail(std::span<const protocol::Fix> fixes);

/// Any bytes are allowed: what no encoder wrote is a TrailFault, never a crash.
[[nodiscard]] std::expected<std::vector<protocol::Fix>, TrailFault> decodeTrail(
    std::span<const std::byte> chunk);

} // namespace facteo::store
