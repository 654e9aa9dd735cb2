// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "maps/address_index.h"
#include "maps/demo_town.h"
#include "maps/osm_draft.h"
#include "maps/osm_import.h"
#include "maps/package.h"
#include "maps/world.h"
#include "support/registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <map>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <sys/stat.h>

using namespace facteo;
using namespace facteo::maps;

namespace {

const WorldRect kWorld{.left = 0, .top = 0, .right = UINT32_MAX, .bottom = UINT32_MAX};
const std::atomic<bool> kGoOn{false};

std::filesystem::path path(const QTemporaryDir &folder, const char *name)
{
    return folder.filePath(QString::fromUtf8(name)).toStdString();
}

void put(const std::filesystem::path &file, const QByteArray &bytes)
{
    QFile out(QString::fromStdString(file.string()));
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(out.write(bytes), bytes.size());
}

QByteArray content(const std::filesystem::path &file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

std::vector<protocol::Position> square(double lat, double lon, double size)
{
    return {geo::positionOf(lat, lon), geo::positionOf(lat, lon + size),
        geo::positionOf(lat + size, lon + size), geo::positionOf(lat + size, lon)};
}

bool isSame(const Feature &a, const Feature &b)
{
    return a.kind == b.kind && a.ordinal == b.ordinal && a.bounds == b.bounds && a.name == b.name &&
           a.ref == b.ref && a.number == b.number &&
           std::ranges::equal(
               a.parts, b.parts, [](auto one, auto other) { return std::ranges::equal(one, other); });
}

/// What this process keeps on disks in files without a name.
std::uint64_t unnamedBytes()
{
    std::map<ino_t, std::uint64_t> files;
    for (const auto &open : std::filesystem::directory_iterator("/proc/self/fd")) {
        struct stat status{};
        if (::stat(open.path().c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 0)
            files[status.st_ino] = static_cast<std::uint64_t>(status.st_blocks) * 512;
    }
    std::uint64_t bytes = 0;
    for (const auto &[number, size] : files)
        bytes += size;
    return bytes;
}

/// One of each: street with a bridge, house with number, wood with a clearing, commune, place.
OsmDraft hamlet()
{
    OsmDraft draft;
    draft.node(
        geo::positionOf(46.6, 2.3), {{"place", "village"}, {"name", "Testigny"}, {"population", "1000"}});
    draft.node(geo::positionOf(46.6001, 2.3005),
        {{"addr:housenumber", "3 ter"}, {"addr:street", "Rue du Test"}, {"addr:postcode", "18990"}});
    draft.node(geo::positionOf(46.6002, 2.3006), {{"addr:housenumber", "9"}});
    const std::vector street{
        geo::positionOf(46.6, 2.299), geo::positionOf(46.6, 2.3), geo::positionOf(46.6, 2.302)};
    draft.way(
        street, {{"highway", "residential"}, {"name", "Rue du Test"}, {"bridge", "yes"}, {"oneway", "-1"}});
    draft.area(square(46.6001, 2.3, 1e-4), {{"building", "yes"}, {"amenity", "townhall"}, {"name", "Mairie"},
                                               {"addr:housenumber", "1"}, {"addr:street", "Rue du Test"}});
    const auto outer = draft.area(square(46.61, 2.3, 0.01), {});
    const auto inner = draft.area(square(46.613, 2.303, 0.002), {});
    draft.relation({{outer, "outer"}, {inner, "inner"}}, {{"type", "multipolygon"}, {"landuse", "forest"}});
    const auto border = draft.area(square(46.5, 2.2, 0.2), {});
    draft.relation(
        {{border, "outer"}}, {{"type", "boundary"}, {"boundary", "administrative"}, {"admin_level", "8"},
                                 {"name", "Testigny-le-Bourg"}, {"postal_code", "18990"}});
    return draft;
}

} // namespace

class ImportTest : public QObject
{
    Q_OBJECT

private slots:
    void TagsBecomeFeatures()
    {
        const QTemporaryDir folder;
        const auto extract = path(folder, "hamlet.osm.pbf");
        const auto file = path(folder, "hamlet.facteomap");
        QVERIFY(hamlet().write(extract).has_value());
        const auto report = importOsm({.extract = extract, .package = file}, {}, kGoOn);
        QVERIFY(report.has_value());
        QCOMPARE(report->leftOut, 1U);
        QCOMPARE(report->addresses, 2U);
        QCOMPARE(report->streets, 1U);
        QCOMPARE(report->places, 2U);

        const auto package = MapPackage::open(file);
        QVERIFY(package.has_value());
        QCOMPARE(package->name(), "hamlet");
        QCOMPARE(package->attribution(), "© OpenStreetMap contributors");
        std::map<FeatureKind, const Feature *> by;
        const auto all = package->features(kWorld, 22);
        for (const auto &feature : all)
            by[feature.kind] = &feature;
        QVERIFY(by.contains(FeatureKind::Residential));
        QCOMPARE(by[FeatureKind::Residential]->flags, kBridge | kOnewayBack);
        QCOMPARE(static_cast<int>(by[FeatureKind::Residential]->layer), 1);
        QCOMPARE(by[FeatureKind::Forest]->parts.size(), 2U);
        QCOMPARE(by[FeatureKind::Building]->number, "1");
        QCOMPARE(by[FeatureKind::TownHall]->name, "Mairie");
        QCOMPARE(static_cast<int>(by[FeatureKind::Village]->rank), 30);
        QCOMPARE(static_cast<int>(by[FeatureKind::Boundary]->rank), 8);
        QCOMPARE(by[FeatureKind::Address]->number, "9");

        const AddressIndex index(*package);
        QCOMPARE(index.search("3ter rue test", 1)[0].label, "3 ter Rue du Test, 18990 Testigny-le-Bourg");
        QCOMPARE(index.search("mairie", 1)[0].kind, HitKind::PointOfInterest);
    }

    void FaultsAreNamed()
    {
        const QTemporaryDir folder;
        const auto extract = path(folder, "in.osm.pbf");
        const auto file = path(folder, "out.facteomap");
        const auto why = [&](const ImportOrder &order) {
            const auto report = importOsm(order, {}, kGoOn);
            return report ? QString("imported") : QString::number(static_cast<int>(report.error().why));
        };
        const auto code = [](ImportError error) { return QString::number(static_cast<int>(error)); };
        QCOMPARE(why({.extract = extract, .package = file}), code(ImportError::NoExtract));
        QCOMPARE(
            why({.extract = folder.path().toStdString(), .package = file}), code(ImportError::NoExtract));
        put(extract, "");
        QCOMPARE(why({.extract = extract, .package = file}), code(ImportError::NotPbf));
        put(extract, "<?xml version='1.0'?><osm version='0.6'></osm>");
        QCOMPARE(why({.extract = extract, .package = file}), code(ImportError::NotPbf));
        QVERIFY(OsmDraft().write(extract).has_value());
        QCOMPARE(why({.extract = extract, .package = file}), code(ImportError::Empty));
        QVERIFY(hamlet().write(extract).has_value());
        QCOMPARE(
            why({.extract = extract, .package = path(folder, "no") / "out"}), code(ImportError::NoFolder));
        QVERIFY(!std::filesystem::exists(file));

        const std::atomic<bool> stop{true};
        const auto stopped = importOsm({.extract = extract, .package = file}, {}, stop);
        QCOMPARE(stopped.error().why, ImportError::Stopped);
        QVERIFY(!std::filesystem::exists(file));
    }

    void WhatIsNoPackageIsNotReplaced_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<ImportError>("why");
        QTest::newRow("the extract") << "in.osm.pbf" << ImportError::OverInput;
        QTest::newRow("a link to the extract") << "link" << ImportError::OverInput;
        QTest::newRow("another name of the extract") << "twin" << ImportError::OverInput;
        QTest::newRow("an address file") << "18.csv" << ImportError::OverInput;
        QTest::newRow("some other file") << "letter.txt" << ImportError::Occupied;
        QTest::newRow("a folder") << "folder" << ImportError::Occupied;
    }

    void WhatIsNoPackageIsNotReplaced()
    {
        QFETCH(const QString, output);
        QFETCH(const ImportError, why);
        const QTemporaryDir folder;
        const auto extract = path(folder, "in.osm.pbf");
        QVERIFY(hamlet().write(extract).has_value());
        std::filesystem::create_symlink(extract, path(folder, "link"));
        std::filesystem::create_hard_link(extract, path(folder, "twin"));
        std::filesystem::create_directory(path(folder, "folder"));
        put(path(folder, "18.csv"), "id;numero");
        put(path(folder, "letter.txt"), "dear reader");
        const std::filesystem::path package = folder.filePath(output).toStdString();
        const auto before = content(package);
        bool hasBegun = false;
        const auto report = importOsm(
            {.extract = extract, .package = package, .ban = {path(folder, "18.csv")}},
            [&](ImportStage, double) { hasBegun = true; }, kGoOn);
        QVERIFY(!report);
        QCOMPARE(report.error().why, why);
        QVERIFY(!hasBegun); // of a country that would be an hour
        QVERIFY(content(package) == before);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 6);
    }

