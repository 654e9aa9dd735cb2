// SPDX-License-Identifier: Apache-2.0
#include "store/trail_codec.h"

#include "store/old_trail.h"
#include "store/trail_precision.h"
#include "support/registry.h"

#include <QRandomGenerator>
#include <algorithm>
#include <cmath>
#include <limits>
#include <zlib.h>

using namespace facteo;
using namespace facteo::store;
using protocol::Fix;
using protocol::Instant;

namespace {

constexpr std::int64_t kBegin = 1'790'000'000'000;

/// A postman on foot: every 10 s, gait and receiver noise in everything.
std::vector<Fix> walk(QRandomGenerator &random, std::size_t count, bool wholeSeconds)
{
    std::vector<Fix> fixes;
    std::int64_t at = kBegin;
    double lat = 46.60, lon = 2.30, course = 90;
    for (std::size_t i = 0; i < count; ++i) {
        at += 10'000 + (wholeSeconds ? 0 : static_cast<std::int64_t>(random.bounded(41)) - 20);
        course = std::fmod(course + random.bounded(40.0) - 20 + 360, 360.0);
        lat += 14e-5 / 1.11 * std::cos(course * 0.01745) + (random.bounded(2.0) - 1) * 1e-5;
        lon += 14e-5 / 0.76 * std::sin(course * 0.01745) + (random.bounded(2.0) - 1) * 1e-5;
        fixes.push_back({.at = Instant(std::chrono::milliseconds(at)),
            .position = {.latE7 = static_cast<std::int32_t>(lat * 1e7),
                .lonE7 = static_cast<std::int32_t>(lon * 1e7)},
            .accuracyDm = 30 + random.bounded(40u),
            .speedCmS = 120 + random.bounded(40u),
            .headingCdeg = static_cast<std::uint32_t>(course * 100)});
    }
    return fixes;
}

/// Anything the types allow.
std::vector<Fix> anything(QRandomGenerator &random, std::size_t count)
{
    const auto number = [&](std::int64_t low, std::int64_t high) {
        switch (random.bounded(6)) {
        case 0:
            return low;
        case 1:
            return high;
        case 2:
            return std::clamp<std::int64_t>(0, low, high);
        default:
            return low +
                   static_cast<std::int64_t>(random.generate64() % static_cast<quint64>(high - low + 1));
        }
    };
    constexpr auto kU32 = std::int64_t{std::numeric_limits<std::uint32_t>::max()};
    std::vector<Fix> fixes(count);
    for (Fix &fix : fixes) {
        fix.at =
            Instant(std::chrono::milliseconds(number(-4'000'000'000'000'000'000, 4'000'000'000'000'000'000)));
        fix.position.latE7 = static_cast<std::int32_t>(number(-900'000'000, 900'000'000));
        fix.position.lonE7 = static_cast<std::int32_t>(number(-1'800'000'000, 1'800'000'000));
        fix.accuracyDm = static_cast<std::uint32_t>(number(0, kU32));
        if (random.bounded(2) == 0)
            fix.speedCmS = static_cast<std::uint32_t>(number(0, kU32));
        if (random.bounded(3) == 0)
            fix.headingCdeg = static_cast<std::uint32_t>(number(0, 35'999));
    }
    std::ranges::sort(fixes, {}, &Fix::at);
    return fixes;
}

void renewChecksum(std::vector<std::byte> &chunk)
{
    const auto sum = static_cast<std::uint32_t>(
        ::crc32_z(0, reinterpret_cast<const Bytef *>(chunk.data()), chunk.size() - 4));
    std::memcpy(&chunk[chunk.size() - 4], &sum, 4);
}

double bytesEach(const std::vector<Fix> &fixes)
{
    return static_cast<double>(encodeTrail(fixes).size()) / static_cast<double>(fixes.size());
}

} // namespace

class TrailCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void AWalkComesBackExactlyAndStaysSmall()
    {
        QRandomGenerator random(1);
        for (const bool wholeSeconds : {true, false}) {
            const auto fixes = walk(random, 360, wholeSeconds);
            const auto chunk = encodeTrail(fixes);
            QCOMPARE(decodeTrail(chunk), fixes);
            const double each = static_cast<double>(chunk.size()) / 360.0;
            QVERIFY2(each < 7.5, qPrintable(QString::number(each)));
        }
    }

    void WhatTrailsKeepOfAWalkTakesHalfOfThat()
    {
        QRandomGenerator random(1);
        for (const bool wholeSeconds : {true, false}) {
            auto fixes = walk(random, 360, wholeSeconds);
            std::ranges::transform(fixes, fixes.begin(), kept);
            QCOMPARE(decodeTrail(encodeTrail(fixes)), fixes);
            QVERIFY2(bytesEach(fixes) < 3.5, qPrintable(QString::number(bytesEach(fixes))));
        }
    }

    void ChunksOfTheFirstVersionAreStillRead()
    {
        auto [bytes, fixes] = tests::oldTrail();
        const auto *first = reinterpret_cast<const std::byte *>(bytes.constData());
        const std::vector<std::byte> chunk(first, first + bytes.size());
        QCOMPARE(fixes.size(), 60u);
        std::ranges::transform(fixes, fixes.begin(), kept);
        QCOMPARE(decodeTrail(chunk), fixes);
        for (std::size_t length = 6; length < chunk.size(); ++length) {
            std::vector<std::byte> cut(chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(length));
            QVERIFY(!decodeTrail(cut));
            renewChecksum(cut);
            QVERIFY(!decodeTrail(cut));
        }
    }

    void ACourseAcrossNorthIsASmallTurn()
    {
        QRandomGenerator random(8);
        auto fixes = walk(random, 360, true);
        const auto withCourses = [&](double middle) {
            QRandomGenerator same(9);
            for (Fix &fix : fixes)
                fix.headingCdeg =
                    static_cast<std::uint32_t>(std::fmod(middle + same.bounded(20.0) + 350, 360.0) * 50) * 2 %
                    36'000;
            return fixes;
        };
        const auto east = withCourses(90);
        const auto north = withCourses(0);
        QCOMPARE(decodeTrail(encodeTrail(north)), north);
        QVERIFY(bytesEach(north) < bytesEach(east) * 1.02);
    }

    void PausesAndSilencesCostWhatTheyAre()
    {
        QRandomGenerator random(10);
        auto fixes = walk(random, 360, true);
        std::ranges::transform(fixes, fixes.begin(), kept);
        const double whole = bytesEach(fixes);
        auto gaps = fixes;
        for (std::size_t i = 0; i < gaps.size(); ++i) // four gaps of minutes, and halts without a course
        {
            gaps[i].at += std::chrono::minutes(5) * (i / 80);
            if (i % 40 < 10)
                gaps[i].headingCdeg.reset();
        }
        QCOMPARE(decodeTrail(encodeTrail(gaps)), gaps);
        QVERIFY2(bytesEach(gaps) < whole + 0.2, qPrintable(QString("%1 %2").arg(bytesEach(gaps)).arg(whole)));
    }

    void CoarsePhonesPayForNoMoreThanTheyKnow()
    {
        QRandomGenerator random(2);
        auto fixes = walk(random, 360, true);
        for (Fix &fix : fixes) { // whole 1e-5 degrees, no speed, no course: a plain OwnTracks phone
            fix.position.latE7 = fix.position.latE7 / 100 * 100;
            fix.position.lonE7 = fix.position.lonE7 / 100 * 100;
            fix.speedCmS.reset();
            fix.headingCdeg.reset();
            fix.accuracyDm = 60;
        }
        const auto chunk = encodeTrail(fixes);
        QCOMPARE(decodeTrail(chunk), fixes);
        QVERIFY2(chunk.size() < 360 * 2, qPrintable(QString::number(chunk.size())));
    }

    void AStandingHandsetCostsNextToNothing()
    {
        std::vector<Fix> fixes(360);
        for (std::size_t i = 0; i < fixes.size(); ++i)
            fixes[i] = {
                .at = Instant(std::chrono::milliseconds(kBegin + static_cast<std::int64_t>(i) * 10'000)),
                .position = {466'000'000, 23'000'000},
                .accuracyDm = 50,
                .speedCmS = 0,
                .headingCdeg = {}};
        const auto chunk = encodeTrail(fixes);
        QCOMPARE(decodeTrail(chunk), fixes);
        QVERIFY(chunk.size() < 100);
    }

    void WhateverTheTypesAllowComesBackExactly()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 400; ++round) {
            const auto fixes = anything(random, 1 + static_cast<std::size_t>(random.bounded(200)));
            QCOMPARE(decodeTrail(encodeTrail(fixes)), fixes);
        }
        const auto most = anything(random, kMostFixesPerChunk);
        QCOMPARE(decodeTrail(encodeTrail(most)), most);
    }

    void EveryTruncationIsAnError()
    {
        QRandomGenerator random(4);
        const auto chunk = encodeTrail(walk(random, 50, false));
        for (std::size_t length = 0; length < chunk.size(); ++length) {
            std::vector<std::byte> cut(chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(length));
            QVERIFY(!decodeTrail(cut));
            if (length >= 6) { // and one whose checksum fits
                renewChecksum(cut);
                QVERIFY(!decodeTrail(cut));
            }
        }
    }

    void ChangedBytesAreNeverTakenForATrail()
    {
        QRandomGenerator random(5);
        const auto chunk = encodeTrail(walk(random, 50, false));
        for (std::size_t at = 0; at < chunk.size(); ++at) {
            auto changed = chunk;
            changed[at] ^= static_cast<std::byte>(1 + random.bounded(255));
            QVERIFY(!decodeTrail(changed));
        }
    }

    void GarbageWithAFittingChecksumDoesNotCrash()
    {
        QRandomGenerator random(6);
        const auto seed = encodeTrail(anything(random, 60));
        int read = 0;
        for (int round = 0; round < 20'000; ++round) {
            auto chunk = seed;
            for (int changes = 1 + random.bounded(6); changes > 0; --changes)
                chunk[static_cast<std::size_t>(random.bounded(static_cast<int>(chunk.size())))] =
                    static_cast<std::byte>(random.bounded(256));
            if (random.bounded(3) == 0)
                chunk.resize(6 + static_cast<std::size_t>(random.bounded(200)));
            renewChecksum(chunk);
            read += decodeTrail(chunk).has_value();
        }
        QVERIFY(read < 20'000); // most is refused; all of it is survived
    }
};

FACTEO_TEST(TrailCodecTest);

#include "trail_codec_test.moc"
