// SPDX-License-Identifier: Apache-2.0
#include "console/trail_saver.h"

#include "console/day_trail.h"
#include "console/wording.h"

#include <QDir>
#include <QPointer>
#include <QStandardPaths>

namespace facteo::console {

using namespace protocol;

TrailSaver::TrailSaver(Ask ask, SaveTrail save, QObject *parent)
    : QObject(parent), m_ask(std::move(ask)), m_save(std::move(save))
{
}

QString TrailSaver::refusal() const
{
    return m_error.isEmpty() ? Wording::unmet(m_refusal) : m_error;
}

QStringList TrailSaver::formats()
{
    return {QStringLiteral("gpx"), QStringLiteral("kml"), QStringLiteral("csv"), QStringLiteral("geojson")};
}

void TrailSaver::offer(Offer offer)
{
    ++m_order;
    m_offer = std::move(offer);
    m_busy = false;
    m_saved.clear();
    m_error.clear();
    m_refusal = {};
    emit changed();
}

QString TrailSaver::suggestion(const QString &format) const
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    return folder.filePath(QStringLiteral("%1 %2.%3")
            .arg(QString::fromStdString(m_offer.handset.text), m_offer.day.toString(Qt::ISODate), format));
}

void TrailSaver::save(const QString &format, const QString &path)
{
    if (!isOffered() || m_busy || path.trimmed().isEmpty())
        return;
    m_busy = true;
    m_saved.clear();
    m_error.clear();
    m_refusal = {};
    emit changed();
    const auto [from, to] = boundsOf(m_offer.day);
    const AskTrail request{.handset = m_offer.handset,
        .from = from,
        .to = to,
        .purpose =
            tr("%1 (file %2)", "purpose, format").arg(m_offer.purpose, format.toUpper()).toStdString()};
    m_ask(request,
        [self = QPointer(this), order = m_order, format, path = path.trimmed()](const Answer &answer) {
            if (self && order == self->m_order)
                self->answered(format, path, answer);
        });
}

void TrailSaver::answered(const QString &format, const QString &path, const Answer &answer)
{
    const auto *page = answer.body ? std::get_if<TrailPage>(&*answer.body) : nullptr;
    if (!page || page->fixes.empty()) {
        m_busy = false;
        m_refusal = page ? Unmet(Shortfall::DayIsEmpty) : unmetBy(answer);
        emit changed();
        return;
    }
    m_save({.path = path,
               .format = format,
               .handset = m_offer.handset,
               .name = m_offer.name,
               .purpose = m_offer.purpose,
               .fixes = page->fixes},
        [self = QPointer(this), order = m_order, path](const QString &error) {
            if (self && order == self->m_order)
                self->written(path, error);
        });
}

void TrailSaver::written(const QString &path, const QString &error)
{
    m_busy = false;
    m_error = error;
    if (error.isEmpty())
        m_saved = path;
    emit changed();
}

} // namespace facteo::console
