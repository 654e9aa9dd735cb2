// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "maps/package.h"
#include "maps/package_format.h"
#include "maps/package_writer.h"
#include "maps/world.h"
#include "support/registry.h"

#include <QTemporaryDir>
#include <algorithm>
#include <cstring>
#include <random>
#include <thread>
#include <xxhash.h>

using namespace facteo;
using namespace facteo::maps;

namespace {

WorldPoint placeAt(double lat, double lon)
{
    return worldPoint(lat, lon);
}

std::vector<WorldPoint> worldSquare(double lat, double lon, double size)
{
    return {placeAt(lat, lon), placeAt(lat, lon + size), placeAt(lat + size, lon + size),
        placeAt(lat + size, lon)};
}

/// A street, houses with a courtyard, a forest and a place, scattered over a few kilometres.
PackageWriter smallTown(int houses = 500, const WriterRoom &room = {})
{
    PackageWriter writer(room);
    writer.setName("Petite Ville");
    writer.setAttribution("© nobody");
    writer.add(
        {.kind = FeatureKind::Town, .rank = 45, .name = "Petite Ville", .parts = {{placeAt(46.6, 2.3)}}});
    writer.add({.kind = FeatureKind::Primary,
        .flags = kBridge | kOneway,
        .layer = 1,
        .name = "Avenue Jean-Jaurès",
        .ref = "D 940",
        .parts = {{placeAt(46.60, 2.28), placeAt(46.601, 2.30), placeAt(46.60, 2.32)}}});
    writer.add({.kind = FeatureKind::Forest, .flags = kArea, .parts = {worldSquare(46.61, 2.30, 0.01)}});
    std::mt19937 random(3);
    std::uniform_real_distribution<double> away(-0.02, 0.02);
    for (int i = 0; i < houses; ++i) {
        const double lat = 46.6 + away(random);
        const double lon = 2.3 + away(random);
        writer.add({.kind = FeatureKind::Building,
            .flags = kArea,
            .number = std::to_string(i),
            .parts = {worldSquare(lat, lon, 0.0002), worldSquare(lat + 5e-5, lon + 5e-5, 0.0001)}});
    }
    return writer;
}

const WorldRect kWholeWorld{.left = 0, .top = 0, .right = UINT32_MAX, .bottom = UINT32_MAX};

std::uint64_t looked(const MapPackage &package)
{
    std::uint64_t sum = package.bounds().left;
    for (int zoom = 0; zoom <= 22; zoom += 2)
        for (const auto &feature : package.features(kWholeWorld, zoom)) {
            sum += feature.name.size() + feature.ref.size() + feature.number.size() + feature.ordinal;
            for (const auto part : feature.parts)
                for (const auto point : part)
                    sum += point.x ^ point.y;
        }
    return sum;
}

std::vector<std::byte> flipped(std::vector<std::byte> bytes, std::size_t bit)
{
    bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    return bytes;
}

format::FileHeader headerOf(std::span<const std::byte> bytes)
{
    format::FileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header;
}

/// The sums that the bytes would have if they had been written like this.
void sumAnew(std::vector<std::byte> &bytes)
{
    auto header = headerOf(bytes);
    const auto body = std::span(bytes).first(header.sumsAt).subspan(sizeof header);
    for (std::size_t at = 0; at < body.size(); at += format::kChunkBytes) {
        const auto chunk = body.subspan(at, std::min(format::kChunkBytes, body.size() - at));
        const auto number = at / format::kChunkBytes;
        const std::uint64_t sum = XXH3_64bits_withSeed(chunk.data(), chunk.size(), number);
        std::memcpy(bytes.data() + header.sumsAt + number * sizeof sum, &sum, sizeof sum);
    }
    header.tailSum =
        XXH3_64bits_withSeed(bytes.data() + header.sumsAt, header.fileSize - header.sumsAt, header.fileSize);
    std::memcpy(bytes.data(), &header, sizeof header);
}

} // namespace

