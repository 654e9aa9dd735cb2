// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hub/house.h"
#include "hub/hub_clock.h"
#include "hub_config.h"
#include "notice_post.h"
#include "pki/bundle.h"
#include "store/database.h"
#include "store/fact_log.h"
#include "store/trail_logs.h"
#include "transport/message_queue.h"
#include "transport/mqtt_transport.h"

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>

namespace facteo::app {

/// The hub in its event loop: the one place that knows the time. The network thread fills a queue; this
/// thread drains it into the hub, and beats once a second.
class HubDaemon : public QObject
{
    Q_OBJECT
public:
    explicit HubDaemon(HubConfig config);
    ~HubDaemon() override;

    /// Opens bundle and store, brings the rosters in, and connects. The error is for a terminal.
    [[nodiscard]] std::expected<void, std::string> start(std::vector<protocol::Roster> rosters);
    void stop();

    [[nodiscard]] hub::House &house() { return *m_house; }
    [[nodiscard]] std::uint16_t brokerPort() const { return m_bundle->broker.port; }

signals:
    /// Connected for the first time: whoever waits may speak now.
    void ready();

private:
    [[nodiscard]] protocol::Instant now();
    void drain();
    void takeOutcomes();
    [[nodiscard]] std::expected<void, std::string> openStore();
    [[nodiscard]] std::expected<void, std::string> openHouse();
    /// Adds which phone speaks for whom, as the configuration has it.
    void addPhones(std::vector<protocol::Roster> &rosters) const;
    /// What is enrolled under that id, and in which depot; appended to `rosters` when it is not in them.
    [[nodiscard]] protocol::Handset *findHandset(
        std::vector<protocol::Roster> &rosters, const protocol::HandsetId &id) const;
    [[nodiscard]] transport::MqttSettings settings() const;

    const HubConfig m_config;
    std::optional<pki::Bundle> m_bundle;
    std::unique_ptr<store::Database> m_database;
    std::optional<hub::HubClock> m_clock; ///< since the record is open
    std::unique_ptr<store::TrailLogs> m_logs;
    std::unique_ptr<transport::MessageQueue> m_queue;
    std::unique_ptr<transport::NetworkThread> m_network;
    std::unique_ptr<transport::MqttTransport> m_transport;
    std::unique_ptr<NoticePost> m_post;
    std::unique_ptr<hub::House> m_house;
    std::vector<transport::Incoming> m_batch;
    QTimer m_beat;
    std::uint64_t m_droppedBefore = 0;
    bool m_wasReady = false;
};

} // namespace facteo::app