    void ADamagedPackageMayBeMadeAgain()
    {
        const QTemporaryDir folder;
        const ImportOrder order{
            .extract = path(folder, "in.osm.pbf"), .package = path(folder, "out.facteomap")};
        QVERIFY(hamlet().write(order.extract).has_value());
        QVERIFY(importOsm(order, {}, kGoOn).has_value());
        const auto whole = content(order.package);
        put(order.package, whole.first(whole.size() / 2));
        QVERIFY(importOsm(order, {}, kGoOn).has_value());
        QVERIFY(content(order.package) == whole);
    }

    void AFolderIsNoFileAndSaysSo()
    {
        const QTemporaryDir folder;
        const std::filesystem::path here = folder.path().toStdString();
        const auto extract = path(folder, "in.osm.pbf");
        const auto package = path(folder, "out.facteomap");
        QCOMPARE(
            importOsm({.extract = here, .package = package}, {}, kGoOn).error().detail, "it is a folder");
        QVERIFY(hamlet().write(extract).has_value());
        bool hasBegun = false;
        const auto report = importOsm(
            {.extract = extract, .package = package, .ban = {here}},
            [&](ImportStage, double) { hasBegun = true; }, kGoOn);
        QCOMPARE(report.error().why, ImportError::BadBan);
        QCOMPARE(report.error().ban->what.detail, "it is a folder");
        QVERIFY(!hasBegun);
    }

