// SPDX-License-Identifier: Apache-2.0
#include "maps/demo_nation.h"

#include "geo/distance.h"
#include "geo/polyline.h"
#include "maps/demo_france.h"
#include "support/registry.h"

#include <QTest>
#include <algorithm>
#include <set>

using namespace facteo;
using maps::DemoNation;

class DemoNationTest : public QObject
{
    Q_OBJECT
private slots:
    void EverybodyHasADepotARoundAndAnIdOfHisOwn();
    void NobodyStandsInTheSea();
    void RoundsAreNearTheirDepotAndOfALengthThatADayBears();
    void TheSameSeedMakesTheSame();
    void LargeTownsHaveMoreDepots();
    void FranceIsWhereItIs();
};

void DemoNationTest::EverybodyHasADepotARoundAndAnIdOfHisOwn()
{
    for (const auto &[depots, postmen] : {std::pair{1, 1}, {3, 297}, {40, 40}, {250, 8'500}}) {
        const DemoNation nation(
            {.depots = static_cast<std::size_t>(depots), .postmen = static_cast<std::size_t>(postmen)});
        std::set<std::string> ids;
        std::size_t people = 0;
        for (std::size_t i = 0; i < nation.depots(); ++i) {
            const auto roster = nation.roster(i);
            people += roster.postmen.size();
            QVERIFY(!roster.postmen.empty() && roster.postmen.size() <= 99);
            QVERIFY(ids.insert(roster.depot.id.text).second && !roster.depot.name.empty());
            QCOMPARE(roster.handsets.size(), roster.postmen.size());
            QCOMPARE(roster.rounds.size(), roster.postmen.size());
            for (std::size_t k = 0; k < roster.postmen.size(); ++k) {
                QVERIFY(ids.insert(roster.postmen[k].id.text).second);
                QVERIFY(ids.insert(roster.handsets[k].id.text).second);
                QVERIFY(ids.insert(roster.rounds[k].id.text).second);
                QVERIFY(protocol::isName(roster.handsets[k].id.text));
                QVERIFY(roster.rounds[k].holder == roster.postmen[k].id);
                QVERIFY(roster.handsets[k].postman == roster.postmen[k].id);
                QVERIFY(!roster.postmen[k].name.empty());
            }
        }
        QCOMPARE(people, static_cast<std::size_t>(postmen));
    }
}

void DemoNationTest::NobodyStandsInTheSea()
{
    const DemoNation nation({.depots = 500, .postmen = 1'500});
    std::size_t wet = 0;
    std::size_t corners = 0;
    for (std::size_t i = 0; i < nation.depots(); ++i) {
        const auto roster = nation.roster(i);
        QVERIFY2(maps::isInFrance(roster.depot.position), roster.depot.name.c_str());
        for (const auto &round : roster.rounds)
            for (const auto corner : round.path) {
                ++corners;
                wet += !maps::isInFrance(corner);
            }
    }
    QVERIFY2(wet * 200 < corners, qPrintable(QString::number(wet))); // a headland, and a very long round
}

void DemoNationTest::RoundsAreNearTheirDepotAndOfALengthThatADayBears()
{
    const DemoNation nation({.depots = 60, .postmen = 2'040});
    for (std::size_t i = 0; i < nation.depots(); ++i) {
        const auto roster = nation.roster(i);
        for (const auto &round : roster.rounds) {
            const double metres = geo::lengthMetres(round.path);
            QVERIFY2(metres > 500 && metres < 160'000, qPrintable(QString::number(metres)));
            QCOMPARE(round.path.front(), roster.depot.position);
            QCOMPARE(round.path.back(), roster.depot.position);
            QVERIFY(round.stops.size() >= 5);
            for (const auto &stop : round.stops) {
                QVERIFY(std::ranges::contains(round.path, stop.position));
                QVERIFY(geo::distanceMetres(stop.position, roster.depot.position) < 20'000);
            }
        }
    }
}

void DemoNationTest::TheSameSeedMakesTheSame()
{
    const maps::NationSize size{.depots = 30, .postmen = 900};
    const DemoNation one(size);
    const DemoNation again(size);
    const DemoNation other({.depots = 30, .postmen = 900, .seed = 7});
    QVERIFY(one.roster(17) == again.roster(17));
    QVERIFY(one.roster(17) != other.roster(17));
}

void DemoNationTest::LargeTownsHaveMoreDepots()
{
    const DemoNation nation({.depots = 2'500, .postmen = 85'000});
    const auto around = [&](protocol::Position place) {
        int count = 0;
        for (std::size_t i = 0; i < nation.depots(); ++i)
            count += geo::distanceMetres(nation.position(i), place) < 30'000;
        return count;
    };
    const auto paris = around(maps::frenchTowns().front().position());
    const auto foix = around(maps::frenchTowns().back().position());
    QVERIFY2(paris > 150 && foix > 0 && foix < 25, qPrintable(QString("%1 %2").arg(paris).arg(foix)));
}

void DemoNationTest::FranceIsWhereItIs()
{
    for (const auto &town : maps::frenchTowns())
        QVERIFY2(maps::isInFrance(town.position()), std::string(town.name).c_str());
    for (const auto &[lat, lon] : {std::pair{51.51, -0.13}, {50.85, 4.35}, {46.2, 7.3}, {41.39, 2.17},
             {45.07, 7.69}, {49.2, -2.1}, {43.0, 6.0}, {42.2, 7.5}, {45.5, -2.0}})
        QVERIFY(!maps::isInFrance(geo::positionOf(lat, lon)));
}

FACTEO_TEST(DemoNationTest);
#include "demo_nation_test.moc"
