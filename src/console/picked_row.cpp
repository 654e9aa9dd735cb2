// SPDX-License-Identifier: Apache-2.0
#include "console/picked_row.h"

namespace facteo::console {

PickedRow::PickedRow(QObject *parent) : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &PickedRow::foundChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &PickedRow::foundChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &PickedRow::foundChanged);
}

void PickedRow::setKey(const QString &key)
{
    if (key == m_key)
        return;
    m_key = key;
    invalidateRowsFilter();
    emit keyChanged();
}

bool PickedRow::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return !m_key.isEmpty() &&
           sourceModel()->index(row, 0, parent).data(Qt::UserRole + 1).toString() == m_key;
}

} // namespace facteo::console
