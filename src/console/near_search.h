// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/alert_model.h"
#include "console/day_calendar.h"
#include "console/directory.h"
#include "console/list_model.h"
#include "console/map/trail_feed.h"
#include "console/news.h"

#include <QGeoRectangle>
#include <QtQmlIntegration/qqmlintegration.h>
#include <optional>
#include <vector>

namespace facteo::console {

/// "Who was within so many metres of this place then?" The question, and who was, the nearest first. GUI
/// thread.
///
/// Everybody who is named has a line in his ledger before he is shown.
class NearSearch : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(Phase phase READ phase NOTIFY changed)
    Q_PROPERTY(bool hasPlace READ hasPlace NOTIFY placeChanged)
    /// The address that was found, or the one nearest to where somebody clicked, or coordinates.
    Q_PROPERTY(QString place READ place NOTIFY placeChanged)
    Q_PROPERTY(QGeoRectangle bounds READ bounds NOTIFY placeChanged)
    Q_PROPERTY(int radius READ radius WRITE setRadius NOTIFY placeChanged)
    Q_PROPERTY(int mostRadius READ mostRadius CONSTANT)
    Q_PROPERTY(QString dayText READ dayText NOTIFY dayChanged)
    Q_PROPERTY(bool canGoEarlier READ canGoEarlier NOTIFY dayChanged)
    Q_PROPERTY(bool canGoLater READ canGoLater NOTIFY dayChanged)
    Q_PROPERTY(facteo::console::DayCalendar *days READ days CONSTANT)
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)
    /// What was asked, in words: "100 m, Saturday 21 November 2026, 08:00 – 09:00".
    Q_PROPERTY(QString asked READ asked NOTIFY changed)
    Q_PROPERTY(QString purpose READ purpose NOTIFY changed)

public:
    enum class Phase { Drafting, Waiting, Answered };
    Q_ENUM(Phase)

    enum Role {
        HandsetIdRole = Qt::UserRole + 1,
        NameRole,
        NearestRole,     ///< "23 m"
        NearestTimeRole, ///< "10:12:31"
        NearestMsRole,   ///< milliseconds of the epoch
        TimesRole,       ///< "10:12 – 10:16"
        SpanRole,        ///< "4 min"
        PassedByRole,    ///< between two positions, of which none lies within
    };

    NearSearch(const Directory &directory, TrailFeed &feed, Ask ask, NearestAddress nearest,
        QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool hasPlace() const { return m_place.has_value(); }
    [[nodiscard]] QString place() const;
    [[nodiscard]] QGeoRectangle bounds() const;
    [[nodiscard]] int radius() const { return m_radius; }
    void setRadius(int metres);
    [[nodiscard]] static int mostRadius() { return static_cast<int>(protocol::AskNear::kMostMetres); }
    [[nodiscard]] QString dayText() const;
    [[nodiscard]] bool canGoEarlier() const { return m_calendar.has(m_day.addDays(-1)); }
    [[nodiscard]] bool canGoLater() const { return m_calendar.has(m_day.addDays(1)); }
    [[nodiscard]] DayCalendar *days() { return &m_calendar; }
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] QString asked() const;
    [[nodiscard]] QString purpose() const { return m_purpose; }

    /// Degrees; `address` empty: the nearest one is looked up.
    Q_INVOKABLE void setPlace(double latitude, double longitude, const QString &address = {});
    Q_INVOKABLE void earlierDay() { goTo(m_day.addDays(-1)); }
    Q_INVOKABLE void laterDay() { goTo(m_day.addDays(1)); }
    /// Times like "8:00"; `purpose` is a place in Desk.purposes, -1 for none.
    Q_INVOKABLE void ask(const QString &from, const QString &to, int purpose, const QString &note);
    /// Back to the question, as it was.
    Q_INVOKABLE void change();

    void tick(protocol::Instant now);
    void refresh();

signals:
    void changed();
    void placeChanged();
    void dayChanged();
    /// A place was chosen: it is what to look at.
    void placed();

private:
    struct Row
    {
        protocol::NearPass pass;

        [[nodiscard]] const protocol::HandsetId &key() const { return pass.handset; }
        bool operator==(const Row &) const = default;
    };

    void goTo(QDate day);
    void refuse(Shortfall why);
    void answered(const Answer &answer);
    void showCircle();
    [[nodiscard]] std::optional<protocol::Instant> instantOn(const QString &clock) const;

    const Directory &m_directory;
    TrailFeed &m_feed;
    Ask m_ask;
    NearestAddress m_nearest;
    Phase m_phase = Phase::Drafting;
    std::optional<protocol::Position> m_place;
    QString m_address;
    int m_radius = 100;
    DayCalendar m_calendar;
    QDate m_day;
    protocol::AskNear m_question;
    std::uint64_t m_number = 0; ///< of the question; answers to earlier ones are dropped
    QString m_purpose;
    Unmet m_refusal;
    std::vector<Row> m_rows;
};

} // namespace facteo::console
