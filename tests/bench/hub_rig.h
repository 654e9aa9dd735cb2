// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/house.h"
#include "pki/bundle.h"
#include "pki/certificate_authority.h"
#include "protocol/sender_session.h"
#include "store/trail_store.h"
#include "transport/mqtt_transport.h"

#include <QProcess>
#include <QTemporaryDir>
#include <atomic>
#include <memory>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

namespace facteo::bench {

protocol::Instant now();
transport::MqttSettings settingsOf(const pki::Bundle &bundle);

/// A depot with real certificates and, where wanted, a real broker in a temporary folder.
class DepotRig
{
public:
    /// `handsets` of them get a certificate: as many may connect. `known` are in the roster, with keys that
    /// nobody has beyond those.
    DepotRig(int handsets, int known);
    ~DepotRig();

    void startBroker();
    [[nodiscard]] pki::Bundle bundle(const std::string &id) const;
    [[nodiscard]] const protocol::Roster &roster() const { return m_roster; }
    [[nodiscard]] std::string path(const std::string &name) const;
    [[nodiscard]] hub::HubSettings hubSettings() const;

private:
    QTemporaryDir m_folder;
    protocol::Roster m_roster;
    std::vector<hub::EnrolledConsole> m_consoles;
    QProcess m_broker;
    std::uint16_t m_port = 0;
};

/// The hub with its database, on the calling thread.
class HubRig
{
public:
    HubRig(const DepotRig &depot, transport::Transport &transport);

    hub::House &house() { return *m_house; }
    [[nodiscard]] std::uint64_t stored() const;
    store::TrailStore &trails() { return *m_house->trails(m_depot.text); }

private:
    protocol::DepotId m_depot;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::TrailLogs> m_logs;
    std::unique_ptr<hub::House> m_house;
};

/// The hub as the daemon runs it: its own thread, a network thread, the broker in between.
class LiveHub
{
public:
    explicit LiveHub(const DepotRig &depot);
    ~LiveHub();

    [[nodiscard]] std::uint64_t stored() const { return m_stored; }

private:
    void run();

    const DepotRig &m_depot;
    std::binary_semaphore m_something{0};
    transport::MessageQueue m_queue;
    transport::NetworkThread m_network;
    transport::MqttTransport m_transport;
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_ready = false;
    std::atomic<std::uint64_t> m_stored = 0;
    std::thread m_thread;
};

} // namespace facteo::bench
