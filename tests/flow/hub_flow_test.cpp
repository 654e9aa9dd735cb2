// SPDX-License-Identifier: Apache-2.0
#include "protocol/chain.h"
#include "support/hub_process.h"
#include "support/registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <csignal>

using namespace facteo;
using namespace facteo::tests;
using namespace std::chrono_literals;
using protocol::Channel;
using protocol::Duty;

/// The embedded hub with everything real: processes, broker, TLS, database.
class HubFlowTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void FromTheHandsetToThePictureAndTheRecord();
    void AKilledHubLosesAndDoublesNothing();
    void AKilledBrokerComesBack();
    void AConsoleThatWasAwayAsksForTheGap();
    void TenThousandMalformedFramesAreEachCounted();
    void AnOwnTracksPhoneIsShownOnDutyOnly();
    void ASecondHubIsTurnedAway();
    void WhoCallsHimselfHubDisturbsNobody();
    void TheBrokerNeverSurvivesItsHub();
    void EveryErrorOfTheConfigurationHasItsLine();

private:
    [[nodiscard]] QString data() const { return m_folder->path() + QStringLiteral("/data"); }
    [[nodiscard]] bool startHub();
    /// A number of `facteo status --json`: {"positions", "stored"}; -1 when it is not there.
    [[nodiscard]] qint64 status(std::initializer_list<const char *> path) const;
    [[nodiscard]] std::vector<protocol::Fact> facts();
    protocol::StateReport onDuty(Duty duty = Duty::On) const
    {
        return {{.at = wallClock(), .duty = duty, .sharing = true, .batteryPercent = 90}};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HubProcess> m_hub;
};

void HubFlowTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_hub = std::make_unique<HubProcess>(data());
    QVERIFY(writeRoster(m_folder->filePath(QStringLiteral("roster.pb")), 3));
    QVERIFY2(startHub(), m_hub->output());
}

void HubFlowTest::cleanup()
{
    m_hub.reset();
    m_folder.reset();
}

bool HubFlowTest::startHub()
{
    return m_hub->start({QStringLiteral("--roster"), m_folder->filePath(QStringLiteral("roster.pb"))});
}

qint64 HubFlowTest::status(std::initializer_list<const char *> path) const
{
    QJsonValue value = statusOf(data());
    for (const char *key : path)
        value = value[QLatin1StringView(key)];
    return value.toInteger(-1);
}

std::vector<protocol::Fact> HubFlowTest::facts()
{
    return LiveParty(m_hub->bundle(QStringLiteral("console")), false).allFacts();
}

void HubFlowTest::FromTheHandsetToThePictureAndTheRecord()
{
    LiveParty console(m_hub->bundle(QStringLiteral("console")));
    LiveParty handset(m_hub->bundle(QStringLiteral("H-001")));
    QVERIFY(handset.deliver(Channel::Up, handset.sealed(onDuty())));
    protocol::PositionReport report;
    report.fix = {.at = wallClock(), .position = {466'000'000, 23'000'000}, .accuracyDm = 50};
    handset.say(report);
    QVERIFY(comesTrue([&] {
        for (const auto &picture : console.heardOf<protocol::Picture>())
            for (const auto &one : picture.handsets)
                if (one.handset.text == "H-001" && one.fix && one.fix->position.latE7 == 466'000'000)
                    return true;
        return false;
    }));

    const auto alert =
        handset.sealed(protocol::AlertReport{.alert = protocol::randomAlertId(), .raisedAt = wallClock()});
    QVERIFY(handset.deliver(Channel::Alert, alert));
    QVERIFY(comesTrue([&] {
        return std::ranges::any_of(console.heardOf<protocol::FactNotice>(),
            [&](const auto &notice) { return notice.fact.cause == alert.id; });
    }));
    QVERIFY(comesTrue([&] { return !handset.heardOf<protocol::AlertNews>().empty(); }));

    QCOMPARE(status({"openAlerts"}), 1);
    QCOMPARE(status({"handsets", "known"}), 3);
    QCOMPARE(status({"handsets", "offDutyOrBreak"}), 2);
    QVERIFY(status({"positions", "stored"}) >= 1);
    QCOMPARE(status({"rejectedInAll"}), 0);
    const auto log = tests::facteo({"log", "--verify", "--data", data()});
    QVERIFY2(log.code == 0, log.errors);
    QCOMPARE(m_hub->stop(), 0);
    QVERIFY(!QFile::exists(data() + QStringLiteral("/run/hub.json")));
}

