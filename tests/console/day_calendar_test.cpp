// SPDX-License-Identifier: Apache-2.0
#include "console/day_calendar.h"
#include "console/day_trail.h"
#include "console/near_search.h"
#include "console/sample_depot.h"
#include "support/registry.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace facteo;
using namespace facteo::console;
using namespace facteo::protocol;
using namespace std::chrono_literals;

namespace {

/// 20 November 2026, a Friday: the day of tests::kNow.
const QDate kToday(2026, 11, 20);

QDate dayIn(const DayCalendar &calendar, int row)
{
    const auto cursor = calendar.current();
    const auto month = QDate(kToday.year(), kToday.month(), 1);
    const auto number = calendar.index(cursor).data(DayCalendar::NumberRole).toInt();
    return month.addDays(number - 1 + row - cursor);
}

struct Calendar
{
    DayCalendar days;
    QAbstractItemModelTester tester{&days, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Calendar()
    {
        days.tick(tests::kNow);
        days.setChosen(kToday);
        days.open();
    }
    [[nodiscard]] QString at(int row, int role) const { return days.index(row).data(role).toString(); }
    [[nodiscard]] QString name() const { return at(days.current(), DayCalendar::NameRole); }
};

} // namespace

class DayCalendarTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void WeeksBeginAsTheLanguageSays()
    {
        for (const auto &[language, first, firstOfPage] :
            {std::tuple{"en_US", "Sun", 1}, {"fr_FR", "lun.", 26}, {"en_GB", "Mon", 26}}) {
            QLocale::setDefault(QLocale(QString::fromLatin1(language)));
            const Calendar calendar;
            QCOMPARE(calendar.days.weekdays().size(), 7);
            QCOMPARE(calendar.days.weekdays().constFirst(), QString::fromLatin1(first));
            QCOMPARE(calendar.at(0, DayCalendar::NumberRole).toInt(), firstOfPage);
            QCOMPARE(calendar.at(calendar.days.current(), DayCalendar::NumberRole).toInt(), 20);
        }
        QCOMPARE(Calendar().days.title(), QStringLiteral("November 2026"));
    }

    void EveryDayOfAMonthStandsOnItsPageOnce()
    {
        Calendar calendar;
        for (int month = 0; month < 12; ++month, calendar.days.moveMonths(-1)) {
            QSet<int> numbers;
            int inMonth = 0;
            for (int row = 0; row < DayCalendar::kRows; ++row) {
                if (!calendar.days.index(row).data(DayCalendar::InMonthRole).toBool())
                    continue;
                ++inMonth;
                numbers.insert(calendar.days.index(row).data(DayCalendar::NumberRole).toInt());
            }
            const auto shown = QDate(2026, 11, 1).addMonths(-month);
            QCOMPARE(inMonth, shown.daysInMonth());
            QCOMPARE(numbers.size(), shown.daysInMonth());
        }
    }

    void TheKeyboardGoesByDaysWeeksAndMonths()
    {
        Calendar calendar;
        QCOMPARE(calendar.name(), QStringLiteral("Friday 20 November 2026"));
        calendar.days.moveDays(-1);
        QCOMPARE(calendar.name(), QStringLiteral("Thursday 19 November 2026"));
        calendar.days.moveDays(-21);
        QCOMPARE(calendar.name(), QStringLiteral("Thursday 29 October 2026"));
        calendar.days.toMonthEnd();
        QCOMPARE(calendar.name(), QStringLiteral("Saturday 31 October 2026"));
        calendar.days.moveMonths(-1);
        QCOMPARE(calendar.name(), QStringLiteral("Wednesday 30 September 2026"));
        calendar.days.toMonthBegin();
        QCOMPARE(calendar.name(), QStringLiteral("Tuesday 1 September 2026"));
        calendar.days.moveMonths(5); // no month beyond this one
        QCOMPARE(calendar.name(), QStringLiteral("Monday 30 November 2026"));
        QVERIFY(!calendar.days.hasLaterMonth() && calendar.days.hasEarlierMonth());
        calendar.days.open();
        QCOMPARE(calendar.name(), QStringLiteral("Friday 20 November 2026"));
    }

