// SPDX-License-Identifier: Apache-2.0
#include "app/when_and_where.h"

#include "support/registry.h"

#include <QTest>

using namespace facteo;
using namespace facteo::app;
using protocol::Instant;

namespace {

Instant utc(int year, unsigned month, unsigned day, std::chrono::seconds clock)
{
    return Instant(
        std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} +
        clock);
}

} // namespace

class WhenAndWhereTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_zone = qgetenv("TZ");
        qputenv("TZ", "Europe/Paris");
        tzset();
    }
    void cleanupTestCase()
    {
        qputenv("TZ", m_zone);
        tzset();
    }

    void TimesAreLocalUnlessTheySayOtherwise()
    {
        using namespace std::chrono_literals;
        const auto now = utc(2026, 11, 23, 15h);
        QCOMPARE(instantOf("2026-11-23T08:00", now), utc(2026, 11, 23, 7h));
        QCOMPARE(instantOf("2026-11-23 08:00:30", now), utc(2026, 11, 23, 7h + 30s));
        QCOMPARE(instantOf("2026-07-01T08:00", now), utc(2026, 7, 1, 6h)); // in summer
        QCOMPARE(instantOf("2026-11-23T08:00:00Z", now), utc(2026, 11, 23, 8h));
        QCOMPARE(instantOf("2026-11-23T08:00:00+05:30", now), utc(2026, 11, 23, 2h + 30min));
        QCOMPARE(instantOf("2026-11-23", now), utc(2026, 11, 22, 23h));
        QCOMPARE(instantOf("08:15", now), utc(2026, 11, 23, 7h + 15min));
        QCOMPARE(instantOf(" 8:15:30 ", now), utc(2026, 11, 23, 7h + 15min + 30s));
        QCOMPARE(instantOf("00:30", utc(2026, 11, 23, 23h + 30min)),
            utc(2026, 11, 23, 23h + 30min)); // today is local
    }

    void WhatIsNoTimeIsRefusedInWords()
    {
        for (const char *text :
            {"", "yesterday", "25:00", "2026-13-01T08:00", "2026-02-30T08:00", "8h", "08:00 tomorrow"}) {
            const auto read = instantOf(text, {});
            QVERIFY2(!read, text);
            QVERIFY(read.error().contains(text));
            QVERIFY(read.error().contains("2026-11-23T08:00"));
        }
    }

    void PlacesAreLatitudeThenLongitude()
    {
        QVERIFY(positionOf("46.6012,2.3012") == (protocol::Position{466'012'000, 23'012'000}));
        QVERIFY(positionOf(" -21.1 , 55.5 ") == (protocol::Position{-211'000'000, 555'000'000}));
        for (const char *text :
            {"", "46.6", "46.6 2.3", "91,0", "0,181", "a,b", "1,2,3", "nan,1", "46,6,2,3"})
            QVERIFY2(!positionOf(text), text);
    }

private:
    QByteArray m_zone;
};

FACTEO_TEST(WhenAndWhereTest);

#include "when_and_where_test.moc"
