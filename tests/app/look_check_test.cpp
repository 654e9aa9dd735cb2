// SPDX-License-Identifier: Apache-2.0
#include "app/look_check.h"

#include "support/registry.h"

#include <QTest>

using namespace facteo;
using namespace facteo::app;
using namespace std::chrono_literals;
using protocol::Instant;

/// Of what the hub would not answer in words, the command line says why.
class LookCheckTest : public QObject
{
    Q_OBJECT

private slots:
    void APeriodIsWithinWhatTheHubReads()
    {
        const Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
        constexpr std::chrono::days kWeek{7};
        QVERIFY(checkPeriod(monday, monday, kWeek));
        QVERIFY(checkPeriod(monday, monday + kWeek, kWeek));
        const auto longer = checkPeriod(monday, monday + kWeek + 1ms, kWeek);
        QVERIFY(!longer);
        QVERIFY2(longer.error().contains("more than 7 days apart"), longer.error().c_str());
        const auto day = checkPeriod(monday, monday + 25h, std::chrono::days{1});
        QVERIFY(!day);
        QVERIFY2(day.error().contains("more than a day apart"), day.error().c_str());
        const auto backwards = checkPeriod(monday, monday - 1s, kWeek);
        QVERIFY(!backwards);
        QVERIFY2(backwards.error().contains("is before --from"), backwards.error().c_str());
        for (const auto early : {Instant{-1s}, Instant{}}) { // on the wire, the epoch is no time at all
            const auto read = checkPeriod(early, early + 1h, kWeek);
            QVERIFY(!read);
            QVERIFY2(read.error().contains("1970"), read.error().c_str());
        }
    }

    void APurposeIsSomethingToRead_data()
    {
        QTest::addColumn<QByteArray>("purpose");
        QTest::addColumn<QByteArray>("wrong");
        QTest::newRow("words") << QByteArray("lost mail, rue Racine") << QByteArray();
        QTest::newRow("280 letters of two bytes") << QByteArray("é").repeated(280) << QByteArray();
        QTest::newRow("280 letters of four bytes") << QByteArray("📮").repeated(280) << QByteArray();
        QTest::newRow("281 letters") << QByteArray("é").repeated(281) << QByteArray("longer than 280");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("empty");
        QTest::newRow("blanks") << QByteArray(" \t\n") << QByteArray("empty");
        QTest::newRow("no-break spaces") << QByteArray("\u00a0\u202f\u2003") << QByteArray("empty");
        QTest::newRow("what has no width") << QByteArray("\u200b\ufeff") << QByteArray("empty");
        QTest::newRow("Latin-1") << QByteArray("colis \xe9gar\xe9") << QByteArray("not UTF-8");
        QTest::newRow("half a letter") << QByteArray("colis \xc3") << QByteArray("not UTF-8");
        QTest::newRow("a bell") << QByteArray("lost\amail") << QByteArray("control character");
    }

    void APurposeIsSomethingToRead()
    {
        QFETCH(const QByteArray, purpose);
        QFETCH(const QByteArray, wrong);
        const auto read = checkPurpose(purpose.toStdString());
        QCOMPARE(read.has_value(), wrong.isEmpty());
        if (!read)
            QVERIFY2(read.error().contains(wrong.toStdString()), read.error().c_str());
    }
};

FACTEO_TEST(LookCheckTest);
#include "look_check_test.moc"
