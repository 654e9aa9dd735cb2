// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/corner_model.h"
#include "console/geofence_model.h"
#include "console/weekly_hours_model.h"

#include <QTimeZone>
#include <optional>

namespace facteo::console {

/// The geofence that somebody draws or changes: its outline step by step, its words and its calendar, and
/// what is still missing. Sends it to the hub; nothing changes before its fact comes back.
///
/// Survives that somebody turns to another page: a half-drawn outline is gone on with.
class GeofenceDraft : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(bool active READ isActive NOTIFY activeChanged)
    /// A geofence that the hub does not know yet.
    Q_PROPERTY(bool isNew READ isNew NOTIFY activeChanged)
    /// The id that it has, or will have; empty when nothing is drawn.
    Q_PROPERTY(QString geofenceId READ geofenceId NOTIFY activeChanged)

    Q_PROPERTY(bool circle READ isCircle WRITE setCircle NOTIFY outlineChanged)
    /// The outline, or the circle, is there and can be changed; before, it is being drawn.
    Q_PROPERTY(bool closed READ isClosed NOTIFY outlineChanged)
    Q_PROPERTY(facteo::console::CornerModel *corners READ corners CONSTANT)
    /// Of a circle: its centre, a point on its border due east, its radius in metres.
    Q_PROPERTY(QGeoCoordinate centre READ centre NOTIFY outlineChanged)
    Q_PROPERTY(QGeoCoordinate rim READ rim NOTIFY outlineChanged)
    Q_PROPERTY(int radius READ radius WRITE setRadius NOTIFY outlineChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY outlineChanged)

    Q_PROPERTY(int kind READ kind WRITE setKind NOTIFY wordsChanged)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY wordsChanged)
    Q_PROPERTY(QString round READ round WRITE setRound NOTIFY wordsChanged)
    Q_PROPERTY(QString roundText READ roundText NOTIFY wordsChanged)
    /// The first and the last day, as typed: "1/12/2026" or "2026-12-01"; empty for no such bound.
    Q_PROPERTY(QString firstDay READ firstDay WRITE setFirstDay NOTIFY wordsChanged)
    Q_PROPERTY(QString lastDay READ lastDay WRITE setLastDay NOTIFY wordsChanged)
    Q_PROPERTY(facteo::console::WeeklyHoursModel *hours READ hours CONSTANT)
    /// Whose clocks the calendar goes by, where they are not this workstation's; empty otherwise.
    Q_PROPERTY(QString foreignClocks READ foreignClocks NOTIFY activeChanged)

    /// What keeps it from being saved, in words; empty when nothing does.
    Q_PROPERTY(QString fault READ faultText NOTIFY checked)
    /// What is allowed but hardly meant; empty when there is nothing.
    Q_PROPERTY(QString warning READ warning NOTIFY checked)
    /// Somebody else changed or removed it meanwhile.
    Q_PROPERTY(QString overtaken READ overtakenText NOTIFY checked)
    Q_PROPERTY(bool canSave READ canSave NOTIFY checked)
    Q_PROPERTY(bool asking READ asking NOTIFY checked)
    Q_PROPERTY(QString refusal READ refusal NOTIFY checked)

