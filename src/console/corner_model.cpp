// SPDX-License-Identifier: Apache-2.0
#include "console/corner_model.h"

#include "geo/distance.h"
#include "geo/mercator.h"

namespace facteo::console {

using protocol::Position;

Position positionFrom(const QGeoCoordinate &coordinate)
{
    return geo::positionOf(coordinate.latitude(), coordinate.longitude());
}

QGeoCoordinate coordinateOf(Position position)
{
    return {position.latDegrees(), position.lonDegrees()};
}

int CornerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_corners.size());
}

QHash<int, QByteArray> CornerModel::roleNames() const
{
    return {{CoordinateRole, "coordinate"}, {MiddleRole, "middle"}, {NextRole, "next"}};
}

QVariant CornerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    switch (role) {
    case CoordinateRole:
        return QVariant::fromValue(coordinateOf(m_corners[at]));
    case MiddleRole:
        return QVariant::fromValue(coordinateOf(middleAfter(at)));
    case NextRole:
        return QVariant::fromValue(coordinateOf(m_corners[(at + 1) % m_corners.size()]));
    default:
        return {};
    }
}

Position CornerModel::middleAfter(std::size_t at) const
{
    const auto a = geo::toUnit(m_corners[at]);
    const auto b = geo::toUnit(m_corners[(at + 1) % m_corners.size()]);
    return geo::fromUnit({.x = (a.x + b.x) / 2, .y = (a.y + b.y) / 2});
}

void CornerModel::insert(std::size_t at, Position corner)
{
    const auto row = static_cast<int>(at);
    beginInsertRows({}, row, row);
    m_corners.insert(m_corners.begin() + row, corner);
    endInsertRows();
    emit countChanged();
    aroundChanged(at);
}

void CornerModel::move(std::size_t at, Position corner)
{
    m_corners[at] = corner;
    aroundChanged(at);
}

void CornerModel::remove(std::size_t at)
{
    const auto row = static_cast<int>(at);
    beginRemoveRows({}, row, row);
    m_corners.erase(m_corners.begin() + row);
    endRemoveRows();
    emit countChanged();
    if (!m_corners.empty())
        aroundChanged(at % m_corners.size());
}

void CornerModel::set(std::vector<Position> corners)
{
    while (m_corners.size() > corners.size())
        remove(m_corners.size() - 1);
    std::ranges::copy(
        corners.begin(), corners.begin() + static_cast<std::ptrdiff_t>(m_corners.size()), m_corners.begin());
    everyRowChanged();
    while (m_corners.size() < corners.size())
        insert(m_corners.size(), corners[m_corners.size()]);
}

/// The side before a corner is its neighbour's.
void CornerModel::aroundChanged(std::size_t at)
{
    for (const auto touched : {at, (at + m_corners.size() - 1) % m_corners.size()}) {
        const auto row = index(static_cast<int>(touched));
        emit dataChanged(row, row);
    }
}

} // namespace facteo::console
