// SPDX-License-Identifier: Apache-2.0
#include "store/quarantine_store.h"

#include "store/query.h"

#include <algorithm>

namespace facteo::store {
namespace {

constexpr std::size_t kKeptBytesPerFrame = 4'096;

protocol::QuarantinedFrame frameFrom(const Row &row)
{
    return {.at = row.get<protocol::Instant>("at_ms"),
        .topic = row.get<std::string>("topic"),
        .fault = row.get<protocol::Fault>("fault"),
        .detail = row.get<std::string>("detail"),
        .bytes = row.get<std::vector<std::byte>>("bytes"),
        .totalBytes = row.get<std::uint64_t>("total_bytes")};
}

} // namespace

QuarantineStore::QuarantineStore(Database &db, protocol::DepotId depot, QuarantineBounds bounds)
    : m_db(db), m_depot(std::move(depot)), m_bounds(bounds)
{
}

Result<QuarantineStore::End> QuarantineStore::end() const
{
    return Query(
        m_db, "SELECT number, end_byte FROM quarantine WHERE depot = :depot ORDER BY number DESC LIMIT 1")
        .bind(":depot", m_depot)
        .first([](const Row &row) {
            return End{
                .number = row.get<std::uint64_t>("number"), .byte = row.get<std::uint64_t>("end_byte")};
        })
        .transform([](const std::optional<End> &found) { return found.value_or(End{}); });
}

Result<void> QuarantineStore::add(std::span<const protocol::QuarantinedFrame> frames)
{
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    auto now = end();
    if (!now)
        return std::unexpected(std::move(now).error());
    for (const auto &frame : frames) {
        const auto kept = std::span(frame.bytes).first(std::min(frame.bytes.size(), kKeptBytesPerFrame));
        auto written = Query(m_db, R"(
            INSERT INTO quarantine (depot, number, at_ms, topic, fault, detail, total_bytes, kept_bytes,
                                    end_byte, bytes)
            VALUES (:depot, :number, :at, :topic, :fault, :detail, :total, :kept, :end_byte, :bytes))")
                           .bind(":depot", m_depot)
                           .bind(":number", ++now->number)
                           .bind(":at", frame.at)
                           .bind(":topic", frame.topic)
                           .bind(":fault", frame.fault)
                           .bind(":detail", frame.detail)
                           .bind(":total", frame.totalBytes)
                           .bind(":kept", kept.size())
                           .bind(":end_byte", now->byte += kept.size())
                           .bind(":bytes", kept)
                           .run();
        if (!written)
            return std::unexpected(std::move(written).error());
    }
    if (auto trimmed = trim(*now); !trimmed)
        return trimmed;
    return transaction->commit();
}

Result<void> QuarantineStore::trim(End end)
{
    const auto beyond = [](std::uint64_t now, std::uint64_t bound) { return now > bound ? now - bound : 0; };
    return Query(m_db, R"(
            DELETE FROM quarantine
             WHERE depot = :depot
               AND number < (SELECT MIN(number) FROM quarantine
                              WHERE depot = :same_depot AND number > :oldest AND end_byte - kept_bytes >= :first_byte))")
        .bind(":depot", m_depot)
        .bind(":same_depot", m_depot)
        .bind(":oldest", beyond(end.number, m_bounds.frames))
        .bind(":first_byte", beyond(end.byte, m_bounds.bytes))
        .run()
        .transform([](int) {});
}

Result<std::vector<protocol::QuarantinedFrame>> QuarantineStore::newest(std::uint32_t atMost) const
{
    return Query(m_db, R"(
            SELECT at_ms, topic, fault, detail, bytes, total_bytes
              FROM quarantine
             WHERE depot = :depot
             ORDER BY number DESC
             LIMIT :at_most)")
        .bind(":depot", m_depot)
        .bind(":at_most", atMost)
        .all(frameFrom);
}

Result<std::uint64_t> QuarantineStore::everAdded() const
{
    return end().transform([](const End &now) { return now.number; });
}

} // namespace facteo::store