void HubFlowTest::AKilledHubLosesAndDoublesNothing()
{
    LiveParty handset(m_hub->bundle(QStringLiteral("H-001")));
    constexpr int kChanges = 60;
    for (int i = 0; i < kChanges; ++i) {
        const auto frame = handset.sealed(onDuty(i % 2 == 0 ? Duty::On : Duty::OnBreak));
        if (i % 15 == 7) {
            // The frame is on its way when the hub dies: before, in the middle of or after recording it.
            handset.send(Channel::Up, frame.bytes);
            m_hub->kill();
            QVERIFY2(startHub(), m_hub->output());
        }
        QVERIFY(handset.deliver(Channel::Up, frame));
    }
    int changes = 0;
    Duty last = Duty::Off;
    const auto all = facts();
    for (const auto &fact : all)
        if (const auto *duty = std::get_if<protocol::DutyFact>(&fact.body)) {
            QVERIFY(duty->duty != last); // in order, none twice
            last = duty->duty;
            ++changes;
        }
    QCOMPARE(changes, kChanges);
    QVERIFY(protocol::verifyChain(all));
    QCOMPARE(all.front().number, 1u);

    m_hub->stop();
    const auto rebuilt =
        QProcess::execute(QStringLiteral(FACTEO_HUB_PROGRAM), {"--embedded", "--data", data(), "--rebuild"});
    QCOMPARE(rebuilt, 0);
}

void HubFlowTest::AKilledBrokerComesBack()
{
    LiveParty console(m_hub->bundle(QStringLiteral("console")));
    LiveParty handset(m_hub->bundle(QStringLiteral("H-001")));
    QVERIFY(handset.deliver(Channel::Up, handset.sealed(onDuty())));
    const auto before = m_hub->brokerPid();
    QVERIFY(before > 0);
    ::kill(static_cast<pid_t>(before), SIGKILL);
    const auto alert =
        handset.sealed(protocol::AlertReport{.alert = protocol::randomAlertId(), .raisedAt = wallClock()});
    QVERIFY(handset.deliver(Channel::Alert, alert));
    QVERIFY(m_hub->brokerPid() != before);
    int lost = 0;
    int back = 0;
    int alerts = 0;
    for (const auto &fact : facts()) {
        if (const auto *event = std::get_if<protocol::HubFact>(&fact.body)) {
            lost += event->event == protocol::HubEvent::BrokerLost;
            back += event->event == protocol::HubEvent::BrokerBack;
        }
        alerts += std::holds_alternative<protocol::AlertFact>(fact.body);
    }
    QCOMPARE(lost, 1);
    QCOMPARE(back, 1);
    QCOMPARE(alerts, 1);
}

void HubFlowTest::AConsoleThatWasAwayAsksForTheGap()
{
    LiveParty console(m_hub->bundle(QStringLiteral("console")));
    LiveParty handset(m_hub->bundle(QStringLiteral("H-001")));
    QVERIFY(handset.deliver(Channel::Up, handset.sealed(onDuty())));
    QVERIFY(comesTrue([&] { return !console.heardOf<protocol::FactNotice>().empty(); }));
    const auto cursor = console.heardOf<protocol::FactNotice>().back().fact.number;
    console.sever();
    for (int i = 0; i < 5; ++i)
        QVERIFY(handset.deliver(Channel::Up, handset.sealed(onDuty(i % 2 == 0 ? Duty::OnBreak : Duty::On))));
    console.reconnect();
    const auto pages = console.ask(protocol::AskFacts{.after = cursor});
    QCOMPARE(pages.size(), 1u);
    const auto &page = std::get<protocol::FactPage>(pages.front().body);
    QCOMPARE(page.facts.size(), 5u);
    QCOMPARE(page.facts.front().number, cursor + 1);
    QVERIFY(protocol::verifyChain(page.facts));
}

void HubFlowTest::TenThousandMalformedFramesAreEachCounted()
{
    LiveParty handset(m_hub->bundle(QStringLiteral("H-001")));
    const auto good = handset.sealed(onDuty()).bytes;
    constexpr std::uint64_t kFrames = 10'000;
    for (std::uint64_t i = 0; i < kFrames; ++i) {
        auto bytes = good;
        bytes.resize(i % good.size()); // every truncation, in turn
        if (i % 3 == 0 && !bytes.empty())
            bytes[i * 7 % bytes.size()] ^= std::byte{0xff};
        handset.send(Channel::Up, std::move(bytes));
    }
    QVERIFY(comesTrue([&] { return handset.counters().delivered >= kFrames; }, 120s));
    QVERIFY2(comesTrue([&] { return status({"rejectedInAll"}) == static_cast<qint64>(kFrames); }, 60s),
        QJsonDocument(statusOf(data())).toJson());
    QVERIFY(m_hub->isRunning());
    QVERIFY(handset.deliver(Channel::Up, handset.sealed(onDuty())));
    const auto kept = tests::facteo({"hub", "--data", data(), "quarantine", "--json", "--at-most", "500"});
    QVERIFY2(kept.code == 0, kept.errors);
    const auto frames = QJsonDocument::fromJson(kept.output).array();
    QCOMPARE(frames.size(), 500);
    for (const auto &frame : frames)
        QVERIFY(!frame.toObject()["detail"].toString().isEmpty());
}

