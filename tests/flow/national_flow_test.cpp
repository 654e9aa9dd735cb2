// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_nation.h"
#include "protocol/chain.h"
#include "support/hub_process.h"
#include "support/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <algorithm>
#include <map>

using namespace facteo;
using namespace facteo::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int kDepots = 20;
constexpr int kPostmen = 600;
const QString kSomebody = u"H-0007-01"_s;
const protocol::DepotId kHisDepot{"D-0007"};

} // namespace

/// A small country: many depots in one hub, everybody of them on one exercise gateway, a real broker between.
class NationalFlowTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void EveryDepotShowsItsPeople();
    void TheOverviewIsTheSumOfTheDepots();
    void AnAlertReachesItsDepotAndNoOther();
    void TheCountryOutlivesItsHub();
    void cleanupTestCase();

private:
    [[nodiscard]] QString place(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] bool startHub()
    {
        return m_hub->start(
            {u"--roster"_s, place(u"rosters"_s), u"--house"_s, u"F-FLOW"_s, u"--gateway"_s, u"crowd"_s});
    }
    /// A console of this machine, on one depot's topics; "+": on all of them.
    [[nodiscard]] pki::Bundle consoleOf(const protocol::DepotId &depot) const
    {
        auto bundle = m_hub->bundle(u"console"_s);
        bundle.depot = depot;
        return bundle;
    }
    [[nodiscard]] QJsonObject overview() const
    {
        const auto said =
            tests::facteo({u"status"_s, u"--data"_s, m_hub->folder(), u"--overview"_s, u"--json"_s});
        return QJsonDocument::fromJson(said.output).object();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<HubProcess> m_hub;
    QProcess m_crowd;
    std::map<std::string, int> m_people; ///< by depot
};

void NationalFlowTest::initTestCase()
{
    const auto made = tests::facteo({u"demo"_s, u"national"_s, place(u"rosters"_s), u"--depots"_s,
        QString::number(kDepots), u"--postmen"_s, QString::number(kPostmen)});
    QVERIFY2(made.code == 0, made.errors);
    const maps::DemoNation nation({.depots = kDepots, .postmen = kPostmen});
    for (std::size_t i = 0; i < nation.depots(); ++i) {
        const auto roster = nation.roster(i);
        m_people[roster.depot.id.text] = static_cast<int>(roster.handsets.size());
    }
    m_hub = std::make_unique<HubProcess>(place(u"hub"_s));
    QVERIFY2(startHub(), m_hub->output());
    m_crowd.setProcessChannelMode(QProcess::MergedChannels);
    m_crowd.start(
        QStringLiteral(FACTEO_HANDSET_PROGRAM), {u"--crowd"_s, place(u"rosters"_s), u"--gateway"_s,
                                                    place(u"hub/bundles/crowd"_s), u"--every"_s, u"3"_s});
    QVERIFY(m_crowd.waitForStarted());
}

void NationalFlowTest::EveryDepotShowsItsPeople()
{
    LiveParty everywhere(consoleOf({"+"}));
    std::map<std::string, std::map<std::string, protocol::HandsetPicture>> latest;
    const auto placed = [&] {
        for (const auto &picture : everywhere.heardOf<protocol::Picture>())
            for (const auto &one : picture.handsets)
                latest["D-" + one.handset.text.substr(2, 4)].insert_or_assign(one.handset.text, one);
        return latest.size() == kDepots && std::ranges::all_of(latest, [](const auto &depot) {
            return std::ranges::count_if(
                       depot.second, [](const auto &one) { return one.second.fix.has_value(); }) >= 3;
        });
    };
    QVERIFY2(comesTrue(placed), m_crowd.readAll());
}

