// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/day_calendar.h"
#include "console/day_log.h"
#include "console/day_replay.h"
#include "console/directory.h"
#include "console/news.h"
#include "console/trail_saver.h"
#include "domain/purpose.h"

#include <QGeoRectangle>
#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>
#include <optional>

namespace facteo::console {

/// One postman's day: asked of the hub with a purpose, which stands in his ledger before anything is shown.
/// GUI thread.
class DayTrail : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged)
    /// Whose day; empty: nobody's.
    Q_PROPERTY(QString handset READ handset NOTIFY subjectChanged)
    Q_PROPERTY(QString name READ name NOTIFY subjectChanged)
    Q_PROPERTY(QString dayText READ dayText NOTIFY dayChanged)
    Q_PROPERTY(bool canGoEarlier READ canGoEarlier NOTIFY dayChanged)
    Q_PROPERTY(bool canGoLater READ canGoLater NOTIFY dayChanged)
    /// Why it is not shown; empty when it is, or while the hub is asked.
    Q_PROPERTY(QString refusal READ refusal NOTIFY phaseChanged)
    /// As it stands in the ledger.
    Q_PROPERTY(QString purpose READ purpose NOTIFY phaseChanged)
    Q_PROPERTY(QString wayText READ wayText NOTIFY phaseChanged)
    Q_PROPERTY(QString movingText READ movingText NOTIFY phaseChanged)
    /// "08:02 – 12:40, 1,402 positions"
    Q_PROPERTY(QString timesText READ timesText NOTIFY phaseChanged)
    Q_PROPERTY(QGeoRectangle bounds READ bounds NOTIFY phaseChanged)
    Q_PROPERTY(facteo::console::DayCalendar *days READ days CONSTANT)
    Q_PROPERTY(facteo::console::DayLog *log READ log CONSTANT)
    Q_PROPERTY(facteo::console::DayReplay *replay READ replay CONSTANT)
    Q_PROPERTY(facteo::console::TrailSaver *saver READ saver CONSTANT)

public:
    /// WantsPurpose: somebody is chosen, and nobody said why. Missing: refused, or nothing is stored.
    enum class Phase { Nobody, WantsPurpose, Waiting, Shown, Missing };
    Q_ENUM(Phase)

    /// Positions this old are usually deleted, where the hub says nothing: the two months of CNIL
    /// délibération 2015-165, article 6.
    static constexpr int kUsualDays = 60;

    DayTrail(const Directory &directory, TrailFeed &feed, Ask ask, const NearestAddress &nearest,
        SaveTrail save, QObject *parent = nullptr);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] QString handset() const { return QString::fromStdString(m_handset.text); }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString dayText() const;
    [[nodiscard]] QDate day() const { return m_day; }
    [[nodiscard]] bool canGoEarlier() const { return m_calendar.has(m_day.addDays(-1)); }
    [[nodiscard]] bool canGoLater() const { return m_calendar.has(m_day.addDays(1)); }
    [[nodiscard]] QString refusal() const;
    [[nodiscard]] QString purpose() const { return m_purpose; }
    [[nodiscard]] QString wayText() const;
    [[nodiscard]] QString movingText() const;
    [[nodiscard]] QString timesText() const;
    [[nodiscard]] QGeoRectangle bounds() const;
    [[nodiscard]] DayCalendar *days() { return &m_calendar; }
    [[nodiscard]] DayLog *log() { return &m_log; }
    [[nodiscard]] DayReplay *replay() { return &m_replay; }
    [[nodiscard]] TrailSaver *saver() { return &m_saver; }

    /// Today's day of whoever carries this handset; asks for the purpose first.
    Q_INVOKABLE void open(const QString &handsetId);
    /// The day on which `ms` of the epoch lies, and that instant on it.
    Q_INVOKABLE void openAt(const QString &handsetId, double ms);
    Q_INVOKABLE void close();
    /// Asks the hub. `purpose` is a place in Desk.purposes, -1 for none; `note` is added to its words.
    Q_INVOKABLE void ask(int purpose, const QString &note);
    /// Once the purpose is said, every day is asked for with it, and is a line of its own in the ledger.
    Q_INVOKABLE void earlierDay() { goTo(m_day.addDays(-1)); }
    Q_INVOKABLE void laterDay() { goTo(m_day.addDays(1)); }

    void tick(protocol::Instant now) { m_calendar.tick(now); }
    /// The language changed, or the roster.
    void refresh();

signals:
    void subjectChanged();
    void dayChanged();
    void phaseChanged();
    /// A day is on the map: its bounds are what to look at.
    void shown();

private:
    void choose(const QString &handsetId, QDate day);
    void goTo(QDate day);
    void send();
    void answered(const Answer &answer);
    void show(std::vector<protocol::Fix> track);
    void hide(Phase phase);

    const Directory &m_directory;
    TrailFeed &m_feed;
    Ask m_ask;
    DayCalendar m_calendar;
    DayLog m_log;
    DayReplay m_replay;
    TrailSaver m_saver;
    Phase m_phase = Phase::Nobody;
    protocol::HandsetId m_handset;
    QDate m_day;
    std::optional<protocol::Instant> m_wanted; ///< what the replay begins with
    QString m_purpose;
    Unmet m_refusal;
    std::uint64_t m_question = 0; ///< answers to earlier ones are dropped
    std::vector<protocol::Fix> m_track;
    geo::TrackSummary m_summary;
};

/// A purpose and what somebody adds, as one line of the ledger; empty where `purpose` is none.
[[nodiscard]] QString purposeLine(int purpose, const QString &note);

} // namespace facteo::console
