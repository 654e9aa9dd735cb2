// SPDX-License-Identifier: Apache-2.0
#include "store/command_store.h"

#include "domain/command.h"
#include "store/query.h"

namespace facteo::store {
namespace {

using protocol::Command;

Command commandFrom(const Row &row)
{
    return {.id = row.get<protocol::CommandId>("command_id"),
        .kind = row.get<protocol::CommandKind>("kind"),
        .handset = row.get<protocol::HandsetId>("handset"),
        .state = row.get<protocol::CommandState>("state"),
        .text = row.get<std::string>("message"),
        .by = row.get<protocol::OperatorId>("operator"),
        .createdAt = row.get<protocol::Instant>("created_at_ms"),
        .notAfter = row.get<protocol::Instant>("not_after_ms"),
        .changedAt = row.get<protocol::Instant>("changed_at_ms"),
        .failure = row.get<std::string>("failure")};
}

} // namespace

CommandStore::CommandStore(Database &db, protocol::DepotId depot) : m_db(db), m_depot(std::move(depot)) {}

Result<void> CommandStore::save(const Command &command)
{
    return Query(m_db, R"(
            INSERT INTO command (depot, command_id, kind, handset, state, is_open, message, operator,
                created_at_ms, not_after_ms, changed_at_ms, failure)
            VALUES (:depot, :id, :kind, :handset, :state, :open, :message, :operator,
                :created, :not_after, :changed, :failure)
            ON CONFLICT (depot, command_id) DO UPDATE SET
                kind = excluded.kind, handset = excluded.handset, state = excluded.state,
                is_open = excluded.is_open, message = excluded.message, operator = excluded.operator,
                created_at_ms = excluded.created_at_ms, not_after_ms = excluded.not_after_ms,
                changed_at_ms = excluded.changed_at_ms, failure = excluded.failure)")
        .bind(":depot", m_depot)
        .bind(":id", command.id)
        .bind(":kind", command.kind)
        .bind(":handset", command.handset)
        .bind(":state", command.state)
        .bind(":open", domain::isPending(command.state))
        .bind(":message", command.text)
        .bind(":operator", command.by)
        .bind(":created", command.createdAt)
        .bind(":not_after", command.notAfter)
        .bind(":changed", command.changedAt)
        .bind(":failure", command.failure)
        .run()
        .transform([](int) {});
}

Result<std::optional<Command>> CommandStore::find(protocol::CommandId id) const
{
    return Query(m_db, "SELECT * FROM command WHERE depot = :depot AND command_id = :id")
        .bind(":depot", m_depot)
        .bind(":id", id)
        .first(commandFrom);
}

Result<std::vector<Command>> CommandStore::openCommands() const
{
    return Query(m_db, R"(
            SELECT * FROM command
             WHERE depot = :depot AND is_open = 1
             ORDER BY created_at_ms, command_id)")
        .bind(":depot", m_depot)
        .all(commandFrom);
}

Result<std::vector<Command>> CommandStore::endedSince(protocol::Instant from) const
{
    return Query(m_db, R"(
            SELECT * FROM command
             WHERE depot = :depot AND is_open = 0 AND changed_at_ms >= :from
             ORDER BY created_at_ms, command_id)")
        .bind(":depot", m_depot)
        .bind(":from", from)
        .all(commandFrom);
}

Result<std::vector<Command>> CommandStore::allCommands() const
{
    return Query(m_db, "SELECT * FROM command WHERE depot = :depot ORDER BY created_at_ms, command_id")
        .bind(":depot", m_depot)
        .all(commandFrom);
}

} // namespace facteo::store
