// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_feed.h"
#include "protocol/records.h"

#include <QAbstractListModel>
#include <QGeoRectangle>
#include <QTimer>
#include <QtQmlIntegration/qqmlintegration.h>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace facteo::console {

/// The depots of a house in numbers: a row each, and on the map, as long as its people are not shown there,
/// as many marks at the depot as it has people with a position, so that a country is a map of crowds. GUI
/// thread.
///
/// Says which depots are to be followed: those in view when the map shows less than a region, and everybody's
/// when somebody asks for it.
class OverviewModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Desk owns it")
    Q_PROPERTY(int count READ count NOTIFY totalsChanged)
    /// There is more than one depot to choose from.
    Q_PROPERTY(bool isHouse READ isHouse NOTIFY totalsChanged)
    Q_PROPERTY(int known READ known NOTIFY totalsChanged)
    Q_PROPERTY(int live READ live NOTIFY totalsChanged)
    Q_PROPERTY(int openAlerts READ openAlerts NOTIFY totalsChanged)
    /// Somebody chose the depot, now or the last time; if not, all of them are as interesting.
    Q_PROPERTY(bool byHand READ byHand NOTIFY chosenChanged)
    /// Around all depots.
    Q_PROPERTY(QGeoRectangle bounds READ bounds NOTIFY totalsChanged)
    /// The depot whose desk this is.
    Q_PROPERTY(QString chosen READ chosen NOTIFY chosenChanged)
    /// People of so many other depots are on the map.
    Q_PROPERTY(int followed READ followed NOTIFY followedChanged)
    /// Show the people of all depots, wherever the map is.
    Q_PROPERTY(bool everybody READ everybody WRITE setEverybody NOTIFY everybodyChanged)
    Q_PROPERTY(facteo::console::FleetFeed *feed READ feed CONSTANT)

public:
    enum Role {
        DepotIdRole = Qt::UserRole + 1,
        NameRole,
        KnownRole,
        LiveRole,
        LostRole,
        OpenAlertsRole, ///< with those of exercises
        StandingTextRole,
        ToneRole,
        IsChosenRole,
        HasPeopleRole, ///< they themselves are shown, not only their numbers
        LatitudeRole,
        LongitudeRole,
    };

    explicit OverviewModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] bool isHouse() const { return m_rows.size() > 1; }
    [[nodiscard]] int known() const { return m_known; }
    [[nodiscard]] int live() const { return m_live; }
    [[nodiscard]] int openAlerts() const { return m_openAlerts; }
    [[nodiscard]] QString chosen() const;
    [[nodiscard]] bool byHand() const { return m_byHand; }
    void setByHand(bool byHand);
    [[nodiscard]] QGeoRectangle bounds() const;
    [[nodiscard]] int followed() const { return static_cast<int>(m_followed.size()); }
    [[nodiscard]] const std::set<protocol::DepotId> &followedDepots() const { return m_followed; }
    [[nodiscard]] bool everybody() const { return m_everybody; }
    void setEverybody(bool everybody);
    [[nodiscard]] FleetFeed *feed() { return &m_feed; }

    /// What came from the hub.
    void apply(std::span<const protocol::DepotSummary> depots);
    /// Whose people are on the map now.
    void showPeople(const protocol::DepotId &depot, bool shown);
    /// The desk works for that depot from now on.
    void setChosen(const protocol::DepotId &depot);
    /// The language changed.
    void refresh();

    /// Asks for that depot's desk; a mark of feed() is as good as an id.
    Q_INVOKABLE void choose(const QString &depotOrMark);
    /// What the map shows: its middle, and how large it is on the screen.
    Q_INVOKABLE void look(double latitude, double longitude, double zoom, double width, double height);

signals:
    void totalsChanged();
    void chosenChanged();
    void followedChanged();
    void everybodyChanged();
    /// Somebody wants to work for this depot.
    void wanted(const QString &depot);
    /// These depots' people are to be shown, beside those of the chosen one.
    void followWanted(const std::set<facteo::protocol::DepotId> &depots);

private:
    /// What one mark at a depot says.
    enum class MarkKind : std::uint8_t { None, Fresh, Ageing, Lost, AlertInHand, Alert, ExerciseAlert };
    struct Row
    {
        protocol::DepotSummary summary;
        std::vector<std::uint32_t> marks; ///< rows of the feed
        std::vector<MarkKind> said;       ///< of each of them
        bool hasPeople = false;           ///< they are on the map themselves
    };

    void setMarks(Row &row);
    void setMark(std::uint32_t mark, MarkKind kind, protocol::Position place);
    void recount();
    void followView();

    std::vector<Row> m_rows;
    std::unordered_map<protocol::DepotId, std::size_t> m_rowOf;
    FleetFeed m_feed;
    protocol::DepotId m_chosen;
    std::set<protocol::DepotId> m_followed;
    bool m_everybody = false;
    bool m_byHand = false;
    int m_known = 0;
    int m_live = 0;
    int m_openAlerts = 0;
    bool m_isNear = false; ///< the map shows less than a region
    geo::UnitPoint m_northWest{};
    geo::UnitPoint m_southEast{};
    QTimer m_settled; ///< a map that is dragged asks nobody
};

} // namespace facteo::console
