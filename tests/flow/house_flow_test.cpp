// SPDX-License-Identifier: Apache-2.0
#include "protocol/chain.h"
#include "support/hub_process.h"
#include "support/postgres_server.h"
#include "support/registry.h"

#include <QFile>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace facteo;
using namespace facteo::tests;
using namespace Qt::StringLiterals;
using protocol::Channel;

/// The hub of a customer who outgrew one workstation: a broker and a PostgreSQL of the house, everything
/// enrolled by hand with the commands of docs/enrolment.md.
class HouseFlowTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void AlertsOutliveHubBrokerAndDatabase();
    void ARosterNeedsEverybodysCertificate();

private:
    [[nodiscard]] QString place(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] CommandResult pki(const QStringList &arguments) const
    {
        return tests::facteo(QStringList{u"pki"_s} + arguments + QStringList{u"--pki"_s, place(u"pki"_s)});
    }
    [[nodiscard]] CommandResult issue(const QString &role, const QString &id) const
    {
        return pki({u"issue"_s, role, id, u"--host"_s, u"localhost"_s, u"--port"_s, QString::number(m_port)});
    }
    [[nodiscard]] bool startBroker();
    [[nodiscard]] bool startHub(const QStringList &more = {})
    {
        return m_hub->startWith(QStringList{u"--config"_s, place(u"hub.toml"_s)} + more);
    }
    [[nodiscard]] QStringList withRoster() const
    {
        return {u"--roster"_s, place(u"roster.pb"_s), u"--authority"_s, place(u"pki"_s)};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HubProcess> m_hub;
    QProcess m_broker;
    quint16 m_port = 0;
};

void HouseFlowTest::init()
{
    auto &postgres = PostgresServer::instance();
    if (!postgres.whyNot().isEmpty())
        QSKIP(qPrintable(postgres.whyNot()));
    m_folder = std::make_unique<QTemporaryDir>();
    m_hub = std::make_unique<HubProcess>(m_folder->path());
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    m_port = free.serverPort();
    free.close();

    QCOMPARE(pki({u"init"_s, u"--depot"_s, u"D-FLOW"_s}).code, 0);
    QCOMPARE(issue(u"hub"_s, u"hub"_s).code, 0);
    QCOMPARE(issue(u"broker"_s, u"broker"_s).code, 0);
    QCOMPARE(issue(u"console"_s, u"desk-1"_s).code, 0);
    QCOMPARE(issue(u"handset"_s, u"H-001"_s).code, 0);
    const auto written = pki({u"broker"_s, place(u"bundles/broker"_s), place(u"broker"_s), u"--bind"_s,
        u"127.0.0.1"_s, u"--port"_s, QString::number(m_port)});
    QVERIFY2(written.code == 0, written.errors);
    QVERIFY(startBroker());

    QFile config(place(u"hub.toml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("depot = \"D-FLOW\"\nbundle = \"bundles/hub\"\ntrails = \"trails\"\ndatabase = \"" +
                 postgres.newDatabase().toUtf8() + "\"\n[consoles]\ndesk-1 = \"bundles/desk-1/cert.pem\"\n");
}

void HouseFlowTest::cleanup()
{
    m_hub.reset();
    m_broker.kill();
    m_broker.waitForFinished();
    m_folder.reset();
}

bool HouseFlowTest::startBroker()
{
    m_broker.start(u"mosquitto"_s, {u"-c"_s, place(u"broker/mosquitto.conf"_s)});
    return comesTrue([this] {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, m_port);
        return probe.waitForConnected(1'000);
    });
}

void HouseFlowTest::AlertsOutliveHubBrokerAndDatabase()
{
    QVERIFY(writeRoster(place(u"roster.pb"_s), 1));
    QVERIFY2(startHub(withRoster()), m_hub->output());
    LiveParty handset(m_hub->bundle(u"H-001"_s));
    LiveParty console(m_hub->bundle(u"desk-1"_s));
    std::vector<protocol::FrameId> sent;
    const auto press = [&] {
        const auto alert = handset.sealed(
            protocol::AlertReport{.alert = protocol::randomAlertId(), .raisedAt = wallClock()});
        sent.push_back(alert.id);
        return handset.deliver(Channel::Alert, alert) && comesTrue([&] {
            return std::ranges::any_of(console.heardOf<protocol::FactNotice>(),
                [&](const auto &notice) { return notice.fact.cause == alert.id; });
        });
    };
    QVERIFY(press());

    m_hub->kill();
    QVERIFY2(startHub(), m_hub->output()); // the database knows the roster
    QVERIFY(press());

    m_broker.kill();
    m_broker.waitForFinished();
    QVERIFY(startBroker());
    QVERIFY(press());

    PostgresServer::instance().restart();
    QVERIFY(press());

    const auto facts = console.allFacts();
    QVERIFY(protocol::verifyChain(facts));
    QCOMPARE(facts.front().number, 1U);
    for (const auto &frame : sent)
        QCOMPARE(std::ranges::count(facts, frame, &protocol::Fact::cause), 1);
    QCOMPARE(m_hub->stop(), 0);
}

void HouseFlowTest::ARosterNeedsEverybodysCertificate()
{
    QVERIFY(writeRoster(place(u"roster.pb"_s), 3));
    QVERIFY(!startHub(withRoster()));
    QVERIFY2(m_hub->output().contains("issued no certificate for H-002 H-003: facteo pki issue handset ID"),
        m_hub->output());
    QVERIFY(!startHub(withRoster().first(2)));
    QVERIFY2(m_hub->output().contains("--authority DIR"), m_hub->output());
}

FACTEO_TEST(HouseFlowTest);
#include "house_flow_test.moc"
