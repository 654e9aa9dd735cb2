// SPDX-License-Identifier: Apache-2.0
#include "interop/cot.h"

#include "random_alert.h"
#include "support/registry.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace facteo;
using namespace facteo::interop;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using protocol::Alert;
using protocol::AlertState;
using protocol::Instant;

namespace {

constexpr Instant kCotMorning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 8h + 15min + 30s};
const protocol::DepotId kDepot{"75015"};

Alert cotAlert()
{
    Alert alert{
        .id = protocol::AlertId{7}, .number = 12, .handset = {"0421"}, .postman = {"P-1"}, .reason = {}};
    alert.lastFix = protocol::Fix{
        .at = kCotMorning, .position = {.latE7 = 488'469'600, .lonE7 = 22'789'220}, .accuracyDm = 120};
    alert.changedAt = kCotMorning;
    return alert;
}

QString line(const Alert &alert)
{
    return QString::fromStdString(cotOf(alert, kDepot, kCotMorning).value_or(""));
}

/// An attribute of the event or of an element in it.
QString attribute(const QString &event, const QString &element, const QString &name)
{
    QXmlStreamReader xml(event);
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == element)
            return xml.attributes().value(name).toString();
    return u"(none)"_s;
}

} // namespace

class CotTest : public QObject
{
    Q_OBJECT

private slots:
    void AnAlertIsA911OfTheSameFormAsATAKs()
    {
        QCOMPARE(line(cotAlert()),
            u"<event version=\"2.0\" uid=\"FACTEO-75015-0421-12-9-1-1\" type=\"b-a-o-tbl\" how=\"m-g\" "
            "time=\"2026-11-23T08:15:30.000Z\" start=\"2026-11-23T08:15:30.000Z\" "
            "stale=\"2026-11-23T08:16:30.000Z\">"
            "<point lat=\"48.8469600\" lon=\"2.2789220\" hae=\"9999999.0\" ce=\"12.0\" le=\"9999999.0\"/>"
            "<detail><link uid=\"FACTEO-75015-0421\" type=\"a-f-G-U-C\" relation=\"p-p\"/>"
            "<contact callsign=\"FACTEUR-0421-Alert\"/>"
            "<emergency type=\"911 Alert\">FACTEUR-0421</emergency>"
            "<remarks>Alerte n° 12.</remarks></detail></event>\n"_s);
    }

    void ItsEndIsACancellationOfTheSameUidWithItsCallsign()
    {
        auto alert = cotAlert();
        for (const auto state :
            {AlertState::FalseAlarm, AlertState::Resolved, AlertState::Cancelled, AlertState::Closed}) {
            alert.state = state;
            const auto event = line(alert);
            QCOMPARE(attribute(event, u"event"_s, u"type"_s), u"b-a-o-can"_s);
            QCOMPARE(attribute(event, u"event"_s, u"uid"_s), u"FACTEO-75015-0421-12-9-1-1"_s);
            QCOMPARE(attribute(event, u"contact"_s, u"callsign"_s), u"FACTEUR-0421-Alert"_s);
            QVERIFY(event.contains(u"<emergency cancel=\"true\">FACTEUR-0421</emergency>"));
        }
    }

    void AnUnknownPlaceHasTheErrorThatMeansUnknown()
    {
        auto alert = cotAlert();
        alert.lastFix->accuracyDm = 0;
        QCOMPARE(attribute(line(alert), u"point"_s, u"ce"_s), u"9999999.0"_s);
        QCOMPARE(attribute(line(alert), u"point"_s, u"lat"_s), u"48.8469600"_s);
        alert.lastFix.reset();
        const auto event = line(alert);
        QCOMPARE(attribute(event, u"point"_s, u"lat"_s), u"0.0000000"_s);
        QCOMPARE(attribute(event, u"point"_s, u"ce"_s), u"9999999.0"_s);
        QCOMPARE(attribute(event, u"event"_s, u"how"_s), u"h-e"_s);
        QVERIFY(event.contains(u"Position inconnue"));
    }

    void ADrillIsOneInItsNameAndInItsExerciseField()
    {
        auto alert = cotAlert();
        alert.exercise = true;
        QCOMPARE(attribute(line(alert), u"event"_s, u"opex"_s), u"e-EXERCICE"_s);
        QCOMPARE(attribute(line(alert), u"contact"_s, u"callsign"_s), u"EXERCICE-FACTEUR-0421-Alert"_s);
    }

    void EveryEventStandsOnOneLineWithAllThatClientsRequire()
    {
        std::mt19937 random(1'789);
        const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"_s);
        for (int i = 0; i < 2'000; ++i) {
            const auto alert = tests::randomAlert(random);
            const auto event = line(alert);
            if (alert.state == AlertState::PreAlarm) {
                QCOMPARE(event, QString());
                continue;
            }
            QCOMPARE(event.count(u'\n'), 1);
            QVERIFY(event.endsWith(u"</event>\n"));
            for (const auto &name : {u"time"_s, u"start"_s, u"stale"_s})
                QVERIFY(time.match(attribute(event, u"event"_s, name)).hasMatch());
            QVERIFY(qAbs(attribute(event, u"point"_s, u"lat"_s).toDouble()) <= 90);
            QVERIFY(qAbs(attribute(event, u"point"_s, u"lon"_s).toDouble()) <= 180);
            for (const auto &name : {u"hae"_s, u"ce"_s, u"le"_s})
                QVERIFY(!attribute(event, u"point"_s, name).isEmpty());
            QVERIFY(!event.contains(u"Morel"));
        }
    }

    void ItIsSentAgainBeforeItFadesAndNeverAfterItsEnd()
    {
        auto alert = cotAlert();
        QCOMPARE(cotDueAt(alert, std::nullopt), kCotMorning);
        const CotSent sent{.at = kCotMorning + 1s, .changedAt = alert.changedAt};
        QCOMPARE(cotDueAt(alert, sent), kCotMorning + 31s);
        QVERIFY(*cotDueAt(alert, sent, 10s) < sent.at + 10s);

        alert.state = AlertState::Claimed;
        alert.changedAt = kCotMorning + 5s;
        QCOMPARE(cotDueAt(alert, sent), kCotMorning + 5s);

        alert.state = AlertState::Resolved;
        alert.changedAt = kCotMorning + 1h;
        QCOMPARE(cotDueAt(alert, sent), kCotMorning + 1h);
        const CotSent end{.at = kCotMorning + 1h, .changedAt = alert.changedAt, .cancels = true};
        QCOMPARE(cotDueAt(alert, end), std::nullopt);
        alert.state = AlertState::Closed; // a report changes nothing for clients
        alert.changedAt = kCotMorning + 2h;
        QCOMPARE(cotDueAt(alert, end), std::nullopt);
        alert.state = AlertState::Raised; // pressed again
        QCOMPARE(cotDueAt(alert, end), kCotMorning + 2h);
        alert.changedAt = end.changedAt; // in the same millisecond
        QCOMPARE(cotDueAt(alert, end), end.changedAt);
    }

    void WhatWasNeverToldHasNoEndAndACountdownIsNotTold()
    {
        auto alert = cotAlert();
        alert.state = AlertState::PreAlarm;
        QCOMPARE(cotDueAt(alert, std::nullopt), std::nullopt);
        QCOMPARE(cotOf(alert, kDepot, kCotMorning), std::nullopt);
        alert.state = AlertState::Cancelled;
        QCOMPARE(cotDueAt(alert, std::nullopt), std::nullopt);
    }
};

FACTEO_TEST(CotTest);

#include "cot_test.moc"
