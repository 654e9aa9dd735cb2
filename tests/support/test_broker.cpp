// SPDX-License-Identifier: Apache-2.0
#include "support/test_broker.h"

#include <QDeadlineTimer>
#include <QThread>
#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace facteo::tests {
namespace {

[[noreturn]] void giveUp(const std::string &why)
{
    qFatal("the test broker cannot be made: %s", why.c_str());
}

sockaddr_in localhost(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool listens(std::uint16_t port)
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = localhost(port);
    const bool answered = ::connect(probe, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(probe);
    return answered;
}

pki::CertificateAuthority makeAuthority(const std::filesystem::path &folder)
{
    auto authority = pki::CertificateAuthority::create(folder / "pki", {"D-TEST"}, wallClock());
    if (!authority)
        giveUp(authority.error().detail);
    return std::move(*authority);
}

} // namespace

protocol::Instant wallClock()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::uint16_t freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = localhost(0);
    socklen_t length = sizeof address;
    if (::bind(probe, reinterpret_cast<const sockaddr *>(&address), length) != 0 ||
        ::getsockname(probe, reinterpret_cast<sockaddr *>(&address), &length) != 0)
        giveUp("no free port");
    ::close(probe);
    return ntohs(address.sin_port);
}

TestBroker::TestBroker() : m_port(freePort()), m_authority(makeAuthority(folder()))
{
    enrol(pki::Role::Hub, "hub");
    enrol(pki::Role::Broker, "broker");
    m_config.depot = m_authority.depot();
    m_config.folder = folder() / "broker";
    m_config.port = m_port;
    m_config.caFile = m_authority.certificateFile();
    m_config.crlFile = m_authority.revocationFile();
    m_config.certificateFile = bundle("broker") / "cert.pem";
    m_config.keyFile = bundle("broker") / "key.pem";
}

TestBroker::~TestBroker()
{
    kill();
}

void TestBroker::enrol(pki::Role role, const std::string &id)
{
    const auto issued = m_authority.issue(role, id, bundle(id), {"localhost", m_port}, wallClock());
    if (!issued)
        giveUp(issued.error().detail);
    switch (role) {
    case pki::Role::Handset:
        m_config.handsets.push_back(id);
        break;
    case pki::Role::Hub:
        m_config.hubs.push_back(id);
        break;
    case pki::Role::Console:
        m_config.consoles.push_back(id);
        break;
    case pki::Role::OperatorPhone:
        m_config.ownTracksUsers.push_back(id);
        break;
    case pki::Role::ExerciseGateway:
        m_config.gateways.push_back(id);
        break;
    case pki::Role::Broker:
        break;
    }
}

void TestBroker::writeConfig()
{
    if (const auto written = pki::writeBrokerConfig(m_config); !written)
        giveUp(written.error().detail);
}

void TestBroker::start()
{
    writeConfig();
    m_process.start(
        "mosquitto", {"-c", QString::fromStdString((m_config.folder / "mosquitto.conf").string())});
    const QDeadlineTimer deadline(10'000);
    while (!listens(m_port)) {
        if (m_process.state() == QProcess::NotRunning || deadline.hasExpired())
            giveUp(m_process.errorString().toStdString() + "\n" + log().toStdString());
        m_process.waitForReadyRead(10);
    }
}

void TestBroker::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void TestBroker::reload()
{
    writeConfig();
    ::kill(static_cast<pid_t>(m_process.processId()), SIGHUP);
}

transport::MqttSettings TestBroker::settings(const std::string &id) const
{
    transport::MqttSettings settings;
    settings.clientId = id;
    settings.port = m_port;
    settings.caFile = bundle(id) / "ca.pem";
    settings.certificateFile = bundle(id) / "cert.pem";
    settings.keyFile = bundle(id) / "key.pem";
    settings.backoff = {.first = std::chrono::milliseconds{20}, .longest = std::chrono::milliseconds{200}};
    return settings;
}

} // namespace facteo::tests