    void TheRoomThatIsAskedForIsEnough()
    {
        const QTemporaryDir folder;
        const ImportOrder order{.extract = path(folder, "town.osm.pbf"),
            .package = path(folder, "town.facteomap"),
            .memory = 1}; // as little as of a country: what can wait on the disk does
        QVERIFY(writeTown(makeDemoTown(kDemoTownSeed), order.extract).has_value());
        std::uint64_t most = 0;
        const auto report =
            importOsm(order, [&](ImportStage, double) { most = std::max(most, unnamedBytes()); }, kGoOn);
        QVERIFY(report.has_value());
        most = std::max<std::uint64_t>(most, report->packageBytes);
        const auto times = static_cast<double>(most) / static_cast<double>(file_size(order.extract));
        // A made-up town is more than twice as dense as a real one.
        QVERIFY2(times < 2 * static_cast<double>(kDiskPerExtract), qPrintable(QString::number(times)));
        QVERIFY2(times > 4, qPrintable(QString::number(times))); // or nothing was seen
    }

    void TheSeaIsOnTheRightOfTheCoast()
    {
        auto draft = hamlet();
        const std::vector coast{
            geo::positionOf(46.72, 2.25), geo::positionOf(46.6, 2.26), geo::positionOf(46.48, 2.24)};
        draft.way(coast, {{"natural", "coastline"}});
        const QTemporaryDir folder;
        const auto extract = path(folder, "bay.osm.pbf");
        const auto file = path(folder, "bay.facteomap");
        QVERIFY(draft.write(extract).has_value());
        const auto report = importOsm({.extract = extract, .package = file}, {}, kGoOn);
        QVERIFY(report.has_value());
        QCOMPARE(report->coastFaults, 0U);
        const auto package = MapPackage::open(file);
        const auto seaAt = [&](double lat, double lon) {
            const auto corner = worldPoint(lat, lon);
            const auto there = package->features({corner.x, corner.y, corner.x, corner.y}, 16);
            return std::ranges::any_of(there, [](const Feature &f) { return f.kind == FeatureKind::Sea; });
        };
        QVERIFY(seaAt(46.6, 2.21));
        QVERIFY(!seaAt(46.6, 2.35));
    }

    void AnExtractOutOfOrderIsRefused()
    {
        const QTemporaryDir folder;
        const auto extract = path(folder, "in.osm.pbf");
        osmium::io::Writer writer(extract.string());
        osmium::memory::Buffer buffer(1024, osmium::memory::Buffer::auto_grow::yes);
        for (const int id : {1, 3, 2})
            osmium::builder::add_node(buffer, osmium::builder::attr::_id(id),
                osmium::builder::attr::_location(2.3, 46.6 + id * 0.001));
        writer(std::move(buffer));
        writer.close();
        const auto file = path(folder, "out.facteomap");
        QCOMPARE(
            importOsm({.extract = extract, .package = file}, {}, kGoOn).error().why, ImportError::Unsorted);
    }