class PackageTest : public QObject
{
    Q_OBJECT

private slots:
    void GivesBackWhatWasAdded()
    {
        const auto package = MapPackage::fromBytes(smallTown().finish());
        QVERIFY(package.has_value());
        QCOMPARE(package->name(), "Petite Ville");
        QCOMPARE(package->attribution(), "© nobody");
        QCOMPARE(package->featureCount(), 503U);

        const auto all = package->features(kWholeWorld, 22);
        QCOMPARE(all.size(), 503U);
        const auto &street = all.features()[1];
        QCOMPARE(street.kind, FeatureKind::Primary);
        QCOMPARE(street.flags, kBridge | kOneway);
        QCOMPARE(static_cast<int>(street.layer), 1);
        QCOMPARE(street.name, "Avenue Jean-Jaurès");
        QCOMPARE(street.ref, "D 940");
        QCOMPARE(street.parts.size(), 1U);
        QCOMPARE(street.parts[0][1], placeAt(46.601, 2.30));
        const auto &house = all.features()[5];
        QCOMPARE(house.number, "2");
        QCOMPARE(house.parts.size(), 2U);
        QVERIFY(house.isArea());
        QCOMPARE(house.bounds, boundsOf(house.parts[0]));
    }

    void FindsInABoxWhatAPlainScanFinds()
    {
        const auto package = MapPackage::fromBytes(smallTown().finish());
        const auto all = package->features(kWholeWorld, 22);
        const auto corner = placeAt(46.605, 2.295);
        const auto opposite = placeAt(46.595, 2.302);
        const WorldRect rect{.left = corner.x, .top = corner.y, .right = opposite.x, .bottom = opposite.y};
        const auto found = package->features(rect, 22);
        const auto expected =
            std::ranges::count_if(all, [&](const Feature &f) { return f.bounds.intersects(rect); });
        QVERIFY(expected > 10 && expected < 200);
        QCOMPARE(static_cast<std::ptrdiff_t>(found.size()), expected);
        QVERIFY(std::ranges::is_sorted(found.features(), {}, &Feature::ordinal));
    }

