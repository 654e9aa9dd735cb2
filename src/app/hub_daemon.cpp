// SPDX-License-Identifier: Apache-2.0
#include "hub_daemon.h"

#include "protocol/random.h"

#include <QLoggingCategory>
#include <algorithm>
#include <chrono>
#include <format>

namespace facteo::app {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

Q_LOGGING_CATEGORY(lcDaemon, "facteo.daemon")

namespace {

/// When the record ends.
store::Result<std::optional<protocol::Instant>> lastFactAt(
    store::Database &database, const protocol::DepotId &depot)
{
    const store::FactLog log(database, depot);
    const auto last = log.last();
    if (!last)
        return std::unexpected(last.error());
    if (last->number == 0)
        return std::nullopt;
    const auto fact = log.after(last->number - 1, 1);
    if (!fact)
        return std::unexpected(fact.error());
    return fact->front().at;
}

/// Positions may wait; whatever somebody repeats until it is answered goes first.
bool isUrgent(const transport::Incoming &incoming)
{
    const auto *message = std::get_if<transport::Message>(&incoming);
    return message == nullptr || message->qos == transport::Qos::AtLeastOnce;
}

} // namespace

HubDaemon::HubDaemon(HubConfig config) : m_config(std::move(config))
{
    m_beat.setTimerType(Qt::PreciseTimer);
    connect(&m_beat, &QTimer::timeout, this, [this] {
        if (const auto dropped = m_queue->dropped(); dropped != m_droppedBefore) {
            qCWarning(lcDaemon) << "overload:" << dropped - m_droppedBefore << "frames dropped unread";
            m_droppedBefore = dropped;
        }
        m_house->tick(now());
    });
}

HubDaemon::~HubDaemon() = default;

protocol::Instant HubDaemon::now()
{
    const auto time =
        m_clock->at(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()),
            std::chrono::steady_clock::now());
    if (const auto ahead = m_clock->takeJump(); ahead.count() > 0) {
        qCWarning(lcDaemon) << "the machine's clock was set forward by" << ahead.count() << "ms";
        if (m_house)
            m_house->clockJumped(ahead);
    }
    if (m_clock->wentBack()) {
        qCWarning(lcDaemon) << "the machine's clock was set back by more than"
                            << hub::HubClock::kLongestCatchUp.count() << "minutes";
        if (m_house)
            m_house->clockWentBack();
    }
    return time;
}

void HubDaemon::takeOutcomes()
{
    const auto time = now();
    const auto outcomes = m_post->takeOutcomes(time);
    if (!outcomes.empty())
        m_house->take(outcomes, time);
}

std::expected<void, std::string> HubDaemon::start(std::vector<protocol::Roster> rosters)
{
    auto bundle = pki::readBundle(m_config.bundle);
    if (!bundle)
        return std::unexpected(bundle.error().detail);
    m_bundle.emplace(std::move(*bundle));
    if (m_bundle->role != pki::Role::Hub || m_bundle->domain() != m_config.depot ||
        m_bundle->house.empty() == m_config.isHouse)
        return std::unexpected(std::format("{}: is the bundle of {} {} of {} {}, not of a hub of {} {}",
            m_config.bundle.string(), pki::nameOf(m_bundle->role), m_bundle->id,
            m_bundle->house.empty() ? "depot" : "house", m_bundle->domain().text,
            m_config.isHouse ? "house" : "depot", m_config.depot.text));
    if (auto opened = openStore(); !opened)
        return opened;

    m_queue = std::make_unique<transport::MessageQueue>(m_config.queueFrames,
        [this] { QMetaObject::invokeMethod(this, &HubDaemon::drain, Qt::QueuedConnection); });
    m_network = std::make_unique<transport::NetworkThread>();
    m_transport = std::make_unique<transport::MqttTransport>(*m_network, settings());
    m_queue->listenTo(*m_transport);

    if (auto opened = openHouse(); !opened)
        return opened;
    addPhones(rosters);
    if (const auto recorded = m_house->enrol(rosters, now()); !recorded)
        return std::unexpected(recorded.error().detail);
    m_house->subscribe(m_config.isHouse);
    m_beat.setInterval(m_house->tickEvery());
    m_transport->start();
    m_beat.start();
    return {};
}

