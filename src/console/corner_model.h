// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "console/list_model.h"
#include "protocol/words.h"

#include <QGeoCoordinate>

namespace facteo::console {

[[nodiscard]] protocol::Position positionFrom(const QGeoCoordinate &coordinate);
[[nodiscard]] QGeoCoordinate coordinateOf(protocol::Position position);

/// The corners of an outline that is being drawn, in its order, and the middles of its sides. A row keeps its
/// place while its corner is dragged.
class CornerModel : public ListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("GeofenceDraft owns it")

public:
    enum Role {
        CoordinateRole = Qt::UserRole + 1,
        MiddleRole, ///< between this corner and the next, on the map
        NextRole,   ///< the next corner; after the last one the first
    };

    using ListModel::ListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] const std::vector<protocol::Position> &corners() const { return m_corners; }

    /// Invalid where there is no such row.
    Q_INVOKABLE QGeoCoordinate cornerAt(int row) const
    {
        return index(row).data(CoordinateRole).value<QGeoCoordinate>();
    }

    void insert(std::size_t at, protocol::Position corner);
    void move(std::size_t at, protocol::Position corner);
    void remove(std::size_t at);
    /// All at once: rows that stay, stay.
    void set(std::vector<protocol::Position> corners);
    [[nodiscard]] protocol::Position middleAfter(std::size_t at) const;

private:
    void aroundChanged(std::size_t at);

    std::vector<protocol::Position> m_corners;
};

} // namespace facteo::console
