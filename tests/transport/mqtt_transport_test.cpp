// SPDX-License-Identifier: Apache-2.0
#include "transport/mqtt_transport.h"

#include "support/registry.h"
#include "support/test_broker.h"
#include "transport/message_queue.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <algorithm>

using namespace facteo;
using namespace facteo::transport;
using facteo::tests::TestBroker;
using pki::Role;

namespace {

Bytes bytes(std::string_view text)
{
    const auto *start = reinterpret_cast<const std::byte *>(text.data());
    return {start, start + text.size()};
}

std::string textOf(const Message &message)
{
    return {reinterpret_cast<const char *>(message.payload.data()), message.payload.size()};
}

/// A transport with its queue, and what came out of it so far.
struct Client
{
    explicit Client(NetworkThread &network, MqttSettings settings) : transport(network, std::move(settings))
    {
        queue.listenTo(transport);
    }

    void gather()
    {
        std::vector<Incoming> drained;
        queue.drain(drained);
        for (auto &incoming : drained) {
            if (auto *message = std::get_if<Message>(&incoming))
                messages.push_back(std::move(*message));
            else
                links.push_back(std::get<LinkState>(incoming));
        }
    }

    bool connects()
    {
        transport.start();
        return QTest::qWaitFor([this] { return transport.connected(); });
    }

