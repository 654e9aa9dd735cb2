// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "maps/address_import.h"
#include "maps/address_index.h"
#include "maps/package_writer.h"
#include "maps/world.h"
#include "support/registry.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <set>

using namespace facteo;
using namespace facteo::maps;

namespace {

WorldPoint at(double lat, double lon)
{
    return worldPoint(lat, lon);
}

Gazetteer riviera()
{
    Gazetteer names;
    names.add(
        NamedPoint{.kind = FeatureKind::City, .rank = 46, .name = "Monaco", .point = at(43.7384, 7.4246)});
    names.add(
        NamedPoint{.kind = FeatureKind::Village, .rank = 31, .name = "Grimaud", .point = at(43.30, 6.52)});
    names.add(NamedPoint{
        .kind = FeatureKind::Pharmacy, .name = "Pharmacie Grimaldi", .point = at(43.7375, 7.4201)});
    const auto street = [&](const char *name, double lat, double lon) {
        names.add(
            StreetPiece{.name = name, .line = {at(lat, lon), at(lat, lon + 0.002), at(lat, lon + 0.004)}});
    };
    street("Rue Grimaldi", 43.7370, 7.4180);
    street("Boulevard des Moulins", 43.7410, 7.4270);
    street("Rue du 8-Mai-1945", 43.7300, 7.4100);
    street("Place Saint-Étienne", 43.7310, 7.4110);
    street("Rue de la République", 43.3010, 6.5200);
    street("Avenue de l'Œuvre", 43.7350, 7.4150);
    street("ZI Nord", 43.7360, 7.4160);
    street("Zone d'Activités des Pins", 43.7361, 7.4161);
    street("ZA du Lac", 43.7362, 7.4162);
    street("Rue du Onze Novembre", 43.7363, 7.4163);
    street("Chemin Notre-Dame", 43.7364, 7.4164);
    const auto house = [&](const char *number, const char *name, const char *city, double lat, double lon) {
        names.add(AddressPoint{
            .number = number, .street = name, .city = city, .postcode = "98000", .point = at(lat, lon)});
    };
    house("12", "Rue Grimaldi", "Monaco", 43.7371, 7.4190);
    house("5", "Rue Grimaldi", "Monaco", 43.7371, 7.4183);
    house("5 bis", "Rue Grimaldi", "Monaco", 43.7371, 7.4184);
    house("100", "Rue Grimaldi", "Monaco", 43.7371, 7.4215);
    house("8", "Rue du 8-Mai-1945", "Monaco", 43.7301, 7.4105);
    return names;
}

MapPackage packageOf(Gazetteer names)
{
    PackageWriter writer;
    const std::atomic<bool> goOn{false};
    [[maybe_unused]] const auto report = importAddresses(names, {}, {}, writer, {}, goOn);
    return std::move(*MapPackage::fromBytes(writer.finish()));
}

QString first(const AddressIndex &index, const char *query)
{
    const auto hits = index.search(query, 5);
    return hits.empty() ? QString() : QString::fromStdString(hits[0].label);
}

/// By making every mistake there is.
bool isOneMistakeFrom(const std::string &word, const std::string &other)
{
    for (std::size_t i = 0; i <= word.size(); ++i)
        for (const char c : {'a', 'b', 'c'}) {
            auto attempt = word;
            attempt.insert(i, 1, c);
            if (attempt == other)
                return true;
        }
    for (std::size_t i = 0; i < word.size(); ++i) {
        auto attempt = word;
        attempt.erase(i, 1);
        if (attempt == other)
            return true;
        for (const char c : {'a', 'b', 'c'}) {
            attempt = word;
            attempt[i] = c;
            if (attempt == other && other != word)
                return true;
        }
        attempt = word;
        if (i + 1 < word.size()) {
            std::swap(attempt[i], attempt[i + 1]);
            if (attempt == other && other != word)
                return true;
        }
    }
    return false;
}

} // namespace

