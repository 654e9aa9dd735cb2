// SPDX-License-Identifier: Apache-2.0
#include "interop/cap.h"

#include "random_alert.h"
#include "support/registry.h"

#include <QMap>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>

using namespace facteo;
using namespace facteo::interop;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using protocol::Alert;
using protocol::AlertOutcome;
using protocol::AlertState;
using protocol::AlertTrigger;
using protocol::Instant;

namespace {

constexpr Instant kCapMorning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 8h + 15min + 30s};

struct Element
{
    QString name;
    QString text;
    std::vector<Element> children;

    [[nodiscard]] QStringList all(const QString &wanted) const
    {
        QStringList found;
        for (const auto &child : children)
            if (child.name == wanted)
                found.append(child.text);
        return found;
    }
    [[nodiscard]] QString one(const QString &wanted) const { return all(wanted).join(u'|'); }
    [[nodiscard]] std::vector<Element> every(const QString &wanted) const
    {
        std::vector<Element> found;
        std::ranges::copy_if(
            children, std::back_inserter(found), [&](const Element &e) { return e.name == wanted; });
        return found;
    }
};

Element readOn(QXmlStreamReader &xml)
{
    Element element{.name = xml.name().toString(), .text = {}, .children = {}};
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement())
            element.children.push_back(readOn(xml));
        else if (xml.isCharacters())
            element.text += xml.text();
        else if (xml.isEndElement())
            break;
    }
    return element;
}

struct Rule
{
    QString name;
    int least;
    int most; ///< -1: any number
    QString pattern{};
};

const QString kTime = u"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[-+]\\d\\d:\\d\\d"_s;
const QString kId = u"[^\\s,<&]+"_s;
const QString kPoint = u"-?\\d+(\\.\\d+)?,-?\\d+(\\.\\d+)?"_s;

/// The schema's sequences, in its order (CAP 1.2, 3.2 and 3.4).
const QMap<QString, QList<Rule>> kSchema{
    {u"alert"_s, {{u"identifier"_s, 1, 1, kId}, {u"sender"_s, 1, 1, kId}, {u"sent"_s, 1, 1, kTime},
                     {u"status"_s, 1, 1, u"Actual|Exercise|System|Test|Draft"_s},
                     {u"msgType"_s, 1, 1, u"Alert|Update|Cancel|Ack|Error"_s}, {u"source"_s, 0, 1},
                     {u"scope"_s, 1, 1, u"Public|Restricted|Private"_s}, {u"restriction"_s, 0, 1},
                     {u"addresses"_s, 0, 1}, {u"code"_s, 0, -1}, {u"note"_s, 0, 1},
                     {u"references"_s, 0, 1, u"%1,%1,%2( %1,%1,%2)*"_s.arg(kId, kTime)},
                     {u"incidents"_s, 0, 1}, {u"info"_s, 0, -1}}},
    {u"info"_s,
        {{u"language"_s, 0, 1, u"[a-z]{2}-[A-Z]{2}"_s},
            {u"category"_s, 1, -1,
                u"Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other"_s},
            {u"event"_s, 1, 1},
            {u"responseType"_s, 0, -1,
                u"Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear|None"_s},
            {u"urgency"_s, 1, 1, u"Immediate|Expected|Future|Past|Unknown"_s},
            {u"severity"_s, 1, 1, u"Extreme|Severe|Moderate|Minor|Unknown"_s},
            {u"certainty"_s, 1, 1, u"Observed|Likely|Possible|Unlikely|Unknown"_s}, {u"audience"_s, 0, 1},
            {u"eventCode"_s, 0, -1}, {u"effective"_s, 0, 1, kTime}, {u"onset"_s, 0, 1, kTime},
            {u"expires"_s, 0, 1, kTime}, {u"senderName"_s, 0, 1}, {u"headline"_s, 0, 1},
            {u"description"_s, 0, 1}, {u"instruction"_s, 0, 1}, {u"web"_s, 0, 1}, {u"contact"_s, 0, 1},
            {u"parameter"_s, 0, -1}, {u"resource"_s, 0, -1}, {u"area"_s, 0, -1}}},
    {u"parameter"_s, {{u"valueName"_s, 1, 1}, {u"value"_s, 1, 1}}},
    {u"area"_s, {{u"areaDesc"_s, 1, 1}, {u"polygon"_s, 0, -1},
                    {u"circle"_s, 0, -1, u"%1 \\d+(\\.\\d+)?"_s.arg(kPoint)}, {u"geocode"_s, 0, -1},
                    {u"altitude"_s, 0, 1}, {u"ceiling"_s, 0, 1}}},
};

