// SPDX-License-Identifier: Apache-2.0
#include "hub/projection.h"

#include "protocol/chain.h"

#include <QLoggingCategory>
#include <format>

namespace facteo::hub {

using store::Result;

Q_LOGGING_CATEGORY(lcProjection, "facteo.hub.projection")

namespace {

constexpr std::uint32_t kFactsPerStep = 1'000;

} // namespace

Projection::Projection(store::Database &db, const protocol::DepotId &depot)
    : m_alerts(db, depot), m_tasks(db, depot), m_commands(db, depot), m_handsets(db, depot),
      m_geofences(db, depot), m_escalation(db, depot), m_roster(db, depot), m_cursors(db, depot)
{
}

Result<void> Projection::project(const protocol::Fact &fact)
{
    return std::visit([&](const auto &body) { return write(body, fact); }, fact.body);
}

Result<void> Projection::write(const protocol::AlertFact &fact, const protocol::Fact &)
{
    return m_alerts.save(fact.after);
}

Result<void> Projection::write(const protocol::TaskFact &fact, const protocol::Fact &)
{
    return m_tasks.save(fact.after);
}

Result<void> Projection::write(const protocol::CommandFact &fact, const protocol::Fact &)
{
    return m_commands.save(fact.after);
}

Result<void> Projection::write(const protocol::DutyFact &fact, const protocol::Fact &whole)
{
    return m_handsets.save(store::HandsetDuty{
        .handset = fact.handset, .duty = fact.duty, .sharing = fact.sharing, .changedAt = whole.at});
}

Result<void> Projection::write(const protocol::RosterFact &fact, const protocol::Fact &)
{
    Result<void> saved;
    if (fact.depot)
        saved = m_roster.save(*fact.depot);
    if (saved && fact.postman)
        saved = m_roster.save(*fact.postman);
    if (saved && fact.handset)
        saved = m_roster.save(*fact.handset);
    if (saved && fact.round)
        saved = m_roster.save(*fact.round);
    return saved;
}

Result<void> Projection::write(const protocol::GeofenceFact &fact, const protocol::Fact &)
{
    return m_geofences.save(fact.after);
}

Result<void> Projection::write(const protocol::CrossingFact &fact, const protocol::Fact &)
{
    return m_geofences.save(fact);
}

Result<void> Projection::write(const protocol::NoticeFact &fact, const protocol::Fact &)
{
    return m_escalation.save(fact.after);
}

Result<void> Projection::write(const protocol::SystemAlarmFact &fact, const protocol::Fact &)
{
    return m_escalation.save(fact.after);
}

// These are lines of the log and nothing else.
Result<void> Projection::write(const protocol::EscalationFact &, const protocol::Fact &)
{
    return {};
}

Result<void> Projection::write(const protocol::RefusedFact &, const protocol::Fact &)
{
    return {};
}

Result<void> Projection::write(const protocol::AccessFact &, const protocol::Fact &)
{
    return {};
}

Result<void> Projection::write(const protocol::HubFact &, const protocol::Fact &)
{
    return {};
}

Result<void> Projection::write(const protocol::UnreadableFact &fact, const protocol::Fact &whole)
{
    qCWarning(lcProjection) << "fact" << whole.number
                            << "is passed over, this program does not understand it:" << fact.field;
    return {};
}

Result<void> Projection::saveCursor(std::uint64_t fact)
{
    return m_cursors.save(store::CursorStore::kProjections, fact);
}

Result<std::uint64_t> Projection::cursor() const
{
    return m_cursors.cursor(store::CursorStore::kProjections);
}

Result<void> Projection::load(DepotState &state, protocol::Instant endedSince) const
{
    const auto putAll = [&state](auto rows) -> Result<void> {
        if (!rows)
            return std::unexpected(rows.error());
        for (const auto &row : *rows)
            state.put(row);
        return {};
    };
    const auto roster = m_roster.allRoster();
    if (!roster)
        return std::unexpected(roster.error());
    state.put(roster->depot);
    for (const auto &postman : roster->postmen)
        state.put(postman);
    for (const auto &handset : roster->handsets)
        state.put(handset);
    for (const auto &round : roster->rounds)
        state.put(round);

    const auto duties = m_handsets.allDuties();
    if (!duties)
        return std::unexpected(duties.error());
    for (const auto &duty : *duties)
        state.put(duty.handset, duty.duty, duty.sharing, duty.changedAt);

    return putAll(m_alerts.openAlerts())
        .and_then([&] { return putAll(m_alerts.endedSince(endedSince)); })
        .and_then([&] { return putAll(m_tasks.openTasks()); })
        .and_then([&] { return putAll(m_tasks.endedSince(endedSince)); })
        .and_then([&] { return putAll(m_commands.openCommands()); })
        .and_then([&] { return putAll(m_commands.endedSince(endedSince)); })
        .and_then([&] { return putAll(m_geofences.allGeofences()); })
        .and_then([&] { return putAll(m_geofences.allStays()); })
        .and_then([&] { return putAll(m_escalation.noticesSince(endedSince)); })
        .and_then([&] { return putAll(m_escalation.openAlarms()); })
        .and_then([&]() -> Result<void> {
            const auto alert = m_alerts.nextNumber();
            const auto task = m_tasks.nextNumber();
            if (!alert)
                return std::unexpected(alert.error());
            if (!task)
                return std::unexpected(task.error());
            state.numbersFrom(*alert, *task);
            return {};
        });
}

Result<std::uint64_t> catchUp(store::FactLog &log, Projection &projection, const protocol::DepotId &depot)
{
    const auto from = projection.cursor();
    if (!from)
        return std::unexpected(from.error());
    std::uint64_t number = *from;
    std::uint64_t taken = 0;
    for (;;) {
        const auto lines = log.after(number, kFactsPerStep);
        if (!lines)
            return std::unexpected(lines.error());
        for (const auto &line : *lines) {
            const auto fact = protocol::decodeFact(line.bytes);
            if (!fact || fact->number != number + 1 || fact->depot != depot)
                return std::unexpected(store::Error{.problem = store::Problem::Corrupt,
                    .detail = std::format(
                        "fact {} of depot {} is not what was recorded", line.number, depot.text)});
            if (const auto written = projection.project(*fact); !written)
                return std::unexpected(written.error());
            number = fact->number;
            ++taken;
        }
        if (lines->size() < kFactsPerStep)
            break;
    }
    if (taken > 0)
        if (const auto saved = projection.saveCursor(number); !saved)
            return std::unexpected(saved.error());
    return taken;
}

Result<std::uint64_t> rebuildProjections(store::Database &db, const protocol::DepotId &depot)
{
    auto transaction = store::Transaction::begin(db);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto cleared = store::clearProjections(db, depot); !cleared)
        return std::unexpected(cleared.error());
    store::FactLog log(db, depot);
    Projection projection(db, depot);
    const auto taken = catchUp(log, projection, depot);
    if (!taken)
        return taken;
    if (const auto committed = transaction->commit(); !committed)
        return std::unexpected(committed.error());
    return taken;
}

} // namespace facteo::hub
