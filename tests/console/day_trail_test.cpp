// SPDX-License-Identifier: Apache-2.0
#include "console/day_trail.h"
#include "console/sample_depot.h"
#include "console/wording.h"
#include "geo/distance.h"
#include "geo/track.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <random>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

constexpr Position kTownHall{466'012'000, 23'034'000};

/// A morning on foot: a position every ten seconds, a stop of ten minutes, then twenty minutes without
/// reception, and on.
std::vector<Fix> morning(unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution turn(-40.0, 40.0);
    std::vector<Fix> track;
    auto at = tests::kNow - 3h;
    auto place = kTownHall;
    double course = 45;
    const auto walk = [&](int steps) {
        for (int i = 0; i < steps; ++i) {
            at += 10s;
            course += turn(random);
            place = geo::destination(place, course, 13);
            track.push_back({.at = at, .position = place, .accuracyDm = 60});
        }
    };
    walk(120);
    for (int i = 0; i < 60; ++i) {
        at += 10s;
        track.push_back({.at = at, .position = place, .accuracyDm = 60});
    }
    walk(30);
    at += 20min;
    walk(90);
    return track;
}

struct Past
{
    Directory directory;
    TrailFeed feed;
    std::vector<RequestBody> asked;
    std::vector<std::function<void(const Answer &)>> waiting;
    std::vector<TrailFile> files;
    std::vector<std::function<void(QString)>> writing;
    DayTrail day{directory, feed,
        [this](const RequestBody &body, std::function<void(const Answer &)> then) {
            asked.push_back(body);
            waiting.push_back(std::move(then));
        },
        [](Position, const std::function<void(QString)> &then) { then(QStringLiteral("1 rue Neuve")); },
        [this](TrailFile file, std::function<void(QString)> then) {
            files.push_back(std::move(file));
            writing.push_back(std::move(then));
        }};

    Past()
    {
        directory.take(tests::SampleDepot(tests::kNow).snapshot().roster);
        day.tick(tests::kNow);
    }

    [[nodiscard]] const AskTrail &question() const { return std::get<AskTrail>(asked.back()); }
    void answer(ResponseBody body) { waiting.back()({std::move(body)}); }
    void show(const std::vector<Fix> &track)
    {
        day.open(QStringLiteral("H-004"));
        day.ask(0, {});
        answer(TrailPage{.handset = {"H-004"}, .fixes = track});
    }
};

} // namespace

class DayTrailTest : public QObject
{
    Q_OBJECT

private slots:
    void NobodyLooksWithoutAPurpose()
    {
        Past past;
        past.day.open(QStringLiteral("H-004"));
        QCOMPARE(past.day.phase(), DayTrail::Phase::WantsPurpose);
        past.day.ask(-1, QStringLiteral("curious"));
        past.day.ask(99, {});
        QVERIFY(past.asked.empty());
        QVERIFY(!past.day.refusal().isEmpty());
        past.day.ask(1, QStringLiteral("  claim 4711 "));
        QCOMPARE(past.asked.size(), 1U);
        QCOMPARE(past.day.phase(), DayTrail::Phase::Waiting);
        QCOMPARE(past.question().purpose, "Proof of a delivery or a service: claim 4711");
        QCOMPARE(past.question().handset.text, "H-004");
        QCOMPARE(past.question().to - past.question().from, 24h - 1ms);
        QVERIFY(past.question().from <= tests::kNow && tests::kNow <= past.question().to);
        QVERIFY(!past.feed.trail);
    }

