// SPDX-License-Identifier: Apache-2.0
#include "dossier_paper.h"

#include "dossier_words.h"
#include "hub_words.h"
#include "interop/trail_text.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QDateTime>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <algorithm>
#include <format>

namespace facteo::app {
namespace {

using namespace Qt::StringLiterals;
using protocol::Alert;
using protocol::AlertAct;
using protocol::Fact;
using protocol::Instant;

QString text(std::string_view all)
{
    return interop::printable(all);
}

QString escaped(std::string_view all)
{
    return text(all).toHtmlEscaped();
}

QString utc(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), QTimeZone::utc())
        .toString(u"dd/MM/yyyy HH:mm:ss"_s);
}

QString local(Instant at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), zone)
        .toString(u"dd/MM/yyyy HH:mm:ss"_s);
}

/// Nothing where an instant was never set.
QString both(Instant at, const QTimeZone &zone)
{
    return at == Instant{} ? u"–"_s : u"%1 (%2 UTC)"_s.arg(local(at, zone), utc(at));
}

QString row(const QString &name, const QString &value)
{
    return u"<tr><td width=\"32%\"><b>%1</b></td><td>%2</td></tr>"_s.arg(
        name, value.isEmpty() ? u"–"_s : value);
}

QString title(const QString &words)
{
    return u"<h3>%1</h3>"_s.arg(words);
}

QString tableHead(const QStringList &columns)
{
    QString head = u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"3\" border=\"1\" "
                   "style=\"border-collapse:collapse\"><thead><tr>"_s;
    for (const auto &column : columns)
        head += u"<th align=\"left\" bgcolor=\"#e8e8e8\">%1</th>"_s.arg(column);
    return head + u"</tr></thead>"_s;
}

QString tableRow(const QStringList &cells)
{
    QString line = u"<tr>"_s;
    for (const auto &cell : cells)
        line += u"<td>%1</td>"_s.arg(cell);
    return line + u"</tr>"_s;
}

QString placeOf(const std::optional<protocol::Fix> &fix, const QTimeZone &zone)
{
    if (!fix)
        return u"position inconnue"_s;
    const auto accuracy = fix->accuracyDm == 0 ? u"précision inconnue"_s
                                               : u"à %1 m près"_s.arg(fix->accuracyDm / 10.0, 0, 'f', 0);
    return u"%1, %2 (%3), mesurée le %4"_s.arg(text(interop::degreesText(fix->position.latDegrees())),
        text(interop::degreesText(fix->position.lonDegrees())), accuracy, both(fix->at, zone));
}

QString whatHappened(const Dossier &dossier)
{
    const auto &alert = dossier.alert;
    QString html = title(u"Qui, quand, où"_s) + u"<table width=\"100%\" cellpadding=\"2\">"_s;
    html += row(u"Dépôt"_s, escaped(dossier.depot.id.text + " " + dossier.depot.name));
    html += row(u"Alerte"_s, u"n° %1"_s.arg(alert.number));
    html += row(u"Nature"_s, alert.exercise ? u"EXERCICE"_s : u"réelle"_s);
    html += row(u"Facteur"_s, escaped(alert.postman.text + " " + dossier.postmanName).trimmed());
    html += row(u"Appareil"_s, escaped(alert.handset.text));
    html += row(u"Déclenchement"_s, escaped(frenchOf(alert.trigger)));
    html += row(u"Contrainte"_s, alert.silent ? u"oui"_s : u"non"_s);
    html += row(u"Donnée le"_s, both(alert.raisedAt, dossier.zone));
    html += row(u"Enregistrée le"_s, both(alert.recordedAt, dossier.zone));
    html += row(u"Nombre d’appels"_s, QString::number(alert.occurrences));
    html += row(u"Dernière position"_s, placeOf(alert.lastFix, dossier.zone));
    html += row(u"État"_s, escaped(frenchOf(alert.state)));
    html += row(u"Vue le"_s, both(alert.milestones.acknowledgedAt, dossier.zone));
    html += row(u"Prise en charge le"_s, both(alert.milestones.claimedAt, dossier.zone));
    html += row(u"Contact le"_s, both(alert.milestones.contactAt, dossier.zone));
    html += row(u"Secours sur place le"_s, both(alert.milestones.onSiteAt, dossier.zone));
    html += row(u"Close le"_s, both(alert.milestones.closedAt, dossier.zone));
    return html + u"</table>"_s;
}

// --- The timeline: a further kind of fact is a line in Told ---

struct Line
{
    QString what;
    QString note;
};