    bool hears(std::size_t count)
    {
        return QTest::qWaitFor(
            [&] {
                gather();
                return messages.size() >= count;
            },
            10'000);
    }

    /// The last link state that was reported, once there is one of this kind.
    bool reports(Link link)
    {
        return QTest::qWaitFor(
            [&] {
                gather();
                return std::ranges::any_of(links, [&](const LinkState &state) { return state.link == link; });
            },
            10'000);
    }

    MessageQueue queue{100'000};
    MqttTransport transport;
    std::vector<Message> messages;
    std::vector<LinkState> links;
};

} // namespace

class MqttTransportTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void CarriesBytesBothWays();
    void WhatWasUnsubscribedFromDoesNotComeAnyMore();
    void BytesThatAreNoTextArriveUnchanged();
    void AHandsetCannotSpeakAsAnother();
    void AHandsetCannotReadThePicture();
    void AConsoleReadsItsOwnAnswersOnly();
    void ARevokedCertificateIsRefused();
    void OlderTlsAndPlainTextAreRefused();
    void AForeignAuthorityIsRefused();
    void TheWrongHostNameIsRefused();
    void ADeadLinkSpeaksItsWillAndAGoodbyeDoesNot();
    void PersistentSessionOutlivesTheBroker();
    void ReconnectsByItselfAndSaysSo();
    void AFullBufferIsSaidAndNothingIsLost();
    void ManyConnectionsShareOneThread();
    void ExpiredMessagesAreNotDelivered();
    void AChildProcessInheritsNoConnection();

private:
    std::unique_ptr<TestBroker> m_broker;
    NetworkThread m_network;
};

void MqttTransportTest::initTestCase()
{
    m_broker = std::make_unique<TestBroker>();
    m_broker->enrol(Role::Handset, "H-001");
    m_broker->enrol(Role::Handset, "H-002");
    m_broker->enrol(Role::Console, "C-1");
    m_broker->enrol(Role::Console, "C-2");
    m_broker->enrol(Role::OperatorPhone, "f0421");
    m_broker->start();
}

void MqttTransportTest::CarriesBytesBothWays()
{
    Client hub(m_network, m_broker->settings("hub"));
    Client handset(m_network, m_broker->settings("H-001"));
    hub.transport.subscribe("facteo/1/D-TEST/h/+/pos", Qos::AtMostOnce);
    handset.transport.subscribe("facteo/1/D-TEST/h/H-001/down", Qos::AtLeastOnce);
    QVERIFY(hub.connects());
    QVERIFY(handset.connects());
    // A subscription may be under way when connected() says yes: repeat until heard.
    QVERIFY(QTest::qWaitFor([&] {
        static_cast<void>(
            handset.transport.publish("facteo/1/D-TEST/h/H-001/pos", bytes("up"), Qos::AtMostOnce));
        hub.gather();
        return !hub.messages.empty();
    }));
    QCOMPARE(textOf(hub.messages.front()), "up");
    QVERIFY(QTest::qWaitFor([&] {
        static_cast<void>(
            hub.transport.publish("facteo/1/D-TEST/h/H-001/down", bytes("down"), Qos::AtLeastOnce));
        handset.gather();
        return !handset.messages.empty();
    }));
    QCOMPARE(textOf(handset.messages.front()), "down");
    QCOMPARE(handset.messages.front().qos, Qos::AtLeastOnce);
    QVERIFY(hub.transport.counters().received >= 1);
}

/// Also when the connection broke in between, and nothing else ends with it.
void MqttTransportTest::WhatWasUnsubscribedFromDoesNotComeAnyMore()
{
    Client hub(m_network, m_broker->settings("hub"));
    Client console(m_network, m_broker->settings("C-1"));
    console.transport.subscribe("facteo/1/D-TEST/picture", Qos::AtMostOnce);
    console.transport.subscribe("facteo/1/D-TEST/hub", Qos::AtMostOnce);
    QVERIFY(hub.connects());
    QVERIFY(console.connects());
    const auto hears = [&](std::string_view topic) {
        console.messages.clear();
        return QTest::qWaitFor([&] {
            for (const auto *each : {"facteo/1/D-TEST/picture", "facteo/1/D-TEST/hub"})
                static_cast<void>(hub.transport.publish(each, bytes("x"), Qos::AtMostOnce));
            console.gather();
            return std::ranges::contains(console.messages, topic, &Message::topic);
        });
    };
    const auto isSilent = [&] { // one of the two still comes, and that one brought none of the other along
        return hears("facteo/1/D-TEST/hub") && hears("facteo/1/D-TEST/hub") &&
               !std::ranges::contains(console.messages, "facteo/1/D-TEST/picture", &Message::topic);
    };
    QVERIFY(hears("facteo/1/D-TEST/picture"));
    console.transport.unsubscribe("facteo/1/D-TEST/picture");
    console.transport.unsubscribe("facteo/1/D-TEST/picture"); // nobody minds
    QVERIFY(QTest::qWaitFor(isSilent));
    console.transport.sever();
    QVERIFY(console.connects());
    QVERIFY(isSilent());
    console.transport.subscribe("facteo/1/D-TEST/picture", Qos::AtMostOnce);
    QVERIFY(hears("facteo/1/D-TEST/picture"));
}

void MqttTransportTest::BytesThatAreNoTextArriveUnchanged()
{
    Client hub(m_network, m_broker->settings("hub"));
    hub.transport.subscribe("facteo/1/D-TEST/facts", Qos::AtLeastOnce);
    QVERIFY(hub.connects());
    Bytes all;
    for (int i = 0; i < 200'000; ++i) // many TLS records
        all.push_back(static_cast<std::byte>(i * 7));
    QVERIFY(QTest::qWaitFor([&] {
        static_cast<void>(hub.transport.publish("facteo/1/D-TEST/facts", all, Qos::AtLeastOnce));
        return hub.hears(1);
    }));
    QVERIFY(hub.messages.front().payload == all);
    QCOMPARE(hub.transport.publish("facteo/1/D-TEST/facts", Bytes(2 << 20), Qos::AtLeastOnce).error(),
        PublishError::TooLarge);
    QCOMPARE(hub.transport.publish("facteo/#", {}, Qos::AtLeastOnce).error(), PublishError::BadTopic);
}

void MqttTransportTest::AHandsetCannotSpeakAsAnother()
{
    Client hub(m_network, m_broker->settings("hub"));
    Client handset(m_network, m_broker->settings("H-001"));
    hub.transport.subscribe("facteo/1/D-TEST/h/#", Qos::AtLeastOnce);
    QVERIFY(hub.connects());
    QVERIFY(handset.connects());
    for (const auto *topic :
        {"facteo/1/D-TEST/h/H-002/alert", "facteo/1/D-TEST/h/H-002/pos", "facteo/1/D-TEST/h/H-001/down",
            "facteo/1/D-TEST/facts", "facteo/1/D-OTHER/h/H-001/up", "anything"})
        QVERIFY(handset.transport.publish(topic, bytes("lie"), Qos::AtLeastOnce));
    QVERIFY(QTest::qWaitFor([&] { return handset.transport.counters().denied == 6; }));
    QVERIFY(handset.transport.publish("facteo/1/D-TEST/h/H-001/alert", bytes("truth"), Qos::AtLeastOnce));
    QVERIFY(hub.hears(1));
    QCOMPARE(hub.messages.size(), std::size_t{1}); // in order: a lie would have come first
    QCOMPARE(textOf(hub.messages.front()), "truth");
}

void MqttTransportTest::AHandsetCannotReadThePicture()
{
    Client hub(m_network, m_broker->settings("hub"));
    Client handset(m_network, m_broker->settings("H-001"));
    Client phone(m_network, m_broker->settings("f0421"));
    for (auto *client : {&handset, &phone}) {
        client->transport.subscribe("#", Qos::AtLeastOnce);
        client->transport.subscribe("facteo/1/D-TEST/picture", Qos::AtLeastOnce);
        client->transport.subscribe("facteo/1/D-TEST/h/+/pos", Qos::AtLeastOnce);
        client->transport.subscribe("facteo/1/D-TEST/h/H-001/down", Qos::AtLeastOnce);
        client->transport.subscribe("owntracks/f0421/#", Qos::AtLeastOnce);
        QVERIFY(client->connects());
    }
    hub.transport.subscribe("owntracks/#", Qos::AtLeastOnce);
    QVERIFY(hub.connects());
    // The hub's last word to each proves that everything before it has passed.
    QVERIFY(QTest::qWaitFor([&] {
        for (const auto *topic :
            {"facteo/1/D-TEST/picture", "facteo/1/D-TEST/h/H-002/pos", "facteo/1/D-TEST/h/H-001/down"})
            static_cast<void>(hub.transport.publish(topic, bytes("x"), Qos::AtLeastOnce));
        static_cast<void>(phone.transport.publish("owntracks/f0421/s8", bytes("mine"), Qos::AtLeastOnce));
        handset.gather();
        phone.gather();
        hub.gather();
        return !handset.messages.empty() && !phone.messages.empty() && !hub.messages.empty();
    }));
    for (const auto &message : handset.messages)
        QCOMPARE(message.topic, "facteo/1/D-TEST/h/H-001/down");
    for (const auto &message : phone.messages)
        QCOMPARE(message.topic, "owntracks/f0421/s8");
}

void MqttTransportTest::AConsoleReadsItsOwnAnswersOnly()
{
    Client hub(m_network, m_broker->settings("hub"));
    Client console(m_network, m_broker->settings("C-1"));
    console.transport.subscribe("facteo/1/D-TEST/#", Qos::AtLeastOnce);
    QVERIFY(hub.connects());
    QVERIFY(console.connects());
    QVERIFY(console.transport.publish("facteo/1/D-TEST/c/C-2/req", bytes("lie"), Qos::AtLeastOnce));
    QVERIFY(console.transport.publish("facteo/1/D-TEST/facts", bytes("lie"), Qos::AtLeastOnce));
    QVERIFY(QTest::qWaitFor([&] { return console.transport.counters().denied == 2; }));
    QVERIFY(QTest::qWaitFor([&] {
        for (const auto *topic : {"facteo/1/D-TEST/c/C-2/rep", "facteo/1/D-TEST/h/H-001/alert",
                 "facteo/1/D-TEST/facts", "facteo/1/D-TEST/c/C-1/rep"})
            static_cast<void>(hub.transport.publish(topic, bytes("x"), Qos::AtLeastOnce));
        console.gather();
        return console.messages.size() >= 4;
    }));
    for (const auto &message : console.messages)
        QVERIFY(message.topic == "facteo/1/D-TEST/c/C-1/rep" || message.topic == "facteo/1/D-TEST/facts");
}

void MqttTransportTest::ARevokedCertificateIsRefused()
{
    TestBroker broker;
    broker.enrol(Role::Handset, "H-010");
    broker.enrol(Role::Handset, "H-011");
    broker.start();
    {
        Client before(m_network, broker.settings("H-010"));
        QVERIFY(before.connects());
    }
    QVERIFY(broker.authority().revoke("H-010", tests::wallClock()));
    broker.kill();
    broker.start();
    Client revoked(m_network, broker.settings("H-010"));
    Client other(m_network, broker.settings("H-011"));
    revoked.transport.start();
    // An attempt whose socket the broker resets before its alert was read says less; the next one says it.
    QVERIFY(QTest::qWaitFor(
        [&] {
            revoked.gather();
            return std::ranges::any_of(revoked.links, [](const LinkState &state) {
                return state.link == Link::Refused && state.reason.contains("revoked");
            });
        },
        10'000));
    QVERIFY(!revoked.transport.connected());
    QVERIFY(other.connects());
}

void MqttTransportTest::OlderTlsAndPlainTextAreRefused()
{
    const auto file = [&](const char *name) {
        return QString::fromStdString((m_broker->bundle("H-001") / name).string());
    };
    const auto port = QString::number(m_broker->port());
    const auto run = [](const QString &program, const QStringList &arguments) {
        QProcess client;
        client.start(program, arguments);
        client.closeWriteChannel();
        client.waitForFinished();
        return client.exitStatus() == QProcess::NormalExit ? client.exitCode() : -1;
    };
    const QStringList tls{"s_client", "-connect", "localhost:" + port, "-CAfile", file("ca.pem"), "-cert",
        file("cert.pem"), "-key", file("key.pem"), "-verify_return_error"};
    QCOMPARE(run("openssl", tls + QStringList{"-tls1_3"}), 0);
    QVERIFY(run("openssl", tls + QStringList{"-tls1_2"}) != 0);

    const QStringList publish{
        "-h", "localhost", "-p", port, "-V", "5", "-q", "1", "-t", "facteo/1/D-TEST/h/H-001/up", "-m", "x"};
    const QStringList authority{"--cafile", file("ca.pem")};
    QCOMPARE(run("mosquitto_pub",
                 publish + authority + QStringList{"--cert", file("cert.pem"), "--key", file("key.pem")}),
        0);
    QVERIFY(run("mosquitto_pub", publish + authority) != 0); // no certificate
    QVERIFY(run("mosquitto_pub", publish) != 0);             // plain
}

void MqttTransportTest::AForeignAuthorityIsRefused()
{
    TestBroker foreign;
    foreign.enrol(Role::Handset, "H-001");
    auto settings = foreign.settings("H-001"); // a good certificate, of another depot's authority
    settings.port = m_broker->port();
    Client doubting(m_network, settings);
    doubting.transport.start();
    QVERIFY(doubting.reports(Link::Refused)); // we do not believe this broker

    settings.caFile = m_broker->bundle("H-001") / "ca.pem";
    Client doubted(m_network, settings);
    doubted.transport.start();
    QVERIFY(doubted.reports(Link::Refused)); // it does not believe us
}

void MqttTransportTest::TheWrongHostNameIsRefused()
{
    auto settings = m_broker->settings("H-001");
    settings.host = "127.0.0.1";
    Client named(m_network, settings);
    QVERIFY(named.connects());
    settings.host = "127.1"; // reaches the same broker, but is not what its certificate says
    Client wrong(m_network, settings);
    wrong.transport.start();
    QVERIFY(wrong.reports(Link::Refused));
    QVERIFY(!wrong.transport.connected());
    settings.host = "no-such-host.invalid";
    Client nowhere(m_network, settings);
    nowhere.transport.start();
    QVERIFY(nowhere.reports(Link::Lost));
    QVERIFY(nowhere.links.front().reason.contains("no-such-host.invalid"));
}

void MqttTransportTest::ADeadLinkSpeaksItsWillAndAGoodbyeDoesNot()
{
    auto settings = m_broker->settings("H-001");
    settings.will =
        LastWill{.topic = "facteo/1/D-TEST/h/H-001/will", .payload = bytes("gone"), .expirySeconds = 3600};
    Client hub(m_network, m_broker->settings("hub"));
    hub.transport.subscribe("facteo/1/D-TEST/h/+/will", Qos::AtLeastOnce);
    hub.transport.subscribe("facteo/1/D-TEST/h/+/up", Qos::AtLeastOnce);
    QVERIFY(hub.connects());
    {
        Client polite(m_network, settings);
        QVERIFY(polite.connects());
        polite.transport.stop();
    }
    Client handset(m_network, settings);
    QVERIFY(handset.connects());
    QVERIFY(handset.transport.publish("facteo/1/D-TEST/h/H-001/up", bytes("alive"), Qos::AtLeastOnce));
    QVERIFY(hub.hears(1));
    QCOMPARE(textOf(hub.messages.front()), "alive"); // no will of the polite one before it
    handset.transport.sever();
    QVERIFY(hub.hears(2));
    QCOMPARE(textOf(hub.messages.back()), "gone");
    QVERIFY(handset.reports(Link::Lost));
    QVERIFY(handset.connects()); // start() ends the silence
}

void MqttTransportTest::PersistentSessionOutlivesTheBroker()
{
    TestBroker broker;
    broker.enrol(Role::Console, "C-9");
    broker.start();
    auto settings = broker.settings("C-9");
    settings.cleanStart = false;
    settings.sessionExpirySeconds = 3600;
    {
        Client console(m_network, settings);
        console.transport.subscribe("facteo/1/D-TEST/facts", Qos::AtLeastOnce);
        QVERIFY(console.connects());
        Client hub(m_network, broker.settings("hub"));
        QVERIFY(hub.connects());
        QVERIFY(QTest::qWaitFor([&] {
            static_cast<void>(
                hub.transport.publish("facteo/1/D-TEST/facts", bytes("first"), Qos::AtLeastOnce));
            console.gather();
            return !console.messages.empty();
        }));
        console.transport.stop();
        for (int i = 0; i < 100; ++i)
            QVERIFY(
                hub.transport.publish("facteo/1/D-TEST/facts", bytes(std::to_string(i)), Qos::AtLeastOnce));
        const auto wanted = hub.transport.counters().published;
        QVERIFY(QTest::qWaitFor([&] { return hub.transport.counters().delivered == wanted; }));
        // Acknowledged: the broker writes it within its autosave of five seconds.
        const auto database = broker.folder() / "broker" / "mosquitto.db";
        const auto before = std::filesystem::exists(database) ? std::filesystem::last_write_time(database)
                                                              : std::filesystem::file_time_type::min();
        static_cast<void>(QTest::qWaitFor(
            [&] {
                return std::filesystem::exists(database) &&
                       std::filesystem::last_write_time(database) > before;
            },
            15'000));
    }
    broker.kill();
    broker.start();
    Client console(m_network, settings);
    console.transport.subscribe("facteo/1/D-TEST/facts", Qos::AtLeastOnce);
    QVERIFY(console.connects());
    QVERIFY(console.hears(100));
    QVERIFY(console.links.front().sessionPresent);
    std::vector<std::string> last;
    for (const auto &message : console.messages)
        last.push_back(textOf(message));
    QVERIFY(std::ranges::find(last, "0") != last.end());
    QVERIFY(std::ranges::find(last, "99") != last.end());
}

void MqttTransportTest::ReconnectsByItselfAndSaysSo()
{
    TestBroker broker;
    broker.enrol(Role::Handset, "H-001");
    Client handset(m_network, broker.settings("H-001"));
    handset.transport.start(); // before there is a broker
    QVERIFY(handset.reports(Link::Lost));
    QVERIFY2(!handset.links.front().reason.empty(), "a technician wants to know");
    broker.start();
    QVERIFY(QTest::qWaitFor([&] { return handset.transport.connected(); }));
    broker.kill();
    QVERIFY(QTest::qWaitFor([&] { return !handset.transport.connected(); }));
    QCOMPARE(handset.transport.publish("facteo/1/D-TEST/h/H-001/up", {}, Qos::AtLeastOnce).error(),
        PublishError::NotConnected);
    broker.start();
    QVERIFY(QTest::qWaitFor([&] { return handset.transport.connected(); }));
    QVERIFY(handset.transport.counters().connects == 2);
    handset.gather();
    for (const auto &state : handset.links) // a dying broker is no refusal: nobody has to look after it
        QVERIFY2(state.link != Link::Refused, state.reason.c_str());
}

void MqttTransportTest::AFullBufferIsSaidAndNothingIsLost()
{
    auto settings = m_broker->settings("H-001");
    settings.maxBuffered = 50;
    settings.maxInFlight = 20;
    Client hub(m_network, m_broker->settings("hub"));
    Client handset(m_network, settings);
    hub.transport.subscribe("facteo/1/D-TEST/h/+/up", Qos::AtLeastOnce);
    QVERIFY(hub.connects());
    QVERIFY(handset.connects());
    QVERIFY(QTest::qWaitFor([&] {
        static_cast<void>(
            handset.transport.publish("facteo/1/D-TEST/h/H-001/up", bytes("?"), Qos::AtLeastOnce));
        hub.gather();
        return !hub.messages.empty();
    }));
    int refused = 0;
    int taken = 0;
    const QDeadlineTimer deadline(30'000);
    while (taken < 1000 && !deadline.hasExpired()) {
        const auto done = handset.transport.publish(
            "facteo/1/D-TEST/h/H-001/up", bytes(std::to_string(taken)), Qos::AtLeastOnce);
        if (done) {
            ++taken;
            continue;
        }
        QCOMPARE(done.error(), PublishError::BufferFull);
        ++refused;
        QVERIFY(QTest::qWaitFor([&] { return handset.transport.counters().buffered < 25; }));
    }
    QCOMPARE(taken, 1000);
    QVERIFY(refused > 0); // a loop is faster than TLS: back-pressure was felt
    QVERIFY(QTest::qWaitFor(
        [&] {
            hub.gather();
            return !hub.messages.empty() && textOf(hub.messages.back()) == "999";
        },
        20'000));
    int next = 0;
    for (const auto &message : hub.messages)
        if (const auto text = textOf(message); text != "?")
            QCOMPARE(text, std::to_string(next++));
    QCOMPARE(next, 1000);
}

void MqttTransportTest::ManyConnectionsShareOneThread()
{
    Client hub(m_network, m_broker->settings("hub"));
    hub.transport.subscribe("facteo/1/D-TEST/h/+/up", Qos::AtLeastOnce);
    QVERIFY(hub.connects());
    constexpr int kConnections = 200;
    std::vector<std::unique_ptr<MqttTransport>> fleet;
    for (int i = 0; i < kConnections; ++i) {
        auto settings = m_broker->settings("H-001");
        settings.clientId = "many-" + std::to_string(i);
        settings.seed = static_cast<std::uint64_t>(i);
        fleet.push_back(std::make_unique<MqttTransport>(m_network, settings));
        fleet.back()->start();
    }
    QVERIFY(QTest::qWaitFor(
        [&] { return std::ranges::all_of(fleet, [](const auto &one) { return one->connected(); }); },
        20'000));
    for (const auto &one : fleet)
        QVERIFY(one->publish("facteo/1/D-TEST/h/H-001/up", bytes("hello"), Qos::AtLeastOnce));
    QVERIFY(hub.hears(kConnections));
}

void MqttTransportTest::ExpiredMessagesAreNotDelivered()
{
    auto settings = m_broker->settings("C-1");
    settings.cleanStart = false;
    settings.sessionExpirySeconds = 600;
    Client hub(m_network, m_broker->settings("hub"));
    QVERIFY(hub.connects());
    {
        Client console(m_network, settings);
        console.transport.subscribe("facteo/1/D-TEST/hub", Qos::AtLeastOnce);
        QVERIFY(console.connects());
        QVERIFY(QTest::qWaitFor([&] {
            static_cast<void>(
                hub.transport.publish("facteo/1/D-TEST/hub", bytes("subscribed"), Qos::AtLeastOnce));
            console.gather();
            return !console.messages.empty();
        }));
    }
    QVERIFY(hub.transport.publish("facteo/1/D-TEST/hub", bytes("soon stale"), Qos::AtLeastOnce, false, 1));
    QVERIFY(hub.transport.publish("facteo/1/D-TEST/hub", bytes("keeps"), Qos::AtLeastOnce, false, 600));
    const auto wanted = hub.transport.counters().published;
    QVERIFY(QTest::qWaitFor([&] { return hub.transport.counters().delivered == wanted; }));
    const QDeadlineTimer expired(
        2100); // the broker counts in whole seconds; there is nothing else to wait for
    QVERIFY(QTest::qWaitFor([&] { return expired.hasExpired(); }));
    Client console(m_network, settings);
    QVERIFY(console.connects());
    QVERIFY(QTest::qWaitFor([&] {
        console.gather();
        return !console.messages.empty() && textOf(console.messages.back()) == "keeps";
    }));
    for (const auto &message : console.messages)
        QVERIFY(textOf(message) != "soon stale");
}

// A connection that lived on in a child kept its events coming after it was closed here, for an object that
// was gone.
void MqttTransportTest::AChildProcessInheritsNoConnection()
{
    TestBroker broker;
    broker.enrol(Role::Handset, "H-001");
    broker.start();
    auto gone = std::make_unique<Client>(m_network, broker.settings("H-001"));
    QVERIFY(gone->connects());
    QProcess child; // inherits whatever says nothing else
    child.start("sleep", {"600"});
    QVERIFY(child.waitForStarted());
    QVERIFY(QTest::qWaitFor([&] { // fork is not exec yet
        return QFileInfo(QStringLiteral("/proc/%1/exe").arg(child.processId())).symLinkTarget() !=
               QCoreApplication::applicationFilePath();
    }));
    const auto process = QStringLiteral("/proc/%1/").arg(child.processId());
    QByteArray tcp;
    for (const auto *table : {"net/tcp", "net/tcp6"})
        if (QFile file(process + table); file.open(QIODevice::ReadOnly))
            tcp += file.readAll();
    for (const auto &entry :
        QDir(process + "fd").entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)) {
        const auto target = entry.symLinkTarget();
        if (const auto at = target.indexOf("socket:[");
            at >= 0) // libmosquitto has others, within the process
            QVERIFY2(!tcp.contains(' ' + target.mid(at + 8).chopped(1).toUtf8() + ' '), qPrintable(target));
    }
    gone.reset();
    broker.kill();
    broker.start();
    Client next(m_network, broker.settings("H-001"));
    QVERIFY(next.connects()); // the network thread is well
    child.kill();
    QVERIFY(child.waitForFinished());
}

FACTEO_TEST(MqttTransportTest);
#include "mqtt_transport_test.moc"
