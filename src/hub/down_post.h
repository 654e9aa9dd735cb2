// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/depot_state.h"
#include "hub/settings.h"
#include "hub/turn.h"
#include "hub/voice.h"

#include <compare>
#include <map>
#include <span>
#include <vector>

namespace facteo::hub {

/// The hub's outbox towards handsets. An order goes out at once and is repeated, byte for byte, until the
/// handset's own report about it is recorded; the broker's word that it took it counts for nothing.
///
/// News and withdrawals have no answer: they are said some times, and again whenever the handset comes back,
/// for a day.
///
/// What waits follows from the facts (a task that is Sent or was taken back, a command that is Queued, an
/// alert of today), so a restarted hub makes it anew and forgets none.
class DownPost
{
public:
    /// All must outlive this.
    DownPost(DepotState &state, Voice &voice, const HubSettings &settings);

    /// After a restart. `takenBack` as TaskDesk::takenBack() says.
    void load(std::span<const Turn::Withdrawal> takenBack, protocol::Instant now);

    /// A recorded fact, as it is told.
    void follow(const protocol::Fact &fact, protocol::Instant now);
    void withdraw(const Turn::Withdrawal &withdrawal, protocol::Instant now);

    /// The handset is (back) on the line: who it is today, and everything that waits for it.
    void arrived(HandsetSlot &slot, protocol::Instant now);

    /// Repeats what is due.
    void tick(protocol::Instant now);

    [[nodiscard]] std::size_t waiting() const { return m_orders.size(); }

private:
    enum class Kind : std::uint8_t { Task, Withdrawal, Command, News, Assignment };
    struct Key
    {
        Kind kind = Kind::Task;
        std::uint64_t id = 0; ///< of the task, command or alert
        protocol::HandsetId handset;

        auto operator<=>(const Key &) const = default;
    };
    struct Order
    {
        protocol::Body body;
        bool exercise = false;
        unsigned attemptsLeft = 0;
        std::optional<protocol::Instant> notAfter;
        std::chrono::milliseconds wait{};
        protocol::Instant due;
        std::vector<std::byte> frame; ///< empty until first sent
    };

    void post(Key key, Order order, protocol::Instant now);
    void followBody(const protocol::AlertFact &fact, protocol::Instant now);
    void followBody(const protocol::TaskFact &fact, protocol::Instant now);
    void followBody(const protocol::CommandFact &fact, protocol::Instant now);
    void followBody(const protocol::RosterFact &fact, protocol::Instant now);
    void followBody(const protocol::DutyFact &, protocol::Instant) {}
    void followBody(const protocol::RefusedFact &, protocol::Instant) {}
    void followBody(const protocol::AccessFact &, protocol::Instant) {}
    void followBody(const protocol::HubFact &, protocol::Instant) {}
    void followBody(const protocol::GeofenceFact &, protocol::Instant) {}
    void followBody(const protocol::CrossingFact &, protocol::Instant) {}
    void followBody(const protocol::NoticeFact &, protocol::Instant) {}
    void followBody(const protocol::EscalationFact &, protocol::Instant) {}
    void followBody(const protocol::SystemAlarmFact &, protocol::Instant) {}
    void followBody(const protocol::UnreadableFact &, protocol::Instant) {}
    /// To every handset that the alert concerns: who pressed again on a second one waits there.
    void postNews(const protocol::Alert &alert, protocol::Instant now);
    void postNews(const protocol::Alert &alert, const HandsetSlot &slot, protocol::Instant now);
    void postAssignment(const HandsetSlot &slot, protocol::Instant now);
    /// True when the order is of no use any more.
    bool send(const Key &key, Order &order, protocol::Instant now);

    DepotState &m_state;
    Voice &m_voice;
    const HubSettings &m_settings;
    std::map<Key, Order> m_orders;
};

} // namespace facteo::hub