class AddressTest : public QObject
{
    Q_OBJECT

private slots:
    void FindsWhatPeopleType_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("label");
        QTest::newRow("not typed to the end") << "12 rue grim" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("street alone") << "rue grimaldi" << "Rue Grimaldi, 98000 Monaco";
        QTest::newRow("capitals") << "12 RUE GRIMALDI" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("bis") << "5 bis rue grimaldi" << "5 bis Rue Grimaldi, 98000 Monaco";
        QTest::newRow("5B") << "5B r. Grimaldi" << "5 bis Rue Grimaldi, 98000 Monaco";
        QTest::newRow("number behind") << "Rue Grimaldi 12" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("with city") << "12 grimaldi monaco" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("with postcode") << "12 grimaldi 98000" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("unknown number") << "77 rue grimaldi" << "Rue Grimaldi, 98000 Monaco";
        QTest::newRow("abbreviated") << "bd moulins" << "Boulevard des Moulins, Monaco";
        QTest::newRow("saint") << "pl st etienne" << "Place Saint-Étienne, Monaco";
        QTest::newRow("number in the name") << "rue du 8 mai 1945" << "Rue du 8-Mai-1945, 98000 Monaco";
        QTest::newRow("number twice") << "8 rue du 8 mai 1945" << "8 Rue du 8-Mai-1945, 98000 Monaco";
        QTest::newRow("city") << "monaco" << "Monaco";
        QTest::newRow("city begun") << "mona" << "Monaco";
        QTest::newRow("point of interest") << "pharmacie grim" << "Pharmacie Grimaldi, Monaco";
        QTest::newRow("other town") << "republique grimaud" << "Rue de la République, Grimaud";
        QTest::newRow("wrong article") << "rue des republique" << "Rue de la République, Grimaud";
        QTest::newRow("ligature") << "av oeuvre" << "Avenue de l'Œuvre, Monaco";
        QTest::newRow("number before the city")
            << "rue grimaldi 12, monaco" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("number sign") << "n°12 rue grimaldi" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("bis behind") << "rue grimaldi 5bis monaco" << "5 bis Rue Grimaldi, 98000 Monaco";
        QTest::newRow("industrial estate") << "zone industrielle nord" << "ZI Nord, Monaco";
        QTest::newRow("industrial estate short") << "zi nord" << "ZI Nord, Monaco";
        QTest::newRow("estate short") << "za pins" << "Zone d'Activités des Pins, Monaco";
        QTest::newRow("estate") << "zone artisanale du lac" << "ZA du Lac, Monaco";
        QTest::newRow("number in words") << "rue du 11 novembre" << "Rue du Onze Novembre, Monaco";
        QTest::newRow("two words") << "chem nd" << "Chemin Notre-Dame, Monaco";
        QTest::newRow("letter too few") << "12 rue grimadi" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("letter too many") << "12 rue grimmaldi" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("wrong letter") << "rue brimaldi 12" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("letters exchanged") << "12 rue girmaldi" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("misspelt and begun") << "12 rue gremal" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("misspelt city") << "12 grimaldi monnaco" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("two misspelt words") << "12 grimadli momaco" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("two mistakes") << "12 rue grmadi" << "";
        QTest::newRow("short word misspelt") << "rie grimaldi" << "";
        QTest::newRow("wrong postcode behind") << "12 rue grimaldi 75001" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("wrong postcode before") << "99999 rue grimaldi" << "Rue Grimaldi, 98000 Monaco";
        QTest::newRow("flat") << "12 rue grimaldi appt 3" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("building") << "bat b 12 rue grimaldi" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("floor") << "12 rue grimaldi 2e etage" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("building and flat")
            << "12 rue grimaldi bâtiment C porte 41" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("flat and wrong postcode")
            << "12 rue grimaldi apt 3 75001" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("flat and misspelt") << "12 rue grimadi appt 3" << "12 Rue Grimaldi, 98000 Monaco";
        QTest::newRow("three things too many") << "bat b esc 2 12 rue grimaldi porte 4" << "";
        QTest::newRow("number and nothing") << "appt 3 75001" << "";
        QTest::newRow("saint written together") << "place stetienne" << "Place Saint-Étienne, Monaco";
        QTest::newRow("saint in full written together") << "saintetienne" << "Place Saint-Étienne, Monaco";
        QTest::newRow("nothing fits, with a flat") << "12 rue xylophone appt 3" << "";
        QTest::newRow("nothing fits") << "rue xylophone" << "";
        QTest::newRow("nothing typed") << "  " << "";
    }

    void FindsWhatPeopleType()
    {
        QFETCH(const QString, query);
        QFETCH(const QString, label);
        const auto package = packageOf(riviera());
        QCOMPARE(first(AddressIndex(package), query.toUtf8().constData()), label);
    }

    void NothingIsLeftOutWhereSomethingFitsWholly()
    {
        Gazetteer names;
        for (const auto *name : {"Rue du Moulin", "Rue du Moulin Porte", "Rue du Moulin 75001"})
            names.add(StreetPiece{.name = name, .line = {at(46, 2), at(46, 2.001)}});
        const auto package = packageOf(std::move(names));
        const AddressIndex index(package);
        QCOMPARE(index.search("rue moulin", 5).size(), 3U);
        QCOMPARE(index.search("rue moulin porte", 5).size(), 1U);
        QCOMPARE(index.search("rue moulin 75001", 5).size(), 1U);
        QCOMPARE(index.search("rue moulin 75001", 5)[0].street, "Rue du Moulin 75001");
        QCOMPARE(index.search("rue moulin 18200", 5).size(), 3U);
    }

    void MistakesAreOverlookedOnlyWhenNothingFits()
    {
        Gazetteer names;
        for (const auto *name : {"Rue du Moulin", "Rue du Moulon"})
            names.add(StreetPiece{.name = name, .line = {at(46, 2), at(46, 2.001)}});
        const auto package = packageOf(std::move(names));
        const AddressIndex index(package);
        QCOMPARE(index.search("rue moulon", 5).size(), 1U);
        QCOMPARE(index.search("rue moulan", 5).size(), 2U);
    }

    void SimilarWordsAreThoseThatOneMistakeMakes()
    {
        // Few letters, so that many words are alike.
        std::mt19937 random(11);
        std::set<std::string> words;
        const auto draw = [&](std::size_t most) {
            std::string word;
            for (auto n = 1 + random() % most; n > 0; --n)
                word += static_cast<char>('a' + random() % 3);
            return word;
        };
        while (words.size() < 300)
            words.insert(draw(7));
        Gazetteer names;
        for (const auto &word : words)
            names.add(StreetPiece{.name = word, .line = {at(46, 2), at(46, 2.001)}});
        const auto package = packageOf(std::move(names));
        const TokenTable tokens(
            package.section(SectionKind::AddressTokens), package.section(SectionKind::AddressTexts));
        QCOMPARE(tokens.size(), words.size());
        for (int i = 0; i < 60; ++i) {
            const auto word = draw(8);
            for (const bool begun : {false, true}) {
                const auto ranges = tokens.similarTo(word, begun);
                for (std::uint32_t token = 0; token < tokens.size(); ++token) {
                    const bool found = std::ranges::any_of(ranges, [&](auto r) { return r.contains(token); });
                    const auto text = std::string(tokens.text(token));
                    bool wanted = isOneMistakeFrom(word, text);
                    for (std::size_t n = 0; begun && n < text.size(); ++n)
                        wanted = wanted || isOneMistakeFrom(word, text.substr(0, n));
                    QCOMPARE(found, wanted);
                }
            }
        }
    }

    void NearnessDecidesBetweenEquals()
    {
        Gazetteer names;
        for (const double lat : {43.0, 44.0, 45.0, 46.0}) {
            const auto town = "Ville " + std::to_string(static_cast<int>(lat));
            names.add(NamedPoint{.kind = FeatureKind::Town, .name = town, .point = at(lat, 2)});
            names.add(StreetPiece{.name = "Grande Rue", .line = {at(lat, 2), at(lat, 2.001)}});
        }
        const auto package = packageOf(std::move(names));
        const AddressIndex index(package);
        const auto hits = index.search("grande rue", 4, geo::positionOf(45.01, 2));
        QCOMPARE(hits.size(), 4U);
        QCOMPARE(hits[0].city, "Ville 45");
        QVERIFY(hits[0].metres > 1'000 && hits[0].metres < 1'300);
        QCOMPARE(index.search("grande rue", 4).size(), 4U);
        QCOMPARE(index.search("grande rue", 2).size(), 2U);
    }

    void FindsTheAddressAtAPosition()
    {
        const auto package = packageOf(riviera());
        const AddressIndex index(package);
        const auto house = index.reverse(geo::positionOf(43.73712, 7.41905));
        QVERIFY(house.has_value());
        QCOMPARE(house->label, "12 Rue Grimaldi, 98000 Monaco");
        QCOMPARE(house->kind, HitKind::Address);
        QVERIFY(house->metres < 10);

        const auto street = index.reverse(geo::positionOf(43.7411, 7.4285));
        QVERIFY(street.has_value());
        QCOMPARE(street->label, "Boulevard des Moulins, Monaco");
        QVERIFY(street->metres < 40);

        QVERIFY(!index.reverse(geo::positionOf(43.0, 7.0)).has_value());
        QVERIFY(!index.reverse(geo::positionOf(-89.9, 179.9)).has_value());
        QVERIFY(index.reverse(geo::positionOf(43.73, 7.43), 50'000).has_value());
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        QVERIFY(index.reverse(geo::positionOf(43.73, 7.43), kInfinity).has_value());
    }

    void NearNothingThereIsNothing_data()
    {
        constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
        QTest::addColumn<std::int32_t>("latE7");
        QTest::addColumn<std::int32_t>("lonE7");
        QTest::addColumn<double>("metres");
        QTest::newRow("not a number") << 437'371'200 << 74'190'500 << kNaN;
        QTest::newRow("less than nothing") << 437'371'200 << 74'190'500 << -5.0;
        QTest::newRow("nothing") << 437'371'200 << 74'190'500 << 0.0;
        QTest::newRow("above the pole") << 910'000'000 << 74'190'500 << 250.0;
        QTest::newRow("far below the pole") << std::numeric_limits<std::int32_t>::min() << 0 << 50'000.0;
        QTest::newRow("beyond the date line") << 437'371'200 << 1'900'000'000 << 50'000.0;
    }

    void NearNothingThereIsNothing()
    {
        QFETCH(const std::int32_t, latE7);
        QFETCH(const std::int32_t, lonE7);
        QFETCH(const double, metres);
        const auto package = packageOf(riviera());
        QVERIFY(!AddressIndex(package).reverse({.latE7 = latE7, .lonE7 = lonE7}, metres).has_value());
    }

    void ReverseFindsWhatAPlainScanFinds_data()
    {
        QTest::addColumn<double>("lat");
        QTest::addColumn<double>("lon");
        QTest::addColumn<double>("spread");
        QTest::newRow("a town") << 46.6 << 2.3 << 0.01;
        QTest::newRow("a region") << 48.5 << -2.0 << 0.5;
        QTest::newRow("Réunion") << -21.1 << 55.5 << 0.2;
        QTest::newRow("Tromsø") << 69.6 << 18.9 << 0.05;
        QTest::newRow("the western edge") << 0.1 << -179.99 << 0.005;
    }

    void ReverseFindsWhatAPlainScanFinds()
    {
        QFETCH(const double, lat);
        QFETCH(const double, lon);
        QFETCH(const double, spread);
        Gazetteer names;
        std::mt19937 random(5);
        std::uniform_real_distribution<double> away(-spread, spread);
        std::vector<AddressPoint> all;
        for (int i = 0; i < 500; ++i)
            all.push_back({.number = std::to_string(i + 1),
                .street = "Rue " + std::to_string(i % 40),
                .city = "X",
                .postcode = {},
                .point = at(lat + away(random), lon + away(random))});
        for (const auto &address : all)
            names.add(address);
        const auto package = packageOf(std::move(names));
        const AddressIndex index(package);
        int found = 0;
        for (int i = 0; i < 200; ++i) {
            const auto here = geo::positionOf(lat + away(random), lon + away(random));
            const double most = std::pow(10.0, std::uniform_real_distribution<double>(1, 4.5)(random));
            const auto metres = [&](const AddressPoint &address) {
                return geo::distanceMetres(here, positionOf(address.point));
            };
            const auto nearest = std::ranges::min_element(all, {}, metres);
            const auto hit = index.reverse(here, most);
            QCOMPARE(hit.has_value(), metres(*nearest) < most);
            if (!hit)
                continue;
            ++found;
            QCOMPARE(hit->houseNumber, nearest->number);
            QCOMPARE(hit->street, nearest->street);
            QCOMPARE(hit->metres, metres(*nearest));
        }
        QVERIFY2(found > 20 && found < 200, qPrintable(QString::number(found)));
    }

    void CitiesComeFromOutlinesFirst()
    {
        Gazetteer names;
        names.add(NamedPoint{.kind = FeatureKind::Village, .name = "Trop-Près", .point = at(46.60, 2.301)});
        names.add(Commune{.name = "La Commune",
            .postcode = "18990",
            .adminLevel = 8,
            .rings = {{at(46.5, 2.2), at(46.5, 2.4), at(46.7, 2.4), at(46.7, 2.2)}}});
        names.add(StreetPiece{.name = "Rue Basse", .line = {at(46.60, 2.3), at(46.60, 2.301)}});
        const auto package = packageOf(std::move(names));
        QCOMPARE(first(AddressIndex(package), "rue basse"), "Rue Basse, 18990 La Commune");
    }

    void APackageWithoutAddressesFindsNothing()
    {
        PackageWriter writer;
        const auto package = MapPackage::fromBytes(writer.finish());
        const AddressIndex index(*package);
        QVERIFY(index.search("rue", 10).empty());
        QVERIFY(!index.reverse(geo::positionOf(46, 2)).has_value());
    }

    void AHundredThousandAddressesAreFoundInNoTime()
    {
        Gazetteer names;
        std::mt19937 random(9);
        std::uniform_real_distribution<double> away(-0.5, 0.5);
        for (int street = 0; street < 5'000; ++street) {
            const double lat = 46.6 + away(random);
            const double lon = 2.3 + away(random);
            const auto name =
                "Rue du Numéro " + std::to_string(street) + " " + static_cast<char>('a' + street % 26);
            for (int house = 1; house <= 20; ++house)
                names.add(AddressPoint{.number = std::to_string(house),
                    .street = name,
                    .city = "Ville",
                    .postcode = "18000",
                    .point = at(lat + house * 1e-4, lon)});
        }
        const auto package = packageOf(std::move(names));
        const AddressIndex index(package);
        QCOMPARE(index.addressCount(), 100'000U);
        const auto hits = index.search("7 rue numero 4321", 5);
        QVERIFY(!hits.empty());
        QCOMPARE(hits[0].label, "7 Rue du Numéro 4321 f, 18000 Ville");
        QBENCHMARK_ONCE
        {
            QVERIFY(!index.search("rue du nu", 10).empty());
        }
    }
};

FACTEO_TEST(AddressTest);
#include "address_test.moc"
