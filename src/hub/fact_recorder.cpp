// SPDX-License-Identifier: Apache-2.0
#include "hub/fact_recorder.h"

#include "protocol/chain.h"

#include <QLoggingCategory>
#include <format>

namespace facteo::hub {

using store::Result;

Q_LOGGING_CATEGORY(lcRecorder, "facteo.hub.record")

namespace {

/// Frames whose outcome is answered without asking the store: more than a depot says in an hour.
constexpr std::size_t kRemembered = 20'000;

/// Field numbers of the bodies in FactContent (facteo.proto) follow the order of the variant.
constexpr std::uint8_t kFirstKind = 10;

template<typename Body> std::size_t kindIndex()
{
    return protocol::FactBody(Body{}).index();
}

/// As the log's column says it.
template<typename Body> std::uint8_t kindOf()
{
    return static_cast<std::uint8_t>(kFirstKind + kindIndex<Body>());
}

/// Under this subject the log has a depot's ladders.
constexpr std::string_view kLadder = "ladder";

std::string numberText(std::uint64_t id)
{
    return std::format("{:016x}", id);
}

struct Subject
{
    std::string operator()(const protocol::AlertFact &f) const
    {
        return numberText(std::to_underlying(f.after.id));
    }
    std::string operator()(const protocol::TaskFact &f) const
    {
        return numberText(std::to_underlying(f.after.id));
    }
    std::string operator()(const protocol::CommandFact &f) const
    {
        return numberText(std::to_underlying(f.after.id));
    }
    std::string operator()(const protocol::DutyFact &f) const { return f.handset.text; }
    std::string operator()(const protocol::RefusedFact &f) const { return f.subject.substr(0, 64); }
    std::string operator()(const protocol::AccessFact &f) const { return f.handset.text; }
    std::string operator()(const protocol::RosterFact &f) const
    {
        if (f.handset)
            return f.handset->id.text;
        if (f.postman)
            return f.postman->id.text;
        if (f.round)
            return f.round->id.text;
        return f.depot ? f.depot->id.text : std::string();
    }
    std::string operator()(const protocol::HubFact &) const { return {}; }
    std::string operator()(const protocol::GeofenceFact &f) const
    {
        return numberText(std::to_underlying(f.after.id));
    }
    std::string operator()(const protocol::CrossingFact &f) const { return f.handset.text; }
    std::string operator()(const protocol::NoticeFact &f) const
    {
        return numberText(std::to_underlying(f.after.alert));
    }
    std::string operator()(const protocol::EscalationFact &) const { return std::string(kLadder); }
    std::string operator()(const protocol::SystemAlarmFact &f) const
    {
        return numberText(std::to_underlying(f.after.id));
    }
    std::string operator()(const protocol::UnreadableFact &) const { return {}; }
};

store::EncodedFact encoded(const protocol::Fact &fact)
{
    return {.number = fact.number,
        .at = fact.at,
        .sender = fact.sender,
        .by = fact.by,
        .cause = fact.cause,
        .kind = static_cast<std::uint8_t>(kFirstKind + fact.body.index()),
        .subject = std::visit(Subject{}, fact.body),
        .bytes = protocol::encodeFact(fact),
        .previous = fact.previous,
        .hash = fact.hash};
}

/// What a reader would object to; empty when nothing. A thing that is recorded once is read for years.
std::string faultOf(const protocol::Fact &fact)
{
    const auto bytes = protocol::encodeFact(fact);
    const auto read = protocol::decodeFact(bytes);
    if (!read)
        return bytes.size() > protocol::kMaxFactBytes ? std::format("{} bytes", bytes.size())
                                                      : std::string("not a text");
    const auto *unreadable = std::get_if<protocol::UnreadableFact>(&read->body);
    return unreadable ? unreadable->field : std::string();
}

Recorded outcomeOf(const protocol::Fact &fact)
{
    Recorded recorded{.number = fact.number,
        .sender = fact.sender,
        .refused = std::nullopt,
        .kind = fact.body.index(),
        .raisedAt = std::nullopt,
        .at = fact.at};
    if (const auto *alert = std::get_if<protocol::AlertFact>(&fact.body);
        alert && alert->act == protocol::AlertAct::Raise)
        recorded.raisedAt = alert->after.raisedAt;
    if (const auto *refused = std::get_if<protocol::RefusedFact>(&fact.body))
        recorded.refused = refused->why;
    return recorded;
}

} // namespace

bool mayBe(const Recorded &recorded, const protocol::Envelope &report)
{
    if (recorded.sender != report.sender)
        return false;
    if (recorded.refused)
        return true;
    if (const auto *alert = std::get_if<protocol::AlertReport>(&report.body))
        return recorded.kind == kindIndex<protocol::AlertFact>() &&
               (!recorded.raisedAt || *recorded.raisedAt == std::min(alert->raisedAt, recorded.at));
    if (std::holds_alternative<protocol::StateReport>(report.body))
        return recorded.kind == kindIndex<protocol::DutyFact>();
    if (std::holds_alternative<protocol::TaskReport>(report.body))
        return recorded.kind == kindIndex<protocol::TaskFact>();
    if (std::holds_alternative<protocol::CommandReport>(report.body))
        return recorded.kind == kindIndex<protocol::CommandFact>();
    return true;
}

FactRecorder::FactRecorder(store::Database &db, DepotState &state)
    : m_db(db), m_state(state), m_log(db, state.id()), m_projection(db, state.id())
{
}

Result<void> FactRecorder::load(protocol::Instant endedSince)
{
    m_pending.clear();
    m_recent.clear();
    m_order.clear();
    const auto last = m_log.last();
    if (!last)
        return std::unexpected(last.error());
    m_last = *last;
    auto transaction = store::Transaction::begin(m_db);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto taken = catchUp(m_log, m_projection, m_state.id()); !taken)
        return std::unexpected(taken.error());
    if (const auto committed = transaction->commit(); !committed)
        return committed;
    m_state.forgetFacts();
    return m_projection.load(m_state, endedSince).and_then([this] { return loadLadder(); });
}