    void CoarseZoomsHoldLessAndSimpler()
    {
        PackageWriter writer;
        std::vector<WorldPoint> winding;
        for (int i = 0; i < 1'000; ++i)
            winding.push_back(placeAt(46.6 + (i % 2) * 1e-6, 2.3 + i * 1e-5));
        writer.add({.kind = FeatureKind::Motorway, .parts = {winding}});
        writer.add({.kind = FeatureKind::Forest, .flags = kArea, .parts = {worldSquare(46.6, 2.3, 1e-4)}});
        writer.add({.kind = FeatureKind::Residential, .parts = {winding}});
        const auto package = MapPackage::fromBytes(writer.finish());

        QCOMPARE(package->features(kWholeWorld, 4).size(), 0U);
        const auto coarse = package->features(kWholeWorld, 8);
        QCOMPARE(coarse.size(), 1U);
        QVERIFY(coarse.features()[0].parts[0].size() < 10);
        const auto exact = package->features(kWholeWorld, 18);
        QCOMPARE(exact.size(), 3U);
        QCOMPARE(exact.features()[0].parts[0].size(), 1'000U);
    }

    void WhatHasTooFewPointsIsRefused()
    {
        PackageWriter writer;
        QVERIFY(!writer.add({.kind = FeatureKind::Residential, .parts = {{placeAt(46, 2)}}}));
        QVERIFY(!writer.add(
            {.kind = FeatureKind::Forest, .flags = kArea, .parts = {{placeAt(46, 2), placeAt(46, 3)}}}));
        QVERIFY(!writer.add({.kind = FeatureKind::Town, .parts = {}}));
        QVERIFY(!writer.add({.kind = FeatureKind::Town, .parts = {{}}}));
        QCOMPARE(writer.count(), 0U);
        QVERIFY(MapPackage::fromBytes(writer.finish()).has_value());
    }

    void SameAdditionsSameBytes() { QCOMPARE(smallTown().finish(), smallTown().finish()); }

    void EveryTruncationIsRefused()
    {
        const auto bytes = smallTown().finish();
        for (std::size_t length = 0; length < bytes.size(); length += length < 600 ? 1 : 37) {
            const auto package =
                MapPackage::fromBytes({bytes.begin(), bytes.begin() + static_cast<int>(length)});
            QVERIFY2(!package.has_value(), qPrintable(QString::number(length)));
            QCOMPARE(package.error(), length == 0 ? PackageError::NotAPackage : PackageError::Truncated);
        }
    }

    void EveryFlippedBitIsRefused()
    {
        const auto bytes = smallTown().finish();
        for (std::size_t bit = 0; bit < bytes.size() * 8; bit += bit < 6'000 ? 1 : 101)
            QVERIFY2(!MapPackage::fromBytes(flipped(bytes, bit)), qPrintable(QString::number(bit)));
    }

    void ALargePackageIsCheckedWhereItIsRead()
    {
        const auto bytes = smallTown(20'000).finish();
        const auto whole = MapPackage::fromBytes(bytes);
        const auto sumsAt = headerOf(bytes).sumsAt;
        QVERIFY(sumsAt > 20 * format::kChunkBytes);
        const auto expected = looked(*whole);
        // In the first chunk, in the middle, and among the texts.
        for (const auto at : {sizeof(format::FileHeader), sumsAt / 2, sumsAt - format::kChunkBytes}) {
            const auto package = MapPackage::fromBytes(flipped(bytes, at * 8), 0);
            QVERIFY(package.has_value());
            QVERIFY(!package->isDamaged());
            QVERIFY(looked(*package) != expected);
            QVERIFY(package->isDamaged());
            QCOMPARE(package->check().error(), PackageError::Damaged);
        }
        // What a package is called is read when it is opened.
        QCOMPARE(MapPackage::fromBytes(flipped(bytes, (sumsAt - 16) * 8), 0).error(), PackageError::Damaged);
        const auto lazy = MapPackage::fromBytes(bytes, 0);
        QCOMPARE(looked(*lazy), looked(*whole));
        QVERIFY(!lazy->isDamaged());
        QVERIFY(lazy->check().has_value());
    }

    void DamageElsewhereHarmsNobody()
    {
        const auto bytes = smallTown(20'000).finish();
        const auto spoiled = flipped(bytes, headerOf(bytes).sumsAt / 2 * 8);
        const auto whole = MapPackage::fromBytes(bytes);
        const auto package = MapPackage::fromBytes(spoiled, 0);
        int same = 0;
        int damaged = 0;
        for (int i = 0; i < 20; ++i) {
            const auto corner = placeAt(46.62 - i * 0.002, 2.28);
            const auto opposite = placeAt(46.62 - i * 0.002 - 0.0004, 2.281);
            const WorldRect rect{
                .left = corner.x, .top = corner.y, .right = opposite.x, .bottom = opposite.y};
            const auto all = whole->features(rect, 22).size();
            (package->features(rect, 22).size() == all ? same : damaged) += 1;
        }
        QVERIFY(same > 10);
        QVERIFY(damaged < 10);
    }

    void LyingContentWithRightSumsIsReadWithoutHarm()
    {
        const auto bytes = smallTown().finish();
        std::mt19937 random(11);
        for (int round = 0; round < 3'000; ++round) {
            auto lying = bytes;
            const auto header = headerOf(lying);
            const auto tail = header.fileSize - sizeof(format::SectionEntry) * header.sections;
            std::vector<format::SectionEntry> table(header.sections);
            std::memcpy(table.data(), lying.data() + tail, table.size() * sizeof table[0]);
            auto &entry = table[random() % table.size()];
            for (unsigned i = 0; i <= random() % 8; ++i)
                lying[entry.offset + random() % entry.size] = static_cast<std::byte>(random());
            if (random() % 4 == 0)
                entry.size = random() % (header.sumsAt + 8);
            std::memcpy(lying.data() + tail, table.data(), table.size() * sizeof table[0]);
            sumAnew(lying);
            if (const auto package = MapPackage::fromBytes(std::move(lying)))
                looked(*package); // any answer will do, under the sanitizers too
        }
    }

    void MemoryChangesNothingButTheWay()
    {
        const auto inMemory = smallTown(20'000).finish();
        const auto spilled =
            smallTown(20'000, {.scratch = std::filesystem::temp_directory_path(), .memory = 400'000})
                .finish();
        QCOMPARE(inMemory, spilled);
    }

    void AFullScratchDiskIsAFault()
    {
        auto writer = smallTown(20'000, {.scratch = "/no/such/folder", .memory = 100'000});
        QCOMPARE(writer.fault(), WriteError::NoFolder);
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.filePath("town").toStdString());
        QCOMPARE(writer.finish(file).error(), WriteError::NoFolder);
        QVERIFY(!std::filesystem::exists(file));
    }

    void WritingCanBeStopped()
    {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.filePath("town").toStdString());
        QVERIFY(smallTown().finish(file).has_value());
        const auto before = std::filesystem::last_write_time(file);
        const auto written = smallTown().finish(file, [](double) { return false; });
        QCOMPARE(written.has_value(), false);
        QCOMPARE(written.error(), WriteError::Stopped);
        QVERIFY(std::filesystem::last_write_time(file) == before);
    }

    void SectionsFromNewerProgramsAreSkipped()
    {
        auto writer = smallTown();
        writer.addSection(static_cast<SectionKind>(99), std::vector<std::byte>(100, std::byte{7}));
        const auto package = MapPackage::fromBytes(writer.finish());
        QVERIFY(package.has_value());
        QCOMPARE(package->features(kWholeWorld, 22).size(), 503U);
        QCOMPARE(package->section(static_cast<SectionKind>(99)).size(), 100U);
        QVERIFY(package->section(static_cast<SectionKind>(98)).empty());
    }

    void FilesAreOpenedOrRefusedWithAReason()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.filePath("town.facteomap").toStdString());
        QCOMPARE(MapPackage::open(path).error(), PackageError::Missing);
        QCOMPARE(MapPackage::open(folder.path().toStdString()).error(), PackageError::Unreadable);

        auto bytes = smallTown().finish();
        QVERIFY(writeAtomically(path, bytes).has_value());
        QCOMPARE(MapPackage::open(path)->featureCount(), 503U);
        QVERIFY(writeAtomically(path, std::as_bytes(std::span("<html>not a map at all</html>......")))
                .has_value());
        QCOMPARE(MapPackage::open(path).error(), PackageError::NotAPackage);
        bytes[8] = std::byte{1};
        QVERIFY(writeAtomically(path, bytes).has_value());
        QCOMPARE(MapPackage::open(path).error(), PackageError::OlderVersion);
        bytes[8] = std::byte{format::kVersion + 1};
        QVERIFY(writeAtomically(path, bytes).has_value());
        QCOMPARE(MapPackage::open(path).error(), PackageError::NewerVersion);
        QCOMPARE(std::distance(std::filesystem::directory_iterator(path.parent_path()),
                     std::filesystem::directory_iterator()),
            1);

        QCOMPARE(writeAtomically(path.parent_path() / "no" / "town", bytes).error(), WriteError::NoFolder);
        QCOMPARE(writeAtomically(path.parent_path(), bytes).error(), WriteError::Refused);
        std::filesystem::create_symlink("/dev/null", path.parent_path() / "device");
        QCOMPARE(writeAtomically(path.parent_path() / "device", bytes).error(), WriteError::Refused);
    }

    void ManyThreadsReadOnePackage()
    {
        const auto package = MapPackage::fromBytes(smallTown().finish());
        const auto expected = looked(*package);
        std::array<std::uint64_t, 4> sums{};
        {
            std::vector<std::jthread> threads;
            for (auto &sum : sums)
                threads.emplace_back([&] { sum = looked(*package); });
        }
        for (const auto sum : sums)
            QCOMPARE(sum, expected);
    }
};

FACTEO_TEST(PackageTest);
#include "package_test.moc"
