// SPDX-License-Identifier: Apache-2.0
#include "hub/console_desk.h"

#include "domain/blank.h"
#include "protocol/chain.h"

#include <cmath>
#include <format>
#include <set>

namespace facteo::hub {

using protocol::Instant;
using protocol::Refusal;

namespace {

constexpr std::uint32_t kFactsAtMost = 2'000;
constexpr std::uint32_t kQuarantinedAtMost = 500;
constexpr std::size_t kFixesAtMost = 200'000;
/// A console gives a request 5 s, the broker 10.
constexpr std::chrono::seconds kLongestUnderWay{15};
/// How fast the hub follows a console whose clock was set back: six seconds a minute.
constexpr int kDriftPart = 10;

template<typename... Fs> struct Overloaded : Fs...
{
    using Fs::operator()...;
};

std::string hex(std::uint64_t id)
{
    return std::format("{:016x}", id);
}

/// What somebody wanted, for the log book: the request's name and the id it was about.
protocol::RefusedFact attempt(const protocol::RequestBody &body, Refusal why)
{
    protocol::RefusedFact fact{.why = why};
    const auto name = [&](std::string attempted, std::string subject) {
        fact.attempted = std::move(attempted);
        fact.subject = std::move(subject);
    };
    std::visit(Overloaded{[&](const protocol::AskSnapshot &) { name("AskSnapshot", {}); },
                   [&](const protocol::AskFacts &) { name("AskFacts", {}); },
                   [&](const protocol::AskTrail &ask) { name("AskTrail", ask.handset.text); },
                   [&](const protocol::AskStatus &) { name("AskStatus", {}); },
                   [&](const protocol::AskQuarantine &) { name("AskQuarantine", {}); },
                   [&](const protocol::ActOnAlert &wish) {
                       name(std::format("ActOnAlert {}", std::to_underlying(wish.act)),
                           hex(std::to_underlying(wish.alert)));
                   },
                   [&](const protocol::RaiseAlert &wish) { name("RaiseAlert", wish.handset.text); },
                   [&](const protocol::Attend &) { name("Attend", {}); },
                   [&](const protocol::ActOnSystemAlarm &wish) {
                       name(std::format("ActOnSystemAlarm {}", std::to_underlying(wish.act)),
                           hex(std::to_underlying(wish.alarm)));
                   },
                   [&](const protocol::CreateTask &wish) {
                       name("CreateTask", hex(std::to_underlying(wish.task.id)));
                   },
                   [&](const protocol::ActOnTask &wish) {
                       name(std::format("ActOnTask {}", std::to_underlying(wish.act)),
                           hex(std::to_underlying(wish.task)));
                   },
                   [&](const protocol::SendCommand &wish) {
                       name(std::format("SendCommand {}", std::to_underlying(wish.kind)), wish.handset.text);
                   },
                   [&](const protocol::SetDuty &wish) { name("SetDuty", wish.handset.text); },
                   [&](const protocol::Enrol &wish) { name("Enrol", wish.handset.id.text); },
                   [&](const protocol::AskNear &) { name("AskNear", {}); },
                   [&](const protocol::SetGeofence &wish) {
                       name("SetGeofence", hex(std::to_underlying(wish.geofence.id)));
                   }},
        body);
    return fact;
}

bool onlyReads(const protocol::RequestBody &body)
{
    return std::holds_alternative<protocol::AskSnapshot>(body) ||
           std::holds_alternative<protocol::AskFacts>(body) ||
           std::holds_alternative<protocol::AskStatus>(body) ||
           std::holds_alternative<protocol::AskQuarantine>(body);
}

protocol::Refused notReadable(const store::Error &error)
{
    return {.why = Refusal::NotSaved, .detail = error.detail};
}

} // namespace

struct ConsoleDesk::Asked
{
    const protocol::Request &request;
    Cause cause;
    Turn &turn;
    std::optional<protocol::NearPage>
        &seen; ///< who was near, where that was asked: what is told after the commit
};

ConsoleDesk::ConsoleDesk(
    DepotState &state, FactRecorder &recorder, const Desks &desks, store::TrailStore &trails, Tally &tally)
    : m_state(state), m_recorder(recorder), m_desks(desks), m_trails(trails), m_tally(tally)
{
}

void ConsoleDesk::take(const EnrolledConsole &console, const protocol::Envelope &envelope, Turn &turn)
{
    const auto &request = std::get<protocol::Request>(envelope.body);
    const auto since = underWay(console, envelope, turn.now);
    if (const auto *attend = std::get_if<protocol::Attend>(&request.body))
        this->attend(console, envelope, *attend, since > kLongestUnderWay, turn);
    else if (onlyReads(request.body))
        turn.questions.push_back({.console = console.id, .request = envelope.id, .body = request.body});
    else
        act(console, envelope, since > kLongestUnderWay, turn);
}

/// That somebody is there leaves no line in the record: consoles say it four times a minute.
void ConsoleDesk::attend(const EnrolledConsole &console, const protocol::Envelope &envelope,
    const protocol::Attend &attend, bool tooLate, Turn &turn)
{
    const auto &request = std::get<protocol::Request>(envelope.body);
    if (!tooLate && !request.by.empty()) {
        m_desks.alerts.attend(request.by, attend.present, turn.now);
        m_desks.escalation.take(console.id, request.operatorName, attend,
            {.sender = console.id, .by = request.by, .byName = request.operatorName, .frame = {}}, turn);
    }
    turn.answers.push_back({.console = console.id,
        .request = envelope.id,
        .body = protocol::Done{.fact = m_recorder.last().number}});
}

/// Since the request was sealed, by its console's clock, held against the request of this session that came
/// fastest. The first of a session is held against our clock.
std::chrono::milliseconds ConsoleDesk::underWay(
    const EnrolledConsole &console, const protocol::Envelope &envelope, Instant now)
{
    const auto behind = now - envelope.sentAt;
    auto &clock = m_clocks[console.id];
    if (clock.session != envelope.session) {
        clock = {.session = envelope.session, .behind = behind, .at = now};
        return behind;
    }
    const auto allowed = clock.behind + std::max(now - clock.at, std::chrono::milliseconds{0}) / kDriftPart;
    clock = {.session = envelope.session, .behind = std::min(allowed, behind), .at = now};
    return behind - allowed;
}

void ConsoleDesk::act(
    const EnrolledConsole &console, const protocol::Envelope &envelope, bool tooLate, Turn &turn)
{
    const auto &request = std::get<protocol::Request>(envelope.body);
    const auto answer = [&](protocol::ResponseBody body) {
        turn.answers.push_back({.console = console.id, .request = envelope.id, .body = std::move(body)});
    };
    const auto recorded = m_recorder.recordedAs(envelope.id);
    if (!recorded) {
        turn.broken = recorded.error();
        return answer(notReadable(recorded.error()));
    }
    Outcome outcome;
    std::optional<protocol::NearPage> seen;
    if (*recorded && (*recorded)->sender != console.id) {
        outcome = std::unexpected(Refusal::Malformed); // an id that is somebody else's
    } else if (*recorded) {
        outcome = (*recorded)->refused ? Outcome(std::unexpected(*(*recorded)->refused))
                                       : Outcome((*recorded)->number);
    } else {
        const Asked asked{.request = request,
            .cause = {.sender = console.id,
                .by = request.by,
                .byName = request.operatorName,
                .frame = envelope.id},
            .turn = turn,
            .seen = seen};
        // Nobody acts without a name in the record.
        if (request.by.empty())
            outcome = std::unexpected(Refusal::NotAllowed);
        else if (tooLate)
            outcome = std::unexpected(Refusal::TooLate);
        else
            outcome = carryOut(request.body, asked);
        if (!outcome)
            m_recorder.note(attempt(request.body, outcome.error()), asked.cause, turn.now);
    }
    if (!outcome)
        return answer(protocol::Refused{.why = outcome.error()});
    if (std::holds_alternative<protocol::AskTrail>(request.body))
        turn.questions.push_back({.console = console.id, .request = envelope.id, .body = request.body});
    else if (const auto *wish = std::get_if<protocol::AskNear>(&request.body))
        answer(seen ? protocol::ResponseBody(std::move(*seen)) : seenAgain(*wish, envelope.id));
    else
        answer(protocol::Done{*outcome});
}

ConsoleDesk::Outcome ConsoleDesk::carryOut(const protocol::RequestBody &body, const Asked &asked)
{
    const auto &cause = asked.cause;
    auto &turn = asked.turn;
    const auto never = [](const auto &) -> Outcome { return std::unexpected(Refusal::NotAllowed); };
    return std::visit(
        Overloaded{[&](const protocol::AskTrail &wish) { return lookAt(wish, asked); },
            [&](const protocol::ActOnAlert &wish) {
                return m_desks.alerts.carryOut(wish, asked.request.operatorName, cause, turn);
            },
            [&](const protocol::RaiseAlert &wish) { return m_desks.alerts.carryOut(wish, cause, turn); },
            [&](const protocol::Attend &ask) { return never(ask); },
            [&](const protocol::ActOnSystemAlarm &wish) {
                return m_desks.systemAlarms.carryOut(wish, cause, turn);
            },
            [&](const protocol::CreateTask &wish) { return m_desks.tasks.carryOut(wish, cause, turn); },
            [&](const protocol::ActOnTask &wish) { return m_desks.tasks.carryOut(wish, cause, turn); },
            [&](const protocol::SendCommand &wish) { return m_desks.commands.carryOut(wish, cause, turn); },
            [&](const protocol::SetDuty &wish) { return m_desks.duties.carryOut(wish, cause, turn); },
            [&](const protocol::Enrol &wish) { return m_desks.roster.carryOut(wish, cause, turn); },
            [&](const protocol::AskSnapshot &ask) { return never(ask); },
            [&](const protocol::AskFacts &ask) { return never(ask); },
            [&](const protocol::AskStatus &ask) { return never(ask); },
            [&](const protocol::AskQuarantine &ask) { return never(ask); },
            [&](const protocol::AskNear &wish) { return lookAround(wish, asked); },
            [&](const protocol::SetGeofence &wish) { return m_desks.geofences.carryOut(wish, cause, turn); }},
        body);
}

ConsoleDesk::Outcome ConsoleDesk::lookAt(const protocol::AskTrail &wish, const Asked &asked)
{
    if (domain::isBlank(wish.purpose))
        return std::unexpected(Refusal::PurposeRequired);
    if (m_state.slot(wish.handset.text) == nullptr)
        return std::unexpected(Refusal::NoSuchHandset);
    if (wish.to < wish.from || wish.to - wish.from > protocol::AskTrail::kLongest)
        return std::unexpected(Refusal::Malformed);
    return m_recorder.record(
        protocol::AccessFact{
            .handset = wish.handset, .purpose = wish.purpose, .from = wish.from, .to = wish.to},
        asked.cause, asked.turn.now);
}

/// One line in the ledger of everybody whom the answer names. It is found before they are written, and told
/// after: whoever comes near in the same moment is neither in the one nor in the others.
ConsoleDesk::Outcome ConsoleDesk::lookAround(const protocol::AskNear &wish, const Asked &asked)
{
    if (domain::isBlank(wish.purpose))
        return std::unexpected(Refusal::PurposeRequired);
    if (wish.to < wish.from || wish.to - wish.from > protocol::AskNear::kLongest || wish.radiusMetres == 0 ||
        wish.radiusMetres > protocol::AskNear::kMostMetres)
        return std::unexpected(Refusal::Malformed);
    auto page = whoWasNear(wish);
    if (!page)
        return std::unexpected(Refusal::NotSaved);
    // That nobody was there says something, too: of whoever should have been.
    std::vector<protocol::HandsetId> named(page->passes.empty() ? 1 : 0);
    for (const auto &pass : page->passes)
        named.push_back(pass.handset);
    Outcome first = 0;
    for (const auto &handset : named) {
        const auto recorded = m_recorder.record(
            protocol::AccessFact{
                .handset = handset, .purpose = wish.purpose, .from = wish.from, .to = wish.to},
            asked.cause, asked.turn.now);
        if (!recorded)
            return recorded;
        if (*first == 0)
            first = recorded;
    }
    asked.seen = std::move(*page);
    return first;
}

store::Result<protocol::NearPage> ConsoleDesk::whoWasNear(const protocol::AskNear &wish) const
{
    const auto found = m_trails.near(wish.position, wish.radiusMetres, wish.from, wish.to);
    if (!found)
        return std::unexpected(found.error());
    protocol::NearPage page;
    for (const auto &[handset, approach] : *found)
        page.passes.push_back({.handset = handset,
            .first = approach.first,
            .last = approach.last,
            .nearestAt = approach.nearestAt,
            .nearestDm = static_cast<std::uint32_t>(std::lround(approach.nearestMetres * 10)),
            .fixes = approach.fixes});
    return page;
}

/// For a request that comes a second time: of those who were near only the ones that were written down for
/// it.
protocol::ResponseBody ConsoleDesk::seenAgain(
    const protocol::AskNear &wish, const protocol::FrameId &request) const
{
    const auto lines = m_recorder.log().causedBy(request);
    if (!lines)
        return notReadable(lines.error());
    std::set<std::string> named;
    for (const auto &line : *lines)
        named.insert(line.subject);
    for (const auto &fact : m_recorder.pending())
        if (const auto *access = std::get_if<protocol::AccessFact>(&fact.body);
            access != nullptr && fact.cause == request)
            named.insert(access->handset.text);
    auto page = whoWasNear(wish);
    if (!page)
        return notReadable(page.error());
    std::erase_if(
        page->passes, [&](const protocol::NearPass &pass) { return !named.contains(pass.handset.text); });
    return std::move(*page);
}

protocol::ResponseBody ConsoleDesk::answer(const protocol::RequestBody &question, Instant now)
{
    return std::visit(
        [&](const auto &ask) -> protocol::ResponseBody {
            if constexpr (requires { read(ask, now); })
                return read(ask, now);
            else
                return protocol::Refused{.why = Refusal::NotAllowed};
        },
        question);
}

protocol::ResponseBody ConsoleDesk::read(const protocol::AskSnapshot &, Instant now)
{
    protocol::Snapshot snapshot{.upToFact = m_recorder.last().number,
        .roster = m_state.roster(),
        .handsets = m_desks.picture.whole(now)};
    for (const auto &[id, alert] : m_state.alerts())
        snapshot.alerts.push_back(alert);
    for (const auto &[key, notice] : m_state.notices())
        snapshot.notices.push_back(notice);
    snapshot.escalation = m_state.escalation();
    for (const auto &[id, alarm] : m_state.systemAlarms())
        snapshot.systemAlarms.push_back(alarm);
    for (const auto &[id, task] : m_state.tasks())
        snapshot.tasks.push_back(task);
    for (const auto &[id, command] : m_state.commands())
        snapshot.commands.push_back(command);
    for (const auto &[id, geofence] : m_state.geofences())
        snapshot.geofences.push_back(geofence);
    for (const auto &[handset, stays] : m_state.stays())
        for (const auto &[geofence, since] : stays)
            snapshot.stays.push_back({.geofence = geofence, .handset = handset, .since = since});
    return snapshot;
}

protocol::ResponseBody ConsoleDesk::read(const protocol::AskFacts &ask, Instant)
{
    const auto lines = m_recorder.log().after(ask.after, std::clamp(ask.atMost, 1U, kFactsAtMost));
    if (!lines)
        return notReadable(lines.error());
    protocol::FactPage page;
    page.facts.reserve(lines->size());
    for (const auto &line : *lines) {
        auto fact = protocol::decodeFact(line.bytes);
        if (!fact)
            return protocol::Refused{.why = Refusal::NotSaved,
                .detail = std::format("fact {} is not what was recorded", line.number)};
        page.facts.push_back(std::move(*fact));
    }
    return page;
}

protocol::ResponseBody ConsoleDesk::read(const protocol::AskTrail &ask, Instant)
{
    auto fixes = m_trails.trail(ask.handset, ask.from, ask.to);
    if (!fixes)
        return notReadable(fixes.error());
    if (fixes->size() > kFixesAtMost)
        return protocol::Refused{.why = Refusal::Malformed,
            .detail = std::format("{} positions, ask for a shorter time", fixes->size())};
    return protocol::TrailPage{.handset = ask.handset, .fixes = std::move(*fixes)};
}

protocol::ResponseBody ConsoleDesk::read(const protocol::AskStatus &, Instant now)
{
    return protocol::HubHeartbeat{m_status(now)};
}

protocol::ResponseBody ConsoleDesk::read(const protocol::AskQuarantine &ask, Instant)
{
    auto frames = m_tally.newest(std::clamp(ask.atMost, 1U, kQuarantinedAtMost));
    if (!frames)
        return notReadable(frames.error());
    return protocol::QuarantinePage{std::move(*frames)};
}

} // namespace facteo::hub
