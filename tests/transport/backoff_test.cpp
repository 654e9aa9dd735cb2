// SPDX-License-Identifier: Apache-2.0
#include "transport/backoff.h"

#include "support/registry.h"

#include <set>

using namespace facteo::transport;
using namespace std::chrono_literals;

class BackoffTest : public QObject
{
    Q_OBJECT
private slots:
    void GrowsToTheLimitAndNotBeyond();
    void StartsSmallAgainAfterSuccess();
    void SpreadsAFleet();
};

void BackoffTest::GrowsToTheLimitAndNotBeyond()
{
    Backoff backoff({.first = 100ms, .longest = 10s}, 7);
    auto ceiling = 100ms;
    std::chrono::milliseconds longest{0};
    for (int attempt = 0; attempt < 200; ++attempt) {
        const auto wait = backoff.next();
        QVERIFY(wait >= 0ms);
        QVERIFY(wait <= ceiling);
        longest = std::max(longest, wait);
        ceiling = std::min<std::chrono::milliseconds>(ceiling * 2, 10s);
    }
    QVERIFY(longest > 8s); // the jitter uses the whole range
}

void BackoffTest::StartsSmallAgainAfterSuccess()
{
    Backoff backoff({.first = 100ms, .longest = 10s}, 7);
    for (int attempt = 0; attempt < 20; ++attempt)
        static_cast<void>(backoff.next());
    backoff.reset();
    QVERIFY(backoff.next() <= 100ms);
}

void BackoffTest::SpreadsAFleet()
{
    // A thousand handsets after their eighth failure: full jitter leaves no wave.
    std::array<int, 10> perSecond{};
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        Backoff backoff({.first = 100ms, .longest = 10s}, seed);
        for (int attempt = 0; attempt < 8; ++attempt)
            static_cast<void>(backoff.next());
        ++perSecond[std::min<std::size_t>(9, static_cast<std::size_t>(backoff.next() / 1s))];
    }
    for (const int count : perSecond)
        QVERIFY(count > 50 && count < 200);
}

FACTEO_TEST(BackoffTest);
#include "backoff_test.moc"
