// SPDX-License-Identifier: Apache-2.0
#include "handset/reference_handset.h"

#include "domain/alert.h"
#include "domain/command.h"
#include "domain/presence.h"
#include "protocol/frame.h"

#include <algorithm>

namespace facteo::handset {
namespace {

using namespace std::chrono_literals;
using protocol::Channel;
using protocol::CommandState;
using protocol::Instant;
using transport::Qos;

/// Above this a restart forgets what is over and done.
constexpr std::uint64_t kLargeJournalBytes = std::uint64_t{256} * 1024;
constexpr auto kUnkeptEvery = 2s;
/// An alert opens the gate for its life, at most for this long after it was last heard of (DOMAIN 5.1).
constexpr auto kLongestAlert = 12h;

} // namespace

ReferenceHandset::ReferenceHandset(HandsetSettings settings, Parts parts, PositionSource &positions,
    transport::Transport &main, transport::Transport &alerts, Instant now)
    : m_settings(std::move(settings)), m_session(std::move(parts.session)), m_outbox(std::move(parts.outbox)),
      m_journal(std::move(parts.journal)), m_battery(parts.battery), m_bits(std::move(parts.bits)),
      m_positions(positions), m_main(main), m_alerts(alerts), m_positionEvery(m_settings.positionEvery),
      m_nextPosition(now), m_nextHeartbeat(now)
{
    // On both: receipts and news of an alert come while the main connection is half dead, too.
    for (const auto &subscription : protocol::handsetSubscriptions(m_settings.depot, m_settings.id)) {
        const auto qos = subscription.qos == 0 ? Qos::AtMostOnce : Qos::AtLeastOnce;
        m_main.subscribe(subscription.filter, qos);
        if (&m_alerts != &m_main)
            m_alerts.subscribe(subscription.filter, qos);
    }
    restore(now);
}

// --- After a restart ---

void ReferenceHandset::restore(Instant now)
{
    const auto frames = m_journal.takeFrames();
    std::vector<std::pair<const Journal::Frame *, protocol::Envelope>> known;
    for (const auto &frame : frames)
        if (auto opened = protocol::open(frame)) // signatures were checked before it was written
            known.emplace_back(&frame, std::move(opened->envelope));
    for (const auto &[frame, envelope] : known)
        restoreFrame(envelope);
    // It died while carrying something out, and cannot know how far it came: never a second time.
    for (const auto &command : m_work.interrupted())
        report({.command = command.id,
                   .state = CommandState::Failed,
                   .at = now,
                   .failure = "the handset was restarted while carrying it out",
                   .fix = {}},
            now);
    if (m_journal.bytes() < kLargeJournalBytes)
        return;
    std::vector<Journal::Frame> needed;
    for (const auto &[frame, envelope] : known)
        if (stillMatters(envelope, now))
            needed.push_back(*frame);
    // Refused by the medium it stays as it is: longer, not wrong.
    static_cast<void>(m_journal.rewrite(needed));
    sendState(now, true);
}

void ReferenceHandset::restoreFrame(const protocol::Envelope &envelope)
{
    if (const auto *state = std::get_if<protocol::StateReport>(&envelope.body)) {
        m_duty = state->state.duty;
        m_sharing = state->state.sharing;
    } else if (const auto *alert = std::get_if<protocol::AlertReport>(&envelope.body)) {
        noteSaid(*alert);
    } else if (const auto *news = std::get_if<protocol::AlertNews>(&envelope.body)) {
        m_endedAlerts.insert(news->alert);
        if (m_alert == news->alert)
            m_alert.reset();
    } else if (const auto *order = std::get_if<protocol::TaskOrder>(&envelope.body)) {
        m_work.take(*order);
    } else if (const auto *command = std::get_if<protocol::CommandOrder>(&envelope.body)) {
        m_work.take(*command);
    } else if (const auto *done = std::get_if<protocol::TaskReport>(&envelope.body)) {
        m_work.note(*done);
    } else if (const auto *answer = std::get_if<protocol::CommandReport>(&envelope.body)) {
        m_work.note(*answer);
    }
}

bool ReferenceHandset::stillMatters(const protocol::Envelope &envelope, Instant now) const
{
    if (const auto *alert = std::get_if<protocol::AlertReport>(&envelope.body))
        return m_alert == alert->alert;
    if (const auto *order = std::get_if<protocol::TaskOrder>(&envelope.body))
        return m_work.stillMatters(order->task.id);
    if (const auto *done = std::get_if<protocol::TaskReport>(&envelope.body))
        return m_work.stillMatters(done->task);
    if (const auto *command = std::get_if<protocol::CommandOrder>(&envelope.body))
        return m_work.stillMatters(command->command.id, now);
    if (const auto *answer = std::get_if<protocol::CommandReport>(&envelope.body))
        return m_work.stillMatters(answer->command, now);
    return false; // the state is written anew
}

// --- From the network ---

void ReferenceHandset::take(const transport::Incoming &fromMain, Instant now)
{
    if (const auto *message = std::get_if<transport::Message>(&fromMain)) {
        takeMessage(*message, now);
        return;
    }
    const auto &state = std::get<transport::LinkState>(fromMain);
    const bool up = state.link == transport::Link::Connected;
    const bool changed = up != m_linkUp || state.link == transport::Link::Refused;
    m_linkUp = up;
    if (up) {
        m_outbox.connected(now);
        for (auto &unkept : m_unkept)
            unkept.due = now;
        m_nextHeartbeat = now;
        m_nextPosition = now;
    }
    if (changed)
        tell(
            LinkChanged{.up = up, .refused = state.link == transport::Link::Refused, .reason = state.reason});
}

void ReferenceHandset::takeFromAlerts(const transport::Incoming &incoming, Instant now)
{
    if (const auto *message = std::get_if<transport::Message>(&incoming))
        takeMessage(*message, now);
    else if (std::get<transport::LinkState>(incoming).link == transport::Link::Connected)
        m_outbox.connected(now);
}

void ReferenceHandset::takeMessage(const transport::Message &message, Instant now)
{
    if (message.topic != topicOf(Channel::Down))
        return;
    const auto opened = protocol::open(message.payload);
    if (!opened || opened->envelope.sender != m_settings.hub || !opened->isSignedBy(m_settings.hubKey)) {
        ++m_doubted;
        return;
    }
    const auto &body = opened->envelope.body;
    if (m_settings.visiting && (std::holds_alternative<protocol::TaskOrder>(body) ||
                                   std::holds_alternative<protocol::CommandOrder>(body)))
        return; // the handset itself hears it, and answers
    if (const auto *receipt = std::get_if<protocol::Receipt>(&body))
        hear(*receipt, message, now);
    else if (std::holds_alternative<protocol::AlertNews>(body))
        hearNews(opened->envelope, message, now);
    else if (const auto *task = std::get_if<protocol::TaskOrder>(&body))
        hear(*task, message, now);
    else if (const auto *command = std::get_if<protocol::CommandOrder>(&body))
        hear(*command, message, now);
    else if (const auto *assignment = std::get_if<protocol::Assignment>(&body))
        hear(*assignment, now);
    else
        ++m_doubted;
}

void ReferenceHandset::hear(const protocol::Receipt &receipt, const transport::Message &, Instant)
{
    for (const auto &line : receipt.lines) {
        // A failure to write means that it is repeated after a restart, which the hub expects; here it is
        // forgotten all the same.
        const auto forgotten = m_outbox.acknowledge(line.frame).value_or(true);
        const auto unkept = std::erase_if(m_unkept, [&](const Unkept &one) { return one.id == line.frame; });
        if (!forgotten && unkept == 0)
            continue; // the receipt came twice
        const bool wasAlert = m_alertFrames.erase(line.frame) > 0;
        if (line.fault)
            tell(FrameRefused{.frame = line.frame, .fault = *line.fault});
        else if (wasAlert && m_alert)
            tell(AlertSent{.alert = *m_alert});
    }
}

void ReferenceHandset::hearNews(
    const protocol::Envelope &envelope, const transport::Message &message, Instant now)
{
    const auto &news = std::get<protocol::AlertNews>(envelope.body);
    if (m_endedAlerts.contains(news.alert) || isOvertaken(envelope))
        return;
    const auto [known, isFirst] = m_news.emplace(news.alert, news);
    // Of what can be seen: how often positions are wanted shows nowhere.
    const bool isNew = isFirst || known->second.state != news.state ||
                       known->second.ownerName != news.ownerName || known->second.number != news.number;
    known->second = news;
    if (domain::isOpen(news.state) || news.positionEverySeconds > 0) {
        // Also one that another of this postman's programs raised: it opens the gate just the same.
        if (m_alert != news.alert)
            m_nextPosition = now;
        m_alert = news.alert;
        m_alertUntil = now + kLongestAlert;
    } else {
        static_cast<void>(m_journal.append(message.payload));
        m_endedAlerts.insert(news.alert);
        if (m_alert == news.alert)
            m_alert.reset();
    }
    if (isNew) // the hub says it again to whoever comes back
        tell(AlertHeard{news});
}

/// News go by the hub's own numbering, not by its clock, which may be set back. A session that another one
/// followed is of a hub before its restart.
bool ReferenceHandset::isOvertaken(const protocol::Envelope &envelope)
{
    if (envelope.session != m_newsSession) {
        if (m_newsSessionsOver.contains(envelope.session))
            return true;
        m_newsSessionsOver.insert(std::exchange(m_newsSession, envelope.session));
        m_newsNumber = envelope.sequence;
        return false;
    }
    if (static_cast<std::int32_t>(envelope.sequence - m_newsNumber) <= 0) // 0 follows 2³² − 1
        return true;
    m_newsNumber = envelope.sequence;
    return false;
}

void ReferenceHandset::hear(const protocol::TaskOrder &order, const transport::Message &message, Instant now)
{
    if (order.task.handset != m_settings.id) {
        ++m_doubted;
        return;
    }
    const auto what = m_work.newsIn(order);
    if (what == WorkBook::News::Nothing)
        return;
    // Not kept: not known either, so that the hub sends it again until there is room.
    if (!m_journal.append(message.payload))
        return;
    m_work.take(order);
    if (what == WorkBook::News::Withdrawn) {
        tell(TaskWithdrawn{order.task});
        return;
    }
    tell(TaskCame{order.task});
    static_cast<void>(act(order.task.id, protocol::TaskAct::Deliver, now));
}

void ReferenceHandset::hear(
    const protocol::CommandOrder &order, const transport::Message &message, Instant now)
{
    const auto &command = order.command;
    if (command.handset != m_settings.id) {
        ++m_doubted;
        return;
    }
    if (m_work.command(command.id))
        return; // repeated: the report is in the outbox or at the hub
    // Written down before it acts: a handset that dies now will not act a second time.
    if (!m_journal.append(message.payload))
        return;
    m_work.take(order);
    if (domain::isExpired(command, now)) {
        report({.command = command.id, .state = CommandState::Expired, .at = now, .failure = {}, .fix = {}},
            now);
        tell(CommandTooLate{command});
        return;
    }
    carryOut(command, now);
}

void ReferenceHandset::carryOut(const protocol::Command &command, Instant now)
{
    protocol::CommandReport answer{
        .command = command.id, .state = CommandState::Succeeded, .at = now, .failure = {}, .fix = {}};
    switch (command.kind) {
    case protocol::CommandKind::Ring:
        tell(Rang{command});
        break;
    case protocol::CommandKind::Message:
        tell(MessageShown{command});
        break;
    case protocol::CommandKind::LocateNow:
        answer.fix = fixIfGateOpen(now);
        if (!answer.fix) {
            answer.state = CommandState::Failed;
            answer.failure = gateOpen() ? "no reception" : "the postman does not share his position now";
        }
        tell(Located{.command = command, .answered = answer.fix.has_value()});
        break;
    }
    report(std::move(answer), now);
}

void ReferenceHandset::report(protocol::CommandReport report, Instant now)
{
    m_work.note(report);
    const auto sealed = m_session.seal(std::move(report), now, m_settings.exercise);
    keep(Channel::Up, sealed, now);
    static_cast<void>(m_journal.append(sealed.bytes));
}

void ReferenceHandset::hear(const protocol::Assignment &assignment, Instant now)
{
    if (m_settings.cadenceFromHub)
        m_positionEvery = std::chrono::seconds{std::clamp(assignment.positionEverySeconds, 1U, 3600U)};
    m_nextPosition = std::min(m_nextPosition, now + m_positionEvery);
    if (m_assignment == assignment)
        return;
    m_assignment = assignment;
    tell(Assigned{assignment});
}

// --- The postman ---

void ReferenceHandset::setDuty(protocol::Duty duty, Instant now)
{
    setDay(duty, m_sharing, now);
}

void ReferenceHandset::setSharing(bool sharing, Instant now)
{
    setDay(m_duty, sharing, now);
}

void ReferenceHandset::setDay(protocol::Duty duty, bool sharing, Instant now)
{
    if (duty == m_duty && sharing == m_sharing)
        return;
    m_duty = duty;
    m_sharing = sharing;
    m_nextPosition = now;
    sendState(now, true);
}

void ReferenceHandset::setCharging(bool charging, Instant now)
{
    if (charging == m_battery.charging())
        return;
    m_battery.setCharging(charging, now);
    sendState(now, true);
}

protocol::AlertId ReferenceHandset::pressAlert(Instant now, protocol::AlertTrigger trigger)
{
    return say({.alert = m_alert.value_or(protocol::AlertId{}),
                   .trigger = trigger,
                   .raisedAt = now,
                   .sign = protocol::AlertSign::Raised},
        now);
}

protocol::AlertId ReferenceHandset::warn(Instant now, protocol::AlertTrigger trigger, Instant endsAt)
{
    return say({.alert = m_alert.value_or(protocol::AlertId{}),
                   .trigger = trigger,
                   .raisedAt = now,
                   .sign = protocol::AlertSign::Warning,
                   .countdownEndsAt = endsAt},
        now);
}

void ReferenceHandset::standDown(Instant now, protocol::AlertSign how)
{
    const bool isDuress = how == protocol::AlertSign::Duress;
    if (!m_alert && !isDuress)
        return;
    say({.alert = m_alert.value_or(protocol::AlertId{}),
            .trigger = m_alert ? m_trigger : protocol::AlertTrigger::Duress,
            .raisedAt = now,
            .sign = how},
        now);
}

protocol::AlertId ReferenceHandset::say(protocol::AlertReport report, Instant now)
{
    if (report.alert == protocol::AlertId{})
        report.alert = protocol::randomAlertId(m_bits);
    report.lastFix = m_positions.fixAt(now);
    const auto sealed = m_session.seal(report, now, m_settings.exercise);
    m_alertFrames.insert(sealed.id);
    noteSaid(report);
    keep(Channel::Alert, sealed, now);
    static_cast<void>(m_journal.append(sealed.bytes));
    m_nextPosition = now;
    step(now);
    return report.alert;
}

void ReferenceHandset::noteSaid(const protocol::AlertReport &report)
{
    m_trigger = report.trigger;
    m_alertUntil = report.raisedAt + kLongestAlert;
    if (report.sign == protocol::AlertSign::Cancelled)
        m_alert.reset();
    else
        m_alert = report.alert;
}

std::expected<void, protocol::Refusal> ReferenceHandset::act(protocol::TaskId task, protocol::TaskAct what,
    Instant now, std::string reason, std::optional<protocol::VisitReport> visit)
{
    protocol::TaskReport done{.task = task,
        .act = what,
        .at = now,
        .reason = std::move(reason),
        .report = std::move(visit),
        .fix = {}};
    if (const auto refusal = m_work.refusalOf(done))
        return std::unexpected(*refusal);
    done.fix = fixIfGateOpen(now);
    const auto sealed = m_session.seal(done, now, m_settings.exercise);
    // Whoever was told that his report is kept does not write it a second time.
    if (!m_outbox.add(sealed.id, Channel::Up, sealed.bytes))
        return std::unexpected(protocol::Refusal::NotSaved);
    m_work.note(done);
    static_cast<void>(m_journal.append(sealed.bytes));
    flush(now);
    return {};
}

void ReferenceHandset::sayGoodbye(Instant now)
{
    const auto sealed = m_session.seal(protocol::Goodbye{.clean = true}, now, m_settings.exercise);
    static_cast<void>(publish(Channel::Will, sealed.bytes));
}

// --- Sending ---

/// A clock that was set back must not silence him until it is where it was.
void ReferenceHandset::followClock(Instant now)
{
    m_nextPosition = std::min(m_nextPosition, now + positionEvery());
    m_nextHeartbeat = std::min(m_nextHeartbeat, now + m_settings.heartbeatEvery);
    m_alertUntil = std::min(m_alertUntil, now + kLongestAlert);
    for (auto &unkept : m_unkept)
        unkept.due = std::min(unkept.due, now + kUnkeptEvery);
}

std::chrono::milliseconds ReferenceHandset::positionEvery() const
{
    return m_alert ? std::min(m_positionEvery, m_settings.alertPositionEvery) : m_positionEvery;
}

void ReferenceHandset::step(Instant now)
{
    followClock(now);
    m_battery.advance(now);
    if (m_battery.empty() != m_dead) {
        m_dead = m_battery.empty();
        if (m_dead) {
            tell(BatteryEmpty{});
            m_main.sever();
            m_alerts.sever();
        } else {
            m_main.start();
            m_alerts.start();
        }
    }
    if (m_dead)
        return;
    if (m_alert && now > m_alertUntil)
        m_alert.reset();
    flush(now); // what it kept says what was before what it says now
    if (now >= m_nextHeartbeat && m_linkUp && !m_settings.visiting)
        sendState(now, false);
    if (now >= m_nextPosition)
        sendPosition(now);
    flush(now);
}

Instant ReferenceHandset::nextDue() const
{
    auto due = m_nextPosition;
    // Without a link nothing else can be done; a new one is news, and step() follows it.
    if (!m_linkUp && !m_alerts.connected())
        return due;
    if (!m_settings.visiting)
        due = std::min(due, m_nextHeartbeat);
    if (const auto outbox = m_outbox.nextDue())
        due = std::min(due, *outbox);
    for (const auto &unkept : m_unkept)
        due = std::min(due, unkept.due);
    return due;
}

void ReferenceHandset::keep(Channel channel, const protocol::SenderSession::Sealed &sealed, Instant now)
{
    if (m_outbox.add(sealed.id, channel, sealed.bytes))
        return;
    // The medium is full or broken. An alert goes out from memory; anything else is said once and, if that is
    // lost, seen at the next change of state.
    if (channel == Channel::Alert)
        m_unkept.push_back({.id = sealed.id, .frame = sealed.bytes, .due = now});
    else
        static_cast<void>(publish(channel, sealed.bytes));
}

void ReferenceHandset::flush(Instant now)
{
    for (auto &unkept : m_unkept)
        if (now >= unkept.due && publishAlert(unkept.frame, unkept.attempts)) {
            unkept.due = now + kUnkeptEvery;
            ++unkept.attempts;
        }
    while (const auto *entry = m_outbox.nextAttempt(now)) {
        const auto id = entry->id;
        const bool sent = entry->channel == Channel::Alert ? publishAlert(entry->frame, entry->attempts)
                                                           : publish(entry->channel, entry->frame);
        if (!sent)
            return; // no link, or the broker takes no more: later
        m_outbox.attempted(id, now, m_bits);
    }
}

bool ReferenceHandset::publish(Channel channel, std::vector<std::byte> frame, Qos qos)
{
    return m_main.publish(topicOf(channel), std::move(frame), qos).has_value();
}

/// Alerts have a connection of their own, which no flood of positions delays; while it is down the other one
/// is better than none. It may also be half dead, which takes long to notice: what was not answered at once
/// goes out on both, and the hub knows its id.
bool ReferenceHandset::publishAlert(const std::vector<std::byte> &frame, std::uint32_t attempts)
{
    const auto topic = topicOf(Channel::Alert);
    const bool apart = &m_alerts != &m_main && m_alerts.publish(topic, frame, Qos::AtLeastOnce).has_value();
    if (apart && attempts == 0)
        return true;
    return m_main.publish(topic, frame, Qos::AtLeastOnce).has_value() || apart;
}

void ReferenceHandset::sendPosition(Instant now)
{
    m_nextPosition = now + positionEvery();
    if (!m_linkUp)
        return;
    const auto fix = fixIfGateOpen(now);
    if (!fix)
        return;
    const auto sealed =
        m_session.seal(protocol::PositionReport{.fix = *fix, .batteryPercent = m_battery.percent()}, now,
            m_settings.exercise);
    if (!publish(Channel::Position, sealed.bytes, Qos::AtMostOnce))
        return;
    ++m_positionsSent;
    m_battery.reported();
}

/// A change must arrive; a heartbeat is one of many.
void ReferenceHandset::sendState(Instant now, bool mustArrive)
{
    m_battery.advance(now);
    m_nextHeartbeat = now + m_settings.heartbeatEvery;
    const auto sealed = m_session.seal(protocol::StateReport{{.at = now,
                                           .duty = m_duty,
                                           .sharing = m_sharing,
                                           .batteryPercent = m_battery.percent(),
                                           .charging = m_battery.charging(),
                                           .unsent = static_cast<std::uint32_t>(unsent()),
                                           .appVersion = m_settings.appVersion,
                                           .lastScanAt = m_lastScanAt}},
        now, m_settings.exercise);
    if (!mustArrive) {
        static_cast<void>(publish(Channel::Up, sealed.bytes, Qos::AtMostOnce));
        return;
    }
    keep(Channel::Up, sealed, now);
    static_cast<void>(m_journal.append(sealed.bytes));
    flush(now);
}

bool ReferenceHandset::gateOpen() const
{
    return domain::gate(m_duty, m_sharing, m_alert.has_value()) == domain::Gate::Open;
}

std::optional<protocol::Fix> ReferenceHandset::fixIfGateOpen(Instant now)
{
    if (!gateOpen())
        return std::nullopt;
    return m_positions.fixAt(now);
}

std::string ReferenceHandset::topicOf(Channel channel) const
{
    return protocol::topicText(
        {.depot = m_settings.depot, .channel = channel, .party = {m_settings.id.text}});
}

void ReferenceHandset::tell(const Event &event) const
{
    if (m_onEvent)
        m_onEvent(event);
}

} // namespace facteo::handset
