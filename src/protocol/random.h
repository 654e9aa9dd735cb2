// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"

#include <cstdint>
#include <functional>

namespace facteo::protocol {

/// A source of 64 uniformly random bits a call. Tests pass a seeded one; the product passes secureBits.
using RandomBits = std::function<std::uint64_t()>;

/// From the operating system's cryptographic generator. Any thread. Ends the program when there is no
/// entropy: an id that could be guessed is worse than no id.
[[nodiscard]] std::uint64_t secureBits();

[[nodiscard]] FrameId randomFrameId(const RandomBits &bits = secureBits);
[[nodiscard]] AlertId randomAlertId(const RandomBits &bits = secureBits);
[[nodiscard]] SystemAlarmId randomSystemAlarmId(const RandomBits &bits = secureBits);
[[nodiscard]] TaskId randomTaskId(const RandomBits &bits = secureBits);
[[nodiscard]] CommandId randomCommandId(const RandomBits &bits = secureBits);

/// Never 0, which stands for "no session".
[[nodiscard]] std::uint64_t randomSession(const RandomBits &bits = secureBits);

} // namespace facteo::protocol
