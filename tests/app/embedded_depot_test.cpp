// SPDX-License-Identifier: Apache-2.0
#include "app/embedded_depot.h"

#include "pki/certificate_authority.h"
#include "protocol/roster_file.h"
#include "support/registry.h"

#include <QTemporaryDir>
#include <format>
#include <fstream>

using namespace facteo;
using namespace facteo::app;
namespace fs = std::filesystem;

namespace {

constexpr protocol::Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

/// A depot with three handsets, as its first start leaves it.
struct Depot
{
    Depot() : folder{fs::path(place.path().toStdString()) / "depot"}
    {
        protocol::Roster roster{.depot = {.id = {"D-TEST"}, .name = "Essai"}};
        for (int i = 1; i <= 3; ++i)
            roster.handsets.push_back(
                {.id = {std::format("H-{:03}", i)}, .postman = {std::format("P-{:03}", i)}});
        const auto bytes = protocol::encodeRoster(roster);
        std::ofstream(rosterFile(), std::ios::binary)
            .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        start();
    }

    [[nodiscard]] fs::path rosterFile() const { return fs::path(place.path().toStdString()) / "roster.pb"; }

    EmbeddedDepot start(protocol::Instant now = kNow)
    {
        if (const auto claimed = claimFolder(folder); !claimed)
            qFatal("%s", claimed.error().c_str());
        auto depot = prepareDepot({.folder = folder, .port = 0, .roster = rosterFile(), .depot = {}}, now);
        if (!depot)
            qFatal("%s", depot.error().c_str());
        return std::move(*depot);
    }

    [[nodiscard]] fs::path bundle(const std::string &id) const { return folder.bundle(id); }
    [[nodiscard]] fs::path beside(const std::string &id) const { return folder.bundle(id + ".new"); }
    [[nodiscard]] protocol::PublicKey keyIn(const std::string &id) const
    {
        const auto read = pki::readBundle(bundle(id));
        if (!read)
            qFatal("%s", read.error().detail.c_str());
        return read->key.publicKey();
    }
    [[nodiscard]] protocol::PublicKey validKey(const std::string &id) const
    {
        return pki::CertificateAuthority::open(folder.pki())->publicKey(id).value_or(protocol::PublicKey{});
    }

    QTemporaryDir place;
    DataFolder folder;
};

/// Two depots of a house, each with a handset; that of the second has a key of its own.
struct House
{
    House() : folder{fs::path(place.path().toStdString()) / "house"}
    {
        fs::create_directories(rosters());
        for (int i = 1; i <= 2; ++i) {
            protocol::Roster roster{.depot = {.id = {std::format("D-{}", i)}, .name = "Essai"}};
            roster.handsets.push_back({.id = {std::format("H-{}", i)}, .postman = {"P-1"}});
            if (i == 2)
                roster.handsets.back().publicKey.fill(7);
            write(roster);
        }
    }