public:
    /// How far around its outermost stops a round's area reaches: across the street and some.
    static constexpr double kMetresAroundStops = 60;
    static constexpr std::uint32_t kFirstRadiusMetres = 150;
    /// A house with its garden and the pavement before it.
    static constexpr std::uint32_t kMetresAroundAddress = 50;

    /// `own`: the time zone that new geofences get. The others must outlive this.
    GeofenceDraft(GeofenceModel &geofences, const Directory &directory, Ask ask,
        QTimeZone own = QTimeZone::systemTimeZone(), QObject *parent = nullptr);

    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] bool isNew() const { return m_active && !m_base; }
    [[nodiscard]] QString geofenceId() const;
    [[nodiscard]] bool isCircle() const { return m_outline.circle; }
    void setCircle(bool circle);
    [[nodiscard]] bool isClosed() const { return m_outline.closed; }
    [[nodiscard]] CornerModel *corners() { return &m_corners; }
    [[nodiscard]] QGeoCoordinate centre() const;
    [[nodiscard]] QGeoCoordinate rim() const;
    [[nodiscard]] int radius() const { return static_cast<int>(m_outline.radiusMetres); }
    void setRadius(int metres);
    [[nodiscard]] bool canUndo() const { return !m_before.empty(); }
    [[nodiscard]] int kind() const { return static_cast<int>(m_kind); }
    void setKind(int kind);
    [[nodiscard]] QString name() const { return m_name; }
    void setName(const QString &name);
    [[nodiscard]] QString round() const { return QString::fromStdString(m_round.text); }
    void setRound(const QString &round);
    [[nodiscard]] QString roundText() const;
    [[nodiscard]] QString firstDay() const { return m_firstDay; }
    void setFirstDay(const QString &typed);
    [[nodiscard]] QString lastDay() const { return m_lastDay; }
    void setLastDay(const QString &typed);
    [[nodiscard]] WeeklyHoursModel *hours() { return &m_hours; }
    [[nodiscard]] QString foreignClocks() const;
    [[nodiscard]] QString faultText() const { return m_fault; }
    [[nodiscard]] QString warning() const { return m_warning; }
    [[nodiscard]] QString overtakenText() const;
    [[nodiscard]] bool canSave() const { return m_active && !m_asking && m_fault.isEmpty(); }
    [[nodiscard]] bool asking() const { return m_asking; }
    [[nodiscard]] QString refusal() const;

    Q_INVOKABLE void begin();
    Q_INVOKABLE void edit(const QString &geofenceId);
    Q_INVOKABLE void cancel();
    /// Takes the whole outline back, to where it was at first; where there is nothing to take back, ends it
    /// all.
    Q_INVOKABLE void stepBack();

    /// The next corner of an open outline, or a circle's centre.
    Q_INVOKABLE void place(const QGeoCoordinate &where);
    /// The last corner of an open outline is none.
    Q_INVOKABLE void takeBack();
    /// Closes the outline; false while it has too few corners.
    Q_INVOKABLE bool finish();
    /// Before a corner is dragged, nudged or the radius pulled: undo() leads back to here.
    Q_INVOKABLE void grab();
    Q_INVOKABLE void moveCorner(int index, const QGeoCoordinate &to);
    /// A corner in the middle of the side behind this one; -1 where no more are allowed.
    Q_INVOKABLE int splitAfter(int index);
    /// Three stay.
    Q_INVOKABLE void removeCorner(int index);
    Q_INVOKABLE void moveCentre(const QGeoCoordinate &to);
    Q_INVOKABLE void moveRim(const QGeoCoordinate &to);
    Q_INVOKABLE void undo();
    Q_INVOKABLE void aroundStops();
    Q_INVOKABLE void aroundDepot();
    /// A circle around an address; also its name, while it has none.
    Q_INVOKABLE void aroundAddress(const QString &address, double latitude, double longitude);
    /// Around what is drawn so far; invalid where that is nothing.
    [[nodiscard]] Q_INVOKABLE QGeoRectangle bounds() const;

    Q_INVOKABLE void save();

    /// `now` by the hub's clock.
    void tick(protocol::Instant now) { m_now = now; }
    /// Rounds or the language changed.
    void refresh();

signals:
    void activeChanged();
    void outlineChanged();
    void wordsChanged();
    void checked();
    /// The hub has recorded it.
    void saved(const QString &geofenceId);

private:
    struct Outline
    {
        bool circle = false;
        bool closed = false;
        std::vector<protocol::Position> corners{};
        protocol::Position centre{};
        std::uint32_t radiusMetres = kFirstRadiusMetres;

        bool operator==(const Outline &) const = default;
    };
    enum class Overtaken : std::uint8_t { No, Changed, Removed };

    [[nodiscard]] Outline outline() const;
    [[nodiscard]] static Outline outlineOf(const protocol::Geofence &geofence);
    void setOutline(const Outline &outline);
    void become(const std::optional<protocol::Geofence> &base);
    void end();
    void shapeChanged();
    [[nodiscard]] std::shared_ptr<const AreaSketch> sketch() const;
    void check();
    [[nodiscard]] QString firstFault() const;
    [[nodiscard]] QString outlineFault() const;
    [[nodiscard]] QString firstWarning() const;
    [[nodiscard]] geo::Shape shape() const;
    void drawAround(protocol::Position centre, std::uint32_t radiusMetres, const QString &nameIfNone);
    /// As typed; nothing when it is no day.
    [[nodiscard]] std::optional<protocol::Instant> dayFrom(
        const QString &typed, int daysLater, protocol::Instant before) const;
    [[nodiscard]] protocol::Geofence geofence() const;
    void answered(protocol::GeofenceId about, const Answer &answer);
    void follow(const QString &changed);

    GeofenceModel &m_geofences;
    const Directory &m_directory;
    Ask m_ask;
    QTimeZone m_own;
    protocol::Instant m_now;

    bool m_active = false;
    protocol::GeofenceId m_id{};
    std::optional<protocol::Geofence> m_base; ///< as it was when somebody began to change it
    Outline m_outline;                        ///< its corners are m_corners'
    CornerModel m_corners;
    std::vector<Outline> m_before; ///< what undo() leads back to, oldest first
    protocol::GeofenceKind m_kind = protocol::GeofenceKind::SensitivePlace;
    QString m_name;
    protocol::RoundId m_round;
    QString m_firstDay;
    QString m_lastDay;
    WeeklyHoursModel m_hours;
    QTimeZone m_clocks;

    QString m_fault;
    QString m_warning;
    Overtaken m_overtaken = Overtaken::No;
    bool m_asking = false;
    std::optional<protocol::Geofence> m_sent; ///< whose fact may still come
    Unmet m_refusal;
};

} // namespace facteo::console
