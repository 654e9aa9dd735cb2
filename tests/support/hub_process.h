// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pki/bundle.h"
#include "protocol/body_kind.h"
#include "protocol/frame.h"
#include "protocol/sender_session.h"
#include "protocol/topics.h"
#include "transport/message_queue.h"
#include "transport/mqtt_transport.h"

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QTest>
#include <functional>
#include <memory>
#include <vector>

/// Real processes for tests: facteo-hub with its own broker and database, the command line, and parties that
/// speak to it over TLS. Needs FACTEO_HUB_PROGRAM and FACTEO_PROGRAM (tests/support/programs.cmake).
namespace facteo::tests {

/// Polls until `condition` holds; false after `patience`.
bool comesTrue(
    const std::function<bool()> &condition, std::chrono::milliseconds patience = std::chrono::seconds{30});

protocol::Instant wallClock();

/// A depot of `handsets` handsets H-001… with postmen P-001…, written where a hub can read it.
[[nodiscard]] bool writeRoster(const QString &file, int handsets);

class HubProcess
{
public:
    explicit HubProcess(QString dataFolder);
    ~HubProcess();

    /// Serves the folder. Returns when it said READY; false with what it said in output().
    [[nodiscard]] bool start(const QStringList &more = {});
    /// The same with arguments of one's own: --config and what belongs to it.
    [[nodiscard]] bool startWith(const QStringList &arguments);
    /// kill -9.
    void kill();
    /// SIGTERM; gives the exit code, -1 when it had to be killed.
    int stop();
    /// Of its broker, from its pid file; 0 when there is none.
    [[nodiscard]] qint64 brokerPid() const;
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] QByteArray output() const { return m_output; }
    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] pki::Bundle bundle(const QString &id) const;

private:
    void read();

    QString m_folder;
    QProcess m_process;
    QByteArray m_output;
};

struct CommandResult
{
    int code = -1;
    QByteArray output;
    QByteArray errors;
};
/// Runs `facteo` with the arguments.
CommandResult facteo(const QStringList &arguments);
/// `facteo status --json` of that data folder; empty when it fails.
QJsonObject statusOf(const QString &folder);

/// Somebody with a bundle, over a real connection.
class LiveParty
{
public:
    explicit LiveParty(pki::Bundle bundle, bool withFacts = true);
    ~LiveParty();

    protocol::FrameId say(protocol::Body body);
    [[nodiscard]] protocol::SenderSession::Sealed sealed(protocol::Body body);
    void send(protocol::Channel channel, std::vector<std::byte> bytes);
    void sendTo(std::string topic, std::vector<std::byte> bytes);
    /// Sends the frame again and again until a receipt names it.
    bool deliver(protocol::Channel channel, const protocol::SenderSession::Sealed &frame);
    bool hasReceipt(const protocol::FrameId &frame);
    /// The pages of an answer; empty while it is not complete.
    std::vector<protocol::Response> ask(protocol::RequestBody body);
    /// The whole log, page by page.
    std::vector<protocol::Fact> allFacts();

    /// Everything heard so far.
    const std::vector<protocol::Envelope> &heard();
    template<typename T> std::vector<T> heardOf()
    {
        std::vector<T> all;
        for (const auto &envelope : heard())
            if (const auto *body = std::get_if<T>(&envelope.body))
                all.push_back(*body);
        return all;
    }
    bool isConnected() const { return m_transport->connected(); }
    void sever() { m_transport->sever(); }
    void reconnect() { m_transport->start(); }
    [[nodiscard]] transport::Counters counters() const { return m_transport->counters(); }

private:
    pki::Bundle m_bundle;
    transport::MessageQueue m_queue;
    transport::NetworkThread m_network;
    std::unique_ptr<transport::MqttTransport> m_transport;
    protocol::SenderSession m_session;
    std::vector<protocol::Envelope> m_heard;
};

} // namespace facteo::tests
