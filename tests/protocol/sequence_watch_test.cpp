// SPDX-License-Identifier: Apache-2.0
#include "protocol/sequence_watch.h"

#include "support/registry.h"

#include <algorithm>
#include <random>
#include <set>

using namespace facteo;
using namespace facteo::protocol;

namespace {

constexpr std::uint64_t kSession = 77;

} // namespace

class SequenceWatchTest : public QObject
{
    Q_OBJECT

private slots:
    void InOrderNothingIsMissing()
    {
        SequenceWatch watch;
        QCOMPARE(watch.note(kSession, 0).order, Order::First);
        for (std::uint32_t i = 1; i < 1'000; ++i)
            QCOMPARE(watch.note(kSession, i).order, Order::Next);
        QCOMPARE(watch.missing(), 0U);
    }

    void AHoleIsCountedAndFilledAgain()
    {
        SequenceWatch watch;
        watch.note(kSession, 10);
        const auto ahead = watch.note(kSession, 14);
        QCOMPARE(ahead.order, Order::Ahead);
        QCOMPARE(ahead.gap, 3U);
        QCOMPARE(watch.missing(), 3U);
        QCOMPARE(watch.note(kSession, 12).order, Order::Late);
        QCOMPARE(watch.missing(), 2U);
        QCOMPARE(watch.note(kSession, 12).order, Order::Duplicate);
        QCOMPARE(watch.note(kSession, 14).order, Order::Duplicate);
        QCOMPARE(watch.duplicates(), 2U);
        QCOMPARE(watch.missing(), 2U);
    }

    void WhatCameBeforeTheFirstOneSeenIsNotLost()
    {
        SequenceWatch watch; // a hub that restarted in the middle of a session
        QCOMPARE(watch.note(kSession, 500).order, Order::First);
        watch.note(kSession, 502);
        QCOMPARE(watch.note(kSession, 499).order, Order::Late);
        QCOMPARE(watch.missing(), 1U); // 501, and only that
    }

    void NumbersRunThroughTheWrap()
    {
        SequenceWatch watch;
        watch.note(kSession, 0xffff'fffd);
        QCOMPARE(watch.note(kSession, 0xffff'fffe).order, Order::Next);
        const auto across = watch.note(kSession, 1); // 0xffffffff and 0 are missing
        QCOMPARE(across.order, Order::Ahead);
        QCOMPARE(across.gap, 2U);
        QCOMPARE(watch.note(kSession, 0).order, Order::Late);
        QCOMPARE(watch.note(kSession, 0xffff'ffff).order, Order::Late);
        QCOMPARE(watch.missing(), 0U);
        QCOMPARE(watch.note(kSession, 0xffff'fffe).order, Order::Duplicate);
        QCOMPARE(watch.note(kSession, 2).order, Order::Next);
    }

    void BeyondTheWindowNobodyKnows()
    {
        SequenceWatch watch;
        watch.note(kSession, 0);
        watch.note(kSession, SequenceWatch::kWindow);
        QCOMPARE(watch.note(kSession, 0).order, Order::TooOld);
        QCOMPARE(watch.note(kSession, 1).order, Order::Late);
        QCOMPARE(watch.note(kSession, 1'000'000).order, Order::Ahead);
        QCOMPARE(watch.note(kSession, 2).order, Order::TooOld);
    }

    void ANewSessionBeginsAnewAndTheOldOneIsRemembered()
    {
        SequenceWatch watch;
        watch.note(1, 100);
        QCOMPARE(watch.note(2, 0).order, Order::First);
        QCOMPARE(watch.note(1, 101).order, Order::Next); // from the outbox
        QCOMPARE(watch.note(1, 101).order, Order::Duplicate);
        QCOMPARE(watch.note(2, 1).order, Order::Next);
        QCOMPARE(watch.sessions(), 2U);
        for (std::uint64_t session = 3; session < 3 + SequenceWatch::kSessions; ++session)
            watch.note(session, 0);
        QCOMPARE(watch.note(1, 102).order, Order::First); // forgotten
    }

    /// Against a plain set, over random losses, repetitions and detours of up to the window, across the wrap.
    void AgreesWithABookThatForgetsNothing()
    {
        std::mt19937_64 engine(4);
        SequenceWatch watch;
        const std::uint32_t begin = 0xffff'ff00;
        std::set<std::uint64_t> seen{0};
        watch.note(kSession, begin);
        std::uint64_t newest = 0;
        for (int i = 0; i < 20'000; ++i) {
            const auto back = engine() % SequenceWatch::kWindow;
            const auto number =
                engine() % 3 == 0 && newest >= back ? newest - back : newest + 1 + engine() % 3;
            const auto order = watch.note(kSession, static_cast<std::uint32_t>(begin + number)).order;
            QCOMPARE(order == Order::Duplicate, seen.contains(number));
            seen.insert(number);
            newest = std::max(newest, number);
        }
        QCOMPARE(watch.missing(), newest + 1 - seen.size());
    }
};

FACTEO_TEST(SequenceWatchTest);
#include "sequence_watch_test.moc"
