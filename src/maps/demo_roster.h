// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/demo_town.h"
#include "protocol/records.h"

#include <cstddef>

namespace facteo::maps {

inline constexpr std::size_t kDemoRounds = 49;  ///< as the delivery depot of Dinan had in 2013
inline constexpr std::size_t kDemoPostmen = 69; ///< the same: holders, relief and leave

/// The depot of the demo town: people and handsets, and the rounds that share its letter boxes out. Each
/// round is a compact neighbourhood, its stops in walking order, its path along the streets from the depot
/// and back. The same town gives the same roster. About a second of one core.
[[nodiscard]] protocol::Roster makeDemoRoster(const DemoTown &town);

} // namespace facteo::maps
