// SPDX-License-Identifier: Apache-2.0
#include "hub/hub.h"

#include "domain/plausibility.h"
#include "protocol/topics.h"

#include <QLoggingCategory>
#include <format>
#include <ranges>
#include <unordered_set>

namespace facteo::hub {

using namespace std::chrono_literals;
using protocol::Instant;

Q_LOGGING_CATEGORY(lcHub, "facteo.hub")

namespace {

/// Alerts, tasks and commands that ended are at hand for so long: "ended today" for every shift.
constexpr std::chrono::hours kEndedAtHand{24};
/// After the end of an hour positions of it still come for so long; then it is folded, by all depots of a
/// house within the minutes that follow.
constexpr std::chrono::minutes kLateFixes{2};
constexpr std::chrono::minutes kFoldedWithin{20};
/// A depot that is one of many does each of these at a time of its own (HubSettings::phase).
constexpr std::chrono::minutes kReportsEvery{1};
constexpr std::chrono::seconds kCountsEvery{10};
constexpr std::chrono::hours kForgottenEvery{1};
constexpr std::string_view kOwnTracksTopics = "owntracks/";

/// Where a position may be inside, or what a postman wrote about somebody: told by topic and envelope alone,
/// because such a frame may be broken.
bool mayCarryPosition(const transport::Message &message)
{
    using protocol::BodyKind;
    const auto topic = protocol::parseTopic(message.topic);
    if (topic && topic->channel == protocol::Channel::Position)
        return true;
    const auto heading = protocol::peek(message.payload);
    const auto is = [&](BodyKind kind) { return heading && heading->bodyField == std::to_underlying(kind); };
    return is(BodyKind::PositionReport) || is(BodyKind::TaskReport) || is(BodyKind::CommandReport);
}

} // namespace

Hub::Hub(const Parts &parts, HubSettings settings, protocol::SigningKey key)
    : m_parts(parts), m_settings(std::move(settings)), m_state(m_settings.depot),
      m_recorder(parts.database, m_state), m_tally(parts.database, m_settings.depot),
      m_ingest(m_state, m_settings),
      m_voice(parts.transport, m_settings.depot, m_settings.id, std::move(key)),
      m_down(m_state, m_voice, m_settings), m_positions(m_tally), m_duties(m_state, m_recorder),
      m_alerts(m_state, m_recorder, parts.attendance), m_systemAlarms(m_state, m_recorder),
      m_escalation(m_state, m_recorder, m_systemAlarms, parts.attendance), m_tasks(m_state, m_recorder),
      m_commands(m_state, m_recorder), m_geofences(m_state, m_recorder), m_roster(m_state, m_recorder),
      m_phones(m_state, m_positions, m_tally), m_picture(m_state, m_voice),
      m_consoles(m_state, m_recorder,
          {.alerts = m_alerts,
              .escalation = m_escalation,
              .systemAlarms = m_systemAlarms,
              .tasks = m_tasks,
              .commands = m_commands,
              .duties = m_duties,
              .geofences = m_geofences,
              .roster = m_roster,
              .picture = m_picture},
          parts.trails, m_tally),
      m_reports(parts.database, m_settings.depot)
{
    m_consoles.statusFrom([this](Instant now) { return status(now); });
}

Hub::~Hub() = default;

store::Result<void> Hub::load(Instant now, bool isStart)
{
    if (isStart)
        if (auto begun = begin(now); !begun)
            return begun;
    m_storeWorks = false;
    if (auto loaded = m_recorder.load(now - kEndedAtHand); !loaded)
        return loaded;
    const auto reports = m_reports.allReports();
    if (!reports)
        return std::unexpected(reports.error());
    for (const auto &report : *reports)
        if (auto *slot = m_state.slot(report.handset.text); slot != nullptr && !slot->heardAt) {
            slot->state = report.state;
            slot->heardAt = report.heardAt;
        }
    for (auto &slot : m_state.handsets()) {
        const auto gate = domain::gate(slot.duties.duty(), slot.duties.sharing(), slot.alertOpen());
        if (slot.fix || gate != domain::Gate::Open)
            continue;
        const auto latest = m_parts.trails.latest(slot.handset.id);
        if (!latest)
            return std::unexpected(latest.error());
        if (*latest && now - (*latest)->at < kEndedAtHand)
            slot.fix = *latest;
    }
    const auto takenBack = m_tasks.takenBack(now - kEndedAtHand);
    if (!takenBack)
        return std::unexpected(takenBack.error());
    // By a clock that went back nobody was heard in the future.
    for (auto &slot : m_state.handsets())
        if (slot.heardAt)
            slot.heardAt = std::min(*slot.heardAt, now);
    for (auto *last : {&m_reportsSaved, &m_countsSaved, &m_lastLogClosed, &m_lastForgotten})
        *last = std::min(*last, now);
    m_down.load(*takenBack, now);
    m_escalation.load(now);
    m_mustLoad = false;
    m_storeWorks = true;
    return {};
}

store::Result<void> Hub::begin(Instant now)
{
    const auto ago = [&](auto period) {
        return now - std::chrono::floor<std::chrono::milliseconds>(
                         std::chrono::duration<double>(period) * m_settings.phase);
    };
    m_startedAt = now;
    m_reportsSaved = ago(kReportsEvery);
    m_countsSaved = ago(kCountsEvery);
    m_lastForgotten = ago(1min) - kForgottenEvery + 1min;
    return m_tally.load();
}

void Hub::takeStart(Turn &turn)
{
    m_recorder.note(protocol::HubFact{.event = protocol::HubEvent::Started, .detail = m_settings.version},
        ownCause(), turn.now);
    m_escalation.use(m_settings.escalation, ownCause(), turn);
}

void Hub::take(const protocol::Notice &outcome, Turn &turn)
{
    if (!m_mustLoad)
        m_escalation.take(outcome, ownCause(), turn);
}

void Hub::takeStop(Turn &turn)
{
    m_recorder.note(
        protocol::HubFact{.event = protocol::HubEvent::Stopped, .detail = {}}, ownCause(), turn.now);
    m_reportsSaved = m_countsSaved = {}; // now, whenever they were saved last
}

void Hub::take(const protocol::Roster &roster, Turn &turn)
{
    m_roster.enrolAll(roster, ownCause(), turn);
}

void Hub::take(const transport::LinkState &link, Turn &turn)
{
    const bool works = link.link == transport::Link::Connected;
    if (works == m_brokerWorks)
        return;
    m_brokerWorks = works;
    m_brokerLoss = works ? std::string() : link.reason.empty() ? "lost" : link.reason;
    recordLink(turn);
    if (works)
        return;
    // Who is on the line is not known any more; whoever is heard again, is.
    for (auto &slot : m_state.handsets()) {
        slot.changed |= slot.connected;
        slot.connected = false;
    }
}

/// A link that comes and goes in a loop must not fill the record: one loss a minute. One that lasts is in it
/// then at the latest (tick).
void Hub::recordLink(Turn &turn)
{
    const bool lost = !m_brokerLoss.empty();
    if (m_mustLoad || lost == m_lossInRecord || (lost && turn.now - m_lossRecordedAt < 1min))
        return;
    m_lossInRecord = lost;
    if (lost)
        m_lossRecordedAt = turn.now;
    m_recorder.note(
        protocol::HubFact{.event = lost ? protocol::HubEvent::BrokerLost : protocol::HubEvent::BrokerBack,
            .detail = m_brokerLoss.substr(0, 400)},
        ownCause(), turn.now);
}

void Hub::take(const transport::Message &message, Turn &turn)
{
    if (m_mustLoad || turn.broken)
        return passOver(message, turn);
    if (message.topic.starts_with(kOwnTracksTopics))
        return m_phones.take(message, turn);
    if (message.retained) {
        // Nobody of ours asks the broker to keep anything: it says nothing about now.
        turn.retainedTopics.push_back(message.topic);
        return refuse(protocol::Fault::WrongDirection, message, "kept by the broker", turn.now);
    }
    const auto admitted = m_ingest.admit(message, turn.now);
    if (admitted)
        return dispatch(*admitted, message, turn);
    auto why = admitted.error();
    if (why.detail.empty() && m_tally.keeps())
        why.detail = protocol::explain(message.payload);
    refuse(why.fault, message, std::move(why.detail), turn.now);
    // The same bytes pass when their time has come: nothing is said that would end their repetition.
    const bool forGood = why.fault != protocol::Fault::FromTheFuture;
    if (forGood && why.owner != nullptr && why.frame && message.qos == transport::Qos::AtLeastOnce)
        turn.receive(*why.owner, *why.frame, why.fault);
}

void Hub::refuse(protocol::Fault fault, const transport::Message &message, std::string detail, Instant now)
{
    if (message.retained || mayCarryPosition(message))
        m_tally.refusePosition(fault, message.topic, message.payload.size(), std::move(detail), now);
    else
        m_tally.refuse(fault, message.topic, message.payload, std::move(detail), now);
}

void Hub::passOver(const transport::Message &message, Turn &turn)
{
    if (message.topic.starts_with(kOwnTracksTopics)) {
        if (!message.payload.empty())
            turn.retainedTopics.push_back(message.topic);
        return;
    }
    // Not decided upon, and not even seen: what has a receipt to wait for comes again.
    const auto admitted = m_ingest.admit(message, turn.now);
    if (!admitted)
        return;
    if (admitted->console != nullptr) {
        turn.answers.push_back({.console = admitted->console->id,
            .request = admitted->envelope.id,
            .body = protocol::Refused{.why = protocol::Refusal::NotSaved, .detail = {}}});
        return;
    }
    auto &slot = *admitted->handset;
    slot.changed = true;
    // Not `connected` either: he arrives when he can be served.
    if (std::holds_alternative<protocol::Goodbye>(admitted->envelope.body))
        slot.connected = false;
    else
        slot.heardAt = turn.now;
}

void Hub::dispatch(const Admitted &admitted, const transport::Message &message, Turn &turn)
{
    if (admitted.console != nullptr)
        m_consoles.take(*admitted.console, admitted.envelope, turn);
    else
        dispatchHandset(admitted, message, turn);
}

void Hub::hear(HandsetSlot &slot, const Admitted &admitted, Turn &turn)
{
    slot.heardAt = turn.now;
    slot.changed = true;
    slot.unsaved = true;
    if (!slot.connected || admitted.order == protocol::Order::First)
        turn.arrived.push_back(&slot);
    slot.connected = true;
}

void Hub::takePosition(
    HandsetSlot &slot, const protocol::Fix &fix, const transport::Message &message, Turn &turn)
{
    const auto taken = m_positions.take(slot, fix, turn);
    if (taken)
        return;
    auto detail = slot.handset.id.text;
    // The gate was open at that time, so it may be known where; of the future nobody can say.
    if (taken.error() == protocol::Fault::ImpossiblePosition)
        detail += std::format(" at {:.5f} {:.5f}", fix.position.latDegrees(), fix.position.lonDegrees());
    m_tally.refusePosition(taken.error(), message.topic, message.payload.size(), std::move(detail), turn.now);
}

std::optional<protocol::Fix> Hub::believed(
    HandsetSlot &slot, const std::optional<protocol::Fix> &fix, Turn &turn)
{
    if (!fix)
        return std::nullopt;
    const auto taken = m_positions.take(slot, *fix, turn);
    return taken && *taken != PositionDesk::Fate::Gated ? fix : std::nullopt;
}

void Hub::dispatchHandset(const Admitted &admitted, const transport::Message &message, Turn &turn)
{
    auto &slot = *admitted.handset;
    const auto &envelope = admitted.envelope;
    if (std::holds_alternative<protocol::Goodbye>(envelope.body)) {
        slot.connected = false;
        slot.changed = true;
        return;
    }
    hear(slot, admitted, turn);
    if (const auto *report = std::get_if<protocol::PositionReport>(&envelope.body)) {
        if (report->batteryPercent)
            slot.state.batteryPercent = report->batteryPercent;
        if (!admitted.repeated)
            takePosition(slot, report->fix, message, turn);
        return;
    }
    if (admitted.repeated)
        return turn.receive(slot, envelope.id);
    const auto recorded = m_recorder.recordedAs(envelope.id);
    if (!recorded) {
        turn.broken = recorded.error();
        return;
    }
    if (*recorded && !mayBe(**recorded, envelope)) {
        refuse(protocol::Fault::Replayed, message, "this id was recorded for something else", turn.now);
        return turn.receive(slot, envelope.id, protocol::Fault::Replayed);
    }
    if (!*recorded)
        carryOut(slot, envelope, turn);
    turn.receive(slot, envelope.id);
}

void Hub::carryOut(HandsetSlot &slot, const protocol::Envelope &envelope, Turn &turn)
{
    const Cause cause{.sender = envelope.sender, .by = {}, .frame = envelope.id};
    if (const auto *state = std::get_if<protocol::StateReport>(&envelope.body)) {
        m_duties.take(slot, envelope, state->state, cause, turn);
    } else if (const auto *alert = std::get_if<protocol::AlertReport>(&envelope.body)) {
        takeAlert(slot, *alert, envelope.exercise, cause, turn);
    } else if (const auto *task = std::get_if<protocol::TaskReport>(&envelope.body)) {
        m_tasks.take(slot, *task, cause, turn);
        std::ignore = believed(slot, task->fix, turn);
    } else if (const auto *command = std::get_if<protocol::CommandReport>(&envelope.body)) {
        m_commands.take(slot, *command, cause, turn);
        std::ignore = believed(slot, command->fix, turn);
    }
}

void Hub::takeAlert(
    HandsetSlot &slot, const protocol::AlertReport &report, bool exercise, const Cause &cause, Turn &turn)
{
    // The report's position is part of the cry for help, whatever the gate was before it; only what cannot
    // be true is left out.
    auto fix = report.lastFix;
    // By a clock that runs ahead it keeps its age, and loses the hours that are not yet.
    if (const auto latest = fix ? std::max(fix->at, report.raisedAt) : Instant{}; latest > turn.now)
        fix->at -= latest - turn.now;
    if (fix && domain::faultOf(*fix, slot.fix, turn.now))
        fix.reset();
    m_alerts.take(slot, report, fix, exercise, cause, turn);
    std::ignore = believed(slot, report.lastFix, turn);
}

store::Result<void> Hub::close(Turn &turn)
{
    if (m_mustLoad)
        return std::unexpected(
            store::Error{.problem = store::Problem::Failed, .detail = "waiting for the store"});
    if (turn.broken)
        return std::unexpected(*turn.broken);
    m_geofences.take(ownCause(), turn);
    m_escalation.take(ownCause(), turn);
    return {};
}

void Hub::keepPositions(const Turn &turn, const store::Result<void> &kept)
{
    if (turn.fixes.empty())
        return;
    note(m_trailsWork, "positions not stored", kept);
    if (!m_trailsWork)
        return;
    m_parts.trails.remember(turn.fixes);
    m_tally.stored(turn.fixes.size());
}

bool Hub::tell(Turn &turn, const store::Result<void> &positionsKept)
{
    keepPositions(turn, positionsKept);
    bool rosterChanged = false;
    m_storeWorks |= hasFacts();
    for (const auto &fact : m_recorder.settle()) {
        m_voice.tellFact(fact, turn.now);
        m_down.follow(fact, turn.now);
        m_escalation.follow(fact);
        rosterChanged |= std::holds_alternative<protocol::RosterFact>(fact.body);
    }
    for (auto &[handset, lines] : turn.receipts)
        tellReceipt(handset, std::move(lines), turn.now);
    for (auto *slot : turn.arrived)
        m_down.arrived(*slot, turn.now);
    for (const auto &withdrawal : turn.withdrawals)
        m_down.withdraw(withdrawal, turn.now);
    for (auto &answer : turn.answers)
        m_voice.answer(answer.console, answer.request, std::move(answer.body), turn.now);
    for (const auto &question : turn.questions)
        m_voice.answer(
            question.console, question.request, m_consoles.answer(question.body, turn.now), turn.now);
    clearRetained(turn);
    return rosterChanged;
}

void Hub::tellReceipt(
    const protocol::HandsetId &handset, std::vector<protocol::Receipt::Line> lines, Instant now)
{
    // Once each, however often a frame came in this turn: the first line says what became of it.
    std::unordered_set<protocol::FrameId> said;
    std::erase_if(lines, [&](const auto &line) { return !said.insert(line.frame).second; });
    for (const auto part : std::views::chunk(lines, protocol::Receipt::kMostLines))
        m_voice.tellHandset(handset, protocol::Receipt{.lines = {part.begin(), part.end()}}, now);
}

void Hub::giveUp(Turn &turn, const store::Error &error)
{
    m_storeWorks = false;
    m_mustLoad = true;
    m_ingest.forgetTurn();
    clearRetained(turn);
    // Nothing was changed, and nobody is told anything else. Handsets repeat what has no receipt.
    const protocol::Refused refused{.why = protocol::Refusal::NotSaved, .detail = error.detail};
    for (const auto &answer : turn.answers)
        m_voice.answer(answer.console, answer.request, refused, turn.now);
    for (const auto &question : turn.questions)
        m_voice.answer(question.console, question.request, refused, turn.now);
}

void Hub::clearRetained(const Turn &turn)
{
    for (const auto &topic : turn.retainedTopics)
        m_voice.clearRetained(topic);
}

void Hub::takeDue(Turn &turn)
{
    recordLink(turn);
    m_commands.expire(ownCause(), turn);
    m_alerts.tick(ownCause(), turn);
    m_escalation.tick(ownCause(), turn);
    m_systemAlarms.tick(ownCause(), turn);
    m_geofences.tick(ownCause(), turn);
    if (turn.now - m_lastForgotten >= kForgottenEvery)
        forgetTrails(turn);
}

void Hub::show(Instant now)
{
    m_picture.tick(now);
    m_down.tick(now);
    m_voice.beat(status(now), now);
}

bool Hub::hasBooks(Instant now) const
{
    return m_tally.hasRefusals() || (now - m_countsSaved >= kCountsEvery && !m_tally.isFlushed()) ||
           now - m_reportsSaved >= kReportsEvery;
}

store::Result<void> Hub::writeBooks(Instant now)
{
    if (auto written = m_tally.write(); !written)
        return written;
    if (now - m_reportsSaved < kReportsEvery)
        return {};
    std::vector<store::HandsetReport> reports;
    for (const auto &slot : m_state.handsets())
        if (slot.unsaved && slot.heardAt)
            reports.push_back({.handset = slot.handset.id, .state = slot.state, .heardAt = *slot.heardAt});
    return reports.empty() ? store::Result<void>() : m_reports.save(reports);
}

void Hub::booksWritten(const store::Result<void> &result, Instant now)
{
    note(m_booksWork, "counters and reports not saved", result);
    if (!m_booksWork)
        return;
    m_tally.settle();
    m_countsSaved = now;
    if (now - m_reportsSaved < kReportsEvery)
        return;
    m_reportsSaved = now;
    for (auto &slot : m_state.handsets())
        slot.unsaved = false;
    m_state.forgetEndedBefore(now - kEndedAtHand);
}

void Hub::note(bool &works, std::string_view what, const store::Result<void> &result)
{
    const bool before = std::exchange(works, result.has_value());
    if (result)
        return;
    if (before)
        qCWarning(lcHub) << what << ":" << result.error().detail;
    m_mustLoad |= result.error().problem == store::Problem::Unreachable;
}

void Hub::housekeep(Instant now)
{
    // Some handsets a second, so that the end of an hour stops nobody.
    constexpr std::size_t kFoldedPerTick = 50;
    constexpr std::uint64_t kLargestLog = 256ULL << 20;
    const auto wait = kLateFixes + std::chrono::floor<std::chrono::milliseconds>(
                                       std::chrono::duration<double>(kFoldedWithin) * m_settings.phase);
    const auto wholeUntil = [&](Instant at) { return std::chrono::floor<std::chrono::hours>(at - wait); };
    const bool isTooLarge = m_parts.trails.openBytes() > kLargestLog;
    if (wholeUntil(now) != wholeUntil(m_lastLogClosed) || isTooLarge) {
        m_lastLogClosed = now;
        // What is later still is joined to its hour.
        m_parts.trails.closeLog(isTooLarge ? Instant::max() : wholeUntil(now));
    }
    if (m_mustLoad)
        return;
    note(m_foldWorks, "trails not folded", m_parts.trails.fold(kFoldedPerTick).transform([](bool) {}));
}

void Hub::forgetTrails(Turn &turn)
{
    const auto before = turn.now - m_settings.trailKeptFor;
    const auto forgotten = m_parts.trails.forgetBefore(before);
    note(m_foldWorks, "old positions not deleted", forgotten.transform([](int) {}));
    if (!forgotten)
        return;
    m_lastForgotten = turn.now;
    if (*forgotten == 0)
        return;
    m_recorder.note(protocol::HubFact{.event = protocol::HubEvent::TrailsForgotten,
                        .detail = std::format("{} handset hours of positions from before {:%F %R} UTC",
                            *forgotten, std::chrono::floor<std::chrono::minutes>(before))},
        ownCause(), turn.now);
}

} // namespace facteo::hub
