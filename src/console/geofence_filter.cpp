// SPDX-License-Identifier: Apache-2.0
#include "console/geofence_filter.h"

#include "console/fleet_criteria.h"
#include "console/geofence_model.h"

namespace facteo::console {

GeofenceFilter::GeofenceFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &GeofenceFilter::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &GeofenceFilter::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &GeofenceFilter::countChanged);
}

void GeofenceFilter::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_words = FleetCriteria::fold(text).split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
    emit textChanged();
}

bool GeofenceFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto index = sourceModel()->index(row, 0, parent);
    const auto all = FleetCriteria::fold(index.data(GeofenceModel::NameRole).toString() + u' ' +
                                         index.data(GeofenceModel::RoundTextRole).toString());
    return std::ranges::all_of(m_words, [&](const QString &word) { return all.contains(word); });
}

QString GeofenceFilter::geofenceAt(int row) const
{
    return index(row, 0).data(GeofenceModel::GeofenceIdRole).toString();
}

} // namespace facteo::console
