// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "geo/polyline.h"
#include "maps/address_index.h"
#include "maps/block_cutter.h"
#include "maps/demo_roster.h"
#include "maps/demo_town.h"
#include "maps/osm_import.h"
#include "support/registry.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <map>
#include <set>

using namespace facteo;
using namespace facteo::maps;

namespace {

const DemoTown &town()
{
    static const DemoTown kTown = makeDemoTown(kDemoTownSeed);
    return kTown;
}

QByteArray hashOf(const DemoTown &made)
{
    const QTemporaryDir folder;
    const auto name = folder.filePath("town.osm.pbf");
    if (!writeTown(made, name.toStdString()))
        return {};
    QFile file(name);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray();
}

} // namespace

class TownTest : public QObject
{
    Q_OBJECT

private slots:
    void RegionsLieBetweenStreets()
    {
        StreetWeb web;
        web.add({.line = {{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}, .kind = FeatureKind::Residential});
        web.add({.line = {{50, -10}, {50, 110}}, .kind = FeatureKind::Residential}); // ends are dead ends
        web.add(
            {.line = {{50, 60}, {99.6, 60}}, .kind = FeatureKind::Residential}); // 40 cm short of the street
        web.joinCrossings();
        auto regions = web.regions();
        QCOMPARE(regions.size(), 3U);
        std::vector<double> areas;
        for (const auto &region : regions)
            areas.push_back(std::round(plane::areaOf(region) / 100) * 100);
        std::ranges::sort(areas);
        QCOMPARE(areas, (std::vector<double>{2'000, 3'000, 5'000}));
    }

    void BlocksCoverTheirRegion()
    {
        plane::Dice dice(4);
        const plane::Ring region{{0, 0}, {900, 40}, {1'000, 600}, {300, 700}};
        const auto cut = cutIntoBlocks(region, {.blockArea = 15'000, .skewDegrees = 8, .bow = 0.05}, dice);
        double sum = 0;
        for (const auto &block : cut.blocks) {
            QVERIFY(plane::areaOf(block) > 2'000);
            sum += plane::areaOf(block);
        }
        QVERIFY(cut.blocks.size() > 15);
        QCOMPARE(cut.blocks.size(), cut.cuts.size() + 1);
        QVERIFY(std::abs(sum - plane::areaOf(region)) < 1);
    }

    void SameSeedSameTown()
    {
        const auto hash = hashOf(town());
        QVERIFY(!hash.isEmpty());
        QCOMPARE(hashOf(makeDemoTown(kDemoTownSeed)), hash);
        QVERIFY(hashOf(makeDemoTown(kDemoTownSeed + 1)) != hash);
    }

    void ItIsATownOfTheRightSize()
    {
        const auto addresses = town().houses.addresses.size();
        QVERIFY2(addresses > 12'000 && addresses < 20'000, qPrintable(QString::number(addresses)));
        QVERIFY(town().houses.buildings.size() > 12'000);
        QVERIFY(town().plan.villages.size() >= 6);
    }

    void NoTwoStreetsShareAName()
    {
        std::map<std::string, std::vector<const TownStreet *>> byName;
        for (const auto &street : town().plan.web.streets())
            if (street.kind && !street.name.empty())
                byName[street.name].push_back(&street);
        QVERIFY(byName.size() > 600);
        for (const auto &[name, streets] : byName)
            QVERIFY2(
                streets.size() == 1 || name.starts_with("Quai") || name.starts_with("Place"), name.c_str());
    }

    void NumbersAreUniqueInTheirStreet()
    {
        std::set<std::pair<std::string, std::string>> seen;
        for (const auto &address : town().houses.addresses) {
            const auto &street = town().plan.web.streets()[address.street];
            QVERIFY(!street.name.empty());
            const bool isNew = seen.emplace(street.name, address.number).second;
            QVERIFY2(isNew, (address.number + " " + street.name).c_str());
        }
    }

    void NobodyLivesInTheRiver()
    {
        for (const auto &address : town().houses.addresses)
            QVERIFY(!plane::contains(town().plan.riverBanks, address.door));
    }

    void TheImportFindsEverything()
    {
        const QTemporaryDir folder;
        const std::filesystem::path extract = folder.filePath("town.osm.pbf").toStdString();
        const std::filesystem::path file = folder.filePath("town.facteomap").toStdString();
        QVERIFY(writeTown(town(), extract).has_value());
        const std::atomic<bool> stop{false};
        const auto report = importOsm({.extract = extract, .package = file, .name = kDemoTownName}, {}, stop);
        QVERIFY(report.has_value());
        QCOMPARE(report->addresses, town().houses.addresses.size());
        QCOMPARE(report->leftOut, 0U);
        const auto package = MapPackage::open(file);
        const AddressIndex index(*package);
        for (std::size_t i = 0; i < town().houses.addresses.size(); i += 97) {
            const auto &address = town().houses.addresses[i];
            const auto query = address.number + " " + town().plan.web.streets()[address.street].name;
            const auto hits = index.search(query, 3, townPosition(address.door));
            QVERIFY2(!hits.empty(), query.c_str());
            QVERIFY2(geo::distanceMetres(hits[0].position, townPosition(address.door)) < 1, query.c_str());
            QCOMPARE(index.reverse(townPosition(address.door))->houseNumber, address.number);
        }
        QCOMPARE(index.search("brancelle", 1)[0].kind, HitKind::Place);
        QCOMPARE(index.search("plateforme distribution courrier", 1)[0].kind, HitKind::PointOfInterest);
    }

    void EveryRoundCanBeWalked()
    {
        const auto roster = makeDemoRoster(town());
        QCOMPARE(roster.rounds.size(), kDemoRounds);
        QCOMPARE(roster.postmen.size(), kDemoPostmen);
        QCOMPARE(roster.handsets.size(), kDemoPostmen);
        std::set<std::string> names;
        for (const auto &round : roster.rounds) {
            const auto label = round.id.text + " " + round.name;
            QVERIFY2(names.insert(round.name).second, label.c_str());
            QVERIFY2(round.stops.size() >= 55 && round.stops.size() <= 120, label.c_str());
            QCOMPARE(round.path.front(), roster.depot.position);
            QCOMPARE(round.path.back(), roster.depot.position);
            const geo::Polyline path(round.path);
            for (std::size_t i = 1; i < round.path.size(); ++i)
                QVERIFY2(geo::distanceMetres(round.path[i - 1], round.path[i]) < 400, label.c_str());
            double walked = 0;
            for (const auto &stop : round.stops) {
                QVERIFY(!stop.address.empty() && stop.serviceSeconds > 0);
                const auto nearest = path.nearest(stop.position);
                QVERIFY(geo::distanceMetres(nearest->position, stop.position) < 1);
                walked = std::max(walked, nearest->metres);
            }
            QVERIFY(walked > 500);
            QVERIFY2(path.lengthMetres() < 60'000, label.c_str());
        }
        QCOMPARE(makeDemoRoster(town()), roster);
    }

    void NoTwoPostmenShareANameOrANumber()
    {
        std::set<std::string> names;
        std::set<std::string> phones;
        for (const auto &postman : makeDemoRoster(town()).postmen) {
            QVERIFY(names.insert(postman.name).second);
            QVERIFY(phones.insert(postman.phone).second);
            QVERIFY(postman.phone.starts_with("+3363998") && postman.phone.size() == 12);
        }
    }
};

FACTEO_TEST(TownTest);
#include "town_test.moc"
