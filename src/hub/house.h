// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/hub.h"
#include "hub/overview_desk.h"
#include "transport/message_queue.h"

#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace facteo::hub {

/// The depots that one process serves, be it one or thousands: a Hub for each, over one database and one
/// connection to the broker. One thread; the clock is an argument. The daemon drains the transport's queue
/// into take() and calls tick() every tickEvery().
///
/// Record first, tell second: all that a batch leads to, in all depots, is one transaction, and nothing of it
/// is said before that is on disk; its positions are one write to the log of trails. When it fails, all give
/// up what came in the batch. A depot whose facts the store refused has transactions of its own until they
/// succeed again, so that it holds up nobody else.
class House
{
public:
    struct Parts
    {
        store::Database &database;
        store::TrailLogs &logs; ///< that the trails of all depots share
        transport::Transport &transport;
    };

    /// The parts must outlive this. `settings` hold for every depot; `settings.depot` is the house, under
    /// whose name the overview is published: of a depot that has its own hub, the depot.
    House(const Parts &parts, HubSettings settings, protocol::SigningKey key);
    ~House();

    /// One more depot. Before start().
    void add(const protocol::DepotId &depot);

    /// Brings everything to where the record ends, and records that the hub started.
    [[nodiscard]] store::Result<void> start(protocol::Instant now);
    /// Records that it stops, and says so.
    void stop(protocol::Instant now);

    /// Subscribes to what comes in for these depots; `allDepots`: to what comes in for any depot, because
    /// the broker is theirs alone.
    void subscribe(bool allDepots = false);

    void take(std::span<const transport::Incoming> batch, protocol::Instant now);
    /// Does what is due. Depots take turns: each has its second at a time of its own.
    void tick(protocol::Instant now);
    [[nodiscard]] std::chrono::milliseconds tickEvery() const;

    /// By what people are told who are at no console; called on the hub's thread, and may not block. What
    /// becomes of it comes back by take().
    void onReach(Reach reach);
    void take(
        std::span<const std::pair<protocol::DepotId, protocol::Notice>> outcomes, protocol::Instant now);
    /// The time went forward by this much at once: deadlines of people do not.
    void clockJumped(std::chrono::milliseconds ahead);

    /// The time went back by more than can be caught up with: everything that is due is arranged anew at the
    /// next tick().
    void clockWentBack();

    /// Records what differs from the rosters so far; those of other depots are passed over.
    [[nodiscard]] store::Result<void> enrol(std::span<const protocol::Roster> rosters, protocol::Instant now);
    /// Whom to believe from now on: a console that is not among them, or has another key, is a stranger.
    void trust(std::span<const EnrolledConsole> consoles);
    /// Called after a change of a roster was recorded.
    void onRosterChanged(std::function<void()> callback) { m_rosterChanged = std::move(callback); }

    /// None of that name here.
    [[nodiscard]] Hub *depot(std::string_view id);
    [[nodiscard]] store::TrailStore *trails(std::string_view depot);
    [[nodiscard]] std::size_t depots() const { return m_depots.size(); }
    /// Messages for depots that are not of this house.
    [[nodiscard]] std::uint64_t strays() const { return m_strays; }

private:
    struct Depot
    {
        Depot(const Parts &parts, Attendance &attendance, const HubSettings &settings,
            const protocol::SigningKey &key)
            : id(settings.depot), trails(parts.database, settings.depot, parts.logs),
              hub({.database = parts.database,
                      .trails = trails,
                      .transport = parts.transport,
                      .attendance = attendance},
                  settings, key)
        {
        }

        protocol::DepotId id;
        store::TrailStore trails;
        Hub hub;
        std::optional<Turn> turn; ///< while a batch is at work
        protocol::Instant nextTick;
        bool isRefused = false; ///< the store refused its facts
    };
    using Depots = std::span<Depot *const>;

    [[nodiscard]] Turn &turnOf(Depot &depot, protocol::Instant now);
    [[nodiscard]] Depot *depotOf(std::string_view topic);
    void take(const transport::Message &message, protocol::Instant now);
    void take(const transport::LinkState &link, protocol::Instant now);
    /// Ends the turns at work. An error when any of them was given up.
    store::Result<void> commit();
    [[nodiscard]] store::Result<void> record(Depots turning);
    void tell(Depots turning);
    void giveUp(Depots turning, const store::Error &error);
    void warn(std::string_view what, const store::Error &error);
    void arrangeTicks(protocol::Instant now);
    [[nodiscard]] std::vector<Depot *> nextDue(protocol::Instant now);
    void reload(Depots due, protocol::Instant now);
    void saveBooks(Depots depots, protocol::Instant now);
    void rotateLogs(protocol::Instant now);

    Parts m_parts;
    const HubSettings m_settings;
    protocol::SigningKey m_key;
    OverviewDesk m_overview;
    Attendance m_attendance;
    Reach m_reach;
    std::deque<Depot> m_depots; ///< stable addresses
    std::unordered_map<std::string_view, Depot *> m_byId;
    std::vector<Depot *> m_turning; ///< in this batch
    std::function<void()> m_rosterChanged;
    protocol::Instant m_reconnectedAt{};
    protocol::Instant m_logsRotatedAt{};
    std::uint64_t m_strays = 0;
    std::string m_brokerLoss; ///< as the log has it; empty: it is connected
    bool m_storeWorks = true; ///< as the log has it
};

} // namespace facteo::hub
