// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/broker_config.h"
#include "pki/certificate_authority.h"
#include "transport/mqtt_transport.h"

#include <QProcess>
#include <QTemporaryDir>
#include <filesystem>
#include <string>
#include <vector>

namespace facteo::tests {

/// A real mosquitto in a temporary folder, with an authority of its own, as the embedded hub would start it.
class TestBroker
{
public:
    /// Makes the authority and issues hub "hub" and the broker's certificate. Ends the test when it cannot.
    TestBroker();
    ~TestBroker();
    TestBroker(const TestBroker &) = delete;
    TestBroker &operator=(const TestBroker &) = delete;

    /// Enrols, and gives the rights at the next start() or reload().
    void enrol(pki::Role role, const std::string &id);

    /// Starts, or starts again on the same port, and waits until it listens.
    void start();
    /// kill -9.
    void kill();
    /// Writes the configuration anew and sends SIGHUP.
    void reload();

    [[nodiscard]] pki::CertificateAuthority &authority() { return m_authority; }
    [[nodiscard]] std::filesystem::path bundle(const std::string &id) const
    {
        return folder() / "bundles" / id;
    }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::uint16_t port() const { return m_port; }

    /// Settings that connect as `id`, with short waits between attempts.
    [[nodiscard]] transport::MqttSettings settings(const std::string &id) const;

    /// What the broker wrote to its log so far.
    [[nodiscard]] QByteArray log() { return m_process.readAllStandardError(); }

private:
    void writeConfig();

    QTemporaryDir m_folder;
    std::uint16_t m_port = 0;
    pki::CertificateAuthority m_authority;
    pki::BrokerConfig m_config;
    QProcess m_process;
};

/// A port of 127.0.0.1 that nobody listened on a moment ago.
[[nodiscard]] std::uint16_t freePort();

/// For certificates and frames: the one place where tests of real processes ask for the time.
[[nodiscard]] protocol::Instant wallClock();

} // namespace facteo::tests
