// SPDX-License-Identifier: Apache-2.0
#include "console/task_filter.h"

#include "console/task_model.h"

namespace facteo::console {

TaskFilter::TaskFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &TaskFilter::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &TaskFilter::countChanged);
    connect(this, &QAbstractItemModel::modelReset, this, &TaskFilter::countChanged);
}

void TaskFilter::setHandset(const QString &handset)
{
    if (handset == m_handset)
        return;
    m_handset = handset;
    invalidateRowsFilter();
    emit handsetChanged();
}

bool TaskFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto index = sourceModel()->index(row, 0, parent);
    return index.data(TaskModel::OpenRole).toBool() &&
           index.data(TaskModel::HandsetIdRole).toString() == m_handset;
}

} // namespace facteo::console
