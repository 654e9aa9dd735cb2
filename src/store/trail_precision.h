// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstdint>
#include <optional>

namespace facteo::store {

/// A fix as trails keep it: what a receiver on foot can know, and no digits beyond it (docs/decisions.md 27).
///
/// Time to the nearest 0.1 s, position to 1e-6 degrees (0.11 m), speed to 0.1 m/s, course to 2 degrees,
/// accuracy up to the next number of the series E12 (IEC 60063: 1, 1.2, 1.5, 1.8, 2.2 … metres), so that no
/// trail is ever more certain than its receiver was. What is absent stays absent. Applied twice it changes
/// nothing more.
[[nodiscard]] protocol::Fix kept(protocol::Fix fix);

/// The place of an accuracy in the series, 0 for unknown; none when it does not stand in it.
[[nodiscard]] std::optional<std::uint32_t> accuracyClass(std::uint32_t accuracyDm);
/// The accuracy at a place of the series; none beyond its end.
[[nodiscard]] std::optional<std::uint32_t> accuracyOf(std::uint64_t place);

} // namespace facteo::store
