// SPDX-License-Identifier: Apache-2.0
#include "console/map/fleet_hits.h"
#include "console/map/fleet_layout.h"
#include "layers/allocations.h"
#include "layers/sample_fleet.h"
#include "support/registry.h"

#include <QPolygonF>
#include <map>
#include <random>
#include <set>

using namespace facteo;
using namespace facteo::console;
using namespace std::chrono_literals;

namespace {

constexpr QSizeF kScreen(1366, 768);

class Chance
{
public:
    explicit Chance(std::uint32_t seed) : m_random(seed) {}
    double part() { return between(0, 1); }
    double between(double low, double high)
    {
        return std::uniform_real_distribution<double>(low, high)(m_random);
    }
    double bell() { return std::normal_distribution<double>()(m_random); }
    std::uint32_t below(std::size_t count)
    {
        return static_cast<std::uint32_t>(part() * static_cast<double>(count));
    }

private:
    std::mt19937 m_random;
};

/// People in heaps of every size and width around a place.
void fill(FleetFeed &feed, Chance &chance, geo::UnitPoint around)
{
    const auto heaps = 1 + chance.below(12);
    for (std::uint32_t heap = 0; heap < heaps; ++heap) {
        const double width = std::pow(10, chance.between(-8, -2));
        const geo::UnitPoint middle{
            around.x + chance.bell() * width * 3, around.y + chance.bell() * width * 3};
        const auto people = static_cast<int>(std::pow(10, chance.between(0, 2.8)));
        for (int i = 0; i < people; ++i) {
            const auto row = feed.add(QStringLiteral("H-%1").arg(feed.points().size()), {});
            if (chance.part() < 0.02)
                continue; // has no position
            const auto state = chance.part() < 0.03   ? DotState::Alert
                               : chance.part() < 0.03 ? DotState::AlertInHand
                               : chance.part() < 0.2  ? DotState::OnTask
                                                      : DotState::OnRound;
            feed.place(row,
                {.position = {middle.x + chance.bell() * width, middle.y + chance.bell() * width}}, state,
                static_cast<Freshness>(chance.below(4)));
        }
    }
    feed.publish();
}

FleetLook lookAt(FleetFeed &feed, Chance &chance, geo::UnitPoint around)
{
    FleetLook look{.camera = {.center = around,
                       .zoom = chance.between(4, 20),
                       .bearing = chance.part() < 0.5 ? 0 : chance.between(0, 360),
                       .tilt = chance.part() < 0.5 ? 0 : chance.between(0, 60),
                       .size = kScreen}};
    look.glides = false;
    const auto someone = [&] { return feed.points().handset[chance.below(feed.points().size())]; };
    if (chance.part() < 0.7)
        look.selected = someone();
    for (auto i = chance.below(6); i > 0; --i)
        look.sought.append(someone());
    return look;
}

/// How often each row is shown by itself, and in crowds.
struct Shown
{
    std::map<std::uint32_t, int> alone;
    std::map<std::uint32_t, int> inCrowd;

    Shown(FleetFeed &feed, const FleetPicture &picture)
    {
        for (const auto &seen : picture.seen)
            ++alone[seen.row];
        for (const auto &crowd : picture.crowds)
            for (auto place = crowd.run.first; place < crowd.run.last; ++place)
                ++inCrowd[feed.index().row(place)];
    }
};

bool isSingle(const FleetFeed &feed, const FleetLook &look, std::uint32_t row)
{
    const auto &points = feed.points();
    return points.state[row] >= DotState::AlertInHand || points.handset[row] == look.selected ||
           look.sought.contains(points.handset[row]);
}

} // namespace

class FleetLayoutTest : public QObject
{
    Q_OBJECT

private slots:
    void NobodyInSightIsHidden();
    void ACrowdIsTheSumOfItsPeopleAndSaysTheWorst();
    void CrowdsStandStillOnTheGroundWhileTheMapMoves();
    void OneWhoComesAndGoesMakesNothingFlicker();
    void ACrowdOfWhomNothingIsHeardFades();
    void PeopleAtOnePlaceAreACrowdAtEveryZoom();
    void WhoSharesNoPositionHasAMarkOnlyWhenAsked();
    void WhoIsLookedForAndSharesNoPositionIsNotLostInACrowd();
    void WhatIsUnderThePointerIsTheNearest();
    void ADotGlidesWhateverTheNumberAndThenStands();
    void APictureTakesNoMemory();
};

