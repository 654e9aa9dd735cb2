// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/bits.h"

namespace facteo::store {

inline constexpr std::uint64_t kFirstTrailVersion = 1;

/// The columns of a chunk as this program wrote them until schema version 3 (milliseconds, 1e-7 degrees, all
/// as it came): they are read for as long as positions are kept. False when no encoder wrote it.
[[nodiscard]] bool readFirstVersion(BitReader &from, std::span<protocol::Fix> fixes);

} // namespace facteo::store
