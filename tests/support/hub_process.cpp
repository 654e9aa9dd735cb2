// SPDX-License-Identifier: Apache-2.0
#include "support/hub_process.h"

#include "protocol/roster_file.h"

#include <QFile>
#include <QJsonDocument>
#include <algorithm>
#include <csignal>
#include <format>

namespace facteo::tests {

using namespace std::chrono_literals;

bool comesTrue(const std::function<bool()> &condition, std::chrono::milliseconds patience)
{
    return QTest::qWaitFor(condition, static_cast<int>(patience.count()));
}

protocol::Instant wallClock()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

bool writeRoster(const QString &file, int handsets)
{
    protocol::Roster roster{
        .depot = {.id = {"D-FLOW"}, .name = "Essai", .position = {466'000'000, 23'000'000}}};
    for (int i = 1; i <= handsets; ++i) {
        roster.postmen.push_back({.id = {std::format("P-{:03}", i)}, .name = std::format("Facteur {}", i)});
        roster.handsets.push_back(
            {.id = {std::format("H-{:03}", i)}, .postman = {std::format("P-{:03}", i)}});
    }
    const auto bytes = protocol::encodeRoster(roster);
    QFile out(file);
    return out.open(QIODevice::WriteOnly) &&
           out.write(reinterpret_cast<const char *>(bytes.data()), static_cast<qint64>(bytes.size())) ==
               static_cast<qint64>(bytes.size());
}

HubProcess::HubProcess(QString dataFolder) : m_folder(std::move(dataFolder))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QObject::connect(&m_process, &QProcess::readyRead, &m_process, [this] { read(); });
}

HubProcess::~HubProcess()
{
    if (isRunning())
        stop();
    if (QTest::currentTestFailed())
        qInfo("%s", m_output.constData());
}

void HubProcess::read()
{
    m_output += m_process.readAll();
}

bool HubProcess::start(const QStringList &more)
{
    return startWith(QStringList{QStringLiteral("--embedded"), QStringLiteral("--data"), m_folder} + more);
}

bool HubProcess::startWith(const QStringList &arguments)
{
    m_output.clear();
    m_process.start(QStringLiteral(FACTEO_HUB_PROGRAM), arguments);
    return comesTrue(
               [this] { return m_output.contains("READY ") || m_process.state() == QProcess::NotRunning; },
               60s) &&
           m_output.contains("READY ");
}

void HubProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

int HubProcess::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(20'000)) {
        kill();
        return -1;
    }
    read();
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

