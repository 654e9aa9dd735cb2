// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

#include <span>

namespace facteo::store {

/// How much refused input is kept. The oldest goes first.
struct QuarantineBounds
{
    std::uint64_t frames = 10'000;
    std::uint64_t bytes = std::uint64_t{16} * 1024 * 1024; ///< of kept payload
};

/// Refused frames, a bounded ring: a flood of garbage cannot fill the disk. How many there ever were is
/// counted by CounterStore (by fault) and by everAdded().
class QuarantineStore
{
public:
    QuarantineStore(Database &db, protocol::DepotId depot, QuarantineBounds bounds = {});

    /// Keeps them, first 4 096 bytes each, and drops the oldest beyond the bounds, in one transaction.
    [[nodiscard]] Result<void> add(std::span<const protocol::QuarantinedFrame> frames);
    /// Newest first.
    [[nodiscard]] Result<std::vector<protocol::QuarantinedFrame>> newest(std::uint32_t atMost) const;
    [[nodiscard]] Result<std::uint64_t> everAdded() const;

private:
    /// Where the ring ends.
    struct End
    {
        std::uint64_t number = 0; ///< of the newest frame
        std::uint64_t byte = 0;   ///< how many bytes were ever kept
    };

    [[nodiscard]] Result<End> end() const;
    [[nodiscard]] Result<void> trim(End end);

    Database &m_db;
    protocol::DepotId m_depot;
    QuarantineBounds m_bounds;
};

} // namespace facteo::store
