// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "handset/reference_handset.h"
#include "transport/mqtt_transport.h"

#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace facteo::app {

struct FieldOptions
{
    std::filesystem::path bundle;
    /// Added to the MQTT client id. A command line that acts for a handset which runs elsewhere has one, so
    /// that neither throws the other off the broker; who may say what depends on the certificate alone.
    std::string clientSuffix{};
    /// Two programs for one handset must not share an outbox: a folder of their own in the bundle.
    std::string stateFolder = "state";
    bool withWill = true;        ///< false: its end is not the handset's
    bool alertConnection = true; ///< alerts on a TLS connection of their own
    double batteryPercent = 90;
    std::uint64_t seed = 1;
    std::chrono::milliseconds positionEvery{10'000};
    bool cadenceFromHub = true; ///< false: the hub's wish does not change it
    bool visiting = false;      ///< beside the program that is the handset, for one thing
};

/// A reference handset on its two TLS connections, made from a bundle.
class FieldHandset
{
public:
    /// `network` and `wakeUp` must outlive this; `wakeUp` is called on the network thread. The error is a
    /// line for the terminal.
    [[nodiscard]] static std::expected<std::unique_ptr<FieldHandset>, std::string> open(
        transport::NetworkThread &network, const FieldOptions &options,
        std::unique_ptr<handset::PositionSource> positions, const std::function<void()> &wakeUp,
        protocol::Instant now);

    void start();
    /// Takes what came in and sends what is due.
    void pump(protocol::Instant now);
    /// Says goodbye if it may, and closes both connections.
    void stop(protocol::Instant now);
    /// Closes both connections after what is buffered was written.
    void close();

    [[nodiscard]] handset::ReferenceHandset &handset() { return *m_handset; }
    [[nodiscard]] handset::PositionSource &positions() { return *m_positions; }
    [[nodiscard]] transport::Transport &main() { return m_main; }
    [[nodiscard]] transport::Transport &alerts() { return m_alerts ? *m_alerts : m_main; }
    [[nodiscard]] bool linkRefused() const { return m_refused; }

private:
    FieldHandset(transport::NetworkThread &network, const transport::MqttSettings &settings,
        const FieldOptions &options, std::unique_ptr<handset::PositionSource> positions,
        const std::function<void()> &wakeUp);

    bool m_withWill = true;
    bool m_refused = false;
    std::unique_ptr<handset::PositionSource> m_positions;
    transport::MessageQueue m_mainQueue;
    transport::MessageQueue m_alertQueue;
    transport::MqttTransport m_main;
    std::unique_ptr<transport::MqttTransport> m_alerts;
    std::unique_ptr<handset::ReferenceHandset> m_handset;
    std::vector<transport::Incoming> m_drained;
};

/// Where an embedded hub puts the bundles it issues: $XDG_DATA_HOME/facteo/bundles.
[[nodiscard]] std::filesystem::path defaultBundles();

/// The one clock of these programs.
[[nodiscard]] protocol::Instant now();

} // namespace facteo::app
