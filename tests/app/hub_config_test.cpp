// SPDX-License-Identifier: Apache-2.0
#include "app/hub_config.h"

#include "pki/pki_folder.h"
#include "support/registry.h"

#include <format>

using namespace facteo;
using namespace facteo::app;
using facteo::tests::PkiFolder;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kNeeded = "depot = \"D-TEST\"\nbundle = \"bundles/hub\"\n"
                                     "database = \"sqlite:store/facteo.sqlite\"\ntrails = \"store/trails\"\n";

constexpr std::string_view kHouse = "house = \"F-TEST\"\nbundle = \"bundles/hub\"\n"
                                    "database = \"sqlite:store/facteo.sqlite\"\ntrails = \"store/trails\"\n";

/// What the reader makes of the needed keys and these lines, in `folder`.
std::expected<HubConfig, std::string> read(const fs::path &folder, const std::string &more)
{
    const auto file = folder / "hub.toml";
    tests::overwrite(file, std::string(kNeeded) + more);
    return readHubConfig(file);
}

} // namespace

class HubConfigTest : public QObject
{
    Q_OBJECT
private slots:
    void WhatIsNotSaidHasItsDefault();
    void EverythingThatIsSaidIsTaken();
    void AServersUrlStaysAsItIs();
    void WhatIsWrongIsNamedWithItsLine_data();
    void WhatIsWrongIsNamedWithItsLine();
    void AMissingFileIsSaid();
    void AHouseNamesItsDepots();
    void AHouseThatIsWrongIsSaid_data();
    void AHouseThatIsWrongIsSaid();
};

