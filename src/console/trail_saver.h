// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/news.h"

#include <QDate>
#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>
#include <functional>

namespace facteo::console {

/// A trail that is to be written into a file.
struct TrailFile
{
    QString path;
    QString format; ///< "gpx", "kml", "csv" or "geojson"
    protocol::HandsetId handset;
    QString name;    ///< as people call whose trail it is
    QString purpose; ///< stands in the file, too
    std::vector<protocol::Fix> fixes;
};

/// Writes it somewhere else than on the GUI thread, whole or not at all, and never over another file. `then`
/// comes back on the GUI thread: empty when it is written, otherwise why not, for people.
using SaveTrail = std::function<void(TrailFile file, std::function<void(QString)> then)>;

/// Saves the day that is shown. That is a look of its own: the hub is asked again and writes it into the
/// ledger, with the same purpose, before there is a file. GUI thread.
class TrailSaver : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("DayTrail owns it")
    Q_PROPERTY(bool offered READ isOffered NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    /// Where the file is now; empty before.
    Q_PROPERTY(QString saved READ saved NOTIFY changed)
    /// Why there is none; empty otherwise.
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)
    /// What files may be: suffixes, as they are said to save().
    Q_PROPERTY(QStringList formats READ formats CONSTANT)

public:
    /// What may be saved.
    struct Offer
    {
        protocol::HandsetId handset; ///< empty: nothing
        QString name;
        QDate day;
        QString purpose;
    };

    TrailSaver(Ask ask, SaveTrail save, QObject *parent = nullptr);

    [[nodiscard]] bool isOffered() const { return !m_offer.handset.empty(); }
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] QString saved() const { return m_saved; }
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] static QStringList formats();

    void offer(Offer offer);
    /// A file in the folder for downloads that says whose day it is.
    Q_INVOKABLE [[nodiscard]] QString suggestion(const QString &format) const;
    Q_INVOKABLE void save(const QString &format, const QString &path);
    void refresh() { emit changed(); }

signals:
    void changed();

private:
    void answered(const QString &format, const QString &path, const Answer &answer);
    void written(const QString &path, const QString &error);

    Ask m_ask;
    SaveTrail m_save;
    Offer m_offer;
    bool m_busy = false;
    std::uint64_t m_order = 0; ///< what came of earlier ones is not told any more
    QString m_saved;
    QString m_error;
    Unmet m_refusal;
};

} // namespace facteo::console
