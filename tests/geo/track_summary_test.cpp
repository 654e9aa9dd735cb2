// SPDX-License-Identifier: Apache-2.0
#include "geo/track_summary.h"

#include "geo/distance.h"
#include "support/registry.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace facteo::geo;
using namespace std::chrono_literals;
using facteo::protocol::Fix;
using facteo::protocol::Instant;
using facteo::protocol::Position;

namespace {

const Position kStreetCorner = positionOf(46.6, 2.3);

/// A postman whose receiver errs as phones do: 3 m along each axis, drifting within half a minute.
class Walker
{
public:
    explicit Walker(std::uint64_t seed, Position begin = kStreetCorner) : m_random(seed), m_position(begin) {}

    void stand(std::chrono::seconds time)
    {
        for (const auto end = m_at + time; m_at < end;)
            record();
    }
    void walk(double bearing, double metres, double metresASecond = 1.3)
    {
        for (double left = metres; left > 0; left -= metresASecond * 10) {
            m_position = destination(m_position, bearing, std::min(left, metresASecond * 10));
            record();
        }
        metresWalked += metres;
    }
    void silence(std::chrono::seconds time) { m_at += time; }
    void jump(double bearing, double metres)
    {
        track.push_back({.at = m_at, .position = destination(m_position, bearing, metres), .accuracyDm = 56});
        m_at += 10s;
    }
    void uncertain(double metres)
    {
        track.push_back({.at = m_at,
            .position = destination(m_position, 77, metres),
            .accuracyDm = static_cast<std::uint32_t>(metres * 10)});
        m_at += 10s;
    }
    [[nodiscard]] Instant now() const { return m_at; }
    [[nodiscard]] Position position() const { return m_position; }

    std::vector<Fix> track;
    double metresWalked = 0;

private:
    void record()
    {
        const double keep = std::exp(-10.0 / 30.0);
        std::normal_distribution<double> step(0, 3 * std::sqrt(1 - keep * keep));
        m_north = keep * m_north + step(m_random);
        m_east = keep * m_east + step(m_random);
        const auto seen = destination(destination(m_position, 0, m_north), 90, m_east);
        track.push_back({.at = m_at, .position = seen, .accuracyDm = 56});
        m_at += 10s;
    }

    std::mt19937_64 m_random;
    Position m_position;
    double m_north = 0;
    double m_east = 0;
    Instant m_at{1'790'000'000s};
};

} // namespace

class TrackSummaryTest : public QObject
{
    Q_OBJECT

private slots:
    void StandingIsNoDistanceAndOneStop()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            Walker one(seed);
            one.stand(1h);
            const auto summary = summaryOf(one.track);
            QCOMPARE(summary.metres, 0.0);
            QCOMPARE(summary.stops.size(), 1u);
            QCOMPARE(summary.stops[0].from, one.track.front().at);
            QCOMPARE(summary.stops[0].to, one.track.back().at);
            QVERIFY(distanceMetres(summary.stops[0].place, kStreetCorner) < 5);
            QVERIFY(summary.gaps.empty());
        }
    }

    void AWalkIsAsLongAsItWas()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            Walker one(seed);
            for (int street = 0; street < 30; ++street) {
                one.walk(street % 4 * 90, 60 + street * 5);
                one.stand(30s); // a door
            }
            const auto summary = summaryOf(one.track);
            const double off = summary.metres / one.metresWalked - 1;
            QVERIFY2(std::abs(off) < 0.06, qPrintable(QString::number(off)));
            QVERIFY(summary.stops.empty());
        }
    }

    void StopsAreFoundWhereAndWhenTheyWere()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            Walker one(seed);
            std::vector<std::pair<Position, Instant>> expected;
            for (const auto minutes : {4min, 15min, 7min}) {
                one.walk(90, 400);
                expected.emplace_back(one.position(), one.now());
                one.stand(minutes);
            }
            one.walk(0, 300);
            const auto stops = summaryOf(one.track).stops;
            QCOMPARE(stops.size(), expected.size());
            for (std::size_t i = 0; i < stops.size(); ++i) {
                QVERIFY(distanceMetres(stops[i].place, expected[i].first) < 12);
                QVERIFY(std::chrono::abs(stops[i].from - expected[i].second) <= 30s);
            }
        }
    }

    void OneJumpDoesNotEndAStop()
    {
        Walker one(5);
        one.stand(5min);
        one.jump(120, 90);
        one.stand(5min);
        const auto summary = summaryOf(one.track);
        QCOMPARE(summary.stops.size(), 1u);
        QCOMPARE(summary.metres, 0.0);
    }

    void SilenceIsAGapAndNoDistance()
    {
        Walker one(6);
        one.walk(90, 500);
        one.silence(20min);
        one.walk(90, 500);
        auto track = one.track;
        for (std::size_t i = track.size() / 2; i < track.size(); ++i) // he came out somewhere else
            track[i].position = destination(track[i].position, 0, 2'000);
        const auto half = summaryOf(std::span(one.track).first(one.track.size() / 2)).metres;
        const auto summary = summaryOf(track);
        QCOMPARE(summary.gaps.size(), 1u);
        QVERIFY(summary.gaps[0].to - summary.gaps[0].from >= 20min);
        QVERIFY(std::abs(summary.metres - 2 * half) < 60);
    }

    void AStopIndoorsOutlastsItsSilence()
    {
        Walker one(7);
        one.stand(90s);
        one.silence(8min);
        one.stand(90s);
        auto summary = summaryOf(one.track);
        QCOMPARE(summary.stops.size(), 1u);
        QCOMPARE(summary.gaps.size(), 1u);
        Walker longer(7);
        longer.stand(150s);
        longer.silence(11min); // nobody knows where he was
        longer.stand(150s);
        summary = summaryOf(longer.track);
        QCOMPARE(summary.stops.size(), 2u);
    }

    void UncertainFixesMoveNobody()
    {
        Walker one(8);
        for (int i = 0; i < 20; ++i) {
            one.stand(30s);
            one.uncertain(300);
        }
        const auto summary = summaryOf(one.track);
        QCOMPARE(summary.metres, 0.0);
        QCOMPARE(summary.stops.size(), 1u);
    }

    void TimeOnTheWayIsWithoutStopsAndSilences()
    {
        QCOMPARE(movingTime({}, {}), 0s);
        Walker one(9);
        one.walk(90, 1'300); // 1 000 s
        one.stand(5min);
        one.silence(4min); // indoors: of the same stop
        one.stand(5min);
        one.walk(0, 650);
        one.silence(20min);
        one.walk(0, 650);
        const auto summary = summaryOf(one.track);
        QCOMPARE(summary.stops.size(), 1u);
        QCOMPARE(summary.gaps.size(), 2u);
        const auto moving = movingTime(one.track, summary);
        QVERIFY2(std::chrono::abs(moving - 2'000s) < 60s, std::to_string(moving.count()).c_str());
    }

    void NothingHasNoBox()
    {
        QVERIFY(summaryOf({}) == TrackSummary{});
        const std::vector one{Fix{.at = Instant{5s}, .position = kStreetCorner}};
        QVERIFY(summaryOf(one).box == (Box{kStreetCorner, kStreetCorner}));
        QCOMPARE(summaryOf(one).metres, 0.0);
    }
};

FACTEO_TEST(TrackSummaryTest);
#include "track_summary_test.moc"
