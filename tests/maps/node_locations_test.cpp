// SPDX-License-Identifier: Apache-2.0
#include "maps/node_locations.h"
#include "maps/osm_order.h"
#include "support/registry.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <vector>

using namespace facteo::maps;

class NodeLocationsTest : public QObject
{
    Q_OBJECT

private slots:
    void EveryNodeIsFoundAndNoOther_data()
    {
        QTest::addColumn<int>("memory");
        QTest::addColumn<int>("nodes");
        QTest::newRow("everything in memory") << 8 * 1024 * 1024 << 20'000;
        QTest::newRow("a handful of blocks in memory") << 1 << 20'000;
        QTest::newRow("one node") << 1 << 1;
        QTest::newRow("none") << 1 << 0;
        QTest::newRow("a block exactly") << 1 << 128;
    }

    void EveryNodeIsFoundAndNoOther()
    {
        QFETCH(int, memory);
        QFETCH(int, nodes);
        std::mt19937_64 random(5);
        std::map<std::uint64_t, std::pair<osmium::object_id_type, osmium::Location>> all;
        while (all.size() < static_cast<std::size_t>(nodes)) {
            const auto id = static_cast<osmium::object_id_type>(random() % 12'000'000'000) - 1'000'000'000;
            const osmium::Location at(static_cast<std::int32_t>(random() % 3'600'000'000) - 1'800'000'000,
                static_cast<std::int32_t>(random() % 1'800'000'000) - 900'000'000);
            all[rankOf(id)] = {id, at};
        }
        NodeLocations locations(
            std::filesystem::temp_directory_path(), static_cast<std::size_t>(memory), 1'000'000);
        for (const auto &[rank, node] : all)
            locations.add(node.first, node.second);
        for (int i = 0; i < 5 * nodes; ++i) {
            auto found =
                std::next(all.begin(), i % 7 == 0 ? 0 : static_cast<long>(random() % 50 % all.size()));
            QVERIFY(locations.at(found->second.first) == found->second.second);
        }
        for (const auto &[rank, node] : all)
            QVERIFY(locations.at(node.first) == node.second);
        for (int i = 0; i < 1'000; ++i) {
            const auto id = static_cast<osmium::object_id_type>(random() % 12'000'000'000);
            QCOMPARE(locations.at(id).is_defined(), all.contains(rankOf(id)));
        }
        QVERIFY(!locations.fault());
    }

    void IdsAreInTheOrderOfOsmFiles()
    {
        const std::vector<osmium::object_id_type> ids{0, -1, -2, -70, 1, 2, 12'000'000'000};
        QVERIFY(std::ranges::is_sorted(ids, {}, rankOf));
    }
};

FACTEO_TEST(NodeLocationsTest);
#include "node_locations_test.moc"