    void write(const protocol::Roster &roster) const
    {
        const auto bytes = protocol::encodeRoster(roster);
        std::ofstream(rosters() / (roster.depot.id.text + ".pb"), std::ios::binary)
            .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    [[nodiscard]] fs::path rosters() const { return fs::path(place.path().toStdString()) / "rosters"; }
    [[nodiscard]] std::expected<EmbeddedDepot, std::string> start(EmbeddedOptions options) const
    {
        if (const auto claimed = claimFolder(folder); !claimed)
            qFatal("%s", claimed.error().c_str());
        options.folder = folder;
        return prepareDepot(options, kNow);
    }

    QTemporaryDir place;
    DataFolder folder;
};

bool tells(const EmbeddedDepot &depot, std::string_view id)
{
    return std::ranges::any_of(depot.notes, [&](const std::string &note) { return note.contains(id); });
}

} // namespace

/// What a start makes of what the one before left.
class EmbeddedDepotTest : public QObject
{
    Q_OBJECT
private slots:
    void ASecondStartMakesNothingAnew();
    void AKilledStartIsFinishedByTheNext();
    void ATornBundleIsIssuedAgain();
    void ABundleThatWasCarriedAwayIsNot();
    void TheRevokedStayOutside();
    void WhatThisMachineHasIsExtendedInTime();
    void AHouseServesTheDepotsOfItsRosters();
    void AHouseSaysWhatIsWrong();
};

void EmbeddedDepotTest::ASecondStartMakesNothingAnew()
{
    Depot depot;
    const auto key = depot.keyIn("H-001");
    const auto again = depot.start();
    QVERIFY(again.notes.empty());
    QVERIFY(depot.keyIn("H-001") == key);
    QVERIFY(again.rosters.front().handsets.front().publicKey == key);
}

void EmbeddedDepotTest::AKilledStartIsFinishedByTheNext()
{
    Depot depot;
    for (const auto *id : {"hub", "console", "H-002"}) {
        const auto key = depot.keyIn(id);
        fs::rename(depot.bundle(id), depot.beside(id)); // killed between index and rename
        depot.start();
        QVERIFY2(depot.keyIn(id) == key, id); // whoever believes it goes on believing it
        QVERIFY(!fs::exists(depot.beside(id)));
    }
}

void EmbeddedDepotTest::ATornBundleIsIssuedAgain()
{
    Depot depot;
    fs::rename(depot.bundle("H-002"), depot.beside("H-002"));
    fs::remove(depot.beside("H-002") / "cert.pem"); // power was lost: only the key is durable
    depot.start();
    QVERIFY(depot.keyIn("H-002") == depot.validKey("H-002"));
    QVERIFY(!fs::exists(depot.beside("H-002")));
    // Of one that the index does not know yet nothing is left.
    fs::copy(depot.bundle("H-003"), depot.beside("H-001"), fs::copy_options::recursive);
    const auto key = depot.keyIn("H-001");
    depot.start();
    QVERIFY(depot.keyIn("H-001") == key);
    QVERIFY(!fs::exists(depot.beside("H-001")));
}

void EmbeddedDepotTest::ABundleThatWasCarriedAwayIsNot()
{
    Depot depot;
    const auto key = depot.keyIn("H-002");
    fs::remove_all(depot.bundle("H-002"));
    depot.start();
    QVERIFY(!fs::exists(depot.bundle("H-002")));
    QVERIFY(depot.validKey("H-002") == key);
}

void EmbeddedDepotTest::TheRevokedStayOutside()
{
    Depot depot;
    QVERIFY(pki::CertificateAuthority::open(depot.folder.pki())->revoke("H-002", kNow));
    const auto again = depot.start();
    QVERIFY(depot.validKey("H-002") == protocol::PublicKey{});
    QVERIFY(tells(again, "H-002"));
    std::ifstream acl(depot.folder.broker() / "acl");
    const std::string rights((std::istreambuf_iterator<char>(acl)), std::istreambuf_iterator<char>());
    QVERIFY(rights.contains("user H-001\n") && !rights.contains("user H-002\n"));
}

void EmbeddedDepotTest::WhatThisMachineHasIsExtendedInTime()
{
    Depot depot;
    const auto hub = depot.keyIn("hub");
    const auto handset = depot.keyIn("H-001");
    const auto late = kNow + std::chrono::days{700};
    const auto then = depot.start(late);
    QVERIFY(depot.keyIn("hub") == hub); // or no handset would believe it any more
    QVERIFY(depot.keyIn("H-001") == handset);
    QVERIFY(tells(then, "H-001") && tells(then, "--renew"));
    const auto authority = pki::CertificateAuthority::open(depot.folder.pki());
    for (const auto *id : {"hub", "broker", "console", "console-cli"})
        QVERIFY2(authority->validOf(id)->notAfter > late + std::chrono::days{700}, id);
    QVERIFY(authority->validOf("H-001")->notAfter < late + std::chrono::days{60});
}

void EmbeddedDepotTest::AHouseServesTheDepotsOfItsRosters()
{
    const House house;
    const auto first = house.start({.roster = house.rosters(), .house = "F-TEST", .gateways = {"crowd"}});
    QVERIFY2(first, first.error().c_str());
    const auto again = house.start({});
    QVERIFY2(again, again.error().c_str());
    QVERIFY(again->rosters.empty());
    QVERIFY(again->config.isHouse);
    QCOMPARE(again->config.depot.text, "F-TEST");
    QCOMPARE(again->config.depots, (std::vector<protocol::DepotId>{{"D-1"}, {"D-2"}}));
    QCOMPARE(again->config.gateways, std::vector<protocol::SenderId>{{"crowd"}});

    const auto handset = pki::readBundle(house.folder.bundle("H-1"));
    QVERIFY2(handset, handset.error().detail.c_str());
    QCOMPARE(handset->depot.text, "D-1");
    QCOMPARE(handset->house.text, "F-TEST");
    QCOMPARE(first->rosters[0].handsets[0].publicKey, handset->key.publicKey());
    QVERIFY(!fs::exists(house.folder.bundle("H-2")));
    QCOMPARE(first->rosters[1].handsets[0].publicKey.front(), 7);
    for (const auto *id : {"hub", "console", "crowd"})
        QCOMPARE(pki::readBundle(house.folder.bundle(id))->depot.text, "F-TEST");
    std::ifstream acl(house.folder.broker() / "acl");
    const std::string rights((std::istreambuf_iterator<char>(acl)), std::istreambuf_iterator<char>());
    QVERIFY(rights.contains("user crowd\ntopic write facteo/1/+/h/+/pos\n"));
}

void EmbeddedDepotTest::AHouseSaysWhatIsWrong()
{
    const House house;
    QVERIFY(house.start({.house = "F-TEST"}).error().contains("needs --roster FOLDER"));
    QVERIFY(house.start({.roster = house.rosters()}).error().contains("many depots need --house ID"));
    QVERIFY(house.start({.roster = house.rosters(), .house = "F-TEST"}));
    QVERIFY(
        house.start({.house = "F-OTHER"}).error().contains("belongs to house F-TEST, not to house F-OTHER"));
    QVERIFY(house.start({.depot = "D-1"}).error().contains("belongs to house F-TEST, not to depot D-1"));
    house.write({.depot = {.id = {"D-3"}, .name = "Essai"}});
    QVERIFY(house.start({.roster = house.rosters()}).error().contains("name depot D-3"));
}

FACTEO_TEST(EmbeddedDepotTest);
#include "embedded_depot_test.moc"