/// Who was sent, what was done, to whom it was offered: what an act says beside its name.
QString detailOf(const protocol::AlertFact &fact, const QTimeZone &zone)
{
    const auto &after = fact.after;
    if (fact.act == AlertAct::Dispatch && after.help) {
        const auto who = text(after.help->who);
        return after.help->dueAt == Instant{}
                   ? who
                   : u"%1, attendu le %2"_s.arg(who, local(after.help->dueAt, zone));
    }
    if (fact.act == AlertAct::Step && !after.steps.empty())
        return text(frenchOf(std::ranges::max(after.steps, {}, &protocol::AlertStep::at).step));
    if (fact.act == AlertAct::HandOver)
        return text(after.offeredToName.empty() ? after.offeredTo.text : after.offeredToName);
    return {};
}

/// What a fact says, in words for people.
struct Told
{
    QTimeZone zone;

    Line operator()(const protocol::AlertFact &fact) const
    {
        const QStringList note{detailOf(fact, zone), text(fact.note)};
        return {.what = text(std::format("{} → {}", frenchOf(fact.act), frenchOf(fact.after.state))),
            .note = note[0].isEmpty() || note[1].isEmpty() ? note.join(QString()) : note.join(u" ; "_s)};
    }
    Line operator()(const protocol::RefusedFact &fact) const
    {
        return {.what = u"tentative refusée"_s,
            .note = text(std::format("{}: {}", fact.attempted, nameOf(fact.why)))};
    }
    Line operator()(const protocol::NoticeFact &fact) const
    {
        const auto &notice = fact.after;
        return {.what = u"%1 : %2"_s.arg(text(notice.recipientName), text(frenchOf(notice.stage))),
            .note = text(std::format("{} {}", frenchOf(notice.channel), notice.detail))};
    }
    Line operator()(const auto &) const
    {
        return {.what = u"fait d’une autre nature"_s, .note = u"voir facts.jsonl"_s};
    }
};

QString timeline(const Dossier &dossier)
{
    QString html = title(u"Déroulement"_s) + tableHead({u"Fait"_s, u"UTC"_s, u"Heure locale"_s, u"Quoi"_s,
                                                 u"Opérateur"_s, u"Poste"_s, u"Remarque"_s});
    for (const Fact &fact : dossier.facts) {
        const auto told = std::visit(Told{dossier.zone}, fact.body);
        html += tableRow({QString::number(fact.number), utc(fact.at), local(fact.at, dossier.zone),
            told.what.toHtmlEscaped(), escaped(fact.byName.empty() ? fact.by.text : fact.byName),
            escaped(fact.sender.text), told.note.toHtmlEscaped()});
    }
    return html + u"</table>"_s;
}

QString report(const Dossier &dossier)
{
    const auto &alert = dossier.alert;
    QString html = title(u"Compte rendu de clôture"_s);
    if (!alert.report)
        return html + u"<p>Aucun compte rendu : l’alerte n’est pas close, ou l’a été sans lui.</p>"_s;
    const auto yesNo = [](bool yes) { return yes ? u"oui"_s : u"non"_s; };
    html += u"<table width=\"100%\" cellpadding=\"2\">"_s;
    html += row(u"Issue"_s, alert.outcome ? escaped(frenchOf(*alert.outcome)) : QString());
    html += row(u"Motif"_s, escaped(alert.reason));
    html += row(u"Cause"_s, escaped(alert.report->cause));
    html += row(u"Actions"_s, escaped(alert.report->actions));
    html += row(u"Soutien proposé au facteur"_s, yesNo(alert.report->careOffered));
    html += row(u"Chef de dépôt informé"_s, yesNo(alert.report->depotHeadInformed));
    return html + u"</table>"_s;
}

QString positions(const Dossier &dossier)
{
    QString html = title(u"Positions"_s);
    html += u"<p>Du %1 au %2.</p>"_s.arg(both(dossier.from, dossier.zone), both(dossier.to, dossier.zone));
    if (dossier.fixes.empty())
        return html + u"<p>Aucune position conservée pour cette période.</p>"_s;
    html += tableHead({u"UTC"_s, u"Heure locale"_s, u"Latitude"_s, u"Longitude"_s, u"Précision (m)"_s});
    for (const auto &fix : dossier.fixes)
        html += tableRow(
            {utc(fix.at), local(fix.at, dossier.zone), text(interop::degreesText(fix.position.latDegrees())),
                text(interop::degreesText(fix.position.lonDegrees())),
                fix.accuracyDm == 0 ? u"inconnue"_s : QString::number(fix.accuracyDm / 10.0, 'f', 1)});
    return html + u"</table>"_s;
}

