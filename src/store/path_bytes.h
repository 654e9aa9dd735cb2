// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstddef>
#include <span>
#include <vector>

namespace facteo::store {

/// A line of positions as one column: latitude and longitude of each in 1e-7 degrees, 32 bits little-endian.
[[nodiscard]] std::vector<std::byte> pathToBytes(std::span<const protocol::Position> path);
[[nodiscard]] std::vector<protocol::Position> pathFrom(std::span<const std::byte> bytes);

} // namespace facteo::store
