// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/console_desk.h"
#include "hub/down_post.h"
#include "hub/geofence_desk.h"
#include "hub/ingest.h"
#include "hub/phone_desk.h"
#include "transport/message_queue.h"

#include <memory>
#include <span>

namespace facteo::hub {

/// A depot's hub: takes in what handsets and consoles send, records it, then tells. One thread; the clock is
/// an argument. The daemon drains the transport's queue into take() and calls tick() once a second.
///
/// Record first, tell second: all that a batch leads to is one transaction, and nothing of it is said before
/// that is on disk. When the store refuses, nobody is told anything but that it was not saved, memory goes
/// back to what is on disk, and what handsets sent comes again, because they got no receipt.
class Hub
{
public:
    struct Parts
    {
        store::Database &database;
        store::TrailStore &trails;
        transport::Transport &transport;
    };

    /// The parts must outlive this.
    Hub(const Parts &parts, HubSettings settings, protocol::SigningKey key);
    ~Hub();

    /// Brings everything to where the record ends, and records that the hub started.
    [[nodiscard]] store::Result<void> start(protocol::Instant now);
    /// Records that it stops, and says so.
    void stop(protocol::Instant now);

    /// Subscribes to everything the hub listens to.
    void subscribe();

    void take(std::span<transport::Incoming> batch, protocol::Instant now);
    void tick(protocol::Instant now);

    /// The time went back by more than can be caught up with: everything that is due is arranged anew at the
    /// next tick().
    void clockWentBack() { m_mustLoad = true; }

    /// Records what differs from the roster so far.
    [[nodiscard]] store::Result<void> enrol(const protocol::Roster &roster, protocol::Instant now);
    /// Whom to believe from now on: a console that is not among them, or has another key, is a stranger.
    void trust(std::span<const EnrolledConsole> consoles) { m_ingest.trust(consoles); }
    /// Called after a change of the roster was recorded.
    void onRosterChanged(std::function<void()> callback) { m_rosterChanged = std::move(callback); }

    [[nodiscard]] protocol::HubStatus status(protocol::Instant now) const;
    [[nodiscard]] const DepotState &state() const { return m_state; }
    [[nodiscard]] std::uint64_t lastFact() const { return m_recorder.last().number; }

private:
    void takeMessage(const transport::Message &message, Turn &turn);
    void refuse(
        protocol::Fault fault, const transport::Message &message, std::string detail, protocol::Instant now);
    /// While the store is away: who is heard stays known, consoles are told, nothing else happens.
    void passOver(const transport::Message &message, Turn &turn);
    void recordLink(Turn &turn);
    void takeLink(const transport::LinkState &link, Turn &turn);
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

    /// The one transaction of a turn.
    [[nodiscard]] bool keep(Turn &turn);
    void tell(Turn &turn);
    void tellReceipt(const protocol::HandsetId &handset, std::vector<protocol::Receipt::Line> lines,
        protocol::Instant now);
    void clearRetained(const Turn &turn);
    void giveUp(Turn &turn, const store::Error &error);
    [[nodiscard]] store::Result<void> load(protocol::Instant now);
    /// Keeps `works` as the result says: one warning per change. A connection that is gone comes back only by
    /// a new one.
    void note(bool &works, std::string_view what, const store::Result<void> &result);
    void housekeep(protocol::Instant now);
    void saveReports();
    /// Deletes the positions whose time is over, and records it: proof for whoever asks.
    void forgetTrails(protocol::Instant now);

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
    TaskDesk m_tasks;
    CommandDesk m_commands;
    GeofenceDesk m_geofences;
    RosterDesk m_roster;
    PhoneDesk m_phones;
    PictureDesk m_picture;
    ConsoleDesk m_consoles;
    store::HandsetStore m_reports;
    std::function<void()> m_rosterChanged;

    protocol::Instant m_startedAt;
    protocol::Instant m_lastHousekeeping;
    protocol::Instant m_lastLogClosed;
    protocol::Instant m_lastForgotten;
    bool m_storeWorks = true;
    bool m_trailsWork = true; ///< positions reach the disk
    bool m_foldWorks = true;
    bool m_reportsWork = true;
    bool m_brokerWorks = false;
    std::string m_brokerLoss;             ///< why the link to the broker is down; empty: it is not
    bool m_lossInRecord = false;          ///< the latest that the record says of the link
    protocol::Instant m_lossRecordedAt{}; ///< of the last loss in it
    bool m_mustLoad = false;              ///< memory is ahead of the disk
};

} // namespace facteo::hub