    void EveryDayIsAskedForWithTheSamePurposeAndAnotherPersonWithHisOwn()
    {
        Past past;
        past.show(morning(1));
        QVERIFY(!past.day.canGoLater());
        past.day.laterDay();
        QCOMPARE(past.asked.size(), 1U); // nobody asks for tomorrow
        const auto today = past.question();
        past.day.earlierDay();
        QCOMPARE(past.asked.size(), 2U);
        QCOMPARE(past.question().purpose, today.purpose);
        QCOMPARE(today.from - past.question().to, 1ms);
        QVERIFY(past.day.canGoLater());
        QVERIFY(!past.feed.trail); // yesterday is not shown under today's name
        past.day.open(QStringLiteral("H-005"));
        QCOMPARE(past.day.phase(), DayTrail::Phase::WantsPurpose);
        QCOMPARE(past.asked.size(), 2U);
        past.answer(TrailPage{.handset = {"H-004"}, .fixes = morning(1)}); // too late
        QCOMPARE(past.day.phase(), DayTrail::Phase::WantsPurpose);
        QVERIFY(!past.feed.trail);
    }

    void ADayHasItsStopsSilencesAndSums()
    {
        Past past;
        QAbstractItemModelTester tester(
            past.day.log(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto track = morning(2);
        past.show(track);
        QCOMPARE(past.day.phase(), DayTrail::Phase::Shown);
        const auto *log = past.day.log();
        QCOMPARE(log->count(), 2);
        const auto of = [&](int row, int role) { return log->data(log->index(row), role); };
        QVERIFY(of(0, DayLog::StopRole).toBool());
        QCOMPARE(of(0, DayLog::NumberRole).toInt(), 1);
        QCOMPARE(of(0, DayLog::PlaceRole).toString(), QStringLiteral("1 rue Neuve"));
        QVERIFY(!of(1, DayLog::StopRole).toBool());
        QCOMPARE(of(1, DayLog::SpanRole).toString(), QStringLiteral("20 min"));
        const auto summary = geo::summaryOf(track);
        QCOMPARE(past.day.wayText(), Wording::metres(summary.metres));
        QCOMPARE(past.day.movingText(), Wording::span(geo::movingTime(track, summary)));
        QVERIFY(past.day.bounds().contains(
            QGeoCoordinate(track[50].position.latDegrees(), track[50].position.lonDegrees())));
        QCOMPARE(past.feed.trail->points.size(), track.size());
        QCOMPARE(past.feed.trail->ends.size(), 2U); // no line over the silence
        QCOMPARE(past.feed.trail->stops.size(), 1U);
    }

    void WhatTheHubRefusesIsSaidAndMayBeAskedAgain()
    {
        Past past;
        past.day.open(QStringLiteral("H-004"));
        past.day.ask(0, {});
        past.answer(Refused{.why = Refusal::NotAllowed});
        QCOMPARE(past.day.phase(), DayTrail::Phase::WantsPurpose);
        QCOMPARE(past.day.refusal(), Wording::refusal(Refusal::NotAllowed));
        past.day.ask(0, {});
        past.waiting.back()({std::unexpected(AskFailure::NoAnswer)}); // the hub went away
        QCOMPARE(past.day.phase(), DayTrail::Phase::WantsPurpose);
        QCOMPARE(past.day.refusal(), Wording::failure(AskFailure::NoAnswer));
        past.day.ask(0, {});
        past.answer(TrailPage{.handset = {"H-004"}});
        QCOMPARE(past.day.phase(), DayTrail::Phase::Missing);
        QCOMPARE(past.day.refusal(), Wording::shortfall(Shortfall::DayIsEmpty));
        for (int i = 0; i < 70; ++i)
            past.day.earlierDay();
        past.answer(TrailPage{.handset = {"H-004"}});
        QCOMPARE(past.day.refusal(), Wording::shortfall(Shortfall::DayIsOld));
    }

    void AReplayShowsWhereHeWasAtEachInstant()
    {
        for (const int speed : Replay::kSpeeds) {
            Past past;
            const auto track = morning(static_cast<unsigned>(speed));
            past.show(track);
            auto *replay = past.day.replay();
            replay->setSpeed(speed);
            replay->setPlaying(true);
            int frames = 0;
            int unknown = 0;
            const auto began = replay->at();
            while (replay->isPlaying()) {
                replay->advance(1.0 / 60);
                ++frames;
                QCOMPARE(replay->position(), geo::positionAt(track, replay->at()));
                QCOMPARE(past.feed.until, replay->at());
                QCOMPARE(past.feed.marker.has_value(), replay->isKnown());
                unknown += !replay->isKnown();
                if (frames == 120) {
                    // Two seconds at the screen: so many times two seconds of the day.
                    QVERIFY(std::chrono::abs(replay->at() - began - 2s * speed) <= 1ms);
                    if (speed < 30)
                        break;
                }
            }
            if (speed < 30)
                continue;
            QVERIFY(unknown > 0);
            QCOMPARE(replay->at(), track.back().at);
            replay->setPlaying(true); // from the beginning again
            QCOMPARE(replay->at(), track.front().at);
        }
    }

    void TheSliderSaysWhatIsKnownAndWhatIsNot()
    {
        Past past;
        const auto track = morning(3);
        past.show(track);
        auto *replay = past.day.replay();
        replay->moveTo(replay->firstMs() - 5'000);
        QCOMPARE(replay->at(), track.front().at);
        replay->toEnd();
        QCOMPARE(replay->at(), track.back().at);
        replay->moveBy(-10);
        QCOMPARE(replay->at(), track.back().at - 10s);
        QCOMPARE(replay->place(), QStringLiteral("1 rue Neuve"));
        QCOMPARE(replay->pace(), QStringLiteral("5 km/h"));
        const auto gap = geo::summaryOf(track).gaps.front();
        replay->moveTo(static_cast<double>((gap.from + 5min).time_since_epoch().count()));
        QVERIFY(!replay->isKnown());
        QVERIFY(replay->pace().isEmpty());
        QVERIFY(replay->place().startsWith(QStringLiteral("No position from")));
        const auto *log = past.day.log();
        QVERIFY(log->data(log->index(1), DayLog::NowRole).toBool());
        QVERIFY(!log->data(log->index(0), DayLog::NowRole).toBool());
        QCOMPARE(replay->gaps().size(), 1);
        replay->setSpeed(7); // is none
        QCOMPARE(replay->speed(), 10);
        for (int i = 0; i < 9; ++i)
            replay->faster();
        QCOMPARE(replay->speed(), 60);
    }

    void AFileIsALookOfItsOwn()
    {
        Past past;
        const auto track = morning(4);
        past.show(track);
        auto *saver = past.day.saver();
        const auto path = saver->suggestion(QStringLiteral("gpx"));
        QVERIFY(path.endsWith(QStringLiteral("/H-004 2026-11-20.gpx")));
        saver->save(QStringLiteral("gpx"), path);
        QCOMPARE(past.asked.size(), 2U);
        QCOMPARE(past.question().purpose, "Safety of the postman, the mail or the vehicle (file GPX)");
        QVERIFY(past.files.empty()); // first the ledger
        past.answer(TrailPage{.handset = {"H-004"}, .fixes = track});
        QCOMPARE(past.files.size(), 1U);
        QCOMPARE(past.files[0].path, path);
        QCOMPARE(past.files[0].purpose, past.day.purpose());
        QVERIFY(past.files[0].fixes == track);
        QVERIFY(saver->isBusy());
        past.writing.back()(QStringLiteral("/x: no room"));
        QCOMPARE(saver->refusal(), QStringLiteral("/x: no room"));
        saver->save(QStringLiteral("kml"), path);
        past.answer(Refused{.why = Refusal::NotSaved});
        QCOMPARE(past.files.size(), 1U);
        QCOMPARE(saver->refusal(), Wording::refusal(Refusal::NotSaved));
        saver->save(QStringLiteral("kml"), path);
        past.answer(TrailPage{.handset = {"H-004"}, .fixes = track});
        past.writing.back()({});
        QCOMPARE(saver->saved(), path);
        QVERIFY(saver->refusal().isEmpty());
    }
};

FACTEO_TEST(DayTrailTest);
#include "day_trail_test.moc"