/// It changes now and then, and is read from the log itself.
Result<void> FactRecorder::loadLadder()
{
    const auto lines = m_log.about(kindOf<protocol::EscalationFact>(), kLadder);
    if (!lines)
        return std::unexpected(lines.error());
    if (lines->empty())
        return {};
    const auto fact = protocol::decodeFact(lines->back().bytes);
    const auto *ladder = fact ? std::get_if<protocol::EscalationFact>(&fact->body) : nullptr;
    if (ladder != nullptr)
        m_state.put(ladder->after);
    return {};
}

void FactRecorder::note(protocol::FactBody body, const Cause &cause, protocol::Instant now)
{
    static_cast<void>(record(std::move(body), cause, now));
}

std::expected<std::uint64_t, protocol::Refusal> FactRecorder::record(
    protocol::FactBody body, const Cause &cause, protocol::Instant now)
{
    protocol::Fact fact{.depot = m_state.id(),
        .number = m_last.number + 1,
        .at = now,
        .sender = cause.sender,
        .by = cause.by,
        .byName = cause.byName,
        .cause = cause.frame,
        .body = std::move(body)};
    fact = protocol::chained(std::move(fact), m_last.hash);
    auto wrong = faultOf(fact);
    auto *const alert = std::get_if<protocol::AlertFact>(&fact.body);
    if (!wrong.empty() && alert != nullptr && alert->after.lastFix) {
        qCWarning(lcRecorder) << "alert" << alert->after.number
                              << "is recorded without its position:" << wrong;
        alert->after.lastFix.reset();
        fact = protocol::chained(std::move(fact), m_last.hash);
        wrong = faultOf(fact);
    }
    if (wrong.empty())
        return add(std::move(fact));

    const auto subject = std::visit(Subject{}, fact.body);
    qCWarning(lcRecorder) << "not recorded, because nobody could read it again:" << subject << wrong;
    fact.body = protocol::RefusedFact{
        .attempted = "record " + wrong, .subject = subject, .why = protocol::Refusal::Malformed};
    add(protocol::chained(std::move(fact), m_last.hash));
    return std::unexpected(protocol::Refusal::Malformed);
}

std::uint64_t FactRecorder::add(protocol::Fact fact)
{
    m_pending.push_back(std::move(fact));
    const auto &recorded = m_pending.back();
    m_last = {.number = recorded.number, .hash = recorded.hash};
    m_state.apply(recorded);
    remember(recorded);
    return recorded.number;
}

Result<void> FactRecorder::write()
{
    if (m_pending.empty())
        return {};
    std::vector<store::EncodedFact> lines;
    lines.reserve(m_pending.size());
    for (const auto &fact : m_pending)
        lines.push_back(encoded(fact));
    if (const auto appended = m_log.append(lines); !appended)
        return appended;
    for (const auto &fact : m_pending)
        if (const auto written = m_projection.project(fact); !written)
            return written;
    return m_projection.saveCursor(m_last.number);
}

std::vector<protocol::Fact> FactRecorder::settle()
{
    return std::exchange(m_pending, {});
}

void FactRecorder::remember(const protocol::Fact &fact)
{
    if (fact.cause == protocol::FrameId{})
        return;
    // Of several facts of one frame the first is what the sender asked for.
    if (!m_recent.try_emplace(fact.cause, outcomeOf(fact)).second)
        return;
    m_order.push_back(fact.cause);
    if (m_order.size() > kRemembered) {
        m_recent.erase(m_order.front());
        m_order.pop_front();
    }
}

Result<bool> FactRecorder::isKnown(std::uint8_t kind, std::uint64_t id) const
{
    return m_log.about(kind, numberText(id)).transform([](const auto &lines) { return !lines.empty(); });
}

Result<bool> FactRecorder::isKnown(protocol::AlertId alert) const
{
    return isKnown(kindOf<protocol::AlertFact>(), std::to_underlying(alert));
}

Result<bool> FactRecorder::isKnown(protocol::TaskId task) const
{
    return isKnown(kindOf<protocol::TaskFact>(), std::to_underlying(task));
}

Result<bool> FactRecorder::isKnown(protocol::CommandId command) const
{
    return isKnown(kindOf<protocol::CommandFact>(), std::to_underlying(command));
}

Result<std::vector<protocol::TaskFact>> FactRecorder::historyOf(protocol::TaskId task) const
{
    const auto lines = m_log.about(kindOf<protocol::TaskFact>(), numberText(std::to_underlying(task)));
    if (!lines)
        return std::unexpected(lines.error());
    std::vector<protocol::TaskFact> history;
    for (const auto &line : *lines)
        if (const auto fact = protocol::decodeFact(line.bytes))
            if (const auto *body = std::get_if<protocol::TaskFact>(&fact->body))
                history.push_back(*body);
    return history;
}

Result<std::optional<Recorded>> FactRecorder::recordedAs(const protocol::FrameId &frame) const
{
    if (const auto found = m_recent.find(frame); found != m_recent.end())
        return found->second;
    const auto lines = m_log.causedBy(frame);
    if (!lines)
        return std::unexpected(lines.error());
    if (lines->empty())
        return std::nullopt;
    const auto fact = protocol::decodeFact(lines->front().bytes);
    if (!fact)
        return std::unexpected(store::Error{.problem = store::Problem::Corrupt,
            .detail = std::format("fact {} cannot be read", lines->front().number)});
    return outcomeOf(*fact);
}

} // namespace facteo::hub
