// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/records.h"
#include "store/database.h"

#include <array>

namespace facteo::store {

/// Why a position was not stored although it was well-formed: the duty gate.
enum class Gate : std::uint8_t { OffDuty = 1, OnBreak = 2, SharingOff = 3 };

/// What the hub counts over its whole life. One value is both a sum and a delta.
struct Counts
{
    std::array<std::uint64_t, 256> faults{}; ///< by protocol::Fault
    std::uint64_t positionsStored = 0;
    std::array<std::uint64_t, 4> gated{}; ///< by Gate

    std::uint64_t &of(protocol::Fault fault) { return faults[static_cast<std::uint8_t>(fault)]; }
    std::uint64_t &of(Gate gate) { return gated[static_cast<std::uint8_t>(gate)]; }
    [[nodiscard]] std::uint64_t of(protocol::Fault fault) const
    {
        return faults[static_cast<std::uint8_t>(fault)];
    }
    [[nodiscard]] std::uint64_t of(Gate gate) const { return gated[static_cast<std::uint8_t>(gate)]; }
    bool operator==(const Counts &) const = default;
};

/// The sums, kept over restarts: the hub adds what it counted with each batch it writes.
class CounterStore
{
public:
    CounterStore(Database &db, protocol::DepotId depot);

    [[nodiscard]] Result<void> add(const Counts &delta);
    [[nodiscard]] Result<Counts> totals() const;

private:
    Database &m_db;
    protocol::DepotId m_depot;
};

} // namespace facteo::store
