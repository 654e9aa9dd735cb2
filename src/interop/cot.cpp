// SPDX-License-Identifier: Apache-2.0
#include "interop/cot.h"

#include "interop/trail_text.h"

#include <QXmlStreamWriter>
#include <format>

namespace facteo::interop {
namespace {

using namespace Qt::StringLiterals;
using protocol::Alert;
using protocol::AlertState;
using protocol::Instant;

/// What CoT writes for an unknown height or error, in metres.
constexpr std::string_view kUnknown = "9999999.0";

QString text(std::string_view all)
{
    return printable(all);
}

/// Always with milliseconds: clients read both forms, and the eye compares equal ones.
QString timeText(Instant at)
{
    return text(std::format("{:%FT%T}Z", at));
}

bool isOver(const Alert &alert)
{
    return alert.state == AlertState::FalseAlarm || alert.state == AlertState::Resolved ||
           alert.state == AlertState::Cancelled || alert.state == AlertState::Closed;
}

struct Names
{
    QString unit; ///< uid of whom the alert is of
    QString alert;
    QString callsign;
};

/// An alert's own number is in its uid: the late cancellation of one never ends the next one of the same
/// handset. The end "-9-1-1" is what ATAK knows an emergency by.
Names namesOf(const Alert &alert, const protocol::DepotId &depot)
{
    const auto unit = std::format("FACTEO-{}-{}", depot.text, alert.handset.text);
    return {.unit = text(unit),
        .alert = text(std::format("{}-{}-9-1-1", unit, alert.number)),
        .callsign = text(std::format("{}FACTEUR-{}", alert.exercise ? "EXERCICE-" : "", alert.handset.text))};
}

void writePoint(QXmlStreamWriter &xml, const Alert &alert)
{
    const auto position = alert.lastFix ? alert.lastFix->position : protocol::Position{};
    const bool hasError = alert.lastFix && alert.lastFix->accuracyDm > 0;
    xml.writeEmptyElement(u"point"_s);
    xml.writeAttribute(u"lat"_s, text(degreesText(position.latDegrees())));
    xml.writeAttribute(u"lon"_s, text(degreesText(position.lonDegrees())));
    xml.writeAttribute(u"hae"_s, text(kUnknown));
    xml.writeAttribute(u"ce"_s,
        text(hasError ? std::format("{:.1f}", alert.lastFix->accuracyDm / 10.0) : std::string(kUnknown)));
    xml.writeAttribute(u"le"_s, text(kUnknown));
}

void writeDetail(QXmlStreamWriter &xml, const Alert &alert, const Names &names)
{
    xml.writeStartElement(u"detail"_s);
    xml.writeEmptyElement(u"link"_s);
    xml.writeAttribute(u"uid"_s, names.unit);
    xml.writeAttribute(u"type"_s, u"a-f-G-U-C"_s);
    xml.writeAttribute(u"relation"_s, u"p-p"_s);
    xml.writeEmptyElement(u"contact"_s);
    xml.writeAttribute(u"callsign"_s, names.callsign + "-Alert"_L1);
    xml.writeStartElement(u"emergency"_s);
    if (isOver(alert))
        xml.writeAttribute(u"cancel"_s, u"true"_s);
    else
        xml.writeAttribute(u"type"_s, u"911 Alert"_s);
    xml.writeCharacters(names.callsign);
    xml.writeEndElement();

    QString remarks = alert.exercise ? u"EXERCICE. "_s : QString();
    remarks += u"Alerte n° %1."_s.arg(alert.number);
    if (!alert.lastFix)
        remarks += u" Position inconnue."_s;
    if (alert.silent && !isOver(alert))
        remarks += u" Contrainte : ne pas appeler."_s;
    xml.writeTextElement(u"remarks"_s, remarks);
    xml.writeEndElement();
}

} // namespace

std::optional<std::string> cotOf(
    const Alert &alert, const protocol::DepotId &depot, Instant now, std::chrono::seconds stale)
{
    if (alert.state == AlertState::PreAlarm)
        return std::nullopt;
    const auto names = namesOf(alert, depot);
    QString line;
    QXmlStreamWriter xml(&line);
    xml.writeStartElement(u"event"_s);
    xml.writeAttribute(u"version"_s, u"2.0"_s);
    xml.writeAttribute(u"uid"_s, names.alert);
    xml.writeAttribute(u"type"_s, isOver(alert) ? u"b-a-o-can"_s : u"b-a-o-tbl"_s);
    xml.writeAttribute(u"how"_s, alert.lastFix ? u"m-g"_s : u"h-e"_s);
    xml.writeAttribute(u"time"_s, timeText(now));
    xml.writeAttribute(u"start"_s, timeText(now));
    xml.writeAttribute(u"stale"_s, timeText(now + stale));
    if (alert.exercise)
        xml.writeAttribute(u"opex"_s, u"e-EXERCICE"_s);
    writePoint(xml, alert);
    writeDetail(xml, alert, names);
    xml.writeEndElement();
    return line.toStdString() + '\n';
}

std::optional<Instant> cotDueAt(
    const Alert &alert, const std::optional<CotSent> &last, std::chrono::seconds stale)
{
    if (isOver(alert))
        return last && !last->cancels ? std::optional(alert.changedAt) : std::nullopt;
    if (alert.state == AlertState::PreAlarm)
        return std::nullopt;
    if (!last || last->cancels || last->changedAt != alert.changedAt)
        return alert.changedAt;
    return last->at + stale / 2;
}

} // namespace facteo::interop
