// SPDX-License-Identifier: Apache-2.0
#include "support/hub_process.h"
#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace facteo;
using namespace facteo::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// `facteo dossier` over what a real hub recorded.
class DossierFlowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(writeRoster(m_folder.filePath(u"roster.pb"_s), 2));
        QVERIFY2(m_hub.start({u"--roster"_s, m_folder.filePath(u"roster.pb"_s)}), m_hub.output());
        LiveParty handset(m_hub.bundle(u"H-001"_s));
        QVERIFY(handset.deliver(protocol::Channel::Up,
            handset.sealed(protocol::StateReport{
                {.at = wallClock() - 60s, .duty = protocol::Duty::On, .sharing = true}})));
        protocol::AlertReport pressed{.alert = protocol::AlertId{77}, .raisedAt = wallClock()};
        QVERIFY(handset.deliver(protocol::Channel::Alert, handset.sealed(pressed)));
        QVERIFY(comesTrue([this] { return statusOf(data())["openAlerts"_L1].toInteger() == 1; }));
        m_depot = statusOf(data())["depot"_L1].toString();
    }

    void WhileTheHubRunsTheRecordHasItsWriter()
    {
        const auto refused = exported(u"early"_s);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.errors.contains("stop the hub"), refused.errors);
        QVERIFY(!QFile::exists(m_folder.filePath(u"early"_s)));
    }

    void AnExportedRecordHoldsAndAChangedOneDoesNot()
    {
        QCOMPARE(m_hub.stop(), 0);
        const auto made = exported(u"dossier"_s);
        QVERIFY2(made.code == 0, made.errors);
        const QDir folder(m_folder.filePath(u"dossier"_s));
        QCOMPARE(folder.entryList(QDir::Files, QDir::Name),
            (QStringList{u"alert.cap.xml"_s, u"dossier.pdf"_s, u"facts.jsonl"_s, u"manifest.json"_s,
                u"manifest.json.sha256"_s, u"positions.csv"_s, u"positions.geojson"_s}));
        const auto good =
            tests::facteo({u"dossier"_s, u"verify"_s, folder.path(), u"--database"_s, database()});
        QVERIFY2(good.code == 0, good.output + good.errors);
        QVERIFY2(good.output.contains("the log says the same"), good.output);

        QFile facts(folder.filePath(u"facts.jsonl"_s));
        QVERIFY(facts.open(QIODevice::Append) && facts.write(" ") == 1);
        facts.close();
        const auto bad = tests::facteo({u"dossier"_s, u"verify"_s, folder.path()});
        QCOMPARE(bad.code, 1);
        QVERIFY2(bad.output.contains("facts.jsonl: was changed"), bad.output);
        QVERIFY(facts.resize(facts.size() - 1));
    }

    void NobodyExportsWithoutSayingWhoAndWhyNorWhatIsNotThere()
    {
        QVERIFY(exported(u"no"_s, {}, u" "_s).code != 0);
        QVERIFY(exported(u"no"_s, u"Claire Morel"_s).code != 0);
        QVERIFY(exported(u"no"_s, u"cmorel"_s, u"litige"_s, u"9"_s).errors.contains("has no alert 9"));
        QVERIFY(!QFile::exists(m_folder.filePath(u"no"_s)));
    }

    void TheHubGoesOnBehindTheLook()
    {
        QVERIFY2(m_hub.start(), m_hub.output());
        const auto log = tests::facteo({u"log"_s, u"--data"_s, data()});
        QVERIFY2(log.output.contains("look at H-001: demande d’un juge"), log.output);
        QCOMPARE(log.output.count("look at H-001"), 1); // what was refused was no look
        QCOMPARE(tests::facteo({u"log"_s, u"--verify"_s, u"--data"_s, data()}).code, 0);
        const auto checked = tests::facteo(
            {u"dossier"_s, u"verify"_s, m_folder.filePath(u"dossier"_s), u"--database"_s, database()});
        QVERIFY2(checked.code == 0, checked.output + checked.errors);
    }

private:
    [[nodiscard]] QString data() const { return m_folder.filePath(u"data"_s); }
    [[nodiscard]] QString database() const { return u"sqlite:%1/store/facteo.sqlite"_s.arg(data()); }

    [[nodiscard]] CommandResult exported(const QString &folder, const QString &by = u"cmorel"_s,
        const QString &purpose = u"demande d’un juge"_s, const QString &alert = u"1"_s) const
    {
        return tests::facteo({u"dossier"_s, u"export"_s, u"--database"_s, database(), u"--trails"_s,
            data() + u"/store/trails"_s, u"--depot"_s, m_depot, u"--alert"_s, alert, u"--operator"_s, by,
            u"--purpose"_s, purpose, u"--output"_s, m_folder.filePath(folder)});
    }

    QTemporaryDir m_folder;
    QString m_depot;
    HubProcess m_hub{m_folder.filePath(u"data"_s)};
};

FACTEO_TEST(DossierFlowTest);
#include "dossier_flow_test.moc"
