// SPDX-License-Identifier: Apache-2.0
#include "console/saved_views.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

namespace facteo::console {

using namespace Qt::StringLiterals;

SavedViews::SavedViews(FleetCriteria &criteria, QObject *parent)
    : QAbstractListModel(parent), m_criteria(criteria)
{
}

int SavedViews::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant SavedViews::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &view = m_views[static_cast<std::size_t>(index.row())];
    return role == NameRole || role == Qt::DisplayRole ? QVariant(view.name) : QVariant();
}

QHash<int, QByteArray> SavedViews::roleNames() const
{
    return {{NameRole, "name"}};
}

bool SavedViews::save(const QString &name, double latitude, double longitude, double zoom)
{
    View view{.name = name.simplified().left(kMostNameCharacters),
        .criteria = m_criteria.toLine(),
        .latitude = latitude,
        .longitude = longitude,
        .zoom = zoom};
    if (view.name.isEmpty())
        return false;
    const auto place = std::ranges::lower_bound(
        m_views, view.name, [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; },
        &View::name);
    const auto row = static_cast<int>(place - m_views.begin());
    if (place != m_views.end() && place->name == view.name) {
        *place = std::move(view);
        emit dataChanged(index(row), index(row));
    } else {
        if (count() >= kMostViews)
            return false;
        beginInsertRows({}, row, row);
        m_views.insert(place, std::move(view));
        endInsertRows();
    }
    emit changed();
    return true;
}

void SavedViews::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_views.erase(m_views.begin() + row);
    endRemoveRows();
    emit changed();
}

void SavedViews::show(int row)
{
    if (row < 0 || row >= count())
        return;
    const auto &view = m_views[static_cast<std::size_t>(row)];
    m_criteria.fromLine(view.criteria);
    emit shown(view.latitude, view.longitude, view.zoom);
}

QString SavedViews::toText() const
{
    QJsonArray all;
    for (const auto &view : m_views)
        all.append(QJsonObject{{"name"_L1, view.name}, {"criteria"_L1, view.criteria},
            {"latitude"_L1, view.latitude}, {"longitude"_L1, view.longitude}, {"zoom"_L1, view.zoom}});
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void SavedViews::fromText(const QString &text)
{
    std::vector<View> views;
    const auto all = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto &one : all) {
        const auto object = one.toObject();
        View view{.name = object["name"_L1].toString().simplified().left(kMostNameCharacters),
            .criteria = object["criteria"_L1].toString(),
            .latitude = object["latitude"_L1].toDouble(),
            .longitude = object["longitude"_L1].toDouble(),
            .zoom = object["zoom"_L1].toDouble()};
        const bool isPlace = std::abs(view.latitude) <= 90 && std::abs(view.longitude) <= 180;
        if (!view.name.isEmpty() && isPlace && views.size() < static_cast<std::size_t>(kMostViews))
            views.push_back(std::move(view));
    }
    std::ranges::sort(
        views, [](const QString &a, const QString &b) { return a.localeAwareCompare(b) < 0; }, &View::name);
    if (count() > 0) {
        beginRemoveRows({}, 0, count() - 1);
        m_views.clear();
        endRemoveRows();
    }
    if (!views.empty()) {
        beginInsertRows({}, 0, static_cast<int>(views.size()) - 1);
        m_views = std::move(views);
        endInsertRows();
    }
    emit changed();
}

} // namespace facteo::console
