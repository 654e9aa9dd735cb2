// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/counter_store.h"
#include "store/quarantine_store.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace facteo::hub {

/// Counts what was taken, gated and refused, and keeps refused frames until the store takes them, once a
/// second at most. A flood of garbage costs a counter each, and no more memory or disk than the bounds.
class Tally
{
public:
    /// Of one second: beyond, frames are counted and no longer kept.
    static constexpr std::size_t kKeptAtMost = 1'000;

    Tally(store::Database &db, const protocol::DepotId &depot);

    [[nodiscard]] store::Result<void> load();

    void refuse(protocol::Fault fault, std::string_view topic, std::span<const std::byte> bytes,
        std::string detail, protocol::Instant now);
    /// The same for what may hold somebody's position: nothing of its bytes is kept, because nobody has asked
    /// yet whether that position may be. `detail` must not tell it either.
    void refusePosition(protocol::Fault fault, std::string_view topic, std::size_t size, std::string detail,
        protocol::Instant now);
    void gate(store::Gate gate) { ++m_delta.of(gate); }
    void stored(std::uint64_t positions) { m_delta.positionsStored += positions; }
    /// True while refuse() would keep the frame: only then is it worth explaining.
    [[nodiscard]] bool keeps() const { return m_refused.size() < kKeptAtMost; }

    [[nodiscard]] bool hasRefusals() const { return !m_refused.empty(); }
    /// Nothing came since settle().
    [[nodiscard]] bool isFlushed() const { return m_refused.empty() && m_delta == store::Counts{}; }
    /// Writes what came since settle() into the caller's Transaction …
    [[nodiscard]] store::Result<void> write();
    /// … which is on disk.
    void settle();

    /// Of the hub's whole life, with what is not flushed yet.
    [[nodiscard]] store::Counts totals() const;
    [[nodiscard]] store::Result<std::vector<protocol::QuarantinedFrame>> newest(std::uint32_t atMost);

private:
    void keep(protocol::QuarantinedFrame frame);

    store::Database &m_db;
    store::CounterStore m_counters;
    store::QuarantineStore m_quarantine;
    store::Counts m_totals;
    store::Counts m_delta;
    std::vector<protocol::QuarantinedFrame> m_refused;
};

} // namespace facteo::hub
