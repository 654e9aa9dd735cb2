// SPDX-License-Identifier: Apache-2.0
#include "console/weekly_hours_model.h"

#include "console/calendar_wording.h"
#include "console/wording.h"

#include <QTime>
#include <optional>

namespace facteo::console {

using protocol::WeeklyHours;

namespace {

/// "8:30", "8h30", "24:00"; minutes of the day.
std::optional<std::uint16_t> minuteFrom(const QString &typed)
{
    auto text = typed.trimmed().toLower();
    text.replace(u'h', u':');
    if (text == u"24:00")
        return WeeklyHours::kMinutesPerDay;
    const auto time = QTime::fromString(text, QStringLiteral("H:mm"));
    if (!time.isValid())
        return {};
    return static_cast<std::uint16_t>(time.hour() * 60 + time.minute());
}

} // namespace

int WeeklyHoursModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> WeeklyHoursModel::roleNames() const
{
    return {
        {DaysRole, "days"}, {FromTextRole, "fromText"}, {ToTextRole, "toText"}, {FaultTextRole, "faultText"}};
}

QVariant WeeklyHoursModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case DaysRole:
        return row.days;
    case FromTextRole:
        return row.from;
    case ToTextRole:
        return row.to;
    case FaultTextRole: {
        const auto read = WeeklyHoursModel::read(row);
        return read ? QString() : Wording::fault(read.error());
    }
    default:
        return {};
    }
}

std::expected<WeeklyHours, HoursFault> WeeklyHoursModel::read(const Row &row)
{
    if (row.days == 0)
        return std::unexpected(HoursFault::NoDay);
    const auto from = minuteFrom(row.from);
    const auto to = minuteFrom(row.to);
    if (!from || !to)
        return std::unexpected(HoursFault::NoTime);
    if (*to <= *from)
        return std::unexpected(HoursFault::Backwards);
    return WeeklyHours{.days = row.days, .fromMinute = *from, .toMinute = *to};
}

std::expected<std::vector<WeeklyHours>, HoursFault> WeeklyHoursModel::hours() const
{
    std::vector<WeeklyHours> all;
    for (const auto &row : m_rows) {
        const auto hours = read(row);
        if (!hours)
            return std::unexpected(hours.error());
        all.push_back(*hours);
    }
    return all;
}

void WeeklyHoursModel::set(const std::vector<WeeklyHours> &hours)
{
    while (!m_rows.empty())
        removeAt(rowCount({}) - 1);
    if (hours.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(hours.size()) - 1);
    for (const auto &part : hours)
        m_rows.push_back({.days = part.days,
            .from = CalendarWording::minute(part.fromMinute),
            .to = CalendarWording::minute(part.toMinute)});
    endInsertRows();
    emit countChanged();
}

void WeeklyHoursModel::add()
{
    if (m_rows.size() >= protocol::Geofence::kMostHours)
        return;
    beginInsertRows({}, rowCount({}), rowCount({}));
    m_rows.push_back({.days = 0x1F, .from = QStringLiteral("8:00"), .to = QStringLiteral("13:30")});
    endInsertRows();
    emit countChanged();
    emit edited();
}

void WeeklyHoursModel::removeAt(int row)
{
    if (row < 0 || row >= rowCount({}))
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    emit countChanged();
    emit edited();
}

void WeeklyHoursModel::toggleDay(int row, int day)
{
    if (row < 0 || row >= rowCount({}) || day < 0 || day > 6)
        return;
    m_rows[static_cast<std::size_t>(row)].days ^= static_cast<std::uint8_t>(1U << day);
    changed(row);
}

void WeeklyHoursModel::setFrom(int row, const QString &text)
{
    if (row < 0 || row >= rowCount({}))
        return;
    m_rows[static_cast<std::size_t>(row)].from = text;
    changed(row);
}

void WeeklyHoursModel::setTo(int row, const QString &text)
{
    if (row < 0 || row >= rowCount({}))
        return;
    m_rows[static_cast<std::size_t>(row)].to = text;
    changed(row);
}

void WeeklyHoursModel::changed(int row)
{
    emit dataChanged(index(row), index(row));
    emit edited();
}

} // namespace facteo::console
