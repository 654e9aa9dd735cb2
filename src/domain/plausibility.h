// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <chrono>
#include <optional>

namespace facteo::domain {

/// A handset's clock may run ahead of the hub's by this much before its frames count as from the future.
/// Phones that lack a network time drift by seconds a day; two minutes is a wrong clock.
inline constexpr std::chrono::minutes kClockTolerance{2};

/// Faster than this between two fixes, a postman did not move: his receiver jumped. 70 m/s = 252 km/h, above
/// any road vehicle of a depot, below the usual multipath jumps of kilometres in seconds.
inline constexpr double kFastestMetresPerSecond = 70.0;

/// After this long without a fix nobody knows what happened in between: any place is possible again.
inline constexpr std::chrono::minutes kForgetJumpsAfter{10};

/// Why a fix cannot be true, or nothing. `before` is the latest accepted fix of the same handset.
///
/// ImpossiblePosition: exactly 0/0 (a receiver without a fix), or a jump faster than kFastestMetresPerSecond
/// beyond both accuracies, unless `before` is older than kForgetJumpsAfter.
/// FromTheFuture: measured more than kClockTolerance after `now`.
std::optional<protocol::Fault> faultOf(
    const protocol::Fix &fix, const std::optional<protocol::Fix> &before, protocol::Instant now);

} // namespace facteo::domain
