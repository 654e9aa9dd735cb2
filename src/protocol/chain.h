// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"

#include <cstddef>
#include <expected>
#include <span>
#include <vector>

/// The depot's log as a chain: whoever changes one recorded fact has to change every later one.
namespace facteo::protocol {

/// So that every fact fits into a frame.
inline constexpr std::size_t kMaxFactBytes = std::size_t{240} * 1024;

/// `fact` with content, previous and hash set: ready to be recorded and told. `previous` is the hash of the
/// fact before it, all zero before number 1.
[[nodiscard]] Fact chained(Fact fact, const Hash &previous);

/// What is stored and sent. Broken contract: a fact that was not chained.
[[nodiscard]] std::vector<std::byte> encodeFact(const Fact &fact);

/// Errors as of open(); TooLarge above kMaxFactBytes; BrokenChain when the hash does not fit the exact bytes.
/// A body that is not understood is no error but an UnreadableFact: the chain goes on behind it.
[[nodiscard]] std::expected<Fact, Fault> decodeFact(std::span<const std::byte> bytes);

/// True when the hash is SHA-256 of previous and content.
[[nodiscard]] bool hashFits(const Fact &fact);

/// Where a log stops being what was recorded.
struct ChainBreak
{
    enum class Kind : std::uint8_t {
        NumberMissing = 1, ///< the numbers do not run on
        WrongHash = 2,     ///< the content is not what was hashed
        WrongPrevious = 3, ///< it does not continue the fact before it
        OtherDepot = 4,
    };
    std::uint64_t number = 0; ///< of the first fact that is wrong
    Kind kind = Kind::WrongHash;

    bool operator==(const ChainBreak &) const = default;
};

/// Checks consecutive facts of one depot; the first one's previous is taken as given (all zero is required
/// only of number 1). An empty span is fine.
[[nodiscard]] std::expected<void, ChainBreak> verifyChain(std::span<const Fact> facts);

} // namespace facteo::protocol