qint64 HubProcess::brokerPid() const
{
    QFile file(m_folder + QStringLiteral("/run/mosquitto.pid"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

pki::Bundle HubProcess::bundle(const QString &id) const
{
    auto read = pki::readBundle((m_folder + QStringLiteral("/bundles/") + id).toStdString());
    if (!read)
        qFatal("%s", read.error().detail.c_str());
    return std::move(*read);
}

CommandResult facteo(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(FACTEO_PROGRAM), arguments);
    const bool ended = process.waitForFinished(60'000);
    return {.code = ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        .output = process.readAllStandardOutput(),
        .errors = process.readAllStandardError()};
}

QJsonObject statusOf(const QString &folder)
{
    const auto result =
        facteo({QStringLiteral("status"), QStringLiteral("--json"), QStringLiteral("--data"), folder});
    if (result.code != 0)
        qWarning("facteo status: %s", result.errors.constData());
    return QJsonDocument::fromJson(result.output).object();
}

namespace {

protocol::Role roleOf(const pki::Bundle &bundle)
{
    return bundle.role == pki::Role::Handset ? protocol::Role::Handset : protocol::Role::Console;
}

} // namespace

LiveParty::LiveParty(pki::Bundle bundle, bool withFacts)
    : m_bundle(std::move(bundle)), m_queue(1'000'000), m_session({m_bundle.id}, m_bundle.key)
{
    transport::MqttSettings settings;
    settings.clientId = m_bundle.id;
    settings.host = m_bundle.broker.host;
    settings.port = m_bundle.broker.port;
    settings.caFile = m_bundle.caFile;
    settings.certificateFile = m_bundle.certificateFile;
    settings.keyFile = m_bundle.keyFile;
    settings.backoff = {.first = 50ms, .longest = 500ms};
    settings.seed = protocol::secureBits();
    settings.maxBuffered = 100'000;
    m_transport = std::make_unique<transport::MqttTransport>(m_network, settings);
    m_queue.listenTo(*m_transport);
    const bool isHandset = roleOf(m_bundle) == protocol::Role::Handset;
    const auto filters = isHandset ? protocol::handsetSubscriptions(m_bundle.depot, {m_bundle.id})
                                   : protocol::consoleSubscriptions(m_bundle.depot, {m_bundle.id});
    for (const auto &filter : filters)
        if (withFacts || filter.filter.ends_with("/rep"))
            m_transport->subscribe(filter.filter, transport::Qos::AtLeastOnce);
    m_transport->start();
    comesTrue([this] { return isConnected(); });
}

LiveParty::~LiveParty()
{
    m_transport->stop();
}

protocol::SenderSession::Sealed LiveParty::sealed(protocol::Body body)
{
    return m_session.seal(std::move(body), wallClock());
}

protocol::FrameId LiveParty::say(protocol::Body body)
{
    const auto channel = protocol::ruleOf(protocol::kindOf(body)).channel;
    auto frame = sealed(std::move(body));
    send(channel, std::move(frame.bytes));
    return frame.id;
}

void LiveParty::send(protocol::Channel channel, std::vector<std::byte> bytes)
{
    sendTo(protocol::topicText({.depot = m_bundle.depot, .channel = channel, .party = {m_bundle.id}}),
        std::move(bytes));
}

void LiveParty::sendTo(std::string topic, std::vector<std::byte> bytes)
{
    // Without a connection it is lost, as it may be on any day.
    std::ignore = m_transport->publish(std::move(topic), std::move(bytes), transport::Qos::AtLeastOnce);
}

const std::vector<protocol::Envelope> &LiveParty::heard()
{
    std::vector<transport::Incoming> incoming;
    m_queue.drain(incoming);
    for (const auto &one : incoming)
        if (const auto *message = std::get_if<transport::Message>(&one))
            if (auto opened = protocol::open(message->payload))
                m_heard.push_back(std::move(opened->envelope));
    return m_heard;
}

bool LiveParty::hasReceipt(const protocol::FrameId &frame)
{
    for (const auto &envelope : heard())
        if (const auto *receipt = std::get_if<protocol::Receipt>(&envelope.body))
            for (const auto &line : receipt->lines)
                if (line.frame == frame)
                    return true;
    return false;
}

bool LiveParty::deliver(protocol::Channel channel, const protocol::SenderSession::Sealed &frame)
{
    protocol::Instant again{};
    return comesTrue([&] {
        if (hasReceipt(frame.id))
            return true;
        if (wallClock() >= again) {
            again = wallClock() + 500ms;
            send(channel, frame.bytes);
        }
        return false;
    });
}

std::vector<protocol::Response> LiveParty::ask(protocol::RequestBody body)
{
    const auto frame =
        sealed(protocol::Request{.by = {"tester"}, .operatorName = "Tester", .body = std::move(body)});
    std::vector<protocol::Response> pages;
    protocol::Instant again{};
    comesTrue([&] {
        if (wallClock() >= again) {
            again = wallClock() + 2s;
            send(protocol::Channel::Request, frame.bytes);
        }
        pages.clear();
        for (const auto &response : heardOf<protocol::Response>())
            if (response.request == frame.id && response.page == pages.size())
                pages.push_back(response);
        return !pages.empty() && pages.back().last;
    });
    return pages;
}

std::vector<protocol::Fact> LiveParty::allFacts()
{
    std::vector<protocol::Fact> all;
    for (;;) {
        const auto before = all.size();
        for (const auto &page :
            ask(protocol::AskFacts{.after = all.empty() ? 0 : all.back().number, .atMost = 2'000}))
            if (const auto *part = std::get_if<protocol::FactPage>(&page.body))
                all.insert(all.end(), part->facts.begin(), part->facts.end());
        if (all.size() == before)
            return all;
    }
}

} // namespace facteo::tests
