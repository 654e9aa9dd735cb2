// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/bits.h"

/// Golomb-Rice codes with one parameter per 64 values (R. F. Rice, JPL 79-22, 1979): what small numbers of
/// trails are written in, byte-aligned at their end.
namespace facteo::store {

void writeRice(BitWriter &to, std::span<const std::uint64_t> values);

/// False when they end too early, or no encoder wrote them.
[[nodiscard]] bool readRice(BitReader &from, std::span<std::uint64_t> values);

} // namespace facteo::store
