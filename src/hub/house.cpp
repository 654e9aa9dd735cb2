// SPDX-License-Identifier: Apache-2.0
#include "hub/house.h"

#include "interop/owntracks.h"
#include "protocol/topics.h"

#include <QLoggingCategory>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <format>
#include <ranges>

namespace facteo::hub {

using namespace std::chrono_literals;
using protocol::Instant;

Q_LOGGING_CATEGORY(lcHouse, "facteo.house")

namespace {

constexpr std::chrono::milliseconds kBeat{1'000};
/// Of many depots, so that none waits long for the others.
constexpr std::chrono::milliseconds kSlice{50};
/// A timer may be early.
constexpr std::chrono::milliseconds kSlack{20};
/// A file of the log of trails goes when all of it is folded, and the hour that runs is not.
constexpr std::chrono::minutes kLogFileFor{5};
/// With the events of a phone, which the broker keeps as well if it is asked to.
constexpr std::string_view kPhoneFilter = "owntracks/#";
constexpr std::string_view kPhoneTopics = "owntracks/";
constexpr std::string_view kTopics = "facteo/1/";

/// Empty when it is nobody's.
std::string_view depotIn(std::string_view topic)
{
    if (!topic.starts_with(kTopics))
        return {};
    topic.remove_prefix(kTopics.size());
    return topic.substr(0, topic.find('/'));
}

} // namespace

House::House(const Parts &parts, HubSettings settings, protocol::SigningKey key)
    : m_parts(parts), m_settings(std::move(settings)), m_key(std::move(key)),
      m_overview(parts.transport, m_settings, m_key)
{
}

House::~House() = default;

void House::add(const protocol::DepotId &depot)
{
    assert(!m_byId.contains(depot.text));
    auto settings = m_settings;
    settings.depot = depot;
    if (const auto own = m_settings.ownEscalations.find(depot); own != m_settings.ownEscalations.end())
        settings.escalation = own->second;
    // Parts of the golden ratio: however many come, they lie evenly.
    constexpr double kGolden = 0.618'033'988'749'895;
    settings.phase = std::fmod(static_cast<double>(m_depots.size()) * kGolden, 1.0);
    auto &added = m_depots.emplace_back(m_parts, m_attendance, settings, m_key);
    added.hub.onReach(m_reach);
    m_byId.emplace(added.id.text, &added);
}

Hub *House::depot(std::string_view id)
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &found->second->hub;
}

store::TrailStore *House::trails(std::string_view depot)
{
    const auto found = m_byId.find(depot);
    return found == m_byId.end() ? nullptr : &found->second->trails;
}

store::Result<void> House::start(Instant now)
{
    m_attendance.resume(now);
    auto loading = store::Transaction::begin(m_parts.database);
    if (!loading)
        return std::unexpected(loading.error());
    for (auto &depot : m_depots)
        if (auto loaded = depot.hub.load(now, true); !loaded)
            return loaded;
    if (auto loaded = loading->commit(); !loaded)
        return loaded;
    for (auto &depot : m_depots)
        depot.hub.takeStart(turnOf(depot, now));
    arrangeTicks(now);
    return commit();
}

void House::stop(Instant now)
{
    std::vector<Depot *> all;
    for (auto &depot : m_depots) {
        depot.hub.takeStop(turnOf(depot, now));
        all.push_back(&depot);
    }
    std::ignore = commit();
    saveBooks(all, now);
    for (auto &depot : m_depots)
        depot.hub.sayGoodbye(now);
}

void House::subscribe(bool allDepots)
{
    const auto subscribeAll = [&](const protocol::DepotId &depot) {
        for (const auto &subscription : protocol::hubSubscriptions(depot))
            m_parts.transport.subscribe(subscription.filter,
                subscription.qos == 0 ? transport::Qos::AtMostOnce : transport::Qos::AtLeastOnce);
    };
    if (allDepots)
        subscribeAll({"+"});
    else
        for (const auto &depot : m_depots)
            subscribeAll(depot.id);
    m_parts.transport.subscribe(std::string(kPhoneFilter), transport::Qos::AtLeastOnce);
}

store::Result<void> House::enrol(std::span<const protocol::Roster> rosters, Instant now)
{
    for (const auto &roster : rosters)
        if (const auto found = m_byId.find(roster.depot.id.text); found != m_byId.end())
            found->second->hub.take(roster, turnOf(*found->second, now));
    return commit();
}

void House::trust(std::span<const EnrolledConsole> consoles)
{
    for (auto &depot : m_depots)
        depot.hub.trust(consoles);
}

void House::onReach(Reach reach)
{
    m_reach = std::move(reach);
    for (auto &depot : m_depots)
        depot.hub.onReach(m_reach);
}

void House::take(std::span<const std::pair<protocol::DepotId, protocol::Notice>> outcomes, Instant now)
{
    for (const auto &[id, notice] : outcomes)
        if (const auto found = m_byId.find(id.text); found != m_byId.end())
            found->second->hub.take(notice, turnOf(*found->second, now));
    std::ignore = commit();
}

void House::clockJumped(std::chrono::milliseconds ahead)
{
    m_attendance.shift(ahead);
    for (auto &depot : m_depots)
        depot.hub.clockJumped(ahead);
}

void House::clockWentBack()
{
    for (auto &depot : m_depots)
        depot.hub.clockWentBack();
}

// --- A batch ---

Turn &House::turnOf(Depot &depot, Instant now)
{
    if (!depot.turn) {
        depot.turn.emplace(now);
        m_turning.push_back(&depot);
    }
    return *depot.turn;
}

House::Depot *House::depotOf(std::string_view topic)
{
    if (!topic.starts_with(kPhoneTopics)) {
        const auto found = m_byId.find(depotIn(topic));
        return found == m_byId.end() ? nullptr : found->second;
    }
    if (const auto address = interop::ownTracksAddress(topic)) {
        const auto phone = std::format("{}/{}", address->user, address->device);
        const auto owner =
            std::ranges::find_if(m_depots, [&](Depot &depot) { return depot.hub.hasPhone(phone); });
        if (owner != m_depots.end())
            return &*owner;
    }
    // Nobody's phone: one of them has to say so.
    return m_depots.empty() ? nullptr : &m_depots.front();
}

void House::take(const transport::Message &message, Instant now)
{
    auto *const depot = depotOf(message.topic);
    if (depot == nullptr) {
        if (m_strays++ == 0)
            qCWarning(lcHouse).noquote()
                << "a message for no depot of this house, on"
                << QString::fromStdString(message.topic.substr(0, 120)) << "(said once)";
        return;
    }
    depot->hub.take(message, turnOf(*depot, now));
}

void House::take(const transport::LinkState &link, Instant now)
{
    const bool works = link.link == transport::Link::Connected;
    if (works)
        qCInfo(lcHouse) << "broker connected";
    else if (link.reason != m_brokerLoss) // tried again and again, said once
        qCWarning(lcHouse) << "broker lost:" << link.reason;
    m_brokerLoss = works ? std::string() : link.reason;
    if (works)
        m_attendance.resume(now);
    else
        m_attendance.suspend();
    for (auto &depot : m_depots)
        depot.hub.take(link, turnOf(depot, now));
}

void House::take(std::span<const transport::Incoming> batch, Instant now)
{
    for (const auto &incoming : batch) {
        if (const auto *message = std::get_if<transport::Message>(&incoming))
            take(*message, now);
        else
            take(std::get<transport::LinkState>(incoming), now);
    }
    std::ignore = commit();
}

store::Result<void> House::commit()
{
    const auto turning = std::exchange(m_turning, {});
    store::Result<void> result;
    const auto end = [&](Depots depots) {
        const auto recorded = record(depots);
        if (recorded)
            return tell(depots);
        warn("not recorded:", recorded.error());
        giveUp(depots, recorded.error());
        result = recorded;
    };
    std::vector<Depot *> together;
    std::vector<Depot *> apart;
    for (auto *depot : turning) {
        const bool waits = depot->hub.mustLoad();
        if (const auto closed = depot->hub.close(*depot->turn); !closed) {
            if (!waits)
                warn("not recorded:", closed.error());
            giveUp({&depot, 1}, closed.error());
            result = closed;
        } else {
            (depot->isRefused ? apart : together).push_back(depot);
        }
    }
    end(together);
    for (auto *depot : apart)
        end({&depot, 1});
    for (auto *depot : turning)
        depot->turn.reset();
    return result;
}

/// The one transaction of these turns.
store::Result<void> House::record(Depots turning)
{
    const auto hasFacts = [](const Depot *depot) { return depot->hub.hasFacts(); };
    if (std::ranges::none_of(turning, hasFacts))
        return {};
    auto transaction = store::Transaction::begin(m_parts.database);
    if (!transaction)
        return std::unexpected(transaction.error());
    for (auto *depot : turning | std::views::filter(hasFacts)) {
        const auto written = depot->hub.write();
        depot->isRefused = !written;
        if (!written)
            return written;
    }
    auto committed = transaction->commit();
    if (committed)
        m_storeWorks = true;
    return committed;
}

void House::tell(Depots turning)
{
    std::vector<store::TrailLogs::Part> positions;
    for (const auto *depot : turning)
        positions.push_back({.depot = depot->id, .fixes = depot->turn->fixes});
    const auto kept = m_parts.logs.append(positions);
    bool rosterChanged = false;
    for (auto *depot : turning)
        rosterChanged |= depot->hub.tell(*depot->turn, kept);
    if (rosterChanged && m_rosterChanged)
        m_rosterChanged();
}

void House::giveUp(Depots turning, const store::Error &error)
{
    for (auto *depot : turning)
        depot->hub.giveUp(*depot->turn, error);
}

/// Once, until the store has worked again.
void House::warn(std::string_view what, const store::Error &error)
{
    if (std::exchange(m_storeWorks, false))
        qCWarning(lcHouse) << what << error.detail;
}

// --- The clock ---

std::chrono::milliseconds House::tickEvery() const
{
    return m_depots.size() == 1 ? kBeat : kSlice;
}

void House::arrangeTicks(Instant now)
{
    const auto count = static_cast<std::int64_t>(m_depots.size());
    std::int64_t place = 0;
    for (auto &depot : m_depots)
        depot.nextTick = now + kBeat * place++ / count;
}

std::vector<House::Depot *> House::nextDue(Instant now)
{
    const auto isFarOff = [&](const Depot &depot) { return depot.nextTick > now + 2 * kBeat; };
    if (std::ranges::any_of(m_depots, isFarOff)) // the clock was set back
        arrangeTicks(now);
    std::vector<Depot *> due;
    for (auto &depot : m_depots) {
        if (depot.nextTick > now + kSlack)
            continue;
        depot.nextTick += kBeat * ((now - depot.nextTick) / kBeat + 1);
        due.push_back(&depot);
    }
    return due;
}

void House::tick(Instant now)
{
    const auto due = nextDue(now);
    reload(due, now);
    for (auto *depot : due)
        if (!depot->hub.mustLoad())
            depot->hub.takeDue(turnOf(*depot, now));
    std::ignore = commit();
    saveBooks(due, now);
    for (auto *depot : due) {
        depot->hub.show(now);
        depot->hub.housekeep(now);
    }
    rotateLogs(now);
    m_overview.tick(
        m_depots.size(), [&](std::size_t place) { return m_depots[place].hub.summary(now); }, now);
}

/// Brings those whose memory is ahead of the disk back to it.
void House::reload(Depots due, Instant now)
{
    if (std::ranges::none_of(due, [](const Depot *depot) { return depot->hub.mustLoad(); }))
        return;
    if (now - m_reconnectedAt >= kBeat || m_reconnectedAt > now) {
        m_reconnectedAt = now;
        if (const auto back = m_parts.database.reconnect(); !back)
            return warn("the store is away:", back.error());
    }
    for (auto *depot : due) {
        if (!depot->hub.mustLoad())
            continue;
        const auto loaded = depot->hub.load(now);
        if (!loaded)
            warn("not loaded:", loaded.error());
        else
            m_attendance.resume(now); // who was here could not be kept meanwhile
        m_storeWorks |= loaded.has_value();
    }
}

void House::saveBooks(Depots depots, Instant now)
{
    std::vector<Depot *> writing;
    for (auto *depot : depots)
        if (!depot->hub.mustLoad() && depot->hub.hasBooks(now))
            writing.push_back(depot);
    if (writing.empty())
        return;
    auto transaction = store::Transaction::begin(m_parts.database);
    auto written = transaction ? store::Result<void>() : std::unexpected(transaction.error());
    for (auto depot = writing.begin(); written && depot != writing.end(); ++depot)
        written = (*depot)->hub.writeBooks(now);
    if (written)
        written = transaction->commit();
    for (auto *depot : writing)
        depot->hub.booksWritten(written, now);
}

void House::rotateLogs(Instant now)
{
    if (m_logsRotatedAt <= now && now - m_logsRotatedAt < kLogFileFor)
        return;
    m_logsRotatedAt = now;
    m_parts.logs.rotate();
}

} // namespace facteo::hub