void FleetLayoutTest::NobodyInSightIsHidden()
{
    Chance chance(20'261'122);
    int alone = 0;
    int together = 0;
    for (int round = 0; round < 400; ++round) {
        FleetFeed feed;
        const auto around = geo::toUnit(chance.between(42, 51), chance.between(-4, 8));
        fill(feed, chance, around);
        const auto look = lookAt(feed, chance, around);
        FleetLayout layout;
        const auto &picture = layout.layOut(feed, look);
        const Shown shown(feed, picture);
        const auto visible = look.camera.visiblePlane();
        const QRectF screen(QPointF(), kScreen);
        for (std::uint32_t row = 0; row < feed.points().size(); ++row) {
            const auto plane = look.camera.toPlane(feed.points().position[row]);
            const auto at = look.camera.planeToScreen(plane);
            const bool inSight = feed.points().isOnMap(row) && at && screen.contains(*at) &&
                                 visible.containsPoint(plane, Qt::OddEvenFill);
            const auto single = isSingle(feed, look, row);
            const int ownDots = shown.alone.contains(row) ? shown.alone.at(row) : 0;
            const int crowds = shown.inCrowd.contains(row) ? shown.inCrowd.at(row) : 0;
            QVERIFY2(ownDots <= 1 && crowds <= 1, qPrintable(QString::number(row)));
            if (!feed.points().isOnMap(row))
                QVERIFY(ownDots + crowds == 0);
            if (!inSight)
                continue;
            if (single)
                QCOMPARE(ownDots, 1);
            else
                QVERIFY2(ownDots + crowds == 1, qPrintable(QStringLiteral("round %1 row %2: %3 + %4")
                                                        .arg(round)
                                                        .arg(row)
                                                        .arg(ownDots)
                                                        .arg(crowds)));
            alone += ownDots;
            together += crowds;
        }
        for (const auto &crowd : picture.crowds)
            QVERIFY(screen.adjusted(-1, -1, 1, 1)
                    .contains(static_cast<double>(crowd.x), static_cast<double>(crowd.y)));
    }
    // Both happen, or this says nothing.
    QVERIFY2(
        alone > 3'000 && together > 10'000, qPrintable(QStringLiteral("%1 %2").arg(alone).arg(together)));
}

void FleetLayoutTest::ACrowdIsTheSumOfItsPeopleAndSaysTheWorst()
{
    Chance chance(7);
    int crowds = 0;
    for (int round = 0; round < 200; ++round) {
        FleetFeed feed;
        const auto around = geo::toUnit(chance.between(42, 51), chance.between(-4, 8));
        fill(feed, chance, around);
        const auto look = lookAt(feed, chance, around);
        FleetLayout layout;
        for (const auto &crowd : layout.layOut(feed, look).crowds) {
            StandingCounts counts{};
            auto worst = Standing::OnRound;
            std::uint32_t count = 0;
            for (auto place = crowd.run.first; place < crowd.run.last; ++place) {
                const auto row = feed.index().row(place);
                const auto standing = feed.points().standing(row);
                worst = std::max(worst, standing);
                if (isSingle(feed, look, row))
                    continue;
                ++counts[static_cast<std::size_t>(standing)];
                ++count;
            }
            QCOMPARE(crowd.counts, counts);
            QCOMPARE(crowd.count, count);
            QVERIFY(crowd.worst == worst);
            ++crowds;
        }
    }
    QVERIFY(crowds > 500);
}

