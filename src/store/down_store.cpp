// SPDX-License-Identifier: Apache-2.0
#include "store/down_store.h"

#include "store/query.h"

namespace facteo::store {
namespace {

DownFrame frameFrom(const Row &row)
{
    return {.frame = row.get<protocol::FrameId>("frame"),
        .handset = row.get<protocol::HandsetId>("handset"),
        .queuedAt = row.get<protocol::Instant>("queued_at_ms"),
        .notAfter = row.get<std::optional<protocol::Instant>>("not_after_ms"),
        .bytes = row.get<std::vector<std::byte>>("bytes")};
}

} // namespace

DownStore::DownStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> DownStore::add(const DownFrame &frame)
{
    return Query(m_db, R"(
            INSERT INTO down (depot, frame, place, handset, queued_at_ms, not_after_ms, bytes)
            VALUES (:depot, :frame, (SELECT COALESCE(MAX(place), 0) + 1 FROM down
                                      WHERE depot = :same_depot AND handset = :same_handset),
                    :handset, :queued, :not_after, :bytes))")
        .bind(":depot", m_depot)
        .bind(":same_depot", m_depot)
        .bind(":same_handset", frame.handset)
        .bind(":frame", frame.frame)
        .bind(":handset", frame.handset)
        .bind(":queued", frame.queuedAt)
        .bind(":not_after", frame.notAfter)
        .bind(":bytes", std::span<const std::byte>(frame.bytes))
        .run()
        .transform([](int) {});
}

Result<bool> DownStore::remove(const protocol::FrameId &frame)
{
    return Query(m_db, "DELETE FROM down WHERE depot = :depot AND frame = :frame")
        .bind(":depot", m_depot)
        .bind(":frame", frame)
        .run()
        .transform([](int removed) { return removed > 0; });
}

Result<int> DownStore::removeExpired(protocol::Instant now)
{
    return Query(m_db, "DELETE FROM down WHERE depot = :depot AND not_after_ms < :now")
        .bind(":depot", m_depot)
        .bind(":now", now)
        .run();
}

Result<std::vector<DownFrame>> DownStore::pending(const protocol::HandsetId &handset) const
{
    return Query(m_db, R"(
            SELECT frame, handset, queued_at_ms, not_after_ms, bytes
              FROM down
             WHERE depot = :depot AND handset = :handset
             ORDER BY place)")
        .bind(":depot", m_depot)
        .bind(":handset", handset)
        .all(frameFrom);
}

Result<std::vector<DownFrame>> DownStore::allPending() const
{
    return Query(m_db, R"(
            SELECT frame, handset, queued_at_ms, not_after_ms, bytes
              FROM down
             WHERE depot = :depot
             ORDER BY handset, place)")
        .bind(":depot", m_depot)
        .all(frameFrom);
}

} // namespace facteo::store
