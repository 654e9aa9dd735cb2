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
PackageWriter smallTown()
{
    PackageWriter writer;
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
    for (int i = 0; i < 500; ++i) {
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

    void EveryFlippedBitIsRefusedOrHarmless()
    {
        const auto bytes = smallTown().finish();
        const auto whole = looked(*MapPackage::fromBytes(bytes));
        int accepted = 0;
        for (std::size_t bit = 0; bit < bytes.size() * 8; bit += bit < 6'000 ? 1 : 101) {
            auto damaged = bytes;
            damaged[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
            const auto package = MapPackage::fromBytes(std::move(damaged));
            if (!package)
                continue;
            // Only the padding between sections is covered by no sum.
            ++accepted;
            QCOMPARE(looked(*package), whole);
        }
        QVERIFY2(accepted < 8 * 7 * 8, qPrintable(QString::number(accepted)));
    }

    void LyingContentWithRightSumsIsReadWithoutHarm()
    {
        const auto bytes = smallTown().finish();
        std::mt19937 random(11);
        for (int round = 0; round < 3'000; ++round) {
            auto lying = bytes;
            format::FileHeader header;
            std::memcpy(&header, lying.data(), sizeof header);
            std::vector<format::SectionEntry> table(header.sections);
            std::memcpy(table.data(), lying.data() + sizeof header, table.size() * sizeof table[0]);
            auto &entry = table[random() % table.size()];
            for (unsigned i = 0; i <= random() % 8; ++i)
                lying[entry.offset + random() % entry.size] = static_cast<std::byte>(random());
            entry.sum = XXH3_64bits_withSeed(lying.data() + entry.offset, entry.size, entry.kind);
            header.tableSum =
                XXH3_64bits_withSeed(table.data(), table.size() * sizeof table[0], header.fileSize);
            std::memcpy(lying.data(), &header, sizeof header);
            std::memcpy(lying.data() + sizeof header, table.data(), table.size() * sizeof table[0]);
            if (const auto package = MapPackage::fromBytes(std::move(lying)))
                looked(*package); // any answer will do, under the sanitizers too
        }
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
        bytes[8] = std::byte{2};
        QVERIFY(writeAtomically(path, bytes).has_value());
        QCOMPARE(MapPackage::open(path).error(), PackageError::UnknownVersion);
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
