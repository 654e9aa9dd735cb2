// SPDX-License-Identifier: Apache-2.0
#include "store/fact_log.h"

#include "store/query.h"

#include <unordered_map>

namespace facteo::store {
namespace {

using namespace Qt::StringLiterals;

std::optional<protocol::FrameId> causeOf(const EncodedFact &fact)
{
    return fact.cause == protocol::FrameId{} ? std::nullopt : std::optional(fact.cause);
}

EncodedFact factFrom(const Row &row)
{
    return {.number = row.get<std::uint64_t>("number"),
        .at = row.get<protocol::Instant>("at_ms"),
        .sender = row.get<protocol::SenderId>("sender"),
        .by = row.get<protocol::OperatorId>("operator"),
        .cause = row.get<std::optional<protocol::FrameId>>("cause").value_or(protocol::FrameId{}),
        .kind = row.get<std::uint8_t>("kind"),
        .subject = row.get<std::string>("subject"),
        .bytes = row.get<std::vector<std::byte>>("bytes"),
        .previous = row.get<protocol::Hash>("previous"),
        .hash = row.get<protocol::Hash>("hash")};
}

} // namespace

FactLog::FactLog(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> FactLog::append(std::span<const EncodedFact> facts)
{
    auto transaction = Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(std::move(transaction).error());
    auto end = last();
    if (!end)
        return std::unexpected(std::move(end).error());

    std::unordered_map<protocol::FrameId, int> parts;
    for (const EncodedFact &fact : facts) {
        if (fact.number != end->number + 1 || fact.previous != end->hash)
            return std::unexpected(Error{Problem::OutOfSequence,
                u"fact %1 of depot %2 does not continue the log, which ends with %3"_s.arg(fact.number)
                    .arg(QString::fromStdString(m_depot.text))
                    .arg(end->number)
                    .toStdString()});
        auto written = Query(m_db, R"(
            INSERT INTO fact (depot, number, at_ms, sender, operator, cause, part, kind, subject, bytes,
                              previous, hash)
            VALUES (:depot, :number, :at, :sender, :operator, :cause, :part, :kind, :subject, :bytes,
                    :previous, :hash))")
                           .bind(":depot", m_depot)
                           .bind(":number", fact.number)
                           .bind(":at", fact.at)
                           .bind(":sender", fact.sender)
                           .bind(":operator", fact.by)
                           .bind(":cause", causeOf(fact))
                           .bind(":part", causeOf(fact) ? parts[fact.cause]++ : 0)
                           .bind(":kind", fact.kind)
                           .bind(":subject", fact.subject)
                           .bind(":bytes", std::span<const std::byte>(fact.bytes))
                           .bind(":previous", fact.previous)
                           .bind(":hash", fact.hash)
                           .run();
        if (!written)
            return std::unexpected(std::move(written).error());
        *end = {.number = fact.number, .hash = fact.hash};
    }
    return transaction->commit();
}

Result<std::vector<EncodedFact>> FactLog::after(std::uint64_t number, std::uint32_t atMost) const
{
    return Query(m_db, R"(
            SELECT number, at_ms, sender, operator, cause, kind, subject, bytes, previous, hash
              FROM fact
             WHERE depot = :depot AND number > :number
             ORDER BY number
             LIMIT :at_most)")
        .bind(":depot", m_depot)
        .bind(":number", number)
        .bind(":at_most", atMost)
        .all(factFrom);
}

Result<FactMark> FactLog::last() const
{
    auto found =
        Query(m_db, "SELECT number, hash FROM fact WHERE depot = :depot ORDER BY number DESC LIMIT 1")
            .bind(":depot", m_depot)
            .first([](const Row &row) {
                return FactMark{
                    .number = row.get<std::uint64_t>("number"), .hash = row.get<protocol::Hash>("hash")};
            });
    if (!found)
        return std::unexpected(std::move(found).error());
    return found->value_or(FactMark{});
}

Result<std::vector<EncodedFact>> FactLog::causedBy(const protocol::FrameId &frame) const
{
    return Query(m_db, R"(
            SELECT number, at_ms, sender, operator, cause, kind, subject, bytes, previous, hash
              FROM fact
             WHERE depot = :depot AND cause = :cause
             ORDER BY part)")
        .bind(":depot", m_depot)
        .bind(":cause", frame)
        .all(factFrom);
}

Result<std::vector<EncodedFact>> FactLog::about(std::uint8_t kind, std::string_view subject) const
{
    return Query(m_db, R"(
            SELECT number, at_ms, sender, operator, cause, kind, subject, bytes, previous, hash
              FROM fact
             WHERE depot = :depot AND kind = :kind AND subject = :subject
             ORDER BY number)")
        .bind(":depot", m_depot)
        .bind(":kind", kind)
        .bind(":subject", subject)
        .all(factFrom);
}

} // namespace facteo::store
