// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/fact_log.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace facteo::tests {

/// A chain of its own, simpler than protocol's: SHA-256 over previous, number and bytes. The store does not
/// care which.
[[nodiscard]] protocol::Hash hashOf(const store::EncodedFact &fact);

/// Facts that continue `end`, each caused by another frame drawn from `seed`.
[[nodiscard]] std::vector<store::EncodedFact> nextFacts(
    const store::FactMark &end, std::size_t count, std::uint64_t seed);

/// The number of the first fact whose number, previous or hash does not fit.
[[nodiscard]] std::optional<std::uint64_t> firstBroken(const std::vector<store::EncodedFact> &facts);

} // namespace facteo::tests
