// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/console_desk.h"
#include "hub/down_post.h"
#include "hub/escalation_desk.h"
#include "hub/geofence_desk.h"
#include "hub/ingest.h"
#include "hub/phone_desk.h"
#include "transport/message_queue.h"

#include <memory>
#include <span>

namespace facteo::hub {

/// A depot's hub: takes in what handsets and consoles send, decides what becomes of it, and tells. It records
/// nothing by itself: House, which has one or many of them, makes what their turns lead to one transaction.
/// One thread; the clock is an argument.
class Hub
{
public:
    struct Parts
    {
        store::Database &database;
        store::TrailStore &trails;
        transport::Transport &transport;
        Attendance &attendance; ///< that all depots of a house share
    };

    /// The parts must outlive this.
    Hub(const Parts &parts, HubSettings settings, protocol::SigningKey key);
    ~Hub();

    /// Brings everything to where the record ends. `isStart`: the process has just begun.
    [[nodiscard]] store::Result<void> load(protocol::Instant now, bool isStart = false);
    /// Memory is ahead of the disk: nothing is decided before load().
    [[nodiscard]] bool mustLoad() const { return m_mustLoad; }
    /// The time went back by more than can be caught up with: everything that is due is arranged anew.
    void clockWentBack() { m_mustLoad = true; }

    // A turn: what came, or what is due …
    void take(const transport::Message &message, Turn &turn);
    void take(const transport::LinkState &link, Turn &turn);
    void takeStart(Turn &turn);
    void takeStop(Turn &turn);
    /// What differs from the roster so far.
    void take(const protocol::Roster &roster, Turn &turn);
    /// What became of a notice.
    void take(const protocol::Notice &outcome, Turn &turn);
    /// Once a second: what the clock brings.
    void takeDue(Turn &turn);
    /// … up to the record. An error: nothing of it may be kept, give the turn up.
    [[nodiscard]] store::Result<void> close(Turn &turn);
    /// Whether the turn leads to facts.
    [[nodiscard]] bool hasFacts() const { return !m_recorder.pending().empty(); }
    /// Writes them into the caller's Transaction.
    [[nodiscard]] store::Result<void> write() { return m_recorder.write(); }
    /// The caller's Transaction is on disk, and so are the positions of the turn, unless `positionsKept` says
    /// otherwise: all of it is told. True when the roster changed.
    bool tell(Turn &turn, const store::Result<void> &positionsKept);
    /// It is not: nobody is told anything but that it was not saved, and memory goes back to what is on disk
    /// with the next load(). What handsets sent comes again, because they got no receipt.
    void giveUp(Turn &turn, const store::Error &error);

    /// What is kept now and then and is no fact: counters, and every minute what handsets said last. Into the
    /// caller's Transaction.
    [[nodiscard]] bool hasBooks(protocol::Instant now) const;
    [[nodiscard]] store::Result<void> writeBooks(protocol::Instant now);
    /// What became of that Transaction.
    void booksWritten(const store::Result<void> &result, protocol::Instant now);

    /// Once a second, after takeDue(): picture, repeated orders, heartbeat.
    void show(protocol::Instant now);
    /// And after that: trails are folded. Precondition: no Transaction is open.
    void housekeep(protocol::Instant now);
    void sayGoodbye(protocol::Instant now) { m_voice.sayGoodbye(now); }

    /// Whom to believe from now on: a console that is not among them, or has another key, is a stranger.
    void trust(std::span<const EnrolledConsole> consoles) { m_ingest.trust(consoles); }
    /// By what people are told who are at no console.
    void onReach(Reach reach) { m_escalation.onReach(std::move(reach)); }
    /// The time went forward at once by this much.
    void clockJumped(std::chrono::milliseconds ahead) { m_escalation.clockJumped(ahead); }
    /// Whether this OwnTracks phone, "user/device", speaks for a handset of the depot.
    [[nodiscard]] bool hasPhone(std::string_view phone) { return m_state.slotOfPhone(phone) != nullptr; }

