// SPDX-License-Identifier: Apache-2.0
#include "console/day_trail.h"
#include "console/near_search.h"
#include "console/sample_depot.h"
#include "console/wording.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

struct Around
{
    Directory directory;
    TrailFeed feed;
    std::vector<AskNear> asked;
    std::vector<std::function<void(const Answer &)>> waiting;
    NearSearch search{directory, feed,
        [this](const RequestBody &body, std::function<void(const Answer &)> then) {
            asked.push_back(std::get<AskNear>(body));
            waiting.push_back(std::move(then));
        },
        [](Position, const std::function<void(QString)> &then) { then(QStringLiteral("1 rue Neuve")); }};

    Around()
    {
        directory.take(tests::SampleDepot(tests::kNow).snapshot().roster);
        search.tick(tests::kNow);
    }
    [[nodiscard]] QVariant of(int row, int role) const { return search.data(search.index(row), role); }
};

Shortfall unmet(Around &around, const char *from, const char *to, int purpose)
{
    around.search.ask(QString::fromLatin1(from), QString::fromLatin1(to), purpose, {});
    for (const auto why :
        {Shortfall::NoPlace, Shortfall::NoTime, Shortfall::TimeBackwards, Shortfall::NoPurpose})
        if (around.search.refusal() == Wording::shortfall(why))
            return why;
    return Shortfall::Incomplete;
}

} // namespace

class NearSearchTest : public QObject
{
    Q_OBJECT

private slots:
    void AQuestionIsWholeBeforeItIsAsked()
    {
        Around around;
        QCOMPARE(unmet(around, "8:00", "9:00", 0), Shortfall::NoPlace);
        around.search.setPlace(46.6012, 2.3034);
        QCOMPARE(around.search.place(), QStringLiteral("1 rue Neuve"));
        QCOMPARE(unmet(around, "8", "9:00", 0), Shortfall::NoTime);
        QCOMPARE(unmet(around, "9:00", "9:00", 0), Shortfall::TimeBackwards);
        QCOMPARE(unmet(around, "8:00", "9:00", -1), Shortfall::NoPurpose);
        QVERIFY(around.asked.empty());
        around.search.setRadius(50'000);
        QCOMPARE(around.search.radius(), 5'000);
        around.search.setRadius(300);
        QCOMPARE(around.feed.circle->radiusMetres, 300);
        around.search.laterDay(); // not before it began
        around.search.earlierDay();
        around.search.ask(QStringLiteral("0h00"), QStringLiteral("24:00"), 2, QStringLiteral("un témoin"));
        QCOMPARE(around.asked.size(), 1U);
        QCOMPARE(around.asked[0].radiusMetres, 300U);
        QCOMPARE(around.asked[0].purpose, "Help or a task: who is best placed: un témoin");
        QCOMPARE(around.asked[0].to - around.asked[0].from, 24h - 1ms);
        QCOMPARE(dayOf(around.asked[0].from), dayOf(tests::kNow).addDays(-1));
        QCOMPARE(around.asked[0].position.latE7, 466'012'000);
    }

    void WhoWasThereIsListedTheNearestFirst()
    {
        Around around;
        QAbstractItemModelTester tester(
            &around.search, QAbstractItemModelTester::FailureReportingMode::QtTest);
        around.search.setPlace(46.6012, 2.3034, QStringLiteral("12 rue du Moulin"));
        QCOMPARE(around.search.place(), QStringLiteral("12 rue du Moulin"));
        around.search.ask(QStringLiteral("8:00"), QStringLiteral("9:00"), 0, {});
        const auto first = around.asked[0].from;
        QCOMPARE(around.search.phase(), NearSearch::Phase::Waiting);
        around.waiting[0]({ResponseBody{NearPage{{{.handset = {"H-004"},
                                                      .first = first + 5min,
                                                      .last = first + 9min,
                                                      .nearestAt = first + 7min,
                                                      .nearestDm = 234,
                                                      .fixes = 20},
            {.handset = {"H-002"}, .first = first, .last = first, .nearestAt = first, .nearestDm = 48}}}}});
        QCOMPARE(around.search.phase(), NearSearch::Phase::Answered);
        QCOMPARE(around.search.count(), 2);
        QCOMPARE(around.of(0, NearSearch::HandsetIdRole).toString(), QStringLiteral("H-002"));
        QVERIFY(around.of(0, NearSearch::PassedByRole).toBool());
        QCOMPARE(around.of(0, NearSearch::NearestRole).toString(), QStringLiteral("5 m"));
        QCOMPARE(around.of(1, NearSearch::NearestRole).toString(), QStringLiteral("23 m"));
        QCOMPARE(around.of(1, NearSearch::SpanRole).toString(), QStringLiteral("4 min"));
        QCOMPARE(around.of(1, NearSearch::NameRole).toString(), around.directory.nameOf(HandsetId{"H-004"}));
        around.search.setPlace(46.7, 2.3); // another place, another question
        QCOMPARE(around.search.count(), 0);
        QCOMPARE(around.search.phase(), NearSearch::Phase::Drafting);
    }

    void NobodyIsAnAnswerAndARefusalIsSaid()
    {
        Around around;
        around.search.setPlace(46.6012, 2.3034);
        around.search.ask(QStringLiteral("8:00"), QStringLiteral("9:00"), 0, {});
        around.waiting.back()({ResponseBody{NearPage{}}});
        QCOMPARE(around.search.phase(), NearSearch::Phase::Answered);
        QVERIFY(around.search.refusal().isEmpty());
        around.search.change();
        around.search.ask(QStringLiteral("8:00"), QStringLiteral("9:00"), 0, {});
        around.waiting.back()({std::unexpected(AskFailure::NotConnected)});
        QCOMPARE(around.search.phase(), NearSearch::Phase::Drafting);
        QCOMPARE(around.search.refusal(), Wording::failure(AskFailure::NotConnected));
        around.search.ask(QStringLiteral("8:00"), QStringLiteral("9:00"), 0, {});
        const auto late = around.waiting.back();
        around.search.change();
        late({ResponseBody{NearPage{{{.handset = {"H-004"}}}}}});
        QCOMPARE(around.search.count(), 0);
    }
};

FACTEO_TEST(NearSearchTest);
#include "near_search_test.moc"