void NationalFlowTest::TheOverviewIsTheSumOfTheDepots()
{
    QJsonObject all;
    // Everybody has clocked on, and of hardly anybody is nothing known.
    QVERIFY(comesTrue([&] {
        all = overview();
        const auto sum = all["sum"_L1].toObject();
        return sum["live"_L1].toInt() > kPostmen / 2 && sum["signalLost"_L1].toInt() < kPostmen / 5;
    }));
    const auto depots = all["depots"_L1].toArray();
    QCOMPARE(depots.size(), kDepots);
    int known = 0;
    for (const auto &value : depots) {
        const auto depot = value.toObject();
        const auto id = depot["id"_L1].toString();
        QCOMPARE(depot["known"_L1].toInt(), m_people[id.toStdString()]);
        known += depot["known"_L1].toInt();
        int parts = 0;
        for (const auto &part :
            {"live"_L1, "ageing"_L1, "signalLost"_L1, "sharingOff"_L1, "offDutyOrBreak"_L1})
            parts += depot[part].toInt();
        QCOMPARE(parts, depot["known"_L1].toInt());
    }
    QCOMPARE(known, kPostmen);
    QCOMPARE(all["sum"_L1].toObject()["known"_L1].toInt(), kPostmen);
    const auto one =
        tests::facteo({u"status"_s, u"--data"_s, m_hub->folder(), u"--depot"_s, u"D-0007"_s, u"--json"_s});
    const auto status = QJsonDocument::fromJson(one.output).object();
    QCOMPARE(status["handsets"_L1].toObject()["known"_L1].toInt(), m_people["D-0007"]);
    QVERIFY(status["positions"_L1].toObject()["stored"_L1].toInt() > 0);
    QCOMPARE(status["rejectedInAll"_L1].toInt(), 0);
    const auto nobody = tests::facteo({u"status"_s, u"--data"_s, m_hub->folder()});
    QVERIFY2(nobody.errors.contains("say which with --depot"), nobody.errors);
}

void NationalFlowTest::AnAlertReachesItsDepotAndNoOther()
{
    LiveParty his(consoleOf(kHisDepot));
    QVERIFY(comesTrue([&] { return his.isConnected(); }));
    QVERIFY(m_crowd.write((kSomebody + u" alert\n"_s).toUtf8()) > 0);
    std::optional<protocol::Alert> alert;
    const auto heard = [&] {
        for (const auto &notice : his.heardOf<protocol::FactNotice>())
            if (const auto *fact = std::get_if<protocol::AlertFact>(&notice.fact.body))
                alert = fact->after;
        return alert.has_value();
    };
    QVERIFY(comesTrue(heard));
    QCOMPARE(QString::fromStdString(alert->handset.text), kSomebody);
    QVERIFY(alert->exercise);
    QVERIFY(comesTrue([&] {
        const auto depots = overview()["depots"_L1].toArray();
        return std::ranges::all_of(depots, [](const auto &value) {
            const auto depot = value.toObject();
            return depot["exerciseAlerts"_L1].toInt() == (depot["id"_L1] == "D-0007"_L1 ? 1 : 0);
        });
    }));
    his.say(protocol::Request{.by = {"tester"},
        .operatorName = "Tester",
        .body = protocol::ActOnAlert{.alert = alert->id, .act = protocol::AlertAct::Acknowledge}});
    QVERIFY(comesTrue([&] { return heard() && alert->state == protocol::AlertState::Acknowledged; }));
    const auto facts = his.allFacts();
    QVERIFY(protocol::verifyChain(facts));
    QCOMPARE(facts.front().depot.text, kHisDepot.text);
}

void NationalFlowTest::TheCountryOutlivesItsHub()
{
    m_hub->kill();
    QVERIFY2(m_hub->start(), m_hub->output()); // knows everybody
    QVERIFY(comesTrue([&] {
        const auto sum = overview()["sum"_L1].toObject();
        return sum["known"_L1].toInt() == kPostmen && sum["live"_L1].toInt() > kPostmen / 2;
    }));
}

void NationalFlowTest::cleanupTestCase()
{
    m_crowd.write("quit\n");
    QVERIFY(m_crowd.waitForFinished());
    QCOMPARE(m_crowd.exitCode(), 0);
    QVERIFY(m_hub && m_hub->stop() == 0);
}

FACTEO_TEST(NationalFlowTest);
#include "national_flow_test.moc"