/// What of the schema this element breaks; empty when nothing.
QString faultOf(const Element &element)
{
    if (!kSchema.contains(element.name)) {
        if (!element.children.empty())
            return element.name + u" has elements in it"_s;
        return element.text.trimmed().isEmpty() ? element.name + u" is empty"_s : QString();
    }
    qsizetype next = 0;
    const auto children = static_cast<qsizetype>(element.children.size());
    for (const auto &rule : kSchema[element.name]) {
        const QRegularExpression form(QRegularExpression::anchoredPattern(rule.pattern));
        int count = 0;
        for (; next < children && element.children[static_cast<std::size_t>(next)].name == rule.name;
            ++next, ++count) {
            const auto &child = element.children[static_cast<std::size_t>(next)];
            if (const auto fault = faultOf(child); !fault.isEmpty())
                return fault;
            if (!rule.pattern.isEmpty() && !form.match(child.text).hasMatch())
                return u"%1 is '%2'"_s.arg(rule.name, child.text);
        }
        if (count < rule.least || (rule.most >= 0 && count > rule.most))
            return u"%1 times %2 in %3"_s.arg(count).arg(rule.name, element.name);
    }
    return next == children ? QString()
                            : u"%1 is not where it belongs in %2"_s.arg(
                                  element.children[static_cast<std::size_t>(next)].name, element.name);
}

/// The rules that stand in the schema's words only.
QString wordsFaultOf(const Element &alert)
{
    if (alert.all(u"restriction"_s).isEmpty() == (alert.one(u"scope"_s) == u"Restricted"))
        return u"restriction goes with Restricted"_s;
    if (alert.one(u"scope"_s) == u"Private" && alert.all(u"addresses"_s).isEmpty())
        return u"Private without addresses"_s;
    if ((alert.one(u"msgType"_s) == u"Alert") != alert.all(u"references"_s).isEmpty())
        return u"references go with Update and Cancel"_s;
    for (const auto &info : alert.every(u"info"_s))
        for (const auto &area : info.every(u"area"_s))
            for (const auto &circle : area.all(u"circle"_s)) {
                const auto numbers = circle.split(QRegularExpression(u"[ ,]"_s));
                if (qAbs(numbers[0].toDouble()) > 90 || qAbs(numbers[1].toDouble()) > 180)
                    return u"no such place: "_s + circle;
            }
    return {};
}

Element read(const std::string &message)
{
    QXmlStreamReader xml(QByteArray::fromStdString(message));
    xml.readNextStartElement();
    auto root = readOn(xml);
    if (xml.hasError() || xml.namespaceUri() != u"urn:oasis:names:tc:emergency:cap:1.2")
        root.name = u"not well-formed: "_s + xml.errorString();
    return root;
}

Alert capAlert()
{
    return {.id = protocol::AlertId{0x1234},
        .number = 12,
        .handset = {"H-012"},
        .postman = {"P-012"},
        .raisedAt = kCapMorning - 20s,
        .lastFix = protocol::Fix{.at = kCapMorning - 1min,
            .position = {.latE7 = 488'469'600, .lonE7 = 22'789'220},
            .accuracyDm = 120},
        .reason = {}};
}

CapSetting setting()
{
    return {.sender = "facteo.example",
        .depot = {"D-BRANCELLE"},
        .depotName = "Brancelle",
        .addresses = {"codis@example.org", "Salle Nord"},
        .at = kCapMorning,
        .zone = QTimeZone("Europe/Paris")};
}

Element told(const Alert &alert, const CapSetting &as = setting())
{
    const auto message = capOf(alert, as);
    return message ? read(*message) : Element{.name = u"refused"_s, .text = {}, .children = {}};
}

QString parameter(const Element &alert, const QString &name)
{
    for (const auto &one : alert.every(u"info"_s).front().every(u"parameter"_s))
        if (one.one(u"valueName"_s) == name)
            return one.one(u"value"_s);
    return {};
}

} // namespace

