// SPDX-License-Identifier: Apache-2.0
#include "maps/spill_sorter.h"
#include "maps/text_pool.h"
#include "support/registry.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>

using namespace facteo::maps;

namespace {

std::filesystem::path scratch()
{
    return std::filesystem::temp_directory_path();
}

std::string textOf(std::span<const std::byte> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

using Record = std::pair<SortKey, std::string>;

std::vector<Record> randomRecords(std::size_t count, std::size_t longest)
{
    std::mt19937 random(7);
    std::vector<Record> records;
    for (std::size_t i = 0; i < count; ++i)
        records.emplace_back(SortKey{.high = random() % 50, .low = random() % 100},
            std::to_string(i) + std::string(random() % longest, 'x'));
    return records;
}

std::vector<Record> sorted(SpillSorter &sorter)
{
    std::vector<Record> found;
    while (const auto record = sorter.next())
        found.emplace_back(record->key, textOf(record->bytes));
    return found;
}

} // namespace

class SpillTest : public QObject
{
    Q_OBJECT

private slots:
    void RecordsComeInOrderWhateverTheMemory_data()
    {
        QTest::addColumn<int>("memory");
        QTest::addColumn<bool>("spills");
        QTest::newRow("all in memory") << 64 * 1024 * 1024 << false;
        QTest::newRow("a few parts") << 400'000 << true;
        QTest::newRow("many parts") << 20'000 << true;
        QTest::newRow("one record a part") << 1 << true;
    }

    void RecordsComeInOrderWhateverTheMemory()
    {
        QFETCH(int, memory);
        QFETCH(bool, spills);
        auto records = randomRecords(memory == 1 ? 300 : 20'000, 200);
        SpillSorter sorter(scratch(), static_cast<std::size_t>(memory));
        for (const auto &[key, text] : records)
            sorter.add(key, std::as_bytes(std::span(text)));
        // Equal keys keep their order.
        std::ranges::stable_sort(records, {}, &Record::first);
        QCOMPARE(sorted(sorter) == records, true);
        QCOMPARE(sorter.runs() > 0, spills);
        QCOMPARE(sorter.count(), records.size());
        QVERIFY(!sorter.fault());
        QVERIFY(!sorter.next());
    }

    void ARecordMayBeLargerThanTheMemory()
    {
        const std::string large(300'000, 'l');
        SpillSorter sorter(scratch(), 10'000);
        sorter.add({.high = 2}, std::as_bytes(std::span(large)));
        sorter.add({.high = 1}, {});
        sorter.add({.high = 3}, std::as_bytes(std::span("end", 3)));
        const auto found = sorted(sorter);
        QCOMPARE(found.size(), 3U);
        QVERIFY(found[0].second.empty());
        QCOMPARE(found[1].second, large);
        QCOMPARE(found[2].second, "end");
    }

    void NothingIsInOrder()
    {
        SpillSorter sorter(scratch(), 1'000);
        QVERIFY(!sorter.next());
        QVERIFY(!sorter.fault());
    }

    void AFaultSticks()
    {
        SpillSorter sorter("/no/such/folder", 1'000);
        const std::string text(300'000, 't');
        for (int i = 0; i < 5; ++i)
            sorter.add({}, std::as_bytes(std::span(text)));
        QCOMPARE(sorter.fault(), WriteError::NoFolder);
        QVERIFY(!sorter.next());
    }

    void TextsStandOnceUntilTheyAreForgotten()
    {
        TextPool pool(scratch(), 1U << 20);
        QCOMPARE(pool.offsetOf(""), 0U);
        const auto rue = pool.offsetOf("Rue Racine");
        QVERIFY(rue != 0);
        QVERIFY(pool.offsetOf("Rue Molière") != rue);
        QCOMPARE(pool.offsetOf("Rue Racine"), rue);

        // One that forgets all the time still gives every text back.
        TextPool forgetful(scratch(), 0);
        std::set<std::uint32_t> offsets;
        for (const auto *name : {"a", "b", "a", "b"})
            offsets.insert(forgetful.offsetOf(name));
        QCOMPARE(offsets.size(), 4U);
        std::array<std::byte, 2> last{};
        QVERIFY(forgetful.read(*offsets.rbegin(), last));
        QCOMPARE(textOf(last), "\1b");
    }
};

FACTEO_TEST(SpillTest);
#include "spill_test.moc"
