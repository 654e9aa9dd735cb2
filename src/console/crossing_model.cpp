// SPDX-License-Identifier: Apache-2.0
#include "console/crossing_model.h"

#include "console/ids.h"
#include "console/wording.h"

#include <ranges>

namespace facteo::console {

using namespace protocol;

CrossingModel::CrossingModel(
    const FactBook &book, const GeofenceModel &geofences, const Directory &directory, QObject *parent)
    : ListModel(parent), m_book(book), m_geofences(geofences), m_directory(directory)
{
}

int CrossingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QHash<int, QByteArray> CrossingModel::roleNames() const
{
    return {{NumberRole, "number"}, {TimeRole, "time"}, {WhoRole, "who"}, {WhatRole, "what"},
        {EnteredRole, "entered"}, {LeftRole, "gone"}, {HandsetIdRole, "handsetId"},
        {GeofenceIdRole, "geofenceId"}, {GeofenceNameRole, "geofenceName"}};
}

QVariant CrossingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &line = m_lines[static_cast<std::size_t>(index.row())];
    const auto &crossing = line.crossing;
    switch (role) {
    case NumberRole:
        return QString::number(line.number);
    case TimeRole:
        return Wording::moment(crossing.at, m_now);
    case Qt::DisplayRole:
    case WhoRole:
        return m_directory.nameOf(crossing.handset);
    case WhatRole:
        return Wording::crossing(crossing.crossing);
    case EnteredRole:
        return crossing.crossing == Crossing::Enter;
    case LeftRole:
        return crossing.crossing == Crossing::Leave;
    case HandsetIdRole:
        return QString::fromStdString(crossing.handset.text);
    case GeofenceIdRole:
        return idText(crossing.geofence);
    case GeofenceNameRole:
        return line.geofence;
    default:
        return {};
    }
}

void CrossingModel::setAbout(const QString &about)
{
    if (about == m_about)
        return;
    m_about = about;
    emit aboutChanged();
    follow();
}

QString CrossingModel::nameOf(GeofenceId id) const
{
    if (const auto *row = m_geofences.row(id))
        return QString::fromStdString(row->geofence.name);
    for (const auto &fact : m_book.facts() | std::views::reverse) {
        const auto *set = std::get_if<GeofenceFact>(&fact.body);
        if (set && set->after.id == id)
            return QString::fromStdString(set->after.name);
    }
    return tr("An area that was removed");
}

void CrossingModel::follow()
{
    const auto about = idFrom<GeofenceId>(m_about);
    std::unordered_map<GeofenceId, QString> names;
    std::vector<Line> wanted;
    for (const auto &fact : m_book.facts() | std::views::reverse) {
        const auto *crossing = std::get_if<CrossingFact>(&fact.body);
        if (!crossing || (about && crossing->geofence != *about))
            continue;
        const auto [name, isNew] = names.try_emplace(crossing->geofence);
        if (isNew)
            name->second = nameOf(crossing->geofence);
        wanted.push_back({.number = fact.number, .crossing = *crossing, .geofence = name->second});
        if (wanted.size() == kAtMost)
            break;
    }
    become(m_lines, std::move(wanted), [](const Line &a, const Line &b) { return a.number > b.number; });
}

void CrossingModel::tick(Instant now)
{
    // Midnight comes at a full hour of UTC, or the day stands beside the time an hour late.
    using std::chrono::hours;
    const bool another = std::chrono::floor<hours>(now) != std::chrono::floor<hours>(m_now);
    m_now = now;
    if (another)
        everyRowChanged({TimeRole});
}

} // namespace facteo::console
