// SPDX-License-Identifier: Apache-2.0
#include "console/overview_filter.h"

namespace facteo::console {

OverviewFilter::OverviewFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    sort(0);
}

OverviewModel *OverviewFilter::depots() const
{
    return qobject_cast<OverviewModel *>(sourceModel());
}

void OverviewFilter::setDepots(OverviewModel *depots)
{
    if (depots == sourceModel())
        return;
    setSourceModel(depots);
    emit depotsChanged();
}

void OverviewFilter::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    invalidateFilter();
    emit textChanged();
}

void OverviewFilter::setWithPeople(bool withPeople)
{
    if (withPeople == m_withPeople)
        return;
    m_withPeople = withPeople;
    invalidateFilter();
    emit withPeopleChanged();
}

QString OverviewFilter::depotAt(int row) const
{
    return index(row, 0).data(OverviewModel::DepotIdRole).toString();
}

bool OverviewFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto depot = sourceModel()->index(row, 0, parent);
    if (m_withPeople && !depot.data(OverviewModel::HasPeopleRole).toBool())
        return false;
    const auto typed = QStringView(m_text).trimmed();
    return depot.data(OverviewModel::NameRole).toString().contains(typed, Qt::CaseInsensitive) ||
           depot.data(OverviewModel::DepotIdRole).toString().contains(typed, Qt::CaseInsensitive);
}

/// Only alerts change the order: a list that moves with every other news cannot be read.
bool OverviewFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto alerts = [](const QModelIndex &depot) {
        return depot.data(OverviewModel::OpenAlertsRole).toInt();
    };
    if (const int one = alerts(left), other = alerts(right); one != other)
        return one > other;
    const auto name = [](const QModelIndex &depot) { return depot.data(OverviewModel::NameRole).toString(); };
    return name(left).localeAwareCompare(name(right)) < 0;
}

} // namespace facteo::console