    [[nodiscard]] protocol::HubStatus status(protocol::Instant now) const;
    /// The depot in numbers.
    [[nodiscard]] protocol::DepotSummary summary(protocol::Instant now) const;
    [[nodiscard]] const DepotState &state() const { return m_state; }
    [[nodiscard]] std::uint64_t lastFact() const { return m_recorder.last().number; }

private:
    void refuse(
        protocol::Fault fault, const transport::Message &message, std::string detail, protocol::Instant now);
    /// While the store is away: who is heard stays known, consoles are told, nothing else happens.
    void passOver(const transport::Message &message, Turn &turn);
    void recordLink(Turn &turn);
    void dispatch(const Admitted &admitted, const transport::Message &message, Turn &turn);
    void dispatchHandset(const Admitted &admitted, const transport::Message &message, Turn &turn);
    void hear(HandsetSlot &slot, const Admitted &admitted, Turn &turn);
    /// What one frame of a handset wants, unless that was recorded already.
    void carryOut(HandsetSlot &slot, const protocol::Envelope &envelope, Turn &turn);
    void takePosition(
        HandsetSlot &slot, const protocol::Fix &fix, const transport::Message &message, Turn &turn);
    void takeAlert(HandsetSlot &slot, const protocol::AlertReport &report, bool exercise, const Cause &cause,
        Turn &turn);
    [[nodiscard]] std::optional<protocol::Fix> believed(
        HandsetSlot &slot, const std::optional<protocol::Fix> &fix, Turn &turn);

    [[nodiscard]] store::Result<void> begin(protocol::Instant now);
    [[nodiscard]] bool works() const { return m_storeWorks && m_trailsWork && m_foldWorks && m_booksWork; }
    void keepPositions(const Turn &turn, const store::Result<void> &kept);
    void tellReceipt(const protocol::HandsetId &handset, std::vector<protocol::Receipt::Line> lines,
        protocol::Instant now);
    void clearRetained(const Turn &turn);
    /// Keeps `works` as the result says: one warning per change. A connection that is gone comes back only by
    /// a new one.
    void note(bool &works, std::string_view what, const store::Result<void> &result);
    /// Deletes the positions whose time is over, and records it: proof for whoever asks.
    void forgetTrails(Turn &turn);
    [[nodiscard]] Cause ownCause() const { return {.sender = m_settings.id, .by = {}, .frame = {}}; }

    Parts m_parts;
    const HubSettings m_settings;
    DepotState m_state;
    FactRecorder m_recorder;
    Tally m_tally;
    Ingest m_ingest;
    Voice m_voice;
    DownPost m_down;
    PositionDesk m_positions;
    DutyDesk m_duties;
    AlertDesk m_alerts;
    SystemAlarmDesk m_systemAlarms;
    EscalationDesk m_escalation;
    TaskDesk m_tasks;
    CommandDesk m_commands;
    GeofenceDesk m_geofences;
    RosterDesk m_roster;
    PhoneDesk m_phones;
    PictureDesk m_picture;
    ConsoleDesk m_consoles;
    store::HandsetStore m_reports;
    protocol::Instant m_startedAt;
    protocol::Instant m_reportsSaved;
    protocol::Instant m_countsSaved;
    protocol::Instant m_lastLogClosed;
    protocol::Instant m_lastForgotten;
    bool m_storeWorks = true;
    bool m_trailsWork = true; ///< positions reach the disk
    bool m_foldWorks = true;
    bool m_booksWork = true;
    bool m_brokerWorks = false;
    std::string m_brokerLoss;             ///< why the link to the broker is down; empty: it is not
    bool m_lossInRecord = false;          ///< the latest that the record says of the link
    protocol::Instant m_lossRecordedAt{}; ///< of the last loss in it
    bool m_mustLoad = false;              ///< memory is ahead of the disk
};

} // namespace facteo::hub
