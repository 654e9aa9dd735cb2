// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/map/fleet_layer.h"
#include "console/postman_model.h"
#include "layers/sample_fleet.h"

#include <QAbstractListModel>
#include <QQuickView>
#include <memory>
#include <vector>

namespace facteo::bench {

/// A fleet as large as a country's, on the ground of the demo town: what France shows at zoom 6 the town
/// shows at 14, so that there is a painted map below it.
class TownFleet
{
public:
    static constexpr double kZoomsCloser = 8;

    /// `zoomsCloser` 0: France itself, where a second's walk is as long as it is.
    TownFleet(std::size_t count, geo::UnitPoint town, double zoomsCloser = kZoomsCloser);

    [[nodiscard]] protocol::Roster roster() const;
    /// Everybody has walked on for a second; a reference, because the pictures are made beforehand.
    [[nodiscard]] const std::vector<protocol::HandsetPicture> &walkOn();
    [[nodiscard]] const std::vector<protocol::HandsetPicture> &pictures() const { return m_pictures; }
    [[nodiscard]] protocol::Instant now() const { return m_now; }

private:
    void place();

    tests::SampleFleet m_fleet;
    geo::UnitPoint m_town;
    double m_scale;
    std::vector<protocol::HandsetPicture> m_pictures;
    protocol::Instant m_now{std::chrono::milliseconds{1'795'170'271'000}};
};

/// A window with a map in it, and the time its frames take while it is moved.
class MapRig
{
public:
    explicit MapRig(QSize size);

    /// Our map. `feed` may be null.
    [[nodiscard]] bool showOurs(const QUrl &package, console::FleetFeed *feed);
    /// The same ground below Qt Location's MapItemView with one item for each place.
    [[nodiscard]] bool showStock(const QUrl &package, QAbstractListModel *places);
    /// Waits until MapItemView has made so many items, which it does bit by bit.
    [[nodiscard]] bool hasStock(std::size_t count) const;
    void look(geo::UnitPoint center, double zoom);
    /// Milliseconds of each frame while the map goes round in a circle.
    [[nodiscard]] std::vector<double> pan(int frames);
    [[nodiscard]] console::FleetLayer *fleet() const;
    [[nodiscard]] QString graphics() const;

private:
    [[nodiscard]] bool isShown();
    [[nodiscard]] QQuickItem *camera() const;

    QSize m_size;
    std::unique_ptr<QQuickView> m_view;
    geo::UnitPoint m_center;
};

/// Where everybody is, for MapItemView.
class Places : public QAbstractListModel
{
public:
    explicit Places(const std::vector<protocol::HandsetPicture> &pictures, std::size_t count);

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<QGeoCoordinate> m_places;
};

/// Of this process, MiB.
[[nodiscard]] double residentMemory();

} // namespace facteo::bench