std::expected<void, std::string> HubDaemon::openStore()
{
    auto database = store::Database::open(m_config.database);
    if (!database)
        return std::unexpected(database.error().detail);
    m_database = std::move(*database);
    std::optional<protocol::Instant> newest;
    for (const auto &depot : m_config.depots) {
        const auto lastFact = lastFactAt(*m_database, depot);
        if (!lastFact)
            return std::unexpected(lastFact.error().detail);
        newest = std::max(newest, *lastFact);
    }
    m_clock.emplace(newest);
    auto logs = store::TrailLogs::open(m_config.trails, m_config.depot);
    if (!logs)
        return std::unexpected(logs.error().detail);
    m_logs = std::move(*logs);
    for (const auto &damage : m_logs->damage())
        qCWarning(lcDaemon).noquote() << QString::fromStdString(damage);
    return {};
}

std::expected<void, std::string> HubDaemon::openHouse()
{
    m_house = std::make_unique<hub::House>(
        hub::House::Parts{.database = *m_database, .logs = *m_logs, .transport = *m_transport},
        hub::HubSettings{.depot = m_config.depot,
            .id = {m_bundle->id},
            .consoles = m_config.consoles,
            .gateways = m_config.gateways,
            .positionEverySeconds = m_config.positionEverySeconds,
            .trailKeptFor = m_config.trailKeptFor,
            .escalation = m_config.escalation,
            .ownEscalations = m_config.ownEscalations,
            .version = FACTEO_VERSION},
        m_bundle->key);
    for (const auto &depot : m_config.depots)
        m_house->add(depot);
    for (const auto &depot : m_logs->leftBehind())
        qCWarning(lcDaemon).noquote()
            << "positions of" << QString::fromStdString(depot.text) << "wait in"
            << QString::fromStdString(m_config.trails.string()) << "until that depot is served again";
    m_post = std::make_unique<NoticePost>(m_config.channels,
        [this] { QMetaObject::invokeMethod(this, &HubDaemon::takeOutcomes, Qt::QueuedConnection); });
    m_house->onReach([this](const hub::OutboundNotice &notice) { m_post->send(notice, now()); });
    if (const auto started = m_house->start(now()); !started)
        return std::unexpected(started.error().detail);
    return {};
}

protocol::Handset *HubDaemon::findHandset(
    std::vector<protocol::Roster> &rosters, const protocol::HandsetId &id) const
{
    for (auto &roster : rosters)
        if (const auto found = std::ranges::find(roster.handsets, id, &protocol::Handset::id);
            found != roster.handsets.end())
            return &*found;
    for (const auto &depot : m_config.depots) {
        const auto known = m_house->depot(depot.text)->state().roster();
        const auto found = std::ranges::find(known.handsets, id, &protocol::Handset::id);
        if (found == known.handsets.end())
            continue;
        auto roster =
            std::ranges::find(rosters, depot, [](const protocol::Roster &one) { return one.depot.id; });
        if (roster == rosters.end())
            roster = rosters.insert(rosters.end(), protocol::Roster{.depot = known.depot});
        return &*roster->handsets.insert(roster->handsets.end(), *found);
    }
    return nullptr;
}

void HubDaemon::addPhones(std::vector<protocol::Roster> &rosters) const
{
    for (const auto &[phone, id] : m_config.ownTracks) {
        if (auto *handset = findHandset(rosters, id))
            handset->ownTracks = phone;
        else
            qCWarning(lcDaemon) << "owntracks." << phone << "names handset" << id.text
                                << "that is not enrolled";
    }
}

transport::MqttSettings HubDaemon::settings() const
{
    transport::MqttSettings settings;
    settings.clientId = pki::clientId(*m_bundle);
    settings.host = m_bundle->broker.host;
    settings.port = m_bundle->broker.port;
    settings.caFile = m_bundle->caFile;
    settings.certificateFile = m_bundle->certificateFile;
    settings.keyFile = m_bundle->keyFile;
    // The broker keeps for us what comes while we are away.
    settings.cleanStart = false;
    settings.sessionExpirySeconds = 7 * 24 * 3600;
    settings.backoff = {.first = 50ms, .longest = 2'000ms};
    settings.seed = protocol::secureBits();
    settings.maxBuffered = 100'000;
    return settings;
}

void HubDaemon::drain()
{
    m_queue->drain(m_batch);
    const std::span<transport::Incoming> all(m_batch);
    if (all.size() > m_config.batchFrames)
        std::ranges::stable_partition(all, isUrgent);
    for (std::size_t from = 0; from < all.size(); from += m_config.batchFrames)
        m_house->take(all.subspan(from, std::min(m_config.batchFrames, all.size() - from)), now());
    if (!m_wasReady && m_transport->connected()) {
        m_wasReady = true;
        emit ready();
    }
}

void HubDaemon::stop()
{
    m_beat.stop();
    if (m_house == nullptr)
        return;
    drain();
    m_house->stop(now());
    m_transport->stop();
}

} // namespace facteo::app
