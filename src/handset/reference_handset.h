// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/battery.h"
#include "handset/events.h"
#include "handset/journal.h"
#include "handset/position_source.h"
#include "handset/work_book.h"
#include "protocol/outbox.h"
#include "protocol/sender_session.h"
#include "transport/message_queue.h"

#include <chrono>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace facteo::handset {

struct HandsetSettings
{
    protocol::DepotId depot;
    protocol::HandsetId id;
    protocol::SenderId hub; ///< whose signature on frames from above is believed
    protocol::PublicKey hubKey{};
    std::string appVersion{};
    bool exercise = false; ///< marks every frame: training, not the real thing
    bool visiting =
        false; ///< beside the real handset: says nothing of its state, leaves what is ordered to it
    std::chrono::seconds heartbeatEvery{30};         ///< three are lost before the console says so
    std::chrono::milliseconds positionEvery{10'000}; ///< until an Assignment says otherwise
    std::chrono::milliseconds alertPositionEvery{5'000};
    bool cadenceFromHub = true; ///< false: an Assignment does not change positionEvery
};

/// A handset as the wire sees it: what an application on a phone must do, without the phone.
///
/// It has no thread, no clock and no file but its outbox and journal: step() does what is due at the time it
/// is told. Everything that must arrive goes through the outbox and is repeated until the hub's receipt;
/// positions go out once. It gates itself: no position off duty, in a break, or unless the postman shares,
/// but for the life of his own alert. One thread.
class ReferenceHandset
{
public:
    /// The parts that belong to one run of the process.
    struct Parts
    {
        protocol::SenderSession session;
        protocol::Outbox outbox;
        Journal journal;
        Battery battery;
        protocol::RandomBits bits = protocol::secureBits;
    };

    /// `positions` and the transports must outlive this; `alerts` may be the same as `main`. Subscribes to
    /// the handset's own topic. What the journal knows (duty, sharing, tasks, commands, an open alert) holds
    /// on.
    ReferenceHandset(HandsetSettings settings, Parts parts, PositionSource &positions,
        transport::Transport &main, transport::Transport &alerts, protocol::Instant now);

    void onEvent(std::function<void(const Event &)> callback) { m_onEvent = std::move(callback); }

    // From the network
    void take(const transport::Incoming &fromMain, protocol::Instant now);
    void takeFromAlerts(const transport::Incoming &incoming, protocol::Instant now);

    /// Sends what is due. Call it at nextDue(), or more often.
    void step(protocol::Instant now);
    [[nodiscard]] protocol::Instant nextDue() const;

    // The postman
    void setDuty(protocol::Duty duty, protocol::Instant now);
    void setSharing(bool sharing, protocol::Instant now);
    /// Both at once, in one report.
    void setDay(protocol::Duty duty, bool sharing, protocol::Instant now);
    void setCharging(bool charging, protocol::Instant now);
    /// An item was flashed; the next report says when.
    void scanned(protocol::Instant now) { m_lastScanAt = now; }
    /// The button. Pressed again while the alert is open it is one more occurrence of it.
    protocol::AlertId pressAlert(
        protocol::Instant now, protocol::AlertTrigger trigger = protocol::AlertTrigger::Button);
    /// The countdown of a trigger began, to end at `endsAt`. Its end is pressAlert() with the same trigger.
    protocol::AlertId warn(protocol::Instant now, protocol::AlertTrigger trigger, protocol::Instant endsAt);
    /// A code was entered: Cancelled (the normal one, in a countdown), Safe (the normal one, later) or
    /// Duress. Nothing without an alert, but for Duress, which is one.
    void standDown(protocol::Instant now, protocol::AlertSign how);
    /// Decline needs a reason, Finish a report. The position goes along if the gate is open. NotSaved when it
    /// cannot be kept until the hub has it: nothing was done, and he may try again.
    std::expected<void, protocol::Refusal> act(protocol::TaskId task, protocol::TaskAct what,
        protocol::Instant now, std::string reason = {}, std::optional<protocol::VisitReport> report = {});
    /// Leaving properly: the hub hears it from us and not from the broker.
    void sayGoodbye(protocol::Instant now);

    [[nodiscard]] const protocol::HandsetId &id() const { return m_settings.id; }
    [[nodiscard]] protocol::Duty duty() const { return m_duty; }
    [[nodiscard]] bool sharing() const { return m_sharing; }
    [[nodiscard]] const Battery &battery() const { return m_battery; }
    [[nodiscard]] bool linkUp() const { return m_linkUp; }
    [[nodiscard]] std::size_t unsent() const { return m_outbox.size() + m_unkept.size(); }
    [[nodiscard]] std::optional<protocol::AlertId> openAlert() const { return m_alert; }
    [[nodiscard]] std::vector<protocol::Task> openTasks() const { return m_work.openTasks(); }
    [[nodiscard]] const std::optional<protocol::Assignment> &assignment() const { return m_assignment; }
    [[nodiscard]] std::uint64_t positionsSent() const { return m_positionsSent; }
    /// Frames from above that were not believed: malformed, of another sender, badly signed.
    [[nodiscard]] std::uint64_t doubted() const { return m_doubted; }

private:
    /// An alert that found the medium full: repeated from memory, because it must go out all the same.
    struct Unkept
    {
        protocol::FrameId id;
        std::vector<std::byte> frame;
        protocol::Instant due;
        std::uint32_t attempts = 0;
    };

    void restore(protocol::Instant now);
    void restoreFrame(const protocol::Envelope &envelope);
    [[nodiscard]] bool stillMatters(const protocol::Envelope &envelope, protocol::Instant now) const;

    void takeMessage(const transport::Message &message, protocol::Instant now);
    void hear(const protocol::Receipt &receipt, const transport::Message &message, protocol::Instant now);
    void hear(const protocol::TaskOrder &order, const transport::Message &message, protocol::Instant now);
    void hear(const protocol::CommandOrder &order, const transport::Message &message, protocol::Instant now);
    void hear(const protocol::Assignment &assignment, protocol::Instant now);
    void hearNews(
        const protocol::Envelope &envelope, const transport::Message &message, protocol::Instant now);
    [[nodiscard]] bool isOvertaken(const protocol::Envelope &envelope);
    void carryOut(const protocol::Command &command, protocol::Instant now);
    void report(protocol::CommandReport report, protocol::Instant now);
    /// Sends it and keeps it until the hub has it; an id of 0 stands for a new alert.
    protocol::AlertId say(protocol::AlertReport report, protocol::Instant now);
    void noteSaid(const protocol::AlertReport &report);

    void keep(
        protocol::Channel channel, const protocol::SenderSession::Sealed &sealed, protocol::Instant now);
    void followClock(protocol::Instant now);
    [[nodiscard]] std::chrono::milliseconds positionEvery() const;
    void flush(protocol::Instant now);
    [[nodiscard]] bool publish(protocol::Channel channel, std::vector<std::byte> frame,
        transport::Qos qos = transport::Qos::AtLeastOnce);
    [[nodiscard]] bool publishAlert(const std::vector<std::byte> &frame, std::uint32_t attempts);
    void sendPosition(protocol::Instant now);
    void sendState(protocol::Instant now, bool mustArrive);
    [[nodiscard]] bool gateOpen() const;
    [[nodiscard]] std::optional<protocol::Fix> fixIfGateOpen(protocol::Instant now);
    [[nodiscard]] std::string topicOf(protocol::Channel channel) const;
    void tell(const Event &event) const;

    const HandsetSettings m_settings;
    protocol::SenderSession m_session;
    protocol::Outbox m_outbox;
    Journal m_journal;
    Battery m_battery;
    std::optional<protocol::Instant> m_lastScanAt;
    protocol::RandomBits m_bits;
    PositionSource &m_positions;
    transport::Transport &m_main;
    transport::Transport &m_alerts;
    std::function<void(const Event &)> m_onEvent;

    WorkBook m_work;
    protocol::Duty m_duty = protocol::Duty::Off;
    bool m_sharing = false;
    std::optional<protocol::Assignment> m_assignment;
    std::chrono::milliseconds m_positionEvery;
    std::optional<protocol::AlertId> m_alert;
    protocol::AlertTrigger m_trigger = protocol::AlertTrigger::Button; ///< of the latest report
    protocol::Instant m_alertUntil{}; ///< after this the gate closes even if nobody said that it ended
    std::set<protocol::AlertId> m_endedAlerts;
    std::map<protocol::AlertId, protocol::AlertNews> m_news; ///< the latest of each alert
    std::uint64_t m_newsSession = 0; ///< of the hub, and the number of the latest news in it
    std::uint32_t m_newsNumber = 0;
    std::set<std::uint64_t> m_newsSessionsOver;
    std::set<protocol::FrameId> m_alertFrames; ///< without a receipt yet

    std::vector<Unkept> m_unkept;
    bool m_linkUp = false;
    bool m_dead = false; ///< battery empty
    protocol::Instant m_nextPosition{};
    protocol::Instant m_nextHeartbeat{};
    std::uint64_t m_positionsSent = 0;
    std::uint64_t m_doubted = 0;
};

} // namespace facteo::handset