void HubConfigTest::WhatIsNotSaidHasItsDefault()
{
    const QTemporaryDir place;
    const fs::path folder = place.path().toStdString();
    const auto config = read(folder, {});
    QVERIFY2(config, config.error().c_str());
    QCOMPARE(config->depot.text, "D-TEST");
    QCOMPARE(config->bundle, folder / "bundles/hub");
    QCOMPARE(config->database, "sqlite:" + (folder / "store/facteo.sqlite").string());
    QCOMPARE(config->trails, folder / "store/trails");
    QVERIFY(config->readyFile.empty());
    QCOMPARE(config->queueFrames, 500'000U);
    QCOMPARE(config->batchFrames, 8'192U);
    QCOMPARE(config->positionEverySeconds, 10U);
    QCOMPARE(config->trailKeptFor, std::chrono::days{60});
    QVERIFY(config->consoles.empty() && config->ownTracks.empty());
}

void HubConfigTest::EverythingThatIsSaidIsTaken()
{
    PkiFolder pki;
    const auto console = pki.issue(pki::Role::Console, "console-1");
    const auto config = read(pki.path(),
        "ready_file = \"run/hub.json\"\n[limits]\nqueue_frames = 1000\nbatch_frames = 1\n"
        "position_every_seconds = 50\ntrail_days = 366\n[consoles]\n"
        "\"console-1\" = \"bundles/console-1/cert.pem\"\n[owntracks]\n\"f0421/s8\" = \"H-070\"\n");
    QVERIFY2(config, config.error().c_str());
    QCOMPARE(config->readyFile, pki.path() / "run/hub.json");
    QCOMPARE(config->queueFrames, 1'000U);
    QCOMPARE(config->batchFrames, 1U);
    QCOMPARE(config->positionEverySeconds, 50U);
    QCOMPARE(config->trailKeptFor, std::chrono::days{366});
    QCOMPARE(config->consoles.size(), 1U);
    QCOMPARE(config->consoles[0].id.text, "console-1");
    QCOMPARE(config->consoles[0].key, console.publicKey);
    QCOMPARE(config->ownTracks.at("f0421/s8").text, "H-070");
}

void HubConfigTest::AServersUrlStaysAsItIs()
{
    const QTemporaryDir place;
    const fs::path file = fs::path(place.path().toStdString()) / "hub.toml";
    tests::overwrite(file, "depot = \"D-TEST\"\nbundle = \"/etc/facteo/hub\"\ntrails = \"/var/lib/facteo\"\n"
                           "database = \"postgresql://facteo@db.example/facteo?sslmode=verify-full\"\n");
    const auto config = readHubConfig(file);
    QVERIFY2(config, config.error().c_str());
    QCOMPARE(config->database, "postgresql://facteo@db.example/facteo?sslmode=verify-full");
    QCOMPARE(config->bundle, fs::path("/etc/facteo/hub"));
}

void HubConfigTest::WhatIsWrongIsNamedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *more, const char *says) {
        QTest::newRow(QByteArray(more).simplified().constData()) << QByteArray(more) << QByteArray(says);
    };
    row("[limits]\ntrail_days = 0\n", ":6: limits.trail_days: must be a whole number from 1 to 366");
    row("[limits]\ntrail_days = 367\n", ":6: limits.trail_days: must be a whole number from 1 to 366");
    row("[limits]\ntrail_days = \"60\"\n", ":6: limits.trail_days: must be a whole number from 1 to 366");
    row("[limits]\nposition_every_seconds = 51\n",
        ":6: limits.position_every_seconds: must be a whole number from 1 to 50");
    row("[limits]\ntrails_days = 60\n", ":6: limits.trails_days: is no key of this file");
    row("[limit]\ntrail_days = 60\n", ":5: limit: is no section of this file");
    row("[consoles]\n\"console 1\" = \"x.pem\"\n", ":6: consoles.console 1: is no id");
    row("[consoles]\nconsole-1 = \"x.pem\"\n", ":6: consoles.console-1: cannot read ");
    row("[consoles]\nconsole-1 = \"hub.toml\"\n", ":6: consoles.console-1: ");
    row("[owntracks]\n\"f0421\" = \"H-070\"\n", ":6: owntracks.f0421: must be \"user/device\"");
    row("[owntracks]\n\"f0421/s8\" = \"H 070\"\n", ":6: owntracks.f0421/s8: must be the id of a handset");
    row("depot = \"twice\"\n", ":5: ");
    row("[limits\n", ":5: ");

    const auto longest = std::string(protocol::Handset::kMostOwnTracks - 2, 'u') + "/d";
    QTest::newRow("a phone's name at its longest")
        << QByteArray(std::format("[owntracks]\n\"{}\" = \"H-070\"\n", longest).c_str()) << QByteArray();
    QTest::newRow("a phone's name that no roster holds")
        << QByteArray(std::format("[owntracks]\n\"u{}\" = \"H-070\"\n", longest).c_str())
        << QByteArray("is longer than 120 bytes");
}

void HubConfigTest::WhatIsWrongIsNamedWithItsLine()
{
    QFETCH(const QByteArray, more);
    QFETCH(const QByteArray, says);
    const QTemporaryDir place;
    const fs::path folder = place.path().toStdString();
    const auto config = read(folder, more.toStdString());
    if (says.isEmpty()) {
        QVERIFY2(config, config.error().c_str());
        return;
    }
    QVERIFY(!config);
    QVERIFY2(config.error().starts_with((folder / "hub.toml").string()), config.error().c_str());
    QVERIFY2(config.error().contains(says.constData()), config.error().c_str());
}

void HubConfigTest::AMissingFileIsSaid()
{
    const auto config = readHubConfig("/nowhere/hub.toml");
    QVERIFY(!config);
    QCOMPARE(config.error(), "/nowhere/hub.toml: there is no such file\n");
}

void HubConfigTest::AHouseNamesItsDepots()
{
    const QTemporaryDir place;
    const fs::path file = fs::path(place.path().toStdString()) / "hub.toml";
    tests::overwrite(file, std::string(kHouse) + "depots = [\"D-1\", \"D-2\"]\n[exercise]\n"
                                                 "gateways = [\"crowd\"]\n");
    const auto config = readHubConfig(file);
    QVERIFY2(config, config.error().c_str());
    QVERIFY(config->isHouse);
    QCOMPARE(config->depot.text, "F-TEST");
    QCOMPARE(config->depots, (std::vector<protocol::DepotId>{{"D-1"}, {"D-2"}}));
    QCOMPARE(config->gateways, std::vector<protocol::SenderId>{{"crowd"}});
}

void HubConfigTest::AHouseThatIsWrongIsSaid_data()
{
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("said");
    QTest::newRow("no depots") << "" << "hub.toml:1: depots: is missing: the house needs";
    QTest::newRow("both") << "depots = [\"D-1\"]\ndepot = \"D-1\"\n"
                          << "hub.toml:6: depot: stands beside house: give one of the two";
    QTest::newRow("twice") << "depots = [\"D-1\",\n\"D-1\"]\n" << "hub.toml:6: depots: names D-1 twice";
    QTest::newRow("no list") << "depots = \"D-1\"\n" << "hub.toml:5: depots: must be a list";
    QTest::newRow("no id") << "depots = [\"D-1\", \"D 2\"]\n" << "hub.toml:5: depots: must be ids";
    QTest::newRow("gateways") << "depots = [\"D-1\"]\n[exercise]\ngateways = [7]\n"
                              << "hub.toml:7: exercise.gateways: must be ids";
}

void HubConfigTest::AHouseThatIsWrongIsSaid()
{
    QFETCH(const QString, more);
    QFETCH(const QString, said);
    const QTemporaryDir place;
    const fs::path file = fs::path(place.path().toStdString()) / "hub.toml";
    tests::overwrite(file, std::string(kHouse) + more.toStdString());
    const auto config = readHubConfig(file);
    QVERIFY(!config);
    QVERIFY2(config.error().contains(said.toStdString()), config.error().c_str());
}

FACTEO_TEST(HubConfigTest);
#include "hub_config_test.moc"
