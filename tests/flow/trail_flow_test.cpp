// SPDX-License-Identifier: Apache-2.0
#include "support/hub_process.h"
#include "support/registry.h"

#include <QFile>
#include <QTemporaryDir>

using namespace facteo;
using namespace facteo::tests;
using namespace std::chrono_literals;

/// `facteo trail` against a hub with everything real.
class TrailFlowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(writeRoster(m_folder.filePath(QStringLiteral("roster.pb")), 2));
        QVERIFY2(m_hub.start({QStringLiteral("--roster"), m_folder.filePath(QStringLiteral("roster.pb"))}),
            m_hub.output());
        LiveParty handset(m_hub.bundle(QStringLiteral("H-001")));
        QVERIFY(handset.deliver(
            protocol::Channel::Up, handset.sealed(protocol::StateReport{{.at = wallClock() - 60s,
                                       .duty = protocol::Duty::On,
                                       .sharing = true,
                                       .batteryPercent = 90}})));
        for (const int step : {0, 1, 2, 3}) {
            protocol::PositionReport report;
            report.fix = {.at = wallClock() - 40s + step * 10s,
                .position = {466'000'000 + step * 1'000, 23'000'000},
                .accuracyDm = 50};
            handset.say(report);
        }
        QVERIFY(comesTrue([this] {
            return statusOf(data())[QStringLiteral("positions")][QStringLiteral("stored")].toInteger() == 4;
        }));
    }

    void AWayIsToldInWordsAndAsAFileForItsOwner()
    {
        const auto shown = trail({"show", "H-001", "--purpose", "litige"});
        QVERIFY2(shown.code == 0, shown.errors);
        QVERIFY2(shown.output.contains("4 positions"), shown.output);
        const auto file = m_folder.filePath(QStringLiteral("way.csv"));
        const auto saved = trail({"show", "H-001", "--purpose", "litige", "--output", file});
        QVERIFY2(saved.code == 0, saved.errors);
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll().count('\n'), 5);
        QCOMPARE(csv.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const auto nobody = trail({"show", "H-002", "--purpose", "litige"});
        QVERIFY2(nobody.output.contains("no positions in this time"), nobody.output);
    }

    void WhoWasNearIsNamed()
    {
        const auto near = trail({"near", "46.6001,2.3", "--radius", "100", "--purpose", "un témoin"});
        QVERIFY2(near.code == 0, near.errors);
        QVERIFY2(near.output.startsWith("H-001, "), near.output);
        QVERIFY2(!near.output.contains("H-002"), near.output);
        const auto far = trail({"near", "48.1,2.3", "--radius", "100", "--purpose", "un témoin"});
        QVERIFY2(far.output.startsWith("nobody was within 100 m"), far.output);
        QVERIFY(tests::facteo({"log", "--data", data()}).output.contains("look at nobody: un témoin"));
    }

    void EveryLookStandsInTheRecordAndNoneGoesWithoutPurpose()
    {
        const auto looks = [this] {
            return tests::facteo({"log", "--data", data()}).output.count("look at ");
        };
        const auto before = looks();
        QVERIFY(trail({"show", "H-001"}).code != 0);
        QVERIFY(trail({"near", "46.6,2.3", "--radius", "100", "--purpose", " "}).code != 0);
        const auto unknown = trail({"show", "H-999", "--purpose", "litige"});
        QVERIFY(unknown.code != 0);
        QVERIFY2(!unknown.errors.isEmpty(), unknown.output);
        QCOMPARE(looks(), before);
        QCOMPARE(trail({"show", "H-001", "--purpose", "constat"}).code, 0);
        QCOMPARE(looks(), before + 1);
        QVERIFY(tests::facteo({"log", "--data", data()}).output.contains("look at H-001: constat"));
    }

private:
    [[nodiscard]] QString data() const { return m_folder.filePath(QStringLiteral("data")); }

    [[nodiscard]] CommandResult trail(QStringList arguments) const
    {
        const auto from = QDateTime::currentDateTimeUtc().addSecs(-300).toString(Qt::ISODate); // with its Z
        arguments << "--from" << from << "--data" << data();
        return tests::facteo(QStringList{"trail"} + arguments);
    }

    QTemporaryDir m_folder;
    HubProcess m_hub{m_folder.filePath(QStringLiteral("data"))};
};

FACTEO_TEST(TrailFlowTest);
#include "trail_flow_test.moc"