void HubFlowTest::AnOwnTracksPhoneIsShownOnDutyOnly()
{
    const auto enrolled = tests::facteo({"hub", "--data", data(), "enrol", "--id", "H-070", "--postman",
        "P-070", "--name", "Zoé Faure", "--owntracks", "f0421/s8"});
    QVERIFY2(enrolled.code == 0, enrolled.errors);
    const auto bundle = m_hub->bundle(QStringLiteral("f0421"));
    const auto publish = [&] {
        const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(wallClock().time_since_epoch()).count();
        const auto json = QStringLiteral(
            R"({"_type":"location","lat":46.6,"lon":2.3,"tst":%1,"acc":12,"batt":71,"tid":"21","t":"t"})")
                              .arg(seconds);
        const auto path = [](const std::filesystem::path &file) {
            return QString::fromStdString(file.string());
        };
        return QProcess::execute(QStringLiteral("mosquitto_pub"),
            {"-h", "localhost", "-p", QString::number(bundle.broker.port), "--cafile", path(bundle.caFile),
                "--cert", path(bundle.certificateFile), "--key", path(bundle.keyFile), "--tls-version",
                "tlsv1.3", "-q", "1", "-i", "f0421", "-t", "owntracks/f0421/s8", "-m", json});
    };
    QVERIFY(comesTrue([&] { return publish() == 0 && status({"positions", "gated", "offDuty"}) > 0; }));
    QCOMPARE(status({"positions", "stored"}), 0);

    LiveParty console(m_hub->bundle(QStringLiteral("console")));
    const auto duty = tests::facteo({"hub", "--data", data(), "duty", "--id", "H-070", "on"});
    QVERIFY2(duty.code == 0, duty.errors);
    QVERIFY(comesTrue([&] {
        if (publish() != 0)
            return false;
        for (const auto &picture : console.heardOf<protocol::Picture>())
            for (const auto &one : picture.handsets)
                if (one.handset.text == "H-070" && one.fix)
                    return true;
        return false;
    }));
    QVERIFY(status({"positions", "stored"}) >= 1);
}

void HubFlowTest::ASecondHubIsTurnedAway()
{
    HubProcess second(data());
    QVERIFY(!second.start());
    QVERIFY2(second.output().contains("already serves"), second.output());
    QVERIFY(m_hub->isRunning());
    QCOMPARE(statusOf(data())["brokerWorks"].toBool(), true);
}

void HubFlowTest::WhoCallsHimselfHubDisturbsNobody()
{
    const auto bundle = m_hub->bundle(QStringLiteral("H-002"));
    transport::NetworkThread network;
    for (const auto *id : {"hub", "H-001", "H-001-alert", "console"}) {
        transport::MqttSettings settings;
        settings.clientId = id;
        settings.port = bundle.broker.port;
        settings.caFile = bundle.caFile;
        settings.certificateFile = bundle.certificateFile;
        settings.keyFile = bundle.keyFile;
        transport::MqttTransport impostor(network, settings);
        impostor.start();
        QVERIFY(comesTrue([&] { return impostor.connected(); }));
    }
    LiveParty handset(m_hub->bundle(QStringLiteral("H-003")));
    QVERIFY(handset.deliver(Channel::Up, handset.sealed(onDuty())));
    for (const auto &fact : facts())
        if (const auto *event = std::get_if<protocol::HubFact>(&fact.body))
            QCOMPARE(event->event, protocol::HubEvent::Started); // nobody threw it off the broker
}

void HubFlowTest::TheBrokerNeverSurvivesItsHub()
{
    const auto broker = m_hub->brokerPid();
    m_hub->kill();
    QVERIFY(comesTrue([&] { return ::kill(static_cast<pid_t>(broker), 0) != 0; }));
    QVERIFY2(startHub(), m_hub->output());
    const auto next = m_hub->brokerPid();
    QCOMPARE(m_hub->stop(), 0);
    QVERIFY(comesTrue([&] { return ::kill(static_cast<pid_t>(next), 0) != 0; }));
}

void HubFlowTest::EveryErrorOfTheConfigurationHasItsLine()
{
    const auto file = m_folder->filePath(QStringLiteral("hub.toml"));
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("depot = \"D FLOW\"\nbundle = 7\ndatabase = \"mysql://x\"\ncolour = \"red\"\n"
              "[limits]\nqueue_frames = 1\nbatch = 5\n[owntracks]\n\"f0421\" = \"H-001\"\n");
    out.close();
    QProcess hub;
    hub.start(QStringLiteral(FACTEO_HUB_PROGRAM), {"--config", file});
    QVERIFY(hub.waitForFinished());
    QCOMPARE(hub.exitCode(), 1);
    const auto said = hub.readAllStandardError();
    for (const char *part : {":1: depot:", ":2: bundle:", ":3: database:", ":4: colour:",
             "trails: is missing", ":6: limits.queue_frames:", ":7: limits.batch:", ":9: owntracks.f0421:"})
        QVERIFY2(said.contains(part), (QByteArray(part) + " not in\n" + said).constData());
}

FACTEO_TEST(HubFlowTest);
#include "hub_flow_test.moc"
