// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/words.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::store {

/// One line of a depot's log with its body in bytes. Number and hashes are computed by the hub with
/// protocol's chain; the store keeps them and never looks into `bytes`.
struct EncodedFact
{
    std::uint64_t number = 0; ///< 1, 2, 3… in the depot
    protocol::Instant at;
    protocol::SenderId sender;
    protocol::OperatorId by; ///< empty where no person caused it
    protocol::FrameId cause; ///< all zero: no frame caused it (a timer of the hub)
    std::uint8_t kind = 0;   ///< which body: its field number in facteo.proto
    std::string subject; ///< the id it is about, for the history of one alert or task; up to 64 characters
    std::vector<std::byte> bytes;
    protocol::Hash previous{};
    protocol::Hash hash{};

    bool operator==(const EncodedFact &) const = default;
};

/// Where a log ends.
struct FactMark
{
    std::uint64_t number = 0; ///< 0: the log is empty
    protocol::Hash hash{};    ///< of that fact; all zero when empty

    bool operator==(const FactMark &) const = default;
};

/// The depot's log: only ever appended to, and the database itself refuses to change or delete a line.
class FactLog
{
public:
    FactLog(Database &db, protocol::DepotId depot);

    /// Appends all or nothing; inside the caller's Transaction it is on disk when that commits.
    ///
    /// A frame may cause several facts; they come in one call. A frame that is in the log already gives
    /// Duplicate: ask causedBy() before. OutOfSequence when numbers do not continue the log or `previous` is
    /// not the hash of the fact before.
    [[nodiscard]] Result<void> append(std::span<const EncodedFact> facts);

    /// Facts with a greater number, in order, at most `atMost`.
    [[nodiscard]] Result<std::vector<EncodedFact>> after(std::uint64_t number, std::uint32_t atMost) const;
    [[nodiscard]] Result<FactMark> last() const;
    /// What this frame was recorded as; empty when it is not in the log.
    [[nodiscard]] Result<std::vector<EncodedFact>> causedBy(const protocol::FrameId &frame) const;
    /// The history of one thing, oldest first.
    [[nodiscard]] Result<std::vector<EncodedFact>> about(std::uint8_t kind, std::string_view subject) const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