    void DaysToComeAndDeletedOnesCannotBeChosenAndSayWhy()
    {
        Calendar calendar;
        const QSignalSpy wanted(&calendar.days, &DayCalendar::dayWanted);
        calendar.days.setKeptFor(std::chrono::days{10});
        int offered = 0;
        for (int row = 0; row < DayCalendar::kRows; ++row) {
            const auto day = dayIn(calendar.days, row);
            const auto why = calendar.at(row, DayCalendar::WhyRole);
            QCOMPARE(why.isEmpty(), day <= kToday && day >= kToday.addDays(-10));
            offered += why.isEmpty();
        }
        QCOMPARE(offered, 11); // of the first one a part is there
        const int today = calendar.days.current();
        QVERIFY(!calendar.days.choose(today + 1));
        QVERIFY(calendar.days.why().contains(QStringLiteral("still to come")));
        QVERIFY(!calendar.days.choose(today - 11));
        QVERIFY(calendar.days.why().contains(QStringLiteral("10 day")));
        QCOMPARE(wanted.count(), 0);
        QVERIFY(calendar.days.choose(today - 10));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toDate(), QDate(2026, 11, 10));
        QCOMPARE(calendar.days.keptText(), QStringLiteral("Positions are kept for 10 day(s)."));
    }

    void ADayIsOverAtMidnightHereAndItsPositionsAreDeletedHourByHour()
    {
        Calendar calendar;
        calendar.days.setKeptFor(std::chrono::days{10});
        const auto midnight = boundsOf(kToday).second + 1ms;
        calendar.days.tick(midnight - 1ms);
        QVERIFY(!calendar.days.has(kToday.addDays(1)) && calendar.days.has(kToday.addDays(-10)));
        const QSignalSpy range(&calendar.days, &DayCalendar::rangeChanged);
        calendar.days.tick(midnight);
        QCOMPARE(range.count(), 1);
        QVERIFY(calendar.days.has(kToday.addDays(1)) && !calendar.days.has(kToday.addDays(-10)));
    }

    void AHubThatSaysNothingLeavesAYearToAskFor()
    {
        Calendar calendar;
        QVERIFY(calendar.days.keptText().isEmpty());
        QVERIFY(calendar.days.has(kToday.addDays(-366)) && !calendar.days.has(kToday.addDays(-367)));
        calendar.days.setKeptFor(std::chrono::days{10});
        QVERIFY(!calendar.days.has(kToday.addDays(-11)));
        calendar.days.setKeptFor({}); // another hub, an older one
        QVERIFY(calendar.days.has(kToday.addDays(-11)));
    }

    void WhatIsChosenIsTheDayThatIsAskedFor()
    {
        Directory directory;
        TrailFeed feed;
        std::vector<RequestBody> asked;
        const auto ask = [&](const RequestBody &body, const auto &) { asked.push_back(body); };
        DayTrail trail(directory, feed, ask, [](auto, const auto &) {}, {});
        NearSearch near(directory, feed, ask, [](auto, const auto &) {});
        trail.tick(tests::kNow);
        near.tick(tests::kNow);
        trail.days()->setKeptFor(std::chrono::days{3});
        near.days()->setKeptFor(std::chrono::days{3});
        trail.open(QStringLiteral("H-004"));
        trail.ask(0, {});
        trail.days()->open();
        near.days()->open();
        QVERIFY(trail.days()->choose(trail.days()->current() - 2));
        QVERIFY(near.days()->choose(near.days()->current() - 2));
        const auto [from, to] = boundsOf(kToday.addDays(-2));
        QCOMPARE(asked.size(), 2U);
        QCOMPARE(std::get<AskTrail>(asked[1]).from, from);
        QCOMPARE(std::get<AskTrail>(asked[1]).to, to);
        near.setPlace(46.6, 2.3);
        near.ask(QStringLiteral("0:00"), QStringLiteral("24:00"), 0, {});
        QCOMPARE(std::get<AskNear>(asked[2]).from, from);
        // Step by step no further than positions are kept, either.
        trail.earlierDay();
        near.earlierDay();
        QVERIFY(!trail.canGoEarlier() && !near.canGoEarlier() && trail.canGoLater());
        trail.earlierDay();
        QCOMPARE(std::get<AskTrail>(asked.back()).from, boundsOf(kToday.addDays(-3)).first);
        QCOMPARE(trail.dayText(), near.dayText());
    }
};

FACTEO_TEST(DayCalendarTest);
#include "day_calendar_test.moc"