void FleetLayoutTest::CrowdsStandStillOnTheGroundWhileTheMapMoves()
{
    const tests::SampleFleet fleet(20'000);
    FleetFeed feed;
    fleet.fill(feed);
    FleetLayout layout;
    FleetLook look{.camera = {.center = geo::toUnit(48.7, 2.4), .zoom = 9.3, .size = kScreen}};
    const QRectF inside = QRectF(QPointF(), kScreen).adjusted(120, 120, -120, -120);
    auto before = layout.layOut(feed, look).crowds;
    const QPointF step(7, -4);
    int compared = 0;
    for (int i = 0; i < 40; ++i) {
        const double world = look.camera.worldUnits();
        look.camera.center = {
            look.camera.center.x - step.x() / world, look.camera.center.y - step.y() / world};
        const auto &now = layout.layOut(feed, look).crowds;
        for (const auto &crowd : before) {
            const QPointF was(static_cast<double>(crowd.x), static_cast<double>(crowd.y));
            if (!inside.contains(was))
                continue;
            const auto same =
                std::ranges::find(now, crowd.run.first, [](const auto &one) { return one.run.first; });
            QVERIFY(same != now.end());
            QCOMPARE(same->run.last, crowd.run.last);
            QVERIFY(same->crowding == crowd.crowding);
            const QPointF moved =
                QPointF(static_cast<double>(same->x), static_cast<double>(same->y)) - was - step;
            QVERIFY2(std::abs(moved.x()) <= 1 && std::abs(moved.y()) <= 1, "no more than whole pixels allow");
            ++compared;
        }
        before = now;
    }
    QVERIFY(compared > 1'000);
}

void FleetLayoutTest::OneWhoComesAndGoesMakesNothingFlicker()
{
    FleetFeed feed;
    // A cell is 1/65536 of the world at zoom 14.
    const auto place = [&](std::uint32_t row, double x) {
        const double y = 2.1 + 0.3 * (row % 3);
        feed.place(row, {.position = {0.5 + x / 65'536, (22'937 + y) / 65'536}}, DotState::OnRound,
            Freshness::Fresh);
    };
    for (int i = 0; i < 5; ++i)
        place(feed.add(QString::number(i), {}), 0.1 + 0.2 * i);
    const FleetLook look{.camera = {.center = {0.5, 0.35}, .zoom = 14, .size = kScreen}};
    FleetLayout layout;
    const auto dots = [&] { return layout.layOut(feed, look).seen.size(); };
    place(4, 1.5);
    QCOMPARE(dots(), 5U);
    for (int i = 0; i < 6; ++i) {
        place(4, i % 2 == 0 ? 0.9 : 1.5);
        QCOMPARE(dots(), 5U);
    }
    for (int i = 5; i < 9; ++i)
        place(feed.add(QString::number(i), {}), 0.15 + 0.1 * i);
    QVERIFY(dots() < 5);
    const auto crowds = layout.picture().crowds.size();
    for (int i = 0; i < 6; ++i) {
        place(4, i % 2 == 0 ? 0.9 : 1.5);
        (void)layout.layOut(feed, look);
        QCOMPARE(layout.picture().crowds.size(), crowds);
    }
}

void FleetLayoutTest::ACrowdOfWhomNothingIsHeardFades()
{
    FleetFeed feed;
    for (int i = 0; i < 30; ++i)
        feed.place(feed.add(QString::number(i), {}), {.position = {0.5, 0.35}}, DotState::OnRound,
            i % 2 == 0 ? Freshness::Stale : Freshness::Lost);
    const FleetLook look{.camera = {.center = {0.5, 0.35}, .zoom = 14, .size = kScreen}};
    FleetLayout layout;
    const auto hasFaded = [&] {
        const auto &dots = layout.layOut(feed, look).crowdDots;
        return std::ranges::any_of(dots, [](const FleetPicture::Dot &dot) {
            return dot.sprite >= Sprite::BubbleFaded && dot.sprite < Sprite::RingPart;
        });
    };
    QVERIFY(hasFaded());
    feed.setFreshness(7, Freshness::Ageing);
    QVERIFY(!hasFaded());
    // A crowd that is old still says that somebody in it is lost.
    feed.setFreshness(7, Freshness::Lost);
    QVERIFY(layout.layOut(feed, look).crowds.at(0).worst == Standing::Lost);
}

void FleetLayoutTest::PeopleAtOnePlaceAreACrowdAtEveryZoom()
{
    FleetFeed feed;
    for (int i = 0; i < 40; ++i)
        feed.place(
            feed.add(QString::number(i), {}), {.position = {0.5, 0.35}}, DotState::OnRound, Freshness::Fresh);
    for (double zoom = 4; zoom <= 20; zoom += 0.7) {
        FleetLayout layout;
        const auto &picture =
            layout.layOut(feed, {.camera = {.center = {0.5, 0.35}, .zoom = zoom, .size = kScreen}});
        QCOMPARE(picture.crowds.size(), 1U);
        QCOMPARE(picture.crowds[0].count, 40U);
        QCOMPARE(picture.seen.size(), 0U);
    }
}

void FleetLayoutTest::WhoSharesNoPositionHasAMarkOnlyWhenAsked()
{
    FleetFeed feed;
    feed.placeByRound(feed.add(QStringLiteral("H-1"), {}), {0.5, 0.35}, Freshness::Fresh);
    feed.place(feed.add(QStringLiteral("H-2"), {}), {.position = {0.50001, 0.35}}, DotState::OnRound,
        Freshness::Fresh);
    FleetLook look{.camera = {.center = {0.5, 0.35}, .zoom = 15, .size = kScreen}};
    FleetLayout layout;
    QCOMPARE(layout.layOut(feed, look).seen.size(), 1U);
    look.roundMarks = true;
    const auto &picture = layout.layOut(feed, look);
    QCOMPARE(picture.seen.size(), 2U);
    const auto isMark = [](const FleetPicture::Dot &dot) { return dot.sprite == Sprite::RoundMark; };
    QCOMPARE(std::ranges::count_if(picture.dots, isMark), 1);
    // Never among those who are counted where people are.
    QCOMPARE(feed.index().all().size(), 1U);
}

void FleetLayoutTest::WhoIsLookedForAndSharesNoPositionIsNotLostInACrowd()
{
    FleetFeed feed;
    for (int i = 0; i < 60; ++i)
        feed.placeByRound(feed.add(QStringLiteral("H-%1").arg(i), {}), {0.5, 0.35}, Freshness::Fresh);
    FleetLook look{.camera = {.center = {0.5, 0.35}, .zoom = 12, .size = kScreen}, .roundMarks = true};
    FleetLayout layout;
    QCOMPARE(layout.layOut(feed, look).seen.size(), 0U);
    look.selected = QStringLiteral("H-7");
    look.sought = {QStringLiteral("H-7"), QStringLiteral("H-9")};
    const auto &picture = layout.layOut(feed, look);
    QCOMPARE(picture.crowds.size(), 1U);
    std::set<std::uint32_t> alone;
    for (const auto &seen : picture.seen)
        alone.insert(seen.row);
    QCOMPARE(picture.seen.size(), 2U);
    QCOMPARE(alone, (std::set<std::uint32_t>{7, 9}));
    const auto count = [&](Sprite sprite) {
        return std::ranges::count(picture.dots, sprite, &FleetPicture::Dot::sprite);
    };
    QCOMPARE(count(Sprite::Selected), 1);
    QCOMPARE(count(Sprite::Sought), 1);
}

void FleetLayoutTest::WhatIsUnderThePointerIsTheNearest()
{
    const tests::SampleFleet fleet(20'000);
    FleetFeed feed;
    fleet.fill(feed);
    FleetLayout layout;
    Chance chance(11);
    int hits = 0;
    for (const double zoom : {8.0, 11.0, 14.0}) {
        FleetLook look{.camera = {.center = geo::toUnit(48.857, 2.352), .zoom = zoom, .size = kScreen}};
        const auto &picture = layout.layOut(feed, look);
        FleetHits index;
        for (int i = 0; i < 400; ++i) {
            const QPointF point(chance.between(0, kScreen.width()), chance.between(0, kScreen.height()));
            double best = 22;
            const auto distanceTo = [&](float x, float y) {
                return std::hypot(static_cast<double>(x) - point.x(), static_cast<double>(y) - point.y());
            };
            bool any = false;
            for (const auto &seen : picture.seen)
                if (const double distance = distanceTo(seen.x, seen.y); distance <= 22) {
                    best = std::min(best, distance - (seen.alert ? 6 : 0));
                    any = true;
                }
            for (const auto &crowd : picture.crowds)
                if (const double distance = distanceTo(crowd.x, crowd.y); distance <= 22) {
                    best = std::min(best, distance);
                    any = true;
                }
            const auto hit = index.at(picture, point);
            QCOMPARE(!std::holds_alternative<std::monostate>(hit), any);
            if (const auto *seen = std::get_if<const FleetPicture::Seen *>(&hit))
                QVERIFY(
                    std::abs(distanceTo((*seen)->x, (*seen)->y) - ((*seen)->alert ? 6 : 0) - best) < 1e-4);
            if (const auto *crowd = std::get_if<const FleetPicture::Crowd *>(&hit))
                QVERIFY(std::abs(distanceTo((*crowd)->x, (*crowd)->y) - best) < 1e-4);
            hits += any ? 1 : 0;
        }
    }
    QVERIFY(hits > 200);
}

void FleetLayoutTest::ADotGlidesWhateverTheNumberAndThenStands()
{
    tests::SampleFleet fleet(85'000);
    FleetFeed feed;
    std::int64_t moment = 0;
    feed.setClock([&] { return moment; });
    fleet.fill(feed);
    moment = 10'000;
    fleet.walk(10);
    fleet.report(feed, 10s);
    FleetLayout layout;
    FleetLook look{.camera = {.center = geo::toUnit(48.857, 2.352), .zoom = 16, .size = kScreen}};
    const auto at = [&](std::int64_t now) {
        look.now = now;
        std::map<std::uint32_t, float> places;
        for (const auto &seen : layout.layOut(feed, look).seen)
            places[seen.row] = seen.x;
        return places;
    };
    const auto first = at(10'000);
    QVERIFY(layout.picture().fastest > 0);
    const auto middle = at(15'000);
    const auto last = at(20'000);
    QCOMPARE(layout.picture().fastest, 0.0);
    QCOMPARE(at(60'000), last);
    int gliding = 0;
    for (const auto &[row, x] : middle) {
        if (!first.contains(row) || !last.contains(row) || feed.points().glide[row].ms == 0)
            continue;
        const bool isSingle = feed.points().state[row] >= DotState::AlertInHand;
        const float expected = isSingle ? last.at(row) : (first.at(row) + last.at(row)) / 2;
        QVERIFY(std::abs(x - expected) < 0.01F);
        gliding += first.at(row) != last.at(row) ? 1 : 0;
    }
    QVERIFY(gliding > 10);
}

void FleetLayoutTest::APictureTakesNoMemory()
{
    tests::SampleFleet fleet(20'000);
    FleetFeed feed;
    std::int64_t moment = 0;
    feed.setClock([&] { return moment; });
    fleet.fill(feed);
    FleetLayout layout;
    FleetLook look{.selected = QStringLiteral("H-00042"), .sought = {QStringLiteral("H-00007")}};
    const auto frames = [&] {
        for (const double zoom : {6.0, 9.0, 12.0, 15.0, 17.5}) {
            for (int i = 0; i < 20; ++i) {
                moment += 16;
                look.now = moment;
                look.camera = {.center = geo::toUnit(48.857, 2.352 + i * 1e-4),
                    .zoom = zoom,
                    .bearing = zoom,
                    .tilt = i % 2 * 40.0,
                    .size = kScreen};
                (void)layout.layOut(feed, look);
            }
        }
    };
    frames();
    fleet.walk(10);
    fleet.report(feed, 10s);
    frames();
    const tests::Allocations allocations;
    frames();
    QCOMPARE(allocations.count(), 0U);
}

FACTEO_TEST(FleetLayoutTest);

#include "fleet_layout_test.moc"
