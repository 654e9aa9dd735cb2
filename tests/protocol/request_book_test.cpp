// SPDX-License-Identifier: Apache-2.0
#include "protocol/request_book.h"

#include "protocol/fact_cursor.h"
#include "protocol/samples.h"
#include "support/registry.h"

using namespace facteo;
using namespace facteo::protocol;
using namespace facteo::tests;
using namespace std::chrono_literals;

namespace {

constexpr FrameId kRequest{{1}};
constexpr FrameId kOther{{2}};

Response page(std::uint32_t number, bool last, const FrameId &request = kRequest)
{
    return {.request = request, .page = number, .last = last, .body = Done{.fact = number}};
}

std::vector<std::uint32_t> numbers(const std::vector<Response> &pages)
{
    std::vector<std::uint32_t> out;
    for (const auto &one : pages)
        out.push_back(one.page);
    return out;
}

using Numbers = std::vector<std::uint32_t>;

} // namespace

class RequestBookTest : public QObject
{
    Q_OBJECT

private slots:
    void PagesAreReadInOrderHoweverTheyCome()
    {
        RequestBook book;
        book.sent(kRequest, kMorning, 5s);
        QCOMPARE(numbers(book.arrived(page(2, true), kMorning)), Numbers{});
        QCOMPARE(numbers(book.arrived(page(0, false), kMorning)), Numbers{0});
        QCOMPARE(numbers(book.arrived(page(0, false), kMorning)), Numbers{}); // again
        QCOMPARE(numbers(book.arrived(page(1, false), kMorning)), (Numbers{1, 2}));
        QVERIFY(!book.isWaitingFor(kRequest));
        QCOMPARE(numbers(book.arrived(page(2, true), kMorning)), Numbers{}); // too late
    }

    void AnswersThatNobodyWaitsForAreDropped()
    {
        RequestBook book;
        book.sent(kRequest, kMorning, 5s);
        QVERIFY(book.arrived(page(0, true, kOther), kMorning).empty());
        QVERIFY(book.arrived(page(4'000'000'000, true), kMorning).empty());
        QVERIFY(book.arrived(page(RequestBook::kMaxPagesAhead + 1, true), kMorning).empty());
        QVERIFY(book.isWaitingFor(kRequest));
    }

    void PatienceEndsButEachPageRenewsIt()
    {
        RequestBook book;
        QVERIFY(!book.nextDeadline());
        book.sent(kRequest, kMorning, 5s);
        book.sent(kOther, kMorning, 7s);
        QCOMPARE(*book.nextDeadline(), kMorning + 5s);
        QVERIFY(book.expired(kMorning + 4'999ms).empty());
        QVERIFY(!book.arrived(page(0, false), kMorning + 4s).empty());
        QCOMPARE(*book.nextDeadline(), kMorning + 7s);
        QVERIFY(book.expired(kMorning + 9s) == (std::vector{kOther, kRequest}));
        QCOMPARE(book.size(), std::size_t{0});
    }

    void ALostConnectionAbandonsAll()
    {
        RequestBook book;
        book.sent(kOther, kMorning, 5s);
        book.sent(kRequest, kMorning, 5s);
        QVERIFY(book.abandonAll() == (std::vector{kRequest, kOther}));
        QCOMPARE(book.size(), std::size_t{0});
    }
};

class FactCursorTest : public QObject
{
    Q_OBJECT

    using Step = FactCursor::Step;

    std::vector<Fact> log(std::uint64_t length)
    {
        std::vector<Fact> out;
        Hash previous{};
        for (std::uint64_t number = 1; number <= length; ++number) {
            out.push_back(factOf(number, DutyFact{.handset = {"H-012"}}, previous));
            previous = out.back().hash;
        }
        return out;
    }

private slots:
    void TakesFactsOneByOneAndAsksForTheGap()
    {
        const auto facts = log(5);
        FactCursor cursor;
        QVERIFY(!cursor.gapRequest());
        QCOMPARE(cursor.offer(facts[0]), Step::Next);
        QCOMPARE(cursor.offer(facts[0]), Step::Known);
        QCOMPARE(cursor.offer(facts[3]), Step::Gap);
        QCOMPARE(cursor.gapRequest()->after, 1U);
        QCOMPARE(cursor.offer(facts[1]), Step::Next);
        QCOMPARE(cursor.offer(facts[2]), Step::Next);
        QCOMPARE(cursor.gapRequest()->after, 3U);
        QCOMPARE(cursor.offer(facts[3]), Step::Next);
        QVERIFY(!cursor.gapRequest());
        cursor.hubIsAt(5); // by the heartbeat
        QCOMPARE(cursor.gapRequest()->after, 4U);
    }

    void GoesOnBehindASnapshot()
    {
        const auto facts = log(5);
        FactCursor cursor(3);
        QCOMPARE(cursor.offer(facts[2]), Step::Known);
        QCOMPARE(cursor.offer(facts[3]), Step::Next);
        QCOMPARE(cursor.offer(facts[4]), Step::Next);
        QCOMPARE(cursor.number(), 5U);
    }

    void NoticesAnotherLog()
    {
        const auto facts = log(3);
        FactCursor cursor;
        cursor.offer(facts[0]);
        cursor.offer(facts[1]);
        const auto other = factOf(3, DutyFact{.handset = {"H-013"}}, Hash{1});
        QCOMPARE(cursor.offer(other), Step::BrokenChain);
        QCOMPARE(cursor.number(), 2U);
        const auto rewritten = factOf(2, DutyFact{.handset = {"H-013"}}, facts[0].hash);
        QCOMPARE(cursor.offer(rewritten), Step::BrokenChain);
        QCOMPARE(cursor.offer(facts[2]), Step::Next);
    }
};

FACTEO_TEST(RequestBookTest);
FACTEO_TEST(FactCursorTest);
#include "request_book_test.moc"
