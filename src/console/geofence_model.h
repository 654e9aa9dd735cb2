// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/directory.h"
#include "console/list_model.h"
#include "console/map/area_feed.h"
#include "console/news.h"

#include <QGeoRectangle>
#include <unordered_map>

namespace facteo::console {

/// One geofence as its list shows it.
struct GeofenceRow
{
    protocol::Geofence geofence;
    std::vector<protocol::Stay> inside; ///< who has been there longest first
    bool watched = false;               ///< now, by its calendar
    bool asking = false;                ///< a request to remove it is under way
    Unmet refusal;                      ///< why the last one was not carried out

    [[nodiscard]] protocol::GeofenceId key() const { return geofence.id; }
    bool operator==(const GeofenceRow &) const = default;
};

/// The depot's geofences by kind and name, and who is inside; and, as shapes, for the map.
///
/// A row changes when the fact comes back from the hub, never because somebody clicked.
class GeofenceModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    /// Geofences whose calendar watches them now.
    Q_PROPERTY(int watched READ watched NOTIFY totalsChanged)
    /// Postmen inside at least one of them.
    Q_PROPERTY(int inside READ inside NOTIFY totalsChanged)
    Q_PROPERTY(facteo::console::AreaFeed *feed READ feed CONSTANT)

public:
    /// protocol::GeofenceKind for views.
    enum Kind { Depot = 1, RoundArea = 2, SensitivePlace = 3 };
    Q_ENUM(Kind)

    enum Role {
        GeofenceIdRole = Qt::UserRole + 1,
        NameRole,
        KindRole,
        KindTextRole,
        SectionRole,
        RoundTextRole, ///< "T-12 · Les Tanneries"; empty for other kinds
        WatchedRole,
        WatchedTextRole,
        CalendarRole,
        SizeTextRole, ///< "Circle of 150 m", "Outline of 7 corners"
        InsideRole,   ///< how many
        WhoRole,      ///< their names
        BoundsRole,   ///< a QGeoRectangle around it
        AskingRole,
        RefusalRole,
    };

    GeofenceModel(const Directory &directory, Ask ask, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int watched() const { return m_watched; }
    [[nodiscard]] int inside() const { return m_inside; }
    [[nodiscard]] AreaFeed *feed() { return &m_feed; }
    [[nodiscard]] const std::vector<GeofenceRow> &rows() const { return m_rows; }
    [[nodiscard]] const GeofenceRow *row(protocol::GeofenceId id) const;

    void applyAll(const std::vector<protocol::Geofence> &geofences, const std::vector<protocol::Stay> &stays);
    void apply(const protocol::Geofence &geofence);
    void apply(const protocol::CrossingFact &crossing);
    /// Calendars begin and end. `now` by the hub's clock.
    void tick(protocol::Instant now);
    /// Names or the language changed.
    void refresh();

    /// Asks the hub to remove it.
    Q_INVOKABLE void remove(const QString &geofenceId);
    [[nodiscard]] Q_INVOKABLE QGeoRectangle boundsOf(const QString &geofenceId) const;

signals:
    void totalsChanged();
    /// Of this geofence something else than who is inside is another one now, or it is gone.
    void redrawn(const QString &geofenceId);

private:
    GeofenceRow *find(protocol::GeofenceId id);
    void put(GeofenceRow row);
    [[nodiscard]] bool isWatched(const protocol::Geofence &geofence) const;
    void recount();
    void publish();
    [[nodiscard]] QString who(const GeofenceRow &row) const;

    const Directory &m_directory;
    Ask m_ask;
    std::vector<GeofenceRow> m_rows;
    std::unordered_map<protocol::GeofenceId, std::shared_ptr<const AreaGeometry>> m_geometry;
    AreaFeed m_feed;
    protocol::Instant m_now;
    int m_watched = 0;
    int m_inside = 0;
};

/// A box around a shape, for maps to fit.
[[nodiscard]] QGeoRectangle boundsOf(const geo::Area &area);

} // namespace facteo::console
