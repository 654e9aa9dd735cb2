// SPDX-License-Identifier: Apache-2.0
#include "console/picked_row.h"

namespace facteo::console {

namespace {

constexpr int kIdRole = Qt::UserRole + 1;

} // namespace

void PickedRow::setKey(const QString &key)
{
    if (key == m_key)
        return;
    lose();
    m_key = key;
    emit keyChanged();
    look();
}

void PickedRow::setSourceModel(QAbstractItemModel *source)
{
    if (source == m_source)
        return;
    lose();
    if (m_source)
        m_source->disconnect(this);
    // Views ask for the role names when they meet a model, and not again.
    beginResetModel();
    m_source = source;
    endResetModel();
    if (source) {
        connect(source, &QAbstractItemModel::dataChanged, this, &PickedRow::onChanged);
        connect(source, &QAbstractItemModel::rowsInserted, this, &PickedRow::look);
        connect(source, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) {
                if (m_row.row() >= first && m_row.row() <= last)
                    lose();
            });
        connect(source, &QAbstractItemModel::modelAboutToBeReset, this, &PickedRow::lose);
        connect(source, &QAbstractItemModel::modelReset, this, &PickedRow::look);
        connect(source, &QObject::destroyed, this, &PickedRow::lose);
    }
    emit sourceModelChanged();
    look();
}

int PickedRow::rowCount(const QModelIndex &parent) const
{
    return !parent.isValid() && m_found ? 1 : 0;
}

QVariant PickedRow::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return m_row.data(role);
}

QHash<int, QByteArray> PickedRow::roleNames() const
{
    return m_source ? m_source->roleNames() : QHash<int, QByteArray>();
}

void PickedRow::look()
{
    if (m_found || !m_source || m_key.isEmpty())
        return;
    const auto hits = m_source->match(m_source->index(0, 0), kIdRole, m_key, 1, Qt::MatchExactly);
    if (hits.isEmpty())
        return;
    beginInsertRows({}, 0, 0);
    m_row = hits.constFirst();
    m_found = true;
    endInsertRows();
    emit foundChanged();
}

void PickedRow::lose()
{
    if (!m_found)
        return;
    beginRemoveRows({}, 0, 0);
    m_row = QPersistentModelIndex();
    m_found = false;
    endRemoveRows();
    emit foundChanged();
}

void PickedRow::onChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    if (m_found && m_row.row() >= first.row() && m_row.row() <= last.row())
        emit dataChanged(index(0), index(0), roles);
}

} // namespace facteo::console