/// Without Inter's contextual forms: its raised colons, hyphens and brackets have no character in a PDF, so
/// that whoever copies or searches "08:15" would find 0815.
QFont paperFont()
{
    QFont font(u"Inter"_s, 8);
    font.setFeature("calt", 0);
    return font;
}

QString headOf(const Dossier &dossier)
{
    return u"%1%2 – alerte n° %3"_s.arg(dossier.alert.exercise ? u"EXERCICE – "_s : QString(),
        text(dossier.depot.name.empty() ? dossier.depot.id.text : dossier.depot.name),
        QString::number(dossier.alert.number));
}

// --- Pages ---

/// A page's three parts, in the printer's pixels.
struct Sheet
{
    QRectF head;
    QRectF body;
    QRectF foot;
};

Sheet sheetOf(const QPdfWriter &writer)
{
    const double width = writer.width();
    const double height = writer.height();
    const double band = writer.resolution() * 0.35;
    return {.head = {0, 0, width, band},
        .body = {0, band * 1.5, width, height - band * 3},
        .foot = {0, height - band, width, band}};
}

void paintFrame(QPainter &painter, const Sheet &sheet, const Dossier &dossier, const QString &pageText)
{
    painter.setPen(Qt::black);
    painter.drawText(sheet.head, Qt::AlignLeft | Qt::AlignVCenter, headOf(dossier));
    painter.drawText(sheet.foot, Qt::AlignRight | Qt::AlignVCenter, pageText);
    painter.drawText(sheet.foot, Qt::AlignLeft | Qt::AlignVCenter,
        u"Établi le %1 par %2"_s.arg(both(dossier.exportedAt, dossier.zone), text(dossier.exportedBy.text)));
    painter.drawLine(sheet.head.bottomLeft(), sheet.head.bottomRight());
    painter.drawLine(sheet.foot.topLeft(), sheet.foot.topRight());
    if (!dossier.alert.exercise)
        return;
    painter.save();
    auto font = painter.font();
    font.setPointSizeF(90);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(QColor(200, 0, 0, 40));
    painter.translate(sheet.body.center());
    painter.rotate(-50);
    const double half = sheet.body.height();
    painter.drawText(QRectF(-half, -half / 2, 2 * half, half), Qt::AlignCenter, u"EXERCICE"_s);
    painter.restore();
}

} // namespace

QString paperOf(const Dossier &dossier)
{
    return u"<h1>Dossier de l’alerte n° %1</h1>"_s.arg(dossier.alert.number) +
           (dossier.alert.exercise ? u"<h2>EXERCICE</h2>"_s : QString()) + whatHappened(dossier) +
           report(dossier) + timeline(dossier) + positions(dossier) + title(u"Ce dossier"_s) +
           u"<table width=\"100%\" cellpadding=\"2\">"_s +
           row(u"Motif de la consultation"_s, escaped(dossier.purpose)) +
           row(u"Dernier fait du journal"_s,
               u"n° %1, %2"_s.arg(QString::number(dossier.log.number), text(hexOf(dossier.log.hash)))) +
           row(u"Programme"_s, escaped("Facteo Console " + dossier.version)) + u"</table>"_s;
}

QByteArray pdfOf(const Dossier &dossier)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({15, 12, 15, 12}, QPageLayout::Millimeter);
    writer.setResolution(300);
    writer.setTitle(headOf(dossier));
    writer.setCreator(u"Facteo Console"_s);

    const auto sheet = sheetOf(writer);
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&writer);
    document.setDefaultFont(paperFont());
    document.setDocumentMargin(0);
    document.setHtml(paperOf(dossier));
    document.setPageSize(sheet.body.size());

    QPainter painter(&writer);
    painter.setFont(paperFont());
    const int pages = document.pageCount();
    for (int page = 0; page < pages; ++page) {
        if (page > 0)
            writer.newPage();
        paintFrame(painter, sheet, dossier, u"Page %1 / %2"_s.arg(page + 1).arg(pages));
        painter.save();
        painter.translate(sheet.body.topLeft() - QPointF(0, page * sheet.body.height()));
        const QRectF part(0, page * sheet.body.height(), sheet.body.width(), sheet.body.height());
        painter.setClipRect(part);
        document.drawContents(&painter, part);
        painter.restore();
    }
    painter.end();
    return bytes;
}

} // namespace facteo::app