class CapTest : public QObject
{
    Q_OBJECT

private slots:
    void EveryAlertInEveryStateIsWhatTheSchemaAsks()
    {
        std::mt19937 random(4'711);
        for (int i = 0; i < 2'000; ++i) {
            const auto alert = tests::randomAlert(random);
            auto as = setting();
            if (random() % 2 == 0)
                as.addresses.clear();
            if (random() % 3 == 0)
                as.depotName = "<Dépôt> \x02";
            as.zone = QTimeZone(random() % 2 == 0 ? "Europe/Paris" : "America/St_Johns");
            for (auto n = random() % 3; n > 0; --n)
                as.earlier.push_back({capIdentifier(alert, as.depot, as.earlier.size()), kCapMorning - 1h});
            const auto message = capOf(alert, as);
            QVERIFY(message.has_value());
            const auto root = read(*message);
            QCOMPARE(root.name, u"alert"_s);
            QCOMPARE(faultOf(root), QString());
            QCOMPARE(wordsFaultOf(root), QString());
            QCOMPARE(root.one(u"status"_s), alert.exercise ? u"Exercise"_s : u"Actual"_s);
            QCOMPARE(root.every(u"info"_s).size(), 2U);
            QVERIFY(!message->contains("Morel"));
        }
    }

    void AButtonIsAnImmediateExtremeObservedAttack()
    {
        const auto root = told(capAlert());
        QCOMPARE(root.one(u"identifier"_s), u"FACTEO-D-BRANCELLE-0000000000001234-1"_s);
        QCOMPARE(root.one(u"sent"_s), u"2026-11-23T09:15:30+01:00"_s);
        QCOMPARE(root.one(u"msgType"_s), u"Alert"_s);
        QCOMPARE(root.one(u"scope"_s), u"Private"_s);
        QCOMPARE(root.one(u"addresses"_s), u"codis@example.org \"Salle Nord\""_s);
        const auto infos = root.every(u"info"_s);
        QCOMPARE(infos[0].one(u"language"_s), u"fr-FR"_s);
        QCOMPARE(infos[1].one(u"language"_s), u"en-US"_s);
        for (const auto &info : infos) {
            QCOMPARE(info.one(u"category"_s), u"Security"_s);
            QCOMPARE(info.one(u"urgency"_s), u"Immediate"_s);
            QCOMPARE(info.one(u"severity"_s), u"Extreme"_s);
            QCOMPARE(info.one(u"certainty"_s), u"Observed"_s);
            QCOMPARE(info.every(u"area"_s).front().one(u"circle"_s), u"48.8469600,2.2789220 0.0120"_s);
        }
        QCOMPARE(infos[0].one(u"headline"_s),
            u"Alerte d’un facteur : bouton n° 12, personne n’a encore répondu"_s);
        QCOMPARE(parameter(root, u"facteo:alert"_s), u"12"_s);
        QCOMPARE(parameter(root, u"facteo:handset"_s), u"H-012"_s);
        QCOMPARE(parameter(root, u"facteo:agent"_s), u"P-012"_s);
    }

    void WhatATriggerSaysWeighsAsTheStandardsDo_data()
    {
        QTest::addColumn<AlertTrigger>("trigger");
        QTest::addColumn<QString>("weight");
        using enum AlertTrigger;
        QTest::newRow("fall") << ManDown << u"Health Severe Possible"_s;
        QTest::newRow("still") << NoMovement << u"Safety Severe Possible"_s;
        QTest::newRow("check-in") << CheckInMissed << u"Safety Moderate Unknown"_s;
        QTest::newRow("offline") << HandsetOffline << u"Safety Moderate Possible"_s;
        QTest::newRow("torn off") << TearOff << u"Security Severe Likely"_s;
        QTest::newRow("duress") << Duress << u"Security Extreme Observed"_s;
    }

    void WhatATriggerSaysWeighsAsTheStandardsDo()
    {
        QFETCH(const AlertTrigger, trigger);
        auto alert = capAlert();
        alert.trigger = trigger;
        const auto info = told(alert).every(u"info"_s).front();
        QTEST(info.one(u"category"_s) + u' ' + info.one(u"severity"_s) + u' ' + info.one(u"certainty"_s),
            "weight");
    }

    void LaterMessagesNameAllEarlierOnesAndCancelOnlyWhatWasNone()
    {
        auto as = setting();
        as.earlier = {{"FACTEO-1", kCapMorning - 2min}, {"FACTEO-2", kCapMorning - 1min}};
        auto alert = capAlert();
        alert.state = AlertState::Claimed;
        QCOMPARE(told(alert, as).one(u"msgType"_s), u"Update"_s);
        QCOMPARE(told(alert, as).one(u"references"_s), u"facteo.example,FACTEO-1,2026-11-23T09:13:30+01:00 "
                                                       "facteo.example,FACTEO-2,2026-11-23T09:14:30+01:00"_s);
        QVERIFY(told(alert, as).one(u"identifier"_s).endsWith(u"-3"));
        alert.state = AlertState::Resolved;
        QCOMPARE(told(alert, as).one(u"msgType"_s), u"Update"_s);
        QCOMPARE(told(alert, as).every(u"info"_s)[0].one(u"urgency"_s), u"Past"_s);
        alert.state = AlertState::FalseAlarm;
        QCOMPARE(told(alert, as).one(u"msgType"_s), u"Cancel"_s);
        QCOMPARE(told(alert, as).one(u"note"_s), u"Fausse alerte – False alarm"_s);
        alert.state = AlertState::Closed;
        alert.outcome = AlertOutcome::Injured;
        alert.milestones.resolvedAt = kCapMorning;
        QCOMPARE(told(alert, as).one(u"msgType"_s), u"Update"_s);
        alert.outcome = AlertOutcome::FalseAlarm;
        QCOMPARE(told(alert, as).one(u"msgType"_s), u"Cancel"_s);
    }

    void ADrillSaysSoInWordsToo()
    {
        auto alert = capAlert();
        alert.exercise = true;
        const auto root = told(alert);
        QCOMPARE(root.one(u"status"_s), u"Exercise"_s);
        QVERIFY(root.one(u"note"_s).contains(u"EXERCICE"));
        QVERIFY(root.every(u"info"_s)[0].one(u"headline"_s).startsWith(u"EXERCICE"));
        QVERIFY(root.every(u"info"_s)[1].one(u"headline"_s).startsWith(u"EXERCISE"));
    }

    void DuressIsToldToControlRoomsAndNeverToTheHandset()
    {
        auto alert = capAlert();
        alert.trigger = AlertTrigger::ManDown;
        alert.silent = true;
        alert.stoodDown = true;
        const auto root = told(alert);
        QCOMPARE(parameter(root, u"facteo:duress"_s), u"true"_s);
        for (const auto &info : root.every(u"info"_s)) {
            QCOMPARE(info.one(u"category"_s), u"Security"_s);
            QCOMPARE(info.one(u"certainty"_s), u"Observed"_s);
            QVERIFY(info.one(u"audience"_s) == u"Salle de contrôle" ||
                    info.one(u"audience"_s) == u"Control room");
        }
        QVERIFY(root.every(u"info"_s)[0].one(u"instruction"_s).contains(u"ne pas appeler"));
        auto as = setting();
        as.addresses.emplace_back("H-012");
        QCOMPARE(capOf(alert, as).error(), CapFault::AddressedToHandset);
    }

    void WithoutAPositionTheAreaSaysSo()
    {
        auto alert = capAlert();
        alert.lastFix.reset();
        const auto areas = told(alert).every(u"info"_s).front().every(u"area"_s);
        QCOMPARE(areas.size(), 1U);
        QCOMPARE(areas[0].one(u"areaDesc"_s), u"Position inconnue, dépôt Brancelle"_s);
        QCOMPARE(areas[0].all(u"circle"_s), QStringList());
    }

    void TimesHaveAnOffsetAndNeverZ()
    {
        const QTimeZone paris("Europe/Paris");
        QCOMPARE(capTime(kCapMorning, QTimeZone::utc()), "2026-11-23T08:15:30-00:00");
        QCOMPARE(capTime(kCapMorning, QTimeZone("Europe/London")), "2026-11-23T08:15:30-00:00");
        QCOMPARE(capTime(kCapMorning, QTimeZone("America/St_Johns")), "2026-11-23T04:45:30-03:30");
        // The hour that comes twice, in the night of 25 October.
        const Instant night{std::chrono::sys_days{std::chrono::year{2026} / 10 / 25} + 30min};
        QCOMPARE(capTime(night, paris), "2026-10-25T02:30:00+02:00");
        QCOMPARE(capTime(night + 1h, paris), "2026-10-25T02:30:00+01:00");
    }

    void WhatWouldBreakAMessageApartIsRefused()
    {
        for (const auto *sender : {"", "a b", "a,b", "a<b", "a&b", "é"}) {
            auto as = setting();
            as.sender = sender;
            QCOMPARE(capOf(capAlert(), as).error(), CapFault::BadSender);
        }
        for (const auto *address : {"", "  ", "a\"b", "a\nb"}) {
            auto as = setting();
            as.addresses = {address};
            QCOMPARE(capOf(capAlert(), as).error(), CapFault::BadAddress);
        }
        auto as = setting();
        as.earlier = {{"two words", kCapMorning}};
        QCOMPARE(capOf(capAlert(), as).error(), CapFault::BadReference);
    }
};

FACTEO_TEST(CapTest);

#include "cap_test.moc"
