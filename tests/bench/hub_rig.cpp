// SPDX-License-Identifier: Apache-2.0
#include "hub_rig.h"

#include "pki/broker_config.h"

#include <QStandardPaths>
#include <QTcpServer>
#include <algorithm>
#include <csignal>
#include <format>
#include <sys/prctl.h>

namespace facteo::bench {

using namespace std::chrono_literals;
using pki::Role;

namespace {

template<typename T> T must(std::expected<T, pki::Failure> result)
{
    if (!result)
        qFatal("%s", result.error().detail.c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

template<typename T> T must(store::Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().detail.c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

protocol::Instant now()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

transport::MqttSettings settingsOf(const pki::Bundle &bundle)
{
    transport::MqttSettings settings;
    settings.clientId = bundle.id;
    settings.host = bundle.broker.host;
    settings.port = bundle.broker.port;
    settings.caFile = bundle.caFile;
    settings.certificateFile = bundle.certificateFile;
    settings.keyFile = bundle.keyFile;
    settings.backoff = {.first = 20ms, .longest = 200ms};
    settings.maxBuffered = 200'000;
    return settings;
}

DepotRig::DepotRig(int handsets, int known)
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost, 0);
    m_port = probe.serverPort();
    probe.close();

    m_roster.depot = {.id = {"D-BENCH"}, .name = "Bench", .position = {466'000'000, 23'000'000}};
    auto authority = must(pki::CertificateAuthority::create(path("pki"), m_roster.depot.id, now()));
    const pki::BrokerAddress address{.host = "localhost", .port = m_port};
    const auto issue = [&](Role role, const std::string &id) {
        return must(authority.issue(role, id, path("bundles/" + id), address, now()));
    };
    issue(Role::Hub, "hub");
    issue(Role::Broker, "broker");
    m_consoles.push_back({.id = {"console"}, .key = issue(Role::Console, "console").publicKey});
    pki::BrokerConfig config{.depot = m_roster.depot.id,
        .folder = path("broker"),
        .port = m_port,
        .caFile = authority.certificateFile(),
        .crlFile = authority.revocationFile(),
        .certificateFile = path("bundles/broker/cert.pem"),
        .keyFile = path("bundles/broker/key.pem"),
        .user = {},
        .hubs = {"hub"},
        .handsets = {},
        .consoles = {"console"},
        .ownTracksUsers = {}};
    const auto shared = protocol::SigningKey::generate().publicKey();
    for (int i = 1; i <= known; ++i) {
        protocol::Handset handset{
            .id = {std::format("H-{:05}", i)}, .postman = {std::format("P-{:05}", i)}, .publicKey = shared};
        if (i <= handsets) {
            handset.publicKey = issue(Role::Handset, handset.id.text).publicKey;
            config.handsets.push_back(handset.id.text);
        }
        m_roster.postmen.push_back({.id = handset.postman, .name = handset.postman.text});
        m_roster.handsets.push_back(std::move(handset));
    }
    must(pki::writeBrokerConfig(config));
}

DepotRig::~DepotRig()
{
    m_broker.terminate();
    m_broker.waitForFinished(3'000);
}

std::string DepotRig::path(const std::string &name) const
{
    return m_folder.path().toStdString() + "/" + name;
}

void DepotRig::startBroker()
{
    m_broker.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_broker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    auto program = QStandardPaths::findExecutable(QStringLiteral("mosquitto"));
    if (program.isEmpty())
        program = QStringLiteral("/usr/sbin/mosquitto");
    m_broker.start(program, {"-c", QString::fromStdString(path("broker/mosquitto.conf"))});
    if (!m_broker.waitForStarted())
        qFatal("mosquitto does not start");
}

pki::Bundle DepotRig::bundle(const std::string &id) const
{
    return must(pki::readBundle(path("bundles/" + id)));
}

hub::HubSettings DepotRig::hubSettings() const
{
    hub::HubSettings settings;
    settings.depot = m_roster.depot.id;
    settings.id = {"hub"};
    settings.consoles = m_consoles;
    settings.version = "bench";
    return settings;
}

HubRig::HubRig(const DepotRig &depot, transport::Transport &transport)
    : m_depot(depot.roster().depot.id),
      m_database(must(store::Database::open("sqlite:" + depot.path("facteo.sqlite")))),
      m_logs(must(store::TrailLogs::open(depot.path("trails"), m_depot))),
      m_house(std::make_unique<hub::House>(
          hub::House::Parts{.database = *m_database, .logs = *m_logs, .transport = transport},
          depot.hubSettings(), depot.bundle("hub").key))
{
    m_house->add(m_depot);
    must(m_house->start(now()));
    must(m_house->enrol({&depot.roster(), 1}, now()));
    m_house->subscribe();
}

std::uint64_t HubRig::stored() const
{
    return m_house->depot(m_depot.text)->status(now()).positionsStored;
}

LiveHub::LiveHub(const DepotRig &depot)
    : m_depot(depot), m_queue(1'000'000, [this] { m_something.release(); }),
      m_transport(m_network, settingsOf(depot.bundle("hub")))
{
    m_queue.listenTo(m_transport);
    m_thread = std::thread([this] { run(); });
    while (!m_ready)
        std::this_thread::yield();
}

LiveHub::~LiveHub()
{
    m_stop = true;
    m_something.release();
    m_thread.join();
    m_transport.stop();
}

void LiveHub::run()
{
    HubRig rig(m_depot, m_transport);
    m_transport.start();
    std::vector<transport::Incoming> batch;
    auto beat = std::chrono::steady_clock::now();
    constexpr std::size_t kAtOnce = 8'192;
    while (!m_stop) {
        std::ignore = m_something.try_acquire_for(100ms);
        m_queue.drain(batch);
        const std::span<transport::Incoming> all(batch);
        for (std::size_t from = 0; from < all.size(); from += kAtOnce)
            rig.house().take(all.subspan(from, std::min(kAtOnce, all.size() - from)), now());
        if (std::chrono::steady_clock::now() - beat > 1s) {
            beat = std::chrono::steady_clock::now();
            rig.house().tick(now());
        }
        m_stored = rig.stored();
        m_ready = m_transport.connected();
    }
}

} // namespace facteo::bench
