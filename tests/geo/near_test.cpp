// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "geo/near.h"
#include "support/registry.h"

#include <algorithm>
#include <random>

using namespace facteo::geo;
using facteo::protocol::Position;

namespace {

std::vector<std::pair<std::uint32_t, Position>> scattered(std::uint32_t count)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> lat(46.5, 46.7);
    std::uniform_real_distribution<double> lon(2.2, 2.4);
    std::vector<std::pair<std::uint32_t, Position>> entries;
    for (std::uint32_t key = 0; key < count; ++key)
        entries.emplace_back(key, positionOf(lat(random), lon(random)));
    return entries;
}

} // namespace

class NearTest : public QObject
{
    Q_OBJECT

private slots:
    void FindsWhatAPlainScanFinds()
    {
        const auto entries = scattered(2'000);
        const NearestIndex index(entries);
        for (const auto from : {positionOf(46.6, 2.3), positionOf(46.51, 2.39), positionOf(48, 5)}) {
            std::vector<std::pair<double, std::uint32_t>> scan;
            for (const auto &[key, position] : entries)
                scan.emplace_back(distanceMetres(from, position), key);
            std::ranges::sort(scan);

            const auto nearest = index.nearest(from, 25);
            QCOMPARE(nearest.size(), 25U);
            for (std::size_t i = 0; i < nearest.size(); ++i)
                QCOMPARE(nearest[i].key, scan[i].second);

            const auto within = index.within(from, 1'500);
            const auto expected =
                std::ranges::count_if(scan, [](const auto &entry) { return entry.first <= 1'500; });
            QCOMPARE(static_cast<std::ptrdiff_t>(within.size()), expected);
        }
    }

    void FollowsWhoMoves()
    {
        NearestIndex index(scattered(100));
        const auto far = positionOf(48, 5);
        index.insert(500, far);
        QCOMPARE(index.size(), 101U);
        QCOMPARE(index.nearest(far, 1)[0].key, 500U);
        QVERIFY(index.remove(500, far));
        QVERIFY(!index.remove(500, far));
        QVERIFY(index.nearest(far, 1)[0].key != 500U);
    }

    void EmptyIndexHasNoNeighbours()
    {
        const NearestIndex index;
        QVERIFY(index.nearest(positionOf(0, 0), 5).empty());
        QVERIFY(index.within(positionOf(0, 0), 1e9).empty());
        QVERIFY(NearestIndex(scattered(3)).nearest(positionOf(0, 0), 0).empty());
        QVERIFY(NearestIndex(scattered(3)).within(positionOf(0, 0), -1).empty());
    }
};

FACTEO_TEST(NearTest);
#include "near_test.moc"
