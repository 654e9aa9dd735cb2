// SPDX-License-Identifier: Apache-2.0
#include "geo/distance.h"
#include "geo/polyline.h"
#include "store/query.h"
#include "store/scratch.h"
#include "store/trail_cell.h"
#include "store/trail_precision.h"
#include "store/trail_store.h"
#include "support/registry.h"

#include <QRandomGenerator>
#include <algorithm>
#include <map>

using namespace facteo;
using namespace facteo::store;
using protocol::Fix;
using protocol::Instant;
using protocol::Position;

namespace {

const Position kTown{466'000'000, 23'000'000};
constexpr std::int64_t kBegin = 1'790'000'000;

Instant instantAt(double second)
{
    return Instant(std::chrono::milliseconds(kBegin * 1'000 + std::llround(second * 1'000)));
}

/// Somebody on the move for some hours: on foot, by car or by something faster, with pauses without a fix.
std::vector<Fix> journey(QRandomGenerator &random, Position around)
{
    const std::array speeds{1.2, 4.0, 14.0, 45.0};
    const double speed = speeds[random.bounded(4u)];
    const double every = std::array{1.0, 10.0, 30.0, 59.0}[random.bounded(4u)];
    std::vector<Fix> fixes;
    double second = random.bounded(5'400.0);
    double course = random.bounded(360.0);
    auto position = geo::destination(around, random.bounded(360.0), random.bounded(4'000.0));
    for (int left = 20 + random.bounded(280); left > 0; --left) {
        fixes.push_back({.at = instantAt(second),
            .position = position,
            .accuracyDm = 30 + random.bounded(400u),
            .speedCmS = static_cast<std::uint32_t>(speed * 100),
            .headingCdeg = static_cast<std::uint32_t>(course * 100) % 36'000});
        const double step = random.bounded(20) == 0 ? 50 + random.bounded(600.0) : every;
        second += step;
        if (geo::distanceMetres(around, position) > 4'000)
            course = geo::bearingDegrees(position, around);
        course = std::fmod(course + random.bounded(60.0) + 330, 360.0);
        position = geo::destination(position, course, std::min(step, every) * speed);
    }
    return fixes;
}

using Trails = std::map<protocol::HandsetId, std::vector<Fix>>;

/// Everybody's fixes as they may reach a hub: about in order, some late, some twice.
std::vector<HandsetFix> arrivals(QRandomGenerator &random, Trails &trails)
{
    std::vector<std::pair<Instant, HandsetFix>> all;
    for (auto &[handset, fixes] : trails) {
        for (const Fix &fix : fixes) {
            const bool isLate = random.bounded(15) == 0;
            for (int times = random.bounded(12) == 0 ? 2 : 1; times > 0; --times)
                all.push_back({fix.at + std::chrono::seconds(isLate ? random.bounded(4'000) : 0),
                    {.handset = handset, .fix = fix}});
        }
        std::ranges::transform(fixes, fixes.begin(), kept);
    }
    std::ranges::stable_sort(all, {}, [](const auto &one) { return one.first; });
    std::vector<HandsetFix> order;
    for (const auto &[at, entry] : all)
        order.push_back(entry);
    return order;
}

/// Anywhere, or on somebody's way when he was there.
std::pair<Position, Instant> placeAndTime(QRandomGenerator &random, const Trails &trails)
{
    if (random.bounded(3) == 0)
        return {geo::destination(kTown, random.bounded(360.0), random.bounded(5'000.0)),
            instantAt(random.bounded(9'000.0))};
    const auto whose = std::next(trails.begin(), random.bounded(static_cast<int>(trails.size())));
    const auto &fixes = whose->second;
    const auto i = static_cast<std::size_t>(random.bounded(static_cast<int>(fixes.size()) - 1));
    const auto place = geo::between(fixes[i].position, fixes[i + 1].position, random.bounded(1.0));
    return {geo::destination(place, random.bounded(360.0), random.bounded(80.0)), fixes[i].at};
}

/// Everybody, without an index.
std::vector<Nearby> bruteForce(const Trails &trails, Position place, double metres, Instant from, Instant to)
{
    std::vector<Nearby> found;
    for (const auto &[handset, fixes] : trails)
        if (const auto approach = geo::approachOf(fixes, place, metres, from, to))
            found.push_back({.handset = handset, .approach = *approach});
    std::ranges::stable_sort(found, {}, [](const Nearby &one) { return one.approach.nearestMetres; });
    return found;
}

/// Stores everything in a random number of logs, folded or not.
void storeInPieces(QRandomGenerator &random, TrailStore &store, std::span<const HandsetFix> all)
{
    while (!all.empty()) {
        const auto count = std::min<std::size_t>(all.size(), 1 + random.bounded(900u));
        WORKED(store.append(all.first(count)));
        all = all.subspan(count);
        if (random.bounded(3) == 0)
            store.closeLog(random.bounded(2) == 0 ? Instant::max() : instantAt(random.bounded(9'000.0)));
        if (random.bounded(2) == 0)
            WORKED(store.fold(random.bounded(30u)));
    }
}

} // namespace

class TrailNearTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { tests::bothDatabases(); }

    void NearIsWhatBruteForceFinds()
    {
        int named = 0;
        int byPassage = 0;
        for (quint32 seed = 1; seed <= 4; ++seed) {
            SCRATCH(scratch);
            QRandomGenerator random(seed);
            Trails trails;
            for (int handset = 0; handset < 25; ++handset)
                trails[{"H-" + std::to_string(handset)}] = journey(random, kTown);
            const auto all = arrivals(random, trails);
            const auto db = scratch.open();
            const auto store = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
            storeInPieces(random, *store, all);

            for (int question = 0; question < 100; ++question) {
                const auto [place, at] = placeAndTime(random, trails);
                const double metres = std::array{5.0, 60.0, 300.0, 300.0, 2'500.0}[random.bounded(5u)];
                const auto from = at - std::chrono::seconds(random.bounded(300));
                const auto to =
                    from + std::chrono::seconds(std::array{0, 40, 600, 600, 9'000}[random.bounded(5u)]);
                const auto found = WORKED(store->near(place, metres, from, to));
                QVERIFY(found == bruteForce(trails, place, metres, from, to));
                named += static_cast<int>(found.size());
                byPassage += static_cast<int>(
                    std::ranges::count(found, 0u, [](const Nearby &one) { return one.approach.fixes; }));
            }
        }
        // The questions were not all answered with nobody.
        QVERIFY2(named > 400, qPrintable(QString::number(named)));
        QVERIFY2(byPassage > 15, qPrintable(QString::number(byPassage)));
    }

    void APassageOverTheFullHourIsSeenFromBothSides()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto store = WORKED(TrailStore::open(*db, tests::kDepot, scratch.folder() / "trails"));
        const auto hour = std::chrono::ceil<std::chrono::hours>(instantAt(0));
        // 800 m in 40 s, half of it before the full hour; the place is in the middle of the way.
        const Fix before{
            .at = hour - std::chrono::seconds(20), .position = geo::destination(kTown, 270, 400)};
        const Fix after{.at = hour + std::chrono::seconds(20), .position = geo::destination(kTown, 90, 400)};
        for (const Fix &fix : {before, after}) {
            WORKED(store->append(std::vector{HandsetFix{.handset = {"H-1"}, .fix = fix}}));
            const auto passedBy = [&] {
                return WORKED(
                    store->near(kTown, 50, hour - std::chrono::minutes(5), hour + std::chrono::minutes(5)));
            };
            QCOMPARE(passedBy().size(), fix.at < hour ? 0u : 1u);
            store->closeLog();
            while (WORKED(store->fold(10))) {
            }
            QCOMPARE(passedBy().size(), fix.at < hour ? 0u : 1u);
            if (fix.at > hour) {
                QCOMPARE(passedBy()[0].approach.fixes, 0u);
                QCOMPARE(passedBy()[0].approach.passages, 1u);
                QVERIFY(passedBy()[0].approach.nearestMetres < 1);
                QVERIFY(std::chrono::abs(passedBy()[0].approach.nearestAt - hour) < std::chrono::seconds(1));
            }
        }
    }

    /// He seems to have passed between two fixes, until a late one says that he was elsewhere in between.
    void WhatIsFarAwayTellsThatNobodyPassed()
    {
        SCRATCH(scratch);
        const auto db = scratch.open();
        const auto store = WORKED(TrailStore::open(*db, {"D-1"}, scratch.folder() / "trails"));
        const auto fixAt = [](double second, double bearing, double metres) {
            return HandsetFix{.handset = {"H-1"},
                .fix = {.at = instantAt(second), .position = geo::destination(kTown, bearing, metres)}};
        };
        const auto near = [&] { return WORKED(store->near(kTown, 100, instantAt(0), instantAt(60))).size(); };
        const auto foldAll = [&] {
            store->closeLog(Instant::max());
            while (WORKED(store->fold(100)) > 0) {
            }
        };
        WORKED(store->append(std::vector{fixAt(0, 270, 400), fixAt(20, 90, 400)}));
        QCOMPARE(near(), 1u);
        foldAll();
        QCOMPARE(near(), 1u);
        WORKED(store->append(std::vector{fixAt(10, 0, 3'500)}));
        QCOMPARE(near(), 0u);
        foldAll();
        QCOMPARE(near(), 0u);
    }

    void EveryBoxIsInTheCellsThatTouchIt()
    {
        QRandomGenerator random(7);
        const auto somewhere = [&](double reach) {
            const auto lat = std::clamp(random.bounded(2.0 * reach) - reach, -90.0, 90.0);
            return geo::positionOf(lat, random.bounded(4.0 * reach) - 2 * reach);
        };
        for (int round = 0; round < 20'000; ++round) {
            const double reach = std::array{0.02, 0.5, 10.0, 90.0}[random.bounded(4u)];
            const auto box = geo::boxOf(somewhere(reach), somewhere(reach));
            const auto other = geo::boxOf(somewhere(reach), somewhere(reach));
            const auto cell = cellOf(box);
            const auto ranges = cellsTouching(other);
            const bool isFound = std::ranges::any_of(
                ranges, [&](const CellRange &range) { return cell >= range.low && cell <= range.high; });
            QVERIFY(isFound || !box.touches(other));
        }
    }
};

FACTEO_TEST(TrailNearTest);

#include "trail_near_test.moc"
