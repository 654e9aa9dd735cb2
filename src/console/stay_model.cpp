// SPDX-License-Identifier: Apache-2.0
#include "console/stay_model.h"

#include "console/ids.h"
#include "console/wording.h"

#include <tuple>

namespace facteo::console {

using namespace protocol;

StayModel::StayModel(const GeofenceModel &geofences, const Directory &directory, QObject *parent)
    : ListModel(parent), m_geofences(geofences), m_directory(directory)
{
}

int StayModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QHash<int, QByteArray> StayModel::roleNames() const
{
    return {{HandsetIdRole, "handsetId"}, {NameRole, "name"}, {SinceRole, "since"}, {SpanRole, "span"}};
}

QVariant StayModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &stay = m_lines[static_cast<std::size_t>(index.row())].stay;
    switch (role) {
    case HandsetIdRole:
        return QString::fromStdString(stay.handset.text);
    case Qt::DisplayRole:
    case NameRole:
        return m_directory.nameOf(stay.handset);
    case SinceRole:
        return Wording::moment(stay.since, m_now);
    case SpanRole:
        return Wording::span(m_now - stay.since);
    default:
        return {};
    }
}

void StayModel::setAbout(const QString &about)
{
    if (about == m_about)
        return;
    m_about = about;
    emit aboutChanged();
    follow();
}

void StayModel::follow()
{
    std::vector<Line> wanted;
    if (const auto id = idFrom<GeofenceId>(m_about))
        if (const auto *row = m_geofences.row(*id))
            for (const auto &stay : row->inside)
                wanted.push_back({stay});
    become(m_lines, std::move(wanted), [](const Line &a, const Line &b) {
        return std::tie(a.stay.since, a.stay.handset) < std::tie(b.stay.since, b.stay.handset);
    });
}

void StayModel::tick(Instant now)
{
    m_now = now;
    everyRowChanged({SinceRole, SpanRole});
}

} // namespace facteo::console
