// SPDX-License-Identifier: Apache-2.0
#include "console/day_log.h"

#include "console/wording.h"

#include <QPointer>

namespace facteo::console {

using namespace protocol;

DayLog::DayLog(NearestAddress nearest, QObject *parent) : ListModel(parent), m_nearest(std::move(nearest)) {}

int DayLog::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> DayLog::roleNames() const
{
    return {{StopRole, "stop"}, {NumberRole, "number"}, {TimesRole, "times"}, {SpanRole, "span"},
        {PlaceRole, "place"}, {AtMsRole, "atMs"}, {NowRole, "now"}};
}

QVariant DayLog::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case StopRole:
        return row.number > 0;
    case NumberRole:
        return row.number;
    case Qt::DisplayRole:
    case TimesRole:
        return tr("%1 – %2", "from, to").arg(Wording::clock(row.from), Wording::clock(row.to));
    case SpanRole:
        return Wording::span(row.to - row.from);
    case PlaceRole:
        return placeOf(row);
    case AtMsRole:
        return static_cast<double>(row.from.time_since_epoch().count());
    case NowRole:
        return row.current;
    default:
        return {};
    }
}

QString DayLog::placeOf(const Row &row) const
{
    if (row.number == 0)
        return tr("No position, %1 apart", "distance of both ends").arg(Wording::metres(row.metres));
    return row.address.isEmpty() ? Wording::coordinates(row.place) : row.address;
}

void DayLog::show(const geo::TrackSummary &summary)
{
    std::vector<Row> rows;
    rows.reserve(summary.stops.size() + summary.gaps.size());
    int number = 0;
    for (const auto &stop : summary.stops)
        rows.push_back({.from = stop.from, .to = stop.to, .number = ++number, .place = stop.place});
    for (const auto &gap : summary.gaps)
        rows.push_back({.from = gap.from, .to = gap.to, .metres = gap.metres});
    const auto asked = rows;
    become(m_rows, std::move(rows), [](const Row &a, const Row &b) { return a.key() < b.key(); });
    for (const auto &row : asked)
        if (row.number > 0)
            askAddress(row);
}

void DayLog::askAddress(const Row &row)
{
    m_nearest(row.place, [self = QPointer(this), key = row.key(), place = row.place](const QString &address) {
        if (!self)
            return;
        const auto found = std::ranges::find(self->m_rows, key, &Row::key);
        // Meanwhile it may be another day.
        if (found == self->m_rows.end() || found->place != place || found->address == address)
            return;
        found->address = address;
        const auto changed = self->index(static_cast<int>(found - self->m_rows.begin()));
        emit self->dataChanged(changed, changed, {PlaceRole});
    });
}

void DayLog::setAt(Instant at)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto &row = m_rows[i];
        const bool current = row.from <= at && at <= row.to;
        if (current == row.current)
            continue;
        row.current = current;
        const auto changed = index(static_cast<int>(i));
        emit dataChanged(changed, changed, {NowRole});
    }
}

} // namespace facteo::console
