// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_feed.h"
#include "layers/allocations.h"
#include "layers/sample_fleet.h"
#include "support/registry.h"

#include <algorithm>
#include <random>
#include <set>

using namespace facteo;
using namespace facteo::console;
using namespace std::chrono_literals;

namespace {

std::vector<std::uint32_t> rowsIn(const FleetIndex &index, FleetIndex::Run run)
{
    std::vector<std::uint32_t> rows;
    for (auto place = run.first; place < run.last; ++place)
        rows.push_back(index.row(place));
    std::ranges::sort(rows);
    return rows;
}

} // namespace

class FleetIndexTest : public QObject
{
    Q_OBJECT

private slots:
    void EveryCellHoldsWhoIsInItWhateverHappened();
    void TalliesAreSums();
    void RowsFollowTheRoster();
    void AnUpdateTakesNoMemory();
};

void FleetIndexTest::EveryCellHoldsWhoIsInItWhateverHappened()
{
    std::mt19937 random(4711);
    const auto part = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
    const auto some = [&](std::size_t count) {
        return static_cast<std::uint32_t>(part() * static_cast<double>(count));
    };
    FleetFeed feed;
    for (int step = 0; step < 300; ++step) {
        if (step % 10 == 0)
            for (int i = 0; i < 20; ++i)
                feed.add(QString::number(feed.points().size()), {});
        for (int i = 0; i < 30; ++i) {
            const auto row = some(feed.points().size());
            if (part() < 0.1)
                feed.remove(row);
            else if (part() < 0.1)
                feed.placeByRound(row, {part(), part()}, Freshness::Fresh);
            else
                feed.place(row, {.position = {0.5 + part() * 0.01, 0.3 + part() * 0.01}},
                    static_cast<DotState>(2 + some(4)), static_cast<Freshness>(some(4)));
        }
        const auto &points = feed.points();
        const auto &index = feed.index();
        for (int cell = 0; cell < 4; ++cell) {
            const int level = 5 + static_cast<int>(some(12));
            const auto key = FleetIndex::keyOf(geo::UnitPoint{0.5 + part() * 0.01, 0.3 + part() * 0.01}) /
                             FleetIndex::keysIn(level) * FleetIndex::keysIn(level);
            std::vector<std::uint32_t> expected;
            for (std::uint32_t row = 0; row < points.size(); ++row) {
                const auto own = FleetIndex::keyOf(points.position[row]);
                if (points.isOnMap(row) && own >= key && own - key < FleetIndex::keysIn(level))
                    expected.push_back(row);
            }
            QCOMPARE(rowsIn(index, index.cell(index.all(), key, level)), expected);
        }
        std::vector<std::uint32_t> alerts(index.alerts().begin(), index.alerts().end());
        std::ranges::sort(alerts);
        std::vector<std::uint32_t> expected;
        for (std::uint32_t row = 0; row < points.size(); ++row)
            if (points.state[row] >= DotState::AlertInHand)
                expected.push_back(row);
        QCOMPARE(alerts, expected);
        QCOMPARE(feed.byRound().all().size(),
            static_cast<std::uint32_t>(std::ranges::count(points.state, DotState::RoundOnly)));
    }
}

void FleetIndexTest::TalliesAreSums()
{
    const tests::SampleFleet fleet(5'000);
    FleetFeed feed;
    fleet.fill(feed);
    const auto &index = feed.index();
    std::mt19937 random(3);
    for (int i = 0; i < 500; ++i) {
        const auto a = static_cast<std::uint32_t>(random() % 5'001);
        const auto b = static_cast<std::uint32_t>(random() % 5'001);
        const FleetIndex::Run run{std::min(a, b), std::max(a, b)};
        const auto tally = index.tally(run);
        FleetIndex::Tally expected;
        for (const auto row : rowsIn(index, run))
            expected.add(feed.points().standing(row), FleetIndex::keyOf(feed.points().position[row]));
        QCOMPARE(tally.counts, expected.counts);
        QCOMPARE(tally.total(), run.size());
        QVERIFY(tally.x == expected.x && tally.y == expected.y);
    }
}

void FleetIndexTest::RowsFollowTheRoster()
{
    const tests::SampleFleet fleet(100);
    FleetFeed feed;
    fleet.fill(feed);
    const auto kept = feed.points().handset[42];
    const auto place = feed.points().position[42];
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 99; row > 20; --row)
        rows.push_back(row);
    feed.keep(rows);
    QCOMPARE(feed.points().size(), rows.size());
    const auto row = feed.rowOf(kept);
    QVERIFY(row && feed.points().handset[*row] == kept && feed.points().position[*row].x == place.x);
    QVERIFY(!feed.rowOf(QStringLiteral("H-00003")));
    QCOMPARE(feed.index().all().size(), rows.size());
    QCOMPARE(feed.index().row(feed.index().placeOf(*row)), *row);
}

void FleetIndexTest::AnUpdateTakesNoMemory()
{
    tests::SampleFleet fleet(20'000);
    FleetFeed feed;
    fleet.fill(feed);
    const auto step = [&] {
        fleet.walk(10);
        fleet.report(feed, 10s);
        (void)feed.index();
    };
    step();
    const tests::Allocations allocations;
    for (int i = 0; i < 5; ++i)
        step();
    QCOMPARE(allocations.count(), 0U);
}

FACTEO_TEST(FleetIndexTest);

#include "fleet_index_test.moc"
