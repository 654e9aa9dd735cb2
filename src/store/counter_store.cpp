// SPDX-License-Identifier: Apache-2.0
#include "store/counter_store.h"

#include "store/query.h"

namespace facteo::store {
namespace {

/// What a row counts; the numbers are stored.
enum class Family : std::uint8_t { Fault = 1, PositionsStored = 2, Gated = 3 };

} // namespace

CounterStore::CounterStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> CounterStore::add(const Counts &delta)
{
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    Result<void> written;
    const auto addOne = [&](Family family, std::size_t reason, std::uint64_t count) {
        if (count == 0 || !written)
            return;
        written = Query(m_db, R"(
            INSERT INTO counter (depot, family, reason, total)
            VALUES (:depot, :family, :reason, :count)
            ON CONFLICT (depot, family, reason) DO UPDATE SET total = counter.total + excluded.total)")
                      .bind(":depot", m_depot)
                      .bind(":family", family)
                      .bind(":reason", reason)
                      .bind(":count", count)
                      .run()
                      .transform([](int) {});
    };
    for (std::size_t fault = 0; fault < delta.faults.size(); ++fault)
        addOne(Family::Fault, fault, delta.faults[fault]);
    addOne(Family::PositionsStored, 0, delta.positionsStored);
    for (std::size_t gate = 0; gate < delta.gated.size(); ++gate)
        addOne(Family::Gated, gate, delta.gated[gate]);
    if (!written)
        return written;
    return transaction->commit();
}

Result<Counts> CounterStore::totals() const
{
    Counts totals;
    auto read = Query(m_db, "SELECT family, reason, total FROM counter WHERE depot = :depot")
                    .bind(":depot", m_depot)
                    .each([&](const Row &row) {
                        const auto reason = row.get<std::uint8_t>("reason");
                        const auto total = row.get<std::uint64_t>("total");
                        switch (row.get<Family>("family")) {
                        case Family::Fault:
                            totals.faults[reason] = total;
                            break;
                        case Family::PositionsStored:
                            totals.positionsStored = total;
                            break;
                        case Family::Gated:
                            if (reason < totals.gated.size())
                                totals.gated[reason] = total;
                            break;
                        }
                    });
    if (!read)
        return std::unexpected(std::move(read).error());
    return totals;
}

} // namespace facteo::store
