// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/alert_model.h"
#include "console/map/trail_feed.h"
#include "console/replay.h"
#include "geo/track_summary.h"

#include <QList>
#include <QObject>
#include <QPointF>
#include <QtQmlIntegration/qqmlintegration.h>
#include <vector>

namespace facteo::console {

/// A day's way, walked again: where he was at the instant that the slider says, and how fast. GUI thread.
///
/// Without a clock of its own: the view says how much time went by.
class DayReplay : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("DayTrail owns it")
    /// Milliseconds of the epoch; the first and the last position, and what is shown between them.
    Q_PROPERTY(double firstMs READ firstMs NOTIFY rangeChanged)
    Q_PROPERTY(double lastMs READ lastMs NOTIFY rangeChanged)
    Q_PROPERTY(double atMs READ atMs WRITE moveTo NOTIFY moved)
    Q_PROPERTY(QString firstText READ firstText NOTIFY rangeChanged)
    Q_PROPERTY(QString lastText READ lastText NOTIFY rangeChanged)
    /// Stretches of which nothing is known, as shares 0 … 1 of the whole: x from, y to.
    Q_PROPERTY(QList<QPointF> gaps READ gaps NOTIFY rangeChanged)
    Q_PROPERTY(bool playing READ isPlaying WRITE setPlaying NOTIFY playingChanged)
    Q_PROPERTY(int speed READ speed WRITE setSpeed NOTIFY speedChanged)
    Q_PROPERTY(QList<int> speeds READ speeds CONSTANT)
    /// "10:24:31"
    Q_PROPERTY(QString clock READ clock NOTIFY moved)
    /// It is known where he was.
    Q_PROPERTY(bool known READ isKnown NOTIFY moved)
    /// An address, or coordinates; of an unknown stretch, how long it lasts.
    Q_PROPERTY(QString place READ place NOTIFY placeChanged)
    /// "4 km/h"; empty where it is not known.
    Q_PROPERTY(QString pace READ pace NOTIFY moved)
    Q_PROPERTY(double latitude READ latitude NOTIFY moved)
    Q_PROPERTY(double longitude READ longitude NOTIFY moved)

public:
    DayReplay(TrailFeed &feed, NearestAddress nearest, QObject *parent = nullptr);

    [[nodiscard]] double firstMs() const;
    [[nodiscard]] double lastMs() const;
    [[nodiscard]] double atMs() const;
    [[nodiscard]] protocol::Instant at() const { return m_replay.at(); }
    [[nodiscard]] QString firstText() const;
    [[nodiscard]] QString lastText() const;
    [[nodiscard]] QList<QPointF> gaps() const;
    [[nodiscard]] bool isPlaying() const { return m_replay.isPlaying(); }
    void setPlaying(bool playing);
    [[nodiscard]] int speed() const { return m_replay.speed(); }
    void setSpeed(int speed);
    [[nodiscard]] static QList<int> speeds();
    [[nodiscard]] QString clock() const;
    [[nodiscard]] bool isKnown() const { return m_position.has_value(); }
    [[nodiscard]] const std::optional<protocol::Position> &position() const { return m_position; }
    [[nodiscard]] QString place() const;
    [[nodiscard]] QString pace() const;
    [[nodiscard]] double latitude() const;
    [[nodiscard]] double longitude() const;

    void moveTo(double atMs);
    Q_INVOKABLE void moveBy(double seconds);
    Q_INVOKABLE void toBegin() { moveTo(firstMs()); }
    Q_INVOKABLE void toEnd() { moveTo(lastMs()); }
    Q_INVOKABLE void faster() { stepSpeed(1); }
    Q_INVOKABLE void slower() { stepSpeed(-1); }
    /// So many seconds of the spectator's time went by.
    Q_INVOKABLE void advance(double seconds);

    /// From the beginning on. `track`: in order of time, not empty.
    void show(std::vector<protocol::Fix> track, const geo::TrackSummary &summary);
    void clear();
    void refresh();

signals:
    void rangeChanged();
    void moved();
    void playingChanged();
    void speedChanged();
    void placeChanged();

private:
    void follow();
    void stepSpeed(int by);
    void askAddress();
    [[nodiscard]] const geo::Gap *gapNow() const;

    TrailFeed &m_feed;
    NearestAddress m_nearest;
    std::vector<protocol::Fix> m_track;
    std::vector<geo::Gap> m_gaps;
    Replay m_replay;
    std::optional<protocol::Position> m_position;
    QString m_address;
    bool m_asking = false; ///< one address at a time: a slider under a hand asks for hundreds
};

} // namespace facteo::console