    void LittleMemoryMakesTheSameMap()
    {
        const QTemporaryDir folder;
        const auto extract = path(folder, "town.osm.pbf");
        const auto file = path(folder, "out.facteomap");
        const auto other = path(folder, "other.facteomap");
        QVERIFY(writeTown(makeDemoTown(kDemoTownSeed), extract).has_value());
        QVERIFY(importOsm({.extract = extract, .package = file}, {}, kGoOn).has_value());
        const auto report = importOsm({.extract = extract, .package = other, .memory = 1}, {}, kGoOn);
        QVERIFY(report.has_value());
        const auto package = MapPackage::open(file);
        const auto little = MapPackage::open(other);
        for (const int zoom : {5, 9, 12, 14, 18}) {
            const auto all = package->features(kWorld, zoom);
            const auto again = little->features(kWorld, zoom);
            QCOMPARE(again.size(), all.size());
            for (std::size_t i = 0; i < all.size(); ++i)
                QVERIFY(isSame(all.features()[i], again.features()[i]));
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 3);
    }

    void ATruncatedExtractLeavesTheOldPackage()
    {
        const QTemporaryDir folder;
        const auto extract = path(folder, "in.osm.pbf");
        const auto file = path(folder, "out.facteomap");
        QVERIFY(hamlet().write(extract).has_value());
        QVERIFY(importOsm({.extract = extract, .package = file}, {}, kGoOn).has_value());
        const auto whole = content(extract);
        const auto before = content(file);
        int refused = 0;
        for (qsizetype length = 0; length < whole.size(); length += 13) {
            put(extract, whole.first(length));
            const auto report = importOsm({.extract = extract, .package = file}, {}, kGoOn);
            // Cut exactly between two blocks a file looks complete: the format has no end mark.
            if (!report) {
                ++refused;
                QCOMPARE(content(file), before);
            }
        }
        QVERIFY2(refused > 40, qPrintable(QString::number(refused)));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
    }

    void DamagedExtractsDoNoHarm()
    {
        const QTemporaryDir folder;
        const auto extract = path(folder, "in.osm.pbf");
        const auto file = path(folder, "out.facteomap");
        QVERIFY(hamlet().write(extract).has_value());
        const auto whole = content(extract);
        for (qsizetype at = 15; at < whole.size(); at += 5) {
            auto damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
            put(extract, damaged);
            (void)importOsm({.extract = extract, .package = file}, {}, kGoOn);
        }
    }

    void ARealExtractIsImported()
    {
        const auto data = qEnvironmentVariable("FACTEO_TEST_DATA", FACTEO_SOURCE_DIR "/../shared/data");
        const auto extract = data + "/maps/andorra.osm.pbf";
        if (!QFile::exists(extract))
            QSKIP("no real extract here: set FACTEO_TEST_DATA to a folder with maps/andorra.osm.pbf");
        const QTemporaryDir folder;
        const auto file = path(folder, "andorra.facteomap");
        const auto again = path(folder, "again.facteomap");
        const auto report = importOsm({.extract = extract.toStdString(), .package = file}, {}, kGoOn);
        QVERIFY(report.has_value());
        QVERIFY(report->features > 2'000);
        QVERIFY(report->streets > 200);
        QVERIFY(importOsm({.extract = extract.toStdString(), .package = again, .name = "andorra"}, {}, kGoOn)
                .has_value());
        QCOMPARE(content(file), content(again));

        const auto package = MapPackage::open(file);
        const AddressIndex index(*package);
        const auto hits = index.search("avinguda meritxell", 5);
        QVERIFY(!hits.empty());
        QVERIFY(hits[0].street.find("Meritxell") != std::string::npos);
        QVERIFY(geo::distanceMetres(hits[0].position, geo::positionOf(42.508, 1.53)) < 2'500);
        QCOMPARE(index.search("andorra la vella", 1)[0].kind, HitKind::Place);
        QVERIFY(package->features(kWorld, 7).size() < package->features(kWorld, 16).size() / 4);
    }
};

FACTEO_TEST(ImportTest);
#include "import_test.moc"
